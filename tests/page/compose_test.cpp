#include "newsloom/page/compose.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "newsloom/page/json.hpp"
#include "newsloom/page/verify.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

EventPage page_of(const tests::Sample& sample, const PageOptions& options = {}) {
  StoryIndex stories;
  REQUIRE(stories.put(sample.earlier, sample.articles));
  REQUIRE(stories.put(sample.event, sample.articles));
  PageContext context;
  context.stories = &stories;
  auto page = compose_page(sample.event, sample.articles, options, context);
  REQUIRE(page);
  return std::move(*page);
}

bool mentions(const EventPage& page, const std::string& article) {
  const auto all = tests::statements_of(page);
  return std::any_of(all.begin(), all.end(), [&](const Statement* statement) {
    const auto& sources = statement->sources();
    return std::find(sources.begin(), sources.end(), ArticleId(article)) != sources.end();
  });
}

TEST_CASE("a page has its sections, and they hold") {
  const auto sample = tests::make_sample();
  const EventPage page = page_of(sample);
  REQUIRE(page.title);
  CHECK(page.title->text().find('?') == std::string::npos);
  CHECK(page.whats_happened.size() >= 1);
  CHECK(page.whats_happened.size() <= 3);
  CHECK(page.what_the_papers_say.size() == 3);
  CHECK_FALSE(page.behind_the_headline.empty());
  CHECK_FALSE(page.how_we_got_here.empty());
  CHECK_FALSE(page.topics.empty());
  CHECK(page.coverage.size() == 4);
  CHECK(page.independent_source_count == 3);
  CHECK(verify_spans(page, sample.articles));
  const auto claims = verify_claims(page, sample.articles);
  if (!claims) MESSAGE(claims.error().to_string());
  CHECK(claims);
}

TEST_CASE("datelines are left out, and so are sentences that lean on the one before") {
  const EventPage page = page_of(tests::make_sample());
  for (const Statement* statement : tests::statements_of(page)) {
    CHECK(statement->text().find("KASTEL (Wire)") == std::string::npos);
    CHECK_FALSE(statement->text().starts_with("He had crossed"));
  }
}

TEST_CASE("a copy has no voice of its own, but its outlet is named") {
  const EventPage page = page_of(tests::make_sample());
  CHECK_FALSE(mentions(page, "c"));
  bool is_named = false;
  for (const Statement* statement : tests::statements_of(page)) {
    const auto& also = statement->also_reported_by();
    is_named |= std::find(also.begin(), also.end(), "daily.example") != also.end();
  }
  CHECK(is_named);
}

TEST_CASE("removing an article removes all its sentences") {
  auto sample = tests::make_sample();
  REQUIRE(mentions(page_of(sample), "d"));
  std::erase_if(sample.event.coverage,
                [](const CoverageRow& row) { return row.article == ArticleId("d"); });
  sample.event = tests::event_of(sample.event.id, sample.event.coverage);
  CHECK_FALSE(mentions(page_of(sample), "d"));
}

TEST_CASE("the same event gives the same page, byte for byte, in any order of the rows' ids") {
  const auto sample = tests::make_sample();
  CHECK(to_json(page_of(sample)) == to_json(page_of(sample)));
  CHECK(page_of(sample) == page_of(tests::make_sample()));
}

TEST_CASE("no more of an article is quoted than allowed") {
  PageOptions options;
  options.max_quoted_bytes = 150;
  const EventPage page = page_of(tests::make_sample(), options);
  std::vector<bool> quoted(2000);
  for (const Statement* statement : tests::statements_of(page)) {
    for (const Segment& segment : statement->segments()) {
      if (segment.kind() != SegmentKind::verbatim || segment.field() != Field::text) continue;
      if (segment.article() != ArticleId("b")) continue;
      std::fill(quoted.begin() + segment.span().begin, quoted.begin() + segment.span().end, true);
    }
  }
  CHECK(std::count(quoted.begin(), quoted.end(), true) <= 150);
}

TEST_CASE("an event none of whose articles is stored has no page") {
  const auto sample = tests::make_sample();
  const MemoryArticleSource empty;
  const auto page = compose_page(sample.event, empty);
  REQUIRE_FALSE(page);
  CHECK(page.error().code == ErrorCode::not_found);
}

TEST_CASE("options out of range are refused") {
  const auto sample = tests::make_sample();
  PageOptions options;
  options.happened.max_sentences = 0;
  CHECK_FALSE(compose_page(sample.event, sample.articles, options));
  options = {};
  options.happened.pair_odds.back() = 0;
  CHECK_FALSE(compose_page(sample.event, sample.articles, options));
}

TEST_CASE("the page is in the reader's language where the event is covered in it") {
  MemoryArticleSource source;
  const EventView event = tests::event_of(
      EventId(7),
      {tests::article("e1", "a.example", "2026-05-04", "Storm floods the harbour of Kastel",
                      "A storm flooded the harbour of Kastel on Monday, the coast guard said."),
       tests::article("e2", "b.example", "2026-05-04", "Harbour of Kastel under water",
                      "The harbour of Kastel stood under water on Monday after a storm."),
       tests::article("s1", "c.example", "2026-05-04", "Una tormenta inunda el puerto de Kastel",
                      "Una tormenta inundó el lunes el puerto de Kastel, dijo la guardia costera.",
                      "es")},
      source);
  PageOptions options;
  CHECK(compose_page(event, source, options)->language == "en");
  options.language = "es-MX";
  const auto page = compose_page(event, source, options);
  CHECK(page->language == "es");
  CHECK(page->whats_happened.front().sources().front() == ArticleId("s1"));
}

TEST_CASE("an image comes from the article it belongs to, and only from the web") {
  const auto sample = tests::make_sample();
  PageContext context;
  context.image_of = [](const ArticleId& id) {
    return id == ArticleId("b") ? std::string("https://river.example/b.jpg")
                                : std::string("javascript:alert(1)");
  };
  const auto page = compose_page(sample.event, sample.articles, {}, context);
  REQUIRE(page->image);
  CHECK(page->image->article == ArticleId("b"));
}

}  // namespace
