#include "newsloom/net/caching.hpp"

#include <doctest/doctest.h>

namespace newsloom::net {
namespace {

using std::chrono::seconds;

const Timestamp sunday = Timestamp{seconds{784'111'777}};  // Sun, 06 Nov 1994 08:49:37 GMT
const Timestamp now = Timestamp{seconds{1'772'000'000}};   // in 2026

TEST_CASE("HTTP dates are read in all three forms, and written in one") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", now) == sunday);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now) == sunday);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994", now) == sunday);
  CHECK(http_date(sunday) == "Sun, 06 Nov 1994 08:49:37 GMT");
  for (const char* odd :
       {"", "0", "-1", "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "06 Nov 1994"}) {
    CAPTURE(odd);
    CHECK_FALSE(parse_http_date(odd, now));
  }
}

TEST_CASE("a two-digit year is within fifty years") {
  CHECK(parse_http_date("Friday, 06-Nov-76 00:00:00 GMT", now) ==
        Timestamp{std::chrono::sys_days{std::chrono::year{2076} / 11 / 6}});
  CHECK(parse_http_date("Sunday, 06-Nov-77 00:00:00 GMT", now) ==
        Timestamp{std::chrono::sys_days{std::chrono::year{1977} / 11 / 6}});
}

TEST_CASE("Retry-After is seconds or a date, never in the past, never for ever") {
  const seconds most{3'600};
  CHECK(parse_retry_after("120", now, most) == now + seconds{120});
  CHECK(parse_retry_after("99999999999999999999", now, most) == now + most);
  CHECK(parse_retry_after(http_date(now + seconds{60}), now, most) == now + seconds{60});
  CHECK(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", now, most) == now);
  CHECK_FALSE(parse_retry_after("soon", now, most));
  CHECK_FALSE(parse_retry_after("-5", now, most));
}

TEST_CASE("freshness is what the answer says, in the order of RFC 9111") {
  const auto fresh = [](Headers headers) { return freshness(headers, now); };
  CHECK(fresh({{"cache-control", "public, max-age=300"}}) == seconds{300});
  CHECK(fresh({{"Cache-Control", "max-age=300"}, {"Age", "100"}}) == seconds{200});
  CHECK(fresh({{"Cache-Control", "max-age=\"60\""}, {"Expires", "0"}}) == seconds{60});
  CHECK(fresh({{"Cache-Control", "no-cache"}}) == seconds{0});
  CHECK(fresh({{"Cache-Control", "max-age=lots"}}) == seconds{0});
  CHECK(fresh({{"Expires", "0"}}) == seconds{0});
  CHECK(fresh({{"Expires", http_date(now + seconds{90})}, {"Date", http_date(now)}}) ==
        seconds{90});
  CHECK_FALSE(fresh({{"Server", "x"}}));
}

}  // namespace
}  // namespace newsloom::net
