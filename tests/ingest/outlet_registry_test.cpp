#include "newsloom/ingest/outlet_registry.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using newsloom::ErrorCode;
using newsloom::ingest::parse_outlet_registry;
using newsloom::ingest::read_outlet_registry;

void refused(const std::string& json, ErrorCode code, std::string_view says) {
  CAPTURE(json);
  const auto made = parse_outlet_registry(json, "mine.json");
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().code == code);
  CHECK(made.error().where.source == "mine.json");
  CAPTURE(made.error().message);
  CHECK(made.error().message.find(says) != std::string::npos);
}

}  // namespace

TEST_CASE("a registry with all its fields is read") {
  const auto made = parse_outlet_registry(
      R"({"schema": "newsloom/outlets/1",
          "families": [{"id": "halden", "name": "Halden Media", "parent": "north"}],
          "outlets": [{"name": "Halden Post", "domains": ["halden.example"], "names": ["HP"],
                       "family": "halden", "country": "NO", "language": "nb", "kind": "newspaper",
                       "labels": {"my rating": "B"}}]})",
      "mine.json");
  REQUIRE(made.has_value());
  const auto* outlet = made->find_name("hp");
  REQUIRE(outlet != nullptr);
  CHECK(outlet->labels.at("my rating") == "B");
  CHECK(outlet->kind == newsloom::attribution::OutletKind::newspaper);
  CHECK(made->family_of(*outlet) == "north");
  CHECK(parse_outlet_registry("{}", "mine.json")->outlets().empty());
}

TEST_CASE("bad registries are refused, saying what and where") {
  refused("{\"outlets\": [", ErrorCode::json_syntax, "no JSON");
  refused("", ErrorCode::json_syntax, "no JSON");
  refused("[]", ErrorCode::wrong_type, "an object");
  refused(R"({"schema": "other/2"})", ErrorCode::invalid_registry, "newsloom/outlets/1");
  refused(R"({"outlet": []})", ErrorCode::invalid_registry, "\"outlet\"");
  refused(R"({"outlets": {}})", ErrorCode::wrong_type, "a list");
  refused(R"({"outlets": [3]})", ErrorCode::wrong_type, "outlets[0]");
  refused(R"({"outlets": [{"name": 3}]})", ErrorCode::wrong_type, "outlets[0]: \"name\"");
  refused(R"({"outlets": [{"name": "A", "domains": "a.example"}]})", ErrorCode::wrong_type,
          "\"domains\"");
  refused(R"({"outlets": [{"name": "A", "famly": "x"}]})", ErrorCode::invalid_registry, "famly");
  refused(R"({"outlets": [{"name": "A", "kind": "paper"}]})", ErrorCode::invalid_registry,
          "\"paper\" is no kind");
  refused(R"({"outlets": [{"domains": ["a.example"]}]})", ErrorCode::invalid_registry,
          "no \"name\"");
  refused(R"({"outlets": [{"name": "A", "domains": ["a.example"]},
                          {"name": "B", "domains": ["a.example"]}]})",
          ErrorCode::invalid_registry, "two outlets claim the domain \"a.example\"");
  refused(R"({"families": [{"id": "a", "parent": "b"}, {"id": "b", "parent": "a"}]})",
          ErrorCode::invalid_registry, "a → b → a");
  refused(R"({"families": [{"name": "a"}]})", ErrorCode::invalid_registry, "families[0]");
}

TEST_CASE("limits hold") {
  newsloom::ingest::OutletRegistryOptions options;
  options.max_bytes = 1024;
  CHECK(parse_outlet_registry(std::string(2000, ' '), "x", options).error().code ==
        ErrorCode::too_large);
  options.max_entries = 1;
  CHECK(parse_outlet_registry(R"({"families": [{"id": "a"}, {"id": "b"}]})", "x", options)
            .error()
            .code == ErrorCode::too_large);
}

TEST_CASE("a file is read; one that is not there is an io_error") {
  CHECK(read_outlet_registry("no/such/file.json").error().code == ErrorCode::io_error);
}
