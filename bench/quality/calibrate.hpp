// Whether a decision's confidence is what it says: fitted on some streams, read on others.
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "sets.hpp"

namespace newsloom::bench {

/// What kind of decision placed an article; each has a curve of its own.
enum class Placing : std::size_t { joined, founded, copied };
inline constexpr std::size_t placings = 3;

/// One decision of a stream, looked at the moment it was taken.
struct Sample {
  Placing placing = Placing::joined;
  double margin = 0;      ///< by how much the score was on the right side of what was required
  double confidence = 0;  ///< what the library said
  double right = 0;       ///< share of the event's other articles that tell the same news; of a
                          ///< founding article whether none before it did
  double weight = 1;      ///< the samples of a set weigh 1 together
};

/// Streams the set through an aggregator, one article at a time. O(articles * open events).
[[nodiscard]] result<std::vector<Sample>> sample_decisions(const LabelledSet& set,
                                                           const Options& options);

/// log2 of the odds at margin 0, and what a margin of 1 adds.
struct Curve {
  double offset = 0;
  double slope = 0;
  [[nodiscard]] double at(double margin) const;
};
using Curves = std::array<Curve, placings>;

/// The logistic curves most likely to give `samples` (Platt 1999), by Newton's method. Copies get a
/// constant.
[[nodiscard]] Curves fit_curves(const std::vector<Sample>& samples);

/// A reliability table, one row a range of confidence: decisions, mean confidence, share that was
/// right; then the expected calibration error (Guo 2017). With `curves` by their confidence, else
/// by the library's.
[[nodiscard]] std::string reliability(const std::vector<Sample>& samples, const Curves* curves);

}  // namespace newsloom::bench
