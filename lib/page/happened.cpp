// What's happened: the few sentences that tell most of what independent articles tell.
#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <unordered_map>
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
    std::size_t tokens = 0;
    for (const Passage& passage : reading.passages) tokens += passage.token_count;
    pairs_.reserve(tokens);
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
  if (collect(trait::showable, voice_of_author | trait::all_quoted | trait::definite, true)) {
    return found;
  }
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

/// A set of sentences on its way to a summary.
struct Partial {
  std::vector<std::uint32_t> chosen;  ///< indices of candidates, in the order they were taken
  std::size_t words = 0;
  double told = 0;   ///< expected number of pairs another article says too
  double score = 0;  ///< expected F of those pairs
};

/// Looks for the sentences that together tell most, each pair of words counted once: a beam over
/// sets of sentences, because the best one often leaves no room for a second.
class Selection {
 public:
  Selection(const PageReading& reading, const HappenedOptions& options,
            std::vector<const Passage*> candidates)
      : reading_(reading), options_(options), candidates_(std::move(candidates)) {
    const PairModel model(reading);
    has_opening_ = std::any_of(candidates_.begin(), candidates_.end(),
                               [](const Passage* one) { return !one->has(trait::definite); });
    std::unordered_map<std::uint64_t, std::uint32_t> index;
    for (const Passage* candidate : candidates_) {
      const auto tokens = reading.tokens_of(*candidate);
      std::vector<std::uint32_t>& pairs = pairs_.emplace_back();
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::uint64_t key = pair_key(tokens[i], tokens[i + 1]);
        const auto [found, is_new] =
            index.try_emplace(key, static_cast<std::uint32_t>(probability_.size()));
        if (is_new) probability_.push_back(model.probability(key));
        pairs.push_back(found->second);
      }
      std::sort(pairs.begin(), pairs.end());
      pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    }
  }

  std::vector<const Passage*> choose() {
    std::vector<Partial> beam{Partial{}};
    Partial best;
    while (!beam.empty() && beam.front().chosen.size() < options_.max_sentences) {
      std::vector<Partial> next;
      for (const Partial& partial : beam) extend(partial, next);
      std::stable_sort(next.begin(), next.end(),
                       [](const Partial& a, const Partial& b) { return a.score > b.score; });
      drop_permutations(next);
      if (next.size() > options_.beam) next.resize(options_.beam);
      if (!next.empty() && next.front().score > best.score) best = next.front();
      beam = std::move(next);
    }
    std::vector<const Passage*> sentences;
    sentences.reserve(best.chosen.size());
    for (const std::uint32_t index : best.chosen) sentences.push_back(candidates_[index]);
    // What an article says first introduces what others say later.
    std::stable_sort(sentences.begin(), sentences.end(),
                     [](const Passage* a, const Passage* b) { return a->position < b->position; });
    return sentences;
  }

 private:
  void extend(const Partial& partial, std::vector<Partial>& out) const {
    std::vector<bool> told(probability_.size());
    for (const std::uint32_t index : partial.chosen) {
      for (const std::uint32_t pair : pairs_[index]) told[pair] = true;
    }
    for (std::uint32_t i = 0; i < candidates_.size(); ++i) {
      const Passage& candidate = *candidates_[i];
      // A summary does not open with what was spoken of before.
      if (partial.chosen.empty() && has_opening_ && candidate.has(trait::definite)) continue;
      const bool fits =
          partial.chosen.empty() || partial.words + candidate.words <= options_.max_words;
      if (!fits || repeats(candidate, partial)) continue;
      double gain = 0;
      for (const std::uint32_t pair : pairs_[i]) {
        if (!told[pair]) gain += probability_[pair];
      }
      gain *= position_factor(candidate.position, options_.position_weight);
      constexpr double speaks_of_before = 0.6;
      if (candidate.has(trait::definite)) gain *= speaks_of_before;
      if (!partial.chosen.empty() && is_new_voice(candidate, partial)) gain *= options_.new_voice;
      Partial extended = partial;
      extended.chosen.push_back(i);
      extended.words += candidate.words;
      extended.told += gain;
      extended.score =
          extended.told / (options_.length_offset + static_cast<double>(extended.words));
      out.push_back(std::move(extended));
    }
  }

  /// Of the same sentences in another order the first stays. Expects `partials` best first.
  static void drop_permutations(std::vector<Partial>& partials) {
    std::set<std::vector<std::uint32_t>> seen;
    std::erase_if(partials, [&seen](const Partial& partial) {
      std::vector<std::uint32_t> sorted = partial.chosen;
      std::sort(sorted.begin(), sorted.end());
      return !seen.insert(std::move(sorted)).second;
    });
  }

  [[nodiscard]] bool repeats(const Passage& candidate, const Partial& partial) const {
    return std::any_of(partial.chosen.begin(), partial.chosen.end(), [&](std::uint32_t other) {
      return candidates_[other] == &candidate ||
             say_the_same(candidate, *candidates_[other], options_.repetition);
    });
  }
  [[nodiscard]] bool is_new_voice(const Passage& candidate, const Partial& partial) const {
    const std::size_t voice = reading_.source_of(candidate).voice;
    return std::none_of(partial.chosen.begin(), partial.chosen.end(), [&](std::uint32_t other) {
      return reading_.source_of(*candidates_[other]).voice == voice;
    });
  }

  const PageReading& reading_;
  const HappenedOptions& options_;
  std::vector<const Passage*> candidates_;
  std::vector<std::vector<std::uint32_t>> pairs_;  // by candidate, ascending, distinct
  std::vector<double> probability_;                // by pair
  bool has_opening_ = false;
};

}  // namespace

void write_happened(Draft& draft, EventPage& page) {
  const PageReading& reading = draft.reading();
  const HappenedOptions& options = draft.options().happened;
  Selection selection(reading, options, candidates_of(reading, options));
  for (const Passage* passage : selection.choose()) {
    if (auto statement = draft.state(*passage)) {
      page.whats_happened.push_back(std::move(*statement));
      draft.mark_shown(*passage);
    }
  }
}

}  // namespace newsloom::page
