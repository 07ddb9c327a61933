// What the papers say: a sentence a publisher family, near to the event and unlike the others'.
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "draft.hpp"
#include "predicates.hpp"

namespace newsloom::page {
namespace {

constexpr std::uint32_t last_position = 8;
constexpr double position_weight = 0.12;

/// How much of what the voices say stands in the passage, less for what comes late.
double nearness(const PageReading& reading, const Passage& passage) {
  return support_share(reading, passage) /
         (1.0 + static_cast<double>(passage.position) * position_weight);
}

struct Family {
  std::vector<const Passage*> candidates;
  double similarity = 0;
  std::size_t first_row = 0;
};

/// Adds the passages of a source that may stand for its family.
void collect(const PageReading& reading, const PageSource& source, std::uint32_t wanted,
             std::uint32_t unwanted, Family& family) {
  for (std::size_t i = 0; i < source.passage_count; ++i) {
    const Passage& passage = reading.passages[source.first_passage + i];
    if (passage.has(wanted) && (passage.traits & unwanted) == 0 &&
        passage.position < last_position) {
      family.candidates.push_back(&passage);
    }
  }
}

std::vector<Family> families_of(const PageReading& reading, std::size_t most) {
  std::map<std::string_view, std::vector<const PageSource*>> sources;
  for (const PageSource& source : reading.sources) {
    if (!source.family.empty()) sources[source.family].push_back(&source);
  }
  std::vector<Family> families;
  for (const auto& [name, of_family] : sources) {
    Family family;
    family.first_row = of_family.front()->row_index;
    const bool has_own_language =
        std::any_of(of_family.begin(), of_family.end(),
                    [&](const PageSource* source) { return source->language == reading.language; });
    const auto usable = [&](const PageSource* source) {
      return !has_own_language || source->language == reading.language;
    };
    for (const PageSource* source : of_family) {
      family.similarity = std::max(family.similarity, source->row->similarity);
      if (!usable(source)) continue;
      collect(reading, *source, trait::showable,
              trait::question | trait::first_person | trait::all_quoted | trait::definite, family);
    }
    for (const PageSource* source : of_family) {
      if (!family.candidates.empty()) break;
      if (!usable(source)) continue;
      collect(reading, *source, trait::showable, trait::question | trait::first_person, family);
    }
    for (const PageSource* source : of_family) {
      if (!family.candidates.empty()) break;
      if (usable(source)) collect(reading, *source, trait::showable, 0, family);
    }
    for (const PageSource* source : of_family) {
      if (!family.candidates.empty() || !usable(source)) continue;
      if (source->headline) family.candidates.push_back(&*source->headline);
    }
    for (const PageSource* source : of_family) {
      if (family.candidates.empty()) collect(reading, *source, 0, 0, family);
    }
    if (!family.candidates.empty()) families.push_back(std::move(family));
  }
  std::stable_sort(families.begin(), families.end(), [](const Family& a, const Family& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.first_row < b.first_row;
  });
  if (families.size() > most) families.resize(most);
  return families;
}

}  // namespace

void write_papers(Draft& draft, EventPage& page) {
  const PageReading& reading = draft.reading();
  const PapersOptions& options = draft.options().papers;
  std::vector<const Passage*> rows;
  // The best of a family among what the page has not told, else the best of all.
  const auto choose = [&](const Family& family, bool may_repeat) {
    const Passage* best = nullptr;
    double best_score = -1;
    for (const Passage* candidate : family.candidates) {
      if (!may_repeat && draft.repeats(*candidate, options.repetition)) continue;
      if (!draft.fits(candidate->source, candidate->field, candidate->span)) continue;
      double closest = 0;
      for (const Passage* row : rows) {
        closest = std::max(closest, likeness(candidate->terms, row->terms));
      }
      const double score = nearness(reading, *candidate) * (1 - options.difference * closest);
      if (score > best_score) {
        best = candidate;
        best_score = score;
      }
    }
    return best;
  };
  const auto add = [&](const Passage& passage) {
    auto statement = draft.state(passage);
    if (!statement) return;
    rows.push_back(&passage);
    draft.mark_shown(passage);
    page.what_the_papers_say.push_back({reading.source_of(passage).row->outlet,
                                        verb_for(reading, passage), std::move(*statement)});
  };
  const std::vector<Family> families = families_of(reading, options.max_rows);
  for (const Family& family : families) {
    if (const Passage* best = choose(family, false)) add(*best);
  }
  // Who adds nothing is named beside what it says too. Two outlets at least have their say, or
  // there is nothing to compare.
  constexpr std::size_t fewest = 2;
  for (const Family& family : families) {
    if (rows.size() >= fewest) break;
    const bool has_row = std::ranges::any_of(rows, [&](const Passage* row) {
      return reading.source_of(*row).family == reading.source_of(*family.candidates.front()).family;
    });
    if (has_row) continue;
    if (const Passage* best = choose(family, true)) add(*best);
  }
}

}  // namespace newsloom::page
