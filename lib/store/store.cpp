// Opening, the writer that commits for all, and readers.
#include "newsloom/store/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "schema.hpp"
#include "state.hpp"

namespace newsloom::store {

result<FileLock> FileLock::take(const std::string& path) {
  constexpr mode_t owner_only = 0600;
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only);
  if (descriptor < 0) {
    const ErrorCode code = errno == EROFS || errno == EACCES ? ErrorCode::read_only
                           : errno == ENOSPC                 ? ErrorCode::disk_full
                                                             : ErrorCode::io_error;
    return Error{code,
                 "cannot make the lock file: " + std::generic_category().message(errno),
                 {path, {}, {}, {}}};
  }
  FileLock lock(descriptor);
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    return Error{ErrorCode::locked,
                 "another process has this store open for writing; open it read-only",
                 {path, {}, {}, {}}};
  }
  return lock;
}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

const ArchiveWrite* Pending::last_of(EventId id) const {
  auto after = archive.upper_bound({id, UINT64_MAX});
  if (after == archive.begin()) return nullptr;
  --after;
  return after->first.first == id ? &after->second : nullptr;
}

Timestamp Store::State::now() const {
  return options.clock != nullptr ? options.clock->now() : SystemClock().now();
}

void Store::State::log(LogLevel level, const std::string& message) const {
  if (options.logger) options.logger(level, message);
}

Error Store::State::wrong(ErrorCode code, std::string message) const {
  return {code, std::move(message), {path, {}, {}, {}}};
}

result<void> Store::State::configure(Connection& connection, std::size_t cache) const {
  sqlite3_busy_timeout(connection.handle(), static_cast<int>(options.busy_timeout.count()));
  // Trusted schema and foreign functions are what a tampered file would use.
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  constexpr std::size_t kib = 1024;
  return connection.execute("PRAGMA cache_size = -" + std::to_string(std::max(cache / kib, kib)) +
                            "; PRAGMA temp_store = MEMORY");
}

result<void> Store::State::load_counters() {
  const auto last = writer_->query_integer(
      "SELECT max(coalesce((SELECT max(sequence) FROM articles), 0),"
      " coalesce((SELECT max(sequence) FROM removals), 0))");
  if (!last) return last.error();
  const auto in_snapshot = meta(*writer_, snapshot_sequence_key);
  if (!in_snapshot) return in_snapshot.error();
  const auto mark = meta(*writer_, snapshot_mark_key);
  if (!mark) return mark.error();
  const auto written = writer_->query_integer("SELECT coalesce(max(write), 0) FROM archive");
  if (!written) return written.error();
  last_sequence = std::max(static_cast<std::uint64_t>(*last), *in_snapshot);
  next_sequence = last_sequence + 1;
  pending.archive_mark = std::max(static_cast<std::uint64_t>(*written), *mark);
  return {};
}

result<void> Store::State::open() {
  if (!options.read_only) {
    auto taken = FileLock::take(path + "-lock");
    if (!taken) return taken.error();
    lock = *std::move(taken);
  }
  auto connection = Connection::open(
      path, options.read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
  if (!connection) return connection.error();
  writer_ = *std::move(connection);
  if (auto done = configure(*writer_, options.cache_bytes); !done) return done;
  if (options.read_only) {
    if (auto ours = check_schema(*writer_); !ours) return ours;
    return load_counters();
  }
  // A log that was larger is cut back to this once it has been carried over.
  constexpr std::size_t max_wal_bytes = std::size_t{64} << 20U;
  auto mode = writer_->execute(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
      "PRAGMA journal_size_limit = " +
      std::to_string(max_wal_bytes));
  if (!mode) return mode;
  if (options.max_bytes > 0) {
    const auto page = writer_->query_integer("PRAGMA page_size");
    if (!page) return page.error();
    const std::uint64_t pages =
        std::max<std::uint64_t>(options.max_bytes / static_cast<std::uint64_t>(*page), 1);
    auto set = writer_->execute("PRAGMA max_page_count = " + std::to_string(pages));
    if (!set) return set;
  }
  if (auto migrated = migrate(*writer_); !migrated) {
    Error error = migrated.error();
    if (error.where.source.empty()) error.where.source = path;
    return error;
  }
  return load_counters();
}

result<void> Store::State::write(Work work) {
  if (options.read_only) {
    return wrong(ErrorCode::read_only, "the store was opened for reading only");
  }
  Job job{std::move(work), false, {}};
  std::unique_lock guard(queue_mutex_);
  queue_.push_back(&job);
  // Whoever finds no leader becomes it, and commits for all that have queued up.
  finished_.wait(guard, [&] { return job.is_done || !has_leader_; });
  if (job.is_done) return job.outcome;
  has_leader_ = true;
  const std::vector<Job*> jobs(queue_.begin(), queue_.end());
  queue_.clear();
  guard.unlock();
  run(jobs);
  guard.lock();
  for (Job* done : jobs) done->is_done = true;
  has_leader_ = false;
  guard.unlock();
  finished_.notify_all();
  return job.outcome;
}

void Store::State::run(const std::vector<Job*>& jobs) {
  const std::uint64_t next = next_sequence;
  auto outcome = run_in_transaction(jobs);
  if (outcome) {
    last_sequence = next_sequence - 1;
    ++commits;
    writes += jobs.size();
    return;
  }
  next_sequence = next;
  if (writer_->in_transaction()) (void)writer_->execute("ROLLBACK");
  log(LogLevel::error, outcome.error().to_string());
  for (Job* job : jobs) job->outcome = outcome;
}

result<void> Store::State::run_in_transaction(const std::vector<Job*>& jobs) {
  if (auto begun = writer_->execute("BEGIN IMMEDIATE"); !begun) return begun;
  for (Job* job : jobs) {
    const std::uint64_t next = next_sequence;
    if (auto set = writer_->execute("SAVEPOINT job"); !set) return set;
    job->outcome = job->work(*writer_);
    if (job->outcome) {
      if (auto kept = writer_->execute("RELEASE job"); !kept) return kept;
      continue;
    }
    // A disk that is full may have ended the transaction, and with it the work of all.
    if (!writer_->in_transaction()) return job->outcome;
    next_sequence = next;
    if (auto undone = writer_->execute("ROLLBACK TO job; RELEASE job"); !undone) return undone;
  }
  auto flushed = write_pending(*writer_, pending);
  if (!flushed) return flushed.error();
  if (auto committed = writer_->execute("COMMIT"); !committed) return committed;
  forget(pending, *flushed);
  return {};
}

Store::State::Lease::~Lease() {
  if (!connection_) return;
  const std::lock_guard guard(state_->readers_mutex_);
  if (state_->readers_.size() < state_->options.max_readers) {
    state_->readers_.push_back(std::move(connection_));
  }
}

result<Store::State::Lease> Store::State::reader() const {
  {
    const std::lock_guard guard(readers_mutex_);
    if (!readers_.empty()) {
      auto connection = std::move(readers_.back());
      readers_.pop_back();
      return Lease(*this, std::move(connection));
    }
  }
  auto connection = Connection::open(path, SQLITE_OPEN_READONLY);
  if (!connection) return connection.error();
  constexpr std::size_t reader_share = 8;
  if (auto done = configure(**connection, options.cache_bytes / reader_share); !done) {
    return done.error();
  }
  return Lease(*this, *std::move(connection));
}

result<std::uint64_t> meta(Connection& connection, std::string_view key) {
  auto statement = connection.prepare("SELECT value FROM meta WHERE key = ?1");
  if (!statement) return statement.error();
  const auto row = statement->bind_text(1, key).step();
  if (!row) return row.error();
  return *row ? statement->number(0) : 0;
}

result<void> set_meta(Connection& connection, std::string_view key, std::uint64_t value) {
  auto statement = connection.prepare("INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)");
  if (!statement) return statement.error();
  return statement->bind_text(1, key).bind(2, value).run();
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}

Store::~Store() {
  if (state_->options.read_only) return;
  if (auto flushed = flush(); !flushed) {
    state_->log(LogLevel::error, flushed.error().to_string());
  }
}

result<std::unique_ptr<Store>> Store::open(const std::string& path, const StoreOptions& options) {
  constexpr int max_level = 19;
  constexpr std::size_t most_readers = 256;
  if (options.compression_level < 1 || options.compression_level > max_level) {
    return Error{ErrorCode::invalid_argument,
                 "compression_level is " + std::to_string(options.compression_level) +
                     ", not within 1 to 19",
                 {path, {}, {}, "compression_level"}};
  }
  if (options.max_readers < 1 || options.max_readers > most_readers) {
    return Error{ErrorCode::invalid_argument,
                 "max_readers is " + std::to_string(options.max_readers) + ", not within 1 to 256",
                 {path, {}, {}, "max_readers"}};
  }
  auto state = std::make_unique<State>(path, options);
  if (auto opened = state->open(); !opened) return opened.error();
  return std::unique_ptr<Store>(new Store(std::move(state)));
}

result<void> Store::flush() {
  return state_->write([](Connection&) { return result<void>(); });
}

}  // namespace newsloom::store
