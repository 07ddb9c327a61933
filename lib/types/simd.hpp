// For files that hold Highway kernels: makes NEWSLOOM_SIMD count before anything is dispatched.
#pragma once

namespace newsloom::detail {

/// Reads NEWSLOOM_SIMD and forbids the instruction sets wider than it says. Idempotent, and
/// thread-safe; call before the first HWY_DYNAMIC_DISPATCH of a file.
void apply_simd_choice() noexcept;

}  // namespace newsloom::detail
