// Average-link grouping of a handful of items.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsloom::cluster {

/// Items and how much each two of them have in common, as sums over the pairs of what they are made
/// of: an item may stand for several articles. Reusable: `reset` does not allocate once it has
/// grown. O(items^2) memory.
class LinkTable {
 public:
  void reset(std::size_t items);
  [[nodiscard]] std::size_t size() const noexcept { return sizes_.size(); }

  /// Articles an item stands for, at least 1.
  void set_size(std::size_t item, std::int64_t articles) { sizes_[item] = articles; }
  /// The mean over their pairs of articles, in any unit; may be negative.
  void set_mean(std::size_t a, std::size_t b, std::int64_t mean);
  /// Two items that may never meet, nor any groups that hold them.
  void forbid(std::size_t a, std::size_t b);

  /// Puts the two groups with the highest mean together, again and again, as long as that mean is
  /// above `threshold` (group average, Sokal & Michener 1958); of equals the first. Returns the
  /// group of every item: the number of the group's first item. O(items^3), for tens of items.
  [[nodiscard]] const std::vector<std::size_t>& group(std::int64_t threshold);

 private:
  static constexpr std::int64_t forbidden = INT64_MIN / 4;
  [[nodiscard]] std::int64_t& sum(std::size_t a, std::size_t b) {
    return sums_[a * sizes_.size() + b];
  }
  [[nodiscard]] std::int64_t& mean(std::size_t a, std::size_t b) {
    return means_[a * sizes_.size() + b];
  }
  void join(std::size_t into, std::size_t from);

  std::vector<std::int64_t> sums_;   // (items, items), row-major, symmetric
  std::vector<std::int64_t> means_;  // the same, divided; for a < b only
  std::vector<std::int64_t> sizes_;
  std::vector<std::size_t> groups_;
  std::vector<std::size_t> alive_;  // first items of groups, ascending
};

}  // namespace newsloom::cluster
