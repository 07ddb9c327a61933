// What's behind the headline: causes, contrasts and forecasts; what several papers agree on, where
// they differ, and what only one of them has.
#include <algorithm>
#include <map>
#include <set>

#include "claims.hpp"
#include "draft.hpp"
#include "predicates.hpp"

namespace newsloom::page {
namespace {

double support_of(const PageReading& reading, const Passage& passage) {
  double sum = 0;
  for (const std::uint64_t term : passage.terms) {
    const auto found = reading.support.find(term);
    if (found != reading.support.end()) sum += static_cast<double>(found->second);
  }
  constexpr double few_terms = 6;
  return sum / ((few_terms + static_cast<double>(passage.terms.size())) *
                static_cast<double>(reading.voice_count));
}

bool may_be_shown(const PageReading& reading, const Passage& passage) {
  constexpr std::uint32_t unwanted = trait::first_person | trait::question | trait::all_quoted;
  return passage.has(trait::showable) && (passage.traits & unwanted) == 0 &&
         reading.in_language(passage);
}

struct Ranked {
  const Passage* passage = nullptr;
  double score = 0;
};

void sort_by_score(std::vector<Ranked>& ranked) {
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const Ranked& a, const Ranked& b) { return a.score > b.score; });
}

/// Cause first: it is what a reader asks for.
double cue_weight(const Passage& passage) {
  double weight = 0;
  if (passage.has(trait::cause)) weight += 1.0;
  if (passage.has(trait::contrast)) weight += 0.8;
  if (passage.has(trait::forecast)) weight += 0.7;
  constexpr double speaks_of_before = 0.7;
  if (passage.has(trait::definite)) weight *= speaks_of_before;
  return weight;
}

void write_points(Draft& draft, BehindTheHeadline& behind) {
  const PageReading& reading = draft.reading();
  const BehindOptions& options = draft.options().behind;
  std::vector<Ranked> ranked;
  for (const Passage& passage : reading.passages) {
    if (!may_be_shown(reading, passage) || cue_weight(passage) <= 0) continue;
    ranked.push_back({&passage, cue_weight(passage) * support_of(reading, passage)});
  }
  sort_by_score(ranked);
  std::map<std::size_t, std::size_t> of_source;
  constexpr std::size_t most_of_one = 2;
  for (const Ranked& candidate : ranked) {
    if (behind.points.size() == options.max_points) break;
    if (draft.repeats(*candidate.passage, options.repetition)) continue;
    if (of_source[candidate.passage->source] == most_of_one) continue;
    auto statement = draft.state(*candidate.passage);
    if (!statement) continue;
    ++of_source[candidate.passage->source];
    behind.points.push_back(std::move(*statement));
    draft.mark_shown(*candidate.passage);
  }
}

}  // namespace

void write_behind(Draft& draft, EventPage& page) {
  BehindTheHeadline& behind = page.behind_the_headline;
  write_conflicts(draft, behind);
  write_agreements(draft, behind);
  write_points(draft, behind);
  write_only_from(draft, behind);
}

}  // namespace newsloom::page
