// Which articles have a sampled value: the lists behind `ReuseIndex`.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsloom::attribution {

/// An open-addressing table from values to ascending lists of places. Most values are of one
/// article only, so a list of one place lies in the table itself: 8 bytes. Places are never taken
/// out of the middle of a list: readers ask whether one is live, and `trim` drops dead ends.
/// Thread-safe as long as nobody changes it.
class Postings {
 public:
  /// Places looked at from either end of a list.
  static constexpr std::size_t end_length = 4;

  Postings();

  /// Appends a place, which is not smaller than any before. Amortised O(1).
  void append(std::uint32_t value, std::uint32_t place);

  /// Drops dead places from both ends of a value's list.
  template <class IsLive>
  void trim(std::uint32_t value, const IsLive& is_live) {
    const std::uint32_t reference = table_[position(value)].reference;
    if (!is_list(reference)) return;  // read as dead, until all is built anew
    List& list = lists_[reference / 2];
    while (list.begin < list.places.size() && !is_live(list.places[list.begin])) ++list.begin;
    while (list.places.size() > list.begin && !is_live(list.places.back())) list.places.pop_back();
  }

  /// Calls `visit(place)` for the first and last `end_length` live places of each value.
  template <class IsLive, class Visit>
  void for_each_end(std::span<const std::uint32_t> values, const IsLive& is_live,
                    const Visit& visit) const {
    prefetch(values);
    for (const std::uint32_t value : values) {
      const std::uint32_t reference = table_[position(value)].reference;
      if (reference == 0) continue;
      if (!is_list(reference)) {
        if (is_live(reference / 2)) visit(reference / 2);
        continue;
      }
      for_ends(lists_[reference / 2], is_live, visit);
    }
  }

  /// The table is larger than any cache: asks for all lines of it before the first is read.
  void prefetch(std::span<const std::uint32_t> values) const noexcept {
    for (const std::uint32_t value : values) __builtin_prefetch(&table_[first_position(value)]);
  }

  /// How many articles have the value, about: dead ones count until they are trimmed.
  [[nodiscard]] std::size_t frequency(std::uint32_t value) const noexcept {
    const std::uint32_t reference = table_[position(value)].reference;
    if (!is_list(reference)) return reference == 0 ? 0 : 1;
    const List& list = lists_[reference / 2];
    return list.places.size() - list.begin;
  }

  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct Entry {
    std::uint32_t value = 0;
    std::uint32_t reference = 0;  // 0: free; odd: a place; even: a list
  };
  struct List {
    std::vector<std::uint32_t> places;
    std::size_t begin = 0;  // those before are dead
  };

  static bool is_list(std::uint32_t reference) noexcept {
    return reference != 0 && reference % 2 == 0;
  }

  template <class IsLive, class Visit>
  static void for_ends(const List& list, const IsLive& is_live, const Visit& visit) {
    std::size_t front = list.begin;
    for (std::size_t seen = 0; front < list.places.size() && seen < end_length; ++front) {
      if (!is_live(list.places[front])) continue;
      visit(list.places[front]);
      ++seen;
    }
    std::size_t back = list.places.size();
    for (std::size_t seen = 0; back > front && seen < end_length; --back) {
      if (!is_live(list.places[back - 1])) continue;
      visit(list.places[back - 1]);
      ++seen;
    }
  }

  [[nodiscard]] std::size_t first_position(std::uint32_t value) const noexcept {
    return (value * 0x9e3779b97f4a7c15ULL >> 32U) & (table_.size() - 1);
  }
  [[nodiscard]] std::size_t position(std::uint32_t value) const noexcept {
    std::size_t at = first_position(value);
    while (table_[at].reference != 0 && table_[at].value != value)
      at = (at + 1) & (table_.size() - 1);
    return at;
  }
  void grow();

  std::vector<Entry> table_;  // a power of two
  std::vector<List> lists_;   // the first is none
  std::size_t used_ = 0;
};

}  // namespace newsloom::attribution
