// How sure a decision is: its margin, calibrated.
#pragma once

#include <algorithm>
#include <cstdint>

#include "time_kernel.hpp"

namespace newsloom::cluster {

/// A logistic curve over the margin of a decision (Platt 1999), fitted by `bench_quality
/// --calibration` on the streams of the sets that may train; bench/RESULTS.md, "calibration", shows
/// it on the families left out.
struct Calibration {
  std::int64_t offset = 0;  ///< log2 of the odds at margin 0, in 1/256
  std::int64_t slope = 0;   ///< what a margin of 1 adds, likewise
};

/// An article that joined an event, by score - required; one that founded its own, by required -
/// score; and a near-copy, by its containment less what is required.
inline constexpr Calibration joined_calibration{-153, 3750};
inline constexpr Calibration founded_calibration{-106, 6264};
inline constexpr Calibration copy_calibration{572, 0};

/// The probability, in 1/32768, that a decision with this margin (in 1/32768) is right. Integers
/// only, so it is the same on every machine. O(1).
[[nodiscard]] constexpr std::uint32_t confidence_q15(const Calibration& calibration,
                                                     std::int64_t margin) noexcept {
  constexpr std::int64_t one = one_q15;
  constexpr std::int64_t most = 4096;  // 2^-16
  const std::int64_t odds =
      std::clamp(calibration.offset + calibration.slope * margin / one, -most, most);
  const std::int64_t rare = exp2_negative_q15(static_cast<std::uint64_t>(odds < 0 ? -odds : odds));
  const std::int64_t likely = one * one / (one + rare);
  return static_cast<std::uint32_t>(odds < 0 ? one - likely : likely);
}

}  // namespace newsloom::cluster
