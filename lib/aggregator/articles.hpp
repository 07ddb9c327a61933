// What the aggregator remembers of an article and of an event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/attribution/coverage.hpp"
#include "newsloom/cluster/features.hpp"
#include "newsloom/event.hpp"
#include "newsloom/types.hpp"

namespace newsloom {

/// Written once when the article is placed, then only read, from any thread.
struct ArticleRecord {
  CoverageRow row;           // role, why and similarity are the view's to fill in
  std::uint64_t number = 0;  // by order of arrival, from 0
  std::shared_ptr<const cluster::ArticleFeatures> features;
  // The article whose near-copy the clusterer took this one for, by its number. Whose text it has
  // for readers is `row.copy_of`, which is found otherwise.
  std::optional<std::uint64_t> near_copy_of;

  [[nodiscard]] bool counts_in_sum() const noexcept { return !near_copy_of; }
};

/// Members of one open event, in order of arrival. Shared with snapshots and copied on write.
struct EventRecord {
  EventId id;
  std::vector<EventId> aliases;  // ascending
  std::vector<std::shared_ptr<const ArticleRecord>> members;
  std::optional<Timestamp> oldest;
  std::optional<Timestamp> newest;
};

/// Makes `oldest` and `newest` anew.
void set_dates(EventRecord& event);

/// The event as the API shows it: attributed, with similarities to the sum of its members.
/// O(members * (terms + log members)). Pure.
[[nodiscard]] EventView view_of(const EventRecord& record, EventStatus status,
                                const attribution::CoverageOptions& options);

/// What an archive keeps beside the view, so that `record_of` can undo it.
[[nodiscard]] std::string state_of(const EventRecord& record);
/// The record of an archived event; absent if view and state do not belong together.
[[nodiscard]] std::optional<EventRecord> record_of(const EventView& view, std::string_view state);

/// False if no view of the record can match: spares making one.
[[nodiscard]] bool may_match(const EventRecord& record, const EventQuery& query);

}  // namespace newsloom
