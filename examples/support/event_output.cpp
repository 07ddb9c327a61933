#include "support/event_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>
#include <variant>

namespace examples {
namespace {

namespace json = boost::json;
using newsloom::CoverageRow;
using newsloom::EventView;
using newsloom::Role;

constexpr std::size_t title_columns = 74;
constexpr std::size_t outlet_columns = 26;
constexpr std::size_t most_rows = 12;

// To four digits: more is noise to a reader.
double rounded(double value) { return std::round(value * 1e4) / 1e4; }

const std::string& title(const Titles& titles, const newsloom::ArticleId& id) {
  static const std::string none;
  const auto found = titles.find(id);
  return found == titles.end() ? none : found->second;
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : many);
}

std::string facts(const EventView& event) {
  std::string line =
      counted(event.independent_source_count, "independent source", "independent sources");
  line += " · " + counted(event.coverage.size(), "article", "articles");
  if (event.outlet_count != event.independent_source_count) {
    line += " · " + counted(event.outlet_count, "outlet", "outlets");
  }
  if (event.languages.size() > 1) {
    std::string languages;
    for (const auto& [code, count] : event.languages) {
      languages += fmt::format("{}{} {}", languages.empty() ? "" : ", ", code, count);
    }
    line += " · " + languages;
  }
  return line;
}

std::string time_span(const EventView& event) {
  if (!event.date_start) return "undated";
  const auto precision_at = [&event](newsloom::Timestamp time) {
    auto precision = newsloom::DatePrecision::day;
    for (const CoverageRow& row : event.coverage) {
      if (row.published == time) precision = std::max(precision, row.precision);
    }
    return precision;
  };
  const std::string from = date_text(event.date_start, precision_at(*event.date_start));
  const std::string to = date_text(event.date_updated, precision_at(*event.date_updated));
  return from == to ? from : from + " – " + to;
}

std::string mark_of(const CoverageRow& row, const EventView& event, const Style& style) {
  if (row.role == Role::first_report) return style.green("first ");
  if (row.role == Role::copy) {
    for (const CoverageRow& original : event.coverage) {
      if (original.article == row.copy_of) {
        const std::string who = original.outlet.empty() ? "unknown" : original.outlet;
        return style.yellow("copy  ") + style.dim("of " + who + "  ");
      }
    }
    return style.yellow("copy  ");
  }
  return "      ";
}

void print_event(std::size_t number, const EventView& event, const Titles& titles,
                 const Style& style) {
  fmt::print("{:>3}  {}\n", number,
             style.bold(fitted(title(titles, event.representative), title_columns)));
  fmt::print("     {}\n", style.dim(fmt::format("{} · {} · {}", facts(event), time_span(event),
                                                event.id.str())));
  std::size_t shown = 0;
  for (const CoverageRow& row : event.coverage) {
    if (shown++ == most_rows) {
      fmt::print("       {}\n",
                 style.dim(fmt::format("… and {} more", event.coverage.size() - most_rows)));
      break;
    }
    fmt::print("       {} {} {}{}\n",
               padded(row.outlet.empty() ? "(unknown outlet)" : row.outlet, outlet_columns),
               style.dim(padded(date_text(row.published, row.precision), 17)),
               mark_of(row, event, style), fitted(title(titles, row.article), title_columns));
  }
  fmt::print("\n");
}

json::object row_json(const CoverageRow& row, const Titles& titles) {
  json::object out;
  out["article_id"] = row.article.str();
  if (!row.outlet.empty()) out["outlet"] = row.outlet;
  if (!row.family.empty()) out["family"] = row.family;
  if (!row.language.empty()) out["language"] = row.language;
  out["title"] = title(titles, row.article);
  if (row.published) out["published"] = rfc3339(*row.published);
  out["role"] = std::string(newsloom::to_string(row.role));
  if (row.copy_of) out["copy_of"] = row.copy_of->str();
  out["similarity"] = row.similarity;
  return out;
}

json::object event_json(const EventView& event, const Titles& titles) {
  json::object out;
  out["id"] = event.id.str();
  out["status"] = event.status == newsloom::EventStatus::open ? "open" : "closed";
  out["title"] = title(titles, event.representative);
  if (event.date_start) out["date_start"] = rfc3339(*event.date_start);
  if (event.date_updated) out["date_updated"] = rfc3339(*event.date_updated);
  out["article_count"] = event.coverage.size();
  out["outlet_count"] = event.outlet_count;
  out["family_count"] = event.family_count;
  out["independent_source_count"] = event.independent_source_count;
  if (event.first_report) out["first_report"] = event.first_report->str();
  json::object languages;
  for (const auto& [code, count] : event.languages) languages[code] = count;
  out["languages"] = std::move(languages);
  json::array rows;
  for (const CoverageRow& row : event.coverage) rows.push_back(row_json(row, titles));
  out["coverage"] = std::move(rows);
  return out;
}

json::object change_json(const newsloom::EventCreated& change) {
  return {{"change", "created"}, {"event", change.event.str()}, {"article", change.article.str()}};
}
json::object change_json(const newsloom::ArticleJoined& change) {
  return {{"change", "joined"}, {"event", change.event.str()}, {"article", change.article.str()}};
}
json::object change_json(const newsloom::EventsMerged& change) {
  return {{"change", "merged"}, {"from", change.from.str()}, {"into", change.into.str()}};
}
json::object change_json(const newsloom::EventSplit& change) {
  json::array articles;
  for (const auto& article : change.articles) articles.emplace_back(article.str());
  return {{"change", "split"},
          {"from", change.from.str()},
          {"into", change.into.str()},
          {"articles", std::move(articles)}};
}
json::object change_json(const newsloom::ArticleReattributed& change) {
  return {{"change", "reattributed"},
          {"event", change.event.str()},
          {"article", change.article.str()},
          {"role", std::string(newsloom::to_string(change.role))}};
}
json::object change_json(const newsloom::ArticleRevised& change) {
  return {{"change", "revised"},
          {"event", change.event.str()},
          {"article", change.article.str()},
          {"revision", change.revision}};
}
json::object change_json(const newsloom::ArticleRemoved& change) {
  return {{"change", "removed"}, {"event", change.event.str()}, {"article", change.article.str()}};
}
json::object change_json(const newsloom::EventRemoved& change) {
  return {{"change", "event_removed"}, {"event", change.event.str()}};
}
json::object change_json(const newsloom::EventClosed& change) {
  return {{"change", "closed"}, {"event", change.event.str()}};
}

}  // namespace

std::string title_of(const newsloom::Article& article) {
  constexpr std::size_t longest = 200;
  return fitted(article.title.empty() ? article.text.substr(0, 4 * longest) : article.title,
                longest);
}

void print_page(const std::vector<EventView>& events, const Titles& titles, const Style& style) {
  std::size_t number = 0;
  for (const EventView& event : events) print_event(++number, event, titles, style);
}

void print_json(const std::vector<EventView>& events, const Titles& titles) {
  for (const EventView& event : events)
    fmt::print("{}\n", json::serialize(event_json(event, titles)));
}

std::string assignment_line(const newsloom::ArticleId& article, newsloom::EventId event) {
  return json::serialize(json::object{{"id", article.str()}, {"event", event.str()}});
}

// What the source says about the article; only what it says.
void add_metadata(json::object& out, const newsloom::Article& article) {
  if (article.modified) out["modified"] = rfc3339(*article.modified);
  if (article.fetched) out["fetched"] = rfc3339(*article.fetched);
  if (!article.authors.empty()) out["authors"] = json::value_from(article.authors);
  if (!article.section.empty()) out["section"] = article.section;
  if (!article.categories.empty()) out["categories"] = json::value_from(article.categories);
  if (!article.image.empty()) out["image"] = article.image;
  if (!article.credit.empty()) out["credit"] = article.credit;
  if (article.free_to_read) out["free_to_read"] = *article.free_to_read;
  if (!article.source.empty()) out["source"] = article.source;
}

std::string article_line(const newsloom::Article& article, std::uint32_t revision) {
  json::object out;
  out["id"] = article.id.str();
  if (!article.url.empty()) out["url"] = article.url;
  if (!article.outlet.empty()) out["outlet"] = article.outlet;
  if (!article.language.empty()) out["language"] = article.language;
  if (article.published) out["published"] = rfc3339(*article.published);
  if (!article.title.empty()) out["title"] = article.title;
  if (!article.text.empty()) out["text"] = article.text;
  if (revision > 0) out["revision"] = revision;
  add_metadata(out, article);
  return json::serialize(out);
}

std::string change_line(const newsloom::Change& change) {
  return json::serialize(std::visit([](const auto& what) { return change_json(what); }, change));
}

std::string decision_line(const newsloom::Update& update,
                          const std::vector<newsloom::Neighbour>& neighbours) {
  json::object line = {
      {"article", update.article.str()},         {"event", update.event.str()},
      {"new_event", update.is_new_event},        {"near_copy", update.is_near_copy},
      {"score", rounded(update.score)},          {"required", rounded(update.required)},
      {"confidence", rounded(update.confidence)}};
  json::array near;
  for (const newsloom::Neighbour& neighbour : neighbours) {
    if (neighbour.event == update.event) continue;
    near.push_back({{"event", neighbour.event.str()},
                    {"score", rounded(neighbour.score)},
                    {"words", rounded(neighbour.words)},
                    {"names", rounded(neighbour.names)},
                    {"time", rounded(neighbour.time)}});
  }
  line["others"] = std::move(near);
  return json::serialize(line);
}

}  // namespace examples
