// What the text passes need to know of each character, in a two-stage table.
//
// ICU answers these questions one call each; a pass over text asks five of them a character. So
// they are asked once for every assigned code point, at first use (see `characters()` for the
// time), and kept as a record index: high bits of the code point → block → record. Characters
// that behave alike share a record, because a mapping to one character is kept as a difference.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::text {

/// Bits of `CharacterRecord::classes`.
namespace char_class {
inline constexpr std::uint32_t letter = 1U << 0;
inline constexpr std::uint32_t digit = 1U << 1;     ///< decimal digits of all scripts
inline constexpr std::uint32_t extend = 1U << 2;    ///< marks, joiners, invisible format characters
inline constexpr std::uint32_t upper = 1U << 3;     ///< upper or title case
inline constexpr std::uint32_t han_kana = 1U << 4;  ///< written without spaces, and …
inline constexpr std::uint32_t south_east = 1U << 5;  ///< … Thai, Lao, Khmer, Burmese
inline constexpr std::uint32_t space = 1U << 6;
inline constexpr std::uint32_t newline = 1U << 7;
inline constexpr std::uint32_t terminator = 1U << 8;  ///< ends a sentence whatever follows
inline constexpr std::uint32_t full_stop = 1U << 9;   ///< ends a sentence before a space or quote
inline constexpr std::uint32_t quote = 1U << 10;      ///< quotes and closing brackets
inline constexpr std::uint32_t hyphen = 1U << 11;
inline constexpr std::uint32_t apostrophe = 1U << 12;
inline constexpr std::uint32_t separator = 1U << 13;     ///< between digits: . , and their kin
inline constexpr std::uint32_t hebrew = 1U << 14;        ///< a Hebrew letter: '"' may join two
inline constexpr std::uint32_t complex = 1U << 15;       ///< folding depends on the neighbours
inline constexpr std::uint32_t loose = 1U << 16;         ///< `Mapping loose` is not the identity
inline constexpr std::uint32_t lower_letter = 1U << 17;  ///< a letter that is not `upper`

inline constexpr std::uint32_t segmented = han_kana | south_east;
inline constexpr std::uint32_t in_word = letter | digit | extend;
}  // namespace char_class

/// What a character becomes: itself plus a difference, or a piece of the table's pool.
struct Mapping {
  static constexpr std::uint8_t by_delta = 0xFF;
  std::int32_t value = 0;          ///< difference, or offset into the pool
  std::uint8_t length = by_delta;  ///< bytes in the pool, 0 when the character disappears

  friend auto operator<=>(const Mapping&, const Mapping&) = default;
};

struct CharacterRecord {
  std::uint32_t classes = 0;
  Mapping fold;   ///< NFKC_Casefold of the character alone
  Mapping term;   ///< the same as tokens want it: no tatweel, no vowel signs, ASCII digits
  Mapping loose;  ///< of a folded character: without accents
  std::uint8_t combining = 0;       ///< canonical combining class
  std::uint8_t last_combining = 0;  ///< that of the last character `fold` decomposes to

  friend auto operator<=>(const CharacterRecord&, const CharacterRecord&) = default;
};

/// The table. Immutable once built, so it is thread-safe. About 0.5 MB.
class CharacterTable {
 public:
  CharacterTable();

  [[nodiscard]] const CharacterRecord& operator[](char32_t code_point) const noexcept {
    const std::size_t block = stage1_[code_point >> block_bits];
    return records_[stage2_[(block << block_bits) | (code_point & (block_size - 1))]];
  }
  [[nodiscard]] std::string_view pooled(const Mapping& mapping) const noexcept {
    return {pool_.data() + mapping.value, mapping.length};
  }
  [[nodiscard]] std::size_t record_count() const noexcept { return records_.size(); }

 private:
  static constexpr unsigned block_bits = 7;
  static constexpr std::size_t block_size = std::size_t{1} << block_bits;

  std::array<std::uint16_t, (0x110000U >> block_bits)> stage1_{};
  std::vector<std::uint16_t> stage2_;
  std::vector<CharacterRecord> records_;
  std::string pool_;
};

/// The one table, built by the first caller in about 20 ms; later calls cost a load. Thread-safe.
[[nodiscard]] const CharacterTable& characters();

}  // namespace newsloom::text
