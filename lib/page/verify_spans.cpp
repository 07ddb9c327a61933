#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "letters.hpp"
#include "newsloom/page/json.hpp"
#include "newsloom/page/verify.hpp"
#include "newsloom/text/utf8.hpp"
#include "page_value.hpp"
#include "support_check.hpp"

namespace newsloom::page {
namespace {

namespace json = boost::json;

constexpr std::size_t deepest = 16;

class SpanChecker {
 public:
  SpanChecker(const ArticleSource& articles, const VerifyOptions& options)
      : articles_(articles), options_(options) {}

  Verification check(const json::object& page) {
    for (const auto& [key, value] : page) {
      if (key != "coverage") walk(value, std::string(key), key, 0);
    }
    check_coverage(page);
    return done_;
  }

 private:
  /// Members the format calls statements, wherever they stand.
  static bool is_statement_key(std::string_view key) {
    constexpr std::array<std::string_view, 5> keys{"statement", "title", "question", "quantity",
                                                   "description"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  }
  static bool is_statement_list(std::string_view key) {
    constexpr std::array<std::string_view, 4> keys{"whats_happened", "how_we_got_here", "points",
                                                   "answer"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
  }

  void walk(const json::value& value, const std::string& where, std::string_view key,
            std::size_t depth) {
    if (depth > deepest) refuse(where, "is nested too deep", ErrorCode::too_large);
    if (is_statement_key(key)) return check_statement(value, where);
    if (is_statement_list(key)) {
      std::size_t number = 0;
      for (const json::value& entry : array_at(value, where)) {
        check_statement(entry, where + "[" + std::to_string(number++) + "]");
      }
      return;
    }
    if (value.is_object()) {
      if (value.get_object().contains("segments")) return check_statement(value, where);
      for (const auto& [name, member] : value.get_object()) {
        walk(member, where + "." + std::string(name), name, depth + 1);
      }
    } else if (value.is_array()) {
      std::size_t number = 0;
      for (const json::value& entry : value.get_array()) {
        walk(entry, where + "[" + std::to_string(number++) + "]", "", depth + 1);
      }
    }
  }

  std::string bytes_of(const Support& range, const std::string& where) {
    const auto article = articles_.find(range.article, range.revision);
    if (!article) refuse(where, "article " + range.article.str() + " is not stored");
    const std::string& stored = range.field == Field::title ? article->title : article->text;
    const bool is_range = range.span.begin < range.span.end && range.span.end <= stored.size() &&
                          text::is_boundary(stored, range.span.begin) &&
                          text::is_boundary(stored, range.span.end);
    if (!is_range) refuse(where, "is no range of characters of " + range.article.str());
    return std::string(range.span.in(stored));
  }

  void check_statement(const json::value& value, const std::string& where) {
    const json::object& statement = object_at(value, where);
    const json::value* list = statement.if_contains("segments");
    if (list == nullptr || !list->is_array() || list->get_array().empty()) {
      refuse(where, "is no statement with segments", ErrorCode::wrong_type);
    }
    std::string all;
    std::size_t verbatim = 0;
    bool is_written = false;
    std::set<std::string> quoted;
    for (const json::value& entry : list->get_array()) {
      const json::object& segment = object_at(entry, where);
      const std::string text = text_at(segment, "text", where);
      const std::string kind = text_at(segment, "kind", where);
      all += text;
      if (kind == "verbatim") {
        const Support range = range_at(segment, where);
        if (bytes_of(range, where) != text) refuse(where, "is not what the article has there");
        quoted.insert(range.article.str());
        verbatim += count_letters(text);
        ++done_.verbatim_segments;
      } else if (kind == "connective") {
        if (!is_connective(text)) refuse(where, "connective is not in the list: " + text);
      } else if (kind == "written") {
        is_written = true;
        check_written(segment, text, where, quoted);
      } else {
        refuse(where, "no segment is of kind " + kind);
      }
    }
    if (all != text_at(statement, "text", where)) refuse(where, "text is not its segments'");
    constexpr std::size_t percent = 100;
    const bool enough =
        verbatim > 0 && verbatim * percent >= min_verbatim_percent * count_letters(all);
    if (!is_written && !enough) refuse(where, "too little of it is verbatim");
    check_sources(statement, where, quoted);
    ++done_.statements;
  }

  void check_written(const json::object& segment, const std::string& text, const std::string& where,
                     std::set<std::string>& quoted) {
    if (!options_.allow_written) refuse(where, "a written segment is not allowed here");
    const json::value* list = segment.if_contains("supports");
    if (list == nullptr || array_at(*list, where).empty()) refuse(where, "has no supports");
    std::vector<std::string> supports;
    for (const json::value& entry : list->get_array()) {
      const Support range = range_at(object_at(entry, where), where);
      supports.push_back(bytes_of(range, where));
      quoted.insert(range.article.str());
    }
    if (const auto part = unsupported_part(text, supports)) {
      refuse(where, "no support has \"" + *part + "\"");
    }
  }

  static void check_sources(const json::object& statement, const std::string& where,
                            const std::set<std::string>& quoted) {
    const json::value* list = statement.if_contains("sources");
    if (list == nullptr) refuse(where, "has no sources");
    std::set<std::string> sources;
    for (const json::value& source : array_at(*list, where)) {
      if (!source.is_string()) refuse(where, "a source is an article's id", ErrorCode::wrong_type);
      sources.insert(std::string(source.get_string()));
    }
    if (sources != quoted) refuse(where, "sources are not the articles of its segments");
  }

  void check_coverage(const json::object& page) {
    const json::value* list = page.if_contains("coverage");
    if (list == nullptr) refuse("coverage", "is missing", ErrorCode::wrong_type);
    std::set<std::string> outlets;
    std::set<std::string> articles;
    std::size_t number = 0;
    for (const json::value& entry : array_at(*list, "coverage")) {
      const std::string where = "coverage[" + std::to_string(number++) + "]";
      const json::object& row = object_at(entry, where);
      const std::string id = text_at(row, "article_id", where);
      if (!articles_.find(ArticleId(id))) refuse(where, "article " + id + " is not stored");
      if (!articles.insert(id).second) refuse(where, "article " + id + " stands there twice");
      const std::string outlet = optional_text(row, "outlet", where);
      if (!outlet.empty()) outlets.insert(outlet);
    }
    if (number_at(page, "article_count", "") != articles.size()) {
      refuse("article_count", "is not the number of rows");
    }
    if (number_at(page, "outlet_count", "") != outlets.size()) {
      refuse("outlet_count", "is not the number of outlets in coverage");
    }
    const std::uint64_t families = number_at(page, "family_count", "");
    if (number_at(page, "independent_source_count", "") > families || families > outlets.size()) {
      refuse("family_count", "independent <= families <= outlets does not hold");
    }
  }

  const ArticleSource& articles_;
  const VerifyOptions& options_;
  Verification done_;
};

}  // namespace

result<Verification> verify_spans(std::string_view json_text, const ArticleSource& articles,
                                  const VerifyOptions& options) {
  try {
    return SpanChecker(articles, options).check(parse_page(json_text));
  } catch (const Refused& refused) {
    return refused.error();
  }
}

result<Verification> verify_spans(const EventPage& page, const ArticleSource& articles,
                                  const VerifyOptions& options) {
  return verify_spans(to_json(page), articles, options);
}

}  // namespace newsloom::page
