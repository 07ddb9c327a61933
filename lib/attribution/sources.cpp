// Independent sources: families and texts collapse.
#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <unordered_map>
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
      : rows_(std::move(rows)), texts_(rows_.size()), teller_(rows_.size()) {}

  SourceList run() {
    name_families();
    group_by_text();
    for (std::size_t i = 0; i < rows_.size(); ++i) choose_teller(i);
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
    if (is_copy(telling) && !telling.credit.empty()) {
      source(telling.credit_family.empty() ? telling.credit : telling.credit_family)
          .printed_by.push_back(row.article);
      return leave_out(row, "its text is credited to " + telling.credit);
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
