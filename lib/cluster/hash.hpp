// Mixing of 64-bit keys. Terms arrive hashed; these keep kinds and languages apart.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsloom::cluster {

/// A bijection that spreads every bit (the finaliser of MurmurHash3, public domain constants).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t value) noexcept {
  value ^= value >> 33U;
  value *= 0xff51afd7ed558ccdULL;
  value ^= value >> 33U;
  value *= 0xc4ceb9fe1a85ec53ULL;
  value ^= value >> 33U;
  return value;
}

/// A term of a view; never 0, which the tables use for "free".
[[nodiscard]] constexpr std::uint64_t view_key(std::uint64_t hash, std::size_t view) noexcept {
  const std::uint64_t key = mixed(hash + 0x9e3779b97f4a7c15ULL * (view + 1));
  return key == 0 ? 1 : key;
}

/// A term of a view in one language; never 0.
[[nodiscard]] constexpr std::uint64_t term_key(std::uint64_t hash, std::size_t view,
                                               std::uint32_t language) noexcept {
  return view_key(hash ^ (std::uint64_t{language} * 0xd6e8feb86659fd93ULL), view);
}

}  // namespace newsloom::cluster
