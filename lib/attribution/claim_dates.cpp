// Days that an article names: "4 March 2026", "March 4", "on Wednesday", "gestern".
#include <charconv>
#include <cstdlib>

#include "attribution/claim_finder.hpp"
#include "attribution/claim_words.hpp"

namespace newsloom::attribution {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr unsigned last_day = 31;
constexpr std::size_t day_digits = 2;
constexpr std::size_t year_digits = 4;
constexpr int first_year = 1000;
constexpr int last_year = 2999;

}  // namespace

// A bare number of at most that many digits, ordinals' endings passed over; else -1.
int ClaimFinder::number_at(std::size_t at, std::size_t most_digits) const {
  if (at >= view_.size()) return -1;
  const std::string_view word = view_.token(at).in(view_.source());
  int value = -1;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
  const auto digits = static_cast<std::size_t>(end - word.data());
  const std::string_view rest = word.substr(digits);
  const bool plain = rest.empty() || rest == "." || rest == "st" || rest == "nd" || rest == "rd" ||
                     rest == "th" || rest == "er" || rest == "º";
  return error == std::errc{} && plain && digits <= most_digits ? value : -1;
}

// Without a year it is the one nearest to the article's date.
std::optional<int> ClaimFinder::year_of(unsigned month_of_year, unsigned day_of_month) const {
  if (!published_) return std::nullopt;
  const int now = static_cast<int>(year_month_day(*published_).year());
  std::optional<int> best;
  std::int64_t best_distance = 0;
  for (int candidate = now - 1; candidate <= now + 1; ++candidate) {
    const year_month_day date{year(candidate), month(month_of_year), day(day_of_month)};
    if (!date.ok()) continue;
    const std::int64_t distance = std::abs((sys_days(date) - *published_).count());
    if (best && distance >= best_distance) continue;
    best = candidate;
    best_distance = distance;
  }
  return best;
}

void ClaimFinder::put_date(const TokenRange& tokens, int in_year, unsigned in_month,
                           unsigned in_day, std::vector<DateMention>& out) const {
  const auto known_year =
      in_year >= 0 ? std::optional(in_year) : year_of(in_month, in_day == 0 ? 1 : in_day);
  if (!known_year) return;
  const year_month_day first{year(*known_year), month(in_month), day(in_day == 0 ? 1 : in_day)};
  if (!first.ok()) return;
  DateMention mention;
  mention.field = field_;
  mention.span = view_.span(tokens);
  mention.first = sys_days(first);
  mention.last = mention.first;
  if (in_day == 0) mention.last = sys_days(first.year() / first.month() / std::chrono::last);
  mention.sentence = sentence_of(mention.span.begin);
  out.push_back(mention);
}

// The first token behind a date that names the month at `at`, or `at`.
std::size_t ClaimFinder::read_calendar_date(std::size_t at, unsigned in_month,
                                            std::vector<DateMention>& out) const {
  const std::string_view language = view_.language();
  const bool writes_capital = language == "en" || language == "de";
  if (writes_capital && !view_.token(at).has(text::token_flag::capitalised)) return at;
  const auto is_of = [&](std::size_t token) {
    return token < view_.size() && view_.is(token, cue_word::joins_nouns);
  };
  TokenRange tokens{at, at + 1};
  unsigned in_day = 0;
  // "4 March", "4. März", "4 de marzo"
  std::size_t before = at;
  if (before > 0 && is_of(before - 1)) --before;
  const int leading = before > 0 ? number_at(before - 1, day_digits) : -1;
  if (leading >= 1 && leading <= static_cast<int>(last_day)) {
    in_day = static_cast<unsigned>(leading);
    tokens.first = before - 1;
  } else if (const int trailing = number_at(at + 1, day_digits);
             language == "en" && trailing >= 1 && trailing <= static_cast<int>(last_day) &&
             !view_.gap_has(at + 1, "\n;")) {
    in_day = static_cast<unsigned>(trailing);  // "March 4"
    tokens.last = at + 2;
  }
  std::size_t next = tokens.last;
  if (is_of(next)) ++next;
  const int trailing_year = view_.gap_has(next, "\n;:") ? -1 : number_at(next, year_digits);
  const bool has_year = trailing_year >= first_year && trailing_year <= last_year;
  if (has_year) tokens.last = next + 1;
  if (in_day == 0 && !has_year) return at;  // "in March" is a month of which year?
  put_date(tokens, has_year ? trailing_year : -1, in_month, in_day, out);
  return tokens.last;
}

// "on Wednesday", "yesterday": against the article's own date.
std::size_t ClaimFinder::read_relative_date(std::size_t at, const CalendarWord& word,
                                            std::vector<DateMention>& out) const {
  if (!published_) return at;
  const std::string_view language = view_.language();
  const unsigned weekday = word.weekday;
  const bool is_name =
      (language != "en" && language != "de") || view_.token(at).has(text::token_flag::capitalised);
  const bool is_weekday = weekday != 0 && is_name;
  if (!word.from_day && !is_weekday) return at;
  // Portuguese "segunda" and "quarta" are ordinals too: only before "-feira" or behind a
  // contraction; German "Morgen" is a noun.
  const bool is_ordinal_too =
      language == "pt" && weekday >= 1 && weekday <= 5 &&
      (at + 1 >= view_.size() || view_.token(at + 1).in(view_.source()) != "feira");
  const bool is_noun =
      language == "de" && word.from_day == 1 && view_.token(at).has(text::token_flag::capitalised);
  if (is_ordinal_too || is_noun) return at;
  DateMention mention;
  mention.field = field_;
  mention.span = {view_.token(at).begin, view_.token(at).end};
  mention.is_relative = true;
  mention.sentence = sentence_of(mention.span.begin);
  if (is_weekday) {
    const unsigned today = std::chrono::weekday(*published_).iso_encoding();
    constexpr unsigned week = 7;
    const unsigned back = (today + week - weekday) % week;
    mention.first = *published_ - days(back);
    const auto& sentences = view_.field().sentences;
    const auto& sentence = sentences[std::min<std::size_t>(mention.sentence, sentences.size() - 1)];
    const TokenRange tokens = view_.tokens_in(sentence.begin, sentence.end);
    for (std::size_t token = tokens.first; token < tokens.last; ++token) {
      const std::string_view text = view_.token(token).in(view_.source());
      const bool is_future = text == "will" || text == "next" || text == "wird" ||
                             text == "nächsten" || text == "próximo" || text == "prochain" ||
                             text == "prossimo" || text == "werden";
      if (is_future && back > 0) mention.first = *published_ + days(week - back);
      if (is_future) break;
    }
  } else {
    mention.first = *published_ + days(*word.from_day);
  }
  mention.last = mention.first;
  out.push_back(mention);
  return at + 1;
}

void ClaimFinder::find_dates(std::vector<DateMention>& out) const {
  for (std::size_t at = 0; at < view_.size();) {
    const CalendarWord word = calendar_.of(view_.token(at).hash);
    std::size_t next = word.month == 0 ? at : read_calendar_date(at, word.month, out);
    if (next <= at) next = read_relative_date(at, word, out);
    at = std::max(next, at + 1);
  }
}

}  // namespace newsloom::attribution
