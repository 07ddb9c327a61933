// newsloom: UTF-8, checked, repaired and walked.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom::text {

// All functions here are pure and thread-safe. "Well-formed" is the Unicode Standard's table 3-7:
// no overlong forms, no surrogates (so CESU-8 is ill-formed), nothing above U+10FFFF.

/// U+FFFD REPLACEMENT CHARACTER: what `repair_utf8` writes and `decode_next` reports.
inline constexpr char32_t replacement_character = 0xFFFD;

/// Length in bytes of the longest well-formed prefix; `bytes.size()` when all is well-formed.
/// The prefix ends on a character boundary. NUL is well-formed. O(bytes), 32 bytes at a time
/// through ASCII.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view bytes) noexcept;

/// Whether all of `bytes` is well-formed UTF-8. The empty string is. O(bytes).
[[nodiscard]] inline bool is_valid_utf8(std::string_view bytes) noexcept {
  return valid_utf8_prefix(bytes) == bytes.size();
}

/// What `repair_utf8` had to do. Counts are of replacement characters written.
struct RepairReport {
  std::size_t ill_formed = 0;  ///< maximal ill-formed subsequences replaced
  std::size_t nul = 0;         ///< NUL characters replaced
  std::size_t first = 0;       ///< byte offset in the input of the first replacement, if any

  [[nodiscard]] bool changed() const noexcept { return ill_formed + nul != 0; }
  friend bool operator==(const RepairReport&, const RepairReport&) = default;
};

/// A well-formed copy of `bytes` without NUL. Each maximal subpart of an ill-formed sequence
/// becomes one U+FFFD (the Unicode Standard, chapter 3, "U+FFFD Substitution of Maximal
/// Subparts"; the same as WHATWG's decoder), and so does each NUL. Everything else is copied byte
/// for byte; no normalisation. A byte-order mark is kept.
/// Idempotent. The result is at most three times as long as the input. O(bytes).
/// `report`, when given, is overwritten.
[[nodiscard]] std::string repair_utf8(std::string_view bytes, RepairReport* report = nullptr);

/// Whether `bytes` would come out of `repair_utf8` as it is: well-formed and free of NUL.
/// Lets a caller keep its buffer. O(bytes).
[[nodiscard]] bool needs_no_repair(std::string_view bytes) noexcept;

/// One character of a string, see `decode_next`.
struct Decoded {
  char32_t code_point = replacement_character;
  std::uint8_t length = 0;  ///< bytes consumed: 1 to 4
};

/// The character at `offset`. Precondition: `offset < bytes.size()`. On an ill-formed sequence:
/// U+FFFD and the length of its maximal subpart, so a loop over any bytes ends. O(1).
[[nodiscard]] Decoded decode_next(std::string_view bytes, std::size_t offset) noexcept;

/// Appends `code_point` as UTF-8; a surrogate or a value above U+10FFFF as U+FFFD. O(1).
void append_utf8(char32_t code_point, std::string& out);

/// Whether `offset` is where a character starts, or the end. Beyond the end: false.
/// Needs well-formed `bytes` to mean anything. O(1).
[[nodiscard]] constexpr bool is_boundary(std::string_view bytes, std::size_t offset) noexcept {
  if (offset >= bytes.size()) return offset == bytes.size();
  return (static_cast<unsigned char>(bytes[offset]) & 0xC0U) != 0x80U;
}

/// The longest prefix of well-formed `bytes` that has at most `max_bytes` bytes and ends on a
/// character boundary. The view lives as long as `bytes` does. O(1).
[[nodiscard]] constexpr std::string_view truncate_to_boundary(std::string_view bytes,
                                                              std::size_t max_bytes) noexcept {
  if (bytes.size() <= max_bytes) return bytes;
  constexpr std::size_t longest_tail = 3;  // continuation bytes a character can have
  std::size_t end = max_bytes;
  for (std::size_t step = 0; step < longest_tail && end > 0 && !is_boundary(bytes, end); ++step) {
    --end;
  }
  return bytes.substr(0, end);
}

}  // namespace newsloom::text
