#include "newsloom/text/fingerprint.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

namespace {

using namespace newsloom::text;
using Values = std::vector<std::uint64_t>;

Values random_tokens(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  Values tokens(count);
  std::ranges::generate(tokens, random);
  return tokens;
}

Values of(const Values& tokens, const FingerprintOptions& options = {}) {
  Values out = {1, 2, 3};  // what a buffer held before does not matter
  fingerprint(tokens, options, out);
  return out;
}

// One value a shingle: a window of one keeps them all.
Values all_shingles(const Values& tokens, std::size_t length) {
  Values all;
  for (std::size_t i = 0; i + length <= tokens.size(); ++i) {
    const auto begin = tokens.begin() + static_cast<std::ptrdiff_t>(i);
    const Values run(begin, begin + static_cast<std::ptrdiff_t>(length));
    all.push_back(of(run, {.shingle_tokens = length}).front());
  }
  return all;
}

TEST_SUITE("text fingerprint") {
  TEST_CASE("it is the slow, obvious winnowing") {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
      const Values tokens = random_tokens(60 + seed * 7, seed);
      const FingerprintOptions options = {
          .shingle_tokens = 3 + seed % 6, .window = 1 + seed % 9, .max_values = 100'000};
      const Values all = all_shingles(tokens, options.shingle_tokens);
      std::set<std::uint64_t> expected;
      for (std::size_t i = 0; i + options.window <= all.size(); ++i) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i);
        expected.insert(
            *std::min_element(begin, begin + static_cast<std::ptrdiff_t>(options.window)));
      }
      CHECK(of(tokens, options) == Values(expected.begin(), expected.end()));
    }
  }

  TEST_CASE("a common run of shingle_tokens + window - 1 tokens is noticed") {
    const FingerprintOptions options;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
      Values a = random_tokens(20, 2 * seed);
      Values b = random_tokens(15, 2 * seed + 1);
      const Values run = random_tokens(options.shingle_tokens + options.window - 1, 999 + seed);
      a.insert(a.begin() + 7, run.begin(), run.end());
      b.insert(b.begin() + 3, run.begin(), run.end());
      CHECK(resemblance(of(a), of(b)) > 0);
    }
  }

  TEST_CASE("a copy cut short or grafted upon is contained, another text is not") {
    const Values original = random_tokens(400, 1);
    const Values cut(original.begin(), original.begin() + 250);
    Values grafted = original;
    const Values local = random_tokens(80, 2);
    grafted.insert(grafted.begin() + 200, local.begin(), local.end());
    CHECK(containment(of(cut), of(original)) > 0.95);
    CHECK(containment(of(original), of(grafted)) > 0.9);
    CHECK(containment(of(random_tokens(400, 3)), of(original)) == 0);
  }

  TEST_CASE("short texts have one value, empty ones none") {
    CHECK(of({}).empty());
    CHECK(of({5}).size() == 1);
    CHECK(of({5, 6, 7}) == of({5, 6, 7}));
    CHECK(of({5, 6, 7}) != of({5, 7, 6}));
  }

  TEST_CASE("values ascend, are distinct, and the smallest are kept") {
    const Values tokens = random_tokens(5000, 4);
    const Values many = of(tokens, {.max_values = 100'000});
    const Values few = of(tokens, {.max_values = 100});
    CHECK(std::ranges::is_sorted(many));
    CHECK(std::ranges::adjacent_find(many) == many.end());
    CHECK(few == Values(many.begin(), many.begin() + 100));
  }

  TEST_CASE("one word repeated gives one value, in linear time") {
    CHECK(of(Values(1'000'000, 42)).size() == 1);
  }

  TEST_CASE("containment and resemblance by hand") {
    const Values a = {1, 2, 3, 4};
    const Values b = {3, 4, 5};
    CHECK(containment(a, b) == 0.5);
    CHECK(containment(b, a) == doctest::Approx(2.0 / 3));
    CHECK(resemblance(a, b) == doctest::Approx(0.4));
    CHECK(resemblance({}, {}) == 0);
    CHECK(containment({}, a) == 0);
  }
}

}  // namespace
