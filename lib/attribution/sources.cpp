// Independent sources: families and texts collapse.
#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "attribution/roles.hpp"
#include "newsloom/attribution/coverage.hpp"

namespace newsloom::attribution {
namespace {

using Rows = std::span<const CoverageRow>;

bool is_copy(const CoverageRow& row) {
  return !row.credit.empty() || (row.copy_of && *row.copy_of != row.article);
}

/// Which rows are one text: a union-find over places with path halving.
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

/// Lists the sources of rows in order of coverage.
class Lister {
 public:
  explicit Lister(std::vector<const CoverageRow*> rows)
      : rows_(std::move(rows)),
        texts_(rows_.size()),
        teller_(rows_.size()),
        is_hosted_(rows_.size()) {}

  SourceList run() {
    name_families();
    group_by_text();
    for (std::size_t i = 0; i < rows_.size(); ++i) choose_teller(i);
    find_hosts();
    for (std::size_t i = 0; i < rows_.size(); ++i) list(i);
    return std::move(result_);
  }

 private:
  void name_families() {
    for (const CoverageRow* row : rows_) {
      if (row->outlet.empty()) continue;
      family_of_.try_emplace(row->outlet, row->family.empty() ? row->outlet : row->family);
    }
  }

  void group_by_text() {
    // An article that is copied but not here is stood for by the first row that copies it.
    std::unordered_map<std::string_view, std::size_t> place_of;
    for (std::size_t i = 0; i < rows_.size(); ++i) place_of.try_emplace(rows_[i]->article.str(), i);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i]->copy_of || *rows_[i]->copy_of == rows_[i]->article) continue;
      texts_.unite(i, place_of.try_emplace(rows_[i]->copy_of->str(), i).first->second);
    }
  }

  /// The row a text is told by: the original, else one that credits an outlet, else the first of a
  /// known outlet.
  void choose_teller(std::size_t i) {
    std::optional<std::size_t>& teller = teller_[texts_.find(i)];
    const auto rank = [this](std::size_t row) {
      if (!is_copy(*rows_[row])) return 3;
      if (!rows_[row]->credit.empty()) return 2;
      return rows_[row]->outlet.empty() ? 0 : 1;
    };
    if (rank(i) > 0 && (!teller || rank(i) > rank(*teller))) teller = i;
  }

  /// The family a text is credited to; empty if its teller credits nobody, or it is a release.
  [[nodiscard]] std::string_view credited_family(std::size_t i) {
    const auto& teller = teller_[texts_.find(i)];
    if (!teller) return {};
    const CoverageRow& telling = *rows_[*teller];
    if (telling.genre == Genre::press_release || telling.credit.empty()) return {};
    return telling.credit_family.empty() ? telling.credit : telling.credit_family;
  }

  [[nodiscard]] bool counts_itself(std::size_t i) {
    const CoverageRow& row = *rows_[i];
    return teller_[texts_.find(i)] == i && credited_family(i).empty() && !row.outlet.empty() &&
           row.is_newsroom && row.genre != Genre::press_release;
  }

  /// A source that is not here itself counts through a newsroom that is, and that nothing else
  /// counts for: so there are never more sources than families.
  void find_hosts() {
    std::unordered_set<std::string_view> sources;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (counts_itself(i)) sources.insert(family_of_.at(rows_[i]->outlet));
    }
    auto busy = sources;  // families that count, or that another one counts through
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::string_view family = credited_family(i);
      if (family.empty() || is_hosted_[texts_.find(i)]) continue;
      if (!sources.contains(family)) {
        if (rows_[i]->outlet.empty()) continue;
        if (!busy.insert(family_of_.at(rows_[i]->outlet)).second) continue;
        sources.insert(family);
      }
      is_hosted_[texts_.find(i)] = true;
    }
  }

  IndependentSource& source(std::string_view family) {
    const auto [place, is_new] = place_of_family_.try_emplace(family, result_.sources.size());
    if (is_new) result_.sources.push_back({std::string(family), {}, {}});
    return result_.sources[place->second];
  }

  void leave_out(const CoverageRow& row, std::string why) {
    result_.uncounted.push_back({row.article, std::move(why)});
  }

  void list(std::size_t i) {
    const CoverageRow& row = *rows_[i];
    const std::optional<std::size_t>& teller = teller_[texts_.find(i)];
    if (!teller) return leave_out(row, "its outlet is unknown, and so is whose text it has");
    const CoverageRow& telling = *rows_[*teller];
    if (telling.genre == Genre::press_release) {
      return leave_out(row,
                       teller == i ? "it is a press release" : "its text is a press release's");
    }
    if (const std::string_view family = credited_family(i); !family.empty()) {
      std::string why = "its text is credited to " + telling.credit;
      if (is_hosted_[texts_.find(i)]) {
        source(family).printed_by.push_back(row.article);
      } else {
        why += row.outlet.empty() ? ", and its outlet is unknown"
                                  : ", and its outlet counts by another text";
      }
      return leave_out(row, std::move(why));
    }
    if (telling.outlet.empty()) {
      return leave_out(row,
                       teller == i ? "its outlet is unknown" : "its text is an unknown outlet's");
    }
    if (!telling.is_newsroom) {
      return leave_out(row, teller == i ? telling.outlet + " is no newsroom"
                                        : "its text is of " + telling.outlet + ", no newsroom");
    }
    IndependentSource& counted = source(family_of_.at(telling.outlet));
    if (teller == i) {
      counted.articles.push_back(row.article);
      return;
    }
    counted.printed_by.push_back(row.article);
    leave_out(row, "its text is that of " + telling.outlet + "'s article " + telling.article.str());
  }

  std::vector<const CoverageRow*> rows_;
  Texts texts_;
  std::vector<std::optional<std::size_t>> teller_;
  std::vector<bool> is_hosted_;  // by text: whom it is credited to counts
  std::unordered_map<std::string_view, std::string_view> family_of_;  // by outlet
  std::unordered_map<std::string_view, std::size_t> place_of_family_;
  SourceList result_;
};

}  // namespace

SourceList independent_sources(std::span<const CoverageRow> rows) {
  std::vector<const CoverageRow*> sorted;
  sorted.reserve(rows.size());
  for (const CoverageRow& row : rows) sorted.push_back(&row);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto* a, const auto* b) { return earlier_row(*a, *b); });
  return Lister(std::move(sorted)).run();
}

}  // namespace newsloom::attribution
