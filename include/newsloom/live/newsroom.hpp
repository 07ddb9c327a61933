// newsloom live: an aggregator whose articles, events and state are in a store. It can be killed.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/store/store.hpp"
#include "newsloom/types.hpp"

namespace newsloom::live {

struct NewsroomOptions {
  // Behaviour.

  Options aggregator = {};
  /// A state of another version, or of other options, is thrown away and made anew from all
  /// articles in the store; events get new ids then. False: opening fails with `state_unusable`.
  bool rebuild = false;
  /// Articles after which `maintain` takes a snapshot: what has to be placed again after a crash,
  /// at about 200 µs an article.
  std::uint64_t snapshot_every = 20'000;
  /// Changes remembered for `changes_since`, about 100 bytes each.
  std::size_t max_changes = 65'536;

  // Performance.

  /// Articles placed between two looks at the queue; readers see them all at once. 1 to 65,536.
  std::size_t max_batch = 1'024;
  /// A new view for readers is made at most this often while articles keep coming: it costs about
  /// 100 ns an open event, and more for each that changed. A call of `view` after that time gets a
  /// fresh one in any case.
  std::chrono::milliseconds publish_every{50};
};

/// What opening found and did.
struct Resumed {
  bool had_snapshot = false;
  bool was_rebuilt = false;
  std::uint64_t replayed = 0;  ///< log entries after the snapshot
};

/// Articles in, durable events out.
///
/// `add` returns when its articles are on the disk *and* placed; then no crash loses them: the next
/// `open` takes the last snapshot and places again what came after it, in the same order, so that
/// ids, events and cursors are what they would have been. Callers of several threads are combined:
/// one commit and one parallel analysis for all who wait.
///
/// Thread-safe. Readers (`view`, `event`, `changes_since`) never wait for the disk. It starts no
/// threads: somebody calls `maintain` from time to time.
class Newsroom {
 public:
  /// `store` must outlive the newsroom and have no other aggregator. Errors: those of the store,
  /// of `Aggregator::create`, and `state_unusable` (see `NewsroomOptions::rebuild`).
  [[nodiscard]] static result<std::unique_ptr<Newsroom>> open(store::Store& store,
                                                              const NewsroomOptions& options = {});
  /// Writes what waits; takes no snapshot (call `snapshot` for a quick next start).
  ~Newsroom();
  Newsroom(const Newsroom&) = delete;
  Newsroom& operator=(const Newsroom&) = delete;

  /// One result an article, as `Aggregator::add`; an article that is no article costs itself only.
  /// If the store cannot write, every one of them has its error, and nothing was placed.
  [[nodiscard]] std::vector<result<Update>> add(std::span<const Article> articles);
  [[nodiscard]] result<Update> add(const Article& article);
  /// As `Aggregator::remove`; the text is hidden at once. Errors: also the store's.
  [[nodiscard]] result<Update> remove(const ArticleId& article);

  /// Counts what readers are shown: as long as it stays the same, so do all answers.
  [[nodiscard]] std::uint64_t generation() const noexcept;
  /// Open events as they are now, or were at most `publish_every` ago.
  [[nodiscard]] View view() const;
  /// Open events with all that was added before this call: waits for what is being placed.
  [[nodiscard]] View latest() const;
  /// An open or closed event, also by the id of one that was merged into it: then the answer's id
  /// is another. Errors: `not_found`.
  [[nodiscard]] result<EventView> event(EventId id) const;
  /// Events open and closed, latest update first, undated last, then by id. Words as in
  /// `ArchiveQuery`. Without a language, outlet or number of sources O(limit + log events); with
  /// them what does not match is walked over.
  [[nodiscard]] std::vector<EventView> events(const store::ArchiveQuery& query) const;
  /// The events of articles whose title has the words (as `Store::search`), latest article first,
  /// that match the query. Errors: as `Store::search`.
  [[nodiscard]] result<std::vector<EventView>> events_titled(
      std::string_view words, const store::ArchiveQuery& query) const;
  /// As `Aggregator::changes_since`; a cursor stays good over a restart.
  [[nodiscard]] ChangeLog changes_since(std::uint64_t cursor, std::size_t limit = SIZE_MAX) const;
  /// Called after changes, on the thread that made them, with the new end of the log; it must be
  /// quick and not call `add`. One listener; set it before articles come.
  void on_change(std::function<void(std::uint64_t next)> listener);

  /// Takes a snapshot now. Adding waits while the aggregator is written to memory (about 1 s for
  /// 100,000 open articles), not while that goes to disk.
  [[nodiscard]] result<void> snapshot();
  /// Takes a snapshot if it is due (`snapshot_every`).
  [[nodiscard]] result<void> maintain();

  [[nodiscard]] Statistics statistics() const;
  [[nodiscard]] std::optional<Timestamp> watermark() const;
  [[nodiscard]] const Resumed& resumed() const noexcept;
  [[nodiscard]] store::Store& store() noexcept;
  [[nodiscard]] const store::Store& store() const noexcept;

  struct State;  ///< private to the implementation

 private:
  explicit Newsroom(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::live
