#include "newsloom/text/analysis.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "newsloom/text/fingerprint.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/reuse_sketch.hpp"
#include "newsloom/text/tokenize.hpp"
#include "newsloom/text/utf8.hpp"
#include "term_table.hpp"

namespace newsloom::text {
namespace {

// A headline of more than three words, over three fifths of them capitalised, is set in title case:
// its capitals say nothing.
constexpr std::size_t title_case_words = 3;
constexpr std::size_t title_case_share_percent = 60;

// Terms of different kinds never meet, even of the same bytes.
enum class TermKind : std::uint64_t { name = 0x6e616d65, number = 0x6e756d62 };
std::uint64_t of_kind(std::uint64_t hash, TermKind kind) {
  return (hash ^ static_cast<std::uint64_t>(kind)) * 0x9e3779b97f4a7c15ULL;
}

bool is_title_case(const std::vector<Token>& title) {
  const auto capitalised = static_cast<std::size_t>(
      std::ranges::count_if(title, [](const Token& t) { return t.has(token_flag::capitalised); }));
  return title.size() > title_case_words &&
         capitalised * 100 > title.size() * title_case_share_percent;
}

// How one passage's capitals are read.
struct Passage {
  std::uint32_t weight = 1;
  bool capitals_count = true;  // false: title case
};

void count(std::span<const Token> tokens, const Passage& passage, TermTable<WordEntry>& words) {
  for (const Token& token : tokens) {
    WordEntry& entry = words[token.hash];
    entry.hash = token.hash;
    entry.stem = token.stem_hash;
    entry.loose = token.loose_hash;
    entry.weight += passage.weight;
    entry.is_number = token.kind == TokenKind::number;
    entry.is_stop_word = token.has(token_flag::stop_word);
    if (token.has(token_flag::capitalised)) {
      entry.capitalised_weight += passage.weight;
      entry.acronym = entry.acronym || token.has(token_flag::all_caps);
      if (passage.capitals_count && !token.has(token_flag::sentence_start)) {
        entry.capitalised_inside = true;
      }
    } else {
      entry.lower_case = true;
    }
  }
}

// Whether the capitalised occurrences of a word are (parts of) names. A headline alone has no other
// place to look at, so there a capital counts unless the word is also written small.
bool is_name(const WordEntry& word, bool headline_only) {
  if (word.capitalised_weight == 0 || word.is_stop_word) return false;
  return word.capitalised_inside || word.acronym || (headline_only && !word.lower_case);
}

std::uint64_t name_term(const WordEntry& word) {
  return of_kind(word.loose, word.is_number ? TermKind::number : TermKind::name);
}

}  // namespace

struct Analyzer::State {
  explicit State(const AnalysisOptions& given) : options(given), identifier(given.language) {
    options.max_text_bytes = std::clamp<std::size_t>(options.max_text_bytes, 1U << 10U, 64U << 20U);
    options.max_title_bytes = std::clamp<std::size_t>(options.max_title_bytes, 64, 1U << 20U);
    options.title_weight = std::clamp<std::uint32_t>(options.title_weight, 1, 100);
    options.lead_weight = std::clamp<std::uint32_t>(options.lead_weight, 1, 100);
  }

  void read(std::string_view title, std::string_view text, std::string_view declared);
  void collect(Analysis& out);

  AnalysisOptions options;
  Tokenizer tokenizer;
  LanguageIdentifier identifier;
  std::string_view title;  // of the article being read, cut to the limits
  std::string_view text;
  Language language;
  std::vector<Token> title_tokens;
  std::vector<Token> text_tokens;
  std::vector<std::uint64_t> hashes;
  TermTable<WordEntry> words;
  TermTable<CountedTerm> stems;
  TermTable<CountedTerm> names;
};

void Analyzer::State::read(std::string_view whole_title, std::string_view whole_text,
                           std::string_view declared) {
  title = truncate_to_boundary(whole_title, options.max_title_bytes);
  text = truncate_to_boundary(whole_text, options.max_text_bytes);
  language = identifier.identify(title, text, declared);
  tokenizer.tokenize(title, language.code, title_tokens);
  tokenizer.tokenize(text, language.code, text_tokens);
  words.clear();
  count(title_tokens, {options.title_weight, !is_title_case(title_tokens)}, words);
  const std::span<const Token> all(text_tokens);
  const std::size_t lead = std::min(all.size(), options.lead_tokens);
  count(all.first(lead), {options.lead_weight, true}, words);
  count(all.subspan(lead), {}, words);
}

void Analyzer::State::collect(Analysis& out) {
  stems.clear();
  names.clear();
  for (const WordEntry& word : words.values()) {
    if (word.is_stop_word) continue;
    CountedTerm& stem = stems[word.stem];
    stem.hash = word.stem;
    stem.count += word.weight;
    if (word.is_number || is_name(word, text_tokens.empty())) {
      const std::uint64_t term = name_term(word);
      CountedTerm& name = names[term];
      name.hash = term;
      name.count += word.is_number ? word.weight : word.capitalised_weight;
    }
  }
  out.words = stems.values();
  out.names = names.values();
  stems.clear();
  for (const Token& token : title_tokens) {
    if (token.has(token_flag::stop_word)) continue;
    CountedTerm& stem = stems[token.stem_hash];
    stem.hash = token.stem_hash;
    ++stem.count;
  }
  out.title = stems.values();
}

Analyzer::Analyzer(const AnalysisOptions& options) : state_(std::make_unique<State>(options)) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(std::string_view title, std::string_view text,
                       std::string_view declared_language, Analysis& out) {
  State& state = *state_;
  state.read(title, text, declared_language);
  state.collect(out);
  out.language = state.language.code;
  out.language_is_reliable = state.language.reliable;
  out.tokens = state.title_tokens.size() + state.text_tokens.size();
  out.truncated = state.text.size() < text.size();
  // A headline is changed by everybody who reprints; without a text there is nothing else.
  const auto& tokens = state.text_tokens.empty() ? state.title_tokens : state.text_tokens;
  state.hashes.clear();
  for (const Token& token : tokens) state.hashes.push_back(token.hash);
  fingerprint(state.hashes, {}, out.fingerprint);
  out.sketch.clear();
  if (state.options.reuse_sketch) reuse_sketch(state.text, state.text_tokens, out.sketch);
}

std::string Analyzer::spelled(std::string_view title, std::string_view text,
                              std::string_view declared_language, std::uint64_t term) {
  State& state = *state_;
  state.read(title, text, declared_language);
  for (const auto& [tokens, source] :
       {std::pair(&state.text_tokens, state.text), std::pair(&state.title_tokens, state.title)}) {
    for (const Token& token : *tokens) {
      const bool found = token.stem_hash == term ||
                         of_kind(token.loose_hash, TermKind::name) == term ||
                         of_kind(token.loose_hash, TermKind::number) == term;
      if (found) return std::string(token.in(source));
    }
  }
  return {};
}

}  // namespace newsloom::text
