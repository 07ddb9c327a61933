#include "support/coverage_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <string_view>

namespace examples {
namespace {

namespace json = boost::json;
using newsloom::CoverageRow;
using newsloom::EventView;
using newsloom::attribution::CoverageReport;

constexpr std::size_t outlet_columns = 24;
constexpr std::size_t role_columns = 13;
constexpr std::size_t title_columns = 60;
constexpr std::size_t why_columns = 110;
constexpr std::size_t bar_columns = 40;
constexpr std::size_t date_columns = 20;

std::string title(const Titles& titles, const newsloom::ArticleId& id) {
  const auto found = titles.find(id);
  return found == titles.end() ? std::string() : found->second;
}

std::string duration_text(std::chrono::seconds duration) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(duration).count();
  constexpr std::int64_t hour = 60;
  constexpr std::int64_t day = 24 * hour;
  if (minutes < hour) return fmt::format("{} min", minutes);
  if (minutes < 2 * day) return fmt::format("{} h {:02} min", minutes / hour, minutes % hour);
  return fmt::format("{} d", minutes / day);
}

std::string role_text(const CoverageRow& row) {
  std::string text(newsloom::to_string(row.role));
  std::ranges::replace(text, '_', ' ');
  return text;
}

void print_rows(const EventView& event, const Titles& titles, const Style& style) {
  for (const CoverageRow& row : event.coverage) {
    const std::string role = padded(role_text(row), role_columns);
    const bool is_first = row.role == newsloom::Role::first_report;
    const bool is_copy = row.role == newsloom::Role::copy;
    fmt::print("  {}  {}  {}  {}\n", padded(date_text(row.published, row.precision), date_columns),
               padded(fitted(row.outlet.empty() ? "(unknown)" : row.outlet, outlet_columns),
                      outlet_columns),
               is_first  ? style.green(role)
               : is_copy ? style.yellow(role)
                         : role,
               fitted(title(titles, row.article), title_columns));
    for (const std::string& why : row.why) {
      fmt::print("  {}{}\n", std::string(date_columns + 4, ' '),
                 style.dim(fitted(why, why_columns)));
    }
  }
}

void print_outlets(const CoverageReport& report, const Style& style) {
  fmt::print("\n  {}\n", style.bold("outlets"));
  for (const auto& outlet : report.outlets) {
    std::string facts = outlet.country;
    if (outlet.kind != newsloom::attribution::OutletKind::unknown) {
      facts += (facts.empty() ? "" : " ") + std::string(to_string(outlet.kind));
    }
    if (outlet.family != outlet.outlet) facts += fmt::format(" [{}]", outlet.family);
    for (const auto& [label, value] : outlet.labels) facts += fmt::format(" {}={}", label, value);
    fmt::print("  {}  {} of {} own  {}  {}\n",
               padded(fitted(outlet.name, outlet_columns), outlet_columns), outlet.own_articles,
               outlet.articles, padded(outlet.delay ? "+" + duration_text(*outlet.delay) : "", 12),
               style.dim(facts));
  }
}

void print_sources(const CoverageReport& report, const Style& style) {
  fmt::print("\n  {}\n",
             style.bold(fmt::format("{} independent sources", report.sources.sources.size())));
  for (const auto& source : report.sources.sources) {
    fmt::print("  {}  own articles: {}, printed by {} others\n",
               padded(fitted(source.family, outlet_columns), outlet_columns),
               source.articles.size(), source.printed_by.size());
  }
  for (const auto& left_out : report.sources.uncounted) {
    fmt::print("  {}\n",
               style.dim(fmt::format("not counted: {}: {}", left_out.article.str(), left_out.why)));
  }
}

void print_spread(const CoverageReport& report, const Style& style) {
  fmt::print("\n  {}\n", style.bold("spread"));
  const auto& times =
      report.hours.size() > 1 && report.days.size() <= 2 ? report.hours : report.days;
  for (const auto& [time, count] : times) {
    fmt::print("  {}  {} {}\n",
               padded(date_text(time, &times == &report.hours ? newsloom::DatePrecision::minute
                                                              : newsloom::DatePrecision::day),
                      date_columns),
               std::string(std::min(count, bar_columns), '#'), count);
  }
  std::string countries;
  for (const auto& [country, count] : report.countries) {
    countries += fmt::format("{}{} {}", countries.empty() ? "" : ", ", country, count);
  }
  if (!countries.empty()) fmt::print("  outlets by country: {}\n", countries);
}

void print_followings(const CoverageReport& report, const Style& style) {
  if (report.followings.empty()) return;
  fmt::print("\n  {}\n", style.bold("who prints whom"));
  for (const auto& following : report.followings) {
    fmt::print("  {} ← {}  {} articles, {} credited{}\n",
               padded(fitted(following.outlet, outlet_columns), outlet_columns), following.source,
               following.articles, following.credited,
               following.delay ? ", after " + duration_text(*following.delay) : "");
  }
}

json::array texts(const std::vector<std::string>& from) {
  json::array out;
  for (const std::string& text : from) out.emplace_back(text);
  return out;
}

json::array ids(const std::vector<newsloom::ArticleId>& from) {
  json::array out;
  for (const auto& id : from) out.emplace_back(id.str());
  return out;
}

template <class Key>
json::object counts(const std::map<Key, std::size_t>& from) {
  json::object out;
  for (const auto& [key, count] : from) {
    if constexpr (std::is_same_v<Key, std::string>) {
      out[key] = count;
    } else {
      out[rfc3339(key)] = count;
    }
  }
  return out;
}

json::object row_json(const CoverageRow& row, const Titles& titles) {
  constexpr double thousandths = 1000;
  json::object out{{"article_id", row.article.str()},
                   {"title", title(titles, row.article)},
                   {"role", std::string(newsloom::to_string(row.role))},
                   {"genre", std::string(newsloom::to_string(row.genre))},
                   {"similarity", row.similarity},
                   {"why", texts(row.why)}};
  if (!row.outlet.empty()) out["outlet"] = row.outlet;
  if (!row.family.empty()) out["family"] = row.family;
  if (!row.language.empty()) out["language"] = row.language;
  if (row.published) out["published"] = rfc3339(*row.published);
  if (!row.credit.empty()) out["credit"] = row.credit;
  if (row.copy_of) {
    out["copy_of"] = row.copy_of->str();
    out["order"] = std::string(newsloom::to_string(row.order));
    out["copied_share"] = row.copied_share / thousandths;
    out["source_share"] = row.source_share / thousandths;
  }
  return out;
}

json::object outlet_json(const newsloom::attribution::OutletCoverage& outlet) {
  json::object out{{"outlet", outlet.outlet},
                   {"name", outlet.name},
                   {"family", outlet.family},
                   {"articles", outlet.articles},
                   {"own_articles", outlet.own_articles},
                   {"is_independent", outlet.is_independent}};
  if (!outlet.country.empty()) out["country"] = outlet.country;
  if (outlet.kind != newsloom::attribution::OutletKind::unknown) {
    out["kind"] = std::string(to_string(outlet.kind));
  }
  if (outlet.first_published) out["first_published"] = rfc3339(*outlet.first_published);
  if (outlet.last_published) out["last_published"] = rfc3339(*outlet.last_published);
  if (outlet.delay) out["delay_seconds"] = outlet.delay->count();
  json::object labels;
  for (const auto& [label, value] : outlet.labels) labels[label] = value;
  if (!labels.empty()) out["labels"] = std::move(labels);
  return out;
}

json::object sources_json(const newsloom::attribution::SourceList& list) {
  json::array sources;
  for (const auto& source : list.sources) {
    sources.push_back(json::object{{"family", source.family},
                                   {"articles", ids(source.articles)},
                                   {"printed_by", ids(source.printed_by)}});
  }
  json::array uncounted;
  for (const auto& one : list.uncounted) {
    uncounted.push_back(json::object{{"article_id", one.article.str()}, {"why", one.why}});
  }
  return {{"count", list.sources.size()},
          {"sources", std::move(sources)},
          {"uncounted", std::move(uncounted)}};
}

json::array followings_json(const CoverageReport& report) {
  json::array out;
  for (const auto& following : report.followings) {
    json::object one{{"outlet", following.outlet},
                     {"source", following.source},
                     {"articles", following.articles},
                     {"credited", following.credited}};
    if (following.delay) one["delay_seconds"] = following.delay->count();
    out.push_back(std::move(one));
  }
  return out;
}

}  // namespace

void print_coverage(const EventView& event, const CoverageReport& report, const Titles& titles,
                    const Style& style) {
  fmt::print("{}  {}\n\n", style.bold(title(titles, event.representative)),
             style.dim(event.id.str()));
  print_rows(event, titles, style);
  print_sources(report, style);
  print_outlets(report, style);
  print_followings(report, style);
  print_spread(report, style);
  fmt::print("\n");
}

std::string coverage_json(const EventView& event, const CoverageReport& report,
                          const Titles& titles) {
  json::array rows;
  for (const CoverageRow& row : event.coverage) rows.push_back(row_json(row, titles));
  json::array outlets;
  for (const auto& outlet : report.outlets) outlets.push_back(outlet_json(outlet));
  json::array families;
  for (const auto& family : report.families) {
    families.push_back(json::object{{"family", family.family},
                                    {"outlets", texts(family.outlets)},
                                    {"articles", family.articles},
                                    {"is_independent", family.is_independent}});
  }
  json::object out{{"schema", "newsloom/coverage/1"},
                   {"event_id", event.id.str()},
                   {"title", title(titles, event.representative)},
                   {"coverage", std::move(rows)},
                   {"outlets", std::move(outlets)},
                   {"families", std::move(families)},
                   {"independent_sources", sources_json(report.sources)},
                   {"roles", counts(report.roles)},
                   {"countries", counts(report.countries)},
                   {"languages", counts(report.languages)},
                   {"hours", counts(report.hours)},
                   {"days", counts(report.days)},
                   {"followings", followings_json(report)},
                   {"unknown_outlet_articles", report.unknown_outlet_articles}};
  if (event.first_report) out["first_report"] = event.first_report->str();
  return json::serialize(out);
}

std::string registry_json(const newsloom::attribution::OutletRegistry& registry) {
  json::array families;
  for (const auto& family : registry.families()) {
    json::object one{{"id", family.id}, {"name", family.name}};
    if (!family.parent.empty()) one["parent"] = family.parent;
    families.push_back(std::move(one));
  }
  json::array outlets;
  for (const auto& outlet : registry.outlets()) {
    json::object one{{"name", outlet.name}, {"domains", texts(outlet.domains)}};
    if (!outlet.names.empty()) one["names"] = texts(outlet.names);
    if (!outlet.family.empty()) one["family"] = outlet.family;
    if (!outlet.country.empty()) one["country"] = outlet.country;
    if (!outlet.language.empty()) one["language"] = outlet.language;
    one["kind"] = std::string(to_string(outlet.kind));
    json::object labels;
    for (const auto& [label, value] : outlet.labels) labels[label] = value;
    if (!labels.empty()) one["labels"] = std::move(labels);
    outlets.push_back(std::move(one));
  }
  return json::serialize(json::object{{"schema", "newsloom/outlets/1"},
                                      {"families", std::move(families)},
                                      {"outlets", std::move(outlets)}});
}

}  // namespace examples
