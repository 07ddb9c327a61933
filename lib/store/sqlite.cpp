#include "sqlite.hpp"

#include <utility>

namespace newsloom::store {
namespace {

ErrorCode code_of(int code) {
  constexpr int primary = 0xff;  // the rest says more closely what it was
  switch (code & primary) {
    case SQLITE_FULL:
      return ErrorCode::disk_full;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return ErrorCode::read_only;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
      return ErrorCode::damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return ErrorCode::locked;
    case SQLITE_TOOBIG:
      return ErrorCode::too_large;
    default:
      return ErrorCode::io_error;
  }
}

std::string_view advice(ErrorCode code) {
  switch (code) {
    case ErrorCode::disk_full:
      return ": there is no room left; nothing was changed, free some and try again";
    case ErrorCode::read_only:
      return ": it may not be written to; nothing was changed";
    case ErrorCode::damaged:
      return ": take the last backup";
    case ErrorCode::locked:
      return ": another program holds it";
    default:
      return "";
  }
}

}  // namespace

Statement::~Statement() {
  if (statement_ == nullptr) return;
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(int at, std::int64_t value) {
  sqlite3_bind_int64(statement_, at, value);
  return *this;
}

// A null destructor is SQLITE_STATIC: the bytes are the caller's.
Statement& Statement::bind_text(int at, std::string_view value) {
  const char* const data = value.data() == nullptr ? "" : value.data();  // null binds NULL
  sqlite3_bind_text64(statement_, at, data, value.size(), nullptr, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind_blob(int at, std::string_view value) {
  const char* const data = value.data() == nullptr ? "" : value.data();
  sqlite3_bind_blob64(statement_, at, data, value.size(), nullptr);
  return *this;
}

Statement& Statement::bind_time(int at, std::optional<Timestamp> value) {
  if (value) return bind(at, std::int64_t{value->time_since_epoch().count()});
  sqlite3_bind_null(statement_, at);
  return *this;
}

result<bool> Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  Error error = connection_->error(code);
  sqlite3_reset(statement_);
  return error;
}

result<void> Statement::run() {
  const auto stepped = step();
  sqlite3_reset(statement_);
  if (!stepped) return stepped.error();
  return {};
}

std::string_view Statement::bytes(int at) const {
  const void* const data = sqlite3_column_blob(statement_, at);
  const int size = sqlite3_column_bytes(statement_, at);
  if (data == nullptr || size <= 0) return {};
  return {static_cast<const char*>(data), static_cast<std::size_t>(size)};
}

std::optional<Timestamp> Statement::time(int at) const {
  if (is_null(at)) return std::nullopt;
  return Timestamp{std::chrono::seconds{integer(at)}};
}

result<std::unique_ptr<Connection>> Connection::open(const std::string& path, int flags) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  std::unique_ptr<Connection> connection(new Connection(path, handle));
  if (code != SQLITE_OK) {
    if (handle == nullptr) return Error{ErrorCode::io_error, "no memory", {path, {}, {}, {}}};
    return connection->error(code);
  }
  sqlite3_extended_result_codes(handle, 1);
  return connection;
}

Connection::~Connection() {
  for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(handle_);
}

result<Statement> Connection::prepare(std::string_view sql) {
  auto& statement = statements_[std::string(sql)];
  if (statement == nullptr) {
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return error(code);
  }
  return Statement(*this, statement);
}

result<void> Connection::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return error(code);
  return {};
}

result<std::int64_t> Connection::query_integer(std::string_view sql) {
  auto statement = prepare(sql);
  if (!statement) return statement.error();
  const auto row = statement->step();
  if (!row) return row.error();
  return *row ? statement->integer(0) : 0;
}

Error Connection::error(int code) const {
  const ErrorCode ours = code_of(code);
  std::string message = "the store says \"";
  message += sqlite3_errmsg(handle_);
  message += '"';
  message += advice(ours);
  return {ours, std::move(message), {path_, {}, {}, {}}};
}

}  // namespace newsloom::store
