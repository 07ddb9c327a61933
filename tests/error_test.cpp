#include "newsloom/error.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>
#include <set>
#include <string>

namespace newsloom {
namespace {

using std::string;

TEST_CASE("an error says stage, code, place and message") {
  const Error full{ErrorCode::json_syntax, "expected a comma", {"a.jsonl", 12, 300, "title"}};
  CHECK(full.to_string() ==
        "ingest/json_syntax: a.jsonl:12: byte 300: field \"title\": expected a comma");
  const Error line{ErrorCode::json_syntax, "expected a comma", {"a.jsonl", 12, {}, "title"}};
  CHECK(line.to_string() == "ingest/json_syntax: a.jsonl:12: field \"title\": expected a comma");
  const Error no_source{ErrorCode::wrong_type, "expected a string", {"", 3, {}, ""}};
  CHECK(no_source.to_string() == "ingest/wrong_type: line 3: expected a string");
  const Error bare{ErrorCode::cancelled, "stopped by the caller", {}};
  CHECK(bare.to_string() == "general/cancelled: stopped by the caller");
}

TEST_CASE("every code has a name of its own and the stage of its hundred") {
  // 1–999 is every code a stage of today could hold.
  std::set<string> names;
  std::size_t known = 0;
  for (std::uint16_t value = 0; value < 1000; ++value) {
    const auto code = static_cast<ErrorCode>(value);
    const string name(to_string(code));
    if (name == "unknown") continue;
    ++known;
    names.insert(name);
    CHECK(to_string(stage_of(code)) != "unknown");
  }
  CHECK(known == 33);
  CHECK(names.size() == known);
  CHECK(to_string(stage_of(ErrorCode::not_found)) == "general");
  CHECK(to_string(stage_of(ErrorCode::model_unusable)) == "text");
  CHECK(to_string(stage_of(ErrorCode::json_syntax)) == "ingest");
  CHECK(to_string(stage_of(ErrorCode::not_active)) == "cluster");
  CHECK(to_string(stage_of(ErrorCode::invalid_registry)) == "attribution");
  CHECK(to_string(stage_of(ErrorCode::disk_full)) == "store");
  CHECK(to_string(stage_of(ErrorCode::unreachable)) == "net");
}

TEST_CASE("a foreign value is named unknown") {
  CHECK(to_string(static_cast<ErrorCode>(9999)) == "unknown");
  CHECK(to_string(static_cast<Stage>(200)) == "unknown");
}

TEST_CASE("a result holds a value or an error") {
  result<int> value = 7;
  CHECK(value.has_value());
  CHECK(value);
  CHECK(*value == 7);
  CHECK(value.value() == 7);
  CHECK(value.value_or(1) == 7);

  const result<int> error = Error{ErrorCode::not_found, "no such thing", {}};
  CHECK_FALSE(error);
  CHECK(error.error().code == ErrorCode::not_found);
  CHECK(error.value_or(1) == 1);
}

TEST_CASE("asking for a value that is not there throws, and says the error") {
  const result<int> none = Error{ErrorCode::not_found, "no such thing", {}};
  try {
    static_cast<void>(none.value());
    FAIL("value() returned");
  } catch (const BadResultAccess& bad) {
    CHECK(string(bad.what()) == "general/not_found: no such thing");
  }
  const result<void> failed = Error{ErrorCode::io_error, "disk full", {}};
  CHECK_THROWS_AS(failed.value(), BadResultAccess);
}

TEST_CASE("a result of nothing succeeds or fails") {
  const result<void> done;
  CHECK(done);
  done.value();
  const result<void> failed = Error{ErrorCode::io_error, "disk full", {}};
  CHECK_FALSE(failed);
  CHECK(failed.error().message == "disk full");
}

TEST_CASE("a value that can only be moved is moved out") {
  result<std::unique_ptr<int>> made = std::make_unique<int>(3);
  REQUIRE(made);
  const std::unique_ptr<int> taken = std::move(made).value();
  CHECK(*taken == 3);
}

}  // namespace
}  // namespace newsloom
