#include "newsloom/page/known_topics.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "newsloom/page/compose.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

TEST_CASE("a user's topics are found by name and alias, without case and accents") {
  const auto topics = KnownTopics::read(
      "{\"name\":\"Ivo Tarn\",\"aliases\":[\"Tarn\"],\"kind\":\"person\",\"description\":\"A "
      "mayor.\","
      "\"source\":\"own file\"}\n\n{\"name\":\"Zürich\",\"description\":\"A "
      "town.\",\"source\":\"x\","
      "\"licence\":\"CC0\"}\n");
  REQUIRE(topics);
  CHECK(topics->size() == 2);
  CHECK(topics->find("TARN")->note.text == "A mayor.");
  CHECK(topics->find("zurich")->note.licence == "CC0");
  CHECK(topics->find("Bern") == nullptr);
}

TEST_CASE("they are shown as such") {
  const auto sample = tests::make_sample();
  const auto topics = KnownTopics::read(
      "{\"name\":\"Ivo Tarn\",\"description\":\"A mayor.\",\"source\":\"own file\"}");
  PageContext context;
  context.known_topics = &*topics;
  const auto page = compose_page(sample.event, sample.articles, {}, context);
  const auto found = std::find_if(page->topics.begin(), page->topics.end(),
                                  [](const Topic& topic) { return topic.name == "Ivo Tarn"; });
  REQUIRE(found != page->topics.end());
  REQUIRE(found->note);
  CHECK(found->note->source == "own file");
}

TEST_CASE("a bad line is named") {
  for (const char* text :
       {"{\"name\":\"A\",\"description\":\"x\",\"source\":\"y\"}\n{", "{}\n{\"name\":3}", "\n[]"}) {
    const auto topics = KnownTopics::read(text);
    REQUIRE_FALSE(topics);
    CHECK(topics.error().where.line.has_value());
  }
}

}  // namespace
