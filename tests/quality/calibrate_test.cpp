#include "quality/calibrate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>

namespace newsloom::bench {
namespace {

std::vector<Sample> drawn(Placing placing, const Curve& curve, std::size_t count) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> margin(-0.5, 0.5);
  std::uniform_real_distribution<double> luck(0, 1);
  std::vector<Sample> samples;
  for (std::size_t i = 0; i < count; ++i) {
    Sample sample;
    sample.placing = placing;
    sample.margin = margin(random);
    sample.right = luck(random) < curve.at(sample.margin) ? 1 : 0;
    sample.confidence = curve.at(sample.margin);
    sample.weight = 1.0 / static_cast<double>(count);
    samples.push_back(sample);
  }
  return samples;
}

TEST_CASE("the curve that made the samples is found again") {
  const Curve curve{0.7, 9};
  const auto samples = drawn(Placing::joined, curve, 20'000);
  const Curves found = fit_curves(samples);
  const Curve& joined = found[static_cast<std::size_t>(Placing::joined)];
  CHECK(std::abs(joined.offset - curve.offset) < 0.1);
  CHECK(std::abs(joined.slope - curve.slope) < 0.5);
  CHECK(reliability(samples, &found).find("error 0.0") != std::string::npos);
}

TEST_CASE("copies get a constant") {
  const Curves found = fit_curves(drawn(Placing::copied, {2, 0}, 5000));
  const Curve& copied = found[static_cast<std::size_t>(Placing::copied)];
  CHECK(std::abs(copied.offset - 2) < 0.2);
  CHECK(copied.slope == 0);
}

TEST_CASE("a confidence that promises too much is told apart") {
  auto samples = drawn(Placing::joined, {0, 0}, 5000);
  for (Sample& sample : samples) sample.confidence = 0.97;
  const std::string table = reliability(samples, nullptr);
  CHECK(table.find("said 0.970, right 0.5") != std::string::npos);
  CHECK(table.find("error 0.4") != std::string::npos);
}

}  // namespace
}  // namespace newsloom::bench
