// Snapshots, backup, retention, checks.
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <string>
#include <system_error>
#include <utility>

#include "codec.hpp"
#include "schema.hpp"
#include "state.hpp"

namespace newsloom::store {
namespace {

// A snapshot is kept in parts, as SQLite wants a row in memory at once.
constexpr std::size_t part_bytes = std::size_t{4} << 20U;
constexpr int snapshot_level = 1;

result<void> run_with(Connection& connection, std::string_view sql, std::uint64_t first,
                      std::uint64_t second = 0) {
  auto statement = connection.prepare(sql);
  if (!statement) return statement.error();
  statement->bind(1, first);
  if (second != 0) statement->bind(2, second);
  return statement->run();
}

result<void> write_parts(Connection& connection, const std::vector<std::string>& parts) {
  auto cleared = connection.prepare("DELETE FROM snapshots");
  if (!cleared) return cleared.error();
  if (auto done = cleared->run(); !done) return done;
  auto insert = connection.prepare("INSERT INTO snapshots(part, bytes) VALUES(?1, ?2)");
  if (!insert) return insert.error();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto done = insert->bind(1, std::uint64_t{i}).bind_blob(2, parts[i]).run();
    if (!done) return done;
  }
  return {};
}

// Of each event written since the last snapshot, only the last write up to `mark` is needed now.
result<void> prune_archive(Connection& connection, std::uint64_t from, std::uint64_t mark) {
  std::vector<std::uint64_t> events;
  {
    auto touched =
        connection.prepare("SELECT DISTINCT event FROM archive WHERE write > ?1 AND write <= ?2");
    if (!touched) return touched.error();
    touched->bind(1, from).bind(2, mark);
    for (;;) {
      const auto row = touched->step();
      if (!row) return row.error();
      if (!*row) break;
      events.push_back(touched->number(0));
    }
  }
  for (const std::uint64_t event : events) {
    auto older = run_with(connection,
                          "DELETE FROM archive WHERE event = ?1 AND write < (SELECT max(write)"
                          " FROM archive WHERE event = ?1 AND write <= ?2)",
                          event, mark);
    if (!older) return older;
    auto erased = run_with(connection,
                           "DELETE FROM archive WHERE event = ?1 AND write <= ?2 AND view IS NULL",
                           event, mark);
    if (!erased) return erased;
  }
  return {};
}

// What only a replay from before the snapshot would need.
result<void> purge_removed(Connection& connection, std::uint64_t sequence) {
  auto articles = run_with(
      connection, "DELETE FROM articles WHERE removed IS NOT NULL AND removed <= ?1", sequence);
  if (!articles) return articles;
  return run_with(connection, "DELETE FROM removals WHERE sequence <= ?1", sequence);
}

struct Old {
  std::int64_t sequence = 0;
  std::string title;
};

// An article is dropped when its event is not open: archived, dropped itself (0), or never said.
constexpr std::string_view old_articles_sql =
    "SELECT sequence, title FROM articles AS a WHERE received < ?1 AND sequence <= ?2"
    " AND removed IS NULL AND (event IS NULL OR event = 0 OR EXISTS(SELECT 1 FROM archive"
    " WHERE archive.event = coalesce((SELECT aliases.event FROM aliases WHERE alias = a.event),"
    " a.event))) ORDER BY received LIMIT ?3";

result<std::uint64_t> drop_articles(Connection& connection, Timestamp before, std::uint64_t upto,
                                    std::size_t limit) {
  std::vector<Old> old;
  {
    auto rows = connection.prepare(old_articles_sql);
    if (!rows) return rows.error();
    rows->bind_time(1, before).bind(2, upto).bind(3, std::uint64_t{limit});
    for (;;) {
      const auto row = rows->step();
      if (!row) return row.error();
      if (!*row) break;
      old.push_back({rows->integer(0), rows->text(1)});
    }
  }
  for (const Old& article : old) {
    // Only the newest revision of an article is in the index.
    auto newer = connection.prepare(
        "SELECT count(*) FROM articles AS a, articles AS b WHERE a.sequence = ?1 AND b.id = a.id"
        " AND b.revision > a.revision AND b.removed IS NULL");
    if (!newer) return newer.error();
    const auto row = newer->bind(1, article.sequence).step();
    if (!row) return row.error();
    if (newer->integer(0) == 0) {
      auto out = unindex_title(connection, article.sequence, article.title);
      if (!out) return out.error();
    }
    auto dropped = run_with(connection, "DELETE FROM articles WHERE sequence = ?1",
                            static_cast<std::uint64_t>(article.sequence));
    if (!dropped) return dropped.error();
  }
  return old.size();
}

result<std::uint64_t> drop_events(Connection& connection, Timestamp before, std::uint64_t mark,
                                  std::size_t limit) {
  std::vector<std::pair<std::uint64_t, std::string>> old;
  {
    auto rows = connection.prepare(
        "SELECT event, view FROM archive WHERE updated < ?1 AND write <= ?2 AND view IS NOT NULL"
        " ORDER BY updated LIMIT ?3");
    if (!rows) return rows.error();
    rows->bind_time(1, before).bind(2, mark).bind(3, std::uint64_t{limit});
    for (;;) {
      const auto row = rows->step();
      if (!row) return row.error();
      if (!*row) break;
      old.emplace_back(rows->number(0), rows->text(1));
    }
  }
  constexpr std::size_t max_bytes = std::size_t{1} << 30U;
  auto leave = connection.prepare("UPDATE articles SET event = 0 WHERE id = ?1");
  if (!leave) return leave.error();
  for (const auto& [event, bytes] : old) {
    const auto unpacked = unpack(bytes, max_bytes);
    const auto view = unpacked ? decode(*unpacked) : std::nullopt;
    for (const CoverageRow& row : view ? view->coverage : std::vector<CoverageRow>()) {
      if (auto done = leave->bind_text(1, row.article.str()).run(); !done) return done.error();
    }
    auto dropped = run_with(connection, "DELETE FROM archive WHERE event = ?1", event);
    if (!dropped) return dropped.error();
  }
  return old.size();
}

Error copy_failed(const std::string& path, int code) {
  const bool full = (code & 0xff) == SQLITE_FULL;
  return {full ? ErrorCode::disk_full : ErrorCode::io_error,
          std::string("the backup could not be written: ") + sqlite3_errstr(code),
          {path, {}, {}, {}}};
}

}  // namespace

result<void> Store::put_snapshot(const Snapshot& snapshot) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at < snapshot.bytes.size(); at += part_bytes) {
    parts.push_back(pack(std::string_view(snapshot.bytes).substr(at, part_bytes), snapshot_level));
  }
  // First what the snapshot relies on, so that the archive can be cut back to its mark.
  if (auto flushed = flush(); !flushed) return flushed;
  return state_->write([&](Connection& connection) -> result<void> {
    const auto last_mark = meta(connection, snapshot_mark_key);
    if (!last_mark) return last_mark.error();
    if (auto done = write_parts(connection, parts); !done) return done;
    if (auto done = set_meta(connection, snapshot_sequence_key, snapshot.sequence); !done) {
      return done;
    }
    if (auto done = set_meta(connection, snapshot_mark_key, snapshot.archive_mark); !done) {
      return done;
    }
    auto pruned = prune_archive(connection, *last_mark, snapshot.archive_mark);
    if (!pruned) return pruned;
    return purge_removed(connection, snapshot.sequence);
  });
}

result<std::optional<Snapshot>> Store::snapshot() const {
  auto reader = state_->reader();
  if (!reader) return reader.error();
  if (auto begun = (*reader)->execute("BEGIN"); !begun) return begun.error();
  const auto load = [&]() -> result<std::optional<Snapshot>> {
    Snapshot snapshot;
    auto rows = (*reader)->prepare("SELECT bytes FROM snapshots ORDER BY part");
    if (!rows) return rows.error();
    bool is_any = false;
    for (;;) {
      const auto row = rows->step();
      if (!row) return row.error();
      if (!*row) break;
      is_any = true;
      const auto part = unpack(rows->bytes(0), part_bytes);
      if (!part) return state_->wrong(ErrorCode::damaged, "the last snapshot cannot be read back");
      snapshot.bytes += *part;
    }
    if (!is_any) return std::optional<Snapshot>();
    const auto sequence = meta(**reader, snapshot_sequence_key);
    if (!sequence) return sequence.error();
    const auto mark = meta(**reader, snapshot_mark_key);
    if (!mark) return mark.error();
    snapshot.sequence = *sequence;
    snapshot.archive_mark = *mark;
    return std::optional(std::move(snapshot));
  };
  auto loaded = load();
  (void)(*reader)->execute("COMMIT");
  return loaded;
}

result<void> Store::backup(const std::string& path) const {
  if (::access(path.c_str(), F_OK) == 0) {
    return Error{ErrorCode::already_exists, "the backup's file exists already", {path, {}, {}, {}}};
  }
  const std::string unfinished = path + ".unfinished";
  (void)::unlink(unfinished.c_str());
  {
    auto reader = state_->reader();
    if (!reader) return reader.error();
    auto copy = Connection::open(unfinished, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!copy) return copy.error();
    sqlite3_backup* const backup =
        sqlite3_backup_init((*copy)->handle(), "main", (*reader)->handle(), "main");
    if (backup == nullptr) return copy_failed(path, sqlite3_errcode((*copy)->handle()));
    // In one go: a reader of the write-ahead log keeps no writer waiting.
    const int stepped = sqlite3_backup_step(backup, -1);
    const int finished = sqlite3_backup_finish(backup);
    if (stepped != SQLITE_DONE || finished != SQLITE_OK) {
      (void)::unlink(unfinished.c_str());
      return copy_failed(path, stepped != SQLITE_DONE ? stepped : finished);
    }
    // The copy is one file: no log beside it.
    if (auto done = (*copy)->execute("PRAGMA journal_mode = DELETE"); !done) return done;
  }
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) {
    return Error{
        ErrorCode::io_error,
        "the backup could not be moved into place: " + std::generic_category().message(errno),
        {path, {}, {}, {}}};
  }
  return {};
}

result<Dropped> Store::retain(const Retention& retention) {
  Dropped dropped;
  auto done = state_->write([&](Connection& connection) -> result<void> {
    const auto sequence = meta(connection, snapshot_sequence_key);
    if (!sequence) return sequence.error();
    const auto mark = meta(connection, snapshot_mark_key);
    if (!mark) return mark.error();
    if (retention.articles_received_before) {
      const auto count = drop_articles(connection, *retention.articles_received_before, *sequence,
                                       retention.max_rows);
      if (!count) return count.error();
      dropped.articles = *count;
    }
    if (retention.events_updated_before) {
      const auto count =
          drop_events(connection, *retention.events_updated_before, *mark, retention.max_rows);
      if (!count) return count.error();
      dropped.events = *count;
    }
    return {};
  });
  if (!done) return done.error();
  return dropped;
}

result<void> Store::check() const {
  auto reader = state_->reader();
  if (!reader) return reader.error();
  {
    auto rows = (*reader)->prepare("PRAGMA integrity_check(1)");
    if (!rows) return rows.error();
    const auto row = rows->step();
    if (!row) return row.error();
    if (rows->bytes(0) != "ok") {
      return state_->wrong(ErrorCode::damaged, "the check found: " + rows->text(0));
    }
  }
  // Every article that can be found has its newest revision's title in the index.
  const auto counted = (*reader)->query_integer(
      "SELECT (SELECT count(DISTINCT id) FROM articles WHERE removed IS NULL)"
      " - (SELECT count(*) FROM titles_docsize)");
  if (!counted) return counted.error();
  if (*counted != 0) {
    return state_->wrong(ErrorCode::damaged,
                         "the index of titles is off by " + std::to_string(*counted) + " articles");
  }
  return {};
}

result<StoreStatistics> Store::statistics() const {
  auto reader = state_->reader();
  if (!reader) return reader.error();
  StoreStatistics now;
  const auto count = [&](std::string_view sql, std::uint64_t& into) -> result<void> {
    const auto value = (*reader)->query_integer(sql);
    if (!value) return value.error();
    into = static_cast<std::uint64_t>(*value);
    return {};
  };
  std::uint64_t pages = 0;
  std::uint64_t page_size = 0;
  for (const auto& done :
       {count("SELECT count(*) FROM articles", now.articles),
        count("SELECT count(DISTINCT event) FROM archive", now.archived_events),
        count("PRAGMA page_count", pages), count("PRAGMA page_size", page_size)}) {
    if (!done) return done.error();
  }
  now.file_bytes = pages * page_size;
  now.last_sequence = state_->last_sequence;
  now.commits = state_->commits;
  now.writes = state_->writes;
  now.schema_version = schema_version();
  return now;
}

}  // namespace newsloom::store
