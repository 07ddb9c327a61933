// What two articles have in common, remembered from one grouping to the next.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "hash.hpp"

namespace newsloom::cluster {

/// Scores of pairs of articles, by their arrival numbers, whose features never change: the articles
/// of an event are compared with each other again whenever one arrives near it. Direct-mapped, so
/// what is forgotten is computed again and nothing depends on it.
class PairScores {
 public:
  [[nodiscard]] std::optional<std::int64_t> find(std::uint64_t a, std::uint64_t b) const noexcept {
    const Entry& entry = entries_[place(a, b)];
    if (entry.a != a || entry.b != b) return std::nullopt;
    return entry.score;
  }
  void put(std::uint64_t a, std::uint64_t b, std::int64_t score) noexcept {
    entries_[place(a, b)] = {a, b, score};
  }

 private:
  static constexpr std::size_t size = std::size_t{1} << 14U;  // 384 KiB: stays in the second cache
  struct Entry {
    std::uint64_t a = 0;  // no article meets itself, so this is no pair
    std::uint64_t b = 0;
    std::int64_t score = 0;
  };
  static std::size_t place(std::uint64_t a, std::uint64_t b) noexcept {
    return mixed(a * 0x9e3779b97f4a7c15ULL + b) & (size - 1);
  }

  std::vector<Entry> entries_{size};
};

}  // namespace newsloom::cluster
