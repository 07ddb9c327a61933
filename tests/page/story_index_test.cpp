#include "newsloom/page/story_index.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

TEST_CASE("an earlier event of the same people, places and words leads to a later one") {
  const auto sample = tests::make_sample();
  StoryIndex stories;
  REQUIRE(stories.put(sample.event, sample.articles));
  REQUIRE(stories.put(sample.earlier, sample.articles));
  CHECK(stories.size() == 2);
  const auto links = stories.earlier(EventId(2), 5, {});
  REQUIRE(links.size() == 1);
  CHECK(links.front().event == EventId(1));
  CHECK(stories.earlier(EventId(1), 5, {}).empty());
  CHECK(stories.related(EventId(1), 5, std::chrono::days{7}, 0.1).size() == 1);
  CHECK(stories.related(EventId(1), 5, std::chrono::days{1}, 0.1).empty());
}

TEST_CASE("events are found by name, newest first") {
  const auto sample = tests::make_sample();
  StoryIndex stories;
  REQUIRE(stories.put(sample.event, sample.articles));
  REQUIRE(stories.put(sample.earlier, sample.articles));
  CHECK(stories.with_name("KASTEL", 5) == std::vector{EventId(2), EventId(1)});
  CHECK(stories.with_name("Atlantis", 5).empty());
}

TEST_CASE("what is erased or put again leaves nothing behind") {
  const auto sample = tests::make_sample();
  StoryIndex stories;
  REQUIRE(stories.put(sample.event, sample.articles));
  REQUIRE(stories.put(sample.event, sample.articles));
  CHECK(stories.with_name("Kastel", 5).size() == 1);
  stories.erase(EventId(2));
  stories.erase(EventId(2));
  CHECK(stories.size() == 0);
  CHECK(stories.find(EventId(2)) == nullptr);
  CHECK(stories.with_name("Kastel", 5).empty());
}

TEST_CASE("an event without stored articles is refused") {
  const MemoryArticleSource empty;
  StoryIndex stories;
  CHECK_FALSE(stories.put(tests::make_sample().event, empty));
}

}  // namespace
