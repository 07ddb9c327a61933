#include "newsloom/text/reuse_sketch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace newsloom::text;

std::vector<std::uint32_t> sketch_of(const std::string& text, const std::string& language = "en") {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.tokenize(text, language, tokens);
  std::vector<std::uint32_t> values{1, 2, 3};
  reuse_sketch(text, tokens, values);
  return values;
}

std::string words(std::size_t from, std::size_t count) {
  std::string text;
  for (std::size_t i = from; i < from + count; ++i) text += "w" + std::to_string(i) + "x ";
  return text;
}

double share(const std::string& part, const std::string& whole) {
  const SketchOverlap common = overlap(sketch_of(part), sketch_of(whole));
  return common.of_a == 0 ? 0 : static_cast<double>(common.shared) / common.of_a;
}

}  // namespace

TEST_CASE("a sketch is ascending, distinct and of the promised size") {
  for (const std::size_t count : {0U, 2U, 3U, 20U, 60U, 300U, 1000U, 5000U, 20'000U}) {
    CAPTURE(count);
    const auto values = sketch_of(words(0, count));
    CHECK(std::ranges::adjacent_find(values, std::greater_equal{}) == values.end());
    CHECK(values.size() <= sketch::most);
    if (count < sketch::words) CHECK(values.empty());
    if (count == 20) CHECK(values.size() == 18);
    if (count >= 60) CHECK(values.size() >= sketch::least);
  }
}

TEST_CASE("a part is found in the whole, whatever their sizes, and nothing in another text") {
  const std::string whole = words(0, 3000);
  for (const std::size_t count : {100U, 400U, 1500U}) {
    CAPTURE(count);
    CHECK(share(words(500, count), whole) > 0.97);
    CHECK(share(words(100'000, count), whole) == 0.0);
  }
  CHECK(share(words(0, 1500) + words(9000, 1500), whole) == doctest::Approx(0.5).epsilon(0.2));
  const SketchOverlap same = overlap(sketch_of(whole), sketch_of(whole));
  CHECK(same.shared == same.of_a);
  CHECK(same.of_a == same.of_b);
}

TEST_CASE("stop words do not count, so dropping them changes nothing") {
  CHECK(sketch_of("The minister said that the dam in the north of the country would hold") ==
        sketch_of("minister said dam north country would hold"));
}

TEST_CASE("what stands in double quotation marks is left out, in any style") {
  const std::string story = words(0, 60);
  const auto without = sketch_of(story);
  for (const std::string& quotation :
       {std::string("\"all of this was said\" "), std::string("“all of this was said” "),
        std::string("« all of this was said » "), std::string("„all of this was said“ ")}) {
    CAPTURE(quotation);
    CHECK(sketch_of(story + quotation) == without);
  }
  CHECK(sketch_of(story + "all of this was said again") != without);
  CHECK(sketch_of(story + "\"a mark that is never closed\n\n" + words(500, 9)) ==
        sketch_of(story + words(500, 9)));
  CHECK_FALSE(sketch_of("\"" + words(0, 40) + "\"").empty());  // little else: sampled whole
}

TEST_CASE("languages without stems of their own keep words apart") {
  CHECK(overlap(sketch_of(words(0, 100), ""), sketch_of(words(5000, 100), "")).shared == 0);
}
