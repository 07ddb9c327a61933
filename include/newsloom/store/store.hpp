// newsloom store: articles, closed events and state in one SQLite file, durable before
// acknowledged.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/types.hpp"

namespace newsloom::store {

struct StoreOptions {
  // Behaviour.

  /// Nothing is written, not even a new file; several processes may read while one writes.
  bool read_only = false;
  /// The file may not grow beyond this, in bytes; then writes fail with `disk_full`. 0: no limit.
  std::uint64_t max_bytes = 0;
  /// A longer title or text is refused, in bytes. SQLite itself ends at 1 GB a row.
  std::size_t max_article_bytes = std::size_t{64} << 20U;

  // Performance.

  /// Page cache of the writing connection, in bytes; each reader has an eighth of it.
  std::size_t cache_bytes = std::size_t{64} << 20U;
  /// zstd level of texts, 1 to 19. On 5.5 kB news texts 3 leaves 49 % in 25 µs, 9 leaves 48 % in
  /// 90 µs.
  int compression_level = 3;
  /// Connections kept for readers; more threads than this open one for the call. 1 to 256.
  std::size_t max_readers = 8;
  /// How long to wait for another process's lock.
  std::chrono::milliseconds busy_timeout{5'000};

  // Injected.

  /// Says when an article was received; null: the machine's clock. Must outlive the store.
  const Clock* clock = nullptr;
  Logger logger = {};
};

/// What `append` did with one article.
struct Appended {
  std::uint64_t sequence = 0;  ///< its place in the log; 0 if it was known
  std::uint32_t revision = 0;
  bool is_known = false;  ///< same title, text, URL and outlet under this id: nothing was written
};

/// An article that was taken out, as it stands in the log.
struct Removal {
  ArticleId article;
};
struct LogEntry {
  std::uint64_t sequence = 0;  ///< from 1, ascending, not without gaps
  std::variant<Article, Removal> what;
};

/// The state of an aggregator at one moment, opaque bytes here.
struct Snapshot {
  std::string bytes;
  std::uint64_t sequence = 0;      ///< last log entry that is in it
  std::uint64_t archive_mark = 0;  ///< `Store::archive_mark()` at that moment
};

/// An article found by its title.
struct TitleHit {
  std::uint64_t sequence = 0;  ///< for paging: give the last one as `before`
  ArticleId article;
  std::string title;
  std::string outlet;
  std::optional<Timestamp> published;
  std::optional<EventId> event;
};

/// Closed events, latest update first, undated last, then by id. Unset members do not restrict.
struct ArchiveQuery {
  std::optional<Timestamp> since = {};  ///< updated at or after
  std::optional<Timestamp> until = {};  ///< started at or before
  std::string language = {};
  std::string outlet = {};
  std::size_t min_sources = 0;
  /// Only what comes after this one in the order.
  std::optional<std::pair<std::optional<Timestamp>, EventId>> after = {};
  std::size_t limit = 50;
  /// Events looked at before giving up, because `language` and `outlet` are not indexed.
  std::size_t max_visited = 20'000;
};

/// Whether an event is among those a query asks for, the place in the order (`after`) included.
/// O(the event's articles). Pure.
[[nodiscard]] bool matches(const EventView& event, const ArchiveQuery& query);

/// What is dropped by `retain`. An article of an event that is still open is kept.
struct Retention {
  std::optional<Timestamp> articles_received_before = {};
  std::optional<Timestamp> events_updated_before = {};
  std::size_t max_rows = 10'000;  ///< a call; its time is bounded, so call again while it drops
};
struct Dropped {
  std::uint64_t articles = 0;
  std::uint64_t events = 0;
};

struct StoreStatistics {
  std::uint64_t articles = 0;  ///< rows, every revision counted
  std::uint64_t archived_events = 0;
  std::uint64_t last_sequence = 0;
  std::uint64_t file_bytes = 0;
  std::uint64_t commits = 0;  ///< since opening
  std::uint64_t writes = 0;   ///< calls that shared those commits
  std::uint32_t schema_version = 0;
};

/// Everything a news site has to remember, in one SQLite file.
///
/// **Log.** Articles (with all revisions) and removals are a log in the order they came. `append`
/// returns when its articles are on the disk (WAL, synchronous=FULL); calls of several threads that
/// come at the same time share one transaction. `replay` gives the log back, so that an aggregator
/// that starts from the last `snapshot` becomes again what it was.
/// **Archive.** `put` and `erase` of closed events are kept in memory until the next write, and
/// what came after the last snapshot is undone by `rewind_archive`: a replay makes it again.
/// **Blobs.** Small values of other parts (what a feed answered last) by kind and key.
///
/// Thread-safe, all of it; readers do not wait for writers. One process writes at a time. It does
/// not cluster, and it starts no threads.
class Store final : public ArticleSource, public EventArchive {
 public:
  /// Opens or makes the store; one of an earlier schema is brought up to date in one transaction.
  /// Beside `path` there are `path`-wal, -shm and -lock. Errors: `io_error`, `read_only`,
  /// `damaged` (no store of ours), `newer_version`, `locked`, `invalid_argument`.
  [[nodiscard]] static result<std::unique_ptr<Store>> open(const std::string& path,
                                                           const StoreOptions& options = {});
  ~Store() override;
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // The log.

  /// Appends in order, all or nothing. Other content under a known id is its next revision (or the
  /// article's own number, if that is larger). Errors: `missing_content`, `invalid_argument` (no
  /// id), `too_large` before anything is written, `where.line` being the article's place in the
  /// span, from 1; `disk_full`, `read_only`, `io_error`: nothing
  /// was written. O(bytes + articles * log articles kept).
  [[nodiscard]] result<std::vector<Appended>> append(std::span<const Article> articles);
  /// Hides all revisions of the article at once; they are erased when no replay can need them any
  /// more (the next `put_snapshot`). Returns its place in the log. Errors: `not_found`.
  [[nodiscard]] result<std::uint64_t> remove(const ArticleId& id);
  /// Takes back the newest revision, which the aggregator would not have; older ones stay.
  [[nodiscard]] result<void> withdraw(const ArticleId& id, std::uint32_t revision);
  /// Calls `visit` for every entry after `sequence`, in order, until it returns false.
  [[nodiscard]] result<void> replay(std::uint64_t sequence,
                                    const std::function<bool(LogEntry&&)>& visit) const;

  // State.

  /// Replaces the last one, durable when it returns. Errors: as `append`; the old one is kept then.
  [[nodiscard]] result<void> put_snapshot(const Snapshot& snapshot);
  [[nodiscard]] result<std::optional<Snapshot>> snapshot() const;
  /// Counts archive writes; see `Snapshot`.
  [[nodiscard]] std::uint64_t archive_mark() const;
  /// Undoes what was put and erased after the snapshot (all of it if there is none).
  [[nodiscard]] result<void> rewind_archive();

  // ArticleSource and EventArchive. `put` and `erase` cannot fail by themselves: what does not get
  // onto the disk is reported by the logger and by the next write.

  [[nodiscard]] result<Article> find(
      const ArticleId& id, std::optional<std::uint32_t> revision = std::nullopt) const override;
  void put(EventView event, std::string state) override;
  void erase(EventId id) override;
  [[nodiscard]] std::optional<std::string> state(EventId id) const override;
  [[nodiscard]] std::optional<EventView> find(EventId id) const override;
  void for_each(const std::function<bool(const EventView&)>& visit) const override;

  // Looking things up.

  /// Which event each article is in now, and which event another was merged into, as the aggregator
  /// says. Kept in memory until the next write.
  void set_events(std::span<const std::pair<ArticleId, EventId>> events);
  void set_alias(EventId from, EventId into);
  /// Errors: `not_found` for an article that is not here; absent: not said yet.
  [[nodiscard]] result<std::optional<EventId>> event_of(const ArticleId& id) const;
  /// The event `id` was merged into, at the end of the chain; `id` itself if it was not.
  [[nodiscard]] EventId resolve(EventId id) const;
  /// Closed events that match. O(those visited).
  [[nodiscard]] std::vector<EventView> archived(const ArchiveQuery& query) const;
  /// Articles whose title has all words of `query` (the last, from three characters on, may be the
  /// beginning of one; accents and case do not count; Chinese, Japanese and Thai text is searched
  /// as written), latest first.
  [[nodiscard]] result<std::vector<TitleHit>> search(
      std::string_view query, std::size_t limit,
      std::optional<std::uint64_t> before = std::nullopt) const;

  // Blobs.

  [[nodiscard]] result<void> put_blob(std::string_view kind, std::string_view key,
                                      std::string_view bytes);
  [[nodiscard]] result<std::optional<std::string>> blob(std::string_view kind,
                                                        std::string_view key) const;
  [[nodiscard]] result<void> erase_blob(std::string_view kind, std::string_view key);

  // Upkeep.

  /// Writes what is still in memory (archive, events of articles).
  [[nodiscard]] result<void> flush();
  /// A consistent copy as of now, written beside `path` and moved there when complete; writers go
  /// on meanwhile. Errors: `io_error`, `disk_full`, `already_exists`.
  [[nodiscard]] result<void> backup(const std::string& path) const;
  /// Drops what is old. Only what the last snapshot includes is dropped, so a replay stays exact.
  [[nodiscard]] result<Dropped> retain(const Retention& retention);
  /// SQLite's own check of the whole file, and of the title index. Errors: `damaged`, naming the
  /// first fault. O(file).
  [[nodiscard]] result<void> check() const;
  [[nodiscard]] result<StoreStatistics> statistics() const;

  struct State;  ///< private to the implementation

 private:
  explicit Store(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::store
