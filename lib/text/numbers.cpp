#include "newsloom/text/numbers.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "newsloom/text/language.hpp"
#include "text/number_finder.hpp"

namespace newsloom::text {
namespace {

constexpr std::int64_t one_e3 = 1000;

}  // namespace

// Reads the number that begins at token `at`; the first token after it, or `at` if none begins.
std::size_t NumberFinder::read(std::size_t at) {
  const Token& token = tokens_[at];
  if (token.has(token_flag::has_digit)) return read_digits(at);
  if (token.kind != TokenKind::word) return at;
  return read_words(at);
}

// "two hundred", "twenty-five", "a million", "three hundred and five".
std::size_t NumberFinder::read_words(std::size_t at) {
  constexpr std::int64_t hundred = 100;
  constexpr std::int64_t twenty = 20;
  NumberDraft draft;
  draft.first = at;
  draft.end = at + 1;
  std::int64_t value = 0;
  const NumberWord begin = words_.of(hash(at));
  if (begin.value) {
    value = *begin.value;
  } else if (begin.is_article && adjoin(at)) {
    const bool multiplied = multiplier_word(hash(at + 1), language_).has_value() ||
                            words_.of(hash(at + 1)).value == hundred;
    if (!multiplied || tokens_[at + 1].folded_length < 3) return at;
    value = 1;
  } else {
    return at;
  }
  while (draft.end < tokens_.size() && adjoin(draft.end - 1)) {
    const bool joined_by_and = value >= hundred && language_ == "en" && is_word(draft.end, "and");
    const std::size_t next = joined_by_and ? draft.end + 1 : draft.end;
    if (next >= tokens_.size() || (joined_by_and && !adjoin(draft.end))) break;
    const auto word = words_.of(hash(next)).value;
    if (!word) break;
    const bool after_hundreds = *word < hundred && value % hundred == 0;
    const bool after_tens = *word < 10 && value % hundred >= twenty && value % 10 == 0;
    if (*word == hundred && value < hundred && !joined_by_and) {
      value *= hundred;
    } else if (after_hundreds || after_tens) {
      value += *word;
    } else {
      break;
    }
    draft.end = next + 1;
  }
  draft.figure.mantissa = value;
  draft.last_byte = tokens_[draft.end - 1].end;
  return finish(draft);
}

std::size_t NumberFinder::read_digits(std::size_t at) {
  const auto figure = figure_at(at);
  if (!figure || is_part_of_name(at)) return at;
  NumberDraft draft;
  draft.figure = *figure;
  draft.first = at;
  draft.end = at + 1;
  draft.last_byte = tokens_[at].end;
  if (figure->suffix.empty()) join_groups(draft);
  if (const std::size_t end = read_date(draft); end > at) return end;
  if (draft.end == at + 1 && read_pair(draft)) return draft.end;
  if (is_ordinal(draft.figure.suffix)) {
    draft.number.kind = NumberKind::ordinal;
    return put(draft);
  }
  if (is_year(draft)) {
    draft.number.kind = NumberKind::year;
    return put(draft);
  }
  if (!draft.figure.suffix.empty() && !apply_suffix(draft)) return at;
  return finish(draft);
}

// "Covid-19", "F-16".
bool NumberFinder::is_part_of_name(std::size_t at) const {
  return at > 0 && between(at - 1) == "-" && tokens_[at - 1].kind == TokenKind::word &&
         tokens_[at - 1].has(token_flag::capitalised) && !words_.of(hash(at - 1)).value;
}

// "1 250 000": groups of three behind a short one.
void NumberFinder::join_groups(NumberDraft& draft) const {
  Figure& figure = draft.figure;
  if (figure.has_separator || figure.digits > 3) return;
  while (draft.end < tokens_.size() && tokens_[draft.end].kind == TokenKind::number) {
    const std::string_view gap = between(draft.end - 1);
    const bool narrow = gap == no_break_space || gap == narrow_space || gap == "\xE2\x80\x89";
    if (!narrow && !(gap == " " && has_decimal_comma(language_))) return;
    const auto group = figure_at(draft.end);
    if (!group || !group->suffix.empty() || group->digits - group->decimals != 3) return;
    for (std::size_t i = 0; i < group->digits; ++i) {
      figure.mantissa = saturating_product(figure.mantissa, 10);
    }
    figure.mantissa += group->mantissa;
    figure.decimals = group->decimals;
    figure.digits += group->digits;
    figure.has_separator = true;
    draft.last_byte = tokens_[draft.end].end;
    ++draft.end;
    if (group->decimals > 0) return;
  }
}

// Dates are no numbers here: "2018-05-27", "9/11", "2018-19", "5 March". The first token after
// one, or the draft's first. Of "2018-19" the year is kept.
std::size_t NumberFinder::read_date(NumberDraft& draft) {
  const std::size_t at = draft.first;
  const std::string_view gap = between(draft.end - 1);
  const Figure& figure = draft.figure;
  const auto next = figure_at(draft.end);
  const bool joined = next && next->is_bare_integer() && figure.is_bare_integer();
  if (joined && gap == "/") {
    std::size_t end = draft.end + 1;
    while (between(end - 1) == "/" && figure_at(end)) ++end;
    return end;
  }
  const bool is_short_date = joined && gap == "-" && figure.digits <= 2 && next->digits <= 2 &&
                             between(draft.end) == "-" && figure_at(draft.end + 1).has_value();
  if (is_short_date) return draft.end + 2;  // "08-07-13"
  if (joined && gap == "-" && figure.digits == 4 && next->digits == 2) {
    if (between(draft.end) == "-" && figure_at(draft.end + 1)) return draft.end + 2;
    draft.number.kind = NumberKind::year;
    put(draft);
    return draft.end + 1;
  }
  return is_day_of_month(draft) ? draft.end : at;
}

bool NumberFinder::is_day_of_month(const NumberDraft& draft) const {
  constexpr std::int64_t days = 31;
  const Figure& figure = draft.figure;
  if (figure.digits > 2 || figure.has_separator || figure.mantissa > days) return false;
  if (!figure.suffix.empty() && !is_ordinal(figure.suffix)) return false;
  const std::size_t end = draft.end;
  const bool beside = adjoin(end - 1) || between(end - 1) == ". ";
  if (beside && is_month(end)) return true;
  if (is_first_of_days(end) || is_behind_weekday(draft)) return true;
  const bool of = is_word(end, "de") || is_word(end, "of") || is_word(end, "di");
  if (beside && of && adjoin(end) && is_month(end + 1)) return true;
  const bool beside_before =
      draft.first > 0 && (adjoin(draft.first - 1) || between(draft.first - 1) == ". ");
  return beside_before && is_month(draft.first - 1) &&
         tokens_[draft.first - 1].has(token_flag::capitalised);
}

// "6 to 9 January", "16 e 17 giugno": the token behind the first day.
bool NumberFinder::is_first_of_days(std::size_t at) const {
  constexpr std::int64_t days = 31;
  const bool joined = is_word(at, "to") || is_word(at, "and") || is_word(at, "e") ||
                      is_word(at, "y") || is_word(at, "et") || is_word(at, "bis") ||
                      is_word(at, "und") || is_word(at, "a") || is_word(at, "al") ||
                      is_word(at, "au");
  const auto second = joined ? figure_at(at + 1) : std::nullopt;
  if (!second || second->digits > 2 || second->has_separator || second->mantissa > days) {
    return false;
  }
  const bool of = is_word(at + 2, "de") || is_word(at + 2, "di") || is_word(at + 2, "of");
  return is_month(of ? at + 3 : at + 2);
}

// "terça-feira (7)", "el jueves 5", "último dia 5".
bool NumberFinder::is_behind_weekday(const NumberDraft& draft) const {
  if (draft.first == 0) return false;
  const std::string_view gap = between(draft.first - 1);
  const std::string_view behind = text_.substr(draft.last_byte);
  const bool in_brackets = gap == " (" && behind.starts_with(")");
  if (is_weekday_word(hash(draft.first - 1))) {
    return in_brackets || ((gap == ", " || gap == " ") && !counts_something(draft.end));
  }
  return gap == " " && (is_word(draft.first - 1, "dia") || is_word(draft.first - 1, "día")) &&
         draft.figure.is_bare_integer();
}

// "14:30" and "3-1"; "10-15 km" is neither.
bool NumberFinder::read_pair(NumberDraft& draft) {
  const auto second = figure_at(draft.end);
  const Figure& first = draft.figure;
  if (!second || !second->is_bare_integer() || !first.is_bare_integer()) return false;
  if (first.digits > 2 || second->digits > 2) return false;
  const std::string_view gap = between(draft.end - 1);
  const std::int64_t a = first.mantissa;
  const std::int64_t b = second->mantissa;
  constexpr std::int64_t hours = 24;
  constexpr std::int64_t minutes = 60;
  constexpr std::int64_t highest_score = 20;
  const std::size_t pair_end = draft.end + 1;
  if (gap == ":" && second->digits == 2 && a < hours && b < minutes) {
    draft.number.kind = NumberKind::time;
    draft.number.value_e3 = (a + afternoon(pair_end, a)) * minutes * one_e3 + b * one_e3;
  } else if ((gap == ":" || gap == "-" || gap == "–") && a <= highest_score && b <= highest_score &&
             !counts_something(pair_end)) {
    draft.number.kind = NumberKind::score;
    draft.number.value_e3 = (a * one_e3 + b) * one_e3;
  } else {
    return false;
  }
  draft.last_byte = tokens_[draft.end].end;
  draft.end = pair_end;
  emit(draft);
  return true;
}

// Whether a unit, a multiplier, a month or a counted word stands behind: then it was a range.
bool NumberFinder::counts_something(std::size_t end) const {
  if (percent_bytes(tokens_[end - 1].end) > 0) return true;
  if (end >= tokens_.size() || !adjoin(end - 1)) return false;
  const Token& next = tokens_[end];
  if (unit_word(next.hash) || multiplier_word(next.hash, language_)) return true;
  return next.kind == TokenKind::word && !next.has(token_flag::stop_word) &&
         !next.has(token_flag::capitalised) && next.folded_length > 3;
}

// Hours to add for "p.m." behind a time.
std::int64_t NumberFinder::afternoon(std::size_t end, std::int64_t hour) const {
  constexpr std::int64_t noon = 12;
  const bool pm = end < tokens_.size() && adjoin(end - 1) && is_word(end, "pm");
  const bool am = end < tokens_.size() && adjoin(end - 1) && is_word(end, "am");
  if (pm) return hour < noon ? noon : 0;
  return am && hour == noon ? -noon : 0;
}

// "5m", "3bn", "40km", "2pm": false if the letters mean nothing to us.
bool NumberFinder::apply_suffix(NumberDraft& draft) const {
  std::string folded;
  for (const char c : draft.figure.suffix) {
    folded += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
  }
  const std::uint64_t word = hash_of(folded);
  constexpr std::int64_t minutes = 60;
  constexpr std::int64_t noon = 12;
  if (folded == "pm" || folded == "am" || folded == "h") {
    const std::int64_t hour = draft.figure.mantissa;
    if (draft.figure.has_separator || hour > 2 * noon) return false;
    const std::int64_t later = folded == "pm" && hour < noon ? noon : 0;
    draft.figure.mantissa = (hour + later) * minutes;
    draft.set_unit(NumberKind::time, "");
  } else if (const auto multiplier = multiplier_word(word, language_)) {
    draft.multiplier = *multiplier;
  } else if (const auto unit = unit_word(word)) {
    draft.set_unit(unit->kind, unit->unit);
  } else {
    return false;
  }
  return true;
}

bool NumberFinder::is_year(const NumberDraft& draft) {
  constexpr std::int64_t first = 1900;
  constexpr std::int64_t last = 2099;
  const Figure& figure = draft.figure;
  const std::int64_t value = figure.mantissa;
  if (is_decade(draft) || is_early_year(draft)) return true;
  if (figure.has_separator || figure.digits != 4 || value < first || value > last) return false;
  if (figure.suffix == "s") return true;
  if (!figure.suffix.empty() || !sign_before(draft.first).empty()) return false;
  if (draft.first > 0 && is_month(draft.first - 1)) return true;
  const NumberBound bound = bound_before(draft.first);
  if (bound == NumberBound::at_least || bound == NumberBound::at_most) return false;
  if (percent_bytes(draft.last_byte) > 0) return false;
  if (draft.end >= tokens_.size() || between(draft.end - 1) != " ") return true;
  const Token& next = tokens_[draft.end];
  if (unit_word(next.hash) || multiplier_word(next.hash, language_)) return false;
  // German counts capitalised nouns, English plurals.
  const bool is_noun =
      language_ == "de" ? next.has(token_flag::capitalised) : !next.has(token_flag::capitalised);
  const bool may_be_plural =
      language_ != "en" || next.in(text_).ends_with('s') || is_word(draft.end, "people");
  const bool counted =
      next.kind == TokenKind::word && !next.has(token_flag::stop_word) && is_noun && may_be_plural;
  const bool introduced = draft.first > 0 && tokens_[draft.first - 1].has(token_flag::stop_word);
  return !counted || introduced;
}

// "los 90", "gli anni 70".
bool NumberFinder::is_decade(const NumberDraft& draft) const {
  const Figure& figure = draft.figure;
  if (draft.first == 0 || !figure.is_bare_integer() || figure.digits != 2) return false;
  const std::size_t before = draft.first - 1;
  const bool introduced = is_word(before, "los") || is_word(before, "anni") ||
                          is_word(before, "années") || is_word(before, "años") ||
                          is_word(before, "anos");
  return figure.mantissa % 10 == 0 && introduced && adjoin(before) && !counts_something(draft.end);
}

// "in 1791", "Dec. 15, 1791": before 1900 a year has to be introduced as one.
bool NumberFinder::is_early_year(const NumberDraft& draft) const {
  constexpr std::int64_t first = 1500;
  constexpr std::int64_t last = 1899;
  const Figure& figure = draft.figure;
  if (draft.first == 0 || !figure.is_bare_integer() || figure.digits != 4) return false;
  if (figure.mantissa < first || figure.mantissa > last) return false;
  const std::size_t before = draft.first - 1;
  if (is_month(before)) return true;
  const bool behind_day = draft.first > 1 && between(before) == ", " && is_month(draft.first - 2) &&
                          figure_at(before).has_value();
  if (behind_day) return true;
  constexpr std::array<std::string_view, 14> introductions{"in",   "since", "of",     "im",   "von",
                                                           "seit", "en",    "de",     "em",   "nel",
                                                           "del",  "dal",   "depuis", "desde"};
  const bool introduced = adjoin(before) && std::ranges::any_of(introductions, [&](auto word) {
                            return is_word(before, word);
                          });
  return introduced && !counts_something(draft.end);
}

void find_numbers(std::string_view text, std::string_view language, std::span<const Token> tokens,
                  std::vector<Number>& out) {
  out.clear();
  const std::string primary = primary_language(language);
  NumberFinder(text, primary, tokens, out).run();
}

}  // namespace newsloom::text
