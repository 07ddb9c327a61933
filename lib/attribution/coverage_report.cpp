#include "newsloom/attribution/coverage_report.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "attribution/roles.hpp"
#include "types/calendar.hpp"

namespace newsloom::attribution {
namespace {

/// Adds up one event.
class Reporter {
 public:
  Reporter(const EventView& event, const OutletRegistry& registry)
      : event_(event), registry_(registry) {}

  CoverageReport run() {
    report_.sources = independent_sources(event_.coverage);
    for (const CoverageRow& row : event_.coverage) {
      ++report_.roles[std::string(to_string(row.role))];
      if (!row.language.empty()) ++report_.languages[row.language];
      add_time(row);
      if (row.outlet.empty()) {
        ++report_.unknown_outlet_articles;
      } else {
        add_to_outlet(row);
      }
      rows_.emplace(row.article.str(), &row);
    }
    mark_independent();
    add_families();
    for (const OutletCoverage& outlet : report_.outlets) {
      if (!outlet.country.empty()) ++report_.countries[outlet.country];
    }
    add_followings();
    return std::move(report_);
  }

 private:
  void add_time(const CoverageRow& row) {
    if (!row.published) return;
    ++report_.days[detail::day_of(*row.published)];
    const bool has_hour =
        row.precision == DatePrecision::minute || row.precision == DatePrecision::second;
    if (has_hour)
      ++report_.hours[std::chrono::floor<std::chrono::hours>(detail::on_calendar(*row.published))];
  }

  void add_to_outlet(const CoverageRow& row) {
    const auto [place, is_new] = place_of_.try_emplace(row.outlet, report_.outlets.size());
    if (is_new) describe(report_.outlets.emplace_back(), row);
    OutletCoverage& outlet = report_.outlets[place->second];
    ++outlet.articles;
    outlet.own_articles += row.role == Role::copy ? 0U : 1U;
    if (!row.published) return;
    if (!outlet.first_published) outlet.first_published = row.published;  // rows are sorted
    outlet.last_published = row.published;
  }

  void describe(OutletCoverage& outlet, const CoverageRow& row) const {
    outlet.outlet = outlet.name = row.outlet;
    outlet.family = row.family.empty() ? row.outlet : row.family;
    outlet.first_article = row.article;
    if (row.published && event_.date_start) outlet.delay = *row.published - *event_.date_start;
    const RegisteredOutlet* known = registry_.find_domain(row.outlet);
    if (known == nullptr) return;
    outlet.name = known->name;
    outlet.country = known->country;
    outlet.kind = known->kind;
    outlet.labels = known->labels;
  }

  void mark_independent() {
    std::set<std::string_view> telling;
    for (const IndependentSource& source : report_.sources.sources) {
      for (const ArticleId& article : source.articles) telling.insert(article.str());
    }
    for (const CoverageRow& row : event_.coverage) {
      if (row.outlet.empty() || !telling.contains(row.article.str())) continue;
      report_.outlets[place_of_.at(row.outlet)].is_independent = true;
    }
  }

  void add_families() {
    std::unordered_map<std::string_view, std::size_t> places;
    for (const OutletCoverage& outlet : report_.outlets) {
      const auto [place, is_new] = places.try_emplace(outlet.family, report_.families.size());
      if (is_new) report_.families.push_back({outlet.family, {}, 0, false});
      FamilyCoverage& family = report_.families[place->second];
      family.outlets.push_back(outlet.outlet);
      family.articles += outlet.articles;
      family.is_independent = family.is_independent || outlet.is_independent;
    }
  }

  // The outlet a copy is of: its credit's, else that of the article whose text it has.
  [[nodiscard]] std::string_view source_of(const CoverageRow& row) const {
    if (!row.credit.empty()) return row.credit;
    const auto original = row.copy_of ? rows_.find(row.copy_of->str()) : rows_.end();
    return original == rows_.end() ? std::string_view{} : original->second->outlet;
  }

  void add_followings() {
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> places;
    std::vector<std::vector<std::chrono::seconds>> delays;
    for (const CoverageRow& row : event_.coverage) {
      const std::string_view source = source_of(row);
      if (row.role != Role::copy || row.outlet.empty() || source.empty()) continue;
      const auto [place, is_new] =
          places.try_emplace({row.outlet, source}, report_.followings.size());
      if (is_new) {
        report_.followings.push_back({row.outlet, std::string(source), 0, 0, {}});
        delays.emplace_back();
      }
      Following& following = report_.followings[place->second];
      ++following.articles;
      following.credited += row.credit.empty() ? 0U : 1U;
      const auto original = row.copy_of ? rows_.find(row.copy_of->str()) : rows_.end();
      if (original == rows_.end() || original->second->outlet != source) continue;
      if (!has_interval(row) || !has_interval(*original->second)) continue;
      if (!certainly_before(*original->second, row)) continue;
      delays[place->second].push_back(*row.published - *original->second->published);
    }
    for (std::size_t i = 0; i < delays.size(); ++i) {
      if (delays[i].empty()) continue;
      std::ranges::sort(delays[i]);
      report_.followings[i].delay = delays[i][delays[i].size() / 2];
    }
    std::ranges::stable_sort(report_.followings, [](const Following& a, const Following& b) {
      return a.articles != b.articles ? a.articles > b.articles
                                      : std::tie(a.outlet, a.source) < std::tie(b.outlet, b.source);
    });
  }

  const EventView& event_;
  const OutletRegistry& registry_;
  CoverageReport report_;
  std::unordered_map<std::string_view, std::size_t> place_of_;  // outlets
  std::unordered_map<std::string_view, const CoverageRow*> rows_;
};

}  // namespace

CoverageReport report_coverage(const EventView& event, const OutletRegistry& registry) {
  return Reporter(event, registry).run();
}

std::vector<OutletActivity> count_outlets(std::span<const EventView> events) {
  std::map<std::string_view, OutletActivity> by_outlet;
  for (const EventView& event : events) {
    std::set<std::string_view> here;
    for (const CoverageRow& row : event.coverage) {
      if (row.outlet.empty()) continue;
      OutletActivity& activity = by_outlet[row.outlet];
      activity.outlet = row.outlet;
      activity.family = row.family;
      activity.events += here.insert(row.outlet).second ? 1U : 0U;
      ++activity.articles;
      activity.first_reports += event.first_report == row.article ? 1U : 0U;
      activity.copies += row.role == Role::copy ? 1U : 0U;
    }
  }
  std::vector<OutletActivity> list;
  list.reserve(by_outlet.size());
  for (auto& [outlet, activity] : by_outlet) list.push_back(std::move(activity));
  return list;
}

}  // namespace newsloom::attribution
