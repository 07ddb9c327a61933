#include "newsloom/page/known_topics.hpp"

#include <array>
#include <boost/json.hpp>
#include <utility>

#include "names.hpp"

namespace newsloom::page {
namespace {

namespace json = boost::json;
constexpr std::size_t most_lines = 1'000'000;

Error problem(ErrorCode code, std::string message, std::size_t line, std::string field = {}) {
  Location where;
  where.line = line;
  where.field = std::move(field);
  return {code, std::move(message), std::move(where)};
}

TopicKind kind_named(std::string_view name) {
  for (const TopicKind kind : {TopicKind::person, TopicKind::organisation, TopicKind::place}) {
    if (to_string(kind) == name) return kind;
  }
  return TopicKind::other;
}

/// A text member; empty if it is absent.
result<std::string> text_member(const json::object& line, std::string_view name, bool is_required,
                                std::size_t number) {
  const json::value* value = line.if_contains({name.data(), name.size()});
  if (value == nullptr && !is_required) return std::string();
  if (value == nullptr || !value->is_string()) {
    return problem(ErrorCode::wrong_type, "a topic needs a text here", number, std::string(name));
  }
  return std::string(value->as_string());
}

}  // namespace

result<KnownTopics> KnownTopics::read(std::string_view json_lines) {
  KnownTopics known;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < json_lines.size();) {
    const std::size_t end = std::min(json_lines.find('\n', begin), json_lines.size());
    const std::string_view line = json_lines.substr(begin, end - begin);
    begin = end + 1;
    if (++number > most_lines) {
      return problem(ErrorCode::too_large, "a topic file has at most a million lines", number);
    }
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    boost::system::error_code error;
    const json::value value = json::parse({line.data(), line.size()}, error);
    if (error) return problem(ErrorCode::json_syntax, error.message(), number);
    if (!value.is_object()) return problem(ErrorCode::wrong_type, "a topic is an object", number);
    const json::object& object = value.as_object();
    std::array<std::string, 5> texts;
    constexpr std::array<std::string_view, 5> names{"name", "description", "source", "licence",
                                                    "kind"};
    constexpr std::size_t required = 3;
    for (std::size_t i = 0; i < names.size(); ++i) {
      auto text = text_member(object, names.at(i), i < required, number);
      if (!text) return text.error();
      texts.at(i) = std::move(*text);
    }
    const std::size_t index = known.topics_.size();
    known.by_name_.try_emplace(name_key(texts[0]), index);
    if (const json::value* aliases = object.if_contains("aliases")) {
      if (!aliases->is_array()) {
        return problem(ErrorCode::wrong_type, "a list of texts", number, "aliases");
      }
      for (const json::value& alias : aliases->as_array()) {
        if (!alias.is_string()) {
          return problem(ErrorCode::wrong_type, "a list of texts", number, "aliases");
        }
        const json::string& text = alias.as_string();
        known.by_name_.try_emplace(name_key({text.data(), text.size()}), index);
      }
    }
    known.topics_.push_back({std::move(texts[0]),
                             kind_named(texts[4]),
                             {std::move(texts[1]), std::move(texts[2]), std::move(texts[3])}});
  }
  return known;
}

const KnownTopic* KnownTopics::find(std::string_view name) const {
  const auto found = by_name_.find(name_key(name));
  return found == by_name_.end() ? nullptr : &topics_[found->second];
}

}  // namespace newsloom::page
