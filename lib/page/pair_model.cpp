#include "pair_model.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace newsloom::page {
namespace {

std::uint64_t content_of(const text::Token& token) {
  return token.has(text::token_flag::stop_word) ? 0 : token.stem_hash;
}

constexpr std::uint32_t bit(PairSign sign) { return 1U << static_cast<std::uint32_t>(sign); }

}  // namespace

std::uint64_t pair_key(const text::Token& a, const text::Token& b) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio
  return (a.hash ^ (b.hash * odd)) * odd;
}

PairModel::PairModel(const PageReading& reading) : reading_(reading) {
  std::size_t tokens = 0;
  for (const Passage& passage : reading.passages) tokens += passage.token_count;
  pairs_.reserve(tokens);
  number_of_.reserve(tokens);
  words_.reserve(tokens / 2);
  for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
    const PageSource& source = reading.sources[i];
    if (source.language != reading.language) continue;
    if (source.headline) count(*source.headline, i);
    for (std::size_t k = 0; k < source.passage_count; ++k) {
      count(reading.passages[source.first_passage + k], i);
    }
  }
}

void PairModel::count(const Passage& passage, std::uint32_t source) {
  const auto tokens = reading_.tokens_of(passage);
  const bool is_title = passage.field == Field::title;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (const std::uint64_t term = content_of(tokens[i]); term != 0) {
      Word& word = words_[term];
      if (is_title) word.in_title = true;
      if (!is_title) ++word.occurrences;
    }
    if (i + 1 == tokens.size()) continue;
    const auto [number, is_new] = number_of_.try_emplace(pair_key(tokens[i], tokens[i + 1]),
                                                         static_cast<std::uint32_t>(pairs_.size()));
    Pair& pair = is_new ? pairs_.emplace_back() : pairs_[number->second];
    pair.first = content_of(tokens[i]);
    pair.second = content_of(tokens[i + 1]);
    if (pair.last_source != source) ++pair.voices;
    pair.last_source = source;
    if (is_title) ++pair.titles;
    if (!is_title) {
      ++pair.occurrences;
      pair.position = std::min(pair.position, passage.position);
    }
  }
}

std::size_t PairModel::find(std::uint64_t key) const {
  const auto found = number_of_.find(key);
  return found == number_of_.end() ? pairs_.size() : found->second;
}

std::uint32_t PairModel::signs(std::size_t number) const {
  if (number >= pairs_.size()) return 0;
  const Pair& pair = pairs_[number];
  constexpr std::array by_position{PairSign::position_0,      PairSign::position_1,
                                   PairSign::position_2,      PairSign::position_3_to_5,
                                   PairSign::position_3_to_5, PairSign::position_3_to_5};
  std::uint32_t signs = bit(PairSign::any);
  if (pair.voices > 1) signs |= bit(PairSign::several_voices);
  if (pair.titles > 0) signs |= bit(PairSign::in_title);
  if (pair.titles > 1) signs |= bit(PairSign::in_titles);
  if (pair.position < by_position.size()) signs |= bit(by_position.at(pair.position));
  if (pair.occurrences > 1) signs |= bit(PairSign::twice);
  if (pair.occurrences > 2) signs |= bit(PairSign::thrice);
  if (pair.occurrences > 3) signs |= bit(PairSign::often);
  return signs | signs_of_words(pair);
}

std::uint32_t PairModel::signs_of_words(const Pair& pair) const {
  if (pair.first == 0 && pair.second == 0) return bit(PairSign::function_words);
  std::uint32_t signs = 0;
  std::size_t content = 0;
  std::size_t shared = 0;
  double often = 1;
  for (const std::uint64_t term : {pair.first, pair.second}) {
    if (term == 0) continue;
    ++content;
    if (reading_.support.of(term) > 1) ++shared;
    const auto word = words_.find(term);
    if (word == words_.end()) continue;
    if (word->second.in_title) signs |= bit(PairSign::word_in_title);
    often *= std::max<double>(1, word->second.occurrences);
  }
  if (shared > 0) signs |= bit(PairSign::one_shared);
  if (shared == content) signs |= bit(PairSign::all_shared);
  if (content == 2) signs |= bit(PairSign::content_words);
  constexpr std::array<std::pair<double, PairSign>, 4> steps{{{55, PairSign::words_55_times},
                                                              {20, PairSign::words_20_times},
                                                              {8, PairSign::words_8_times},
                                                              {3, PairSign::words_3_times}}};
  for (const auto& [from, sign] : steps) {
    if (often >= from) return signs | bit(sign);
  }
  return signs;
}

double PairModel::probability(std::size_t pair, const PairOdds& odds) const {
  const std::uint32_t seen = signs(pair);
  if (seen == 0) return 0;
  double product = 1;
  for (std::size_t i = 0; i < odds.size(); ++i) {
    if ((seen >> i & 1U) != 0) product *= odds[i];
  }
  return product / (1 + product);
}

std::vector<const Passage*> summary_candidates(const PageReading& reading,
                                               const HappenedOptions& options) {
  std::vector<const Passage*> found;
  const auto collect = [&](std::uint32_t wanted, std::uint32_t unwanted, bool own_language) {
    for (const Passage& passage : reading.passages) {
      if (!passage.has(wanted) || (passage.traits & unwanted) != 0) continue;
      if (passage.position >= options.max_position) continue;
      if (own_language && !reading.in_language(passage)) continue;
      found.push_back(&passage);
    }
    return !found.empty();
  };
  constexpr std::uint32_t voice_of_author = trait::first_person | trait::question;
  if (collect(trait::showable, voice_of_author | trait::all_quoted | trait::definite, true)) {
    return found;
  }
  if (collect(trait::showable, voice_of_author | trait::all_quoted, true)) return found;
  for (const std::uint32_t unwanted : {trait::question, 0U}) {
    for (const PageSource& source : reading.sources) {
      if (source.headline && source.headline->has(trait::showable) &&
          (source.headline->traits & unwanted) == 0 && source.language == reading.language) {
        found.push_back(&*source.headline);
      }
    }
    if (!found.empty()) return found;
  }
  if (collect(trait::complete, 0, false)) return found;
  collect(0, 0, false);
  return found;
}

}  // namespace newsloom::page
