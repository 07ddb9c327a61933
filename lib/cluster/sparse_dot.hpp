// The dot product of two sparse vectors on the widest registers there are.
#pragma once

#include <cstdint>
#include <span>

#include "newsloom/cluster/features.hpp"

namespace newsloom::cluster {

/// A sparse vector: ascending distinct terms, and the weight of each.
struct SparseSpan {
  std::span<const Term> terms;
  std::span<const std::uint16_t> weights;
};

/// The sum of the products of weights whose terms are equal, modulo 2^32; the same on every
/// machine. O(sizes): a step for each term of the shorter vector and for each register full of the
/// longer one.
[[nodiscard]] std::uint32_t sparse_dot(const SparseSpan& shorter,
                                       const SparseSpan& longer) noexcept;

}  // namespace newsloom::cluster
