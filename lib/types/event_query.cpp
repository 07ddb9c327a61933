#include <algorithm>
#include <utility>

#include "newsloom/event.hpp"
#include "types/event_order.hpp"

namespace newsloom {
namespace {

Timestamp newest_update(const std::vector<EventView>& events) {
  Timestamp now = Timestamp::min();
  for (const EventView& event : events) now = std::max(now, event.date_updated.value_or(now));
  return now;
}

// What an event is sorted by, largest first; equals go by id.
double key_of(const EventView& event, const EventQuery& query, Timestamp now) {
  switch (query.order) {
    case EventQuery::Order::ranked:
      return detail::rank_of(event.independent_source_count, event.coverage.size(),
                             event.date_updated, now, query.rank_half_life);
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
  std::erase_if(events, [&query](const EventView& event) { return !detail::meets(event, query); });
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
