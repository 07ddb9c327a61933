// newsloom: events, who covered them, and how they change.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom {

/// What an article is to its event. Of several that hold, the one furthest down this list; a report
/// that was both first and printed by others is `first_report`.
enum class Role : std::uint8_t {
  report,         ///< coverage by this outlet; whether somebody was earlier is not known
  follow_up,      ///< certainly after a report of the same outlet, or long after the first of all
  original,       ///< a report whose text others printed
  first_report,   ///< certainly published before all other independent reports of the event
  opinion,        ///< comment or analysis, as its outlet marks it
  press_release,  ///< of a press-release service, or marked as one
  revision,       ///< the same outlet's earlier article, told again: see `copy_of`
  copy,           ///< another article's text, in whole or in part, or a stated agency's
};
/// "report", "follow_up", "original", "first_report", "opinion", "press_release", "revision",
/// "copy".
[[nodiscard]] std::string_view to_string(Role role) noexcept;

/// What says which of two articles with text in common was there before the other.
enum class OrderBasis : std::uint8_t {
  none,           ///< nothing was compared
  stated_credit,  ///< the copy names the other's outlet as its source
  published,      ///< the dates, their precision taken into account
  undetermined,   ///< neither: the one that came in first stands for both, and may be the copy
};
/// "none", "stated_credit", "published", "undetermined".
[[nodiscard]] std::string_view to_string(OrderBasis basis) noexcept;

/// What kind of text its outlet says an article is.
enum class Genre : std::uint8_t { news, opinion, analysis, press_release };
/// "news", "opinion", "analysis", "press_release".
[[nodiscard]] std::string_view to_string(Genre genre) noexcept;

/// One article of an event: who, when, how. A plain value.
struct CoverageRow {
  ArticleId article;
  std::uint32_t revision = 0;
  std::string outlet;    ///< registrable domain or given name; empty when unknown
  std::string family;    ///< publisher family; equals `outlet` when it belongs to none
  std::string language;  ///< BCP-47 as identified; empty when unknown
  std::optional<Timestamp> published;
  DatePrecision precision = DatePrecision::unknown;
  Genre genre = Genre::news;
  bool is_newsroom = true;    ///< false: its outlet is a press-release service or an authority
  std::string credit;         ///< outlet the article names as its text's source; empty: none
  std::string credit_family;  ///< … and that one's family
  Role role = Role::report;
  /// For `Role::copy` and `revision`: the article whose text this is, of several the earliest. It
  /// may be in another event, or gone by now. Absent if the copy is known by its credit only.
  std::optional<ArticleId> copy_of;
  bool is_own_text = false;             ///< `copy_of` is an article of the same outlet
  OrderBasis order = OrderBasis::none;  ///< what says that `copy_of` came first
  std::uint32_t copied_share = 0;       ///< of this text, as sampled, found in `copy_of`, in 1/1000
  std::uint32_t source_share = 0;       ///< of the text of `copy_of` found here, in 1/1000
  double similarity = 0;                ///< to the event's sum of all its articles, in [0, 1]
  std::vector<std::string> why;         ///< the evidence for `role`, a sentence each, in English

  friend bool operator==(const CoverageRow&, const CoverageRow&) = default;
};

enum class EventStatus : std::uint8_t { open, closed };

/// An event as it was when the snapshot was taken. A plain value; owns everything it shows.
struct EventView {
  EventId id;
  std::vector<EventId> aliases;  ///< ids of events merged into this one, ascending
  EventStatus status = EventStatus::open;
  std::vector<CoverageRow> coverage;      ///< by published time, undated last, then by arrival
  std::optional<Timestamp> date_start;    ///< earliest and …
  std::optional<Timestamp> date_updated;  ///< … latest `published`; absent if no article is dated
  std::optional<ArticleId> first_report;  ///< absent when the dates' precision does not allow one
  ArticleId representative;               ///< the article nearest to the event as a whole
  std::map<std::string, std::size_t> languages;  ///< articles a language; unknown is left out
  std::size_t outlet_count = 0;                  ///< distinct known outlets
  std::size_t family_count = 0;                  ///< distinct known publisher families
  std::size_t independent_source_count = 0;      ///< see `attribution::independent_sources`

  friend bool operator==(const EventView&, const EventView&) = default;
};

/// Which events, in which order. Unset members do not restrict.
struct EventQuery {
  std::optional<Timestamp> since = {};  ///< events updated at or after
  std::optional<Timestamp> until = {};  ///< events started at or before
  std::string language = {};            ///< events with at least one article in this language
  std::string outlet = {};              ///< events covered by this outlet
  std::size_t min_sources = 0;          ///< independent sources
  std::size_t limit = SIZE_MAX;
  enum class Order : std::uint8_t {
    ranked,   ///< independent sources discounted by age (half-life `rank_half_life`), then id
    newest,   ///< latest update first, undated last, then id
    created,  ///< by id
  };
  Order order = Order::ranked;
  std::chrono::seconds rank_half_life = std::chrono::hours{24};
};

/// The events that match, in the query's order, cut to its limit. "Now", from which ages count, is
/// the newest update among them. O(events * articles + events log events). Pure.
[[nodiscard]] std::vector<EventView> select_events(std::vector<EventView> events,
                                                   const EventQuery& query);

/// Something that changed, in the order it happened.
struct EventCreated {
  EventId event;
  ArticleId article;
  friend bool operator==(const EventCreated&, const EventCreated&) = default;
};
struct ArticleJoined {
  EventId event;
  ArticleId article;
  friend bool operator==(const ArticleJoined&, const ArticleJoined&) = default;
};
struct EventsMerged {
  EventId from;  ///< from now on an alias of …
  EventId into;
  friend bool operator==(const EventsMerged&, const EventsMerged&) = default;
};
/// Articles left an event for another one.
struct EventSplit {
  EventId from;
  EventId into;                     ///< a new event, or one that was there
  std::vector<ArticleId> articles;  ///< what moved from `from` to `into`
  friend bool operator==(const EventSplit&, const EventSplit&) = default;
};
/// Later evidence changed what an article is to its event, or whose text it has.
struct ArticleReattributed {
  EventId event;
  ArticleId article;
  Role role = Role::report;
  std::optional<ArticleId> copy_of = {};
  friend bool operator==(const ArticleReattributed&, const ArticleReattributed&) = default;
};
struct ArticleRevised {
  EventId event;  ///< which stays the same; else the article is removed here and joins there
  ArticleId article;
  std::uint32_t revision = 0;
  friend bool operator==(const ArticleRevised&, const ArticleRevised&) = default;
};
struct ArticleRemoved {
  EventId event;
  ArticleId article;
  friend bool operator==(const ArticleRemoved&, const ArticleRemoved&) = default;
};
/// Its last article was removed. The id is not used again.
struct EventRemoved {
  EventId event;
  friend bool operator==(const EventRemoved&, const EventRemoved&) = default;
};
struct EventClosed {
  EventId event;
  friend bool operator==(const EventClosed&, const EventClosed&) = default;
};
using Change =
    std::variant<EventCreated, ArticleJoined, EventsMerged, EventSplit, ArticleReattributed,
                 ArticleRevised, ArticleRemoved, EventRemoved, EventClosed>;

/// The events a change is about: one, or for articles that moved where from and where to. O(1).
[[nodiscard]] std::vector<EventId> events_of(const Change& change);

/// A stretch of everything that changed, for readers who come back.
struct ChangeLog {
  std::vector<Change> changes;  ///< in the order they happened
  std::uint64_t next = 0;       ///< cursor of what comes after them
  bool is_incomplete = false;   ///< older changes than these were asked for and are forgotten
};

/// What one `Aggregator::add` or `remove` did.
struct Update {
  ArticleId article;
  EventId event;
  double score = 0;     ///< of the decision taken, in [0, 1]: how well the article fits `event`
  double required = 0;  ///< what the score had to exceed for the article to join an event
  /// The probability that `event` is right: that what is in it tells the same news, or that nothing
  /// before did. Calibrated on the labelled sets (bench/RESULTS.md, "calibration"), so whoever
  /// shows only what is above 0.9 is wrong about once in ten.
  double confidence = 0;
  bool is_new_event = false;
  bool is_near_copy = false;      ///< joined by its text-reuse fingerprint
  bool is_known_article = false;  ///< same id and same content as before: nothing was done
  bool is_revision = false;       ///< known id, other content: it took the place of the old one
  std::uint32_t revision = 0;     ///< 0 for the first content of an id, then 1, 2, …
  std::vector<Change> changes;
};

/// Keeps events that are closed. Implementations are thread-safe for concurrent `find`.
class EventArchive {
 public:
  virtual ~EventArchive() = default;
  /// Takes an event that closed, or changed after it did. Called by the aggregator during `add` and
  /// `remove`. `state` is bytes only the aggregator can read, about 1.5 KB an article: with them an
  /// article can still be taken out of the event; an archive that drops them gives that up.
  virtual void put(EventView event, std::string state) = 0;
  /// Forgets an event: its last article was removed.
  virtual void erase(EventId id) = 0;
  /// What `put` was given last.
  [[nodiscard]] virtual std::optional<std::string> state(EventId id) const = 0;
  /// The archived event, if it is here.
  [[nodiscard]] virtual std::optional<EventView> find(EventId id) const = 0;
  /// Calls `visit` for every event, in order of id; stops when it returns false.
  virtual void for_each(const std::function<bool(const EventView&)>& visit) const = 0;
};

/// An archive in memory. Thread-safe.
class MemoryEventArchive final : public EventArchive {
 public:
  MemoryEventArchive();
  ~MemoryEventArchive() override;
  MemoryEventArchive(const MemoryEventArchive&) = delete;
  MemoryEventArchive& operator=(const MemoryEventArchive&) = delete;
  void put(EventView event, std::string state) override;
  void erase(EventId id) override;
  [[nodiscard]] std::optional<std::string> state(EventId id) const override;
  [[nodiscard]] std::optional<EventView> find(EventId id) const override;
  void for_each(const std::function<bool(const EventView&)>& visit) const override;

 private:
  struct State;
  State* state_;
};

}  // namespace newsloom
