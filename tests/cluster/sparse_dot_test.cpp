#include "cluster/sparse_dot.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <random>
#include <vector>

#include "cluster/sparse_vectors.hpp"

namespace {

using namespace newsloom::cluster;

// Out of `range` terms, some of them at either end of what a term can be.
Terms random_terms(std::mt19937_64& random, std::size_t size, Term range) {
  Terms terms;
  while (terms.size() < size) {
    const auto term = static_cast<Term>(random() % range);
    terms[random() % 9 == 0 ? UINT32_MAX - term : term] =
        static_cast<std::uint16_t>(1 + random() % SparseVector::unit);
  }
  return terms;
}

// Modulo 2^32, as the vectors of this test are far longer than a unit.
std::uint32_t expected(const Terms& a, const Terms& b) {
  std::uint32_t sum = 0;
  for (const auto& [term, weight] : a) {
    const auto other = b.find(term);
    if (other != b.end()) sum += std::uint32_t{weight} * other->second;
  }
  return sum;
}

TEST_CASE("dot products are exact at every size, on every instruction set") {
  std::mt19937_64 random(7);
  for (const std::size_t a_size : {0U, 1U, 3U, 8U, 23U, 24U, 25U, 64U, 200U, 401U}) {
    for (const std::size_t b_size : {0U, 1U, 7U, 16U, 31U, 33U, 64U, 257U}) {
      const Terms a = random_terms(random, a_size, 1'000);
      const Terms b = random_terms(random, b_size, 1'000);
      const SparseVector left = vector_of(a);
      const SparseVector right = vector_of(b);
      CHECK(dot(left, right) == expected(a, b));
      CHECK(dot(right, left) == expected(a, b));
      const SparseSpan few{left.terms(), left.weights()};
      const SparseSpan many{right.terms(), right.weights()};
      CHECK(sparse_dot(few, many) == expected(a, b));
      CHECK(sparse_dot(many, few) == expected(a, b));
    }
  }
}

}  // namespace
