// newsloom page: dates as text.
#pragma once

#include <string>

#include "newsloom/types.hpp"

namespace newsloom::page {

/// "2026-03-03T07:10:12Z".
[[nodiscard]] std::string rfc3339(Timestamp time);
/// "2026-03-03".
[[nodiscard]] std::string iso_day(Timestamp time);
/// "Tue, 03 Mar 2026 07:10:12 GMT" (RFC 822), as RSS has it.
[[nodiscard]] std::string rfc822(Timestamp time);
/// "3 March 2026", for readers of English.
[[nodiscard]] std::string readable_day(Timestamp time);

}  // namespace newsloom::page
