#include "text/place_names.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace {

using newsloom::text::place_names;

bool has(std::string_view language, std::string_view name) {
  const auto names = place_names(language);
  return std::find(names.begin(), names.end(), name) != names.end();
}

TEST_CASE("countries, parts of the world and cities, in the language's own words") {
  CHECK(has("en", "Norway"));
  CHECK(has("de", "Norwegen"));
  CHECK(has("pt", "Noruega"));
  CHECK(has("en", "Africa"));
  CHECK(has("es", "Tokio"));
  CHECK_FALSE(has("en", "Davis"));
  CHECK_FALSE(has("en", "ZZ"));
}

TEST_CASE("what is no language has no names of its own, and harms nobody") {
  (void)place_names("");
  (void)place_names("xx");
  (void)place_names(std::string(1'000, '-'));
}

}  // namespace
