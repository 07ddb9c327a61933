// Names of months and time zones, and words beside times, as newsrooms write them.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace newsloom::ingest {

struct MonthName {
  unsigned month = 0;       ///< 1 to 12; 0: not a month's name
  bool is_certain = false;  ///< no language we know means another month by it
};

/// The month of a name or abbreviation in any of the languages ICU knows (Gregorian calendar), with
/// that of `language` first. `name` is as `date_word` makes it. The tables are made at the first
/// call, in some ten milliseconds; then O(log n). Thread-safe.
[[nodiscard]] MonthName month_of(std::string_view name, std::string_view language);

/// A word as the tables have it: lower case, no accents, no dots.
[[nodiscard]] std::string date_word(std::string_view word);

/// Offset from UTC of a zone's abbreviation ("EST", "CEST", "Z"); absent for what is none. Those
/// that several countries use mean what they mean in most feeds ("IST" is India's). O(log n).
[[nodiscard]] std::optional<std::chrono::minutes> zone_offset(std::string_view lower_case);

enum class HalfDay { none, morning, afternoon };
/// "am", "p.m.", "오후", "下午" … of a word as `date_word` makes it.
[[nodiscard]] HalfDay half_day(std::string_view word);

}  // namespace newsloom::ingest
