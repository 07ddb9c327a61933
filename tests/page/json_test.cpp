#include "newsloom/page/json.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <string>

#include "newsloom/page/compose.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;
namespace json = boost::json;

/// As much of JSON Schema as ours uses; what it does not know fails.
class Validator {
 public:
  explicit Validator(const json::value& root) : root_(root) {}

  /// The first place that does not fit; empty if all does.
  std::string check(const json::value& schema, const json::value& value, const std::string& at) {
    const json::object& rules = schema.as_object();
    if (const auto* ref = rules.if_contains("$ref")) {
      const std::string name(ref->as_string());
      return check(root_.at("$defs").at(name.substr(name.rfind('/') + 1)), value, at);
    }
    for (const auto& [rule, wanted] : rules) {
      if (!holds(rule, wanted, rules, value)) return at + ": " + std::string(rule);
    }
    return inside(rules, value, at);
  }

 private:
  static bool is_type(std::string_view type, const json::value& value) {
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    return type == "number" && value.is_number();
  }

  static bool holds(std::string_view rule, const json::value& wanted, const json::object& rules,
                    const json::value& value) {
    if (rule == "type") return is_type(wanted.as_string(), value);
    if (rule == "const") return value == wanted;
    if (rule == "minimum") return value.to_number<double>() >= wanted.to_number<double>();
    if (rule == "minItems") return value.as_array().size() >= wanted.to_number<std::size_t>();
    if (rule == "enum") {
      for (const auto& one : wanted.as_array()) {
        if (one == value) return true;
      }
      return false;
    }
    if (rule == "required") {
      for (const auto& name : wanted.as_array()) {
        if (!value.as_object().contains(name.as_string())) return false;
      }
      return true;
    }
    if (rule == "additionalProperties" && wanted.is_bool()) {
      for (const auto& [name, member] : value.as_object()) {
        if (!rules.at("properties").as_object().contains(name)) return false;
      }
      return true;
    }
    return rule == "properties" || rule == "items" || rule == "$schema" || rule == "title" ||
           rule == "description" || rule == "$defs" || rule == "additionalProperties";
  }

  std::string inside(const json::object& rules, const json::value& value, const std::string& at) {
    if (const auto* items = rules.if_contains("items")) {
      for (const auto& entry : value.as_array()) {
        if (auto wrong = check(*items, entry, at + "[]"); !wrong.empty()) return wrong;
      }
    }
    if (!value.is_object()) return {};
    const auto* properties = rules.if_contains("properties");
    const auto* others = rules.if_contains("additionalProperties");
    for (const auto& [name, member] : value.as_object()) {
      const json::value* schema =
          properties != nullptr ? properties->as_object().if_contains(name) : nullptr;
      if (schema == nullptr && others != nullptr && others->is_object()) schema = others;
      if (schema == nullptr) continue;
      if (auto wrong = check(*schema, member, at + "." + std::string(name)); !wrong.empty()) {
        return wrong;
      }
    }
    return {};
  }

  const json::value& root_;
};

TEST_CASE("a page fits the schema that is shipped") {
  const json::value schema =
      json::parse(json::string_view(page_json_schema().data(), page_json_schema().size()));
  const auto sample = tests::make_sample();
  StoryIndex stories;
  REQUIRE(stories.put(sample.earlier, sample.articles));
  REQUIRE(stories.put(sample.event, sample.articles));
  PageContext context;
  context.stories = &stories;
  for (const EventView* event : {&sample.event, &sample.earlier}) {
    const auto page = compose_page(*event, sample.articles, {}, context);
    REQUIRE(page);
    CHECK(Validator(schema).check(schema, json::parse(to_json(*page)), "") == "");
  }
}

TEST_CASE("what does not fit is found") {
  const json::value schema =
      json::parse(json::string_view(page_json_schema().data(), page_json_schema().size()));
  const auto sample = tests::make_sample();
  json::value page = json::parse(to_json(*compose_page(sample.event, sample.articles)));
  page.as_object()["title"] = "a bare text";
  CHECK(Validator(schema).check(schema, page, "") != "");
  page.as_object().erase("title");
  CHECK(Validator(schema).check(schema, page, "") == "");
  page.as_object()["mood"] = "grim";
  CHECK(Validator(schema).check(schema, page, "") != "");
}

TEST_CASE("what is unknown is absent") {
  MemoryArticleSource source;
  Article bare;
  bare.id = ArticleId("x");
  bare.title = "Something happened in Kastel";
  source.put(bare);
  CoverageRow row;
  row.article = bare.id;
  const auto page = compose_page(tests::event_of(EventId(1), {row}), source);
  REQUIRE(page);
  const json::value value = json::parse(to_json(*page));
  const json::object& object = value.as_object();
  for (const char* name :
       {"date_start", "date_updated", "image", "what_the_papers_say", "quotes"}) {
    CHECK_FALSE(object.contains(name));
  }
  CHECK(object.contains("title"));
}

}  // namespace
