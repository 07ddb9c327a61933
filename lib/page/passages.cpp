#include "passages.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "cleaning.hpp"
#include "quotations.hpp"
#include "standing.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t min_words = 5;
constexpr std::size_t max_words = 60;
constexpr std::size_t max_passage_bytes = 500;
constexpr std::size_t min_title_words = 2;

template <class T>
void make_set(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio
  return (a ^ (b * odd)) * odd;
}

bool is_content(const text::Token& token) {
  return !token.has(text::token_flag::stop_word) && token.folded_length > 1;
}

/// Token range of a span.
std::pair<std::uint32_t, std::uint32_t> tokens_in(const std::vector<text::Token>& tokens,
                                                  text::Span span) {
  const auto begin =
      std::lower_bound(tokens.begin(), tokens.end(), span.begin,
                       [](const text::Token& token, std::uint32_t at) { return token.begin < at; });
  const auto end =
      std::lower_bound(begin, tokens.end(), span.end,
                       [](const text::Token& token, std::uint32_t at) { return token.begin < at; });
  return {static_cast<std::uint32_t>(begin - tokens.begin()),
          static_cast<std::uint32_t>(end - begin)};
}

void fill_terms(const attribution::FieldReading& field, Passage& passage) {
  const std::span<const text::Token> tokens =
      std::span(field.tokens).subspan(passage.first_token, passage.token_count);
  passage.terms.reserve(tokens.size());
  passage.bigrams.reserve(tokens.size());
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (is_content(tokens[i])) passage.terms.push_back(tokens[i].stem_hash);
    if (i + 1 < tokens.size() && (is_content(tokens[i]) || is_content(tokens[i + 1]))) {
      passage.bigrams.push_back(mix(tokens[i].stem_hash, tokens[i + 1].stem_hash));
    }
  }
  make_set(passage.terms);
  make_set(passage.bigrams);
  passage.words = passage.token_count;
  const auto name = std::lower_bound(
      field.names.begin(), field.names.end(), passage.span.begin,
      [](const text::Mention& mention, std::uint32_t at) { return mention.begin < at; });
  for (auto it = name; it != field.names.end() && it->end <= passage.span.end; ++it) {
    for (std::uint32_t i = 0; i < it->token_count; ++i) {
      passage.names.push_back(field.tokens[it->first_token + i].loose_hash);
    }
  }
  make_set(passage.names);
  const auto number = std::lower_bound(
      field.numbers.begin(), field.numbers.end(), passage.span.begin,
      [](const text::Number& one, std::uint32_t at) { return one.span.begin < at; });
  for (auto it = number; it != field.numbers.end() && it->span.begin < passage.span.end; ++it) {
    if (passage.span.contains(it->span)) passage.numbers.push_back(it->value_e3);
  }
  make_set(passage.numbers);
}

/// Whether somebody is named outside the quotation marks.
bool names_outside(const attribution::FieldReading& field, const Passage& passage,
                   const Quotations& quotations) {
  return std::any_of(field.names.begin(), field.names.end(), [&](const text::Mention& name) {
    return passage.span.begin <= name.begin && name.end <= passage.span.end &&
           !quotations.contain(field.tokens[name.first_token]);
  });
}

/// "Donald John TrumpFederal judge": a link's text glued to the sentence. Seen by a capital inside
/// a word whose beginning is a word of the sentence itself.
bool is_glued(std::span<const text::Token> tokens, std::string_view source) {
  constexpr std::size_t shortest = 4;
  return std::any_of(tokens.begin(), tokens.end(), [&](const text::Token& token) {
    const std::string_view word = token.in(source);
    for (std::size_t i = shortest; i + 1 < word.size(); ++i) {
      const bool is_joint =
          word[i] >= 'A' && word[i] <= 'Z' && word[i - 1] >= 'a' && word[i - 1] <= 'z';
      if (!is_joint) continue;
      const std::string_view left = word.substr(0, i);
      if (std::any_of(tokens.begin(), tokens.end(),
                      [&](const text::Token& other) { return other.in(source) == left; })) {
        return true;
      }
    }
    return false;
  });
}

void fill_traits(const attribution::FieldReading& field, std::string_view language,
                 Passage& passage) {
  const Vocabulary& words = vocabulary(language);
  const std::span<const text::Token> tokens =
      std::span(field.tokens).subspan(passage.first_token, passage.token_count);
  const std::string_view sentence = passage.span.in(field.source);
  const Quotations quotations(field, passage.span);
  if (!quotations.empty()) passage.traits |= trait::quoted;
  if (quotations.bytes() * 2 > sentence.size() && !names_outside(field, passage, quotations)) {
    passage.traits |= trait::all_quoted;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (quotations.contain(tokens[i])) continue;
    const auto rest = tokens.subspan(i);
    // "US" is no "us".
    const bool is_acronym = tokens[i].has(text::token_flag::all_caps | text::token_flag::dotted);
    if (!is_acronym && words[WordList::first_person].match(rest) > 0) {
      passage.traits |= trait::first_person;
    }
    if (words[WordList::cause].match(rest) > 0) passage.traits |= trait::cause;
    if (words[WordList::contrast].match(rest) > 0) passage.traits |= trait::contrast;
    if (words[WordList::forecast].match(rest) > 0) passage.traits |= trait::forecast;
  }
  if (sentence.find('?') != std::string_view::npos || sentence.ends_with("\uFF1F") ||
      sentence.ends_with("\u061F")) {
    passage.traits |= trait::question;
  }
  if (can_stand_alone(field, passage, words, quotations)) passage.traits |= trait::stands_alone;
  if (is_glued(tokens, field.source)) return;
  const bool fits = passage.words >= min_words && passage.words <= max_words &&
                    sentence.size() <= max_passage_bytes;
  if (fits && is_whole_sentence(field, passage.span) &&
      !words[WordList::boilerplate].occurs_in(tokens)) {
    passage.traits |= trait::complete;
  }
}

/// Behind this sentence one without any name speaks of what was named before.
constexpr std::uint32_t first_positions = 2;

/// Whether names tell anything in this language: it capitalises names and little else.
bool knows_names(std::string_view language) {
  return language == "en" || language == "es" || language == "fr" || language == "pt" ||
         language == "it";
}

/// Whether what comes behind the sentence says whose picture it tells of: then it is a caption.
/// A credit is short and no sentence: "HECTOR RIVAS/Kastel Images", "Foto: dpa".
bool precedes_credit(const attribution::FieldReading& field, const Passage& passage,
                     const Vocabulary& words) {
  constexpr std::size_t most_tokens = 8;
  const std::string_view behind = field.source.substr(passage.span.end);
  const std::size_t begin = behind.find_first_not_of(" \n\r\t");
  if (begin == std::string_view::npos) return false;
  const std::string_view line = behind.substr(begin, behind.find('\n', begin) - begin);
  constexpr std::size_t longest_credit = 80;
  if (line.size() > longest_credit || line.ends_with('.')) return false;
  const auto tokens = std::span(field.tokens).subspan(passage.first_token + passage.token_count);
  std::size_t count = 0;
  while (count < tokens.size() && tokens[count].end <= passage.span.end + begin + line.size()) {
    ++count;
  }
  if (count == 0 || count > most_tokens) return false;
  return line.find('/') != std::string_view::npos ||
         words[WordList::credits].occurs_in(tokens.first(count));
}

}  // namespace

void read_passages(const attribution::FieldReading& field, std::uint32_t index, PageSource& source,
                   std::vector<Passage>& out) {
  source.first_passage = out.size();
  std::uint32_t position = 0;
  std::size_t number = 0;
  constexpr std::size_t dateline_sentences = 8;
  const bool wrapped = is_wrapped(field.source);
  for (const text::Span sentence : field.sentences) {
    // A sentence that ends where reading ended may go on.
    const bool may_be_cut =
        sentence.end == field.source.size() && field.source.size() < source.article.text.size();
    Passage passage;
    passage.source = index;
    passage.field = Field::text;
    passage.span = clean_span(field.source, sentence, number++ < dateline_sentences, wrapped);
    const auto [first, count] = tokens_in(field.tokens, passage.span);
    passage.first_token = first;
    passage.token_count = count;
    passage.position = position;
    if (count == 0 || may_be_cut) continue;
    fill_terms(field, passage);
    fill_traits(field, source.language, passage);
    const bool is_named = !passage.names.empty() || !passage.numbers.empty();
    if (position > first_positions && !is_named && knows_names(source.language)) {
      passage.traits &= ~trait::stands_alone;
    }
    const Vocabulary& words = vocabulary(source.language);
    if (position > 0 && opens_definite(field, passage, words)) passage.traits |= trait::definite;
    constexpr std::size_t few_words = 8;
    const bool says_whose =
        passage.words <= few_words && ends_quotation(field.source, passage.span) &&
        words[WordList::person_verbs].occurs_in(std::span(field.tokens).subspan(first, count));
    if (says_whose || begins_with_label(passage.span.in(field.source)) ||
        continues_cut_sentence(field.source, passage.span) ||
        precedes_credit(field, passage, words)) {
      passage.traits &= ~trait::complete;
    }
    if (passage.has(trait::complete)) ++position;
    out.push_back(std::move(passage));
  }
  source.passage_count = out.size() - source.first_passage;
}

std::optional<Passage> read_headline(const attribution::FieldReading& field, std::uint32_t index,
                                     std::string_view language,
                                     std::span<const std::string_view> others) {
  if (field.tokens.empty()) return std::nullopt;
  Passage passage;
  passage.source = index;
  passage.field = Field::title;
  passage.span = headline_span(field.source, others);
  std::tie(passage.first_token, passage.token_count) = tokens_in(field.tokens, passage.span);
  fill_terms(field, passage);
  fill_traits(field, language, passage);
  passage.traits &= ~(trait::complete | trait::stands_alone);
  if (passage.words >= min_title_words && passage.words <= max_words &&
      passage.span.size() <= max_passage_bytes) {
    passage.traits |= trait::complete;
    if (!has_web_page_marks(passage.span.in(field.source))) passage.traits |= trait::stands_alone;
  }
  return passage;
}

void find_words_of_others(PageReading& reading) {
  std::vector<std::uint64_t> quoted;  // bigrams
  for (std::size_t i = 0; i < reading.sources.size(); ++i) {
    const attribution::FieldReading& field = reading.read.articles[i].reading.text;
    for (const text::Quoted& mark : field.quoted) {
      const auto [first, count] = tokens_in(field.tokens, mark.inner);
      for (std::uint32_t k = first; k + 1 < first + count; ++k) {
        quoted.push_back(mix(field.tokens[k].stem_hash, field.tokens[k + 1].stem_hash));
      }
    }
  }
  make_set(quoted);
  for (Passage& passage : reading.passages) {
    if (passage.has(trait::quoted) || passage.bigrams.empty()) continue;
    const auto common =
        std::count_if(passage.bigrams.begin(), passage.bigrams.end(), [&](std::uint64_t bigram) {
          return std::binary_search(quoted.begin(), quoted.end(), bigram);
        });
    if (static_cast<std::size_t>(common) * 2 > passage.bigrams.size())
      passage.traits |= trait::all_quoted;
  }
}

}  // namespace newsloom::page
