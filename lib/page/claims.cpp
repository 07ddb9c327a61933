#include "claims.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "newsloom/attribution/agreement.hpp"
#include "predicates.hpp"

namespace newsloom::page {
namespace {

/// Share of a sentence's words another one must have to say the same.
constexpr double same_fact = 0.6;
constexpr double same_figures = 0.34;
constexpr std::size_t min_terms = 4;

bool contains_all(const std::vector<std::int64_t>& part, const std::vector<std::int64_t>& whole) {
  return std::includes(whole.begin(), whole.end(), part.begin(), part.end());
}

bool states_the_same(const Passage& fact, const PassageIndex::Match& match) {
  const Passage& other = *match.passage;
  const double share = static_cast<double>(match.shared) / static_cast<double>(fact.terms.size());
  if (fact.numbers.empty()) return share >= same_fact && other.numbers.empty();
  return contains_all(fact.numbers, other.numbers) && share >= same_figures;
}

/// Words of `passage` that make a share of them.
std::size_t least_shared(const Passage& passage, double share) {
  const double words = share * static_cast<double>(passage.terms.size());
  return std::max<std::size_t>(1, static_cast<std::size_t>(words));
}

bool may_be_shown(const PageReading& reading, const Passage& passage) {
  return is_plain(reading, passage) && !reading.source_of(passage).family.empty();
}

}  // namespace

std::vector<std::string> outlets_that_agree(const PageReading& reading, const Passage& passage) {
  std::map<std::string_view, std::string> by_family;
  const PageSource& own = reading.source_of(passage);
  by_family.emplace(own.family, own.row->outlet);
  for (const PassageIndex::Match& match :
       reading.index.with_terms(passage.terms, least_shared(passage, same_figures))) {
    const PageSource& source = reading.source_of(*match.passage);
    if (source.family.empty() || by_family.contains(source.family)) continue;
    if (source.voice != own.voice && states_the_same(passage, match)) {
      by_family.emplace(source.family, source.row->outlet);
    }
  }
  std::vector<std::string> outlets;
  outlets.reserve(by_family.size());
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
  const auto is_other = [&](const Passage& other) {
    const PageSource& source = reading.source_of(other);
    return source.voice != own.voice && source.family != own.family;
  };
  constexpr double similar = 0.4;
  const auto like_it = reading.index.with_terms(passage.terms, least_shared(passage, similar));
  const bool is_told =
      std::any_of(like_it.begin(), like_it.end(), [&](const PassageIndex::Match& match) {
        return is_other(*match.passage) && static_cast<double>(match.shared) >=
                                               similar * static_cast<double>(passage.terms.size());
      });
  if (is_told) return false;
  const auto is_new_number = [&](std::int64_t number) {
    bool known = false;
    reading.index.for_number(number, [&](const Passage& other) { known |= is_other(other); });
    return !known;
  };
  const auto is_new_name = [&](std::uint64_t name) {
    bool known = false;
    reading.index.for_name(name, [&](const Passage& other) { known |= is_other(other); });
    return !known;
  };
  return std::any_of(passage.numbers.begin(), passage.numbers.end(), is_new_number) ||
         std::any_of(passage.names.begin(), passage.names.end(), is_new_name);
}

void write_agreements(Draft& draft, BehindTheHeadline& behind, bool may_repeat) {
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
  const auto tell = [&](const Fact& fact) {
    const bool repeats = std::any_of(told.begin(), told.end(), [&](const Passage* other) {
      constexpr double same = 0.34;
      return say_the_same(*other, *fact.passage, same);
    });
    if (repeats) return;
    auto statement = draft.state(*fact.passage);
    if (!statement) return;
    behind.agreements.push_back({std::move(*statement), fact.outlets});
    told.push_back(fact.passage);
    draft.mark_shown(*fact.passage);
  };
  // What a reader has read above names who else reports it, and is not told again if it need not.
  constexpr double shown_already = 0.6;
  for (const Fact& fact : facts) {
    if (behind.agreements.size() == options.max_agreements) break;
    if (may_repeat || !draft.repeats(*fact.passage, shown_already)) tell(fact);
  }
}

namespace {

/// The sentence that holds a place; null if none that was kept does.
const Passage* sentence_with(const PageReading& reading, const attribution::Place& place) {
  const PageSource& source = reading.sources[place.article];
  if (place.where.field == Field::title) return source.headline ? &*source.headline : nullptr;
  for (std::size_t i = 0; i < source.passage_count; ++i) {
    const Passage& passage = reading.passages[source.first_passage + i];
    if (passage.span.contains(place.where.span)) return &passage;
  }
  return nullptr;
}

/// The best sentence that states a value: of a known outlet, in the page's language, a whole one.
const Passage* sentence_of(const PageReading& reading, const attribution::ClaimValue& value) {
  const Passage* title = nullptr;
  for (const attribution::Place& place : value.places) {
    const Passage* passage = sentence_with(reading, place);
    if (passage == nullptr || !may_be_shown(reading, *passage)) continue;
    if (passage->field == Field::text) return passage;
    if (title == nullptr) title = passage;
  }
  return title;
}

/// What is counted, as the first value's sentence words it.
text::Span counted_in(const PageReading& reading, const attribution::Place& place) {
  for (const attribution::Quantity& quantity :
       reading.read.articles[place.article].claims.quantities) {
    if (quantity.field != place.where.field || !quantity.span.contains(place.where.span)) continue;
    return quantity.counted.size() > 0 ? quantity.counted : quantity.span;
  }
  return place.where.span;
}

bool is_conflict(const attribution::Claim& claim) {
  return claim.status == attribution::ClaimStatus::conflict &&
         claim.kind == attribution::ClaimKind::quantity;
}

/// Whether two sentences may count the same: rain of one town is no conflict with another's.
bool name_the_same(const Passage& a, const Passage& b) {
  const bool a_is_shorter = a.names.size() <= b.names.size();
  const auto& fewer = a_is_shorter ? a.names : b.names;
  constexpr double half = 0.5;
  return fewer.empty() || share_in(fewer, a_is_shorter ? b.names : a.names) >= half;
}

std::optional<Conflict> conflict_of(Draft& draft, const attribution::Claim& claim) {
  const PageReading& reading = draft.reading();
  std::vector<ConflictValue> values;
  std::vector<const Passage*> told;
  std::set<std::string> families;
  for (const attribution::ClaimValue& value : claim.values) {
    const Passage* passage = sentence_of(reading, value);
    // Which is newer must be for the reader to see.
    if (passage == nullptr || !value.first_stated || value.outlets.empty()) continue;
    const bool is_elsewhere = std::any_of(told.begin(), told.end(), [&](const Passage* other) {
      return !name_the_same(*passage, *other);
    });
    if (is_elsewhere) continue;
    auto statement = draft.state(*passage);
    if (!statement) continue;
    told.push_back(passage);
    families.insert(value.families.begin(), value.families.end());
    values.push_back({std::move(*statement), value.outlets});
  }
  if (values.size() < 2 || families.size() < 2) return std::nullopt;
  for (std::size_t i = 1; i < values.size(); ++i) {
    if (values[i].statement.text() == values[0].statement.text()) return std::nullopt;
  }
  const attribution::Place& first = claim.values.front().places.front();
  auto quantity = draft.state(first.article, first.where.field, counted_in(reading, first));
  if (!quantity) return std::nullopt;
  return Conflict{std::move(*quantity), std::move(values)};
}

}  // namespace

void write_conflicts(Draft& draft, BehindTheHeadline& behind) {
  for (const attribution::Claim& claim : attribution::compare_claims(draft.reading().read)) {
    if (behind.conflicts.size() == draft.options().behind.max_conflicts) return;
    if (!is_conflict(claim)) continue;
    if (auto conflict = conflict_of(draft, claim)) behind.conflicts.push_back(std::move(*conflict));
  }
}

bool are_in_conflict(const PageReading& reading, const std::vector<Support>& places) {
  for (const attribution::Claim& claim : attribution::compare_claims(reading.read)) {
    if (!is_conflict(claim)) continue;
    std::set<const attribution::ClaimValue*> values;
    std::size_t found = 0;
    for (const Support& support : places) {
      const auto states = [&](const attribution::ClaimValue& value) {
        return std::any_of(value.places.begin(), value.places.end(), [&](const auto& place) {
          return reading.sources[place.article].row->article == support.article &&
                 place.where.field == support.field && support.span.contains(place.where.span);
        });
      };
      for (const attribution::ClaimValue& value : claim.values) {
        if (values.contains(&value) || !states(value)) continue;
        values.insert(&value);
        ++found;
        break;
      }
    }
    if (found == places.size()) return true;
  }
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
