// The store's inside: one writer that commits for all who wait, readers, and what is not yet
// written.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "newsloom/store/store.hpp"
#include "sqlite.hpp"

namespace newsloom::store {

/// Closes what `flock` holds.
class FileLock {
 public:
  [[nodiscard]] static result<FileLock> take(const std::string& path);
  FileLock() = default;
  ~FileLock();
  FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

/// A `put` (or, without view, an `erase`) that is not on the disk yet. Immutable.
struct ArchiveWrite {
  std::shared_ptr<const EventView> view;
  std::shared_ptr<const std::string> state;
};

/// What waits in memory for the next write. Guarded by `mutex`.
struct Pending {
  mutable std::shared_mutex mutex;
  /// By event and number of the write: a snapshot may have been taken between two of one event.
  std::map<std::pair<EventId, std::uint64_t>, ArchiveWrite> archive;
  std::unordered_map<ArticleId, EventId> events;
  std::unordered_map<EventId, EventId> aliases;
  std::uint64_t archive_mark = 0;  // of the last write
  std::size_t bytes = 0;           // of `archive`, an estimate

  /// The last write of an event, if it is here.
  [[nodiscard]] const ArchiveWrite* last_of(EventId id) const;
};

struct Store::State {
  State(std::string at, const StoreOptions& given) : path(std::move(at)), options(given) {}

  [[nodiscard]] result<void> open();

  /// Runs `work` inside a transaction, alone, and returns when it is on the disk, or not at all.
  /// Callers that come meanwhile share the next transaction; work that fails is rolled back alone.
  using Work = std::function<result<void>(Connection&)>;
  [[nodiscard]] result<void> write(Work work);

  /// A connection for reading, given back at the end.
  class Lease {
   public:
    Lease(const State& state, std::unique_ptr<Connection> connection)
        : state_(&state), connection_(std::move(connection)) {}
    ~Lease();
    Lease(Lease&&) noexcept = default;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    Lease& operator=(Lease&&) = delete;
    [[nodiscard]] Connection& operator*() const { return *connection_; }
    [[nodiscard]] Connection* operator->() const { return connection_.get(); }

   private:
    const State* state_;
    std::unique_ptr<Connection> connection_;
  };
  [[nodiscard]] result<Lease> reader() const;

  [[nodiscard]] Timestamp now() const;
  void log(LogLevel level, const std::string& message) const;
  [[nodiscard]] Error wrong(ErrorCode code, std::string message) const;

  const std::string path;
  const StoreOptions options;
  FileLock lock;
  Pending pending;
  std::atomic<std::uint64_t> last_sequence = 0;  // committed; the writer counts in `next_sequence`
  std::uint64_t next_sequence = 1;               // the writer's
  std::atomic<std::uint64_t> commits = 0;
  std::atomic<std::uint64_t> writes = 0;

 private:
  struct Job {
    Work work;
    bool is_done = false;
    result<void> outcome;
  };
  void run(const std::vector<Job*>& jobs);
  [[nodiscard]] result<void> run_in_transaction(const std::vector<Job*>& jobs);
  [[nodiscard]] result<void> configure(Connection& connection, std::size_t cache) const;
  [[nodiscard]] result<void> load_counters();

  std::unique_ptr<Connection> writer_;
  std::mutex queue_mutex_;
  std::condition_variable finished_;
  std::deque<Job*> queue_;
  bool has_leader_ = false;
  mutable std::mutex readers_mutex_;
  mutable std::vector<std::unique_ptr<Connection>> readers_;
};

/// Puts what is pending into the transaction of `connection`; `forget` then drops it from memory
/// once that is committed.
struct Flushed {
  std::vector<std::pair<EventId, std::uint64_t>> archive;
  std::vector<std::pair<ArticleId, EventId>> events;
  std::vector<std::pair<EventId, EventId>> aliases;
};
[[nodiscard]] result<Flushed> write_pending(Connection& connection, const Pending& pending);
void forget(Pending& pending, const Flushed& flushed);

/// Takes a row's title out of the index, or puts it in.
[[nodiscard]] result<void> index_title(Connection& connection, std::int64_t sequence,
                                       std::string_view title);
[[nodiscard]] result<void> unindex_title(Connection& connection, std::int64_t sequence,
                                         std::string_view title);

/// A counter of `meta`; 0 if it was never set.
[[nodiscard]] result<std::uint64_t> meta(Connection& connection, std::string_view key);
[[nodiscard]] result<void> set_meta(Connection& connection, std::string_view key,
                                    std::uint64_t value);
inline constexpr std::string_view snapshot_sequence_key = "snapshot_sequence";
inline constexpr std::string_view snapshot_mark_key = "snapshot_mark";

}  // namespace newsloom::store
