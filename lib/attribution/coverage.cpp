#include "newsloom/attribution/coverage.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "attribution/reasons.hpp"
#include "attribution/roles.hpp"

namespace newsloom::attribution {
namespace {

void judge_rows(Coverage& coverage, const CoverageOptions& options) {
  std::vector<const CoverageRow*> rows;
  rows.reserve(coverage.rows.size());
  for (CoverageRow& row : coverage.rows) {
    if (row.copy_of == row.article) row.copy_of.reset();
    rows.push_back(&row);
  }
  const auto judgements = judge(rows, options.follow_up_after);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CoverageRow& row = coverage.rows[i];
    row.role = judgements[i].role;
    if (row.role == Role::first_report) coverage.first_report = row.article;
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    coverage.rows[i].why = reasons(rows, i, judgements[i]);
  }
}

void count_outlets(Coverage& coverage) {
  std::unordered_map<std::string_view, std::string_view> family_of;  // by outlet
  for (const CoverageRow& row : coverage.rows) {
    if (row.outlet.empty()) continue;
    family_of.try_emplace(row.outlet, row.family.empty() ? row.outlet : row.family);
  }
  std::set<std::string_view> families;
  for (const auto& [outlet, family] : family_of) families.insert(family);
  coverage.outlet_count = family_of.size();
  coverage.family_count = families.size();
}

void set_dates_and_languages(Coverage& coverage) {
  for (const CoverageRow& row : coverage.rows) {
    if (!row.language.empty()) ++coverage.languages[row.language];
    if (!row.published) continue;
    if (!coverage.date_start) coverage.date_start = row.published;  // rows are sorted
    coverage.date_updated = row.published;
  }
}

}  // namespace

Coverage attribute_coverage(std::vector<CoverageRow> rows, const CoverageOptions& options) {
  Coverage coverage;
  coverage.rows = std::move(rows);
  std::stable_sort(coverage.rows.begin(), coverage.rows.end(), earlier_row);
  judge_rows(coverage, options);
  count_outlets(coverage);
  coverage.independent_source_count = independent_sources(coverage.rows).sources.size();
  set_dates_and_languages(coverage);
  return coverage;
}

}  // namespace newsloom::attribution
