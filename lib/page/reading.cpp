#include "reading.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <unordered_map>
#include <utility>

#include "cleaning.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/utf8.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t min_words = 5;
constexpr std::size_t max_words = 60;
constexpr std::size_t max_passage_bytes = 500;
constexpr std::size_t min_title_words = 2;
/// Where a word that leans on the sentence before is looked for.
constexpr std::size_t opening_tokens = 4;
constexpr std::size_t additive_tokens = 8;
/// Behind this sentence one without any name speaks of what was named before.
constexpr std::uint32_t first_positions = 2;

template <class T>
void make_set(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio
  return (a ^ (b * odd)) * odd;
}

/// Rows to read, in the event's order: one a text, families' first before more of the same.
std::vector<std::size_t> choose_rows(const EventView& event, std::size_t count,
                                     std::vector<std::size_t>& voices) {
  const auto& rows = event.coverage;
  std::unordered_map<std::string_view, std::size_t> row_of;
  for (std::size_t i = 0; i < rows.size(); ++i) row_of.try_emplace(rows[i].article.str(), i);
  voices.resize(rows.size());
  std::iota(voices.begin(), voices.end(), std::size_t{0});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].copy_of) continue;
    // An original that is not here is stood for by its first copy.
    const auto original = row_of.try_emplace(rows[i].copy_of->str(), i).first;
    voices[i] = voices[original->second];
  }
  std::vector<std::size_t> chosen;
  std::set<std::size_t> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (voices[i] == i) chosen.push_back(i);
  }
  std::set<std::string_view> families;
  std::vector<bool> is_first(rows.size());
  for (const std::size_t i : chosen) {
    is_first[i] = !rows[i].family.empty() && families.insert(rows[i].family).second;
  }
  std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) {
    if (is_first[a] != is_first[b]) return static_cast<bool>(is_first[a]);
    return rows[a].similarity > rows[b].similarity;
  });
  if (chosen.size() > count) chosen.resize(count);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::string choose_language(const EventView& event, const std::vector<std::size_t>& rows,
                            std::string_view wanted) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::size_t row : rows) {
    const std::string& language = event.coverage[row].language;
    if (!language.empty()) ++counts[language];
  }
  const auto preferred = counts.find(text::primary_language(wanted));
  if (preferred != counts.end()) return std::string(preferred->first);
  std::string_view best;
  for (const auto& [language, count] : counts) {
    if (best.empty() || count > counts[best]) best = language;
  }
  return std::string(best);
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
  for (const text::Number& number : field.numbers) {
    if (passage.span.contains(number.span)) passage.numbers.push_back(number.value_e3);
  }
  make_set(passage.numbers);
}

/// Bytes between quotation marks, and a test for a token.
class Quotations {
 public:
  Quotations(const attribution::FieldReading& field, text::Span span) {
    for (const text::Quoted& quoted : field.quoted) {
      if (span.contains(quoted.inner)) inner_.push_back(quoted.inner);
    }
  }
  [[nodiscard]] bool contain(const text::Token& token) const {
    return std::any_of(inner_.begin(), inner_.end(), [&token](text::Span inner) {
      return inner.begin <= token.begin && token.end <= inner.end;
    });
  }
  [[nodiscard]] std::size_t bytes() const {
    std::size_t sum = 0;
    for (const text::Span inner : inner_) sum += inner.size();
    return sum;
  }
  [[nodiscard]] bool empty() const { return inner_.empty(); }

 private:
  std::vector<text::Span> inner_;
};

/// Whether the sentence can be read without the one before it.
bool can_stand_alone(const attribution::FieldReading& field, const Passage& passage,
                     const Vocabulary& words, const Quotations& quotations) {
  const std::span<const text::Token> tokens =
      std::span(field.tokens).subspan(passage.first_token, passage.token_count);
  if (words[WordList::openers].match(tokens) > 0) return false;
  const std::size_t opener = words[WordList::openers_comma].match(tokens);
  if (opener > 0 && opener < tokens.size() &&
      field.source.substr(tokens[opener - 1].end, 1) == ",") {
    return false;
  }
  const auto name = std::lower_bound(
      field.names.begin(), field.names.end(), passage.span.begin,
      [](const text::Mention& mention, std::uint32_t at) { return mention.begin < at; });
  std::uint32_t first_name = passage.span.end;
  for (auto it = name; it != field.names.end() && it->begin < passage.span.end; ++it) {
    if (quotations.contain(field.tokens[it->first_token])) continue;
    first_name = it->begin;
    break;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (quotations.contain(tokens[i])) continue;
    if (i < additive_tokens && words[WordList::additive].match(tokens.subspan(i)) > 0) return false;
    if (tokens[i].begin >= first_name) continue;
    if (words[WordList::pronouns].match(tokens.subspan(i)) > 0) return false;
    if (i < opening_tokens && words[WordList::vague].match(tokens.subspan(i)) > 0) return false;
  }
  return true;
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
    if (words[WordList::first_person].match(rest) > 0) passage.traits |= trait::first_person;
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

/// Whether names tell anything in this language: it capitalises names and little else.
bool knows_names(std::string_view language) {
  return language == "en" || language == "es" || language == "fr" || language == "pt" ||
         language == "it";
}

void read_passages(const attribution::FieldReading& field, std::uint32_t index, PageSource& source,
                   std::vector<Passage>& out) {
  source.first_passage = out.size();
  std::uint32_t position = 0;
  std::size_t number = 0;
  constexpr std::size_t dateline_sentences = 8;
  for (const text::Span sentence : field.sentences) {
    // A sentence that ends where reading ended may go on.
    const bool may_be_cut =
        sentence.end == field.source.size() && field.source.size() < source.article.text.size();
    Passage passage;
    passage.source = index;
    passage.field = Field::text;
    passage.span = clean_span(field.source, sentence, number++ < dateline_sentences);
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
    const auto opening = std::span(field.tokens).subspan(first, std::min<std::uint32_t>(count, 2));
    if (position > 0 && opening.size() == 2 &&
        vocabulary(source.language)[WordList::determiners].match(opening.first(1)) > 0 &&
        !opening[1].has(text::token_flag::capitalised)) {
      passage.traits |= trait::definite;
    }
    if (passage.has(trait::complete)) ++position;
    out.push_back(std::move(passage));
  }
  source.passage_count = out.size() - source.first_passage;
}

std::optional<Passage> read_headline(const attribution::FieldReading& field, std::uint32_t index,
                                     std::string_view language) {
  std::size_t begin = 0;
  std::size_t end = field.source.size();
  const auto is_space = [](char byte) { return static_cast<unsigned char>(byte) <= ' '; };
  while (begin < end && is_space(field.source[begin])) ++begin;
  while (end > begin && is_space(field.source[end - 1])) --end;
  if (field.tokens.empty()) return std::nullopt;
  Passage passage;
  passage.source = index;
  passage.field = Field::title;
  passage.span = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  passage.first_token = 0;
  passage.token_count = static_cast<std::uint32_t>(field.tokens.size());
  fill_terms(field, passage);
  fill_traits(field, language, passage);
  passage.traits &= ~(trait::complete | trait::stands_alone);
  if (passage.words >= min_title_words && passage.words <= max_words &&
      passage.span.size() <= max_passage_bytes) {
    passage.traits |= trait::showable;
  }
  return passage;
}

/// A sentence that stands between quotation marks in another article is somebody's words, though
/// this article set it without marks (a tweet, a block of text): nobody says here whose.
void find_words_of_others(PageReading& reading) {
  std::vector<std::pair<std::uint64_t, std::size_t>> quoted;  // bigram, voice
  for (std::size_t i = 0; i < reading.sources.size(); ++i) {
    const attribution::FieldReading& field = reading.read.articles[i].reading.text;
    for (const text::Quoted& mark : field.quoted) {
      const auto [first, count] = tokens_in(field.tokens, mark.inner);
      for (std::uint32_t k = first; k + 1 < first + count; ++k) {
        quoted.emplace_back(mix(field.tokens[k].stem_hash, field.tokens[k + 1].stem_hash),
                            reading.sources[i].voice);
      }
    }
  }
  make_set(quoted);
  for (Passage& passage : reading.passages) {
    if (passage.has(trait::quoted) || passage.bigrams.empty()) continue;
    const std::size_t voice = reading.source_of(passage).voice;
    std::size_t common = 0;
    for (const std::uint64_t bigram : passage.bigrams) {
      const auto at =
          std::lower_bound(quoted.begin(), quoted.end(), std::pair(bigram, std::size_t{0}));
      bool found = false;
      for (auto it = at; it != quoted.end() && it->first == bigram; ++it)
        found |= it->second != voice;
      if (found) ++common;
    }
    if (common * 2 > passage.bigrams.size()) passage.traits |= trait::all_quoted;
  }
}

void count_support(PageReading& reading) {
  std::vector<std::pair<std::uint64_t, std::size_t>> seen;
  const auto note = [&](const Passage& passage) {
    const std::size_t voice = reading.source_of(passage).voice;
    for (const std::uint64_t term : passage.terms) seen.emplace_back(term, voice);
  };
  for (const Passage& passage : reading.passages) note(passage);
  for (const PageSource& source : reading.sources) {
    if (source.headline) note(*source.headline);
  }
  make_set(seen);
  for (const auto& [term, voice] : seen) ++reading.support[term];
}

}  // namespace

std::span<const text::Token> PageReading::tokens_of(const Passage& passage) const {
  const auto& field = read.articles[passage.source].reading[passage.field];
  return std::span(field.tokens).subspan(passage.first_token, passage.token_count);
}

std::string_view PageReading::text_of(const Passage& passage) const {
  const Article& article = source_of(passage).article;
  return passage.span.in(passage.field == Field::title ? article.title : article.text);
}

result<PageReading> read_page(const EventView& event, const ArticleSource& articles,
                              const ReadingOptions& options, std::string_view wanted_language) {
  PageReading reading;
  reading.event = &event;
  std::vector<std::size_t> voices;
  const std::vector<std::size_t> rows = choose_rows(event, options.max_articles, voices);
  reading.language = choose_language(event, rows, wanted_language);
  // Reserved, because what is read looks into the articles.
  reading.sources.reserve(rows.size());
  for (const std::size_t index : rows) {
    const CoverageRow& row = event.coverage[index];
    auto article = articles.find(row.article, row.revision);
    if (!article) continue;
    PageSource source;
    source.row = &row;
    source.row_index = index;
    source.article = std::move(*article);
    source.language = row.language;
    source.family = row.family.empty() ? row.outlet : row.family;
    source.voice = reading.sources.size();
    reading.sources.push_back(std::move(source));
  }
  if (reading.sources.empty()) {
    return Error{ErrorCode::not_found, "no article of event " + event.id.str() + " is stored", {}};
  }
  reading.voice_count = reading.sources.size();
  attribution::ArticleReader reader;
  for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
    PageSource& source = reading.sources[i];
    attribution::ReadArticle read;
    read.about = attribution::event_article(*source.row, source.article);
    read.about.title = text::truncate_to_boundary(read.about.title, options.max_text_bytes);
    read.about.text = text::truncate_to_boundary(read.about.text, options.max_text_bytes);
    read.reading = reader.read(read.about.title, read.about.text, source.language);
    reading.read.articles.push_back(std::move(read));
    const attribution::Reading& fields = reading.read.articles.back().reading;
    source.headline = read_headline(fields.title, i, source.language);
    read_passages(fields.text, i, source, reading.passages);
  }
  find_words_of_others(reading);
  count_support(reading);
  return reading;
}

void read_claims(PageReading& reading) {
  for (attribution::ReadArticle& article : reading.read.articles) {
    article.claims = attribution::find_claims(article.reading, article.about.published);
  }
}

double share_in(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& whole) {
  if (part.empty()) return 0;
  std::size_t common = 0;
  auto at = whole.begin();
  for (const std::uint64_t value : part) {
    at = std::lower_bound(at, whole.end(), value);
    if (at == whole.end()) break;
    if (*at == value) ++common;
  }
  return static_cast<double>(common) / static_cast<double>(part.size());
}

double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  const double common = share_in(a, b) * static_cast<double>(a.size());
  return common / std::sqrt(static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

}  // namespace newsloom::page
