#include "predicates.hpp"

#include <algorithm>
#include <cmath>

namespace newsloom::page {
namespace {

bool say_the_same_words(const Passage& a, const Passage& b) { return a.terms == b.terms; }

/// Whether the passage has a figure that no article of another family has anywhere.
bool has_what_nobody_has(const PageReading& reading, const Passage& passage) {
  const PageSource& own = reading.source_of(passage);
  const auto is_other = [&](const Passage& other) {
    const PageSource& source = reading.source_of(other);
    return source.family != own.family && source.voice != own.voice;
  };
  const auto is_known = [&](std::int64_t number) {
    bool known = false;
    reading.index.for_number(number, [&](const Passage& other) { known |= is_other(other); });
    return known;
  };
  return std::any_of(passage.numbers.begin(), passage.numbers.end(),
                     [&](std::int64_t number) { return !is_known(number); });
}

/// Whether an article of another family tells most of it, in whatever words.
bool is_told_by_others(const PageReading& reading, const Passage& passage) {
  constexpr double most = 0.45;
  const auto least =
      static_cast<std::size_t>(std::ceil(most * static_cast<double>(passage.terms.size())));
  const PageSource& own = reading.source_of(passage);
  const auto matches = reading.index.with_terms(passage.terms, std::max<std::size_t>(least, 1));
  return std::any_of(matches.begin(), matches.end(), [&](const PassageIndex::Match& match) {
    const PageSource& source = reading.source_of(*match.passage);
    return source.family != own.family && source.voice != own.voice;
  });
}

/// Whether it holds words of somebody, not just a title or a nickname between marks.
bool quotes_somebody(const PageReading& reading, const Passage& passage) {
  constexpr std::size_t shortest = 18;  // bytes: "three or four words"
  const auto& quoted = reading.read.articles[passage.source].reading[passage.field].quoted;
  return std::any_of(quoted.begin(), quoted.end(), [&](const text::Quoted& mark) {
    return passage.span.contains(mark.outer) && mark.inner.size() >= shortest;
  });
}

/// Whether no sentence stands before it, but for lines too short to be one.
bool is_first_sentence(const PageReading& reading, const Passage& passage) {
  constexpr std::size_t shortest = 5;
  const PageSource& source = reading.source_of(passage);
  for (std::size_t i = 0; i < source.passage_count; ++i) {
    const Passage& other = reading.passages[source.first_passage + i];
    if (&other == &passage) return true;
    const bool is_title = source.headline && say_the_same_words(other, *source.headline);
    if (other.words >= shortest && !is_title) return false;
  }
  return false;
}

/// Whether an outlet of another family printed the same text.
bool is_reprinted(const PageReading& reading, const PageSource& source) {
  const auto& rows = reading.event->coverage;
  return std::any_of(rows.begin(), rows.end(), [&](const CoverageRow& row) {
    return row.copy_of == source.row->article && row.outlet != source.row->outlet;
  });
}

std::size_t family_count(const PageReading& reading) {
  std::vector<std::string_view> families;
  for (const PageSource& source : reading.sources) {
    if (!source.family.empty()) families.emplace_back(source.family);
  }
  std::sort(families.begin(), families.end());
  return static_cast<std::size_t>(std::unique(families.begin(), families.end()) - families.begin());
}

}  // namespace

bool is_reprinted_elsewhere(const PageReading& reading, const Passage& passage) {
  return is_reprinted(reading, reading.source_of(passage));
}

bool verb_holds(const PageReading& reading, const Passage& passage, Verb verb) {
  switch (verb) {
    case Verb::reports:
      return true;
    case Verb::leads_with:
      return passage.field == Field::text && is_first_sentence(reading, passage);
    case Verb::quotes:
      return passage.has(trait::quoted) && quotes_somebody(reading, passage);
    case Verb::alone_reports: {
      constexpr std::size_t enough_families = 3;
      return passage.has(trait::complete) && passage.field == Field::text &&
             family_count(reading) >= enough_families &&
             !is_reprinted(reading, reading.source_of(passage)) &&
             has_what_nobody_has(reading, passage) && !is_told_by_others(reading, passage);
    }
  }
  return false;
}

Verb verb_for(const PageReading& reading, const Passage& passage) {
  for (const Verb verb : {Verb::alone_reports, Verb::quotes, Verb::leads_with}) {
    if (verb_holds(reading, passage, verb)) return verb;
  }
  return Verb::reports;
}

const Passage* find_passage(const PageReading& reading, const ArticleId& article, Field field,
                            text::Span span) {
  for (const PageSource& source : reading.sources) {
    if (source.row->article != article) continue;
    if (field == Field::title) {
      return source.headline && source.headline->span == span ? &*source.headline : nullptr;
    }
    for (std::size_t i = 0; i < source.passage_count; ++i) {
      const Passage& passage = reading.passages[source.first_passage + i];
      if (passage.span == span) return &passage;
    }
  }
  return nullptr;
}

}  // namespace newsloom::page
