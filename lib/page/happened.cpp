// What's happened: the few sentences that tell most of what independent articles tell.
#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "draft.hpp"

namespace newsloom::page {
namespace {

double position_factor(std::uint32_t position, double weight) {
  return 1.0 / (1.0 + static_cast<double>(position) * weight);
}

/// What one pair of neighbouring words looks like in the articles at hand.
struct Pair {
  std::uint64_t first = 0;  ///< stems; 0 for stop words
  std::uint64_t second = 0;
  std::uint32_t voices = 0;
  std::uint32_t last_source = UINT32_MAX;
  std::uint32_t position = UINT32_MAX;  ///< least one in a text
  std::uint32_t occurrences = 0;        ///< in texts
  std::uint32_t titles = 0;
};

struct Word {
  std::uint32_t occurrences = 0;
  bool in_title = false;
};

std::uint64_t pair_key(const text::Token& a, const text::Token& b) {
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio
  return (a.hash ^ (b.hash * odd)) * odd;
}

std::uint64_t content_of(const text::Token& token) {
  return token.has(text::token_flag::stop_word) ? 0 : token.stem_hash;
}

/// How likely another article of the event, one nobody has seen yet, says each pair of words among
/// its first sentences: that is what a summary should tell.
///
/// A logistic model whose odds are kept as factors, so that it needs no logarithm. Learned from
/// the events of allsides (three articles and more, one hidden in turn, 213,000 pairs of words);
/// bench/RESULTS.md says what it is worth on the events of basil, which it has not seen.
class PairModel {
 public:
  explicit PairModel(const PageReading& reading) : reading_(reading) {
    for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
      const PageSource& source = reading.sources[i];
      if (source.language != reading.language) continue;
      if (source.headline) count(*source.headline, i);
      for (std::size_t k = 0; k < source.passage_count; ++k) {
        count(reading.passages[source.first_passage + k], i);
      }
    }
  }

  [[nodiscard]] double probability(std::uint64_t key) const {
    const auto found = pairs_.find(key);
    if (found == pairs_.end()) return 0;
    const double odds = base * odds_of_pair(found->second) * odds_of_words(found->second);
    return odds / (1 + odds);
  }

 private:
  static constexpr double base = 0.0075;

  void count(const Passage& passage, std::uint32_t source) {
    const auto tokens = reading_.tokens_of(passage);
    const bool is_title = passage.field == Field::title;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      if (const std::uint64_t term = content_of(tokens[i]); term != 0) {
        Word& word = words_[term];
        if (is_title) word.in_title = true;
        if (!is_title) ++word.occurrences;
      }
      if (i + 1 == tokens.size()) continue;
      Pair& pair = pairs_[pair_key(tokens[i], tokens[i + 1])];
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

  static double odds_of_pair(const Pair& pair) {
    constexpr std::array<double, 6> by_position{2.9, 2.45, 1.8, 1.6, 1.6, 1.6};
    constexpr double several_voices = 2.0;
    constexpr double in_title = 1.6;
    constexpr double in_titles = 1.7;
    constexpr double once_more = 1.9;
    constexpr std::uint32_t most_often = 4;
    double odds = 1;
    if (pair.voices > 1) odds *= several_voices;
    if (pair.titles > 0) odds *= in_title;
    if (pair.titles > 1) odds *= in_titles;
    if (pair.position < by_position.size()) odds *= by_position.at(pair.position);
    for (std::uint32_t i = 1; i < std::min(pair.occurrences, most_often); ++i) odds *= once_more;
    return odds;
  }

  [[nodiscard]] double odds_of_words(const Pair& pair) const {
    if (pair.first == 0 && pair.second == 0) return 2.9;  // "of the": everybody says it
    constexpr double all_shared = 1.8;
    constexpr double one_shared = 1.2;
    constexpr double one_in_title = 1.2;
    std::size_t content = 0;
    std::size_t shared = 0;
    bool in_title = false;
    double often = 1;
    for (const std::uint64_t term : {pair.first, pair.second}) {
      if (term == 0) continue;
      ++content;
      const auto support = reading_.support.find(term);
      if (support != reading_.support.end() && support->second > 1) ++shared;
      const auto word = words_.find(term);
      if (word == words_.end()) continue;
      in_title |= word->second.in_title;
      often *= std::max<double>(1, word->second.occurrences);
    }
    double odds = 1;
    if (shared > 0) odds *= one_shared;
    if (shared == content) odds *= all_shared;
    if (in_title) odds *= one_in_title;
    struct Step {
      double from;
      double odds;
    };
    constexpr std::array<Step, 4> steps{{{55, 2.3}, {20, 1.9}, {8, 1.55}, {3, 1.26}}};
    for (const Step& step : steps) {
      if (often >= step.from) return odds * step.odds;
    }
    return odds;
  }

  const PageReading& reading_;
  std::unordered_map<std::uint64_t, Pair> pairs_;
  std::unordered_map<std::uint64_t, Word> words_;
};

/// Passages that may be chosen; if there is none, ever less is asked of them.
std::vector<const Passage*> candidates_of(const PageReading& reading,
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
  if (collect(trait::showable, voice_of_author | trait::all_quoted, true)) return found;
  for (const PageSource& source : reading.sources) {
    if (source.headline && source.headline->has(trait::showable) &&
        source.language == reading.language) {
      found.push_back(&*source.headline);
    }
  }
  if (!found.empty()) return found;
  if (collect(trait::complete, 0, false)) return found;
  collect(0, 0, false);
  return found;
}

/// Greedy cover of what is worth most, each pair counted once (a monotone submodular function, so
/// at least 1 - 1/e of the best; Lin and Bilmes 2011).
class Selection {
 public:
  Selection(const PageReading& reading, const HappenedOptions& options)
      : reading_(reading), options_(options), model_(reading) {}

  std::vector<const Passage*> choose(std::vector<const Passage*> candidates) {
    std::vector<const Passage*> chosen;
    std::size_t words = 0;
    while (chosen.size() < options_.max_sentences) {
      const Passage* best = nullptr;
      double best_score = 0;
      for (const Passage* candidate : candidates) {
        if (!chosen.empty() && words + candidate->words > options_.max_words) continue;
        if (repeats(*candidate, chosen)) continue;
        const double score = score_of(*candidate, chosen);
        if (score > best_score) {
          best = candidate;
          best_score = score;
        }
      }
      if (best == nullptr) break;
      chosen.push_back(best);
      words += best->words;
      for_pairs(*best, [this](std::uint64_t key) { told_.insert(key); });
    }
    return chosen;
  }

 private:
  [[nodiscard]] bool repeats(const Passage& candidate,
                             const std::vector<const Passage*>& chosen) const {
    return std::any_of(chosen.begin(), chosen.end(), [&](const Passage* other) {
      return say_the_same(candidate, *other, options_.repetition);
    });
  }
  [[nodiscard]] double score_of(const Passage& candidate,
                                const std::vector<const Passage*>& chosen) const {
    double sum = 0;
    for_pairs(candidate, [&](std::uint64_t key) {
      if (!told_.contains(key)) sum += model_.probability(key);
    });
    sum *= position_factor(candidate.position, options_.position_weight);
    // Long sentences say more by being long; short ones are cut off from what they mean.
    sum /= options_.length_offset + static_cast<double>(candidate.words);
    const std::size_t voice = reading_.source_of(candidate).voice;
    const bool is_new_voice = std::none_of(
        chosen.begin(), chosen.end(),
        [&](const Passage* other) { return reading_.source_of(*other).voice == voice; });
    return !chosen.empty() && is_new_voice ? sum * options_.new_voice : sum;
  }
  template <class Use>
  void for_pairs(const Passage& passage, Use&& use) const {
    const auto tokens = reading_.tokens_of(passage);
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) use(pair_key(tokens[i], tokens[i + 1]));
  }

  const PageReading& reading_;
  const HappenedOptions& options_;
  PairModel model_;
  std::unordered_set<std::uint64_t> told_;
};

}  // namespace

void write_happened(Draft& draft, EventPage& page) {
  const PageReading& reading = draft.reading();
  Selection selection(reading, draft.options().happened);
  for (const Passage* passage :
       selection.choose(candidates_of(reading, draft.options().happened))) {
    if (auto statement = draft.state(*passage)) {
      page.whats_happened.push_back(std::move(*statement));
      draft.mark_shown(*passage);
    }
  }
}

}  // namespace newsloom::page
