#include "cluster/confidence.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace newsloom::cluster {
namespace {

constexpr double one = one_q15;

TEST_CASE("confidence is the logistic curve, to a thousandth") {
  for (const Calibration& calibration :
       {Calibration{0, 0}, Calibration{256, 2560}, Calibration{-150, 3748}, Calibration{572, 0}}) {
    for (std::int64_t margin = -40'000; margin <= 40'000; margin += 997) {
      const double odds =
          (static_cast<double>(calibration.offset) +
           static_cast<double>(calibration.slope) * static_cast<double>(margin) / one) /
          256;
      const double real = 1 / (1 + std::exp2(-odds));
      CHECK(std::abs(confidence_q15(calibration, margin) / one - real) < 0.004);
    }
  }
}

TEST_CASE("a wider margin is never less sure, and nothing is surer than sure") {
  for (const Calibration& calibration : {joined_calibration, founded_calibration}) {
    CHECK(calibration.slope > 0);
    std::uint32_t before = 0;
    for (std::int64_t margin = -70'000; margin <= 70'000; margin += 100) {
      const std::uint32_t now = confidence_q15(calibration, margin);
      CHECK(now >= before);
      CHECK(now <= one_q15);
      before = now;
    }
  }
  CHECK(confidence_q15({0, INT32_MAX}, INT32_MAX) <= one_q15);
  CHECK(confidence_q15({0, INT32_MAX}, -std::int64_t{INT32_MAX}) <= 1);
}

}  // namespace
}  // namespace newsloom::cluster
