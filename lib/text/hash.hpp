// xxh3-64 with seed 0, the hash of all terms.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsloom::text {

[[nodiscard]] std::uint64_t hash_of(std::string_view bytes) noexcept;

/// xxh3-64 of 1 to 8 bytes that are in a register already, the first in the low bits; what is
/// above `length` bytes is ignored. The library's function branches on the length, which words
/// make unpredictable; this one computes both forms and picks. A test compares the two.
class ShortHash {
 public:
  [[nodiscard]] static constexpr std::uint64_t of(std::uint64_t bytes,
                                                  std::size_t length) noexcept {
    const std::uint64_t few = up_to_three(bytes, length);
    const std::uint64_t more = four_to_eight(bytes, length < 4 ? 4 : length);
    return length < 4 ? few : more;
  }
  /// The same for a length in [4, 8].
  [[nodiscard]] static constexpr std::uint64_t four_to_eight(std::uint64_t bytes,
                                                             std::size_t length) noexcept {
    const std::uint64_t first = bytes & 0xFFFFFFFFU;
    const std::uint64_t last = (bytes >> (8 * (length - 4))) & 0xFFFFFFFFU;
    std::uint64_t mixed = (last + (first << 32U)) ^ secret_8_xor_16;
    mixed ^= std::rotl(mixed, 49) ^ std::rotl(mixed, 24);
    mixed *= 0x9FB21C651E98DF25U;
    mixed ^= (mixed >> 35U) + length;
    mixed *= 0x9FB21C651E98DF25U;
    return mixed ^ (mixed >> 28U);
  }

 private:
  [[nodiscard]] static constexpr std::uint64_t up_to_three(std::uint64_t bytes,
                                                           std::size_t length) noexcept {
    const std::size_t kept = length < 4 ? length : 3;
    const std::uint64_t first = bytes & 0xFFU;
    const std::uint64_t middle = (bytes >> (8 * (kept >> 1U))) & 0xFFU;
    const std::uint64_t last = (bytes >> (8 * (kept - 1))) & 0xFFU;
    std::uint64_t mixed = (first << 16U) | (middle << 24U) | last | (kept << 8U);
    mixed ^= secret_0_xor_4;
    mixed ^= mixed >> 33U;
    mixed *= 0xC2B2AE3D27D4EB4FU;
    mixed ^= mixed >> 29U;
    mixed *= 0x165667B19E3779F9U;
    return mixed ^ (mixed >> 32U);
  }
  // XXH3's default secret, bytes 0–3 ^ 4–7 and 8–15 ^ 16–23.
  static constexpr std::uint64_t secret_0_xor_4 = 0xBE4BA423U ^ 0x396CFEB8U;
  static constexpr std::uint64_t secret_8_xor_16 = 0x1CAD21F72C81017CU ^ 0xDB979083E96DD4DEU;
};

}  // namespace newsloom::text
