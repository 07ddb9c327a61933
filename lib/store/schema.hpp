// Tables, and how an older store becomes one of today.
#pragma once

#include <cstdint>

#include "newsloom/error.hpp"
#include "sqlite.hpp"

namespace newsloom::store {

/// What this library writes: `PRAGMA user_version`.
[[nodiscard]] std::uint32_t schema_version() noexcept;

/// Makes the tables of a new file, or takes an older one step by step to `upto`, all in one
/// transaction. Errors: `damaged` for a database of another program, `newer_version`, SQLite's.
[[nodiscard]] result<void> migrate(Connection& connection, std::uint32_t upto = schema_version());

/// That a file which is only read is one of ours and of this version.
[[nodiscard]] result<void> check_schema(Connection& connection);

}  // namespace newsloom::store
