#include "newsloom/ingest/json_lines.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/sources.hpp"
#include "newsloom/text/utf8.hpp"

namespace ingest = newsloom::ingest;
namespace text = newsloom::text;
using ingest::ArticleParser;
using ingest::JsonLinesOptions;
using ingest::LineSplitter;
using ingest::Problem;
using newsloom::Article;
using newsloom::DatePrecision;
using newsloom::Error;
using newsloom::ErrorCode;
using namespace std::string_view_literals;

using newsloom::ingest::testing::at_once;
using newsloom::ingest::testing::ChunkedSource;

namespace {

constexpr std::size_t smallest_line_limit = 1024;

LineSplitter splitter(std::string_view input, std::size_t step = at_once,
                      std::size_t max_line_bytes = smallest_line_limit) {
  return {std::make_unique<ChunkedSource>(input, step), max_line_bytes};
}

/// Every line as "number@offset:bytes", one that is too large as "!number@offset", with '|' between
/// them; in the end "open" for an array without one, "more" for something behind it.
std::string pieces(LineSplitter lines) {
  std::string out;
  while (!lines.is_finished()) {
    const auto line = lines.next();
    if (line && !*line) break;
    if (!out.empty()) out += '|';
    if (!line) {
      const Error& error = line.error();
      REQUIRE(error.where.line.has_value());
      REQUIRE(error.where.byte.has_value());
      if (error.code != ErrorCode::too_large) {
        REQUIRE(lines.is_finished());
        out += error.code == ErrorCode::truncated ? "open" : "more";
        continue;
      }
      out += "!" + std::to_string(error.where.line.value()) + "@" +
             std::to_string(error.where.byte.value());
      continue;
    }
    const LineSplitter::Line& piece = **line;
    const std::string_view padded(piece.bytes.data(), piece.bytes.size() + LineSplitter::padding);
    REQUIRE(std::ranges::count(padded, '\n') >= 0);  // address sanitizer: all of it is readable
    out += std::to_string(piece.number) + "@" + std::to_string(piece.offset) + ":";
    out += piece.bytes;
  }
  REQUIRE(lines.next().value() == std::nullopt);
  REQUIRE(lines.is_finished());
  return out;
}

/// The same without white space after a piece, which is no part of what is promised.
std::string split(std::string_view input) {
  std::string out;
  for (const char c : pieces(splitter(input)) + "|") {
    while (c == '|' && !out.empty() && " \t\r\n"sv.find(out.back()) != std::string_view::npos) {
      out.pop_back();
    }
    out += c;
  }
  out.pop_back();
  return out;
}

/// What came of one object. `mended` is every problem as "code:field", with a blank between them.
struct Parsed {
  newsloom::result<Article> article = Article{};
  std::string mended;
  std::vector<Problem> problems;
};

Parsed parse_with(ArticleParser& parser, std::string json) {
  const std::size_t size = json.size();
  json.resize(size + LineSplitter::padding, '}');  // what follows must not matter
  Parsed parsed;
  parsed.article = parser.parse(std::string_view(json).substr(0, size), parsed.problems);
  for (const Problem& problem : parsed.problems) {
    CHECK_FALSE(problem.rejected);
    CHECK(problem.error.where.source.empty());
    CHECK_FALSE(problem.error.where.line.has_value());
    if (!parsed.mended.empty()) parsed.mended += ' ';
    parsed.mended += to_string(problem.error.code);
    parsed.mended += ":" + problem.error.where.field;
  }
  return parsed;
}

Parsed parse(std::string json, const JsonLinesOptions& options = {}) {
  ArticleParser parser(options);
  return parse_with(parser, std::move(json));
}

/// An article with these members besides a title; it must be accepted.
Parsed accepted(const std::string& members, const JsonLinesOptions& options = {}) {
  CAPTURE(members);
  Parsed parsed = parse(R"({"title":"Storm",)" + members + "}", options);
  REQUIRE(parsed.article.has_value());
  return parsed;
}

void check_refused(const std::string& json, ErrorCode code, std::string_view field = "") {
  CAPTURE(json.substr(0, 100));
  const Parsed parsed = parse(json);
  REQUIRE_FALSE(parsed.article.has_value());
  CHECK(to_string(parsed.article.error().code) == to_string(code));
  CHECK(parsed.article.error().where.field == field);
  CHECK_FALSE(parsed.article.error().message.empty());
}

std::string nested(std::size_t depth) {
  return R"("x":)" + std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_SUITE_BEGIN("ingest json_lines");

TEST_CASE("lines come with their number and offset, the last one with or without a line feed") {
  CHECK(split("a\nbc\nd\n") == "1@0:a|2@2:bc|3@5:d");
  CHECK(split("a\nbc\nd") == "1@0:a|2@2:bc|3@5:d");
  CHECK(split("a\r\nbc\r\nd\r\n") == "1@0:a|2@3:bc|3@7:d");
  CHECK(split("a\0b\nc"sv) == "1@0:a\0b|2@4:c"sv);
}

TEST_CASE("blank lines are counted and not delivered") {
  CHECK(split("\n\na\n \t\r\n\r\nb\n\n") == "3@2:a|6@10:b");
  for (const std::string_view blank : {"", "\n", "\r\n", " ", "\n \n\t"})
    CHECK(split(blank).empty());
}

TEST_CASE("a byte-order mark is dropped at the beginning only") {
  CHECK(split("\xEF\xBB\xBF"
              "a\nb") == "1@3:a|2@5:b");
  CHECK(split("\xEF\xBB\xBF[1]") == "1@4:1");
  CHECK(split("\xEF\xBB\xBF").empty());
  CHECK(split("\xEF\xBB") == "1@0:\xEF\xBB");
  CHECK(split("a\n\xEF\xBB\xBF"
              "b") ==
        "1@0:a|2@2:\xEF\xBB\xBF"
        "b");
}

TEST_CASE("a line that is too long costs itself only") {
  const std::string longest(smallest_line_limit, 'x');
  CHECK(split(longest + "\nb") == "1@0:" + longest + "|2@1025:b");
  CHECK(split(longest + "x\nb") == "!1@0|2@1026:b");
  CHECK(split("a\n" + longest + "x") == "1@0:a|!2@2");
  CHECK(split("a\n" + longest + "x\n" + longest + "y\nb\n") == "1@0:a|!2@2|!3@1028|4@2054:b");
  const std::string huge((std::size_t{3} << 20U) + 5, 'x');
  CHECK(split(huge + "\nb") == "!1@0|2@3145734:b");
  CHECK(pieces(splitter(huge + "\nb", at_once, huge.size())) == "1@0:" + huge + "|2@3145734:b");
}

TEST_CASE("an array is cut into its elements, with the line each starts on") {
  CHECK(split(R"([{"a":1},{"b":2}])") == R"(1@1:{"a":1}|1@9:{"b":2})");
  CHECK(split("[{\"a\":\n1}\n,\n\n  {\"b\":2},{\"c\":\n[3]}\n]\n") ==
        "1@1:{\"a\":\n1}|5@15:{\"b\":2}|5@23:{\"c\":\n[3]}");
  CHECK(split("\r\n [\r\n  {\"a\":1}\r\n]\r\n") == "3@8:{\"a\":1}");
  for (const std::string_view none : {"[]", " [ ]", "[\n]\n"}) CHECK(split(none).empty());
}

TEST_CASE("what follows an array is told, and that it has no end") {
  CHECK(split("[]\n{\"a\":1}\n") == "more");
  CHECK(split("[{\"a\":1}] x") == "1@1:{\"a\":1}|more");
  CHECK(split("[") == "open");
}

TEST_CASE("brackets, commas and quotes inside strings and objects part nothing") {
  constexpr std::string_view first = R"({"a":"],[{\"\\","b":[1,[2,3]],"c":{"d":[]}})";
  constexpr std::string_view second = R"({"e":"}\\\"]"})";
  const std::string input = "[" + std::string(first) + "," + std::string(second) + "]";
  CHECK(split(input) == "1@1:" + std::string(first) + "|1@45:" + std::string(second));
}

TEST_CASE("an element that is too long costs itself only") {
  const std::string large = "{\"a\":\n\"" + std::string(5000, ',') + "\"}";
  CHECK(split("[{\"a\":1},\n" + large + ",\n{\"b\":2}]") == "1@1:{\"a\":1}|!2@10|4@5021:{\"b\":2}");
}

TEST_CASE("an array that is cut off gives its whole elements, then the piece that is left") {
  CHECK(split("[{\"a\":1},{\"b\":") == "1@1:{\"a\":1}|1@9:{\"b\":|open");
}

TEST_CASE("the pieces in which bytes arrive change nothing") {
  constexpr std::string_view alphabet = "aaa{}[]\",,:\\ \n\n\r\t\xEF\xBB\xBF";
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::string input = std::vector<std::string>{"", "[", "[\n {", "\xEF\xBB\xBF"}[random() % 4];
    for (std::size_t size = random() % 80; size > 0; --size) {
      input += alphabet[random() % alphabet.size()];
      if (random() % 100 == 0) input.append(smallest_line_limit, 'x');
    }
    CAPTURE(input);
    const std::string expected = pieces(splitter(input));
    for (const std::size_t step : {1U, 2U, 3U, 7U, 50U}) {
      CAPTURE(step);
      REQUIRE(pieces(splitter(input, step)) == expected);
    }
  }
}

TEST_CASE("white space before an element is no part of it, however the bytes arrive") {
  const std::string input = "[\n  {\"a\":1},\n  {\"b\":2}\n]";
  for (const std::size_t step : {1U, 2U, 5U}) {
    CAPTURE(step);
    const std::string found = pieces(splitter(input, step));
    CHECK(found.starts_with("2@4:{\"a\":1}|3@"));
    CHECK(found.find("|3@15:{\"b\":2}") != std::string::npos);
  }
}

TEST_CASE("what the source reports comes after the whole lines before it, and ends the reading") {
  const Error failure{ErrorCode::corrupt, "damaged", {}};
  for (const std::size_t step : {at_once, std::size_t{1}}) {
    LineSplitter lines(std::make_unique<ChunkedSource>("first\nsecond\nthi", step, failure), 5000);
    CHECK(lines.next().value()->bytes == "first");
    CHECK(lines.next().value()->bytes == "second");
    CHECK_FALSE(lines.is_finished());
    const auto broken = lines.next();
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().code == ErrorCode::corrupt);
    CHECK(broken.error().message == "damaged");
    CHECK(broken.error().where.line == 3);
    CHECK(lines.is_finished());
    CHECK(lines.next().value() == std::nullopt);
    CHECK(lines.bytes_read() == 16);
  }
}

TEST_CASE("a splitter that is moved goes on where it was") {
  LineSplitter from = splitter("a\nb\nc", 1);
  CHECK(from.next().value()->bytes == "a");
  LineSplitter to = std::move(from);
  CHECK(to.next().value()->bytes == "b");
  CHECK(to.next().value()->number == 3);
  CHECK(to.next().value() == std::nullopt);
  CHECK(to.bytes_read() == 5);
}

TEST_CASE("every field of an article is read") {
  const Parsed parsed =
      parse(R"( {"id":"a1","url":"https://example.org/1#top","outlet":"Example","language":"en",)"
            R"("published":"2026-03-05T14:30:15Z","title":"Storm \"Ada\"","text":"A\nB",)"
            R"("more":{"title":"inner"}} )");
  CHECK(parsed.mended.empty());
  Article expected;
  expected.id = newsloom::ArticleId("a1");
  expected.url = "https://example.org/1#top";
  expected.outlet = "Example";
  expected.language = "en";
  expected.published = newsloom::Timestamp(std::chrono::seconds{1'772'721'015});
  expected.precision = DatePrecision::second;
  expected.title = "Storm \"Ada\"";
  expected.text = "A\nB";
  CHECK(parsed.article.value() == expected);
}

TEST_CASE("what the source says beside is kept, as we write it and as JSON Feed does") {
  const auto ours =
      parse(R"({"id":"a","title":"T","modified":"2026-03-05T14:30:10Z","fetched":"2026-03-06",)"
            R"("authors":["Ann Lee","Bo Ek"],"section":"World","categories":["sea","ships"],)"
            R"("image":"https://example.org/i.jpg","credit":"Wire","free_to_read":false,)"
            R"("source":"a.jsonl"})");
  REQUIRE(ours.article);
  CHECK(ours.article->modified == newsloom::Timestamp(std::chrono::seconds(1772721010)));
  CHECK(ours.article->fetched.has_value());
  CHECK(ours.article->authors == std::vector<std::string>{"Ann Lee", "Bo Ek"});
  CHECK(ours.article->section == "World");
  CHECK(ours.article->categories == std::vector<std::string>{"sea", "ships"});
  CHECK(ours.article->image == "https://example.org/i.jpg");
  CHECK(ours.article->credit == "Wire");
  CHECK(ours.article->free_to_read == false);
  CHECK(ours.article->source == "a.jsonl");

  const auto feed = parse(R"({"id":"a","title":"T","date_modified":"2026-03-05T14:30:10Z",)"
                          R"("authors":[{"name":"Ann Lee"},{"url":"x"},7],"tags":"sea"})");
  REQUIRE(feed.article);
  CHECK(feed.article->modified == ours.article->modified);
  CHECK(feed.article->authors == std::vector<std::string>{"Ann Lee"});
  CHECK(feed.article->categories == std::vector<std::string>{"sea"});
}

TEST_CASE("names that mean other things elsewhere cost nothing and are no problem") {
  const auto parsed =
      parse(R"({"id":"a","title":"T","source":{"name":"Wire"},"image":{"src":"x"},"authors":7,)"
            R"("section":[],"modified":"yesterday","free_to_read":"no"})");
  REQUIRE(parsed.article);
  CHECK(parsed.article->source.empty());
  CHECK(parsed.article->image.empty());
  CHECK(parsed.article->authors.empty());
  CHECK_FALSE(parsed.article->modified);
  CHECK_FALSE(parsed.article->free_to_read);
  CHECK(parsed.problems.empty());
}

TEST_CASE("the names of JSON Feed and of our corpora are read where ours are missing or null") {
  for (const std::string& ours :
       {std::string(), std::string(R"("id":null,"outlet":null,"text":null,"published":null,)")}) {
    const Parsed parsed = accepted(
        ours + R"("guid":"g1","source_name":"S","content_text":"T","date_published":"2026-03-05")");
    CHECK(parsed.mended.empty());
    CHECK(parsed.article->id.str() == "g1");
    CHECK(parsed.article->outlet == "S");
    CHECK(parsed.article->text == "T");
    CHECK(parsed.article->published.has_value());
    CHECK(parsed.article->precision == DatePrecision::day);
  }
  const Parsed both = accepted(
      R"("guid":"g","id":"i","source_name":"S","outlet":"O","content_text":"C","text":"T",)"
      R"("date_published":"2001-01-01","published":"2026-03-05T14:30:15Z")");
  CHECK(both.article->id.str() == "i");
  CHECK(both.article->outlet == "O");
  CHECK(both.article->text == "T");
  CHECK(both.article->precision == DatePrecision::second);
}

TEST_CASE("null is absent and what is absent is empty") {
  const Parsed parsed = accepted(R"("url":null,"outlet":null,"language":null,"published":null)");
  CHECK(parsed.mended.empty());
  CHECK(parsed.article->url.empty());
  CHECK(parsed.article->outlet.empty());
  CHECK(parsed.article->language.empty());
  CHECK(parsed.article->text.empty());
  CHECK_FALSE(parsed.article->published.has_value());
  CHECK(parsed.article->precision == DatePrecision::unknown);
  CHECK(parsed.article->revision == 0);
}

TEST_CASE("without an id the guid is taken, then the URL, then a hash of the content") {
  CHECK(accepted(R"("guid":"g","url":"http://a.b/c")").article->id.str() == "g");
  CHECK(accepted(R"("url":"http://a.b/c")").article->id.str() == "http://a.b/c");
  const std::string hash = accepted(R"("text":"T")").article->id.str();
  CHECK(hash.size() > 16);
  CHECK(accepted(R"("text":"T","published":"2026-03-05")").article->id.str() == hash);
  std::set<std::string> others{hash};
  for (const char* content : {R"("text":"U")", R"("text":"")", R"("text":"T","outlet":"O")"}) {
    CHECK(others.insert(accepted(content).article->id.str()).second);
  }
}

TEST_CASE("an id may be an integer") {
  CHECK(accepted(R"("id":42)").article->id.str() == "42");
  CHECK(accepted(R"("id":18446744073709551615)").article->id.str() == "18446744073709551615");
}

TEST_CASE("a wrong type costs the article in id, title and text") {
  for (const char* value : {"true", "[]", "{}", "1.5"}) {
    const std::string v = value;
    check_refused(R"({"title":"T","id":)" + v + "}", ErrorCode::wrong_type, "id");
    check_refused(R"({"text":"T","title":)" + v + "}", ErrorCode::wrong_type, "title");
    check_refused(R"({"title":"T","text":)" + v + "}", ErrorCode::wrong_type, "text");
    check_refused(R"({"title":"T","content_text":)" + v + "}", ErrorCode::wrong_type,
                  "content_text");
  }
}

TEST_CASE("a wrong type costs only itself in the other fields") {
  for (const char* value : {"true", "[1]", "{\"a\":1}", "1.5"}) {
    const std::string v = value;
    const Parsed parsed = accepted(R"("id":"i","url":)" + v + R"(,"source_name":)" + v +
                                   R"(,"language":)" + v + R"(,"published":)" + v);
    CHECK(parsed.mended ==
          "wrong_type:url wrong_type:source_name wrong_type:language wrong_type:published");
    CHECK(parsed.article->url.empty());
    CHECK(parsed.article->outlet.empty());
    CHECK(parsed.article->language.empty());
    CHECK_FALSE(parsed.article->published.has_value());
  }
}

TEST_CASE("neither title nor text is missing_content") {
  for (const char* json : {"{}", R"({"id":"a"})", R"({"title":null,"text":null})",
                           R"({"title":" \n","text":"\t"})", R"({"title":"","content_text":""})"}) {
    check_refused(json, ErrorCode::missing_content, "text");
  }
  CHECK(parse(R"({"text":"only"})").article.has_value());
}

TEST_CASE("what is not JSON is json_syntax, what is no object wrong_type") {
  for (const auto json : {""sv, "{"sv, "{\"title\":\"a\""sv, "{\"title\":\"a}"sv, "nope"sv,
                          "{'title':'a'}"sv, "{\"title\":\"a\"} x"sv, "{\"title\":\"a\",}"sv,
                          "{\"title\":\"\\x\"}"sv, "{\"title\":\"a\"}\0"sv, "{\"t\":NaN}"sv}) {
    check_refused(std::string(json), ErrorCode::json_syntax);
  }
  for (const char* json : {"[]", R"([{"title":"a"}])", "\"title\"", "1", "null"}) {
    check_refused(json, ErrorCode::wrong_type);
  }
}

TEST_CASE("a parser goes on after an object it refused") {
  ArticleParser parser;
  CHECK_FALSE(parse_with(parser, R"({"title":)").article.has_value());
  CHECK_FALSE(parse_with(parser, "{" + nested(5000) + "}").article.has_value());
  CHECK(parse_with(parser, "{\"title\":\"\xFF\"}").mended == "corrupt:");
  ArticleParser moved = std::move(parser);
  const Parsed parsed = parse_with(moved, R"({"title":"A"})");
  CHECK(parsed.article->title == "A");
  CHECK(parsed.mended.empty());
}

TEST_CASE("unknown fields are ignored, whatever they hold") {
  for (const char* value : {"-0.5e-7", "\"\\u00e9\"", "[[],{},[null]]", "18446744073709551615"}) {
    CHECK(accepted(R"("other":)" + std::string(value)).mended.empty());
  }
}

TEST_CASE("a number too large for 64 bits is valid JSON and costs nothing in an unknown field") {
  for (const char* value : {"123456789012345678901234567890", "1e999"}) {
    CAPTURE(std::string(value));
    CHECK(accepted(R"("other":)" + std::string(value)).article->title == "Storm");
    // Nor anything else in the object.
    const std::string id = R"("id":1234567890123456789,"published":1772721015,"other":)";
    CHECK(accepted(id + value).article->id.str() == "1234567890123456789");
    CHECK(accepted(id + value).article->published.has_value());
  }
}

TEST_CASE("an id too large for 64 bits is kept, reported or refused, never silently another") {
  constexpr std::string_view digits = "123456789012345678901234567890";
  const Parsed parsed = parse(R"({"title":"T","id":)" + std::string(digits) + "}");
  CHECK((!parsed.article || !parsed.problems.empty() || parsed.article->id.str() == digits));
}

TEST_CASE("a malformed number is json_syntax, however long") {
  for (const char* value : {"01", "1.", ".5", "-", "+1", "1e", "0x10", "1e--55", "1.2.3e4",
                            "--1234567890123456789", "01234567890123456789012"}) {
    check_refused(R"({"title":"T","other":)" + std::string(value) + "}", ErrorCode::json_syntax);
  }
}

TEST_CASE("nesting is limited to 1,024") {
  CHECK(accepted(nested(1000)).mended.empty());
  check_refused(R"({"title":"T",)" + nested(1100) + "}", ErrorCode::json_syntax);
  check_refused(R"({"title":"T",)" + nested(1'000'000) + "}", ErrorCode::json_syntax);
  check_refused(R"({"title":"T","x":)" + std::string(1'000'000, '['), ErrorCode::json_syntax);
}

TEST_CASE("lone surrogates become U+FFFD and pairs stay characters") {
  const auto title_of = [](const std::string& escaped, std::string_view mended) {
    const Parsed parsed = parse(R"({"title":")" + escaped + "\"}");
    CAPTURE(escaped);
    REQUIRE(parsed.article.has_value());
    CHECK(parsed.mended == mended);
    return parsed.article->title;
  };
  CHECK(title_of(R"(\ud83d\ude00)", "") == "\U0001F600");
  CHECK(title_of(R"(a\ud800b)", "corrupt:") == "a\uFFFDb");
  CHECK(title_of(R"(a\uDC00)", "corrupt:") == "a\uFFFD");
  CHECK(title_of(R"(\udc00\ud800)", "corrupt:") == "\uFFFD\uFFFD");
  CHECK(title_of(R"(\ud83d\ud83d\ude00\u00e9)", "corrupt:") == "\uFFFD\U0001F600\u00E9");
  CHECK(title_of(R"(\ud800\u0041)", "corrupt:") == "\uFFFDA");
  CHECK(title_of(R"(\ud800\n\\ud800 \"\udfff\")", "corrupt:") == "\uFFFD\n\\ud800 \"\uFFFD\"");
}

TEST_CASE("NULs become U+FFFD, escaped or not") {
  const Parsed escaped = accepted(R"("text":"a\u0000b","url":"\u0000")");
  CHECK(escaped.article->text == "a\uFFFDb");
  CHECK(escaped.article->url == "\uFFFD");
  CHECK(escaped.mended == "corrupt:text corrupt:url");
  const Parsed raw = accepted("\"text\":\"a" + std::string(1, '\0') + "b\"");
  CHECK(raw.article->text == "a\uFFFDb");
  CHECK(raw.mended == "corrupt:");
}

TEST_CASE("ill-formed UTF-8 becomes U+FFFD, with the place of the first in the object") {
  const Parsed parsed = parse("{\"title\":\"caf\xE9\",\"text\":\"\xED\xA0\x80 \xF0\x9F\x98 ok\"}");
  REQUIRE(parsed.article.has_value());
  CHECK(parsed.article->title == "caf\uFFFD");
  CHECK(parsed.article->text == "\uFFFD\uFFFD\uFFFD \uFFFD ok");
  REQUIRE(parsed.mended == "corrupt:");
  CHECK(parsed.problems[0].error.where.byte == 13);
  CHECK(parse("{\"title\":\"a\",\"\xFF\":\"\xFF\\ud800\"}").article->title == "a");
}

TEST_CASE("what is too long is cut at a character boundary, with a problem") {
  JsonLinesOptions options;
  options.max_text_bytes = 1024;
  options.max_field_bytes = 64;
  const auto text_of = [&](const std::string& body, std::string_view mended) {
    const Parsed parsed = accepted(R"("text":")" + body + "\"", options);
    CHECK(parsed.mended == mended);
    return parsed.article->text;
  };
  CHECK(text_of(std::string(1024, 'x'), "") == std::string(1024, 'x'));
  CHECK(text_of(std::string(1025, 'x'), "too_large:text") == std::string(1024, 'x'));
  CHECK(text_of(std::string(1023, 'x') + "\u00E9", "too_large:text") == std::string(1023, 'x'));
  CHECK(text_of(std::string(1021, 'x') + "\U0001F600", "too_large:text") == std::string(1021, 'x'));
  const std::string field(100, 'f');
  const Parsed parsed =
      parse(R"({"title":")" + field + R"(","url":")" + field + R"(","outlet":")" + field +
                R"(","language":")" + field + R"(","guid":")" + field + "\"}",
            options);
  CHECK(parsed.mended ==
        "too_large:title too_large:url too_large:outlet too_large:language too_large:guid");
  const std::string cut(64, 'f');
  CHECK(parsed.article->title == cut);
  CHECK(parsed.article->url == cut);
  CHECK(parsed.article->outlet == cut);
  CHECK(parsed.article->language == cut);
  CHECK(parsed.article->id.str() == cut);
}

TEST_CASE("options outside their range are taken as the nearest in it") {
  JsonLinesOptions options;
  options.max_text_bytes = 0;
  options.max_field_bytes = 0;
  const Parsed parsed = accepted(
      R"("text":")" + std::string(2000, 'x') + R"(","url":")" + std::string(2000, 'u') + "\"",
      options);
  CHECK(parsed.article->text.size() == 1024);
  CHECK(parsed.article->url.size() == 64);
  CHECK(pieces(splitter(std::string(1000, 'x'), at_once, 0)) == "1@0:" + std::string(1000, 'x'));
}

TEST_CASE("a date that cannot be read is a problem, and the article is kept without it") {
  for (const char* value : {R"("yesterday")", R"("2026-02-30")", R"("2026-03-05T25:00:00Z")",
                            "253402300800000", "-62135596801"}) {
    const Parsed parsed = accepted(R"("published":)" + std::string(value));
    CHECK(parsed.mended == "invalid_date:published");
    CHECK_FALSE(parsed.article->published.has_value());
    CHECK(parsed.article->precision == DatePrecision::unknown);
  }
  CHECK(accepted(R"("date_published":"soon")").mended == "invalid_date:date_published");
}

TEST_CASE("a date that is absurd but readable is kept as it is") {
  for (const char* value : {R"("0001-01-01")", R"("9999-12-31")", "0", "-1", "1772721015250"}) {
    const Parsed parsed = accepted(R"("published":)" + std::string(value));
    CHECK(parsed.mended.empty());
    CHECK(parsed.article->published.has_value());
  }
}

TEST_CASE("what is said of a date is well-formed, wherever the date is cut for it") {
  for (std::size_t before = 36; before < 40; ++before) {
    const Parsed parsed = accepted(R"("published":")" + std::string(before, 'x') + "日本\"");
    REQUIRE(parsed.mended == "invalid_date:published");
    CHECK(text::is_valid_utf8(parsed.problems[0].error.message));
  }
}

TEST_SUITE_END();
