#include "schema.hpp"

#include <array>
#include <string>

#include "titles.hpp"

namespace newsloom::store {
namespace {

constexpr std::int64_t application_id = 0x6e77736c;  // "nwsl", in the file's header

using Migration = result<void> (*)(Connection&);

// Version 1: the log, the archive, the last snapshot, blobs.
// `articles.removed` is the log entry that took the article out; such a row is hidden and only kept
// for replays. `archive` has a row a write, so that those after the snapshot can be undone; a null
// view is an erased event.
result<void> make_tables(Connection& connection) {
  return connection.execute(R"(
    CREATE TABLE articles(
      sequence INTEGER PRIMARY KEY, id TEXT NOT NULL, revision INTEGER NOT NULL, url TEXT NOT NULL,
      outlet TEXT NOT NULL, language TEXT NOT NULL, published INTEGER, precision INTEGER NOT NULL,
      title TEXT NOT NULL, body BLOB NOT NULL, about BLOB NOT NULL, digest BLOB NOT NULL,
      received INTEGER NOT NULL, removed INTEGER) STRICT;
    CREATE INDEX articles_by_id ON articles(id, revision);
    CREATE INDEX articles_by_received ON articles(received);
    CREATE INDEX articles_removed ON articles(removed) WHERE removed IS NOT NULL;
    CREATE TABLE removals(sequence INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT;
    CREATE TABLE archive(
      event INTEGER NOT NULL, write INTEGER NOT NULL, updated INTEGER, started INTEGER,
      sources INTEGER NOT NULL, view BLOB, state BLOB) STRICT;
    CREATE UNIQUE INDEX archive_by_event ON archive(event, write);
    CREATE INDEX archive_by_write ON archive(write);
    CREATE TABLE snapshots(part INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE blobs(kind TEXT NOT NULL, key TEXT NOT NULL, bytes BLOB NOT NULL,
      PRIMARY KEY(kind, key)) STRICT;)");
}

// Version 2: titles can be searched, articles say their event, merged events lead on, closed events
// are listed by their last update. The index holds no text of its own; it
// knows beginnings of three characters, as `title_query` asks for none shorter.
result<void> make_look_ups(Connection& connection) {
  auto done = connection.execute(R"(
    CREATE VIRTUAL TABLE titles USING fts5(title, content='', prefix='3',
      tokenize="unicode61 remove_diacritics 2");
    ALTER TABLE articles ADD COLUMN event INTEGER;
    CREATE TABLE aliases(alias INTEGER PRIMARY KEY, event INTEGER NOT NULL) STRICT;
    CREATE INDEX archive_by_update ON archive(updated DESC, event);)");
  if (!done) return done;
  auto read = connection.prepare("SELECT sequence, title FROM articles WHERE removed IS NULL");
  if (!read) return read.error();
  auto write = connection.prepare("INSERT INTO titles(rowid, title) VALUES(?1, ?2)");
  if (!write) return write.error();
  for (;;) {
    const auto row = read->step();
    if (!row) return row.error();
    if (!*row) return {};
    const std::string title = title_for_index(read->bytes(1));
    if (auto wrote = write->bind(1, read->integer(0)).bind_text(2, title).run(); !wrote) {
      return wrote;
    }
  }
}

constexpr std::array<Migration, 2> migrations = {make_tables, make_look_ups};

Error not_ours(std::int64_t found) {
  return {
      ErrorCode::damaged,
      "this is a database of another program (its application id is " + std::to_string(found) + ")",
      {}};
}

Error newer(std::int64_t version) {
  return {ErrorCode::newer_version,
          "the store has schema version " + std::to_string(version) +
              ", this library reads up to " + std::to_string(schema_version()) +
              ": use the library that wrote it, or a later one",
          {}};
}

result<std::int64_t> version_of(Connection& connection) {
  auto version = connection.query_integer("PRAGMA user_version");
  if (!version) return version;
  auto application = connection.query_integer("PRAGMA application_id");
  if (!application) return application;
  auto tables = connection.query_integer("SELECT count(*) FROM sqlite_schema");
  if (!tables) return tables;
  if (*application != application_id && *tables > 0) return not_ours(*application);
  if (*version > std::int64_t{schema_version()}) return newer(*version);
  return version;
}

result<void> migrate_in_transaction(Connection& connection, std::uint32_t upto) {
  const auto version = version_of(connection);
  if (!version) return version.error();
  for (auto step = static_cast<std::size_t>(*version); step < upto; ++step) {
    if (auto done = migrations.at(step)(connection); !done) return done;
  }
  if (*version >= std::int64_t{upto}) return {};
  return connection.execute("PRAGMA application_id = " + std::to_string(application_id) +
                            "; PRAGMA user_version = " + std::to_string(upto));
}

}  // namespace

std::uint32_t schema_version() noexcept { return static_cast<std::uint32_t>(migrations.size()); }

result<void> migrate(Connection& connection, std::uint32_t upto) {
  if (auto begun = connection.execute("BEGIN IMMEDIATE"); !begun) return begun;
  if (auto done = migrate_in_transaction(connection, upto); !done) {
    if (connection.in_transaction()) (void)connection.execute("ROLLBACK");
    return done;
  }
  return connection.execute("COMMIT");
}

result<void> check_schema(Connection& connection) {
  const auto version = version_of(connection);
  if (!version) return version.error();
  if (*version == std::int64_t{schema_version()}) return {};
  return Error{ErrorCode::read_only,
               "the store has schema version " + std::to_string(*version) +
                   "; open it for writing once, and it is brought to " +
                   std::to_string(schema_version()),
               {}};
}

}  // namespace newsloom::store
