#include "predicates.hpp"

#include <algorithm>

namespace newsloom::page {
namespace {

/// Whether the passage has a figure or a name that no article of another family has anywhere.
bool has_what_nobody_has(const PageReading& reading, const Passage& passage) {
  const PageSource& own = reading.source_of(passage);
  const auto is_other = [&](const Passage& other) {
    const PageSource& source = reading.source_of(other);
    return source.family != own.family && source.voice != own.voice;
  };
  const auto known = [&](auto member, auto value) {
    const auto has = [&](const Passage& other) {
      const auto& values = other.*member;
      return is_other(other) && std::binary_search(values.begin(), values.end(), value);
    };
    return std::any_of(reading.passages.begin(), reading.passages.end(), has) ||
           std::any_of(reading.sources.begin(), reading.sources.end(),
                       [&](const PageSource& source) {
                         return source.headline && has(*source.headline);
                       });
  };
  return std::any_of(passage.numbers.begin(), passage.numbers.end(), [&](std::int64_t number) {
    return !known(&Passage::numbers, number);
  });
}

std::size_t family_count(const PageReading& reading) {
  std::vector<std::string_view> families;
  for (const PageSource& source : reading.sources) {
    if (!source.family.empty()) families.emplace_back(source.family);
  }
  std::sort(families.begin(), families.end());
  return static_cast<std::size_t>(std::unique(families.begin(), families.end()) -
                                  families.begin());
}

}  // namespace

bool verb_holds(const PageReading& reading, const Passage& passage, Verb verb) {
  switch (verb) {
    case Verb::reports:
      return true;
    case Verb::leads_with:
      return passage.field == Field::text && passage.position == 0 &&
             passage.has(trait::complete);
    case Verb::quotes:
      return passage.has(trait::quoted);
    case Verb::alone_reports: {
      constexpr std::size_t enough_families = 3;
      return passage.has(trait::complete) && passage.field == Field::text &&
             family_count(reading) >= enough_families && has_what_nobody_has(reading, passage);
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
