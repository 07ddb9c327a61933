#include "attribution/roles.hpp"

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>

namespace newsloom::attribution {
namespace {

using Rows = std::span<const CoverageRow* const>;
constexpr std::size_t nobody = Judgement::nobody;

class Judge {
 public:
  Judge(Rows rows, std::chrono::seconds follow_up_after)
      : rows_(rows), follow_up_after_(follow_up_after), judgements_(rows.size()) {}

  std::vector<Judgement> run() {
    find_originals();
    open_rings();
    count_prints();
    for (std::size_t i = 0; i < rows_.size(); ++i) judge_text(i);
    if (const auto first = first_report()) set(*first, Role::first_report, Reason::before_all);
    judge_follow_ups();
    return std::move(judgements_);
  }

 private:
  // The row each row's text is of, if it is here.
  void find_originals() {
    std::unordered_map<std::string_view, std::size_t> places;
    const bool any =
        std::ranges::any_of(rows_, [](const auto* row) { return row->copy_of.has_value(); });
    original_.assign(rows_.size(), nobody);
    if (!any) return;
    for (std::size_t i = 0; i < rows_.size(); ++i) places.try_emplace(rows_[i]->article.str(), i);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!rows_[i]->copy_of || *rows_[i]->copy_of == rows_[i]->article) continue;
      const auto found = places.find(rows_[i]->copy_of->str());
      if (found != places.end()) original_[i] = found->second;
    }
  }

  // Where dates and order of arrival contradict each other, copies name each other in a ring. The
  // earliest of it stands for the text.
  void open_rings() {
    if (std::ranges::all_of(original_, [](std::size_t other) { return other == nobody; })) return;
    std::vector<std::size_t> walk(rows_.size(), nobody);  // which walk came by
    for (std::size_t start = 0; start < rows_.size(); ++start) {
      std::size_t at = start;
      while (at != nobody && walk[at] == nobody) {
        walk[at] = start;
        at = original_[at];
      }
      if (at == nobody || walk[at] != start) continue;  // ended, or an older walk's
      std::size_t earliest = at;
      for (std::size_t i = original_[at]; i != at; i = original_[i])
        earliest = std::min(earliest, i);
      judgements_[earliest].stands_for_ring = true;
    }
  }

  [[nodiscard]] bool is_revision(std::size_t i) const {
    if (original_[i] == nobody) return rows_[i]->copy_of.has_value() && rows_[i]->is_own_text;
    return !rows_[i]->outlet.empty() && rows_[original_[i]]->outlet == rows_[i]->outlet;
  }
  [[nodiscard]] bool is_copy(std::size_t i) const {
    if (judgements_[i].stands_for_ring) return false;
    if (!rows_[i]->credit.empty()) return true;
    return rows_[i]->copy_of.has_value() && *rows_[i]->copy_of != rows_[i]->article &&
           !is_revision(i);
  }

  void count_prints() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (original_[i] != nobody && is_copy(i)) ++judgements_[original_[i]].prints;
    }
  }

  void set(std::size_t i, Role role, Reason reason, std::size_t other = nobody) {
    judgements_[i].role = role;
    judgements_[i].reason = reason;
    judgements_[i].other = other;
  }

  // What the text alone says, nobody's date but that of its original considered.
  void judge_text(std::size_t i) {
    const CoverageRow& row = *rows_[i];
    if (is_copy(i)) {
      set(i, Role::copy, row.copy_of ? Reason::same_text : Reason::stated_credit, original_[i]);
    } else if (!judgements_[i].stands_for_ring && is_revision(i)) {
      set(i, Role::revision, Reason::same_text, original_[i]);
    } else if (row.genre == Genre::press_release) {
      set(i, Role::press_release, row.is_newsroom ? Reason::marked : Reason::outlet_kind);
    } else if (row.genre != Genre::news) {
      set(i, Role::opinion, Reason::marked);
    } else if (judgements_[i].prints > 0) {
      set(i, Role::original, Reason::printed_by_others);
    }
  }

  // A report that may have been the first: of a known newsroom, in its own words. A copy of which
  // it is not known whether it is one stands in the way of others, and so is among them.
  [[nodiscard]] bool may_be_first(std::size_t i) const {
    const CoverageRow& row = *rows_[i];
    if (row.outlet.empty() || !row.is_newsroom || judgements_[i].stands_for_ring) return false;
    const Role role = judgements_[i].role;
    if (role == Role::copy) return row.order == OrderBasis::undetermined && row.credit.empty();
    return role == Role::report || role == Role::original;
  }

  [[nodiscard]] std::optional<std::size_t> first_report() const {
    std::size_t first = nobody;
    std::size_t second = nobody;
    bool has_undated = false;
    bool one_outlet = true;
    std::string_view outlet;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (!may_be_first(i)) continue;
      if (outlet.empty()) outlet = rows_[i]->outlet;
      one_outlet = one_outlet && rows_[i]->outlet == outlet;
      if (!has_interval(*rows_[i])) {
        has_undated = true;
      } else if (first == nobody) {
        first = i;
      } else if (second == nobody) {
        second = i;
      }
    }
    if (first == nobody || (has_undated && !one_outlet)) return std::nullopt;
    // Sorted by start: who is before the second is before all.
    if (second != nobody && !certainly_before(*rows_[first], *rows_[second])) return std::nullopt;
    if (judgements_[first].role == Role::copy) return std::nullopt;
    return first;
  }

  void judge_follow_ups() {
    if (rows_.size() < 2) return;
    std::unordered_map<std::string_view, std::size_t> earliest_of;  // outlet → its first dated row
    std::size_t earliest = nobody;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const CoverageRow& row = *rows_[i];
      if (!has_interval(row)) continue;
      if (earliest == nobody) earliest = i;
      const std::size_t own =
          row.outlet.empty() ? i : earliest_of.try_emplace(row.outlet, i).first->second;
      if (judgements_[i].role != Role::report) continue;
      if (own != i && certainly_before(*rows_[own], row)) {
        set(i, Role::follow_up, Reason::own_earlier, own);
      } else if (is_long_after(*rows_[earliest], row)) {
        set(i, Role::follow_up, Reason::long_after, earliest);
      }
    }
  }

  [[nodiscard]] bool is_long_after(const CoverageRow& first, const CoverageRow& row) const {
    if (!certainly_before(first, row)) return false;
    const auto distance = static_cast<std::uint64_t>(row.published->time_since_epoch().count()) -
                          static_cast<std::uint64_t>(first.published->time_since_epoch().count());
    const auto limit = follow_up_after_ + uncertainty(first.precision);
    return distance >= static_cast<std::uint64_t>(limit.count());
  }

  Rows rows_;
  std::chrono::seconds follow_up_after_;
  std::vector<Judgement> judgements_;
  std::vector<std::size_t> original_;
};

}  // namespace

bool has_interval(const CoverageRow& row) noexcept {
  return row.published.has_value() && row.precision != DatePrecision::unknown;
}

bool certainly_before(const CoverageRow& a, const CoverageRow& b) noexcept {
  if (*a.published >= *b.published) return false;
  // Unsigned: the distance of two far apart dates does not fit into signed seconds.
  const auto distance = static_cast<std::uint64_t>(b.published->time_since_epoch().count()) -
                        static_cast<std::uint64_t>(a.published->time_since_epoch().count());
  return distance >= static_cast<std::uint64_t>(uncertainty(a.precision).count());
}

bool earlier_row(const CoverageRow& a, const CoverageRow& b) noexcept {
  if (a.published.has_value() != b.published.has_value()) return a.published.has_value();
  return a.published.has_value() && *a.published < *b.published;
}

std::vector<Judgement> judge(std::span<const CoverageRow* const> rows,
                             std::chrono::seconds follow_up_after) {
  return Judge(rows, follow_up_after).run();
}

}  // namespace newsloom::attribution
