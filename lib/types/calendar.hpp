// Days of times that may be anything 64 bits can hold.
#pragma once

#include <algorithm>
#include <chrono>

#include "newsloom/types.hpp"

namespace newsloom::detail {

/// The nearest time in the years 0 to 9999, which every calendar computation takes: what lies
/// outside is nobody's date, and the arithmetic on days overflows at the ends of 64 bits.
[[nodiscard]] constexpr Timestamp on_calendar(Timestamp time) {
  using std::chrono::sys_days;
  constexpr Timestamp first = sys_days{std::chrono::year{0} / 1 / 1};
  constexpr Timestamp last = sys_days{std::chrono::year{10'000} / 1 / 1} - std::chrono::seconds{1};
  return std::clamp(time, first, last);
}

/// The day, in UTC, of a time brought onto the calendar.
[[nodiscard]] constexpr std::chrono::sys_days day_of(Timestamp time) {
  return std::chrono::floor<std::chrono::days>(on_calendar(time));
}

}  // namespace newsloom::detail
