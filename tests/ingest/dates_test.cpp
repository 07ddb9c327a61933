#include "newsloom/ingest/dates.hpp"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <limits>
#include <random>
#include <string>
#include <string_view>

namespace ingest = newsloom::ingest;
using ingest::date_from_epoch;
using ingest::parse_date;
using ingest::ParsedDate;
using newsloom::DatePrecision;
using newsloom::ErrorCode;
using newsloom::Timestamp;

namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;

Timestamp at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  return sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) + seconds(second);
}

/// 2026-03-05T14:30:15Z, the moment most examples mean.
const Timestamp moment = at(2026, 3, 5, 14, 30, 15);

void check(std::string_view text, Timestamp time, DatePrecision precision) {
  CAPTURE(text);
  const auto date = parse_date(text);
  REQUIRE(date.has_value());
  CHECK(date->time.time_since_epoch().count() == time.time_since_epoch().count());
  CHECK(date->precision == precision);
}

void check_refused(std::string_view text) {
  CAPTURE(text);
  const auto date = parse_date(text);
  REQUIRE_FALSE(date.has_value());
  CHECK(date.error().code == ErrorCode::invalid_date);
  CHECK_FALSE(date.error().message.empty());
}

/// A time as "yyyy-mm-ddThh:mm:ss", with another separator if wanted.
std::string written(Timestamp time, char separator = 'T') {
  const auto day = floor<days>(time);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(time - day);
  std::array<char, 32> out{};
  const int length = std::snprintf(
      out.data(), out.size(), "%04d-%02u-%02u%c%02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), separator,
      static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
      static_cast<int>(clock.seconds().count()));
  return {out.data(), static_cast<std::size_t>(length)};
}

bool is_in_range(Timestamp time) { return time >= at(1, 1, 1) && time < at(10'000, 1, 1); }

void check_any(std::string_view text, Timestamp time, std::string_view language = "") {
  CAPTURE(text);
  const auto date = ingest::parse_any_date(text, language);
  REQUIRE(date.has_value());
  CHECK(date->time.time_since_epoch().count() == time.time_since_epoch().count());
}

TEST_CASE("RFC 822 and what is written instead of it") {
  const Timestamp time = at(2026, 3, 5, 14, 30, 15);
  for (const char* text : {"Thu, 05 Mar 2026 14:30:15 GMT",
                           "Thu, 5 Mar 2026 14:30:15 +0000",
                           "05 Mar 2026 14:30:15 UT",
                           "5 Mar 26 14:30:15 Z",
                           "Thursday, March 5, 2026 14:30:15 UTC",
                           "Mar 5, 2026 2:30:15 PM GMT",
                           "Thu Mar  5 14:30:15 2026",
                           "Thu, 05 March 2026 09:30:15 EST",
                           "Thu, 05 Mar 2026 16:30:15 GMT+2",
                           "Thu, 05 Mar 2026 15:30:15 +01:00",
                           "Thu,05 Mar 2026 07:30:15 -0700",
                           "Thu, 05 Mar 2026 15:30:15 (CET)",
                           "THU, 05 MAR 2026 14:30:15 gmt",
                           "2026 Mar 5 14:30:15",
                           "March 5th, 2026 at 2:30:15 p.m. GMT",
                           "Thu, 05-Mar-2026 14:30:15 GMT",
                           "Thu, 05 Mar 2026 14:30:15 +0000 (UTC)",
                           "Thu, 05 Mar 2026 20:00:15 IST",
                           "2026/03/05 14:30:15",
                           "2026-3-5 14:30:15",
                           "20260305T143015Z",
                           "05.03.2026 14:30:15",
                           "2026-03-05T14:30:15.123456+00:00"}) {
    check_any(text, time);
  }
}

TEST_CASE("months in many languages, digits of other scripts, other calendars' years") {
  const Timestamp day = at(2026, 3, 5);
  for (const char* text :
       {"5 mars 2026",        "5. März 2026",    "5 de marzo de 2026", "5 de março de 2026",
        "5 marzo 2026",       "5 марта 2026 г.", "5 березня 2026",     "5 marca 2026",
        "5. března 2026",     "5 Mart 2026",     "2026. március 5.",   "5 martie 2026",
        "5 maaliskuuta 2026", "5 Μαρτίου 2026",  "5 mac 2026",         "2026年3月5日",
        "2026년 3월 5일",     "5 มีนาคม 2569",    "5 مارس 2026",        "٥ مارس ٢٠٢٦",
        "5 मार्च 2026",        "5 במרץ 2026",     "05 thg 3 2026"}) {
    check_any(text, day);
  }
  check_any("2004년 05월 25일 오후 11:23:17", at(2004, 5, 25, 23, 23, 17));
  check_any("2004-július-13T9:15-05:00", at(2004, 7, 13, 14, 15));
  check_any("Κυρ, 11 Ιούλ 2004 12:00:00 EST", at(2004, 7, 11, 17));
  check_any("mar, 05 mar 2024 10:00:00 +0100", at(2024, 3, 5, 9), "es");
  check_any("lun. 3 août 2026, 18h05", at(2026, 8, 3, 18, 5), "fr");
  check_any("4. srpna 2026", at(2026, 8, 4), "cs");
  check_any("4. srpnja 2026", at(2026, 7, 4), "hr");
}

TEST_CASE("W3C-DTF in all its lengths; a month or a year alone has no precision") {
  check_any("2003", at(2003, 1, 1));
  check_any("2003-12", at(2003, 12, 1));
  check_any("20031231", at(2003, 12, 31));
  check_any("2003-365", at(2003, 12, 31));
  check_any("2003365", at(2003, 12, 31));
  check_any("2003-12-31T10:14Z", at(2003, 12, 31, 10, 14));
  CHECK(ingest::parse_any_date("2003-12")->precision == DatePrecision::unknown);
  CHECK(ingest::parse_any_date("2003-12-31")->precision == DatePrecision::day);
  CHECK(ingest::parse_any_date("5 Mar 2026 14:30 GMT")->precision == DatePrecision::minute);
  CHECK(ingest::parse_any_date("5 Mar 2026 14:30:15 GMT")->precision == DatePrecision::second);
}

TEST_CASE("day and month: by what is possible, else by the language; confidence says so") {
  using ingest::DateConfidence;
  const auto confidence = [](std::string_view text, std::string_view language = "") {
    return ingest::parse_any_date(text, language)->confidence;
  };
  check_any("31/12/2003", at(2003, 12, 31));
  check_any("12/31/2003", at(2003, 12, 31));
  check_any("03/04/2026", at(2026, 4, 3));
  check_any("03/04/2026", at(2026, 3, 4), "en-US");
  check_any("03.04.2026", at(2026, 4, 3), "en-US");
  CHECK(confidence("31/12/2003") == DateConfidence::stated);
  CHECK(confidence("03/04/2026") == DateConfidence::guessed);
  CHECK(confidence("5 Mar 26 10:00 GMT") == DateConfidence::guessed);
  CHECK(confidence("5 Mar 2026 10:00 GMT") == DateConfidence::stated);
  CHECK(confidence("5 Mar 2026 10:00") == DateConfidence::assumed);
  CHECK(confidence("2026-03-05T10:00:00") == DateConfidence::assumed);
  CHECK(confidence("2026-03-05") == DateConfidence::stated);
}

TEST_CASE("what is no date stays none, in bounded time") {
  for (const std::string text :
       {"", "soon", "yesterday at 10:00", "32 Mar 2026", "5 Foo 2026", "29 Feb 2026", "13/13/2026",
        "0000-00-00", "Thu, 05 Mar 2026 25:00:00 GMT", "10:00", "5", "123456789", "Mar",
        "<b>5 Mar 2026", "--", "2026-13-05"}) {
    CAPTURE(text);
    const auto date = ingest::parse_any_date(text);
    const bool is_refused = !date || text == "<b>5 Mar 2026";
    CHECK(is_refused);
    if (!date) CHECK(date.error().code == ErrorCode::invalid_date);
  }
  CHECK_FALSE(ingest::parse_any_date("5 Mar 2026" + std::string(1'000'000, ' ') + "x"));
}

TEST_CASE("dates no news article can have") {
  CHECK(ingest::is_absurd(at(1970, 1, 1)));
  CHECK(ingest::is_absurd(at(1989, 12, 31)));
  CHECK_FALSE(ingest::is_absurd(at(1990, 1, 1)));
  CHECK(ingest::is_absurd(at(2100, 1, 2)));
  CHECK(ingest::is_absurd(at(2026, 3, 8), at(2026, 3, 5)));
  CHECK_FALSE(ingest::is_absurd(at(2026, 3, 6), at(2026, 3, 5)));
}

}  // namespace

TEST_SUITE_BEGIN("ingest dates");

TEST_CASE("RFC 3339 is read to the second") {
  check("2026-03-05T14:30:15Z", moment, DatePrecision::second);
  check("1996-12-19T16:39:57-08:00", at(1996, 12, 20, 0, 39, 57), DatePrecision::second);
  check("1969-12-31T23:59:59Z", Timestamp{seconds{-1}}, DatePrecision::second);
}

TEST_CASE("what is commonly written instead of RFC 3339 means the same moment") {
  for (const std::string_view text :
       {"2026-03-05t14:30:15z", "2026-03-05 14:30:15Z", "2026-03-05 14:30:15",
        "2026-03-05T14:30:15", "2026-03-05T14:30:15+00:00", "2026-03-05T14:30:15-00:00",
        "2026-03-05T14:30:15+0000", "2026-03-05T15:30:15+01:00", "2026-03-05T15:30:15+0100",
        "2026-03-05T20:00:15+05:30", "2026-03-05T09:00:15-0530", "2026-03-06T04:30:15+14:00",
        "2026-03-05T14:30:15.5Z", "2026-03-05T14:30:15.999999999Z", "2026-03-05T14:30:15.000",
        "2026-03-05 14:30:15.25+00:00"}) {
    check(text, moment, DatePrecision::second);
  }
}

TEST_CASE("white space around a date does not matter") {
  check("  2026-03-05T14:30:15Z", moment, DatePrecision::second);
  check("2026-03-05T14:30:15Z \r\n", moment, DatePrecision::second);
  check("\t2026-03-05\n", at(2026, 3, 5), DatePrecision::day);
  check(" 1772721015 ", moment, DatePrecision::second);
}

TEST_CASE("precision is what the source can have known") {
  const Timestamp to_the_minute = at(2026, 3, 5, 14, 30);
  SUBCASE("a date alone is a day") { check("2026-03-05", at(2026, 3, 5), DatePrecision::day); }
  SUBCASE("midnight UTC is a day, however it is written") {
    for (const std::string_view text :
         {"2026-03-05T00:00:00Z", "2026-03-05T00:00Z", "2026-03-05 00:00",
          "2026-03-05T00:00:00.000", "2026-03-05T02:00:00+02:00", "2026-03-04T19:00:00-05:00",
          "1772668800"}) {
      check(text, at(2026, 3, 5), DatePrecision::day);
    }
  }
  SUBCASE("midnight elsewhere is a minute") {
    check("2026-03-05T00:00:00+02:00", at(2026, 3, 4, 22), DatePrecision::minute);
  }
  SUBCASE("no seconds is a minute") {
    check("2026-03-05T14:30Z", to_the_minute, DatePrecision::minute);
    check("2026-03-05 14:30", to_the_minute, DatePrecision::minute);
    check("2026-03-05T15:30+01:00", to_the_minute, DatePrecision::minute);
  }
  SUBCASE("seconds that are 00 are a minute") {
    check("2026-03-05T14:30:00Z", to_the_minute, DatePrecision::minute);
    check("2026-03-05T14:30:00.000+00:00", to_the_minute, DatePrecision::minute);
  }
  SUBCASE("a second after midnight is a second") {
    check("2026-03-05T00:00:01Z", at(2026, 3, 5, 0, 0, 1), DatePrecision::second);
  }
}

TEST_CASE("seconds that are 00 are a minute in epoch seconds too") {
  check("1772721000", at(2026, 3, 5, 14, 30), DatePrecision::minute);
  check("1772721000000", at(2026, 3, 5, 14, 30), DatePrecision::minute);
}

TEST_CASE("a leap second counts as the second before it") {
  check("2016-12-31T23:59:60Z", at(2016, 12, 31, 23, 59, 59), DatePrecision::second);
  check("2016-12-31T15:59:60-08:00", at(2016, 12, 31, 23, 59, 59), DatePrecision::second);
}

TEST_CASE("ten digits are epoch seconds and thirteen are milliseconds") {
  check("1772721015", moment, DatePrecision::second);
  check("1772721015000", moment, DatePrecision::second);
  check("1772721015999", moment, DatePrecision::second);
  check("0000000000", at(1970, 1, 1), DatePrecision::day);
  check("0000000001000", Timestamp{seconds{1}}, DatePrecision::second);
  for (const std::string_view text : {"177272101", "17727210150", "177272101599", "17727210159990",
                                      "-1772721015", "1772721015.5", "20260305"}) {
    check_refused(text);
  }
}

TEST_CASE("years 1 to 9999 are read, plausible or not") {
  check("0001-01-01", at(1, 1, 1), DatePrecision::day);
  check("9999-12-31T23:59:59Z", at(9999, 12, 31, 23, 59, 59), DatePrecision::second);
  check_refused("0000-12-31");
  check_refused("10000-01-01");
  check_refused("-001-01-01");
}

TEST_CASE("an offset does not carry a date out of years 1 to 9999") {
  check_refused("0001-01-01T00:30:15+01:00");
  check_refused("9999-12-31T23:30:15-01:00");
  check("0001-01-01T01:30:15+01:00", at(1, 1, 1, 0, 30, 15), DatePrecision::second);
  check("9999-12-31T22:30:15-01:00", at(9999, 12, 31, 23, 30, 15), DatePrecision::second);
}

TEST_CASE("days that the calendar does not have are refused") {
  for (const std::string_view text :
       {"2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-10", "2026-01-00",
        "2026-01-32", "2026-02-29T10:00:00Z"}) {
    check_refused(text);
  }
  check("2024-02-29", at(2024, 2, 29), DatePrecision::day);
  check("2000-02-29", at(2000, 2, 29), DatePrecision::day);
}

TEST_CASE("times that no clock shows are refused") {
  for (const std::string_view text :
       {"2026-03-05T24:00:00Z", "2026-03-05T14:60:00Z", "2026-03-05T14:30:61Z",
        "2026-03-05T14:30:15+24:00", "2026-03-05T14:30:15+01:60", "2026-03-05T14:-1:00Z"}) {
    check_refused(text);
  }
}

TEST_CASE("what is no date is refused with the text in the message") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {""sv,
                                      " \n"sv,
                                      "yesterday"sv,
                                      "2026"sv,
                                      "2026-03"sv,
                                      "2026-3-5"sv,
                                      "26-03-05"sv,
                                      "05.03.2026"sv,
                                      "2026/03/05"sv,
                                      "2026-03-05T"sv,
                                      "2026-03-05T14"sv,
                                      "2026-03-05T14:"sv,
                                      "2026-03-05T14:30:"sv,
                                      "2026-03-05T14:30:1"sv,
                                      "2026-03-05T14:30:15."sv,
                                      "2026-03-05T14:30:15Zulu"sv,
                                      "2026-03-05T14:30:15+"sv,
                                      "2026-03-05T14:30:15+1"sv,
                                      "2026-03-05T14:30:15+01:0"sv,
                                      "2026-03-05T14:30:15 CET"sv,
                                      "2026-03-05X14:30:15Z"sv,
                                      "2026-03-05T14:30:15Z 2026"sv,
                                      "2026-03-05\0"sv,
                                      "２０２６-03-05"sv}) {
    check_refused(text);
  }
  const auto refused = parse_date("the day before");
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().message.find("the day before") != std::string::npos);
}

TEST_CASE("a very long text is refused with a short message") {
  constexpr std::size_t many = std::size_t{1} << 20U;
  const auto refused = parse_date(std::string(many, '7'));
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::invalid_date);
  CHECK(refused.error().message.size() < 200);
}

TEST_CASE("a moment reads the same in every way of writing it") {
  std::mt19937_64 random(1);
  const std::int64_t first = at(1, 1, 2).time_since_epoch().count();
  const std::int64_t last = at(9999, 12, 30).time_since_epoch().count();
  for (int round = 0; round < 2000; ++round) {
    const auto span = static_cast<std::uint64_t>(last - first);
    const Timestamp time{seconds{first + static_cast<std::int64_t>(random() % span)}};
    const auto expected = parse_date(written(time) + "Z");
    REQUIRE(expected.has_value());
    REQUIRE(expected->time == time);
    REQUIRE(parse_date(written(time)).value() == *expected);
    REQUIRE(parse_date(written(time, ' ') + ".123Z").value() == *expected);
    REQUIRE(parse_date(written(time + std::chrono::minutes(345)) + "+05:45").value() == *expected);
    REQUIRE(parse_date(written(time - std::chrono::minutes(210)) + "-0330").value() == *expected);
  }
}

TEST_CASE("a date with errors in it is read within range or refused") {
  constexpr std::string_view alphabet = "0123456789-+:TtZz ., \xC3";
  std::mt19937_64 random(2);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = "2026-03-05T14:30:15.5+01:00";
    text.resize(text.size() - random() % 18);
    for (std::uint64_t edit = 0; edit < 1 + random() % 3; ++edit) {
      text[random() % text.size()] = alphabet[random() % alphabet.size()];
    }
    CAPTURE(text);
    if (const auto date = parse_date(text)) {
      REQUIRE(is_in_range(date->time));
      REQUIRE(date->precision != DatePrecision::unknown);
    } else {
      REQUIRE(date.error().code == ErrorCode::invalid_date);
    }
  }
}

TEST_CASE("epoch numbers are seconds below 10^11 and milliseconds from there on") {
  CHECK(date_from_epoch(1'772'721'015).value() == ParsedDate{moment, DatePrecision::second});
  CHECK(date_from_epoch(1'772'721'015'250).value() == ParsedDate{moment, DatePrecision::second});
  CHECK(date_from_epoch(0).value() == ParsedDate{at(1970, 1, 1), DatePrecision::day});
  CHECK(date_from_epoch(-1).value().time == Timestamp{seconds{-1}});
  CHECK(date_from_epoch(99'999'999'999).value().time == Timestamp{seconds{99'999'999'999}});
  CHECK(date_from_epoch(100'000'000'000).value().time == Timestamp{seconds{100'000'000}});
}

TEST_CASE("epoch numbers outside years 1 to 9999 are refused") {
  const std::int64_t year_one = at(1, 1, 1).time_since_epoch().count();
  const std::int64_t last_millisecond = at(10'000, 1, 1).time_since_epoch().count() * 1000 - 1;
  CHECK(date_from_epoch(year_one).value().time == at(1, 1, 1));
  CHECK(date_from_epoch(last_millisecond).value().time == at(9999, 12, 31, 23, 59, 59));
  for (const std::int64_t value :
       {year_one - 1, last_millisecond + 1, std::numeric_limits<std::int64_t>::min(),
        std::numeric_limits<std::int64_t>::max()}) {
    CAPTURE(value);
    const auto refused = date_from_epoch(value);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().code == ErrorCode::invalid_date);
  }
}

TEST_SUITE_END();
