// What's happened: the few sentences that tell most of what independent articles tell.
#include <algorithm>
#include <unordered_map>
#include <vector>

#include "draft.hpp"

namespace newsloom::page {
namespace {

double position_factor(std::uint32_t position, double weight) {
  return 1.0 / (1.0 + static_cast<double>(position) * weight);
}

/// How much each pair of neighbouring words is worth: the sum over voices of how far up it stands.
using Worth = std::unordered_map<std::uint64_t, double>;

Worth worth_of_bigrams(const PageReading& reading, const HappenedOptions& options) {
  Worth worth;
  std::unordered_map<std::uint64_t, double> best;
  for (const PageSource& source : reading.sources) {
    if (source.language != reading.language) continue;
    best.clear();
    if (source.headline) {
      for (const std::uint64_t bigram : source.headline->bigrams) best[bigram] = 1;
    }
    for (std::size_t i = 0; i < source.passage_count; ++i) {
      const Passage& passage = reading.passages[source.first_passage + i];
      const double factor = position_factor(passage.position, options.evidence_position_weight);
      for (const std::uint64_t bigram : passage.bigrams) {
        double& value = best[bigram];
        value = std::max(value, factor);
      }
    }
    for (const auto& [bigram, value] : best) worth[bigram] += value;
  }
  return worth;
}

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
      : reading_(reading), options_(options), worth_(worth_of_bigrams(reading, options)) {}

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
      for (const std::uint64_t bigram : best->bigrams) worth_.erase(bigram);
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
    for (const std::uint64_t bigram : candidate.bigrams) {
      const auto found = worth_.find(bigram);
      if (found != worth_.end()) sum += found->second;
    }
    sum *= position_factor(candidate.position, options_.position_weight);
    // Long sentences say more by being long; short ones are cut off from what they mean.
    constexpr double shortest = 12;
    sum /= shortest + static_cast<double>(candidate.words);
    const std::size_t voice = reading_.source_of(candidate).voice;
    const bool is_new_voice = std::none_of(
        chosen.begin(), chosen.end(),
        [&](const Passage* other) { return reading_.source_of(*other).voice == voice; });
    constexpr double second_voice = 1.25;
    return !chosen.empty() && is_new_voice ? sum * second_voice : sum;
  }

  const PageReading& reading_;
  const HappenedOptions& options_;
  Worth worth_;
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
