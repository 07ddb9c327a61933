// newsloom net: dates and freshness as HTTP states them (RFC 9110, RFC 9111).
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom::net {

/// Header fields in order, names as they came.
using Headers = std::vector<std::pair<std::string, std::string>>;

/// The first field of that name, without case; empty if there is none. O(fields).
[[nodiscard]] std::string_view header(const Headers& headers, std::string_view name);

/// An HTTP date in any of the three forms a recipient must read: IMF-fixdate, RFC 850 (two-digit
/// years are within 50 years of `now`), asctime. Absent for anything else. O(1).
[[nodiscard]] std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now);
/// IMF-fixdate: "Sun, 06 Nov 1994 08:49:37 GMT".
[[nodiscard]] std::string http_date(Timestamp time);

/// `Retry-After`: seconds, or a date. Never before `now`; at most `most` after it.
[[nodiscard]] std::optional<Timestamp> parse_retry_after(std::string_view text, Timestamp now,
                                                         std::chrono::seconds most);

/// How long an answer stays fresh: `Cache-Control: max-age` less `Age`, else `Expires` less `Date`.
/// Zero for no-cache, no-store and an `Expires` that is past or no date; absent if nothing is said.
[[nodiscard]] std::optional<std::chrono::seconds> freshness(const Headers& headers, Timestamp now);

}  // namespace newsloom::net
