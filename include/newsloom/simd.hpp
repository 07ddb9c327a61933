// newsloom: which vector instructions the library uses.
#pragma once

#include <string_view>

namespace newsloom {

// Hot loops are compiled several times, for each instruction set the compiler knows, and the best
// one the processor has is picked at the first call (Highway). All of them compute with integers
// and in a fixed order, so the choice changes the speed and never a result; a test runs the main
// job under each.
//
// The environment variable NEWSLOOM_SIMD, read once at the first use, names the widest set that
// may be used: `portable` (what every processor of the architecture has), `avx2` or `avx512`.
// Anything else, and what the processor lacks, means the best there is.

/// The instruction set in use: "SSE2", "AVX2", "AVX3" (AVX-512), "NEON", … Thread-safe.
[[nodiscard]] std::string_view simd_target() noexcept;

}  // namespace newsloom
