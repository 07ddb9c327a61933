#include "newsloom/page/event_page.hpp"

#include <doctest/doctest.h>

#include "newsloom/page/compose.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

TEST_CASE("what the papers say, as one paragraph of the same bytes") {
  const auto sample = tests::make_sample();
  const auto page = compose_page(sample.event, sample.articles);
  REQUIRE(page);
  const auto paragraph = papers_paragraph(*page);
  REQUIRE(paragraph);
  for (const PaperRow& row : page->what_the_papers_say) {
    CHECK(paragraph->text().find(row.statement.text()) != std::string::npos);
    CHECK(paragraph->text().find(row.outlet) != std::string::npos);
  }
  CHECK_FALSE(papers_paragraph(EventPage{}));
}

TEST_CASE("names of verbs and kinds are those of the format") {
  CHECK(to_string(Verb::leads_with) == "leads with");
  CHECK(to_string(Verb::alone_reports) == "alone reports");
  CHECK(to_string(TopicKind::organisation) == "organisation");
}

}  // namespace
