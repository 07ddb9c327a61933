#include "newsloom/cluster/features.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <random>
#include <vector>

namespace {

using namespace newsloom::cluster;

TEST_SUITE("cluster features") {
  TEST_CASE("integer square root is exact") {
    for (std::uint64_t n = 0; n < 5000; ++n) {
      const std::uint64_t root = integer_sqrt(n);
      CHECK(root * root <= n);
      CHECK((root + 1) * (root + 1) > n);
    }
    CHECK(integer_sqrt(UINT64_MAX) == 0xffffffffULL);
    std::mt19937_64 random(7);
    for (int i = 0; i < 1000; ++i) {
      const std::uint64_t root = random() >> 32U;
      CHECK(integer_sqrt(root * root) == root);
      if (root > 0) CHECK(integer_sqrt(root * root - 1) == root - 1);
    }
  }

  TEST_CASE("dense cosine") {
    const std::vector<std::int8_t> a{100, 100, -100, 100, 100, -100, 100, 100, 60, -40, 0, 0};
    std::vector<std::int8_t> opposite = a;
    for (std::int8_t& value : opposite) value = static_cast<std::int8_t>(-value);
    std::int32_t squared = 0;
    for (const std::int8_t value : a) squared += value * value;
    const auto self =
        static_cast<std::int32_t>(squared * std::int64_t{32768} / (dense_unit * dense_unit));
    CHECK(dense_cosine_q15(a, a) == self);
    CHECK(dense_cosine_q15(a, opposite) == -self);
    CHECK(dense_cosine_q15(a, {}) == 0);
    CHECK(dense_cosine_q15({}, {}) == 0);
  }

  TEST_CASE("log2 is within a step of the real one and never falls") {
    std::uint32_t before = 0;
    for (std::uint64_t n = 1; n < 100'000; ++n) {
      const std::uint32_t now = log2_q8(n);
      CHECK(now >= before);
      const double real = std::log2(static_cast<double>(n)) * 256;
      CHECK(std::abs(static_cast<double>(now) - real) < 2.5);
      before = now;
    }
    CHECK(log2_q8(0) == 0);
    CHECK(log2_q8(1) == 0);
    CHECK(log2_q8(2) == 256);
    CHECK(log2_q8(UINT64_MAX) <= 64 * 256);
  }

  TEST_CASE("a vector keeps what it was given") {
    const std::vector<Term> terms = {3, 5, 900};
    const std::vector<std::uint16_t> weights = {1, 4096, 7};
    const SparseVector vector(terms, weights);
    CHECK(std::vector(vector.terms().begin(), vector.terms().end()) == terms);
    CHECK(std::vector(vector.weights().begin(), vector.weights().end()) == weights);
    CHECK(SparseVector().empty());
    CHECK(SparseVector().terms().empty());
  }

  TEST_CASE("dot product and cosine") {
    const SparseVector a(std::vector<Term>{1, 2, 4}, std::vector<std::uint16_t>{1, 2, 3});
    const SparseVector b(std::vector<Term>{2, 3, 4}, std::vector<std::uint16_t>{5, 6, 7});
    CHECK(dot(a, b) == 31);
    CHECK(dot(a, SparseVector()) == 0);
    CHECK(cosine_q15(0, 0) == 0);
    // A unit vector with itself, and with a sum of a million of itself.
    constexpr std::uint64_t unit = SparseVector::unit;
    CHECK(cosine_q15(unit * unit, unit * unit) == 32768);
    constexpr std::uint64_t million = 1'000'000;
    CHECK(cosine_q15(unit * unit * million, unit * unit * million * million) == 32768);
    CHECK(cosine_of_length_q15(unit * unit, unit) == 32768);
    CHECK(cosine_of_length_q15(unit * unit, 0) == 0);
  }
}

}  // namespace
