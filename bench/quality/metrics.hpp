// newsloom bench: how well predicted events agree with labelled ones.
//
// Pure functions over two labels an article: the event a person gave it (gold) and the event the
// clusterer gave it (predicted). Labels are names only: their values and their order carry nothing.
// The definitions are those of ../shared/tools/score.py, against which the tests compare.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "newsloom/error.hpp"

namespace newsloom::bench {

/// Precision, recall and their harmonic mean, each in [0, 1].
struct PrecisionRecall {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};

/// BCubed over the articles whose gold event has `smallest` to `largest` articles.
struct SizeBucket {
  std::string_view name;  ///< "1", "2-3", "4-9", "10+"; a literal, lives for ever
  std::size_t smallest = 0;
  std::size_t largest = 0;
  std::size_t gold_events = 0;
  std::size_t articles = 0;
  PrecisionRecall bcubed;  ///< averaged over these articles; all 0 when there are none
};

/// All measures of one clustering. A plain value.
struct Scores {
  std::size_t articles = 0;
  std::size_t gold_events = 0;
  std::size_t predicted_events = 0;
  PrecisionRecall bcubed;    ///< Amigó et al. 2009: averaged over articles
  PrecisionRecall pairwise;  ///< over pairs of articles; no pairs on one side counts as 1 there
  double ari = 0;            ///< Hubert & Arabie 1985: 1 = equal, 0 = as expected by chance
  double ami = 0;            ///< Vinh et al. 2010, arithmetic mean of the entropies; as `ari`
  double homogeneity = 0;    ///< Rosenberg & Hirschberg 2007
  double completeness = 0;
  double v_measure = 0;    ///< harmonic mean of the two above
  double over_merged = 0;  ///< share of predicted events holding articles of several gold events
  double over_split = 0;   ///< share of gold events spread over several predicted events
  std::array<SizeBucket, 4> by_gold_size;
};

/// Scores `predicted` against `gold`, both (n_articles), same article at the same index.
///
/// Without articles every count and measure is 0. Error: `invalid_argument` when the lengths differ
/// or there are 2^32 articles or more.
/// O(n log n), plus for AMI the product of distinct event sizes on both sides times the smaller
/// size: below n^1.5, in practice far below n log n. Memory: about 40 bytes an article.
[[nodiscard]] result<Scores> score(std::span<const std::uint32_t> gold,
                                   std::span<const std::uint32_t> predicted);

struct BootstrapOptions {
  /// How often the gold events are drawn again; at least 1. 200 is enough for the two decimals we
  /// report (Efron & Tibshirani 1993 advise 50–200 for a standard error, more for far tails).
  std::size_t resamples = 200;
  /// Start of the random sequence: same seed, same interval, on every machine.
  std::uint64_t seed = 20260101;
  /// Share of the resampled values inside the interval, in (0, 1).
  double confidence = 0.95;
};

/// The two ends of a percentile interval; `low` <= `high`.
struct Interval {
  double low = 0;
  double high = 0;
};

/// How far BCubed F1 would move had other events been labelled: gold events are drawn with
/// replacement, each bringing the precision and recall its articles have in the *full* clustering.
///
/// That keeps an event's own articles together (they are not independent of each other) and never
/// clusters anew, so it says nothing about the clusterer's own order dependence; the runner's
/// shuffles do. Errors as `score`, and `invalid_argument` for options out of range.
/// O(n log n + resamples × gold events).
[[nodiscard]] result<Interval> bootstrap_bcubed_f1(std::span<const std::uint32_t> gold,
                                                   std::span<const std::uint32_t> predicted,
                                                   const BootstrapOptions& options = {});

}  // namespace newsloom::bench
