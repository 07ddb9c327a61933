#include "newsloom/page/options.hpp"

#include <doctest/doctest.h>

#include "newsloom/page/compose.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

TEST_CASE("limits of sections are kept") {
  const auto sample = tests::make_sample();
  PageOptions options;
  options.happened.max_sentences = 1;
  options.papers.max_rows = 2;
  options.topics.max_topics = 1;
  options.quotes.max_quotes = 0;
  options.behind.max_points = 0;
  options.behind.max_agreements = 0;
  options.behind.max_conflicts = 0;
  options.behind.max_only_from = 0;
  const auto page = compose_page(sample.event, sample.articles, options);
  REQUIRE(page);
  CHECK(page->whats_happened.size() == 1);
  CHECK(page->what_the_papers_say.size() == 2);
  CHECK(page->topics.size() == 1);
  CHECK(page->quotes.empty());
  CHECK(page->behind_the_headline.empty());
}

}  // namespace
