// newsloom site: what a news site shows of a newsroom's events, kept ready.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/live/newsroom.hpp"
#include "newsloom/page/compose.hpp"
#include "newsloom/page/event_page.hpp"
#include "newsloom/types.hpp"

namespace newsloom::site {

/// What a list shows of an event. A plain value.
struct Card {
  EventId id;
  EventStatus status = EventStatus::open;
  std::string title;
  std::string lead;      ///< first sentence of *What's happened*; empty for an event of one source
  std::string category;  ///< IPTC Media Topics top level; empty is unknown
  std::string language;  ///< the event's main one; empty is unknown
  std::vector<std::string> languages;  ///< of its articles, ascending
  std::vector<std::string> outlets;    ///< ascending
  std::vector<std::string> topics;     ///< most mentioned first
  std::size_t sources = 0;             ///< independent ones
  std::size_t articles = 0;
  std::optional<Timestamp> started;
  std::optional<Timestamp> updated;

  friend bool operator==(const Card&, const Card&) = default;
};

/// Which cards, in which order. Empty members do not restrict.
struct CardQuery {
  std::string category = {};
  std::string topic = {};  ///< a topic's name; case does not count
  std::string language = {};
  std::string outlet = {};
  std::size_t min_sources = 0;
  enum class Order : std::uint8_t {
    ranked,  ///< as `EventQuery::Order::ranked`, with its half-life
    newest,  ///< latest update first, undated last, then id
  };
  Order order = Order::ranked;
  std::size_t offset = 0;
  std::size_t limit = 30;
};

/// How many cards have each value, most first.
struct CardCounts {
  std::vector<std::pair<std::string, std::size_t>> categories;
  std::vector<std::pair<std::string, std::size_t>> languages;
  std::vector<std::pair<std::string, std::size_t>> topics;
};

/// A topic over all events that have a card.
struct TopicSummary {
  std::string name;
  page::TopicKind kind = page::TopicKind::other;
  struct Description {
    EventId event;  ///< on whose page it stands
    page::Statement statement;
    std::vector<std::string> outlets;  ///< of its sources
  };
  std::vector<Description> descriptions;  ///< distinct, newest event first
  std::optional<page::TopicNote> note;    ///< a user's own
  std::vector<EventId> events;            ///< newest first, at most 100
  std::vector<std::string> related;       ///< other topics of its events, most frequent first
};

struct ShelfOptions {
  page::PageOptions page;
  /// Null: nothing has a category.
  const page::Categorizer* categorizer = &page::built_in_categorizer();
  /// A user's own descriptions; must outlive the shelf.
  const page::KnownTopics* known_topics = nullptr;
  /// Latest events that have a card, and are linked with each other. About 6 kB each.
  std::size_t max_cards = 5'000;
  std::size_t max_pages = 500;  ///< pages kept, about 60 kB each
  /// Longest that one `refresh` works.
  std::chrono::milliseconds refresh_time{40};
};

/// Keeps cards, story links and pages of a newsroom's events up to date.
///
/// Thread-safe. It starts no threads: somebody calls `refresh` after changes, and now and then.
class Shelf {
 public:
  /// The newsroom must outlive it.
  explicit Shelf(live::Newsroom& newsroom, const ShelfOptions& options = {});
  ~Shelf();
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  /// Brings cards up to date with what changed, the newest events first; true if something is left
  /// to do, or another thread is at it. O(changed events * their articles).
  bool refresh();
  /// Counts what `cards` and `topic` show: as long as it stays the same, so do they.
  [[nodiscard]] std::uint64_t version() const noexcept;

  /// The page of an event as it is now; kept until the event changes. Errors: as
  /// `Newsroom::event` and `compose_page`. A page takes some milliseconds.
  [[nodiscard]] result<std::shared_ptr<const page::EventPage>> page(EventId id);
  /// The card of any event, also an old one: then without lead and topics. Errors: as
  /// `Newsroom::event`.
  [[nodiscard]] result<Card> card(EventId id) const;
  /// O(cards log cards).
  [[nodiscard]] std::vector<Card> cards(const CardQuery& query) const;
  /// Cards that match, whatever offset and limit say. O(cards).
  [[nodiscard]] std::size_t count(const CardQuery& query) const;
  [[nodiscard]] CardCounts counts() const;
  /// What is known of a topic: of the events whose cards have it, and of those it is named in.
  /// Absent if there are none. Case and accents do not count. Composes the pages it needs, at most
  /// a dozen.
  [[nodiscard]] std::optional<TopicSummary> topic(std::string_view name);
  /// Whether `topic` has an answer. O(cards).
  [[nodiscard]] bool knows_topic(std::string_view name) const;

  struct State;  ///< private to the implementation

 private:
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::site
