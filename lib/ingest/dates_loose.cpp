#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "date_names.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/text/utf8.hpp"

// A date is cut into numbers, words and signs. First the time of day and its zone are taken out,
// where a colon gives them away; of what is left, a month's name or the number of digits tells
// which number is what.

namespace newsloom::ingest {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;

constexpr std::size_t max_date_bytes = 128;
constexpr int two_digit_pivot = 69;  // "69" is 1969, "68" is 2068 (POSIX)
constexpr int buddhist_offset = 543;

struct Token {
  enum class Kind : std::uint8_t { number, word, sign } kind = Kind::sign;
  int value = 0;           // of a number
  std::size_t digits = 0;  // of a number
  std::string word;        // folded; of a sign its character
  bool after_space = false;
  bool used = false;
};

class Tokens {
 public:
  explicit Tokens(std::string_view text) {
    bool space = true;
    for (std::size_t at = 0; at < text.size();) {
      const text::Decoded next = text::decode_next(text, at);
      const auto c = static_cast<UChar32>(next.code_point);
      if (u_isUWhiteSpace(c) || c == ',' || c == 0x60C || c == 0x200F || c == 0x200E) {
        at += next.length;
        space = true;
        continue;
      }
      const std::size_t begin = at;
      if (u_charDigitValue(c) >= 0) {
        at = number(text, at);
      } else if (u_isalpha(c)) {
        at = word(text, at);
      } else {
        at += next.length;
        all_.push_back(
            {Token::Kind::sign, 0, 0, std::string(text.substr(begin, at - begin)), {}, {}});
      }
      all_.back().after_space = space;
      space = false;
    }
  }

  [[nodiscard]] std::size_t size() const { return all_.size(); }
  Token& operator[](std::size_t i) { return all_[i]; }
  [[nodiscard]] bool is_number(std::size_t i, std::size_t low, std::size_t high) const {
    return i < all_.size() && all_[i].kind == Token::Kind::number && !all_[i].used &&
           all_[i].digits >= low && all_[i].digits <= high;
  }
  [[nodiscard]] bool is_sign(std::size_t i, std::string_view any_of) const {
    return i < all_.size() && all_[i].kind == Token::Kind::sign && !all_[i].used &&
           any_of.find(all_[i].word) != std::string_view::npos;
  }
  [[nodiscard]] bool is_word(std::size_t i) const {
    return i < all_.size() && all_[i].kind == Token::Kind::word && !all_[i].used;
  }

 private:
  std::size_t number(std::string_view text, std::size_t at) {
    Token token{Token::Kind::number, 0, 0, {}, {}, {}};
    constexpr std::size_t most_digits = 9;
    while (at < text.size()) {
      const text::Decoded next = text::decode_next(text, at);
      const int digit = u_charDigitValue(static_cast<UChar32>(next.code_point));
      if (digit < 0) break;
      if (++token.digits <= most_digits) token.value = token.value * 10 + digit;
      at += next.length;
    }
    all_.push_back(std::move(token));
    return at;
  }
  // Letters and the marks and dots within.
  std::size_t word(std::string_view text, std::size_t at) {
    const std::size_t begin = at;
    while (at < text.size()) {
      const text::Decoded next = text::decode_next(text, at);
      const auto c = static_cast<UChar32>(next.code_point);
      const bool is_mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
      const bool is_inner_dot =
          c == '.' && at + 1 < text.size() &&
          u_isalpha(static_cast<UChar32>(text::decode_next(text, at + 1).code_point));
      if (!u_isalpha(c) && !is_mark && !is_inner_dot) break;
      at += next.length;
      // One-character units between numbers: 年, 月, 日, 时, 년, 월, 일.
      if (u_getIntPropertyValue(c, UCHAR_IDEOGRAPHIC) != 0 && at < text.size() &&
          u_charDigitValue(static_cast<UChar32>(text::decode_next(text, at).code_point)) >= 0) {
        break;
      }
    }
    all_.push_back({Token::Kind::word, 0, 0, date_word(text.substr(begin, at - begin)), {}, {}});
    return at;
  }

  std::vector<Token> all_;
};

struct Reading {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  std::optional<seconds> time;
  bool has_seconds = false;
  std::optional<minutes> zone;
  DateConfidence confidence = DateConfidence::stated;

  void doubt() { confidence = DateConfidence::guessed; }
};

class Parser {
 public:
  Parser(std::string_view text, std::string_view language) : tokens_(text), language_(language) {}

  std::optional<ParsedDate> run() {
    if (!take_time()) return std::nullopt;
    if (reading_.time && !take_zone()) return std::nullopt;
    if (!take_date()) return std::nullopt;
    return assembled();
  }

 private:
  using Kind = Token::Kind;

  // "10:14", "9:15:07.5", "10h14", "T101455", "오후 11시 23분"; false if there is one out of range.
  bool take_time() {
    for (std::size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const bool is_time = tokens_.is_number(i, 1, 2) && tokens_.is_number(i + 2, 1, 2) &&
                           (tokens_.is_sign(i + 1, ":") ||
                            (tokens_.is_word(i + 1) && is_hour_word(tokens_[i + 1].word)));
      if (is_time) return take_clock(i);
    }
    return take_compact_time();
  }

  static bool is_hour_word(std::string_view word) {
    return word == "h" || word == "시" || word == "时" || word == "時" || word == "uhr";
  }
  static bool is_minute_word(std::string_view word) {
    return word == "分" || word == "분" || word == "m" || word == "min";
  }

  bool take_clock(std::size_t i) {
    int hour = tokens_[i].value;
    const int minute = tokens_[i + 2].value;
    int second = 0;
    std::size_t end = i + 3;
    const bool goes_on =
        tokens_.is_sign(end, ":.") || (tokens_.is_word(end) && is_minute_word(tokens_[end].word));
    if (goes_on && tokens_.is_number(end + 1, 1, 2)) {
      second = tokens_[end + 1].value;
      reading_.has_seconds = true;
      end += 2;
      if (tokens_.is_sign(end, ".,") && tokens_.is_number(end + 1, 1, 18)) end += 2;
    }
    for (std::size_t t = i; t < end; ++t) tokens_[t].used = true;
    if (!take_half_day(i, end, hour)) return false;
    return set_time(hour, minute, second);
  }

  bool take_half_day(std::size_t begin, std::size_t end, int& hour) {
    for (const std::size_t at : {end, begin - 1}) {
      if (!tokens_.is_word(at)) continue;
      const HalfDay half = half_day(tokens_[at].word);
      if (half == HalfDay::none) continue;
      tokens_[at].used = true;
      if (hour > 12) return true;  // "15:20 PM"
      hour = hour % 12 + (half == HalfDay::afternoon ? 12 : 0);
      return true;
    }
    return true;
  }

  bool set_time(int hour, int minute, int second) {
    const bool is_end_of_day = hour == 24 && minute == 0 && second == 0;
    if ((hour > 23 && !is_end_of_day) || minute > 59 || second > 60) return false;
    reading_.time = hours{hour} + minutes{minute} + seconds{std::min(second, 59)};
    return true;
  }

  // "20031231T1014[55]".
  bool take_compact_time() {
    for (std::size_t i = 0; i + 1 < tokens_.size(); ++i) {
      if (!tokens_.is_word(i) || tokens_[i].word != "t" || i == 0) continue;
      const bool is_long = tokens_.is_number(i + 1, 6, 6);
      if (!is_long && !tokens_.is_number(i + 1, 4, 4) && !tokens_.is_number(i + 1, 2, 2)) continue;
      int value = tokens_[i + 1].value;
      tokens_[i].used = tokens_[i + 1].used = true;
      const int second = is_long ? value % 100 : 0;
      if (is_long) value /= 100;
      const int minute = tokens_[i + 1].digits == 2 ? 0 : value % 100;
      const int hour = tokens_[i + 1].digits == 2 ? value : value / 100;
      reading_.has_seconds = is_long;
      return set_time(hour, minute, second);
    }
    return true;
  }

  // A zone stands behind the time: "+0100", "GMT", "GMT+1", "(CEST)", "Z".
  bool take_zone() {
    std::size_t i = tokens_.size();
    while (i > 0 && !tokens_[i - 1].used) --i;
    std::optional<minutes> named;
    for (; i < tokens_.size(); ++i) {
      if (tokens_.is_word(i)) {
        if (const auto offset = zone_offset(tokens_[i].word); offset && !named) {
          named = offset;
          tokens_[i].used = true;
        }
      } else if (tokens_.is_sign(i, "+-\u2212") && tokens_.is_number(i + 1, 1, 4) && is_offset(i)) {
        return take_offset(i);
      }
    }
    reading_.zone = named;
    return true;
  }

  // Not the '-' of a date: nothing but the zone's own parts stands behind.
  bool is_offset(std::size_t sign) {
    const std::size_t next = sign + 2;
    const bool is_date = tokens_.is_sign(next, "-/") && tokens_.is_number(next + 1, 1, 4);
    return !is_date && !(tokens_[sign].word == "-" && tokens_.is_word(next) &&
                         month_of(tokens_[next].word, language_).month != 0);
  }

  bool take_offset(std::size_t sign) {
    const Token& number = tokens_[sign + 1];
    int hour = number.value;
    int minute = 0;
    if (number.digits > 2) {
      minute = hour % 100;
      hour /= 100;
    } else if (tokens_.is_sign(sign + 2, ":") && tokens_.is_number(sign + 3, 2, 2)) {
      minute = tokens_[sign + 3].value;
      tokens_[sign + 2].used = tokens_[sign + 3].used = true;
    }
    const bool west = tokens_[sign].word != "+";
    tokens_[sign].used = tokens_[sign + 1].used = true;
    if (hour > 23 || minute > 59) {
      reading_.confidence = DateConfidence::assumed;
      return true;
    }
    const minutes offset = hours{hour} + minutes{minute};
    reading_.zone = west ? -offset : offset;
    return true;
  }

  bool take_date() {
    std::size_t month_at = tokens_.size();
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_.is_word(i)) continue;
      const MonthName name = month_of(tokens_[i].word, language_);
      if (name.month == 0) continue;
      month_at = i;  // the last: one before it is a weekday that looks like a month
      reading_.month = name.month;
      month_is_certain_ = name.is_certain;
    }
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_.is_number(i, 1, 8)) numbers.push_back(i);
    }
    if (reading_.month != 0) return named_month(numbers, month_at);
    return numeric(numbers);
  }

  bool named_month(const std::vector<std::size_t>& numbers, std::size_t month_at) {
    if (!month_is_certain_) reading_.doubt();
    std::size_t year_at = tokens_.size();
    std::size_t day_at = tokens_.size();
    for (const std::size_t i : numbers) {
      if (tokens_[i].digits >= 3 && year_at == tokens_.size()) year_at = i;
    }
    for (const std::size_t i : numbers) {  // the nearest, that before the name first
      if (i == year_at || tokens_[i].digits > 2 || tokens_[i].value > 31) continue;
      const bool is_nearer =
          day_at == tokens_.size() || distance(i, month_at) < distance(day_at, month_at);
      if (is_nearer) day_at = i;
    }
    if (year_at == tokens_.size()) {
      for (const std::size_t i : numbers) {
        if (i != day_at && tokens_[i].digits == 2) year_at = i;
      }
      reading_.doubt();
    }
    if (year_at == tokens_.size()) return false;
    reading_.year = full_year(tokens_[year_at]);
    if (day_at != tokens_.size()) reading_.day = static_cast<unsigned>(tokens_[day_at].value);
    return true;
  }

  static std::size_t distance(std::size_t a, std::size_t b) { return a < b ? b - a : a - b; }

  bool numeric(const std::vector<std::size_t>& numbers) {
    if (numbers.empty()) return false;
    const Token& first = tokens_[numbers[0]];
    if (first.digits == 8) return compact(first.value);
    if (first.digits == 6 && numbers.size() == 1) return compact(first.value * 100);
    if (first.digits == 7 && numbers.size() == 1)
      return ordinal(first.value / 1000, first.value % 1000);
    if (first.digits == 4) return year_first(numbers);
    if (numbers.size() < 3) return false;
    return year_last(numbers);
  }

  bool compact(int value) {
    reading_.year = value / 10'000;
    reading_.month = static_cast<unsigned>(value / 100 % 100);
    reading_.day = static_cast<unsigned>(value % 100);
    return reading_.month != 0;
  }

  bool ordinal(int year, int day) {
    if (day < 1 || day > 366) return false;
    const auto date =
        std::chrono::year_month_day(sys_days{std::chrono::year{year} / 1 / 1} + days{day - 1});
    if (static_cast<int>(date.year()) != year) return false;
    reading_.year = year;
    reading_.month = static_cast<unsigned>(date.month());
    reading_.day = static_cast<unsigned>(date.day());
    return true;
  }

  bool year_first(const std::vector<std::size_t>& numbers) {
    const int year = full_year(tokens_[numbers[0]]);
    if (numbers.size() == 2 && tokens_[numbers[1]].digits == 3) {
      return ordinal(year, tokens_[numbers[1]].value);
    }
    reading_.year = year;
    if (numbers.size() > 1) {
      if (tokens_[numbers[1]].digits > 2) return false;
      reading_.month = static_cast<unsigned>(tokens_[numbers[1]].value);
      if (reading_.month == 0) return false;
    }
    if (numbers.size() > 2) {
      if (tokens_[numbers[2]].digits > 2) return false;
      reading_.day = static_cast<unsigned>(tokens_[numbers[2]].value);
      if (reading_.day == 0) return false;
    }
    return true;
  }

  bool year_last(const std::vector<std::size_t>& numbers) {
    const Token& a = tokens_[numbers[0]];
    const Token& b = tokens_[numbers[1]];
    const Token& c = tokens_[numbers[2]];
    if (a.digits > 2 || b.digits > 2 || (c.digits != 2 && c.digits != 4)) return false;
    const bool is_dotted = tokens_.is_sign(numbers[0] + 1, ".");
    const bool puts_month_first = language_ == "en" || language_ == "en-us" || language_ == "en-US";
    if (c.digits == 2 && tokens_.is_sign(numbers[0] + 1, "-")) {  // "03-12-31"
      reading_.year = full_year(a);
      reading_.month = static_cast<unsigned>(b.value);
      reading_.day = static_cast<unsigned>(c.value);
      reading_.doubt();
      return reading_.month != 0;
    }
    bool month_first = puts_month_first && !is_dotted;
    const bool is_clear = a.value > 12 || b.value > 12 || a.value == b.value;
    if (is_clear) month_first = b.value > 12;
    if (!is_clear || c.digits == 2) reading_.doubt();
    reading_.year = full_year(c);
    reading_.month = static_cast<unsigned>(month_first ? a.value : b.value);
    reading_.day = static_cast<unsigned>(month_first ? b.value : a.value);
    return reading_.month != 0 && reading_.day != 0;
  }

  int full_year(const Token& token) {
    int year = token.value;
    constexpr int century = 100;
    if (token.digits <= 2) {
      reading_.doubt();
      year += year < two_digit_pivot ? 2000 : 1900;
    } else if (token.digits == 3 && year >= century && year < 2 * century) {
      year += 1900;  // years since 1900, as some programs print them
      reading_.doubt();
    }
    constexpr int first_buddhist = 2500;
    constexpr int last_buddhist = 2700;
    if (year >= first_buddhist && year <= last_buddhist) year -= buddhist_offset;
    return year;
  }

  std::optional<ParsedDate> assembled() {
    const bool has_day = reading_.day != 0;
    const std::chrono::year_month_day date{std::chrono::year{reading_.year},
                                           std::chrono::month{std::max(reading_.month, 1U)},
                                           std::chrono::day{has_day ? reading_.day : 1U}};
    constexpr int last_year = 9999;
    if (!date.ok() || reading_.year < 1 || reading_.year > last_year) return std::nullopt;
    Timestamp time = sys_days{date};
    DatePrecision precision = has_day ? DatePrecision::day : DatePrecision::unknown;
    if (reading_.time && has_day) {
      time += *reading_.time - reading_.zone.value_or(minutes{0});
      const bool is_midnight = time == floor<days>(time);
      const bool full = !reading_.has_seconds || time == floor<minutes>(time);
      precision = is_midnight ? DatePrecision::day
                  : full      ? DatePrecision::minute
                              : DatePrecision::second;
      if (!reading_.zone && reading_.confidence == DateConfidence::stated) {
        reading_.confidence = DateConfidence::assumed;
      }
    }
    const Timestamp first = sys_days{std::chrono::year{1} / 1 / 1};
    const Timestamp end = sys_days{std::chrono::year{last_year + 1} / 1 / 1};
    if (time < first || time >= end) return std::nullopt;
    return ParsedDate{time, precision, reading_.confidence};
  }

  Tokens tokens_;
  std::string_view language_;
  Reading reading_;
  bool month_is_certain_ = true;
};

}  // namespace

result<ParsedDate> parse_any_date(std::string_view text, std::string_view language) {
  result<ParsedDate> plain = parse_date(text);
  if (plain) {
    constexpr std::size_t time_from = 10;  // "2003-12-31T…"
    const std::string_view clock = text.substr(std::min(text.find(':'), text.size()));
    const bool has_time = text.size() > time_from && !clock.empty();
    if (has_time && clock.find_first_of("Zz+-") == std::string_view::npos) {
      plain->confidence = DateConfidence::assumed;
    }
    return plain;
  }
  if (text.size() > max_date_bytes) return plain.error();
  if (const auto date = Parser(text, language).run()) return *date;
  Error error = plain.error();
  const std::size_t hint = error.message.rfind(';');
  if (hint != std::string::npos) error.message.resize(hint);
  return error;
}

bool is_absurd(Timestamp time, std::optional<Timestamp> now) {
  constexpr std::chrono::year first{1990};
  constexpr std::chrono::year end{2100};
  constexpr days tolerance{2};
  const Timestamp latest = now ? *now + tolerance : Timestamp(sys_days{end / 1 / 1});
  return time < sys_days{first / 1 / 1} || time > latest;
}

}  // namespace newsloom::ingest
