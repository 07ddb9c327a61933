#include "newsloom/page/category.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace {

using namespace newsloom::page;

TEST_CASE("plain cases of several languages are told apart") {
  const Categorizer& categorizer = built_in_categorizer();
  CHECK(categorizer
            .categorize(
                "The striker scored twice as the team won the match and the coach praised his "
                "players after the final of the league cup.",
                "en")
            .name == "sport");
  CHECK(
      categorizer
          .categorize("Shares fell and the bank cut its profit forecast; investors, economists and "
                      "the market had expected growth in sales and oil prices.",
                      "en")
          .name == "economy, business and finance");
}

TEST_CASE("what it does not know it does not answer") {
  const Categorizer& categorizer = built_in_categorizer();
  CHECK(categorizer.categorize("", "en").name.empty());
  CHECK(categorizer.categorize("zzz qqq xxx", "").name.empty());
}

TEST_CASE("an answer has a confidence in [0, 1]") {
  const Category category = built_in_categorizer().categorize(
      "The prime minister told parliament that the election and the party's policy on tax had the "
      "support of labour and conservative voters.",
      "en");
  CHECK(category.confidence >= 0);
  CHECK(category.confidence <= 1);
}

TEST_CASE("features are distinct buckets") {
  const auto features = category_features("one bridge and one river and one bridge", "en");
  CHECK(std::adjacent_find(features.begin(), features.end()) == features.end());
  CHECK(std::all_of(features.begin(), features.end(),
                    [](std::uint32_t feature) { return feature < category_buckets; }));
}

}  // namespace
