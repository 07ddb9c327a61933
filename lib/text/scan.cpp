#include "text/scan.hpp"

#include <cstdint>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/scan.cpp"
#include <hwy/foreach_target.h>  // compiles what follows once for each instruction set
#include <hwy/highway.h>

#include "types/simd.hpp"

HWY_BEFORE_NAMESPACE();
namespace newsloom::text::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// A byte is plain if, read as signed, it is above 0.
std::size_t plain_prefix_of(const std::int8_t* bytes, std::size_t size) {
  const hn::ScalableTag<std::int8_t> lanes_of;
  const std::size_t lanes = hn::Lanes(lanes_of);
  const auto zero = hn::Zero(lanes_of);
  std::size_t at = 0;
  while (at + lanes <= size && hn::AllTrue(lanes_of, hn::Gt(hn::LoadU(lanes_of, bytes + at), zero)))
    at += lanes;
  if (at + lanes > size) {
    while (at < size && bytes[at] > 0) ++at;
  }
  return at;
}

}  // namespace newsloom::text::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsloom::text {

HWY_EXPORT(plain_prefix_of);

std::size_t plain_prefix(std::string_view bytes) noexcept {
  detail::apply_simd_choice();
  return HWY_DYNAMIC_DISPATCH(plain_prefix_of)(reinterpret_cast<const std::int8_t*>(bytes.data()),
                                               bytes.size());
}

}  // namespace newsloom::text
#endif
