#include "newsloom/net/caching.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstdio>

#include "types/calendar.hpp"

namespace newsloom::net {
namespace {

using std::chrono::seconds;

constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::int64_t most_seconds = 315'360'000;  // ten years: longer means for ever

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Digits only; a number too large is the largest.
std::optional<std::int64_t> number(std::string_view text) {
  if (text.empty() || text.find_first_not_of("0123456789") != std::string_view::npos) {
    return std::nullopt;
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} ? std::min(value, most_seconds) : most_seconds;
}

// Words of a date: what stands between spaces, commas and dashes.
std::vector<std::string_view> words(std::string_view text) {
  constexpr std::size_t most = 8;
  std::vector<std::string_view> found;
  while (found.size() < most) {
    const std::size_t first = text.find_first_not_of(" ,-");
    if (first == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" ,-", first), text.size());
    found.push_back(text.substr(first, end - first));
    text.remove_prefix(end);
  }
  return found;
}

std::optional<seconds> time_of_day(std::string_view text) {
  if (text.size() != 8 || text[2] != ':' || text[5] != ':') return std::nullopt;
  const auto hour = number(text.substr(0, 2));
  const auto minute = number(text.substr(3, 2));
  const auto second = number(text.substr(6, 2));
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         seconds{std::min<std::int64_t>(*second, 59)};
}

std::optional<Timestamp> date_of(std::string_view day, std::string_view month, std::int64_t year,
                                 std::string_view time) {
  const auto day_number = number(day);
  const auto found = std::ranges::find(months, month);
  const auto of_day = time_of_day(time);
  if (!day_number || found == months.end() || !of_day || year < 1 || year > 9999) {
    return std::nullopt;
  }
  const std::chrono::year_month_day date{
      std::chrono::year{static_cast<int>(year)},
      std::chrono::month{static_cast<unsigned>(found - months.begin()) + 1},
      std::chrono::day{static_cast<unsigned>(*day_number)}};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days{date} + *of_day;
}

// RFC 9110 5.6.7: a two-digit year more than 50 years ahead is the past century's.
std::int64_t full_year(std::int64_t two_digits, Timestamp now) {
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
  const std::int64_t this_year = int{today.year()};
  std::int64_t year = this_year / 100 * 100 + two_digits;
  if (year > this_year + 50) year -= 100;
  return year;
}

// The value of a directive of Cache-Control; empty for one without, absent if it is not there.
std::optional<std::string_view> directive(std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = trimmed(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
    const std::size_t equals = part.find('=');
    if (!equal_without_case(trimmed(part.substr(0, equals)), name)) continue;
    if (equals == std::string_view::npos) return std::string_view{};
    std::string_view value = trimmed(part.substr(equals + 1));
    if (value.size() > 1 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    return value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view header(const Headers& headers, std::string_view name) {
  for (const auto& [field, value] : headers) {
    if (equal_without_case(field, name)) return value;
  }
  return {};
}

std::optional<Timestamp> parse_http_date(std::string_view text, Timestamp now) {
  constexpr std::size_t longest = 64;
  if (text.size() > longest) return std::nullopt;
  const auto parts = words(text);
  // Thu, 01 Dec 1994 16:00:00 GMT / Thursday, 01-Dec-94 16:00:00 GMT / Thu Dec  1 16:00:00 1994
  if (parts.size() == 6 && parts[5] == "GMT") {
    const auto year = number(parts[3]);
    if (!year) return std::nullopt;
    const bool is_short = parts[3].size() == 2;
    return date_of(parts[1], parts[2], is_short ? full_year(*year, now) : *year, parts[4]);
  }
  if (parts.size() == 5 && number(parts[4])) {
    return date_of(parts[2], parts[1], *number(parts[4]), parts[3]);
  }
  return std::nullopt;
}

std::string http_date(Timestamp given) {
  const Timestamp time = detail::on_calendar(given);
  const auto day = detail::day_of(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss of_day{time - day};
  const std::chrono::weekday weekday{day};
  constexpr std::size_t room = 40;
  std::array<char, room> text{};
  const int length = std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT",
                                   days.at(weekday.c_encoding()).data(), unsigned{date.day()},
                                   months.at(unsigned{date.month()} - 1).data(), int{date.year()},
                                   static_cast<int>(of_day.hours().count()),
                                   static_cast<int>(of_day.minutes().count()),
                                   static_cast<int>(of_day.seconds().count()));
  return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

std::optional<Timestamp> parse_retry_after(std::string_view text, Timestamp now, seconds most) {
  text = trimmed(text);
  std::optional<Timestamp> at;
  if (const auto wait = number(text)) {
    at = now + seconds{*wait};
  } else {
    at = parse_http_date(text, now);
  }
  if (!at) return std::nullopt;
  return std::clamp(*at, now, now + most);
}

std::optional<seconds> freshness(const Headers& headers, Timestamp now) {
  const std::string_view control = header(headers, "Cache-Control");
  if (directive(control, "no-store") || directive(control, "no-cache")) return seconds{0};
  if (const auto age_limit = directive(control, "max-age")) {
    const auto most = number(*age_limit);
    if (!most) return seconds{0};  // RFC 9111 4.2.1: what is invalid is stale
    const std::int64_t age = number(header(headers, "Age")).value_or(0);
    return seconds{std::max<std::int64_t>(*most - age, 0)};
  }
  const std::string_view expires = header(headers, "Expires");
  if (expires.empty()) return std::nullopt;
  const auto end = parse_http_date(expires, now);
  if (!end) return seconds{0};
  const auto sent = parse_http_date(header(headers, "Date"), now).value_or(now);
  return std::clamp<seconds>(*end - sent, seconds{0}, seconds{most_seconds});
}

}  // namespace newsloom::net
