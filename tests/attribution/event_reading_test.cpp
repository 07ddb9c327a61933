#include "newsloom/attribution/event_reading.hpp"

#include <doctest/doctest.h>

#include <string>

#include "attribution/event_texts.hpp"

using namespace newsloom;

namespace {

std::string words(const attribution::EventReading& event,
                  const attribution::QuoteVersion& version) {
  const auto& carrier = version.carriers.front();
  const auto& article = event.articles[carrier.article];
  const attribution::Quote& quote = article.quotes[carrier.quote];
  return std::string(quote.parts.front().inner.in(article.reading[quote.field].source));
}

}  // namespace

TEST_CASE("a row and its article make an event article") {
  CoverageRow row;
  row.article = ArticleId("x");
  row.outlet = "harbourpost.example";
  row.language = "en";
  row.role = Role::copy;
  Article article;
  article.title = "Title";
  article.text = "Text.";
  const attribution::EventArticle about = attribution::event_article(row, article);
  CHECK(about.family == "harbourpost.example");
  CHECK(about.is_copy);
  CHECK(about.title == "Title");
}

TEST_CASE("the same quotation in several articles is one, with its carriers") {
  test::EventTexts texts;
  texts.add("a", "“We will rebuild the bridge by May,” Mayor Ann Carver said.")
      .add("b", "The mayor was angry. “We will rebuild the bridge by May”, said Carver.")
      .add("c", "“The bridge was never safe,” Paul Reid said.");
  const auto event = texts.read();
  const auto shared = attribution::match_quotes(event);
  REQUIRE(shared.size() == 2);
  CHECK(shared[0].carrier_count() == 2);
  CHECK(shared[0].versions.size() == 1);
  CHECK(event.in({shared[0].speaker_article, shared[0].speaker}) == "Ann Carver");
  CHECK_FALSE(shared[0].speakers_differ);
  CHECK(shared[1].carrier_count() == 1);
}

TEST_CASE("a quotation cut out of a longer one is the same version, changed words are another") {
  test::EventTexts texts;
  texts
      .add("a",
           "“We will rebuild the bridge by May and not a day later than that,” Ann Carver said.")
      .add("b", "“We will rebuild the bridge by May,” Ann Carver said.")
      .add("c",
           "“We will rebuild the bridge by June and not a day later than that,” Ann Carver said.");
  const auto event = texts.read();
  const auto shared = attribution::match_quotes(event);
  REQUIRE(shared.size() == 1);
  REQUIRE(shared[0].versions.size() == 2);
  CHECK(shared[0].versions[0].carriers.size() == 2);
  CHECK(words(event, shared[0].versions[1]).find("June") != std::string::npos);
}

TEST_CASE("carriers that name different people are told") {
  test::EventTexts texts;
  texts.add("a", "“We will rebuild the bridge by May,” Ann Carver said.")
      .add("b", "“We will rebuild the bridge by May,” Paul Reid said.");
  const auto shared = attribution::match_quotes(texts.read());
  REQUIRE(shared.size() == 1);
  CHECK(shared[0].speakers_differ);
}

TEST_CASE("short quotations match only when equal, and languages never meet") {
  test::EventTexts texts;
  texts.add("a", "“Never again,” Ann Carver said.")
      .add("b", "“Never, again,” Ann Carver said.")
      .add("c", "“Never ever,” Ann Carver said.")
      .add("d", "„Never again“, sagte Ann Carver.", 0, {}, "de");
  CHECK(attribution::match_quotes(texts.read()).size() == 3);
}

TEST_CASE("a thousand carriers of one quotation stay one") {
  test::EventTexts texts;
  for (int i = 0; i < 1000; ++i) {
    texts.add("o" + std::to_string(i),
              "“We will rebuild the bridge by May and not a day later,” Ann Carver said.");
  }
  const auto shared = attribution::match_quotes(texts.read());
  REQUIRE(shared.size() == 1);
  CHECK(shared[0].carrier_count() == 1000);
}
