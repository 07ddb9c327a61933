// The tokenizer's shortcut: words of ASCII letters, eight bytes at a time in a register.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace newsloom::text {

/// Eight bytes of text with the first in the low bits, on any machine.
[[nodiscard]] inline std::uint64_t load_eight(const unsigned char* p) noexcept {
  std::uint64_t word;
  std::memcpy(&word, p, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

inline constexpr std::uint64_t each_byte = 0x0101010101010101U;
inline constexpr std::uint64_t case_bits = 0x20U * each_byte;

/// 0x80 in each byte of `word` that is an ASCII letter. (Adding to 7-bit values carries into the
/// top bit exactly from a bound on, and never into the next byte.)
[[nodiscard]] constexpr std::uint64_t letters_of(std::uint64_t word) noexcept {
  const std::uint64_t low = (word | case_bits) & (0x7FU * each_byte);
  const std::uint64_t from_a = low + (0x80U - 'a') * each_byte;
  const std::uint64_t past_z = low + (0x80U - 'z' - 1U) * each_byte;
  return from_a & ~past_z & ~word & (0x80U * each_byte);
}

/// How many bytes from the first on have 0x80 set: 0 to 8.
[[nodiscard]] constexpr std::size_t leading_run(std::uint64_t marks) noexcept {
  const std::uint64_t others = ~marks & (0x80U * each_byte);
  return others == 0 ? 8U : static_cast<std::size_t>(std::countr_zero(others)) / 8U;
}

/// A run of ASCII letters in lower case, at most `capacity` of them.
struct AsciiWord {
  static constexpr std::size_t capacity = 32;
  alignas(8) char folded[capacity];
  std::uint64_t first_eight = 0;  ///< of `folded`; what is behind the word is not cleared
  std::size_t length = 0;         ///< `capacity` when the run may be longer
  bool first_is_upper = false;
  bool all_upper = true;
};

/// Reads the letters at `p`. Precondition: `AsciiWord::capacity` bytes can be read there.
inline void read_ascii_word(const unsigned char* p, AsciiWord& word) noexcept {
  word.first_is_upper = (*p & 0x20U) == 0;
  for (std::size_t at = 0; at < AsciiWord::capacity; at += 8) {
    const std::uint64_t bytes = load_eight(p + at);
    const std::size_t run = leading_run(letters_of(bytes));
    std::uint64_t lower = bytes | case_bits;
    if (at == 0) word.first_eight = lower;
    if constexpr (std::endian::native == std::endian::big) lower = __builtin_bswap64(lower);
    std::memcpy(word.folded + at, &lower, sizeof lower);
    word.length = at + run;
    const std::uint64_t inside = run == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * run)) - 1;
    word.all_upper &= (bytes & case_bits & inside) == 0;
    if (run < 8) return;
  }
}

}  // namespace newsloom::text
