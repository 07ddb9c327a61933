#include "text_dates.hpp"

#include <algorithm>
#include <charconv>

#include "types/calendar.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

using namespace std::chrono;  // NOLINT(google-build-using-namespace): a calendar of names
using text::Token;

constexpr int first_year = 1800;
constexpr int last_year = 2100;
constexpr int last_day = 31;
constexpr unsigned months_a_year = 12;

class Finder {
 public:
  Finder(std::string_view source, std::span<const Token> tokens, std::string_view language,
         std::optional<Timestamp> published)
      : source_(source), tokens_(tokens), words_(vocabulary(language)) {
    if (published) today_ = detail::day_of(*published);
    speaks_of_what_comes_ = words_[WordList::future].occurs_in(tokens);
  }

  std::vector<NamedDate> find() {
    for (std::size_t i = 0; i < tokens_.size();) i += std::max<std::size_t>(read_at(i), 1);
    return std::move(found_);
  }

 private:
  /// Tokens of the date that begins at `i`; 0 when none does.
  std::size_t read_at(std::size_t i) {
    if (const auto month = words_.month_of.find(tokens_[i].hash); month != words_.month_of.end()) {
      if (const std::size_t count = read_month(i, month->second)) return count;
    }
    if (const int year = year_at(i); year != 0 && follows(i, WordList::in)) {
      add_year(year);
      return 1;
    }
    return today_ ? read_relative(i) : 0;
  }

  std::size_t read_relative(std::size_t i) {
    const auto rest = tokens_.subspan(i);
    const year_month_day today(*today_);
    if (words_[WordList::yesterday].match(rest) > 0) {
      found_.push_back({*today_ - days{1}, *today_ - days{1}});
      return 1;
    }
    if (const std::size_t count = words_[WordList::last_year].match(rest)) {
      add_year(static_cast<int>(today.year()) - 1);
      return count;
    }
    if (const std::size_t count = words_[WordList::last_month].match(rest)) {
      add_month(today.year() / today.month() - months{1});
      return count;
    }
    if (const std::size_t count = words_[WordList::last_week].match(rest)) {
      const sys_days monday = *today_ - (weekday(*today_) - Monday) - weeks{1};
      found_.push_back({monday, monday + days{6}});
      return count;
    }
    if (const auto day = words_.weekday_of.find(tokens_[i].hash); day != words_.weekday_of.end()) {
      return read_weekday(day->second);
    }
    return read_ago(i);
  }

  std::size_t read_weekday(unsigned number) {
    if (speaks_of_what_comes_) return 0;
    constexpr unsigned days_a_week = 7;
    const weekday wanted(number % days_a_week);  // ISO 7 is Sunday, which C++ calls 0
    const days back = weekday(*today_) - wanted;
    // "Tuesday", written on a Monday, is as often the day to come.
    constexpr days surely_past{4};
    if (back > surely_past) return 0;
    const sys_days day = *today_ - back;
    found_.push_back({day, day});
    return 1;
  }

  /// "three years ago", "vor drei Jahren": a number, a unit, and the word on either side.
  std::size_t read_ago(std::size_t i) {
    const int count = number_at(i);
    if (count <= 0 || i + 1 >= tokens_.size()) return 0;
    const auto unit = tokens_.subspan(i + 1);
    const bool is_behind =
        i + 2 < tokens_.size() && words_[WordList::ago].match(tokens_.subspan(i + 2)) > 0;
    constexpr std::size_t longest_before = 3;
    bool is_before = false;
    for (std::size_t back = 1; back <= std::min(i, longest_before); ++back) {
      is_before |= words_[WordList::ago].match(tokens_.subspan(i - back, back)) == back;
    }
    if (!is_behind && !is_before) return 0;
    const year_month_day today(*today_);
    if (words_[WordList::years].match(unit) > 0) {
      add_year(static_cast<int>(today.year()) - count);
    } else if (words_[WordList::months_long].match(unit) > 0) {
      add_month(today.year() / today.month() - months{count});
    } else if (words_[WordList::weeks].match(unit) > 0) {
      const sys_days day = *today_ - weeks{count};
      found_.push_back({day - days{3}, day + days{3}});
    } else if (words_[WordList::days].match(unit) > 0) {
      found_.push_back({*today_ - days{count}, *today_ - days{count}});
    } else {
      return 0;
    }
    return 2;
  }

  std::size_t read_month(std::size_t i, unsigned number) {
    if (!tokens_[i].has(text::token_flag::capitalised) && !is_lower_case_language()) return 0;
    const month named(number);
    int day = 0;
    std::size_t end = i + 1;
    if (i > 0) day = day_at(i - 1);
    if (day == 0 && i > 1 && is_particle(i - 1)) day = day_at(i - 2);
    if (day == 0 && end < tokens_.size()) {
      day = day_at(end);
      if (day != 0) ++end;
    }
    int in_year = end < tokens_.size() ? year_at(end) : 0;
    if (in_year == 0 && end + 1 < tokens_.size() && is_particle(end)) in_year = year_at(end + 1);
    if (in_year == 0 && !today_) return 0;
    if (day == 0 && in_year == 0 && !follows(i, WordList::in)) return 0;
    if (in_year == 0 && may_be_to_come(named, day)) return 0;
    if (in_year == 0) in_year = latest_year(named, day);
    if (day == 0) {
      add_month(year(in_year) / named);
    } else {
      const year_month_day date =
          year(in_year) / named / std::chrono::day(static_cast<unsigned>(day));
      if (!date.ok()) return 0;
      found_.push_back({sys_days(date), sys_days(date)});
    }
    return end - i;
  }

  /// "by 30 May", written on the 24th: as likely the one to come as last year's.
  [[nodiscard]] bool may_be_to_come(month named, int day) const {
    constexpr days soon{75};
    const year this_year = year_month_day(*today_).year();
    for (const year in : {this_year, this_year + years{1}}) {
      const auto number = static_cast<unsigned>(day);
      const year_month_day date = in / named / std::chrono::day(day == 0 ? 1U : number);
      if (!date.ok()) continue;
      if (sys_days(date) > *today_ && sys_days(date) <= *today_ + soon) return true;
    }
    return false;
  }

  /// The year that makes it the latest one not behind the day of publication.
  [[nodiscard]] int latest_year(month named, int day) const {
    const year_month_day today(*today_);
    const int this_year = static_cast<int>(today.year());
    const bool is_later =
        named > today.month() ||
        (named == today.month() && std::chrono::day(static_cast<unsigned>(day)) > today.day());
    return is_later ? this_year - 1 : this_year;
  }

  void add_year(int number) {
    if (today_ && number > static_cast<int>(year_month_day(*today_).year())) return;
    found_.push_back(
        {sys_days(year(number) / January / 1), sys_days(year(number) / December / 31)});
  }
  void add_month(year_month stretch) {
    found_.push_back({sys_days(stretch / 1), sys_days(stretch / last)});
  }

  [[nodiscard]] bool follows(std::size_t i, WordList list) const {
    return i > 0 && words_[list].match(tokens_.subspan(i - 1, 1)) > 0;
  }
  /// "27 de mayo de 2018".
  [[nodiscard]] bool is_particle(std::size_t i) const {
    const std::string_view word = tokens_[i].in(source_);
    return word == "de" || word == "of" || word == "del" || word == "di";
  }
  [[nodiscard]] bool is_lower_case_language() const {
    // Weekdays and months are capitalised in English and German only.
    return words_.month_of.size() == months_a_year && !words_.month_of.contains(english_may) &&
           !words_.month_of.contains(german_december);
  }
  [[nodiscard]] int number_at(std::size_t i) const {
    const std::string_view word = tokens_[i].in(source_);
    int number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    return error == std::errc{} && end == word.data() + word.size() ? number : 0;
  }
  [[nodiscard]] int year_at(std::size_t i) const {
    const int number = number_at(i);
    return number >= first_year && number <= last_year ? number : 0;
  }
  [[nodiscard]] int day_at(std::size_t i) const {
    const int number = number_at(i);
    return number >= 1 && number <= last_day ? number : 0;
  }

  static inline const std::uint64_t english_may = text::hash_bytes("may");
  static inline const std::uint64_t german_december = text::hash_bytes("dezember");

  std::string_view source_;
  std::span<const Token> tokens_;
  const Vocabulary& words_;
  std::optional<sys_days> today_;
  bool speaks_of_what_comes_ = false;
  std::vector<NamedDate> found_;
};

}  // namespace

std::vector<NamedDate> find_dates(std::string_view source, std::span<const Token> tokens,
                                  std::string_view language, std::optional<Timestamp> published) {
  return Finder(source, tokens, language, published).find();
}

}  // namespace newsloom::page
