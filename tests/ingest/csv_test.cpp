#include "newsloom/ingest/csv.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/sources.hpp"

namespace {

using namespace newsloom::ingest;
using newsloom::Article;
using newsloom::ErrorCode;

DocumentArticles table(std::string_view bytes, const DocumentOptions& options = {}) {
  auto read = parse_csv(bytes, options);
  REQUIRE(read);
  return *std::move(read);
}

TEST_CASE("columns are known by many names, in any order") {
  const auto read = table(
      "Publish Date,Headline,Article_Text,URL,publication,Authors,tags,lang\r\n"
      "2026-03-05 14:30:10,\"Ferry, tugs\",\"One \"\"two\"\"\nthree\",https://p.example/f?utm_x=1,"
      "Post,\"Ann Lee; Bo Ek\",\"sea,ships\",en\r\n");
  REQUIRE(read.articles.size() == 1);
  const Article& article = read.articles[0];
  CHECK(article.id.str() == "https://p.example/f");
  CHECK(article.title == "Ferry, tugs");
  CHECK(article.text == "One \"two\"\nthree");
  CHECK(article.outlet == "Post");
  CHECK(article.language == "en");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Bo Ek"});
  CHECK(article.categories == std::vector<std::string>{"sea", "ships"});
  CHECK(article.published == newsloom::Timestamp(std::chrono::seconds(1772721010)));
}

TEST_CASE("dividers, marks, charsets and a summary in place of a text") {
  CHECK(table("id;title\n7;A,b").articles[0].title == "A,b");
  CHECK(table("id\ttitle\n7\tA;b").articles[0].id.str() == "7");
  CHECK(table("\xEF\xBB\xBFtitle|text\nA|b\n").articles[0].title == "A");
  CHECK(table("title,text\ncaf\xE9 \xE0 Paris,x\n").articles[0].title == "café à Paris");
  CHECK(table("title,description\nA,d\n").articles[0].text == "d");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("title,text\nA,b\n")) {
    wide += c;
    wide += '\0';
  }
  CHECK(table(wide).articles[0].text == "b");
}

TEST_CASE("a bad record costs itself and says its line") {
  const auto read = table("title,text\nA,a\n,\nB,\"never closed\nC,c\n5\"\" disks,d\n");
  REQUIRE(read.articles.size() == 3);
  CHECK(read.articles[1].title == "C");
  CHECK(read.articles[2].title == "5\"\" disks");
  REQUIRE(read.problems.size() == 2);
  CHECK(read.problems[0].error.code == ErrorCode::missing_content);
  CHECK(read.problems[0].error.where.line == 3);
  CHECK(read.problems[1].error.code == ErrorCode::corrupt);
  CHECK(read.problems[1].error.where.line == 4);
}

TEST_CASE("too long a record costs itself, and so does a date that is none") {
  DocumentOptions options;
  options.max_text_bytes = 1000;
  const std::string long_one = "L," + std::string(5000, 'x') + "\n";
  const auto read = table("title,date\nA,soon\n" + long_one + "B,2026-03-05\n", options);
  REQUIRE(read.articles.size() == 2);
  CHECK_FALSE(read.articles[0].published);
  CHECK(read.articles[1].published);
  REQUIRE(read.problems.size() == 2);
  CHECK(read.problems[0].error.code == ErrorCode::invalid_date);
  CHECK(read.problems[1].error.code == ErrorCode::too_large);
  CHECK(read.problems[1].error.where.line == 3);
}

TEST_CASE("a table without title or text is none") {
  CHECK(parse_csv("a,b\n1,2\n").error().code == ErrorCode::unknown_format);
  CHECK(table("").articles.empty());
  CHECK(table("title\n").articles.empty());
}

TEST_CASE("however the bytes come, the records are the same") {
  DocumentOptions options;
  options.max_text_bytes = 40;
  const std::string long_line(50, 'x');
  for (const std::string& bytes :
       {std::string("title,text\n\"A\"\"\",\"x\ny\"\r\nB,\"never\nC,c\n\n\"D\",\"d,\"\"d\"\"\"\n"),
        "title,text\nA,a\nB,\"" + long_line + ",\"never\",e\nC,c\n",
        "title,text\nA,a\n" + long_line + ",\"" + long_line + "\nC,c\n"}) {
    const auto whole = table(bytes, options);
    CHECK(whole.articles.size() >= 2);
    for (std::size_t step = 1; step < 9; ++step) {
      CsvReader reader(std::make_unique<testing::ChunkedSource>(bytes, step), options);
      std::vector<Article> articles;
      std::vector<Problem> problems;
      while (!reader.is_finished()) {
        auto article = reader.next(problems);
        if (article && *article) articles.push_back(**std::move(article));
      }
      CHECK(articles == whole.articles);
      CHECK(reader.bytes_read() == bytes.size());
    }
  }
}

TEST_CASE("a text that grew when its charset was decoded is cut to what a text may have") {
  DocumentOptions options;
  options.max_text_bytes = 40;
  const auto read = table("title,text\nA," + std::string(36, '\xE9') + "\n", options);
  REQUIRE(read.articles.size() == 1);
  CHECK(read.articles[0].text.size() == 40);
}

}  // namespace
