// Where a word ends: the general rule, for any script. The tokenizer has a shortcut for ASCII.
#pragma once

#include <cstddef>
#include <cstdint>

namespace newsloom::text {

/// A word or number found in the text, before folding.
struct ScannedWord {
  const unsigned char* end = nullptr;
  std::uint32_t classes = 0;    ///< of all its characters together
  std::uint32_t letters = 0;    ///< how many of them are letters
  bool first_is_upper = false;  ///< its first letter is
  bool is_number = false;       ///< digits and separators only
  bool has_apostrophe = false;
  bool is_possessive = false;
  bool is_dotted = false;
  bool is_cut = false;
};

/// Reads the word at `begin`, where a letter or digit is, or the rest of a word that was cut.
/// Looks at no more than `max_bytes` plus a few; the result has at most `max_bytes`.
[[nodiscard]] ScannedWord scan_word(const unsigned char* begin, const unsigned char* end,
                                    std::size_t max_bytes) noexcept;

}  // namespace newsloom::text
