#include <simdjson.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <utility>

#include "escapes.hpp"
#include "identity.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/ingest/json_lines.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

bool is_blank(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

Error wrong_type(std::string_view field, std::string_view expected) {
  return {ErrorCode::wrong_type,
          "\"" + std::string(field) + "\" is not " + std::string(expected),
          {{}, {}, {}, std::string(field)}};
}

}  // namespace

struct ArticleParser::State {
  explicit State(const JsonLinesOptions& given) : options(given) {
    options.max_text_bytes = std::clamp<std::size_t>(options.max_text_bytes, 1U << 10U, 1U << 30U);
    options.max_field_bytes = std::clamp<std::size_t>(options.max_field_bytes, 64, 1U << 20U);
    options.max_list_items = std::min<std::size_t>(options.max_list_items, 1U << 16U);
  }

  [[nodiscard]] result<object> parse_object(std::string_view bytes);
  simdjson::simdjson_result<element> parse_bytes(std::string_view padded);
  // A mended copy of the line, reported.
  std::string_view repair(std::string_view bytes);
  // Keeps a text for as long as its object is read, with the padding the parser needs.
  std::string_view keep(std::string text);
  // A string as UTF-8 without NUL, at most `limit` bytes.
  [[nodiscard]] std::string clean(std::string_view field, std::string_view value,
                                  std::size_t limit) const;
  // First of `names` that is there, not null and not ""; its type may be wrong.
  [[nodiscard]] static std::pair<std::string_view, simdjson::simdjson_result<element>> first_of(
      const object& from, std::initializer_list<std::string_view> names);
  void read_optional(const object& from, std::initializer_list<std::string_view> names,
                     std::string& out) const;
  [[nodiscard]] result<void> read_content(const object& from,
                                          std::initializer_list<std::string_view> names,
                                          std::size_t limit, std::string& out) const;
  [[nodiscard]] result<void> read_id(const object& from, Article& article) const;
  void read_date(const object& from, Article& article) const;
  void read_metadata(const object& from, Article& article) const;
  void read_plain(const object& from, std::string_view name, std::string& out) const;
  void read_list(const object& from, std::initializer_list<std::string_view> names,
                 std::vector<std::string>& out) const;
  void mended(Error error) const { problems->push_back({std::move(error), false}); }

  JsonLinesOptions options;
  simdjson::dom::parser parser;
  std::string kept;                          // what `parser` points into, unless it is the line
  std::vector<Problem>* problems = nullptr;  // of the object being parsed
};

simdjson::simdjson_result<element> ArticleParser::State::parse_bytes(std::string_view padded) {
  constexpr bool copy_if_needed = false;
  return parser.parse(reinterpret_cast<const std::uint8_t*>(padded.data()), padded.size(),
                      copy_if_needed);
}

std::string_view ArticleParser::State::keep(std::string text) {
  const std::size_t size = text.size();
  text.resize(size + LineSplitter::padding);
  kept = std::move(text);
  return std::string_view(kept).substr(0, size);
}

std::string_view ArticleParser::State::repair(std::string_view bytes) {
  text::RepairReport report;
  std::string repaired = text::repair_utf8(bytes, &report);
  const std::size_t surrogates = replace_lone_surrogates(repaired);
  if (report.changed() || surrogates > 0) {
    mended({ErrorCode::corrupt,
            std::to_string(report.ill_formed + report.nul + surrogates) +
                " ill-formed characters became U+FFFD",
            {{},
             {},
             report.changed() ? std::optional<std::uint64_t>(report.first) : std::nullopt,
             {}}});
  }
  return keep(std::move(repaired));
}

result<object> ArticleParser::State::parse_object(std::string_view bytes) {
  auto parsed = parse_bytes(bytes);
  if (parsed.error() == simdjson::UTF8_ERROR || parsed.error() == simdjson::STRING_ERROR ||
      parsed.error() == simdjson::UNESCAPED_CHARS) {
    bytes = repair(bytes);
    parsed = parse_bytes(bytes);
  }
  if (parsed.error() == simdjson::NUMBER_ERROR) {
    // Valid JSON, and no reason to lose an article; an id of forty digits stays what it is.
    std::string quoted(bytes);
    quote_large_numbers(quoted);
    parsed = parse_bytes(keep(std::move(quoted)));
  }
  object root;
  if (parsed.error() != simdjson::SUCCESS) {
    return Error{ErrorCode::json_syntax, simdjson::error_message(parsed.error()), {}};
  }
  if (parsed.get(root) != simdjson::SUCCESS) {
    return Error{ErrorCode::wrong_type, "the line is not a JSON object", {}};
  }
  return root;
}

std::string ArticleParser::State::clean(std::string_view field, std::string_view value,
                                        std::size_t limit) const {
  text::RepairReport report;
  std::string out =
      text::needs_no_repair(value) ? std::string(value) : text::repair_utf8(value, &report);
  if (report.changed()) {
    mended({ErrorCode::corrupt,
            std::to_string(report.nul + report.ill_formed) + " NUL characters became U+FFFD",
            {{}, {}, {}, std::string(field)}});
  }
  if (out.size() > limit) {
    mended({ErrorCode::too_large,
            "cut from " + std::to_string(out.size()) + " to " + std::to_string(limit) + " bytes",
            {{}, {}, {}, std::string(field)}});
    out.resize(text::truncate_to_boundary(out, limit).size());
  }
  return out;
}

std::pair<std::string_view, simdjson::simdjson_result<element>> ArticleParser::State::first_of(
    const object& from, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    auto value = from.at_key(name);
    const bool is_empty = value.is_string() && value.get_string().value().empty();
    if (value.error() == simdjson::SUCCESS && !value.is_null() && !is_empty) return {name, value};
  }
  return {*names.begin(), simdjson::simdjson_result<element>(simdjson::NO_SUCH_FIELD)};
}

void ArticleParser::State::read_optional(const object& from,
                                         std::initializer_list<std::string_view> names,
                                         std::string& out) const {
  const auto [name, value] = first_of(from, names);
  std::string_view text;
  if (value.error() != simdjson::SUCCESS) return;
  if (value.get(text) == simdjson::SUCCESS) {
    out = clean(name, text, options.max_field_bytes);
  } else {
    mended(wrong_type(name, "a string; it is ignored"));
  }
}

result<void> ArticleParser::State::read_content(const object& from,
                                                std::initializer_list<std::string_view> names,
                                                std::size_t limit, std::string& out) const {
  const auto [name, value] = first_of(from, names);
  std::string_view text;
  if (value.error() != simdjson::SUCCESS) return {};
  if (value.get(text) != simdjson::SUCCESS) return wrong_type(name, "a string");
  out = clean(name, text, limit);
  return {};
}

result<void> ArticleParser::State::read_id(const object& from, Article& article) const {
  const auto [name, value] = first_of(from, {"id", "guid"});
  std::string id;
  if (value.error() == simdjson::SUCCESS) {
    std::string_view text;
    std::int64_t number = 0;
    std::uint64_t large = 0;
    if (value.get(text) == simdjson::SUCCESS) {
      id = clean(name, text, options.max_field_bytes);
    } else if (value.get(number) == simdjson::SUCCESS) {
      id = std::to_string(number);
    } else if (value.get(large) == simdjson::SUCCESS) {
      id = std::to_string(large);
    } else {
      return wrong_type(name, "a string or an integer");
    }
  }
  set_id(article, std::move(id));
  return {};
}

void ArticleParser::State::read_date(const object& from, Article& article) const {
  const auto [name, value] = first_of(from, {"published", "date_published"});
  if (value.error() != simdjson::SUCCESS) return;
  std::string_view text;
  std::int64_t number = 0;
  const bool is_text = value.get(text) == simdjson::SUCCESS;
  if (is_text && is_blank(text)) return;
  const auto date = [&]() -> result<ParsedDate> {
    if (is_text) return parse_date(text);
    if (value.get(number) == simdjson::SUCCESS) return date_from_epoch(number);
    return wrong_type(name, "a date; it is ignored");
  }();
  if (!date) {
    Error error = date.error();
    error.where.field = name;
    mended(std::move(error));
    return;
  }
  article.published = date->time;
  article.precision = date->precision;
}

void ArticleParser::State::read_plain(const object& from, std::string_view name,
                                      std::string& out) const {
  std::string_view text;
  if (from.at_key(name).get(text) == simdjson::SUCCESS) {
    out = clean(name, text, options.max_field_bytes);
  }
}

// Names: a string, an array of them, or of objects with a "name".
void ArticleParser::State::read_list(const object& from,
                                     std::initializer_list<std::string_view> names,
                                     std::vector<std::string>& out) const {
  const auto [name, value] = first_of(from, names);
  if (value.error() != simdjson::SUCCESS) return;
  const auto add = [&, field = name](const element& item) {
    std::string_view text;
    if (item.get(text) != simdjson::SUCCESS && item.at_key("name").get(text) != simdjson::SUCCESS) {
      return;
    }
    if (!is_blank(text)) out.push_back(clean(field, text, options.max_field_bytes));
  };
  simdjson::dom::array list;
  if (value.get(list) != simdjson::SUCCESS) return add(value.value_unsafe());
  for (const element item : list) {
    if (out.size() >= options.max_list_items) break;
    add(item);
  }
}

void ArticleParser::State::read_metadata(const object& from, Article& article) const {
  const auto time = [&](std::string_view name, std::optional<Timestamp>& out) {
    std::string_view text;
    if (from.at_key(name).get(text) != simdjson::SUCCESS) return;
    if (const auto date = parse_date(text)) out = date->time;
  };
  time("modified", article.modified);
  if (!article.modified) time("date_modified", article.modified);
  time("fetched", article.fetched);
  read_list(from, {"authors", "author"}, article.authors);
  read_list(from, {"categories", "tags"}, article.categories);
  read_plain(from, "section", article.section);
  read_plain(from, "image", article.image);
  read_plain(from, "credit", article.credit);
  read_plain(from, "source", article.source);
  bool free = false;
  if (from.at_key("free_to_read").get(free) == simdjson::SUCCESS) article.free_to_read = free;
}

ArticleParser::ArticleParser(const JsonLinesOptions& options)
    : state_(std::make_unique<State>(options)) {}
ArticleParser::~ArticleParser() = default;
ArticleParser::ArticleParser(ArticleParser&&) noexcept = default;
ArticleParser& ArticleParser::operator=(ArticleParser&&) noexcept = default;

result<Article> ArticleParser::parse(std::string_view bytes, std::vector<Problem>& problems) {
  State& state = *state_;
  state.problems = &problems;
  const auto root = state.parse_object(bytes);
  if (!root) return root.error();
  Article article;
  if (auto title =
          state.read_content(*root, {"title"}, state.options.max_field_bytes, article.title);
      !title) {
    return title.error();
  }
  if (auto text = state.read_content(*root, {"text", "content_text"}, state.options.max_text_bytes,
                                     article.text);
      !text) {
    return text.error();
  }
  if (is_blank(article.title) && is_blank(article.text)) {
    return Error{ErrorCode::missing_content, "neither title nor text", {{}, {}, {}, "text"}};
  }
  state.read_optional(*root, {"url"}, article.url);
  state.read_optional(*root, {"outlet", "source_name"}, article.outlet);
  state.read_optional(*root, {"language"}, article.language);
  state.read_date(*root, article);
  state.read_metadata(*root, article);
  if (auto id = state.read_id(*root, article); !id) return id.error();
  return article;
}

}  // namespace newsloom::ingest
