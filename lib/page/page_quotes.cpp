// Quotations with their speakers.
#include <algorithm>
#include <map>
#include <vector>

#include "draft.hpp"
#include "letters.hpp"
#include "newsloom/attribution/quotes.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

struct Candidate {
  std::uint32_t source = 0;
  attribution::Quote quote;
  std::string speaker;
  std::vector<std::uint64_t> terms;  // ascending
  double score = 0;
};

std::vector<std::uint64_t> terms_in(const attribution::FieldReading& field, text::Span span,
                                    std::size_t& words) {
  std::vector<std::uint64_t> terms;
  for (const text::Token& token : field.tokens) {
    if (token.begin < span.begin || token.end > span.end) continue;
    ++words;
    if (!token.has(text::token_flag::stop_word)) terms.push_back(token.stem_hash);
  }
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

bool names_somebody(const attribution::Reading& reading, attribution::FieldSpan speaker) {
  const auto& names = reading[speaker.field].names;
  return std::any_of(names.begin(), names.end(), [&](const text::Mention& name) {
    return speaker.span.begin <= name.begin && name.end <= speaker.span.end;
  });
}

/// "Ivo Tarn, the mayor of Kastel" → "Ivo Tarn"; "Vỵ nói" (said) → "Vỵ".
std::string_view name_only(std::string_view speaker) {
  speaker = speaker.substr(0, std::min(speaker.find(','), speaker.find(" (")));
  for (std::size_t last = speaker.rfind(' '); last != std::string_view::npos;
       last = speaker.rfind(' ')) {
    if (count_capitals(speaker.substr(last)) > 0) break;
    speaker = speaker.substr(0, last);
  }
  return speaker;
}

/// Whether the words tell who it is: "the Kastel mayor" and "a Kastel man" do not.
bool is_somebody(std::string_view speaker, std::span<const text::Token> tokens,
                 const Vocabulary& words) {
  constexpr std::size_t longest_acronym = 6;
  if (count_capitals(speaker) == 0) return false;
  if (speaker.size() <= longest_acronym && count_capitals(speaker) > 1 &&
      count_capitals(speaker) == count_letters(speaker)) {
    return false;
  }
  if (words[WordList::determiners].match(tokens) == 0) return true;
  const std::size_t last = speaker.rfind(' ');
  return count_capitals(speaker.substr(last == std::string_view::npos ? 0 : last)) > 0;
}

/// Whether the words need no others before them, and answer rather than ask.
bool can_be_read_alone(const attribution::FieldReading& read, text::Span quoted,
                       const Vocabulary& words) {
  const auto first =
      std::lower_bound(read.tokens.begin(), read.tokens.end(), quoted.begin,
                       [](const text::Token& token, std::uint32_t at) { return token.begin < at; });
  const std::string_view said = quoted.in(read.source);
  if (said.ends_with('?') || said.ends_with("?,")) return false;
  const auto last =
      std::lower_bound(first, read.tokens.end(), quoted.end,
                       [](const text::Token& token, std::uint32_t at) { return token.begin < at; });
  const std::span<const text::Token> tokens(first, last);
  if (words[WordList::openers].match({first, read.tokens.end()}) > 0) return false;
  // "I would not bet on his return": nobody tells whose, unless a name goes before.
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].has(text::token_flag::capitalised) &&
        !tokens[i].has(text::token_flag::stop_word) && i > 0) {
      break;
    }
    if (words[WordList::pronouns].match(tokens.subspan(i)) > 0) return false;
    constexpr std::size_t opening = 3;
    if (i < opening && words[WordList::vague].match(tokens.subspan(i)) > 0) return false;
  }
  return true;
}

/// Whether somebody else is named between the one who is named and the verb: "in the Kastel Post,
/// Tarn said: “…”".
bool names_another_between(const attribution::FieldReading& read, text::Span speaker,
                           text::Span cue) {
  const text::Span between = speaker.end <= cue.begin ? text::Span{speaker.end, cue.begin}
                                                      : text::Span{cue.end, speaker.begin};
  return std::any_of(read.names.begin(), read.names.end(), [&](const text::Mention& name) {
    return between.begin <= name.begin && name.end <= between.end &&
           read.source.substr(speaker.end, 1) != ",";
  });
}

/// "Warren was asked by Maddow: “…”": the one who is named did not say it.
bool was_told(const attribution::FieldReading& read, text::Span cue, const Vocabulary& words) {
  for (std::size_t i = 1; i < read.tokens.size(); ++i) {
    if (read.tokens[i].begin != cue.begin) continue;
    return words[WordList::passives].match(std::span(read.tokens).subspan(i - 1, 1)) > 0;
  }
  return false;
}

/// "the top US" of "the top US law enforcement official", "TP HCM": letters, nobody's name.
bool is_cut_short(std::string_view name) {
  const std::size_t space = name.rfind(' ');
  const std::string_view last = name.substr(space == std::string_view::npos ? 0 : space + 1);
  const auto is_all_capitals = [](std::string_view word) {
    return count_capitals(word) > 1 && count_capitals(word) == count_letters(word);
  };
  const bool begins_small =
      count_capitals(name.substr(0, 1)) == 0 && static_cast<unsigned char>(name.front()) < 0x7F;
  constexpr std::size_t longest_letters = 8;
  return (begins_small && is_all_capitals(last)) ||
         (name.size() <= longest_letters && is_all_capitals(name));
}

/// The full name if it ends as the name at the quotation does, else what stands there; empty for
/// what is somebody else's ("Cohen's lawyer" cut short).
std::string speaker_of(const attribution::Reading& reading, const attribution::Quote& quote,
                       attribution::FieldSpan source) {
  const std::string_view here = name_only(reading.in(source));
  const std::string_view full = name_only(reading.in(quote.speaker));
  const std::size_t last_word = here.rfind(' ');
  const std::string_view surname =
      last_word == std::string_view::npos ? here : here.substr(last_word + 1);
  const std::string_view best = !full.empty() && full.ends_with(surname) ? full : here;
  if (best.ends_with("'s") || best.ends_with("\u2019s") ||
      best.find('\n') != std::string_view::npos || is_cut_short(best) || best.starts_with("a ") ||
      best.starts_with("an ")) {  // "an Uber spokesman"
    return {};
  }
  return std::string(best);
}

/// The name the topics go by, where the article has it too; empty for what is no person as far as
/// the articles tell.
std::string usual_name(const std::vector<Entity>& entities, const std::string& speaker,
                       const Article& article) {
  const std::string key = name_key(speaker);
  for (const Entity& entity : entities) {
    // "Security Ilse Varga" of "Secretary of Homeland Security Ilse Varga".
    const bool ends_speaker =
        entity.key.find(' ') != std::string::npos && key.ends_with(" " + entity.key);
    const bool is_meant =
        entity.key == key || ends_speaker ||
        std::find(entity.aliases.begin(), entity.aliases.end(), key) != entity.aliases.end();
    if (!is_meant) continue;
    const bool is_full_name = entity.key.find(' ') != std::string::npos;
    const bool may_speak =
        entity.kind == TopicKind::person || (entity.kind == TopicKind::other && is_full_name);
    if (!may_speak) return {};
    return article.text.find(entity.name) != std::string::npos ? entity.name : speaker;
  }
  // "American" of "American officials said".
  return key.find(' ') == std::string::npos ? std::string() : speaker;
}

/// "How the Sea Is Ruining Kastel": a book's or a song's title, which nobody said.
bool is_title_of_work(const attribution::FieldReading& field, text::Span span) {
  std::size_t words = 0;
  std::size_t capitals = 0;
  for (const text::Token& token : field.tokens) {
    if (token.begin < span.begin || token.end > span.end) continue;
    if (token.has(text::token_flag::stop_word)) continue;
    ++words;
    if (token.has(text::token_flag::capitalised)) ++capitals;
  }
  constexpr std::size_t few = 3;
  constexpr std::size_t most = 3;  // of four
  return words >= few && capitals * 4 >= words * most;
}

std::vector<Candidate> candidates_of(const PageReading& reading, const PageQuoteOptions& options) {
  std::vector<Candidate> found;
  constexpr std::size_t longest_speaker = 80;
  for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
    if (reading.sources[i].language != reading.language) continue;
    const attribution::Reading& read = reading.read.articles[i].reading;
    std::size_t number = 0;
    for (attribution::Quote& quote : attribution::find_quotes(read)) {
      const auto place = static_cast<double>(number++);
      if (quote.form != attribution::QuoteForm::direct || quote.field != Field::text) continue;
      if (quote.parts.size() != 1 || quote.cue.size() == 0) continue;
      // Who is named beside the words said them; whom a pronoun means is a guess.
      const attribution::FieldSpan source{quote.field, quote.source};
      if (source.empty() || !names_somebody(read, source)) continue;
      const Vocabulary& lists = vocabulary(reading.sources[i].language);
      const auto first = std::lower_bound(
          read.text.tokens.begin(), read.text.tokens.end(), source.span.begin,
          [](const text::Token& token, std::uint32_t at) { return token.begin < at; });
      const std::span<const text::Token> named(first, read.text.tokens.end());
      if (first != read.text.tokens.begin() &&
          lists[WordList::inside].match({first - 1, first}) > 0) {
        continue;
      }
      if (!is_somebody(name_only(read.in(source)), named, lists)) continue;
      if (!can_be_read_alone(read.text, quote.parts.front().inner, lists)) continue;
      if (was_told(read.text, quote.cue, lists)) continue;
      if (is_title_of_work(read.text, quote.parts.front().inner)) continue;
      if (names_another_between(read.text, source.span, quote.cue)) continue;
      const std::string speaker = speaker_of(read, quote, source);
      if (speaker.empty() || speaker.size() > longest_speaker) continue;
      Candidate candidate;
      std::size_t words = 0;
      candidate.terms = terms_in(read.text, quote.parts.front().outer, words);
      if (words < options.min_words || words > options.max_words) continue;
      double support = 0;
      for (const std::uint64_t term : candidate.terms) {
        support += static_cast<double>(reading.support.of(term));
      }
      constexpr double few_terms = 6;
      constexpr double later = 0.15;
      candidate.score =
          support / (few_terms + static_cast<double>(candidate.terms.size())) / (1 + later * place);
      candidate.source = i;
      candidate.speaker = speaker;
      candidate.quote = std::move(quote);
      found.push_back(std::move(candidate));
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  return found;
}

}  // namespace

void write_quotes(Draft& draft, const std::vector<Entity>& entities, EventPage& page) {
  const PageQuoteOptions& options = draft.options().quotes;
  std::vector<Candidate> candidates = candidates_of(draft.reading(), options);
  for (Candidate& candidate : candidates) {
    const Article& article = draft.reading().sources[candidate.source].article;
    candidate.speaker = usual_name(entities, candidate.speaker, article);
  }
  std::map<std::string, std::size_t> of_speaker;
  std::vector<const Candidate*> told;
  constexpr std::size_t most_of_one = 2;
  constexpr double same = 0.6;
  for (const Candidate& candidate : candidates) {
    if (page.quotes.size() == options.max_quotes) return;
    if (draft.is_within_shown(candidate.source, candidate.quote.parts.front().outer)) continue;
    const bool repeats = std::any_of(told.begin(), told.end(), [&](const Candidate* other) {
      return share_in(candidate.terms, other->terms) >= same ||
             share_in(other->terms, candidate.terms) >= same;
    });
    if (draft.repeats(candidate.terms, same)) continue;
    if (candidate.speaker.empty() || repeats || of_speaker[candidate.speaker] == most_of_one) {
      continue;
    }
    auto statement =
        draft.state(candidate.source, Field::text, candidate.quote.parts.front().outer);
    if (!statement) continue;
    ++of_speaker[candidate.speaker];
    told.push_back(&candidate);
    page.quotes.push_back({candidate.speaker, std::move(*statement)});
    draft.mark_told(candidate.terms);
  }
}

}  // namespace newsloom::page
