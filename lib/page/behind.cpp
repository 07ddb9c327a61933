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
  return weight;
}

void write_points(Draft& draft, BehindTheHeadline& behind) {
  const PageReading& reading = draft.reading();
  const BehindOptions& options = draft.options().behind;
  std::vector<Ranked> ranked;
  for (const Passage& passage : reading.passages) {
    if (!is_plain(reading, passage) || cue_weight(passage) <= 0) continue;
    ranked.push_back({&passage, cue_weight(passage) * support_share(reading, passage)});
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
  write_agreements(draft, behind, false);
  write_points(draft, behind);
  write_only_from(draft, behind);
  if (behind.empty()) write_agreements(draft, behind, true);
}

}  // namespace newsloom::page
