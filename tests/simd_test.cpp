#include "newsloom/simd.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace {

TEST_SUITE("simd") {
  TEST_CASE("NEWSLOOM_SIMD is the widest instruction set used") {
    const char* const chosen = std::getenv("NEWSLOOM_SIMD");  // NOLINT(concurrency-mt-unsafe)
    const std::string_view name = chosen == nullptr ? "" : chosen;
    const std::string_view target = newsloom::simd_target();
    INFO("target ", std::string(target));
    CHECK(!target.empty());
    if (name == "portable") CHECK(!target.starts_with("AVX"));
    if (name == "avx2") CHECK(!target.starts_with("AVX3"));
  }
}

}  // namespace
