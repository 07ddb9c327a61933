// What's happened: the few sentences that tell most of what independent articles tell.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <vector>

#include "draft.hpp"
#include "pair_model.hpp"

namespace newsloom::page {
namespace {

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
    probability_.resize(model.size());
    pairs_.reserve(candidates_.size());
    for (const Passage* candidate : candidates_) {
      const auto tokens = reading.tokens_of(*candidate);
      std::vector<std::uint32_t>& pairs = pairs_.emplace_back();
      pairs.reserve(tokens.size());
      for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        const std::size_t pair = model.find(pair_key(tokens[i], tokens[i + 1]));
        if (pair == model.size()) continue;  // of another language: nobody else says it
        pairs.push_back(static_cast<std::uint32_t>(pair));
        if (probability_[pair] == 0) {
          probability_[pair] = model.probability(pair, options.pair_odds);
        }
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

  /// Whether one chosen says the same, or all together say most of it.
  [[nodiscard]] bool repeats(const Passage& candidate, const Partial& partial) const {
    if (partial.chosen.empty()) return false;
    const auto known = std::count_if(
        candidate.terms.begin(), candidate.terms.end(), [&](const std::uint64_t term) {
          return std::any_of(partial.chosen.begin(), partial.chosen.end(),
                             [&](std::uint32_t other) {
                               const std::vector<std::uint64_t>& told = candidates_[other]->terms;
                               return std::binary_search(told.begin(), told.end(), term);
                             });
        });
    if (static_cast<double>(known) >=
        options_.repetition * static_cast<double>(candidate.terms.size())) {
      return true;
    }
    return std::any_of(partial.chosen.begin(), partial.chosen.end(), [&](std::uint32_t other) {
      return candidates_[other] == &candidate ||
             say_the_same(candidate, *candidates_[other], limit(candidate, *candidates_[other]));
    });
  }
  [[nodiscard]] double limit(const Passage& a, const Passage& b) const {
    return is_gist(reading_, a) && is_gist(reading_, b)
               ? std::min(options_.gist_repetition, options_.repetition)
               : options_.repetition;
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

namespace {

/// Leaves out what says no more than the page's title, as long as something else is left.
void drop_title(const Passage* title, std::vector<const Passage*>& candidates) {
  if (title == nullptr) return;
  constexpr double all_but_a_word = 0.8;
  constexpr double most = 0.67;
  std::vector<const Passage*> others;
  for (const Passage* candidate : candidates) {
    const bool is_headline = candidate->field == Field::title;
    const double no_more = is_headline ? most : all_but_a_word;
    if (share_in(candidate->terms, title->terms) < no_more) others.push_back(candidate);
  }
  if (others.empty()) {
    // The title again, word for word, tells nothing.
    std::ranges::copy_if(candidates, std::back_inserter(others),
                         [title](const Passage* one) { return one->terms != title->terms; });
  }
  candidates = std::move(others);
}

/// A headline that has next to nothing in common with the page's title tells of something else, as
/// far as headlines can tell. The title's own article always stays.
void drop_unrelated(const Passage* title, std::vector<const Passage*>& candidates) {
  if (title == nullptr) return;
  constexpr double related = 0.3;
  const auto is_related = [&](const Passage* candidate) {
    return candidate->field != Field::title || say_the_same(*candidate, *title, related);
  };
  if (std::any_of(candidates.begin(), candidates.end(), is_related)) {
    std::erase_if(candidates, [&](const Passage* candidate) { return !is_related(candidate); });
  }
}

}  // namespace

void write_happened(Draft& draft, EventPage& page) {
  const PageReading& reading = draft.reading();
  const HappenedOptions& options = draft.options().happened;
  std::vector<const Passage*> candidates = summary_candidates(reading, options);
  drop_unrelated(draft.title(), candidates);
  drop_title(draft.title(), candidates);
  Selection selection(reading, options, std::move(candidates));
  for (const Passage* passage : selection.choose()) {
    if (auto statement = draft.state(*passage)) {
      page.whats_happened.push_back(std::move(*statement));
      draft.mark_shown(*passage);
    }
  }
}

}  // namespace newsloom::page
