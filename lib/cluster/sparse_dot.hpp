// The dot product of two sparse vectors on the widest registers there are.
#pragma once

#include <cstdint>
#include <span>

namespace newsloom::cluster {

/// A sparse vector: ascending distinct hashes, and the weight of each.
struct SparseSpan {
  std::span<const std::uint64_t> hashes;
  std::span<const std::uint16_t> weights;
};

/// The sum of the products of weights whose hashes are equal; the same on every machine. O(sizes):
/// a step for each term of the shorter vector and for each register full of the longer one.
[[nodiscard]] std::uint64_t sparse_dot(const SparseSpan& shorter,
                                       const SparseSpan& longer) noexcept;

}  // namespace newsloom::cluster
