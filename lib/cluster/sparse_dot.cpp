#include "cluster/sparse_dot.hpp"

#include <cstddef>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "cluster/sparse_dot.cpp"
#include <hwy/foreach_target.h>  // compiles what follows once for each instruction set
#include <hwy/highway.h>

#include "types/simd.hpp"

HWY_BEFORE_NAMESPACE();
namespace newsloom::cluster::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// A block of the longer vector lies in a register; the terms of the shorter one that are not above
// its last are compared with all of it at once. Nothing branches on whether two are equal, which
// cannot be guessed.
std::uint64_t dot_of(const SparseSpan& shorter, const SparseSpan& longer) {
  const std::size_t size = shorter.hashes.size();
  const std::uint64_t* const hashes = shorter.hashes.data();
  const std::uint16_t* const weights = shorter.weights.data();
  std::uint64_t sum = 0;
  std::size_t at = 0;
  std::size_t block = 0;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<std::uint64_t> wide;
  const hn::Rebind<std::uint32_t, decltype(wide)> half;
  const hn::Rebind<std::uint16_t, decltype(wide)> quarter;
  const hn::RepartitionToNarrow<decltype(wide)> halves;
  const std::size_t lanes = hn::Lanes(wide);
  auto sums = hn::Zero(wide);
  for (; block + lanes <= longer.hashes.size() && at < size; block += lanes) {
    const auto terms = hn::LoadU(wide, longer.hashes.data() + block);
    const auto values = hn::BitCast(
        halves, hn::PromoteTo(
                    wide, hn::PromoteTo(half, hn::LoadU(quarter, longer.weights.data() + block))));
    const std::uint64_t last = longer.hashes[block + lanes - 1];
    for (; at < size && hashes[at] <= last; ++at) {
      const auto are_equal = hn::Eq(terms, hn::Set(wide, hashes[at]));
      const auto weight = hn::BitCast(halves, hn::Set(wide, std::uint64_t{weights[at]}));
      // Both are below 2^16, so the lower half of each lane holds them.
      sums = hn::Add(sums, hn::IfThenElseZero(are_equal, hn::MulEven(values, weight)));
    }
  }
  sum = hn::GetLane(hn::SumOfLanes(wide, sums));
#endif
  for (; block < longer.hashes.size() && at < size;) {
    const std::uint64_t x = hashes[at];
    const std::uint64_t y = longer.hashes[block];
    if (x == y) sum += std::uint64_t{weights[at]} * longer.weights[block];
    at += x <= y ? 1U : 0U;
    block += y <= x ? 1U : 0U;
  }
  return sum;
}

}  // namespace newsloom::cluster::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsloom::cluster {

HWY_EXPORT(dot_of);

std::uint64_t sparse_dot(const SparseSpan& shorter, const SparseSpan& longer) noexcept {
  detail::apply_simd_choice();
  return HWY_DYNAMIC_DISPATCH(dot_of)(shorter, longer);
}

}  // namespace newsloom::cluster
#endif
