#include "newsloom/event.hpp"

#include <mutex>
#include <shared_mutex>
#include <utility>

namespace newsloom {

std::string_view to_string(Role role) noexcept {
  switch (role) {
    case Role::report:
      return "report";
    case Role::follow_up:
      return "follow_up";
    case Role::original:
      return "original";
    case Role::first_report:
      return "first_report";
    case Role::opinion:
      return "opinion";
    case Role::press_release:
      return "press_release";
    case Role::revision:
      return "revision";
    case Role::copy:
      return "copy";
  }
  return "unknown";
}

std::string_view to_string(OrderBasis basis) noexcept {
  switch (basis) {
    case OrderBasis::none:
      return "none";
    case OrderBasis::stated_credit:
      return "stated_credit";
    case OrderBasis::published:
      return "published";
    case OrderBasis::undetermined:
      return "undetermined";
  }
  return "unknown";
}

std::string_view to_string(Genre genre) noexcept {
  switch (genre) {
    case Genre::news:
      return "news";
    case Genre::opinion:
      return "opinion";
    case Genre::analysis:
      return "analysis";
    case Genre::press_release:
      return "press_release";
  }
  return "unknown";
}

struct MemoryEventArchive::State {
  mutable std::shared_mutex mutex;
  struct Archived {
    EventView view;
    std::string state;
  };
  std::map<EventId, Archived> events;
};

MemoryEventArchive::MemoryEventArchive() : state_(new State) {}
MemoryEventArchive::~MemoryEventArchive() { delete state_; }

void MemoryEventArchive::put(EventView event, std::string state) {
  const std::unique_lock lock(state_->mutex);
  const EventId id = event.id;
  state_->events.insert_or_assign(id, State::Archived{std::move(event), std::move(state)});
}

void MemoryEventArchive::erase(EventId id) {
  const std::unique_lock lock(state_->mutex);
  state_->events.erase(id);
}

std::optional<std::string> MemoryEventArchive::state(EventId id) const {
  const std::shared_lock lock(state_->mutex);
  const auto found = state_->events.find(id);
  if (found == state_->events.end()) return std::nullopt;
  return found->second.state;
}

std::optional<EventView> MemoryEventArchive::find(EventId id) const {
  const std::shared_lock lock(state_->mutex);
  const auto found = state_->events.find(id);
  if (found == state_->events.end()) return std::nullopt;
  return found->second.view;
}

void MemoryEventArchive::for_each(const std::function<bool(const EventView&)>& visit) const {
  // `visit` is the caller's code and may call the archive itself, so no lock is held meanwhile: the
  // walk goes from id to id and sees each event as it is when its turn comes.
  EventId next{0};
  for (;;) {
    std::optional<EventView> event;
    {
      const std::shared_lock lock(state_->mutex);
      const auto found = state_->events.lower_bound(next);
      if (found == state_->events.end()) return;
      event = found->second.view;
    }
    if (!visit(*event)) return;
    if (event->id.number() == UINT64_MAX) return;
    next = EventId(event->id.number() + 1);
  }
}

std::vector<EventId> events_of(const Change& change) {
  return std::visit(
      [](const auto& what) -> std::vector<EventId> {
        if constexpr (requires { what.into; }) {
          return {what.from, what.into};
        } else {
          return {what.event};
        }
      },
      change);
}

}  // namespace newsloom
