// Looking things up: events of articles, merged events, lists of closed events, titles, blobs.
#include <algorithm>
#include <functional>
#include <mutex>
#include <set>
#include <utility>

#include "codec.hpp"
#include "state.hpp"
#include "titles.hpp"
#include "types/event_order.hpp"

namespace newsloom::store {
namespace {

// Of an event the last write counts. The dated ones in their order, then the undated.
constexpr std::string_view dated_sql =
    "SELECT event, view FROM archive AS a"
    " WHERE view IS NOT NULL AND updated <= ?1 AND updated >= ?2 AND sources >= ?3"
    " AND (?4 IS NULL OR started <= ?4)"
    " AND write = (SELECT max(write) FROM archive AS b WHERE b.event = a.event)"
    " ORDER BY updated DESC, event LIMIT ?5";
constexpr std::string_view undated_sql =
    "SELECT event, view FROM archive AS a"
    " WHERE view IS NOT NULL AND updated IS NULL AND event > ?1 AND sources >= ?2"
    " AND write = (SELECT max(write) FROM archive AS b WHERE b.event = a.event)"
    " ORDER BY event LIMIT ?3";

// Takes rows until the query is satisfied.
void collect(Statement& rows, const ArchiveQuery& query, const std::set<EventId>& but,
             std::vector<EventView>& events, std::size_t& wanted) {
  constexpr std::size_t max_bytes = std::size_t{1} << 30U;
  while (wanted > 0) {
    const auto row = rows.step();
    if (!row || !*row) return;
    if (but.contains(EventId(rows.number(0)))) continue;
    const auto bytes = unpack(rows.bytes(1), max_bytes);
    auto event = bytes ? decode(*bytes) : std::nullopt;
    if (!event || !matches(*event, query)) continue;
    events.push_back(*std::move(event));
    --wanted;
  }
}

void collect_dated(Connection& connection, const ArchiveQuery& query, const std::set<EventId>& but,
                   std::vector<EventView>& events, std::size_t& wanted) {
  if (query.after && !query.after->first) return;  // all of them come before it
  auto rows = connection.prepare(dated_sql);
  if (!rows) return;
  rows->bind(1, query.after ? query.after->first->time_since_epoch().count() : INT64_MAX)
      .bind(2, query.since ? query.since->time_since_epoch().count() : INT64_MIN)
      .bind(3, std::uint64_t{query.min_sources})
      .bind_time(4, query.until)
      .bind(5, std::uint64_t{query.max_visited});
  collect(*rows, query, but, events, wanted);
}

void collect_undated(Connection& connection, const ArchiveQuery& query,
                     const std::set<EventId>& but, std::vector<EventView>& events,
                     std::size_t& wanted) {
  if (query.since || query.until) return;
  auto rows = connection.prepare(undated_sql);
  if (!rows) return;
  const bool is_among_them = query.after && !query.after->first;
  rows->bind(1, is_among_them ? query.after->second.number() : std::uint64_t{0})
      .bind(2, std::uint64_t{query.min_sources})
      .bind(3, std::uint64_t{query.max_visited});
  collect(*rows, query, but, events, wanted);
}

}  // namespace

bool matches(const EventView& event, const ArchiveQuery& query) {
  if (!detail::meets(event, query)) return false;
  if (!query.after) return true;
  return detail::EventPlace{query.after->first, query.after->second} < detail::place_of(event);
}

std::vector<EventView> Store::archived(const ArchiveQuery& query) const {
  std::vector<EventView> events;
  std::set<EventId> waiting;
  {
    const std::shared_lock guard(state_->pending.mutex);
    for (const auto& [key, entry] : state_->pending.archive) {
      if (!waiting.insert(key.first).second) continue;
      const ArchiveWrite* last = state_->pending.last_of(key.first);
      if (last->view != nullptr && matches(*last->view, query)) events.push_back(*last->view);
    }
  }
  const auto reader = state_->reader();
  if (reader) {
    std::size_t wanted = query.limit;
    collect_dated(**reader, query, waiting, events, wanted);
    collect_undated(**reader, query, waiting, events, wanted);
  } else {
    state_->log(LogLevel::error, reader.error().to_string());
  }
  std::ranges::sort(events, std::less<>{}, detail::place_of);
  if (events.size() > query.limit) events.resize(query.limit);
  return events;
}

result<std::optional<EventId>> Store::event_of(const ArticleId& id) const {
  std::optional<EventId> event;
  {
    const std::shared_lock guard(state_->pending.mutex);
    const auto found = state_->pending.events.find(id);
    if (found != state_->pending.events.end()) event = found->second;
  }
  if (event) return std::optional(resolve(*event));
  auto reader = state_->reader();
  if (!reader) return reader.error();
  auto statement = (*reader)->prepare(
      "SELECT event FROM articles WHERE id = ?1 AND removed IS NULL"
      " ORDER BY revision DESC LIMIT 1");
  if (!statement) return statement.error();
  const auto row = statement->bind_text(1, id.str()).step();
  if (!row) return row.error();
  if (!*row) {
    return Error{ErrorCode::not_found, "no article \"" + id.str() + "\" is kept", {}};
  }
  if (statement->is_null(0) || statement->number(0) == 0) return std::optional<EventId>();
  return std::optional(resolve(EventId(statement->number(0))));
}

EventId Store::resolve(EventId id) const {
  // Each step leads to the event it was merged into; a chain that is longer is damaged.
  constexpr int longest_chain = 64;
  for (int step = 0; step < longest_chain; ++step) {
    std::optional<EventId> next;
    {
      const std::shared_lock guard(state_->pending.mutex);
      const auto found = state_->pending.aliases.find(id);
      if (found != state_->pending.aliases.end()) next = found->second;
    }
    if (!next) {
      const auto reader = state_->reader();
      if (!reader) return id;
      auto statement = (*reader)->prepare("SELECT event FROM aliases WHERE alias = ?1");
      if (!statement) return id;
      const auto row = statement->bind(1, id.number()).step();
      if (!row || !*row) return id;
      next = EventId(statement->number(0));
    }
    if (*next == id) return id;
    id = *next;
  }
  return id;
}

result<std::vector<TitleHit>> Store::search(std::string_view query, std::size_t limit,
                                            std::optional<std::uint64_t> before) const {
  std::vector<TitleHit> hits;
  const std::string expression = title_query(query);
  if (expression.empty()) return hits;
  {
    auto reader = state_->reader();
    if (!reader) return reader.error();
    auto rows = (*reader)->prepare(
        "SELECT a.sequence, a.id, a.title, a.outlet, a.published, a.event FROM titles AS t"
        " JOIN articles AS a ON a.sequence = t.rowid"
        " WHERE titles MATCH ?1 AND t.rowid < ?2 ORDER BY t.rowid DESC LIMIT ?3");
    if (!rows) return rows.error();
    constexpr std::uint64_t no_limit = INT64_MAX;
    rows->bind_text(1, expression)
        .bind(2, std::min(before.value_or(no_limit), no_limit))
        .bind(3, std::uint64_t{std::min<std::size_t>(limit, no_limit)});
    for (;;) {
      const auto row = rows->step();
      if (!row) return row.error();
      if (!*row) break;
      TitleHit hit{rows->number(0), ArticleId(rows->text(1)),
                   rows->text(2),   rows->text(3),
                   rows->time(4),   std::nullopt};
      if (!rows->is_null(5) && rows->number(5) != 0) hit.event = EventId(rows->number(5));
      hits.push_back(std::move(hit));
    }
  }
  for (TitleHit& hit : hits) {
    {
      const std::shared_lock guard(state_->pending.mutex);
      const auto found = state_->pending.events.find(hit.article);
      if (found != state_->pending.events.end()) hit.event = found->second;
    }
    if (hit.event) hit.event = resolve(*hit.event);
  }
  return hits;
}

result<void> Store::put_blob(std::string_view kind, std::string_view key, std::string_view bytes) {
  return state_->write([&](Connection& connection) -> result<void> {
    auto statement = connection.prepare(
        "INSERT INTO blobs(kind, key, bytes) VALUES(?1, ?2, ?3)"
        " ON CONFLICT(kind, key) DO UPDATE SET bytes = excluded.bytes");
    if (!statement) return statement.error();
    return statement->bind_text(1, kind).bind_text(2, key).bind_blob(3, bytes).run();
  });
}

result<std::optional<std::string>> Store::blob(std::string_view kind, std::string_view key) const {
  auto reader = state_->reader();
  if (!reader) return reader.error();
  auto statement = (*reader)->prepare("SELECT bytes FROM blobs WHERE kind = ?1 AND key = ?2");
  if (!statement) return statement.error();
  const auto row = statement->bind_text(1, kind).bind_text(2, key).step();
  if (!row) return row.error();
  if (!*row) return std::optional<std::string>();
  return std::optional(statement->text(0));
}

result<void> Store::erase_blob(std::string_view kind, std::string_view key) {
  return state_->write([&](Connection& connection) -> result<void> {
    auto statement = connection.prepare("DELETE FROM blobs WHERE kind = ?1 AND key = ?2");
    if (!statement) return statement.error();
    return statement->bind_text(1, kind).bind_text(2, key).run();
  });
}

}  // namespace newsloom::store
