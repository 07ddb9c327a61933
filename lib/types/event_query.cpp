#include <algorithm>
#include <cmath>
#include <utility>

#include "newsloom/event.hpp"

namespace newsloom {
namespace {

// Articles beyond the sources count a little: half of one source's worth at eight.
constexpr double articles_half = 8;

// Sources, halved with every half-life of age: breadth and freshness in one number.
double rank_of(const EventView& event, Timestamp now, std::chrono::seconds half_life) {
  const double sources = static_cast<double>(event.independent_source_count) + 1.0 -
                         std::exp2(-static_cast<double>(event.coverage.size()) / articles_half);
  if (!event.date_updated) return sources;
  const auto age = static_cast<double>((now - *event.date_updated).count());
  return sources *
         std::exp2(-age / static_cast<double>(std::max<std::int64_t>(half_life.count(), 1)));
}

bool matches(const EventView& event, const EventQuery& query) {
  if (query.since && (!event.date_updated || *event.date_updated < *query.since)) return false;
  if (query.until && (!event.date_start || *event.date_start > *query.until)) return false;
  if (event.independent_source_count < query.min_sources) return false;
  if (!query.language.empty() && !event.languages.contains(query.language)) return false;
  return query.outlet.empty() ||
         std::ranges::any_of(event.coverage, [&query](const CoverageRow& row) {
           return row.outlet == query.outlet;
         });
}

Timestamp newest_update(const std::vector<EventView>& events) {
  Timestamp now = Timestamp::min();
  for (const EventView& event : events) now = std::max(now, event.date_updated.value_or(now));
  return now;
}

// What an event is sorted by, largest first; equals go by id.
double key_of(const EventView& event, const EventQuery& query, Timestamp now) {
  switch (query.order) {
    case EventQuery::Order::ranked:
      return rank_of(event, now, query.rank_half_life);
    case EventQuery::Order::newest:
      return static_cast<double>(
          event.date_updated.value_or(Timestamp::min()).time_since_epoch().count());
    case EventQuery::Order::created:
      break;
  }
  return 0;
}

}  // namespace

std::vector<EventView> select_events(std::vector<EventView> events, const EventQuery& query) {
  std::erase_if(events, [&query](const EventView& event) { return !matches(event, query); });
  const Timestamp now = newest_update(events);
  std::vector<std::pair<double, std::size_t>> order;
  order.reserve(events.size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    order.emplace_back(key_of(events[i], query, now), i);
  }
  std::ranges::sort(order, [&events](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : events[a.second].id < events[b.second].id;
  });
  if (order.size() > query.limit) order.resize(query.limit);
  std::vector<EventView> selected;
  selected.reserve(order.size());
  for (const auto& [key, at] : order) selected.push_back(std::move(events[at]));
  return selected;
}

}  // namespace newsloom
