// newsloom ingest: dates as sources write them.
#pragma once

#include <cstdint>
#include <string_view>

#include "newsloom/error.hpp"
#include "newsloom/types.hpp"

namespace newsloom::ingest {

/// A point in time and how exactly the source knew it.
struct ParsedDate {
  Timestamp time;
  DatePrecision precision = DatePrecision::unknown;

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

/// Epoch seconds, or milliseconds from 10^11 on. Errors: `invalid_date` outside years 1 to 9999.
[[nodiscard]] result<ParsedDate> date_from_epoch(std::int64_t value);

}  // namespace newsloom::ingest
