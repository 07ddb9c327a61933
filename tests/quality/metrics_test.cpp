#include "../../bench/quality/metrics.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using newsloom::ErrorCode;
using newsloom::bench::bootstrap_bcubed_f1;
using newsloom::bench::BootstrapOptions;
using newsloom::bench::Interval;
using newsloom::bench::score;
using newsloom::bench::Scores;
using Labels = std::vector<std::uint32_t>;

Scores scores_of(const Labels& gold, const Labels& predicted) {
  const auto scores = score(gold, predicted);
  REQUIRE(scores.has_value());
  return *scores;
}

/// Reproducible labels in [0, events); a plain linear congruence is random enough here.
Labels random_labels(std::size_t n, std::uint32_t events, std::uint64_t seed) {
  Labels labels(n);
  for (std::uint32_t& label : labels) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    label = static_cast<std::uint32_t>((seed >> 33) % events);
  }
  return labels;
}

void check_same(const Scores& a, const Scores& b) {
  CHECK(a.bcubed.f1 == doctest::Approx(b.bcubed.f1).epsilon(1e-12));
  CHECK(a.pairwise.f1 == doctest::Approx(b.pairwise.f1).epsilon(1e-12));
  CHECK(a.ari == doctest::Approx(b.ari).epsilon(1e-12));
  CHECK(a.ami == doctest::Approx(b.ami).epsilon(1e-9));
  CHECK(a.v_measure == doctest::Approx(b.v_measure).epsilon(1e-12));
  CHECK(a.over_merged == doctest::Approx(b.over_merged));
  CHECK(a.over_split == doctest::Approx(b.over_split));
  for (std::size_t i = 0; i < a.by_gold_size.size(); ++i) {
    CHECK(a.by_gold_size[i].articles == b.by_gold_size[i].articles);
    CHECK(a.by_gold_size[i].bcubed.f1 == doctest::Approx(b.by_gold_size[i].bcubed.f1));
  }
}

}  // namespace

TEST_CASE("six articles scored by hand") {
  // aaa bb c against 11 22 33: cells a1=2 a2=1 b2=1 b3=1 c3=1.
  const Scores scores = scores_of({7, 7, 7, 5, 5, 9}, {1, 1, 2, 2, 3, 3});
  CHECK(scores.articles == 6);
  CHECK(scores.gold_events == 3);
  CHECK(scores.predicted_events == 3);
  CHECK(scores.bcubed.precision == doctest::Approx((4.0 + 1 + 1 + 1 + 1) / 2 / 6));
  CHECK(scores.bcubed.recall == doctest::Approx((4.0 / 3 + 1.0 / 3 + 0.5 + 0.5 + 1) / 6));
  CHECK(scores.pairwise.precision == doctest::Approx(1.0 / 3));
  CHECK(scores.pairwise.recall == doctest::Approx(1.0 / 4));
  const double expected = 3.0 * 4 / 15;
  CHECK(scores.ari == doctest::Approx((1 - expected) / (3.5 - expected)));
  const double gold = std::log(6.0) - (3 * std::log(3.0) + 2 * std::log(2.0)) / 6;
  const double joint = std::log(6.0) - 2 * std::log(2.0) / 6;
  const double mutual = gold + std::log(3.0) - joint;
  CHECK(scores.homogeneity == doctest::Approx(mutual / gold));
  CHECK(scores.completeness == doctest::Approx(mutual / std::log(3.0)));
  CHECK(scores.over_merged == doctest::Approx(2.0 / 3));
  CHECK(scores.over_split == doctest::Approx(2.0 / 3));
}

TEST_CASE("BCubed by gold event size averages over the articles of those events") {
  // One event of 1, one of 2 (split), one of 10 (whole, but holding the single article too).
  Labels gold{0, 1, 1};
  Labels predicted{2, 0, 1};
  gold.insert(gold.end(), 10, 2);
  predicted.insert(predicted.end(), 10, 2);
  const auto& buckets = scores_of(gold, predicted).by_gold_size;
  CHECK(buckets[0].name == "1");
  CHECK(buckets[0].articles == 1);
  CHECK(buckets[0].bcubed.precision == doctest::Approx(1.0 / 11));
  CHECK(buckets[0].bcubed.recall == doctest::Approx(1.0));
  CHECK(buckets[1].gold_events == 1);
  CHECK(buckets[1].articles == 2);
  CHECK(buckets[1].bcubed.precision == doctest::Approx(1.0));
  CHECK(buckets[1].bcubed.recall == doctest::Approx(0.5));
  CHECK(buckets[2].articles == 0);
  CHECK(buckets[2].bcubed.f1 == doctest::Approx(0.0));
  CHECK(buckets[3].articles == 10);
  CHECK(buckets[3].bcubed.precision == doctest::Approx(10.0 / 11));
}

TEST_CASE("AMI is zero on average over all ways to deal the articles") {
  // The oracle of the expected mutual information: every one of the 7! permutations.
  const Labels gold{0, 0, 0, 1, 1, 2, 2};
  const Labels predicted{0, 0, 1, 1, 1, 1, 2};
  std::vector<std::size_t> order(gold.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  double sum = 0;
  std::size_t permutations = 0;
  do {
    Labels dealt;
    for (std::size_t i : order) dealt.push_back(predicted[i]);
    sum += (*score(gold, dealt)).ami;
    ++permutations;
  } while (std::next_permutation(order.begin(), order.end()));
  CHECK(permutations == 5040);
  CHECK(std::abs(sum / static_cast<double>(permutations)) < 1e-12);
}

TEST_CASE("a perfect clustering scores 1 everywhere") {
  for (std::uint32_t events : {1u, 3u, 40u, 1'000'000u}) {
    const Labels gold = random_labels(300, events, events);
    Labels renamed = gold;
    for (std::uint32_t& label : renamed) label = 5'000'000u - label;
    const Scores scores = scores_of(gold, renamed);
    CHECK(scores.bcubed.f1 == doctest::Approx(1));
    CHECK(scores.pairwise.f1 == doctest::Approx(1));
    CHECK(scores.ari == doctest::Approx(1));
    CHECK(scores.ami == doctest::Approx(1));
    CHECK(scores.v_measure == doctest::Approx(1));
    CHECK(scores.over_merged == doctest::Approx(0));
    CHECK(scores.over_split == doctest::Approx(0));
  }
}

TEST_CASE("one event for all has recall 1, an event for each has precision 1, both no AMI") {
  const Labels gold = random_labels(200, 20, 4);
  const Scores merged = scores_of(gold, Labels(gold.size(), 8));
  CHECK(merged.bcubed.recall == doctest::Approx(1));
  CHECK(merged.pairwise.recall == doctest::Approx(1));
  CHECK(merged.completeness == doctest::Approx(1));
  CHECK(merged.over_merged == doctest::Approx(1));
  CHECK(std::abs(merged.ari) < 1e-12);
  CHECK(std::abs(merged.ami) < 1e-9);
  Labels alone(gold.size());
  std::iota(alone.begin(), alone.end(), 0u);
  const Scores split = scores_of(gold, alone);
  CHECK(split.bcubed.precision == doctest::Approx(1));
  CHECK(split.pairwise.precision == doctest::Approx(1));
  CHECK(split.homogeneity == doctest::Approx(1));
  CHECK(std::abs(split.ari) < 1e-12);
  CHECK(std::abs(split.ami) < 1e-9);
}

TEST_CASE("names of events and order of articles change nothing") {
  Labels gold = random_labels(500, 60, 1);
  Labels predicted = random_labels(500, 45, 2);
  for (std::size_t i = 0; i < 300; ++i) predicted[i] = gold[i];
  const Scores before = scores_of(gold, predicted);

  Labels renamed = predicted;
  for (std::uint32_t& label : renamed) label = label * 2654435761u + 17;
  check_same(before, scores_of(gold, renamed));

  const Labels keys = random_labels(500, 1u << 30, 3);
  std::vector<std::size_t> order(gold.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  Labels shuffled_gold;
  Labels shuffled_predicted;
  for (std::size_t i : order) {
    shuffled_gold.push_back(gold[i]);
    shuffled_predicted.push_back(predicted[i]);
  }
  check_same(before, scores_of(shuffled_gold, shuffled_predicted));
}

TEST_CASE("exchanging gold and predicted exchanges precision and recall, keeps ARI and AMI") {
  const Labels gold = random_labels(400, 30, 5);
  const Labels predicted = random_labels(400, 70, 6);
  const Scores there = scores_of(gold, predicted);
  const Scores back = scores_of(predicted, gold);
  CHECK(there.bcubed.precision == doctest::Approx(back.bcubed.recall));
  CHECK(there.pairwise.precision == doctest::Approx(back.pairwise.recall));
  CHECK(there.homogeneity == doctest::Approx(back.completeness));
  CHECK(there.over_merged == doctest::Approx(back.over_split));
  CHECK(there.ari == doctest::Approx(back.ari));
  CHECK(there.ami == doctest::Approx(back.ami));
  CHECK(std::abs(there.ami) < 0.05);  // independent labels: chance, where V-measure is not
  CHECK(there.v_measure > 0.3);
}

TEST_CASE("no articles score 0, unequal lengths are refused") {
  const Scores nothing = scores_of({}, {});
  CHECK(nothing.articles == 0);
  CHECK(nothing.bcubed.f1 == doctest::Approx(0));
  const auto refused = score(Labels{1, 2}, Labels{1});
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == ErrorCode::invalid_argument);
  const Scores single = scores_of({3}, {4});
  CHECK(single.ari == doctest::Approx(1));
  CHECK(single.ami == doctest::Approx(1));
}

TEST_CASE("the bootstrap interval holds the score, is narrow when events agree, and repeats") {
  const Labels gold = random_labels(2000, 400, 7);
  Labels predicted = gold;
  for (std::size_t i = 0; i < predicted.size(); i += 5) predicted[i] = 400 + predicted[i] % 50;
  const double f1 = scores_of(gold, predicted).bcubed.f1;
  const auto interval = bootstrap_bcubed_f1(gold, predicted);
  REQUIRE(interval.has_value());
  const Interval at = *interval;
  CHECK(at.low < f1);
  CHECK(f1 < at.high);
  CHECK(at.high - at.low < 0.05);
  const Interval again = *bootstrap_bcubed_f1(gold, predicted);
  CHECK(at.low == again.low);
  CHECK(at.high == again.high);

  const Interval perfect = *bootstrap_bcubed_f1(gold, gold);
  CHECK(perfect.low == doctest::Approx(1));
  CHECK(perfect.high == doctest::Approx(1));
  BootstrapOptions narrow;
  narrow.confidence = 0.5;
  const Interval half = *bootstrap_bcubed_f1(gold, predicted, narrow);
  CHECK(half.low > at.low);
  CHECK(half.high < at.high);
  narrow.resamples = 0;
  CHECK_FALSE(bootstrap_bcubed_f1(gold, predicted, narrow).has_value());
}

TEST_CASE("a hundred thousand articles are scored at once") {
  const Labels gold = random_labels(100'000, 20'000, 8);
  Labels predicted = gold;
  for (std::size_t i = 0; i < 30'000; ++i) predicted[i] = 1;  // one very large event
  const Scores scores = scores_of(gold, predicted);
  CHECK(scores.ami > 0);
  CHECK(scores.ami < scores.v_measure);
}
