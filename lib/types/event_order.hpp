// newsloom: which events a query asks for, and how they are put in order, in one place for all who
// list events.
#pragma once

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "newsloom/event.hpp"

namespace newsloom::detail {

/// Where an event stands in a list: latest update first, undated last, then by id.
struct EventPlace {
  std::optional<Timestamp> updated;
  EventId id;

  friend bool operator<(const EventPlace& a, const EventPlace& b) {
    if (a.updated != b.updated) return a.updated && (!b.updated || *a.updated > *b.updated);
    return a.id < b.id;
  }
};

[[nodiscard]] inline EventPlace place_of(const EventView& event) {
  return {event.date_updated, event.id};
}

/// Whether the event meets `since`, `until`, `language`, `outlet` and `min_sources` of a query.
template <class Query>
[[nodiscard]] bool meets(const EventView& event, const Query& query) {
  if (query.since && (!event.date_updated || *event.date_updated < *query.since)) return false;
  if (query.until && (!event.date_start || *event.date_start > *query.until)) return false;
  if (event.independent_source_count < query.min_sources) return false;
  if (!query.language.empty() && !event.languages.contains(query.language)) return false;
  return query.outlet.empty() ||
         std::ranges::any_of(event.coverage, [&query](const CoverageRow& row) {
           return row.outlet == query.outlet;
         });
}

/// Sources, halved with every half-life of age: breadth and freshness in one number. Articles
/// beyond the sources count a little: half of one source's worth at eight.
[[nodiscard]] inline double rank_of(std::size_t sources, std::size_t articles,
                                    std::optional<Timestamp> updated, Timestamp now,
                                    std::chrono::seconds half_life) {
  constexpr double articles_half = 8;
  const double breadth = static_cast<double>(sources) + 1.0 -
                         std::exp2(-static_cast<double>(articles) / articles_half);
  if (!updated) return breadth;
  const auto age = static_cast<double>((now - *updated).count());
  return breadth *
         std::exp2(-age / static_cast<double>(std::max<std::int64_t>(half_life.count(), 1)));
}

}  // namespace newsloom::detail
