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

void find_unintroduced(PageReading& reading) {
  if (reading.voice_count < 2) return;
  std::vector<std::pair<std::uint64_t, std::size_t>> named;  // a name's word, by which voice
  for (std::size_t i = 0; i < reading.sources.size(); ++i) {
    for (const Field field : {Field::title, Field::text}) {
      const attribution::FieldReading& read = reading.read.articles[i].reading[field];
      for (const Mention& name : read.names) {
        for (const Token& token :
             std::span(read.tokens).subspan(name.first_token, name.token_count)) {
          named.emplace_back(token.loose_hash, reading.sources[i].voice);
        }
      }
    }
  }
  std::sort(named.begin(), named.end());
  const auto has_one_voice = [&named](std::uint64_t word) {
    const auto first = std::lower_bound(named.begin(), named.end(), std::pair(word, std::size_t{}));
    const auto last = std::upper_bound(first, named.end(), std::pair(word, SIZE_MAX));
    return first == last || first->second == std::prev(last)->second;
  };
  for (std::size_t i = 0; i < reading.sources.size(); ++i) {
    const PageSource& source = reading.sources[i];
    const attribution::FieldReading& read = reading.read.articles[i].reading.text;
    std::set<std::uint64_t> introduced;
    auto name = read.names.begin();
    for (std::size_t k = 0; k < source.passage_count; ++k) {
      Passage& passage = reading.passages[source.first_passage + k];
      bool leans = false;
      std::vector<std::uint64_t> introduced_here;
      for (; name != read.names.end() && name->begin < passage.span.end; ++name) {
        const auto tokens = std::span(read.tokens).subspan(name->first_token, name->token_count);
        const Token& last = tokens.back();
        if (name->token_count > 1) {
          for (const Token& token : tokens) introduced_here.push_back(token.loose_hash);
        } else if (name->begin >= passage.span.begin && introduced.contains(last.loose_hash)) {
          const bool is_named_here = std::find(introduced_here.begin(), introduced_here.end(),
                                               last.loose_hash) != introduced_here.end();
          leans |= !is_named_here && has_one_voice(last.loose_hash);
        }
      }
      if (leans) passage.traits &= ~trait::stands_alone;
      introduced.insert(introduced_here.begin(), introduced_here.end());
    }
  }
}

}  // namespace newsloom::page
