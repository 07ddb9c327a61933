#include "page/pair_model.hpp"

#include <doctest/doctest.h>

#include <string>

#include "sample.hpp"

namespace newsloom::page {
namespace {

/// Two outlets' articles that open alike, and what a page reads of them.
struct Read {
  MemoryArticleSource source;
  EventView event = tests::event_of(
      EventId(7),
      {tests::article("a", "a.example", "2026-05-04", "Storm floods the harbour of Kastel",
                      "A storm flooded the harbour of Kastel on Monday, the coast guard said. "
                      "Nobody had seen the lighthouse fall before that night."),
       tests::article("b", "b.example", "2026-05-04", "Harbour under water",
                      "The storm flooded the harbour on Monday, and a ferry sank.")},
      source);
  PageReading reading = *read_page(event, source, {}, {});
  PairModel model{reading};

  // Of the two words where they first stand side by side.
  [[nodiscard]] std::size_t pair(std::string_view first, std::string_view second) const {
    for (const auto& article : reading.read.articles) {
      const auto& field = article.reading.text;
      for (std::size_t i = 0; i + 1 < field.tokens.size(); ++i) {
        if (field.tokens[i].in(field.source) == first &&
            field.tokens[i + 1].in(field.source) == second) {
          return model.find(pair_key(field.tokens[i], field.tokens[i + 1]));
        }
      }
    }
    return model.size();
  }
  [[nodiscard]] bool has(std::size_t pair, PairSign sign) const {
    return (model.signs(pair) >> static_cast<std::uint32_t>(sign) & 1U) != 0;
  }
};

TEST_CASE("a pair's signs are what the articles show of it") {
  const Read read;
  const std::size_t shared = read.pair("storm", "flooded");
  CHECK(read.has(shared, PairSign::any));
  CHECK(read.has(shared, PairSign::several_voices));
  CHECK(read.has(shared, PairSign::position_0));
  CHECK(read.has(shared, PairSign::twice));
  CHECK_FALSE(read.has(shared, PairSign::thrice));
  CHECK(read.has(shared, PairSign::content_words));
  CHECK(read.has(shared, PairSign::all_shared));

  const std::size_t alone = read.pair("lighthouse", "fall");
  CHECK_FALSE(read.has(alone, PairSign::several_voices));
  CHECK(read.has(alone, PairSign::position_1));
  CHECK_FALSE(read.has(alone, PairSign::position_0));
  CHECK_FALSE(read.has(alone, PairSign::one_shared));
}

TEST_CASE("what is shared and stands first is likelier than what one says further down") {
  const Read read;
  const PairOdds odds = HappenedOptions{}.pair_odds;
  const double shared = read.model.probability(read.pair("storm", "flooded"), odds);
  const double alone = read.model.probability(read.pair("lighthouse", "fall"), odds);
  CHECK(shared > alone);
  CHECK(shared < 1);
  CHECK(alone > 0);
}

TEST_CASE("a pair nobody has is not expected") {
  const Read read;
  const std::size_t nobodys = read.model.find(1);
  CHECK(nobodys == read.model.size());
  CHECK(read.model.signs(nobodys) == 0);
  CHECK(read.model.probability(nobodys, HappenedOptions{}.pair_odds) == doctest::Approx(0));
}

}  // namespace
}  // namespace newsloom::page
