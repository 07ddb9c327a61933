#include "newsloom/ingest/dates.hpp"

#include <charconv>
#include <optional>
#include <string>

#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

// Reads a text from front to back; every step that does not fit makes it fail for good.
class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  // Exactly `digits` digits, of a value in [low, high].
  int number(std::size_t digits, int low, int high) {
    int value = 0;
    if (rest_.size() < digits) return fail();
    for (const char c : rest_.substr(0, digits)) {
      if (!is_digit(c)) return fail();
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(digits);
    return value < low || value > high ? fail() : value;
  }
  bool take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void need(std::string_view any_of) {
    if (!take(any_of)) fail();
  }
  void skip_digits() {
    if (rest_.empty() || !is_digit(rest_.front())) fail();
    while (!rest_.empty() && is_digit(rest_.front())) rest_.remove_prefix(1);
  }
  [[nodiscard]] bool at_digit() const { return !rest_.empty() && is_digit(rest_.front()); }
  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] bool ok() const { return ok_; }
  int fail() {
    ok_ = false;
    return 0;
  }

 private:
  std::string_view rest_;
  bool ok_ = true;
};

seconds read_offset(Reader& reader) {
  if (reader.take("Zz") || reader.at_end()) return seconds{0};
  const bool west = reader.take("-");
  if (!west) reader.need("+");
  const hours hour{reader.number(2, 0, 23)};
  reader.take(":");
  const minutes minute{reader.at_digit() ? reader.number(2, 0, 59) : 0};
  const seconds offset = hour + minute;
  return west ? -offset : offset;
}

// Midnight and full minutes are what sources write who know no better.
ParsedDate dated(Timestamp time, bool full_minute) {
  const bool midnight = time == floor<days>(time);
  return {time, midnight      ? DatePrecision::day
                : full_minute ? DatePrecision::minute
                              : DatePrecision::second};
}

std::optional<ParsedDate> read_date(std::string_view text) {
  Reader reader(text);
  const std::chrono::year y{reader.number(4, 1, 9999)};
  reader.need("-");
  const std::chrono::month m{static_cast<unsigned>(reader.number(2, 1, 12))};
  reader.need("-");
  const std::chrono::day d{static_cast<unsigned>(reader.number(2, 1, 31))};
  const std::chrono::year_month_day date{y, m, d};
  if (!reader.ok() || !date.ok()) return std::nullopt;
  Timestamp time = sys_days{date};
  if (reader.at_end()) return ParsedDate{time, DatePrecision::day};
  reader.need("Tt ");
  time += hours{reader.number(2, 0, 23)};
  reader.need(":");
  time += minutes{reader.number(2, 0, 59)};
  int second = 0;
  if (reader.take(":")) {
    second = reader.number(2, 0, 60);
    if (reader.take(".,")) reader.skip_digits();
  }
  time += seconds{second == 60 ? 59 : second};
  reader.take(" ");
  time -= read_offset(reader);
  if (!reader.ok() || !reader.at_end()) return std::nullopt;
  const Timestamp first = sys_days{std::chrono::year{1} / 1 / 1};
  const Timestamp end = sys_days{std::chrono::year{10000} / 1 / 1};
  if (time < first || time >= end) return std::nullopt;  // by its offset
  return dated(time, second == 0);
}

Error invalid(std::string_view text) {
  constexpr std::size_t shown = 40;
  return {ErrorCode::invalid_date,
          "\"" + std::string(text::truncate_to_boundary(text, shown)) +
              "\" is not a date; RFC 3339 is expected",
          {}};
}

}  // namespace

result<ParsedDate> parse_date(std::string_view text) {
  const std::string_view date = trimmed(text);
  const bool digits_only = date.find_first_not_of("0123456789") == std::string_view::npos;
  if (digits_only && (date.size() == 10 || date.size() == 13)) {
    std::int64_t value = 0;
    std::from_chars(date.data(), date.data() + date.size(), value);
    return date_from_epoch(date.size() == 13 ? value / 1000 : value);
  }
  if (const auto parsed = read_date(date)) return *parsed;
  return invalid(date);
}

result<ParsedDate> date_from_epoch(std::int64_t value) {
  constexpr std::int64_t milliseconds_from = 100'000'000'000;
  constexpr std::int64_t year_one = -62'135'596'800;
  constexpr std::int64_t year_ten_thousand = 253'402'300'800;
  const std::int64_t epoch = value >= milliseconds_from ? value / 1000 : value;
  if (epoch < year_one || epoch >= year_ten_thousand) return invalid(std::to_string(value));
  const Timestamp time{seconds{epoch}};
  return dated(time, time == floor<minutes>(time));
}

}  // namespace newsloom::ingest
