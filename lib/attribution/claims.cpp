#include "newsloom/attribution/claims.hpp"

#include <algorithm>
#include <array>

#include "attribution/claim_finder.hpp"
#include "attribution/claim_words.hpp"
#include "types/calendar.hpp"

namespace newsloom::attribution {
namespace {

using text::NumberKind;

constexpr std::size_t noun_window = 6;   // tokens between a number and what it counts
constexpr std::size_t topic_window = 9;  // tokens to a word like "killed", either way
constexpr std::size_t bound_window = 4;

bool is_quantity(NumberKind kind) {
  return kind == NumberKind::count || kind == NumberKind::money || kind == NumberKind::percent ||
         kind == NumberKind::measure;
}

constexpr std::uint32_t ends_noun_phrase =
    cue_word::preposition | cue_word::conjunction | cue_word::auxiliary | cue_word::complement |
    cue_word::relative | cue_word::according | cue_word::reports;

}  // namespace

std::string_view to_string(Topic topic) noexcept {
  constexpr std::array<std::string_view, 10> names{"",         "dead",      "injured", "missing",
                                                   "arrested", "evacuated", "rescued", "homeless",
                                                   "aboard",   "jobs_cut"};
  return names[static_cast<std::size_t>(topic)];
}

bool ClaimFinder::is_number(std::size_t token) const {
  const auto& numbers = view_.field().numbers;
  const auto found = std::ranges::upper_bound(numbers, token, {}, &text::Number::first_token);
  if (found == numbers.begin()) return false;
  const text::Number& number = *(found - 1);
  return token < std::size_t{number.first_token} + number.token_count;
}

// The noun of a phrase that begins at `first`: the last of it in English, the first elsewhere.
std::size_t ClaimFinder::noun_from(std::size_t first, std::size_t last) const {
  const std::string_view language = view_.language();
  const auto is_capital = [&](std::size_t at) {
    return view_.token(at).has(text::token_flag::capitalised);
  };
  if (language == "de") {
    for (std::size_t at = first; at < last; ++at) {
      if (is_capital(at) && calendar_.of(view_.token(at).hash).month == 0) return at;
    }
    return last;
  }
  if (language != "en") {
    std::size_t at = first;
    while (at + 1 < last && is_leading_adjective(view_.token(at).hash)) ++at;
    return at;
  }
  const auto is_plural = [&](std::size_t at) {
    constexpr std::size_t shortest_plural = 4;
    const std::string_view word = view_.token(at).in(view_.source());
    const bool has_ending = word.ends_with('s') && !word.ends_with("ss") &&
                            word.size() >= shortest_plural && !word.ends_with("'s") &&
                            !word.ends_with("’s");
    const bool is_joined = at + 1 < last && view_.gap_after(at) == "-";
    return (has_ending || is_plural_without_s(view_.token(at).hash)) && !is_joined;
  };
  for (std::size_t at = first; at < last; ++at) {
    if (!is_plural(at)) continue;
    return at + 1 < last && is_plural(at + 1) ? at + 1 : at;  // "measles cases"
  }
  return first;
}

// The noun behind a number, as one token; empty where none is.
TokenRange ClaimFinder::counted_by(const text::Number& number) const {
  std::size_t first = std::size_t{number.first_token} + number.token_count;
  const TokenRange none{first, first};
  std::size_t moved = 0;
  // «, quotation marks and a plus sign may stand in between; other signs end the phrase.
  const auto goes_on = [&](std::size_t at) {
    if (at == 0 || at >= view_.size()) return false;
    std::string_view gap = view_.gap_before(at);
    return gap.find_first_of(".,;:!?()[]\n\r|/") == std::string_view::npos && gap.size() <= 6 &&
           gap.find("–") == std::string_view::npos && gap.find("—") == std::string_view::npos;
  };
  while (goes_on(first) && moved < 2 &&
         (is_filler(view_.token(first).hash) || view_.token(first).in(view_.source()) == "plus")) {
    ++first;
    ++moved;
  }
  std::size_t last = first;
  while (last < first + noun_window && goes_on(last)) {
    const bool is_word = view_.token(last).kind == text::TokenKind::word && !is_number(last);
    const bool is_german = view_.language() == "de";
    constexpr std::uint32_t article = cue_word::article;
    const std::uint32_t stops =
        is_german ? ends_noun_phrase & ~cue_word::preposition : ends_noun_phrase | article;
    if (!is_word || (view_.is(last, stops) && view_.name_at(last) == nullptr)) break;
    ++last;
  }
  if (first == last) return none;
  const std::size_t noun = noun_from(first, last);
  return noun < last ? TokenRange{noun, noun + 1} : none;
}

// The nearest word that says what happened to those counted; a clause's end and another number
// stand in the way.
Topic ClaimFinder::topic_of(const text::Number& number, const TokenRange& counted) const {
  if (number.kind != NumberKind::count) return Topic::none;
  if (!counted.empty()) {
    const Topic topic = topic_word(view_.token(counted.first).hash);
    if (topic != Topic::none) return topic;
  }
  const std::size_t end = std::size_t{number.first_token} + number.token_count;
  const auto& sentences = view_.field().sentences;
  const std::size_t sentence = view_.sentence_at(number.span.begin);
  if (sentence >= sentences.size()) return Topic::none;
  const TokenRange bounds = view_.tokens_in(sentences[sentence].begin, sentences[sentence].end);
  Topic behind = Topic::none;
  std::size_t behind_distance = topic_window + 1;
  for (std::size_t at = end; at < std::min(bounds.last, end + topic_window); ++at) {
    if (is_number(at) || view_.is(at, cue_word::conjunction) || view_.gap_has(at, ",;")) break;
    behind = topic_word(view_.token(at).hash);
    if (behind == Topic::none) continue;
    behind_distance = at - end;
    break;
  }
  for (std::size_t back = 1; back <= topic_window; ++back) {
    if (number.first_token < bounds.first + back) break;
    const std::size_t at = number.first_token - back;
    if (is_number(at) || view_.gap_has(at + 1, ",;")) break;
    const Topic topic = topic_word(view_.token(at).hash);
    if (topic == Topic::none) continue;
    return back - 1 <= behind_distance ? topic : behind;
  }
  return behind;
}

// Where "at least" begins, if it is what bounds the number.
std::uint32_t ClaimFinder::bound_begin(const text::Number& number) const {
  if (number.bound == text::NumberBound::exact || number.first_token == 0) {
    return number.span.begin;
  }
  std::size_t first = number.first_token;
  for (std::size_t moved = 0; moved < bound_window && first > 0; ++moved) {
    const text::Token& before = view_.token(first - 1);
    if (!view_.adjoin(first - 1) || is_number(first - 1)) break;
    const bool may_bound = before.has(text::token_flag::stop_word) || moved == 0 ||
                           view_.is(first - 1, cue_word::preposition);
    if (!may_bound) break;
    --first;
    if (before.has(text::token_flag::sentence_start)) break;
    constexpr std::size_t longest_bound = 2;
    if (moved + 1 == longest_bound) break;
  }
  return std::min(number.span.begin, view_.token(first).begin);
}

// What is written like a count and is none: an age, a number in a name, a rank, a time, a ratio.
bool ClaimFinder::is_no_count(const text::Number& number, const TokenRange& counted) const {
  const std::size_t first = number.first_token;
  const std::size_t end = first + number.token_count;
  if (number.token_count != 1) return false;
  const std::string_view behind = view_.source().substr(number.span.end);
  const text::Token& token = view_.token(first);
  const bool is_next = end < view_.size() && view_.adjoin(end - 1);
  if (is_next && is_number_context(view_.token(end).hash, NumberContext::behind)) return true;
  if (view_.language() == "de" && behind.starts_with(". ") && first > 0 &&
      view_.is(first - 1, cue_word::article) && token.kind == text::TokenKind::number) {
    return true;  // "bei der 107. Auflage"
  }
  if (first == 0) return false;
  const text::Token& before = view_.token(first - 1);
  const std::string_view gap = view_.gap_before(first);
  const bool before_is_capital =
      before.has(text::token_flag::capitalised) && before.kind == text::TokenKind::word;
  if (gap == ", " && before_is_capital && (behind.starts_with(',') || behind.starts_with(')'))) {
    return true;  // "Bill Newbrough, 51, …"
  }
  const bool is_abbreviated = gap == ". " && before.end - before.begin == 2;  // "No. 2"
  if (is_abbreviated && is_number_context(before.hash, NumberContext::before)) return true;
  if (gap == "-" && token.kind == text::TokenKind::word && is_filler(before.hash)) return true;
  if (gap != " ") return false;
  if (is_number_context(before.hash, NumberContext::before)) return true;
  const bool in_name = before_is_capital && !before.has(text::token_flag::sentence_start) &&
                       calendar_.of(before.hash).month == 0;
  const bool capital_word = token.kind == text::TokenKind::word &&
                            token.has(text::token_flag::capitalised) && field_ == Field::text;
  return in_name && number.bound == text::NumberBound::exact && (counted.empty() || capital_word);
}

// "the number of measles cases rose to 64", "sie bot fünf" behind "vier Nächte": what is counted
// stands in front.
TokenRange ClaimFinder::counted_before(const text::Number& number, const Quantity* last) const {
  const std::size_t first = number.first_token;
  const TokenRange none{first, first};
  const std::uint32_t sentence = sentence_of(number.span.begin);
  for (std::size_t back = 1; back <= std::min(first, noun_window * 2); ++back) {
    const std::size_t at = first - back;
    if (sentence_of(view_.token(at).begin) != sentence || is_number(at)) break;
    if (!is_number_context(view_.token(at).hash, NumberContext::amount)) continue;
    std::size_t noun = at + 1;
    if (!view_.is(noun, cue_word::joins_nouns | cue_word::article)) break;
    ++noun;
    std::size_t end = noun;
    while (end < first && !view_.is(end, ends_noun_phrase) && view_.adjoin(end)) ++end;
    noun = noun_from(noun, std::max(end, noun));
    return noun < first ? TokenRange{noun, noun + 1} : none;
  }
  const bool is_bare = last != nullptr && last->sentence + 1 >= sentence &&
                       last->number.kind == NumberKind::count &&
                       last->counted.begin < last->counted.end;
  const std::string_view behind = view_.source().substr(number.span.end);
  const bool ends = behind.empty() || behind.find_first_of(".,;") == 0;
  if (!is_bare || !ends) return none;
  const std::size_t noun = view_.token_from(last->counted.begin);
  return {noun, noun + 1};
}

void ClaimFinder::find_quantities(std::vector<Quantity>& out) const {
  for (const text::Number& number : view_.field().numbers) {
    if (!is_quantity(number.kind)) continue;
    Quantity quantity;
    quantity.field = field_;
    quantity.number = number;
    TokenRange counted;
    if (number.kind == NumberKind::count) {
      counted = counted_by(number);
      if (is_no_count(number, counted)) continue;
      if (counted.empty()) {
        const bool has_last = !out.empty() && out.back().field == field_;
        counted = counted_before(number, has_last ? &out.back() : nullptr);
      }
    }
    quantity.span = {bound_begin(number), number.span.end};
    if (!counted.empty()) {
      quantity.counted = view_.span(counted);
      if (quantity.counted.begin >= number.span.end) quantity.span.end = quantity.counted.end;
    }
    quantity.sentence = sentence_of(number.span.begin);
    quantity.topic = topic_of(number, counted);
    out.push_back(quantity);
  }
}

void ClaimFinder::find_places(std::vector<PlaceMention>& out) const {
  for (const text::Mention& name : view_.field().names) {
    std::size_t before = name.first_token;
    if (before == 0 || name.kind == text::MentionKind::acronym) continue;
    constexpr std::size_t most_between = 3;  // "in the Tarsova", "near the town of"
    for (std::size_t moved = 0; moved < most_between && before > 0; ++moved) {
      if (!view_.adjoin(before - 1)) break;
      --before;
      const bool leads = calendar_.of(view_.token(before).hash).leads_place;
      if (leads && gender_of_given_name(view_.token(name.first_token).hash) == 0) {
        out.push_back({field_, {name.begin, name.end}, sentence_of(name.begin)});
      }
      if (leads || !view_.is(before, cue_word::article | cue_word::joins_nouns)) break;
    }
  }
}

Claims find_claims(const Reading& reading, std::optional<Timestamp> published) {
  std::optional<std::chrono::sys_days> day;
  if (published) day = detail::day_of(*published);
  Claims claims;
  for (const Field field : {Field::title, Field::text}) {
    const FieldView view(reading, field);
    const ClaimFinder finder(view, field, day);
    finder.find_quantities(claims.quantities);
    finder.find_dates(claims.dates);
    finder.find_places(claims.places);
  }
  return claims;
}

}  // namespace newsloom::attribution
