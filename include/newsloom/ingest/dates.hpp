// newsloom ingest: dates as sources write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "newsloom/error.hpp"
#include "newsloom/types.hpp"

namespace newsloom::ingest {

/// How sure it is that a date says what was read from it.
enum class DateConfidence : std::uint8_t {
  stated,   ///< one reading, with its zone (or a date alone)
  assumed,  ///< without a zone, or with one we do not know: taken as UTC
  guessed,  ///< day and month could be the other way round, the year has two digits, and the like
};

/// A point in time and how exactly the source knew it. `DatePrecision::unknown` is a month or a
/// year alone: `time` is its beginning.
struct ParsedDate {
  Timestamp time;
  DatePrecision precision = DatePrecision::unknown;
  DateConfidence confidence = DateConfidence::stated;

  friend bool operator==(const ParsedDate&, const ParsedDate&) = default;
};

/// Reads RFC 3339 and what is commonly written instead: "2026-03-05T14:30:00Z", offsets with or
/// without colon, a space or 't' for 'T', no seconds, fractions (dropped), no zone (taken as UTC),
/// only a date, epoch seconds or milliseconds as 10 or 13 digits. Surrounding white space is fine.
///
/// Precision: a date alone is `day`; so is midnight UTC exactly, as sources that know only the day
/// write it so. No seconds, or seconds that are 00, is `minute`; else `second`. A leap second
/// counts as the second before it. Years 1 to 9999. Whether a date is plausible is not decided
/// here. Errors: `invalid_date`. O(length), pure.
[[nodiscard]] result<ParsedDate> parse_date(std::string_view text);

/// Reads what feeds and pages call dates: all that `parse_date` reads, and
/// - RFC 822 and what is written instead: any order of day, month and year, names of weekdays or
/// not,
///   two-digit years, zones by name or "GMT+2", hours of twelve;
/// - W3C-DTF down to "2003", compact forms ("20031231T101455Z"), ordinal days ("2003-365");
/// - months by name in some ninety languages, digits of any script, 年月日, Buddhist years;
/// - "31/12/2003", "12/31/2003", "31.12.2003": by what is possible, else by `language` (only "en"
///   and "en-US" put the month first).
/// Errors: `invalid_date`. O(length) up to 128 bytes, beyond which nothing is a date. Thread-safe.
[[nodiscard]] result<ParsedDate> parse_any_date(std::string_view text,
                                                std::string_view language = {});

/// Whether a date cannot be that of a news article: before 1990, or, when `now` is known, more than
/// two days after it; without it, from 2100 on. Such a date is no time to cluster by.
[[nodiscard]] bool is_absurd(Timestamp time, std::optional<Timestamp> now = std::nullopt);

/// Epoch seconds, or milliseconds from 10^11 on. Errors: `invalid_date` outside years 1 to 9999.
[[nodiscard]] result<ParsedDate> date_from_epoch(std::int64_t value);

}  // namespace newsloom::ingest
