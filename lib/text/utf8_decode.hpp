// Decoding of one UTF-8 character, inlined into every pass over text.
#pragma once

#include <cstddef>
#include <cstdint>

#include "newsloom/text/utf8.hpp"

namespace newsloom::text {

/// What `decode` returns: a code point and its length, or U+FFFD and the length of the maximal
/// ill-formed subpart with `valid` false.
struct DecodedCharacter {
  char32_t code_point;
  std::uint32_t length;
  bool valid;
};

/// `decode` near the end of the text, and for what is rare: four bytes and ill-formed ones. Table
/// 3-7 of the Unicode Standard: the lead byte gives the length and the range of the second byte,
/// all others are 80..BF.
[[nodiscard]] DecodedCharacter decode_carefully(const unsigned char* p,
                                                const unsigned char* end) noexcept;

/// Decodes at `p`; precondition `p < end`.
[[nodiscard, gnu::always_inline]] inline DecodedCharacter decode(
    const unsigned char* p, const unsigned char* end) noexcept {
  const unsigned lead = *p;
  if (lead < 0x80U) return {lead, 1, true};
  const auto left = end - p;
  if (lead - 0xC2U < 0x1EU && left >= 2) {
    const unsigned second = p[1] ^ 0x80U;  // below 0x40 when it is a continuation byte
    if (second < 0x40U) return {((lead & 0x1FU) << 6U) | second, 2, true};
  } else if ((lead & 0xF0U) == 0xE0U && left >= 3) {
    const unsigned second = p[1] ^ 0x80U;
    const unsigned third = p[2] ^ 0x80U;
    const char32_t code_point = ((lead & 0x0FU) << 12U) | (second << 6U) | third;
    const bool is_surrogate = (code_point & 0xF800U) == 0xD800U;
    if ((second | third) < 0x40U && code_point >= 0x800U && !is_surrogate) {
      return {code_point, 3, true};
    }
  }
  return decode_carefully(p, end);
}

/// Writes `code_point` (a valid one) at `out` and returns its length, at most 4.
inline std::size_t encode(char32_t code_point, char* out) noexcept {
  const auto byte = [](char32_t value) { return static_cast<char>(value); };
  if (code_point < 0x80) {
    out[0] = byte(code_point);
    return 1;
  }
  if (code_point < 0x800) {
    out[0] = byte(0xC0U | (code_point >> 6U));
    out[1] = byte(0x80U | (code_point & 0x3FU));
    return 2;
  }
  if (code_point < 0x10000) {
    out[0] = byte(0xE0U | (code_point >> 12U));
    out[1] = byte(0x80U | ((code_point >> 6U) & 0x3FU));
    out[2] = byte(0x80U | (code_point & 0x3FU));
    return 3;
  }
  out[0] = byte(0xF0U | (code_point >> 18U));
  out[1] = byte(0x80U | ((code_point >> 12U) & 0x3FU));
  out[2] = byte(0x80U | ((code_point >> 6U) & 0x3FU));
  out[3] = byte(0x80U | (code_point & 0x3FU));
  return 4;
}

[[nodiscard]] inline const unsigned char* as_bytes(const char* p) noexcept {
  return reinterpret_cast<const unsigned char*>(p);
}

}  // namespace newsloom::text
