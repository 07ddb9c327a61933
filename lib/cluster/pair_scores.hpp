// Scores of pairs of articles that were looked at lately.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hash.hpp"

namespace newsloom::cluster {

/// Remembers the scores of pairs of articles: what is near an arriving article was mostly near an
/// earlier one, too, and frozen features have one score for ever. An article's number never comes
/// back, so nothing is ever out of date. A fixed 2 MB, of two pairs in one place the later one: it
/// is a memory, and nothing depends on it.
class PairScores {
 public:
  /// Preconditions of all three: first < second.
  [[nodiscard]] std::optional<std::int32_t> find(std::uint64_t first,
                                                 std::uint64_t second) const noexcept {
    const Entry& entry = entries_[place(first, second)];
    const bool is_it = entry.first == first && entry.distance == second - first;
    return is_it ? std::optional(entry.score) : std::nullopt;
  }
  void put(std::uint64_t first, std::uint64_t second, std::int32_t score) noexcept {
    if (second - first > UINT32_MAX) return;
    entries_[place(first, second)] = {first, static_cast<std::uint32_t>(second - first), score};
  }
  /// Warns memory that a pair will be asked for.
  void prefetch(std::uint64_t first, std::uint64_t second) const noexcept {
    __builtin_prefetch(&entries_[place(first, second)]);
  }

 private:
  static constexpr std::size_t size = std::size_t{1} << 17U;
  struct Entry {
    std::uint64_t first = 0;
    std::uint32_t distance = 0;  // no article meets itself, so this is no pair
    std::int32_t score = 0;
  };
  static std::size_t place(std::uint64_t first, std::uint64_t second) noexcept {
    return mixed(first * 0x9e3779b97f4a7c15ULL + second) & (size - 1);
  }

  std::vector<Entry> entries_{size};
};

}  // namespace newsloom::cluster
