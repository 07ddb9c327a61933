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
std::uint32_t dot_of(const SparseSpan& shorter, const SparseSpan& longer) {
  const std::size_t size = shorter.terms.size();
  const Term* const terms = shorter.terms.data();
  const std::uint16_t* const weights = shorter.weights.data();
  std::uint32_t sum = 0;
  std::size_t at = 0;
  std::size_t block = 0;
#if HWY_TARGET != HWY_SCALAR
  const hn::ScalableTag<std::uint32_t> wide;
  const hn::Rebind<std::uint16_t, decltype(wide)> half;
  const std::size_t lanes = hn::Lanes(wide);
  auto sums = hn::Zero(wide);
  for (; block + lanes <= longer.terms.size() && at < size; block += lanes) {
    const auto others = hn::LoadU(wide, longer.terms.data() + block);
    const auto values = hn::PromoteTo(wide, hn::LoadU(half, longer.weights.data() + block));
    const Term last = longer.terms[block + lanes - 1];
    auto met = hn::Zero(wide);  // by lane, the weight of the term that meets it: one at most
    for (; at < size && terms[at] <= last; ++at) {
      const auto are_equal = hn::Eq(others, hn::Set(wide, terms[at]));
      met = hn::IfThenElse(are_equal, hn::Set(wide, std::uint32_t{weights[at]}), met);
    }
    sums = hn::Add(sums, hn::Mul(values, met));
  }
  sum = hn::GetLane(hn::SumOfLanes(wide, sums));
#endif
  for (; block < longer.terms.size() && at < size;) {
    const Term x = terms[at];
    const Term y = longer.terms[block];
    if (x == y) sum += std::uint32_t{weights[at]} * longer.weights[block];
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

std::uint32_t sparse_dot(const SparseSpan& shorter, const SparseSpan& longer) noexcept {
  detail::apply_simd_choice();
  return HWY_DYNAMIC_DISPATCH(dot_of)(shorter, longer);
}

}  // namespace newsloom::cluster
#endif
