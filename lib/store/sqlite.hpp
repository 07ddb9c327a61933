// SQLite as this module uses it: connections and statements that close themselves, errors as
// values.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "newsloom/error.hpp"
#include "newsloom/types.hpp"

namespace newsloom::store {

class Connection;

/// A prepared statement, lent by a connection: bind from 1 on, step, read columns from 0 on.
/// Resets itself at the end. Bound views must live until the last `step`.
class Statement {
 public:
  Statement(Connection& connection, sqlite3_stmt* statement)
      : connection_(&connection), statement_(statement) {}
  ~Statement();
  Statement(Statement&& other) noexcept
      : connection_(other.connection_), statement_(std::exchange(other.statement_, nullptr)) {}
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  Statement& operator=(Statement&&) = delete;

  Statement& bind(int at, std::int64_t value);
  Statement& bind(int at, std::uint64_t value) {
    return bind(at, static_cast<std::int64_t>(value));
  }
  Statement& bind_text(int at, std::string_view value);
  Statement& bind_blob(int at, std::string_view value);
  Statement& bind_time(int at, std::optional<Timestamp> value);

  /// True: there is a row; false: done.
  [[nodiscard]] result<bool> step();
  /// Steps to the end of a statement that gives no rows. Can be run again with other values.
  [[nodiscard]] result<void> run();

  [[nodiscard]] std::int64_t integer(int at) const { return sqlite3_column_int64(statement_, at); }
  [[nodiscard]] std::uint64_t number(int at) const {
    return static_cast<std::uint64_t>(integer(at));
  }
  /// Valid until the next step.
  [[nodiscard]] std::string_view bytes(int at) const;
  [[nodiscard]] std::string text(int at) const { return std::string(bytes(at)); }
  [[nodiscard]] std::optional<Timestamp> time(int at) const;
  [[nodiscard]] bool is_null(int at) const {
    return sqlite3_column_type(statement_, at) == SQLITE_NULL;
  }

 private:
  Connection* connection_;
  sqlite3_stmt* statement_;
};

/// One connection, used by one thread at a time. Statements are prepared once and kept.
class Connection {
 public:
  /// `flags`: SQLITE_OPEN_…; errors carry `path`.
  [[nodiscard]] static result<std::unique_ptr<Connection>> open(const std::string& path, int flags);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// `sql` must be a literal or otherwise live as long as the connection's use of it is cached by
  /// content. A statement is lent once at a time.
  [[nodiscard]] result<Statement> prepare(std::string_view sql);
  /// Runs any number of statements that give no rows.
  [[nodiscard]] result<void> execute(const std::string& sql);
  /// The first column of the first row.
  [[nodiscard]] result<std::int64_t> query_integer(std::string_view sql);

  /// The last failure as an error of ours.
  [[nodiscard]] Error error(int code) const;
  [[nodiscard]] sqlite3* handle() const { return handle_; }
  [[nodiscard]] bool in_transaction() const { return sqlite3_get_autocommit(handle_) == 0; }

 private:
  Connection(std::string path, sqlite3* handle) : path_(std::move(path)), handle_(handle) {}
  std::string path_;
  sqlite3* handle_;
  std::unordered_map<std::string, sqlite3_stmt*> statements_;
};

}  // namespace newsloom::store
