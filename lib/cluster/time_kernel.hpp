// How much two times have to do with each other.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "newsloom/types.hpp"

namespace newsloom::cluster {

inline constexpr std::uint32_t one_q15 = 1U << 15U;

// 2^32 * 2^(-i / 256), made from 2^(-1/256) in 1/2^32.
inline constexpr auto exp2_table = [] {
  std::array<std::uint64_t, 256> steps{};
  std::uint64_t value = std::uint64_t{1} << 32U;
  for (auto& step : steps) {
    step = value;
    value = (value * 4283353945ULL) >> 32U;
  }
  return steps;
}();

/// 2^(-x/256) in 1/32768, from a table of our own made by integers. O(1).
[[nodiscard]] constexpr std::uint32_t exp2_negative_q15(std::uint64_t x_q8) noexcept {
  const std::uint64_t octaves = x_q8 >> 8U;
  if (octaves > 20) return 0;
  return static_cast<std::uint32_t>((exp2_table[x_q8 & 255U] >> 17U) >> octaves);
}

/// exp(-d^2 / 2 sigma^2) of the distance between two times, in 1/32768; 1 where one is unknown, so
/// that an undated article is judged by its words alone. O(1).
class TimeKernel {
 public:
  explicit TimeKernel(std::chrono::seconds sigma)
      : sigma_squared_(static_cast<std::uint64_t>(sigma.count()) *
                       static_cast<std::uint64_t>(sigma.count())) {}

  [[nodiscard]] std::uint32_t operator()(std::optional<Timestamp> a,
                                         std::optional<Timestamp> b) const noexcept {
    if (!a || !b) return one_q15;
    const auto distance = static_cast<std::uint64_t>(
        std::min<std::int64_t>(*a < *b ? (*b - *a).count() : (*a - *b).count(), longest));
    constexpr std::uint64_t half_log2_e_q8 = 185;  // 256 * log2(e) / 2
    return exp2_negative_q15(distance * distance * half_log2_e_q8 / sigma_squared_);
  }

 private:
  static constexpr std::int64_t longest = 300'000'000;  // its square times 185 stays below 2^64
  std::uint64_t sigma_squared_;
};

}  // namespace newsloom::cluster
