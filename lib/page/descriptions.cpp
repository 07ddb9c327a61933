#include "descriptions.hpp"

#include <algorithm>

#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

using text::Span;
using text::Token;

constexpr std::size_t min_words = 3;
constexpr std::size_t max_words = 14;
constexpr std::size_t max_definition_words = 28;

/// The bytes between two tokens.
std::string_view gap(const attribution::FieldReading& read, std::size_t before,
                     std::size_t behind) {
  return std::string_view(read.source)
      .substr(read.tokens[before].end, read.tokens[behind].begin - read.tokens[before].end);
}

bool is_comma(std::string_view gap) { return gap == ", " || gap == "," || gap == " , "; }

/// "NAME, the mayor of Port Halden, …": the span between the commas.
/// "a Palm Beach", "the Kastel Courier": capitals behind the article name something, and describe
/// nobody.
bool is_all_names(std::span<const Token> behind_article) {
  return std::all_of(behind_article.begin(), behind_article.end(), [](const Token& token) {
    return token.has(text::token_flag::capitalised) || token.has(text::token_flag::stop_word);
  });
}

std::optional<Span> apposition(const attribution::FieldReading& read, const text::Mention& mention,
                               const Passage& sentence, const Vocabulary& words) {
  const std::span<const Token> tokens(read.tokens);
  const std::size_t begin = mention.first_token + mention.token_count;
  const std::size_t end = sentence.first_token + sentence.token_count;
  if (begin + min_words > end || !is_comma(gap(read, begin - 1, begin))) return std::nullopt;
  // In a list the comma in front tells: "A, NAME, the C".
  if (mention.first_token > sentence.first_token &&
      gap(read, mention.first_token - 1, mention.first_token).find(',') != std::string_view::npos) {
    return std::nullopt;
  }
  // "Kastel Day, the date of the battle of Sarn, a holiday": Sarn ends what describes another.
  for (std::size_t i = mention.first_token; i > sentence.first_token + 1; --i) {
    if (gap(read, i - 1, i).find(',') == std::string_view::npos) continue;
    if (words[WordList::determiners].match(tokens.subspan(i)) > 0) return std::nullopt;
    break;
  }
  // "In Kastel, the bridge fell": the comma ends what leads in, and begins no description.
  const auto lead_in =
      tokens.subspan(sentence.first_token, mention.first_token - sentence.first_token);
  const bool leads_in =
      !lead_in.empty() && std::all_of(lead_in.begin(), lead_in.end(), [](const Token& token) {
        return token.has(text::token_flag::stop_word);
      });
  constexpr std::size_t longest_lead_in = 12;
  const bool leads_in_place =
      lead_in.size() <= longest_lead_in &&
      words[WordList::place_prepositions].match(tokens.subspan(sentence.first_token)) > 0;
  if (leads_in || leads_in_place) return std::nullopt;
  if (words[WordList::determiners].match(tokens.subspan(begin)) == 0) return std::nullopt;
  if (words[WordList::not_descriptions].match(tokens.subspan(begin + 1)) > 0 ||
      words[WordList::not_descriptions].match(tokens.subspan(begin + 2)) > 0) {
    return std::nullopt;
  }
  for (std::size_t i = begin + 1; i <= std::min(end, begin + max_words); ++i) {
    const bool at_end = i == end;
    const std::string_view between = at_end ? std::string_view() : gap(read, i - 1, i);
    const bool closes = at_end || between.find(',') != std::string_view::npos;
    if (!closes) {
      // A verb of saying means that the clause goes on: "NAME, the mayor said".
      const bool is_clause = between.find('\n') != std::string_view::npos ||
                             words[WordList::person_verbs].match(tokens.subspan(i)) > 0 ||
                             words[WordList::copulas].match(tokens.subspan(i)) > 0 ||
                             between.find_first_of("\"()[];:") != std::string_view::npos ||
                             between.find("\u201C") != std::string_view::npos;
      if (is_clause) return std::nullopt;
      continue;
    }
    if (i - begin < min_words) return std::nullopt;
    // "according to NAME, the deal is off" and "U.S.-made, U.S.-crewed": no end, or none of its
    // own.
    constexpr std::size_t whole_clause = 6;
    if (at_end && (mention.first_token < sentence.first_token + whole_clause ||
                   words[WordList::report].match(tokens.subspan(sentence.first_token)) > 0)) {
      return std::nullopt;
    }
    if (tokens[i - 1].has(text::token_flag::after_hyphen)) return std::nullopt;
    // "the latest site to part with him": about somebody else; "a man you may know".
    const auto told = tokens.subspan(begin, i - begin);
    // "NAME, the Kastel Courier reported, …": who says it, not who NAME is.
    if (words[WordList::report_verbs].match(tokens.subspan(i - 1, 1)) > 0) return std::nullopt;
    if (is_all_names(told)) return std::nullopt;
    // "KASTEL, a fall that the jury called a crime": a clause about something else.
    for (std::size_t at = 1; at < told.size(); ++at) {
      const bool opens_clause = words[WordList::determiners].match(told.subspan(at)) > 0 &&
                                words[WordList::object_relatives].match(told.subspan(at - 1)) == 1;
      if (opens_clause) return std::nullopt;
    }
    // "First Amendment, a judge ruled Wednesday, …": a clause.
    if (words.weekday_of.contains(tokens[i - 1].hash)) return std::nullopt;
    if (words[WordList::pronouns].occurs_in(told) ||
        words[WordList::first_person].occurs_in(told)) {
      return std::nullopt;
    }
    // "NAME, the mayor, and the …" is a list.
    if (!at_end && words[WordList::openers].match(tokens.subspan(i)) > 0) return std::nullopt;
    return Span{tokens[begin].begin, tokens[i - 1].end};
  }
  return std::nullopt;
}

/// "NAME is a …": the whole sentence.
std::optional<Span> definition(const attribution::FieldReading& read, const text::Mention& mention,
                               const Passage& sentence, const Vocabulary& words) {
  const std::span<const Token> tokens(read.tokens);
  const std::size_t begin = mention.first_token + mention.token_count;
  const std::size_t end = sentence.first_token + sentence.token_count;
  if (!sentence.has(trait::showable) || sentence.words > max_definition_words) return std::nullopt;
  if (sentence.has(trait::quoted)) return std::nullopt;
  if (mention.first_token > sentence.first_token + 1 || begin + 2 >= end) return std::nullopt;
  if (words[WordList::copulas].match(tokens.subspan(begin)) == 0) return std::nullopt;
  if (words[WordList::determiners].match(tokens.subspan(begin + 1)) == 0) return std::nullopt;
  if (words[WordList::not_descriptions].match(tokens.subspan(begin + 2)) > 0) return std::nullopt;
  return sentence.span;
}

const Passage* sentence_of(const PageReading& reading, std::uint32_t source, Span name) {
  const PageSource& of = reading.sources[source];
  for (std::size_t i = 0; i < of.passage_count; ++i) {
    const Passage& passage = reading.passages[of.first_passage + i];
    if (passage.span.contains(name)) return &passage;
  }
  return nullptr;
}

}  // namespace

std::optional<Description> describe(const PageReading& reading, const Entity& entity) {
  std::optional<Description> defined;
  for (const Occurrence& at : entity.occurrences) {
    const PageSource& source = reading.sources[at.source];
    if (at.field != Field::text || source.language != reading.language) continue;
    const auto& read = reading.read.articles[at.source].reading[at.field];
    const text::Mention& mention = read.names[at.mention];
    const Passage* sentence = sentence_of(reading, at.source, {mention.begin, mention.end});
    if (sentence == nullptr || sentence->has(trait::question)) continue;
    const Vocabulary& words = vocabulary(source.language);
    if (const auto span = apposition(read, mention, *sentence, words)) {
      return Description{at.source, at.field, *span};
    }
    if (defined) continue;
    if (const auto span = definition(read, mention, *sentence, words)) {
      defined = Description{at.source, at.field, *span};
    }
  }
  return defined;
}

TopicKind kind_told(const PageReading& reading, const Description& description) {
  const auto& read = reading.read.articles[description.source].reading[description.field];
  const Vocabulary& words = vocabulary(reading.sources[description.source].language);
  const std::span<const Token> all(read.tokens);
  const auto first =
      std::lower_bound(all.begin(), all.end(), description.span.begin,
                       [](const Token& token, std::uint32_t begin) { return token.begin < begin; });
  const auto tokens = all.subspan(static_cast<std::size_t>(first - all.begin()));
  if (words[WordList::determiners].match(tokens) == 0) return TopicKind::other;
  TopicKind kind = TopicKind::other;
  for (std::size_t i = 1; i < tokens.size() && tokens[i].end <= description.span.end; ++i) {
    if (tokens[i].has(text::token_flag::stop_word)) break;
    const auto one = tokens.subspan(i, 1);
    if (words[WordList::person_titles].match(one) > 0 || words[WordList::people].match(one) > 0) {
      kind = TopicKind::person;
    } else if (words[WordList::organisation_words].match(one) > 0) {
      kind = TopicKind::organisation;
    } else if (words[WordList::place_words].match(one) > 0) {
      kind = TopicKind::place;
    }
  }
  return kind;
}

}  // namespace newsloom::page
