// Closed events: what waits in memory, what is on the disk, and going back to a snapshot.
#include <algorithm>
#include <mutex>
#include <tuple>
#include <utility>

#include "codec.hpp"
#include "state.hpp"

namespace newsloom::store {
namespace {

// More than this waiting in memory is written at once.
constexpr std::size_t max_pending_bytes = std::size_t{32} << 20U;
constexpr std::size_t row_bytes = 256;  // of a coverage row in memory, about
constexpr int state_level = 1;          // features hardly compress: fast is what counts

result<void> write_entry(Connection& connection, EventId id, std::uint64_t write,
                         const ArchiveWrite& entry) {
  auto statement = connection.prepare(
      "INSERT OR REPLACE INTO archive(event, write, updated, started, sources, view, state)"
      " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  if (!statement) return statement.error();
  statement->bind(1, id.number()).bind(2, write).bind(5, std::int64_t{0});
  std::string view;
  std::string state;
  if (entry.view != nullptr) {
    view = pack(encode(*entry.view), state_level);
    state = pack(*entry.state, state_level);
    statement->bind_time(3, entry.view->date_updated)
        .bind_time(4, entry.view->date_start)
        .bind(5, std::uint64_t{entry.view->independent_source_count})
        .bind_blob(6, view)
        .bind_blob(7, state);
  }
  return statement->run();
}

result<void> write_alias(Connection& connection, EventId from, EventId into) {
  auto statement =
      connection.prepare("INSERT OR REPLACE INTO aliases(alias, event) VALUES(?1, ?2)");
  if (!statement) return statement.error();
  return statement->bind(1, from.number()).bind(2, into.number()).run();
}

result<void> write_event_of(Connection& connection, const ArticleId& article, EventId event) {
  auto statement =
      connection.prepare("UPDATE articles SET event = ?1 WHERE id = ?2 AND removed IS NULL");
  if (!statement) return statement.error();
  return statement->bind(1, event.number()).bind_text(2, article.str()).run();
}

struct Waiting {
  std::vector<std::tuple<EventId, std::uint64_t, ArchiveWrite>> archive;
  Flushed flushed;
};

// A copy, so that readers and `put` go on while it is written.
Waiting take(const Pending& pending) {
  const std::shared_lock guard(pending.mutex);
  Waiting waiting;
  for (const auto& [key, entry] : pending.archive) {
    waiting.archive.emplace_back(key.first, key.second, entry);
    waiting.flushed.archive.push_back(key);
  }
  waiting.flushed.events.assign(pending.events.begin(), pending.events.end());
  waiting.flushed.aliases.assign(pending.aliases.begin(), pending.aliases.end());
  return waiting;
}

std::size_t bytes_of(const ArchiveWrite& entry) {
  std::size_t bytes = row_bytes;
  if (entry.view != nullptr) bytes += entry.view->coverage.size() * row_bytes;
  if (entry.state != nullptr) bytes += entry.state->size();
  return bytes;
}

}  // namespace

result<Flushed> write_pending(Connection& connection, const Pending& pending) {
  Waiting waiting = take(pending);
  for (const auto& [event, write, entry] : waiting.archive) {
    if (auto done = write_entry(connection, event, write, entry); !done) return done.error();
    if (entry.view == nullptr) continue;
    for (const EventId alias : entry.view->aliases) {
      if (auto done = write_alias(connection, alias, event); !done) return done.error();
    }
  }
  for (const auto& [from, into] : waiting.flushed.aliases) {
    if (auto done = write_alias(connection, from, into); !done) return done.error();
  }
  for (const auto& [article, event] : waiting.flushed.events) {
    if (auto done = write_event_of(connection, article, event); !done) return done.error();
  }
  return std::move(waiting.flushed);
}

void forget(Pending& pending, const Flushed& flushed) {
  const std::unique_lock guard(pending.mutex);
  for (const auto& key : flushed.archive) {
    const auto found = pending.archive.find(key);
    if (found == pending.archive.end()) continue;
    pending.bytes -= std::min(pending.bytes, bytes_of(found->second));
    pending.archive.erase(found);
  }
  // What was said anew meanwhile stays.
  for (const auto& [article, event] : flushed.events) {
    const auto found = pending.events.find(article);
    if (found != pending.events.end() && found->second == event) pending.events.erase(found);
  }
  for (const auto& [from, into] : flushed.aliases) {
    const auto found = pending.aliases.find(from);
    if (found != pending.aliases.end() && found->second == into) pending.aliases.erase(found);
  }
}

std::uint64_t Store::archive_mark() const {
  const std::shared_lock guard(state_->pending.mutex);
  return state_->pending.archive_mark;
}

void Store::put(EventView event, std::string state) {
  const EventId id = event.id;
  ArchiveWrite entry{std::make_shared<const EventView>(std::move(event)),
                     std::make_shared<const std::string>(std::move(state))};
  bool is_full = false;
  {
    Pending& pending = state_->pending;
    const std::unique_lock guard(pending.mutex);
    pending.bytes += bytes_of(entry);
    pending.archive.insert_or_assign({id, ++pending.archive_mark}, std::move(entry));
    is_full = pending.bytes > max_pending_bytes;
  }
  if (is_full) (void)flush();  // an error has been logged, and the next write tells it again
}

void Store::erase(EventId id) {
  Pending& pending = state_->pending;
  const std::unique_lock guard(pending.mutex);
  pending.bytes += bytes_of({});
  pending.archive.insert_or_assign({id, ++pending.archive_mark}, ArchiveWrite{});
}

namespace {

// The newest write of an event on the disk: one of its blobs, unpacked.
std::optional<std::string> stored(const Store::State& state, EventId id, std::string_view sql) {
  auto reader = state.reader();
  if (!reader) {
    state.log(LogLevel::error, reader.error().to_string());
    return std::nullopt;
  }
  auto statement = (*reader)->prepare(sql);
  if (!statement) return std::nullopt;
  const auto row = statement->bind(1, id.number()).step();
  if (!row || !*row || statement->is_null(0)) return std::nullopt;
  constexpr std::size_t max_bytes = std::size_t{1} << 30U;
  auto bytes = unpack(statement->bytes(0), max_bytes);
  if (!bytes) state.log(LogLevel::error, "archived event " + id.str() + " cannot be read back");
  return bytes;
}

// The first event at or after `from` on the disk, erased or not.
std::optional<EventId> next_stored(const Store::State& state, EventId from) {
  auto reader = state.reader();
  if (!reader) return std::nullopt;
  auto statement = (*reader)->prepare("SELECT min(event) FROM archive WHERE event >= ?1");
  if (!statement) return std::nullopt;
  const auto row = statement->bind(1, from.number()).step();
  if (!row || !*row || statement->is_null(0)) return std::nullopt;
  return EventId(statement->number(0));
}

}  // namespace

std::optional<EventView> Store::find(EventId id) const {
  {
    const std::shared_lock guard(state_->pending.mutex);
    if (const ArchiveWrite* last = state_->pending.last_of(id)) {
      if (last->view == nullptr) return std::nullopt;
      return *last->view;
    }
  }
  const auto bytes =
      stored(*state_, id, "SELECT view FROM archive WHERE event = ?1 ORDER BY write DESC LIMIT 1");
  return bytes ? decode(*bytes) : std::nullopt;
}

std::optional<std::string> Store::state(EventId id) const {
  {
    const std::shared_lock guard(state_->pending.mutex);
    if (const ArchiveWrite* last = state_->pending.last_of(id)) {
      if (last->view == nullptr) return std::nullopt;
      return *last->state;
    }
  }
  return stored(*state_, id,
                "SELECT state FROM archive WHERE event = ?1 ORDER BY write DESC LIMIT 1");
}

void Store::for_each(const std::function<bool(const EventView&)>& visit) const {
  // From id to id, as the visitor may use the store itself.
  constexpr std::uint64_t last_stored = INT64_MAX;  // what SQLite can hold as positive
  EventId from{0};
  for (;;) {
    std::optional<EventId> next =
        from.number() <= last_stored ? next_stored(*state_, from) : std::nullopt;
    {
      const std::shared_lock guard(state_->pending.mutex);
      const auto waiting = state_->pending.archive.lower_bound({from, 0});
      if (waiting != state_->pending.archive.end() && (!next || waiting->first.first < *next)) {
        next = waiting->first.first;
      }
    }
    if (!next) return;
    const auto event = find(*next);
    if (event && !visit(*event)) return;
    if (next->number() == UINT64_MAX) return;
    from = EventId(next->number() + 1);
  }
}

result<void> Store::rewind_archive() {
  std::uint64_t mark = 0;
  auto done = state_->write([&](Connection& connection) -> result<void> {
    const auto kept = meta(connection, snapshot_mark_key);
    if (!kept) return kept.error();
    mark = *kept;
    {
      // Before the writer writes them: they are of the time to be undone, too.
      const std::unique_lock guard(state_->pending.mutex);
      std::erase_if(state_->pending.archive,
                    [&](const auto& entry) { return entry.first.second > mark; });
    }
    auto statement = connection.prepare("DELETE FROM archive WHERE write > ?1");
    if (!statement) return statement.error();
    return statement->bind(1, mark).run();
  });
  if (!done) return done;
  const std::unique_lock guard(state_->pending.mutex);
  state_->pending.archive_mark = mark;
  return {};
}

void Store::set_events(std::span<const std::pair<ArticleId, EventId>> events) {
  const std::unique_lock guard(state_->pending.mutex);
  for (const auto& [article, event] : events) {
    state_->pending.events.insert_or_assign(article, event);
  }
}

void Store::set_alias(EventId from, EventId into) {
  const std::unique_lock guard(state_->pending.mutex);
  state_->pending.aliases.insert_or_assign(from, into);
}

}  // namespace newsloom::store
