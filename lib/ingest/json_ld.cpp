#include "json_ld.hpp"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "escapes.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest::html {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

constexpr int max_depth = 32;
// Nobody means more; a page may hold millions.
constexpr std::size_t max_names = 64;
constexpr std::size_t max_references = 1024;
constexpr std::size_t max_field_bytes = 4096;

std::string_view string_of(const element& value) {
  std::string_view text;
  return value.get(text) == simdjson::SUCCESS ? text : std::string_view{};
}

std::string_view string_at(const object& from, std::string_view key) {
  const auto value = from.at_key(key);
  return value.error() == simdjson::SUCCESS ? string_of(value.value_unsafe()) : std::string_view{};
}

// The first of an array, else the value itself.
element first_of(element value) {
  array values;
  if (value.get(values) == simdjson::SUCCESS && values.begin() != values.end()) {
    return *values.begin();
  }
  return value;
}

// Calls `visit` for each value of an array, or for the value itself.
template <class Visit>
void for_each(element value, const Visit& visit) {
  array values;
  if (value.get(values) != simdjson::SUCCESS) return visit(value);
  for (const element item : values) visit(item);
}

// 2: an article; 1: a page, which may say when it was published; 0: anything else.
int rank_of(const object& from) {
  int rank = 0;
  const auto type = from.at_key("@type");
  if (type.error() != simdjson::SUCCESS) return rank;
  for_each(type.value_unsafe(), [&rank](element value) {
    std::string_view name = string_of(value);
    name.remove_prefix(std::min(name.size(), name.rfind('/') + 1));
    const bool is_article = name.ends_with("Article") || name.ends_with("BlogPosting") ||
                            name == "Report" || name == "Review" || name == "ClaimReview";
    if (is_article) rank = 2;
    if (name.ends_with("WebPage") || name.ends_with("ItemPage")) rank = std::max(rank, 1);
  });
  return rank;
}

void set_if_empty(std::string& field, std::string_view value,
                  std::size_t max_bytes = max_field_bytes) {
  if (field.empty()) field = text::truncate_to_boundary(value, max_bytes);
}

std::string_view stripped(std::string_view script) {
  constexpr std::string_view space = " \t\r\n;";
  const auto trim = [&script, space] {
    const std::size_t first = script.find_first_not_of(space);
    script.remove_prefix(std::min(first, script.size()));
    script = script.substr(0, script.find_last_not_of(space) + 1);
  };
  trim();
  for (const std::string_view opening : {"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["}) {
    if (script.starts_with(opening)) script.remove_prefix(opening.size());
  }
  for (const std::string_view closing : {"-->", "//]]>", "/*]]>*/", "]]>"}) {
    if (script.ends_with(closing)) script.remove_suffix(closing.size());
  }
  trim();
  return script;
}

}  // namespace

struct JsonLdReader::State {
  simdjson::dom::parser parser;
  std::vector<std::pair<std::string_view, object>> by_id;  // objects with a name, of this script
  std::optional<object> best;
  int best_rank = 0;

  void search(element value, int depth);
  void take(const object& from, Statements& out) const;
  // What a person, organisation, image or page is called under `key`, references followed.
  [[nodiscard]] std::string_view name_of(element value, std::string_view key) const;
  void take_authors(const object& from, Statements& out) const;
};

void JsonLdReader::State::search(element value, int depth) {
  if (depth > max_depth) return;
  array values;
  object fields;
  if (value.get(values) == simdjson::SUCCESS) {
    for (const element item : values) search(item, depth + 1);
  } else if (value.get(fields) == simdjson::SUCCESS) {
    const int rank = rank_of(fields);
    if (rank > best_rank) {
      best = fields;
      best_rank = rank;
    }
    const std::string_view id = string_at(fields, "@id");
    if (!id.empty() && fields.size() > 1 && by_id.size() < max_references)
      by_id.emplace_back(id, fields);
    for (const auto& field : fields) {
      if (field.value.is_object() || field.value.is_array()) search(field.value, depth + 1);
    }
  }
}

std::string_view JsonLdReader::State::name_of(element value, std::string_view key) const {
  value = first_of(value);
  object fields;
  if (value.get(fields) != simdjson::SUCCESS) return string_of(value);
  const auto named = fields.at_key(key);
  if (named.error() == simdjson::SUCCESS) return string_of(first_of(named.value_unsafe()));
  const std::string_view id = string_at(fields, "@id");
  for (const auto& [known, other] : by_id) {
    if (known == id) return string_at(other, key);
  }
  return {};
}

void JsonLdReader::State::take_authors(const object& from, Statements& out) const {
  if (!out.authors.empty()) return;
  for (const std::string_view key : {"author", "creator"}) {
    const auto value = from.at_key(key);
    if (value.error() != simdjson::SUCCESS) continue;
    for_each(value.value_unsafe(), [&](element author) {
      const std::string_view name = name_of(author, "name");
      if (name.empty() || out.authors.size() >= max_names) return;
      out.authors.emplace_back(text::truncate_to_boundary(name, max_field_bytes));
    });
    if (!out.authors.empty()) return;
  }
}

void JsonLdReader::State::take(const object& from, Statements& out) const {
  const auto set = [&](std::string& field, std::string_view key, std::string_view inner) {
    const auto value = from.at_key(key);
    if (value.error() == simdjson::SUCCESS) {
      set_if_empty(field, name_of(value.value_unsafe(), inner));
    }
  };
  set(out.headline, "headline", "@value");
  set(out.headline, "name", "@value");
  set(out.description, "description", "@value");
  const auto body = from.at_key("articleBody");
  if (body.error() == simdjson::SUCCESS) {
    set_if_empty(out.article_body, string_of(body.value_unsafe()), std::string_view::npos);
  }
  set(out.published, "datePublished", "@value");
  set(out.published, "dateCreated", "@value");
  set(out.modified, "dateModified", "@value");
  set(out.publisher, "publisher", "name");
  set(out.section, "articleSection", "name");
  set(out.language, "inLanguage", "name");
  set(out.url, "url", "@id");
  set(out.url, "mainEntityOfPage", "@id");
  set(out.image, "image", "url");
  set(out.credit, "copyrightHolder", "name");
  set(out.credit, "provider", "name");
  take_authors(from, out);
  const auto keywords = from.at_key("keywords");
  if (keywords.error() == simdjson::SUCCESS && out.keywords.empty()) {
    for_each(keywords.value_unsafe(), [&out, this](element word) {
      const std::string_view text = name_of(word, "name");
      if (text.empty() || out.keywords.size() >= max_names) return;
      out.keywords.emplace_back(text::truncate_to_boundary(text, max_field_bytes));
    });
  }
  const auto free = from.at_key("isAccessibleForFree");
  if (free.error() == simdjson::SUCCESS && !out.free_to_read) {
    bool is_free = true;
    const std::string_view text = string_of(free.value_unsafe());
    if (free.value_unsafe().get(is_free) == simdjson::SUCCESS) out.free_to_read = is_free;
    if (text == "False" || text == "false") out.free_to_read = false;
    if (text == "True" || text == "true") out.free_to_read = true;
  }
}

JsonLdReader::JsonLdReader() : state_(std::make_unique<State>()) {}
JsonLdReader::~JsonLdReader() = default;
JsonLdReader::JsonLdReader(JsonLdReader&&) noexcept = default;
JsonLdReader& JsonLdReader::operator=(JsonLdReader&&) noexcept = default;

bool JsonLdReader::read(std::string_view script, Statements& statements) {
  State& state = *state_;
  std::string text(stripped(script));
  auto root = state.parser.parse(text);
  if (root.error() != simdjson::SUCCESS) {
    // Line breaks inside strings are common.
    replace_lone_surrogates(text);
    root = state.parser.parse(text);
  }
  if (root.error() != simdjson::SUCCESS) return false;
  state.by_id.clear();
  state.best.reset();
  state.best_rank = 0;
  state.search(root.value_unsafe(), 0);
  if (state.best) state.take(*state.best, statements);
  return true;
}

}  // namespace newsloom::ingest::html
