#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "newsloom/page/compose.hpp"
#include "newsloom/page/json.hpp"
#include "newsloom/page/verify.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

/// An event of three reports of a verdict and two of the arrest a year before.
std::vector<Article> mixed() {
  return {
      tests::article("v1", "wire.example", "", "Orso guilty of Kastel bank fraud",
                     "A jury found Ivo Orso guilty of fraud at the Kastel bank after three days of "
                     "deliberation. The sentence is to follow in June."),
      tests::article("v2", "river.example", "", "Jury finds banker Orso guilty",
                     "The jury found banker Ivo Orso guilty on all counts of fraud. Orso faces a "
                     "sentence of ten years in June."),
      tests::article("v3", "daily.example", "", "Guilty: jury convicts Ivo Orso of fraud",
                     "Jurors took three days of deliberation to find Ivo Orso guilty. His sentence "
                     "will be told in June."),
      tests::article("a1", "capital.example", "", "Police arrest Kastel banker Orso at airport",
                     "Police arrested Ivo Orso at the airport as he boarded a plane to Sarn with a "
                     "suitcase of banknotes. Detectives had watched his house for weeks."),
      tests::article(
          "a2", "north.example", "", "Orso held at airport with suitcase of banknotes",
          "Detectives arrested the Kastel banker Ivo Orso when he boarded a plane at the "
          "airport. Police found banknotes in his suitcase."),
  };
}

bool is_related(const EventPage& page, const std::string& article) {
  const auto found = std::ranges::find_if(
      page.coverage, [&](const auto& entry) { return entry.row.article == ArticleId(article); });
  REQUIRE(found != page.coverage.end());
  return found->is_related;
}

TEST_CASE("a page tells one of the two things its event holds and lists the other as related") {
  MemoryArticleSource articles;
  EventView event = tests::event_of(EventId(1), mixed(), articles);
  const auto page = compose_page(event, articles);
  REQUIRE(page);
  for (const char* article : {"v1", "v2", "v3"}) CHECK_FALSE(is_related(*page, article));
  for (const char* article : {"a1", "a2"}) CHECK(is_related(*page, article));
  for (const Statement* statement : tests::statements_of(*page)) {
    for (const ArticleId& source : statement->sources()) CHECK(source.str().front() == 'v');
  }
  CHECK(page->article_count == 5);
  CHECK(page->independent_source_count == 5);
  CHECK(verify_spans(*page, articles));
  CHECK(verify_claims(*page, articles));
  CHECK(to_json(*page).find("\"related\":true") != std::string::npos);
}

TEST_CASE("a copy is related as its original is") {
  MemoryArticleSource articles;
  std::vector<CoverageRow> rows;
  for (const Article& article : mixed()) {
    articles.put(article);
    rows.push_back(tests::row_of(article));
  }
  Article copy = mixed().back();
  copy.id = ArticleId("a3");
  copy.outlet = "south.example";
  articles.put(copy);
  rows.push_back(tests::row_of(copy, "a2"));
  const auto page = compose_page(tests::event_of(EventId(1), rows), articles);
  REQUIRE(page);
  CHECK(is_related(*page, "a3"));
}

TEST_CASE("of two things the one that more publishers tell") {
  MemoryArticleSource articles;
  std::vector<Article> all = mixed();
  for (std::size_t i = 0; i < 3; ++i) all[i].outlet = "wire.example";
  const auto page = compose_page(tests::event_of(EventId(1), all, articles), articles);
  REQUIRE(page);
  CHECK(is_related(*page, "v1"));
  CHECK_FALSE(is_related(*page, "a1"));
}

TEST_CASE("without strictness, and of two articles, all are read") {
  MemoryArticleSource articles;
  std::vector<Article> all = mixed();
  PageOptions options;
  options.reading.strictness = 0;
  auto page = compose_page(tests::event_of(EventId(1), all, articles), articles, options);
  REQUIRE(page);
  CHECK_FALSE(is_related(*page, "a1"));
  const auto two = compose_page(tests::event_of(EventId(2), {all[0], all[4]}, articles), articles);
  REQUIRE(two);
  CHECK_FALSE(is_related(*two, "a2"));
  options.reading.strictness = 2;
  page = compose_page(tests::event_of(EventId(1), all, articles), articles, options);
  REQUIRE_FALSE(page);
  CHECK(page.error().message.find("strictness") != std::string::npos);
}

}  // namespace
