#include "newsloom/attribution/reading.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace newsloom;
using attribution::Field;

TEST_CASE("an article is taken apart, title and text") {
  attribution::ArticleReader reader;
  const std::string title = "Bridge in Port Halden closed";
  const std::string text = "“It cracked,” Ann Carver said. It is 120 metres long.";
  const attribution::Reading reading = reader.read(title, text, "en-GB");
  CHECK(reading.language == "en");
  CHECK(reading[Field::title].tokens.size() == 5);
  CHECK(reading.text.sentences.size() == 2);
  CHECK(reading.text.quoted.size() == 1);
  CHECK(reading.text.numbers.size() == 1);
  REQUIRE(reading.text.names.size() == 1);
  const text::Mention& name = reading.text.names.front();
  CHECK(reading.in({Field::text, {name.begin, name.end}}) == "Ann Carver");
}

TEST_CASE("nothing is a reading too") {
  attribution::ArticleReader reader;
  const attribution::Reading reading = reader.read({}, {}, {});
  CHECK(reading.language.empty());
  CHECK(reading.text.tokens.empty());
  CHECK(reading.title.sentences.empty());
}

TEST_CASE("what stands behind the first MiB is not read, and no character is cut") {
  attribution::ArticleReader reader;
  std::string text;
  while (text.size() < (std::size_t{1} << 20) + 100) text += "čtyři slova jsou dost. ";
  const attribution::Reading reading = reader.read({}, text, "cs");
  CHECK(reading.text.source.size() <= std::size_t{1} << 20);
  CHECK(reading.text.tokens.back().end <= reading.text.source.size());
}
