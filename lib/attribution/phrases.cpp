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

// Portuguese "a" is a preposition too, hence the article.
bool PhraseFinder::opens_with_preposition(const TokenRange& range) const {
  return !range.empty() && view_.is(range.first, cue_word::preposition) &&
         !view_.is(range.first, cue_word::article) && view_.name_at(range.first) == nullptr;
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
         view_.is(phrase.last - 1, cue_word::joins_nouns | cue_word::article) &&
         !view_.token(phrase.last - 1).has(text::token_flag::apostrophe)) {
    --phrase.last;
  }
  // "said the mayor, Mara Lindqvist".
  if (!phrase.empty() && view_.is(phrase.first, cue_word::article) && phrase.last < last &&
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
    const bool is_aside = opens_with_preposition(leading);
    if (!leading.empty() && !is_aside) return CuedSource{cue, leading};
    if (is_aside && names_somebody(leading)) return CuedSource{cue, narrowed(leading)};
    return CuedSource{cue, subject_behind(at, clause.last)};
  }
  return std::nullopt;
}

// "said Ross", "fa sapere il museo", "heißt es aus dem Ministerium".
TokenRange PhraseFinder::subject_behind(std::size_t cue, std::size_t last) const {
  std::size_t at = cue + 1;
  while (at < last && view_.is(at, cue_word::cue) && view_.adjoin(at - 1)) ++at;
  const TokenRange phrase = phrase_from(at, last);
  constexpr std::uint32_t personal =
      cue_word::gender | cue_word::plural | cue_word::first_person | cue_word::article;
  const bool is_impersonal = phrase.size() == 1 && view_.is(phrase.first, cue_word::pronoun) &&
                             !view_.is(phrase.first, personal);
  if (!is_impersonal || !view_.is(phrase.last, cue_word::preposition)) return phrase;
  const TokenRange origin = phrase_from(phrase.last + 1, last);
  return origin.empty() ? phrase : origin;
}

// A verb nobody listed: “…”, fulmine le maire; “…,” the mayor thundered.
std::optional<CuedSource> PhraseFinder::behind_unlisted(const TokenRange& clause) const {
  if (clause.empty()) return std::nullopt;
  const auto may_be_verb = [&](std::size_t at) {
    const text::Token& token = view_.token(at);
    return token.kind == text::TokenKind::word && view_.bits(at) == 0 &&
           !token.has(text::token_flag::capitalised) && !token.has(text::token_flag::stop_word);
  };
  std::size_t verb = clause.first;
  while (verb < clause.last && view_.is(verb, cue_word::auxiliary) &&
         !view_.is(verb, cue_word::article)) {
    ++verb;
  }
  if (verb + 1 < clause.last && may_be_verb(verb) && view_.adjoin(verb)) {
    const bool has_subject = view_.is(verb + 1, cue_word::article | cue_word::pronoun) ||
                             view_.name_at(verb + 1) != nullptr;
    if (has_subject) return CuedSource{{verb, verb + 1}, phrase_from(verb + 1, clause.last)};
  }
  if (verb > clause.first) {  // "ha minacciato.": its subject is the speaker before
    if (verb + 1 != clause.last || !may_be_verb(verb)) return std::nullopt;
    return CuedSource{{verb, verb + 1}, {verb + 1, verb + 1}};
  }
  const bool is_subject = view_.is(clause.first, cue_word::pronoun | cue_word::article) ||
                          view_.name_at(clause.first) != nullptr;
  if (!is_subject) return std::nullopt;
  const text::Mention* name = view_.name_at(clause.first);
  TokenRange source{clause.first, clause.first + 1};
  if (name != nullptr) source.last = std::size_t{name->first_token} + name->token_count;
  for (std::size_t at = source.last; at < std::min(clause.last, source.first + longest_segment);
       ++at) {
    if (!view_.adjoin(at - 1)) break;
    const bool in_source = view_.name_at(at) != nullptr || view_.is(at, cue_word::joins_nouns);
    if (may_be_verb(at) && (names_somebody({source.first, at}) || at + 1 == clause.last)) {
      return CuedSource{{at, at + 1}, {source.first, at}};
    }
    if (!in_source && !may_be_verb(at)) break;
  }
  return std::nullopt;
}

// The comma-separated piece that ends at `last`.
TokenRange PhraseFinder::segment_before(std::size_t first, std::size_t last) const {
  TokenRange segment{last, last};
  while (segment.first > first) {
    const std::size_t at = segment.first - 1;
    if (!segment.empty() && !view_.adjoin(at)) break;
    if (view_.is(at, cue_word::conjunction | cue_word::complement) &&
        view_.name_at(at) == nullptr && !view_.is(at, cue_word::article | cue_word::pronoun)) {
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
  const bool is_aside = opens_with_preposition(segment);
  if (segment.size() <= longest_segment && !is_aside) return segment;
  for (std::size_t at = segment.last; at > segment.first; --at) {
    if (view_.is(at - 1, cue_word::pronoun)) return {at - 1, segment.last};
    if (const text::Mention* name = view_.name_at(at - 1)) {
      return {std::max<std::size_t>(segment.first, name->first_token), segment.last};
    }
  }
  if (is_aside) return {segment.last, segment.last};
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
                             opens_with_preposition(segment);
    if (segment.empty() && found.empty() && reached > first && !view_.gap_has(reached, ",") &&
        view_.is(reached - 1, cue_word::conjunction)) {
      // "visited the valley and said": the sentence's subject
      const TokenRange lead = phrase_from(first, cue);
      if (names_somebody(lead)) return lead;
      const TokenRange topic = topic_of({first, cue});
      return topic.empty() ? lead : topic;
    }
    const bool comma_before =
        reached > first && view_.gap_before(reached).find(',') != std::string_view::npos;
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
    const TokenRange trailing = subject_behind(cue, clause.last);
    const bool inverted = view_.language() != "en" && !trailing.empty() &&
                          names_somebody(trailing) && !names_somebody(leading);
    if (!leading.empty() && !inverted) return CuedSource{words, leading};
    return CuedSource{words, trailing};
  }
  return std::nullopt;
}

}  // namespace newsloom::attribution
