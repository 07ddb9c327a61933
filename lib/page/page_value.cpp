#include "page_value.hpp"

#include <limits>

#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

namespace json = boost::json;

void refuse(std::string_view where, std::string message, ErrorCode code) {
  Location location;
  location.field = std::string(where);
  throw Refused({code, std::move(message), std::move(location)});
}

json::object parse_page(std::string_view text) {
  constexpr std::size_t largest = std::size_t{64} << 20U;
  if (text.size() > largest) refuse("", "a page has at most 64 MiB", ErrorCode::too_large);
  boost::system::error_code error;
  json::value value = json::parse({text.data(), text.size()}, error);
  if (error) refuse("", error.message(), ErrorCode::json_syntax);
  if (!value.is_object()) refuse("", "a page is an object", ErrorCode::wrong_type);
  json::object page = std::move(value.as_object());
  if (text_at(page, "schema", "") != page_schema) {
    refuse("schema", "is not " + std::string(page_schema), ErrorCode::wrong_type);
  }
  return page;
}

const json::object& object_at(const json::value& value, std::string_view where) {
  if (!value.is_object()) refuse(where, "an object is expected", ErrorCode::wrong_type);
  return value.get_object();
}

const json::array& array_at(const json::value& value, std::string_view where) {
  if (!value.is_array()) refuse(where, "a list is expected", ErrorCode::wrong_type);
  return value.get_array();
}

std::string optional_text(const json::object& object, std::string_view name,
                          std::string_view where) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  if (value == nullptr) return {};
  if (!value->is_string()) {
    refuse(where, std::string(name) + " is no text", ErrorCode::wrong_type);
  }
  return std::string(value->get_string());
}

std::string text_at(const json::object& object, std::string_view name, std::string_view where) {
  if (!object.contains({name.data(), name.size()})) {
    refuse(where, std::string(name) + " is missing", ErrorCode::wrong_type);
  }
  return optional_text(object, name, where);
}

std::uint64_t number_at(const json::object& object, std::string_view name, std::string_view where) {
  const json::value* value = object.if_contains({name.data(), name.size()});
  boost::system::error_code error;
  if (value == nullptr || !value->is_number()) {
    refuse(where, std::string(name) + " is no number", ErrorCode::wrong_type);
  }
  const auto number = value->to_number<std::uint64_t>(error);
  if (error) refuse(where, std::string(name) + " is no count", ErrorCode::wrong_type);
  return number;
}

Support range_at(const json::object& object, std::string_view where) {
  Support range;
  range.article = ArticleId(text_at(object, "article_id", where));
  constexpr auto largest = std::numeric_limits<std::uint32_t>::max();
  const auto small = [&](std::string_view name) {
    const std::uint64_t number = number_at(object, name, where);
    if (number > largest) refuse(where, std::string(name) + " is too large");
    return static_cast<std::uint32_t>(number);
  };
  if (object.contains("revision")) range.revision = small("revision");
  const std::string field = text_at(object, "field", where);
  if (field != "title" && field != "text") refuse(where, "field is neither title nor text");
  range.field = field == "title" ? Field::title : Field::text;
  range.span = {small("begin"), small("end")};
  return range;
}

}  // namespace newsloom::page
