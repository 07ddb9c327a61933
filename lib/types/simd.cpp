#include "newsloom/simd.hpp"

#include <hwy/highway.h>

#include <cstdlib>

#include "types/simd.hpp"

namespace newsloom {
namespace {

// Highway numbers targets of an architecture from the widest up, so a mask of what is below a
// target is a mask of what is wider.
std::int64_t wider_than(std::int64_t target) noexcept { return target - 1; }

std::int64_t forbidden() noexcept {
  const char* const chosen = std::getenv("NEWSLOOM_SIMD");  // NOLINT(concurrency-mt-unsafe)
  const std::string_view name = chosen == nullptr ? "" : chosen;
  if (name == "portable") return wider_than(HWY_STATIC_TARGET);
#if HWY_ARCH_X86
  if (name == "avx2") return wider_than(HWY_AVX2);
#endif
  return 0;
}

}  // namespace

void detail::apply_simd_choice() noexcept {
  [[maybe_unused]] static const bool applied = [] {
    hwy::DisableTargets(forbidden());
    hwy::GetChosenTarget().Update(hwy::SupportedTargets());
    return true;
  }();
}

std::string_view simd_target() noexcept {
  detail::apply_simd_choice();
  const std::int64_t usable = hwy::SupportedTargets() & HWY_TARGETS;
  return hwy::TargetName(usable & -usable);
}

}  // namespace newsloom
