// Scans of raw bytes, vectorised.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsloom::text {

/// Length of a prefix of `bytes` that is ASCII, and without NUL: at least up to 63 bytes short of
/// the longest one, and all of `bytes` if all of it is. O(result).
[[nodiscard]] std::size_t plain_prefix(std::string_view bytes) noexcept;

}  // namespace newsloom::text
