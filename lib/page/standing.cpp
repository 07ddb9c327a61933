#include "standing.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace newsloom::page {
namespace {

using text::Mention;
using text::Token;

/// Where a word that leans on the sentence before is looked for.
constexpr std::size_t opening_tokens = 4;
constexpr std::size_t additive_tokens = 8;
/// A sentence this short has hardly room for what its "it" means.
constexpr std::size_t short_sentence = 9;

std::vector<Mention>::const_iterator names_from(const attribution::FieldReading& field,
                                                std::uint32_t begin) {
  return std::lower_bound(
      field.names.begin(), field.names.end(), begin,
      [](const Mention& mention, std::uint32_t at) { return mention.begin < at; });
}

/// Where names stand that a pronoun may mean.
struct Antecedents {
  std::uint32_t thing = 0;   ///< begin of the first name; the sentence's end if there is none
  std::uint32_t person = 0;  ///< of the first that is no acronym and no place by its preposition
};

Antecedents antecedents_of(const attribution::FieldReading& field, const Passage& passage,
                           const Vocabulary& words, const Quotations& quotations) {
  Antecedents found{passage.span.end, passage.span.end};
  for (auto it = names_from(field, passage.span.begin);
       it != field.names.end() && it->begin < passage.span.end; ++it) {
    if (quotations.contain(field.tokens[it->first_token])) continue;
    found.thing = std::min(found.thing, it->begin);
    const bool opens = it->first_token == passage.first_token;
    const auto before = std::span<const Token>(field.tokens)
                            .subspan(it->first_token - (opens ? 0U : 1U), opens ? 0U : 1U);
    // "Throughout WWII, she …": a capital at the sentence's start is taken for part of the name.
    const auto own = std::span<const Token>(field.tokens).subspan(it->first_token, it->token_count);
    const bool is_person = it->kind != text::MentionKind::acronym &&
                           words[WordList::place_prepositions].match(before) == 0 &&
                           words[WordList::place_prepositions].match(own) == 0;
    if (!is_person) continue;
    found.person = it->begin;
    break;
  }
  return found;
}

/// The comma that a name follows at once: "In one of her last speeches, Ilse Varga …" tells who she
/// is. 0 if there is none.
std::uint32_t comma_before_name(const attribution::FieldReading& field, const Passage& passage) {
  const std::size_t comma = field.source.substr(0, passage.span.end).find(',', passage.span.begin);
  if (comma == std::string_view::npos) return 0;
  constexpr std::size_t at_once = 24;  // bytes: "Foreign Minister", "Mr."
  const auto name = names_from(field, static_cast<std::uint32_t>(comma));
  if (name == field.names.end() || name->begin > comma + at_once) return 0;
  return name->begin < passage.span.end ? static_cast<std::uint32_t>(comma) : 0;
}

/// "these plans", but not "this past week", nor "this".
bool points_back(std::span<const Token> tokens, std::string_view source, const Vocabulary& words) {
  const std::size_t count = words[WordList::demonstratives].match(tokens);
  if (count == 0) return false;
  constexpr std::size_t look_ahead = 3;
  for (std::size_t i = count; i < std::min(tokens.size(), count + look_ahead); ++i) {
    if (words[WordList::times].match(tokens.subspan(i)) > 0) return false;
    const std::string_view gap =
        source.substr(tokens[i - 1].end, tokens[i].begin - tokens[i - 1].end);
    if (gap.find_first_of(",;:") != std::string_view::npos) break;
  }
  return true;
}

}  // namespace

bool can_stand_alone(const attribution::FieldReading& field, const Passage& passage,
                     const Vocabulary& words, const Quotations& quotations) {
  const std::span<const Token> tokens =
      std::span(field.tokens).subspan(passage.first_token, passage.token_count);
  if (words[WordList::openers].match(tokens) > 0) return false;
  const std::size_t opener = words[WordList::openers_comma].match(tokens);
  if (opener > 0 && opener < tokens.size() &&
      field.source.substr(tokens[opener - 1].end, 1) == ",") {
    return false;
  }
  const Antecedents names = antecedents_of(field, passage, words, quotations);
  const bool may_lead_in = !tokens.empty() && words[WordList::pronouns].match(tokens) == 0 &&
                           tokens.front().has(text::token_flag::stop_word);
  const std::uint32_t lead_in = may_lead_in ? comma_before_name(field, passage) : 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (quotations.contain(tokens[i])) continue;
    const auto rest = tokens.subspan(i);
    if (i < additive_tokens && words[WordList::additive].match(rest) > 0) return false;
    if (points_back(rest, field.source, words)) return false;
    if (tokens[i].begin >= lead_in && tokens[i].begin < names.person &&
        words[WordList::pronouns].match(rest) > 0) {
      return false;
    }
    const bool is_looked_at = i < opening_tokens || tokens.size() <= short_sentence;
    if (tokens[i].begin < names.thing && is_looked_at && words[WordList::vague].match(rest) > 0) {
      return false;
    }
  }
  return true;
}

bool opens_definite(const attribution::FieldReading& field, const Passage& passage,
                    const Vocabulary& words) {
  const std::span<const Token> tokens =
      std::span(field.tokens).subspan(passage.first_token, passage.token_count);
  const std::size_t article = words[WordList::definite_articles].match(tokens);
  if (article == 0 || article >= tokens.size()) return false;
  const auto name = names_from(field, tokens[article].begin);
  if (name == field.names.end() || name->begin >= passage.span.end) return true;
  const std::size_t at = name->first_token - passage.first_token;
  const std::size_t behind = at + name->token_count;
  // "The Massachusetts senator".
  if (at == article) {
    return behind < tokens.size() && !tokens[behind].has(text::token_flag::capitalised) &&
           words[WordList::person_titles].match(tokens.subspan(behind)) > 0;
  }
  constexpr std::size_t beside = 2;
  constexpr std::size_t in_reach = 6;
  if (at <= beside) return false;
  // "The battleground state of Florida".
  return at > in_reach || words[WordList::inside].match(tokens.subspan(at - 1, 1)) == 0;
}

namespace {

/// The words of names, by the voices that have them.
class NamedBy {
 public:
  explicit NamedBy(const PageReading& reading) : voices_(reading.voice_count) {
    for (std::size_t i = 0; i < reading.sources.size(); ++i) {
      const PageSource& source = reading.sources[i];
      const attribution::Reading& read = reading.read.articles[i].reading;
      add(read.title, UINT32_MAX, source.voice, all_);
      add(read.text, UINT32_MAX, source.voice, all_);
      add(read.title, UINT32_MAX, headline, begin_);
      if (source.passage_count == 0) continue;
      add(read.text, reading.passages[source.first_passage].span.end, source.voice, begin_);
    }
    for (Entries* entries : {&all_, &begin_}) {
      std::sort(entries->begin(), entries->end());
      entries->erase(std::unique(entries->begin(), entries->end()), entries->end());
    }
  }
  /// Whether a headline has the word, or another voice's first sentence, or many voices.
  [[nodiscard]] bool many(std::uint64_t word, std::size_t voice) const {
    const auto begin = of(begin_, word);
    const bool begins =
        std::ranges::any_of(begin, [voice](const auto& entry) { return entry.second != voice; });
    constexpr std::size_t share = 3;
    const std::size_t voices = of(all_, word).size();
    return begins || (voices > 1 && voices * share > voices_);
  }

 private:
  using Entries = std::vector<std::pair<std::uint64_t, std::size_t>>;
  static constexpr std::size_t headline = SIZE_MAX;

  static std::span<const Entries::value_type> of(const Entries& entries, std::uint64_t word) {
    const auto first =
        std::lower_bound(entries.begin(), entries.end(), std::pair(word, std::size_t{}));
    const auto last = std::upper_bound(first, entries.end(), std::pair(word, SIZE_MAX));
    return {first, last};
  }
  static void add(const attribution::FieldReading& read, std::uint32_t end, std::size_t voice,
                  Entries& entries) {
    for (const Mention& name : read.names) {
      if (name.begin >= end) break;
      for (const Token& token :
           std::span(read.tokens).subspan(name.first_token, name.token_count)) {
        entries.emplace_back(token.loose_hash, voice);
      }
    }
  }

  std::size_t voices_;
  Entries all_;
  Entries begin_;
};

}  // namespace

void find_unintroduced(PageReading& reading) {
  if (reading.voice_count < 2) return;
  const NamedBy named_by(reading);
  for (std::size_t i = 0; i < reading.sources.size(); ++i) {
    const PageSource& source = reading.sources[i];
    const attribution::FieldReading& read = reading.read.articles[i].reading.text;
    const auto words_of = [&read](const Mention& name) {
      return std::span(read.tokens).subspan(name.first_token, name.token_count);
    };
    std::set<std::uint64_t> introduced;  // anywhere in the article, by a longer name
    for (const Mention& name : read.names) {
      if (name.token_count < 2) continue;
      for (const Token& token : words_of(name)) introduced.insert(token.loose_hash);
    }
    auto name = read.names.begin();
    for (std::size_t k = 0; k < source.passage_count; ++k) {
      Passage& passage = reading.passages[source.first_passage + k];
      std::vector<std::uint64_t> introduced_here;
      for (; name != read.names.end() && name->begin < passage.span.end; ++name) {
        const std::uint64_t last = words_of(*name).back().loose_hash;
        if (name->token_count > 1) {
          for (const Token& token : words_of(*name)) introduced_here.push_back(token.loose_hash);
        } else if (name->begin >= passage.span.begin && introduced.contains(last) && k > 0 &&
                   std::ranges::find(introduced_here, last) == introduced_here.end() &&
                   !named_by.many(last, source.voice)) {
          passage.traits &= ~trait::stands_alone;
        }
      }
    }
  }
}

}  // namespace newsloom::page
