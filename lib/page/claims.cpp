#include "claims.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "predicates.hpp"

namespace newsloom::page {
namespace {

/// Share of a sentence's words another one must have to say the same.
constexpr double same_fact = 0.5;
constexpr double same_figures = 0.34;
constexpr std::size_t min_terms = 4;

bool contains_all(const std::vector<std::int64_t>& part, const std::vector<std::int64_t>& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

bool states_the_same(const Passage& fact, const Passage& other) {
  const double share = share_in(fact.terms, other.terms);
  if (fact.numbers.empty()) return share >= same_fact && other.numbers.empty();
  return contains_all(fact.numbers, other.numbers) && share >= same_figures;
}

template <class Use>
void for_all_passages(const PageReading& reading, Use&& use) {
  for (const Passage& passage : reading.passages) use(passage);
  for (const PageSource& source : reading.sources) {
    if (source.headline) use(*source.headline);
  }
}

bool may_be_shown(const PageReading& reading, const Passage& passage) {
  constexpr std::uint32_t unwanted = trait::first_person | trait::question | trait::all_quoted;
  return passage.has(trait::showable) && (passage.traits & unwanted) == 0 &&
         reading.in_language(passage) && !reading.source_of(passage).family.empty();
}

}  // namespace

std::vector<std::string> outlets_that_agree(const PageReading& reading, const Passage& passage) {
  std::map<std::string_view, std::string> by_family;
  const PageSource& own = reading.source_of(passage);
  by_family.emplace(own.family, own.row->outlet);
  for_all_passages(reading, [&](const Passage& other) {
    const PageSource& source = reading.source_of(other);
    if (source.family.empty() || by_family.contains(source.family)) return;
    if (source.voice != own.voice && states_the_same(passage, other)) {
      by_family.emplace(source.family, source.row->outlet);
    }
  });
  std::vector<std::string> outlets;
  for (const auto& [family, outlet] : by_family) outlets.push_back(outlet);
  std::sort(outlets.begin(), outlets.end());
  return outlets;
}

bool is_only_from(const PageReading& reading, const Passage& passage) {
  const PageSource& own = reading.source_of(passage);
  // A single voice has everything alone, which says nothing.
  std::set<std::string_view> families;
  for (const PageSource& source : reading.sources) {
    if (!source.family.empty()) families.insert(source.family);
  }
  if (families.size() < 2 || passage.terms.size() < min_terms) return false;
  if (is_reprinted_elsewhere(reading, passage)) return false;
  std::set<std::int64_t> numbers(passage.numbers.begin(), passage.numbers.end());
  std::set<std::uint64_t> names(passage.names.begin(), passage.names.end());
  bool is_told = false;
  constexpr double similar = 0.4;
  for_all_passages(reading, [&](const Passage& other) {
    const PageSource& source = reading.source_of(other);
    if (source.voice == own.voice || source.family == own.family) return;
    is_told |= share_in(passage.terms, other.terms) >= similar;
    for (const std::int64_t number : other.numbers) numbers.erase(number);
    for (const std::uint64_t name : other.names) names.erase(name);
  });
  return !is_told && (!numbers.empty() || !names.empty());
}

void write_agreements(Draft& draft, BehindTheHeadline& behind) {
  const PageReading& reading = draft.reading();
  const BehindOptions& options = draft.options().behind;
  struct Fact {
    const Passage* passage = nullptr;
    std::vector<std::string> outlets;
  };
  std::vector<Fact> facts;
  constexpr std::uint32_t last_position = 8;
  for (const Passage& passage : reading.passages) {
    if (!may_be_shown(reading, passage) || passage.position > last_position ||
        passage.terms.size() < min_terms || passage.has(trait::quoted)) {
      continue;
    }
    Fact fact{&passage, outlets_that_agree(reading, passage)};
    if (fact.outlets.size() >= std::max<std::size_t>(options.min_families, 2)) {
      facts.push_back(std::move(fact));
    }
  }
  std::stable_sort(facts.begin(), facts.end(), [](const Fact& a, const Fact& b) {
    if (a.outlets.size() != b.outlets.size()) return a.outlets.size() > b.outlets.size();
    if (a.passage->numbers.empty() != b.passage->numbers.empty()) {
      return b.passage->numbers.empty();
    }
    return a.passage->words < b.passage->words;  // the shorter says it more plainly
  });
  std::vector<const Passage*> told;
  for (const Fact& fact : facts) {
    if (behind.agreements.size() == options.max_agreements) break;
    const bool repeats = std::any_of(told.begin(), told.end(), [&](const Passage* other) {
      constexpr double same = 0.34;
      return say_the_same(*other, *fact.passage, same);
    });
    if (repeats) continue;
    auto statement = draft.state(*fact.passage);
    if (!statement) continue;
    behind.agreements.push_back({std::move(*statement), fact.outlets});
    told.push_back(fact.passage);
    draft.mark_shown(*fact.passage);
  }
}

void write_conflicts(Draft& /*draft*/, BehindTheHeadline& /*behind*/) {}

bool are_in_conflict(const PageReading& /*reading*/, const std::vector<Support>& /*places*/) {
  return false;
}

void write_only_from(Draft& draft, BehindTheHeadline& behind) {
  const PageReading& reading = draft.reading();
  const BehindOptions& options = draft.options().behind;
  std::set<std::string_view> families;
  constexpr std::uint32_t last_position = 12;
  for (std::uint32_t position = 0; position <= last_position; ++position) {
    for (const Passage& passage : reading.passages) {
      if (behind.only_from.size() == options.max_only_from) return;
      const PageSource& source = reading.source_of(passage);
      if (passage.position != position || !may_be_shown(reading, passage)) continue;
      if (families.contains(source.family) || draft.repeats(passage, options.repetition)) continue;
      if (!is_only_from(reading, passage)) continue;
      auto statement = draft.state(passage);
      if (!statement) continue;
      families.insert(source.family);
      behind.only_from.push_back({source.row->outlet, std::move(*statement)});
      draft.mark_shown(passage);
    }
  }
}

}  // namespace newsloom::page
