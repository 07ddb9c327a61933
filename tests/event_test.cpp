#include "newsloom/event.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace newsloom {
namespace {

EventView event(std::uint64_t number, std::size_t outlets) {
  EventView made;
  made.id = EventId(number);
  made.status = EventStatus::closed;
  made.outlet_count = outlets;
  return made;
}

TEST_CASE("roles have names") {
  CHECK(to_string(Role::report) == "report");
  CHECK(to_string(Role::first_report) == "first_report");
  CHECK(to_string(Role::copy) == "copy");
  CHECK(to_string(static_cast<Role>(99)) == "unknown");
}

TEST_CASE("an archived event is found as it was put, the last put counts") {
  MemoryEventArchive archive;
  archive.put(event(3, 1), {});
  archive.put(event(3, 2), {});
  CHECK(archive.find(EventId(3)) == event(3, 2));
  CHECK_FALSE(archive.find(EventId(4)));
}

TEST_CASE("an event's state is kept with it, and both are forgotten") {
  MemoryEventArchive archive;
  archive.put(event(3, 1), "bytes");
  CHECK(archive.state(EventId(3)) == "bytes");
  CHECK_FALSE(archive.state(EventId(4)));
  archive.erase(EventId(3));
  archive.erase(EventId(4));
  CHECK_FALSE(archive.find(EventId(3)));
  CHECK_FALSE(archive.state(EventId(3)));
}

TEST_CASE("events are visited in order of id until the visitor has enough") {
  MemoryEventArchive archive;
  for (const std::uint64_t number : {std::uint64_t{10}, std::uint64_t{2}, UINT64_MAX}) {
    archive.put(event(number, 1), {});
  }
  std::vector<std::uint64_t> seen;
  archive.for_each([&](const EventView& view) {
    seen.push_back(view.id.number());
    return true;
  });
  CHECK(seen == std::vector<std::uint64_t>{2, 10, UINT64_MAX});

  seen.clear();
  archive.for_each([&](const EventView& view) {
    seen.push_back(view.id.number());
    return false;
  });
  CHECK(seen == std::vector<std::uint64_t>{2});
}

TEST_CASE("a visitor may use the archive it visits") {
  MemoryEventArchive archive;
  archive.put(event(1, 1), {});
  archive.put(event(2, 1), {});
  std::size_t visits = 0;
  archive.for_each([&](const EventView& view) {
    ++visits;
    archive.put(event(view.id.number(), 5), {});
    return archive.find(view.id)->outlet_count == 5;
  });
  CHECK(visits == 2);
}

TEST_CASE("a change is about one event, or about where from and where to") {
  const EventId one(1);
  const EventId two(2);
  const ArticleId article("a");
  using Ids = std::vector<EventId>;
  CHECK(events_of(EventCreated{one, article}) == Ids{one});
  CHECK(events_of(ArticleJoined{two, article}) == Ids{two});
  CHECK(events_of(EventsMerged{one, two}) == Ids{one, two});
  CHECK(events_of(EventSplit{two, one, {article}}) == Ids{two, one});
  CHECK(events_of(ArticleRevised{one, article, 1}) == Ids{one});
  CHECK(events_of(EventClosed{two}) == Ids{two});
}

}  // namespace
}  // namespace newsloom
