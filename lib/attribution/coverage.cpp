#include "newsloom/attribution/coverage.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace newsloom::attribution {
namespace {

bool is_copy(const CoverageRow& row) { return row.copy_of.has_value(); }
bool is_independent_report(const CoverageRow& row) { return !row.outlet.empty() && !is_copy(row); }

/// Dated well enough to say that it lies before something.
bool has_interval(const CoverageRow& row) {
  return row.published.has_value() && row.precision != DatePrecision::unknown;
}

/// `published` undated last; equal ones keep their order of arrival.
void sort_rows(std::vector<CoverageRow>& rows) {
  std::stable_sort(rows.begin(), rows.end(), [](const CoverageRow& a, const CoverageRow& b) {
    if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
    return a.published.has_value() && *a.published < *b.published;
  });
}

/// Whether `a` is over before `b` may have begun. Precondition: both have an interval.
bool certainly_before(const CoverageRow& a, const CoverageRow& b) {
  if (*a.published >= *b.published) return false;
  // Unsigned: the distance of two far apart dates does not fit into signed seconds.
  const auto distance = static_cast<std::uint64_t>(b.published->time_since_epoch().count()) -
                        static_cast<std::uint64_t>(a.published->time_since_epoch().count());
  return distance >= static_cast<std::uint64_t>(uncertainty(a.precision).count());
}

bool one_outlet_only(const std::vector<const CoverageRow*>& reports) {
  return std::all_of(reports.begin(), reports.end(), [&](const CoverageRow* report) {
    return report->outlet == reports.front()->outlet;
  });
}

/// The index of the first report among sorted rows.
std::optional<std::size_t> find_first_report(const std::vector<CoverageRow>& rows) {
  std::vector<const CoverageRow*> reports;
  for (const CoverageRow& row : rows) {
    if (is_independent_report(row)) reports.push_back(&row);
  }
  const auto undated = std::stable_partition(
      reports.begin(), reports.end(), [](const CoverageRow* row) { return has_interval(*row); });
  if (undated != reports.end() && !one_outlet_only(reports)) return std::nullopt;
  reports.erase(undated, reports.end());
  if (reports.empty()) return std::nullopt;
  // Sorted by start: who is before the second is before all.
  if (reports.size() > 1 && !certainly_before(*reports[0], *reports[1])) return std::nullopt;
  return static_cast<std::size_t>(reports[0] - rows.data());
}

/// Which rows are one text: a union-find over row indices with path halving.
class Texts {
 public:
  explicit Texts(std::size_t rows) : parent_(rows) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t row) {
    while (parent_[row] != row) row = parent_[row] = parent_[parent_[row]];
    return row;
  }
  /// The earlier row stands for both.
  void unite(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

Texts group_by_text(const std::vector<CoverageRow>& rows) {
  // An article that is copied but not here is stood for by the first row that copies it.
  std::unordered_map<std::string_view, std::size_t> row_of;
  for (std::size_t i = 0; i < rows.size(); ++i) row_of.try_emplace(rows[i].article.str(), i);
  Texts texts(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (is_copy(rows[i]))
      texts.unite(i, row_of.try_emplace(rows[i].copy_of->str(), i).first->second);
  }
  return texts;
}

/// The row that a text is counted for: the original, else the first of a known outlet.
std::vector<std::optional<std::size_t>> rows_counted(const std::vector<CoverageRow>& rows) {
  Texts texts = group_by_text(rows);
  std::vector<std::optional<std::size_t>> counted(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    std::optional<std::size_t>& chosen = counted[texts.find(i)];
    const bool is_original = !is_copy(rows[i]);
    const bool has_original = chosen && !is_copy(rows[*chosen]);
    if (is_original && !has_original) chosen = i;
    if (!is_original && !chosen && !rows[i].outlet.empty()) chosen = i;
  }
  return counted;
}

void count_sources(Coverage& coverage) {
  const std::vector<CoverageRow>& rows = coverage.rows;
  std::unordered_map<std::string_view, std::string_view> family_of;  // by outlet
  for (const CoverageRow& row : rows) {
    if (row.outlet.empty()) continue;
    family_of.try_emplace(row.outlet, row.family.empty() ? row.outlet : row.family);
  }
  std::set<std::string_view> families;
  for (const auto& [outlet, family] : family_of) families.insert(family);
  std::set<std::string_view> independent;
  for (const std::optional<std::size_t> counted : rows_counted(rows)) {
    if (!counted || rows[*counted].outlet.empty()) continue;
    independent.insert(family_of.at(rows[*counted].outlet));
  }
  coverage.outlet_count = family_of.size();
  coverage.family_count = families.size();
  coverage.independent_source_count = independent.size();
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

Coverage attribute_coverage(std::vector<CoverageRow> rows) {
  Coverage coverage;
  coverage.rows = std::move(rows);
  sort_rows(coverage.rows);
  for (CoverageRow& row : coverage.rows) {
    if (row.copy_of == row.article) row.copy_of.reset();
    row.role = is_copy(row) ? Role::copy : Role::report;
  }
  if (const auto first = find_first_report(coverage.rows)) {
    coverage.rows[*first].role = Role::first_report;
    coverage.first_report = coverage.rows[*first].article;
  }
  count_sources(coverage);
  set_dates_and_languages(coverage);
  return coverage;
}

}  // namespace newsloom::attribution
