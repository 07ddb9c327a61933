#include "attribution/phrases.hpp"

#include <algorithm>

namespace newsloom::attribution {
namespace {

// How far a cue may stand from its quotation, and how long a source may be, in tokens.
constexpr std::size_t behind_window = 26;
constexpr std::size_t before_window = 40;
constexpr std::size_t longest_phrase = 16;
constexpr std::size_t longest_segment = 9;
constexpr int most_segments = 4;

constexpr std::uint32_t ends_phrase = cue_word::cue | cue_word::auxiliary | cue_word::adverb |
                                      cue_word::complement | cue_word::relative |
                                      cue_word::according;

}  // namespace

bool PhraseFinder::is_cue(std::size_t at, std::uint32_t which) const {
  if (!view_.is(at, which & cue_word::cue)) return false;
  const std::string_view language = view_.language();
  const text::Token& token = view_.token(at);
  if (token.has(text::token_flag::capitalised) && view_.name_at(at) != nullptr) return false;
  // "The notes", "his claims"; elsewhere articles look like pronouns ("lo dijo").
  if (at > 0 && (language == "en" || language == "de") && view_.adjoin(at - 1)) {
    return !view_.is(at - 1, cue_word::article);
  }
  return true;
}

bool PhraseFinder::names_somebody(const TokenRange& range) const {
  for (std::size_t at = range.first; at < range.last; ++at) {
    if (view_.is(at, cue_word::pronoun) || view_.name_at(at) != nullptr) return true;
  }
  return false;
}

// Without what only leads to the verb or from it.
TokenRange PhraseFinder::trimmed(TokenRange range) const {
  constexpr std::uint32_t aside = cue_word::auxiliary | cue_word::adverb;
  const auto is_aside = [&](std::size_t at) {
    return view_.is(at, aside | cue_word::conjunction) &&
           !view_.is(at, cue_word::pronoun | cue_word::article);
  };
  while (!range.empty() && is_aside(range.last - 1)) --range.last;
  while (!range.empty() && is_aside(range.first)) ++range.first;
  return range;
}

TokenRange PhraseFinder::phrase_from(std::size_t at, std::size_t last) const {
  while (at < last && view_.is(at, cue_word::adverb) && !view_.is(at, cue_word::article)) ++at;
  TokenRange phrase{at, at};
  last = std::min(last, at + longest_phrase);
  while (phrase.last < last) {
    const std::size_t next = phrase.last;
    const std::uint32_t bits = view_.bits(next);
    const bool in_name = view_.name_at(next) != nullptr;
    if (next > at && !view_.adjoin(next - 1)) break;
    if (!in_name && (bits & cue_word::pronoun) != 0 && (bits & cue_word::article) == 0) {
      if (next == at) ++phrase.last;
      break;
    }
    const bool is_joint = (bits & cue_word::joins_nouns) != 0 && next > at;
    const bool is_article = (bits & cue_word::article) != 0;
    if (!in_name && !is_joint && !is_article) {
      if ((bits & (ends_phrase | cue_word::preposition | cue_word::conjunction)) != 0) break;
    }
    ++phrase.last;
  }
  while (!phrase.empty() && view_.name_at(phrase.last - 1) == nullptr &&
         view_.is(phrase.last - 1, cue_word::joins_nouns | cue_word::article)) {
    --phrase.last;
  }
  // "said the mayor, Mara Lindqvist".
  if (!phrase.empty() && !names_somebody(phrase) && phrase.last < last &&
      view_.gap_before(phrase.last) == ", " && view_.name_at(phrase.last) != nullptr) {
    const text::Mention& name = *view_.name_at(phrase.last);
    phrase.last = std::min<std::size_t>(last, name.first_token + name.token_count);
  }
  return phrase;
}

std::optional<CuedSource> PhraseFinder::behind(const TokenRange& clause) const {
  if (clause.empty()) return std::nullopt;
  if (view_.is(clause.first, cue_word::conjunction | cue_word::complement) &&
      !view_.is(clause.first, cue_word::cue)) {
    return std::nullopt;
  }
  const std::size_t last = std::min(clause.last, clause.first + behind_window);
  for (std::size_t at = clause.first; at < last; ++at) {
    if (at > clause.first && view_.gap_has(at, ";:")) return std::nullopt;
    if (view_.is(at, cue_word::according)) {
      const TokenRange source = phrase_from(at + (view_.language() == "en" ? 2 : 1), last);
      const TokenRange leading{clause.first, at};  // "dem Minister zufolge"
      if (source.empty() && leading.empty()) return std::nullopt;
      return CuedSource{{at, at + 1}, source.empty() ? leading : source};
    }
    if (!is_cue(at, cue_word::cue)) continue;
    const TokenRange cue{at, at + 1};
    TokenRange leading = trimmed({clause.first, at});
    if (view_.is(at, cue_word::participle)) {
      if (leading.empty()) return std::nullopt;
      leading.last = leading.first;  // its subject is further off
      return CuedSource{cue, leading};
    }
    const bool opens_with_preposition =
        !leading.empty() && view_.is(leading.first, cue_word::preposition);
    if (!leading.empty() && !opens_with_preposition) return CuedSource{cue, leading};
    if (opens_with_preposition && names_somebody(leading)) return CuedSource{cue, narrowed(leading)};
    return CuedSource{cue, phrase_from(at + 1, clause.last)};
  }
  return std::nullopt;
}

// The comma-separated piece that ends at `last`.
TokenRange PhraseFinder::segment_before(std::size_t first, std::size_t last) const {
  TokenRange segment{last, last};
  while (segment.first > first) {
    const std::size_t at = segment.first - 1;
    if (!segment.empty() && !view_.adjoin(at)) break;
    if (view_.is(at, cue_word::conjunction | cue_word::complement) && view_.name_at(at) == nullptr &&
        !view_.is(at, cue_word::article | cue_word::pronoun)) {
      break;
    }
    segment.first = at;
    if (segment.size() > before_window) break;
  }
  return segment;
}

// Cuts a long run to what can be a subject: what stands behind the last verb in it, else the last
// pronoun or name.
TokenRange PhraseFinder::narrowed(TokenRange segment) const {
  if (segment.empty()) return segment;
  if (view_.is(segment.last - 1, cue_word::pronoun)) return {segment.last - 1, segment.last};
  constexpr std::uint32_t verbal = cue_word::auxiliary | cue_word::cue;
  for (std::size_t at = segment.last - 1; at > segment.first; --at) {
    if (view_.is(at - 1, verbal) && view_.name_at(at - 1) == nullptr &&
        !view_.is(at - 1, cue_word::article)) {
      segment.first = at;
      break;
    }
  }
  const bool opens_with_preposition =
      view_.is(segment.first, cue_word::preposition) && view_.name_at(segment.first) == nullptr;
  if (segment.size() <= longest_segment && !opens_with_preposition) return segment;
  for (std::size_t at = segment.last; at > segment.first; --at) {
    if (view_.is(at - 1, cue_word::pronoun)) return {at - 1, segment.last};
    if (const text::Mention* name = view_.name_at(at - 1)) {
      return {std::max<std::size_t>(segment.first, name->first_token), segment.last};
    }
  }
  if (opens_with_preposition) return {segment.last, segment.last};
  return {segment.last - longest_segment, segment.last};
}

// "a Post columnist", "39", "who leads the party": says of somebody just named who that is.
bool PhraseFinder::is_apposition(const TokenRange& segment) const {
  if (segment.empty() || view_.is(segment.first, cue_word::pronoun)) return false;
  if (view_.is(segment.first, cue_word::article | cue_word::relative)) return true;
  const text::Token& token = view_.token(segment.first);
  return token.kind == text::TokenKind::number || !token.has(text::token_flag::capitalised);
}

TokenRange PhraseFinder::subject_before(std::size_t first, std::size_t cue) const {
  TokenRange found{cue, cue};
  std::size_t last = cue;
  for (int turn = 0; turn < most_segments && last > first; ++turn) {
    TokenRange segment = segment_before(first, last);
    const std::size_t reached = segment.first;
    segment = trimmed(segment);
    const bool parenthetic = segment.empty() || view_.is(segment.first, cue_word::relative) ||
                             (view_.is(segment.first, cue_word::preposition) &&
                              view_.name_at(segment.first) == nullptr);
    const bool comma_before = reached > first && view_.gap_before(reached).find(',') !=
                                                     std::string_view::npos;
    if (!found.empty()) {  // looking for whom the apposition is about
      const TokenRange about = narrowed(segment);
      if (about.empty() || parenthetic || !names_somebody(about)) break;
      found.first = about.first;
      break;
    }
    if (!parenthetic) {
      const bool may_extend = is_apposition(segment) && comma_before;
      found = may_extend ? segment : narrowed(segment);
      if (!may_extend) break;
    } else if (!comma_before) {
      if (!segment.empty()) found = narrowed(segment);
      break;
    }
    if (!comma_before) break;
    last = reached;
  }
  return found;
}

TokenRange PhraseFinder::topic_of(const TokenRange& sentence) const {
  for (std::size_t at = sentence.first; at < sentence.last; ++at) {
    if (view_.is(at, cue_word::pronoun) && view_.is(at, cue_word::gender | cue_word::plural)) {
      return {at, at + 1};
    }
    if (const text::Mention* name = view_.name_at(at)) {
      return {name->first_token, std::size_t{name->first_token} + name->token_count};
    }
  }
  return {sentence.last, sentence.last};
}

std::optional<CuedSource> PhraseFinder::before(const TokenRange& clause) const {
  if (clause.empty()) return std::nullopt;
  const std::size_t first =
      clause.size() > before_window ? clause.last - before_window : clause.first;
  for (std::size_t at = clause.last; at > first; --at) {
    const std::size_t cue = at - 1;
    if (view_.is(cue, cue_word::according)) {
      const TokenRange source = phrase_from(cue + (view_.language() == "en" ? 2 : 1), clause.last);
      if (!source.empty()) return CuedSource{{cue, cue + 1}, source};
    }
    if (!is_cue(cue, cue_word::cue)) continue;
    const TokenRange words{cue, cue + 1};
    if (view_.is(cue, cue_word::participle)) {
      const TokenRange topic = topic_of({clause.first, cue});
      return CuedSource{words, topic};
    }
    const TokenRange leading = subject_before(clause.first, cue);
    const TokenRange trailing = phrase_from(cue + 1, clause.last);
    const bool inverted = view_.language() != "en" && !trailing.empty() && names_somebody(trailing) &&
                          !names_somebody(leading);
    if (!leading.empty() && !inverted) return CuedSource{words, leading};
    return CuedSource{words, trailing};
  }
  return std::nullopt;
}

}  // namespace newsloom::attribution
