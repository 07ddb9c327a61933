#include "text/quick_language.hpp"

#include <doctest/doctest.h>

#include <string>

namespace newsloom::text {
namespace {

TEST_CASE("a text's function words tell its language") {
  const FunctionWords english =
      count_function_words("The ferry was towed back to the port, and all of them were safe.");
  CHECK(english.language == "en");
  CHECK(english.is_clear());
  CHECK(english.words == 14);
  const FunctionWords german =
      count_function_words("Die Fähre wurde in den Hafen geschleppt und alle sind in Sicherheit.");
  CHECK(german.language == "de");
  CHECK(german.is_clear());
  CHECK(count_function_words("Phà đã được kéo về cảng và tất cả hành khách trong đó đều an toàn.")
            .language == "vi");
}

TEST_CASE("names, figures and nothing leave it open") {
  CHECK_FALSE(count_function_words("").is_clear());
  CHECK(count_function_words("").language.empty());
  CHECK_FALSE(count_function_words("Bayern München 3, Hertha BSC 1").is_clear());
  CHECK_FALSE(count_function_words("2026-05-04 17:30").is_clear());
}

TEST_CASE("what neighbouring languages share does not decide between them") {
  const FunctionWords words = count_function_words("a de o que");
  CHECK_FALSE(words.is_clear());
}

TEST_CASE("whoever was told the language needs less") {
  const FunctionWords words = count_function_words("Ferry towed to the port of Kastel");
  CHECK(words.agrees_with("en"));
  CHECK_FALSE(words.agrees_with("de"));
  CHECK_FALSE(words.agrees_with(""));
}

}  // namespace
}  // namespace newsloom::text
