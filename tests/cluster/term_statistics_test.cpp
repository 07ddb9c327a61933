#include "newsloom/cluster/term_statistics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace {

using namespace newsloom::cluster;

ArticleTerms article(std::vector<TermCount> words, std::uint32_t language = 1) {
  ArticleTerms terms;
  terms.views[0] = std::move(words);
  terms.language = language;
  return terms;
}

std::uint16_t weight_of(const ArticleFeatures& features, std::uint64_t hash) {
  const auto& vector = features.views[0];
  for (std::size_t i = 0; i < vector.size(); ++i) {
    if (vector.terms()[i] == term_of(hash)) return vector.weights()[i];
  }
  return 0;
}

bool same(const ArticleFeatures& a, const ArticleFeatures& b) {
  return std::ranges::equal(a.views[0].terms(), b.views[0].terms()) &&
         std::ranges::equal(a.views[0].weights(), b.views[0].weights());
}

TEST_SUITE("cluster term statistics") {
  TEST_CASE("a rare term outweighs a frequent one") {
    TermStatistics statistics;
    for (std::uint64_t i = 0; i < 50; ++i) {
      (void)statistics.observe(article({{1, 1}, {1000 + i, 1}}));
    }
    const auto features = statistics.observe(article({{1, 1}, {2, 1}}));
    CHECK(weight_of(features, 2) > 10 * weight_of(features, 1));
  }

  TEST_CASE("weights are those of the formula") {
    TermStatistics statistics;
    for (int i = 0; i < 9; ++i) (void)statistics.observe(article({{1, 1}}));
    const auto features = statistics.observe(article({{2, 4}, {3, 1}}));  // n = 10, df = 1
    const double heavy = 1 + std::log(4.0);
    const double length = std::sqrt(heavy * heavy + 1);
    CHECK(weight_of(features, 2) == doctest::Approx(heavy / length * 4096).epsilon(0.01));
    CHECK(weight_of(features, 3) == doctest::Approx(1 / length * 4096).epsilon(0.01));
  }

  TEST_CASE("vectors have unit length, ascending hashes, and at most max_terms entries") {
    TermStatistics statistics({.max_terms = 40});
    std::vector<TermCount> words;
    for (std::uint64_t i = 1; i <= 200; ++i) {
      words.push_back({i * 7919 % 1009, static_cast<std::uint32_t>(i)});
    }
    const auto features = statistics.observe(article(words));
    const auto& vector = features.views[0];
    CHECK(vector.size() == 40);
    CHECK(std::ranges::is_sorted(vector.terms()));
    double squared = 0;
    for (const auto weight : vector.weights()) squared += double{1} * weight * weight;
    CHECK(std::sqrt(squared) == doctest::Approx(4096).epsilon(0.01));
  }

  TEST_CASE("the order of an article's terms does not matter") {
    TermStatistics one;
    TermStatistics other;
    std::vector<TermCount> words;
    for (std::uint64_t i = 1; i <= 300; ++i)
      words.push_back({i * i, static_cast<std::uint32_t>(i % 3 + 1)});
    auto reversed = words;
    std::ranges::reverse(reversed);
    CHECK(same(one.observe(article(words)), other.observe(article(reversed))));
  }

  TEST_CASE("languages do not dilute each other") {
    TermStatistics statistics;
    for (std::uint64_t i = 0; i < 20; ++i) {
      (void)statistics.observe(article({{1, 1}, {100 + i, 1}}, 1));
      (void)statistics.observe(article({{2, 1}, {500 + i, 1}}, 2));
    }
    const auto alone = statistics.weigh(article({{1, 1}, {9, 1}}, 1));
    const auto same_word_elsewhere = statistics.weigh(article({{1, 1}, {9, 1}}, 2));
    CHECK(weight_of(alone, 1) < 200);
    CHECK(weight_of(same_word_elsewhere, 1) == weight_of(same_word_elsewhere, 9));
  }

  TEST_CASE("weighing changes nothing") {
    TermStatistics statistics;
    for (std::uint64_t i = 0; i < 10; ++i) (void)statistics.observe(article({{1, 1}, {i + 2, 1}}));
    const auto before = statistics.weigh(article({{1, 1}, {77, 2}}));
    const std::size_t vocabulary = statistics.vocabulary();
    CHECK(same(before, statistics.weigh(article({{1, 1}, {77, 2}}))));
    CHECK(statistics.vocabulary() == vocabulary);
  }

  TEST_CASE("a full vocabulary forgets the rare and keeps the frequent") {
    TermStatistics statistics({.max_vocabulary = std::size_t{1} << 16U});
    for (std::uint64_t i = 0; i < 40'000; ++i) {
      (void)statistics.observe(article({{1, 1}, {1'000'000 + 3 * i, 1}, {2'000'000'000 + i, 1}}));
    }
    CHECK(statistics.vocabulary() <= (std::size_t{1} << 16U) * 3 / 4);
    CHECK(statistics.memory() <= (std::size_t{1} << 16U) * 16);
    CHECK(weight_of(statistics.weigh(article({{1, 1}, {5, 1}})), 1) < 100);
  }

  TEST_CASE("nothing in, nothing out") {
    TermStatistics statistics;
    CHECK(statistics.observe(article({})).views[0].empty());
    CHECK(statistics.weigh(article({})).views[0].empty());
  }
}

}  // namespace
