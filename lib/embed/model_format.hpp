// The bytes of a model file.
//
//     0  magic (8)         what no text file begins with, and what line-end conversion breaks
//     8  format version    u32
//    12  zero              u32
//    16  size of the file  u64
//    24  xxh3-64           u64, of everything behind it
//    32  sections          u32
//    36  zeros (28)
//    64  a table of sections: name (48, padded with zeros), offset u64, size u64; ascending by name
//        the sections, each at a multiple of 64, zeros between them
//
// All numbers are little-endian. Sections a reader does not know are passed over, so adding one is
// no new version; changing one is.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsloom::embed::format {

static_assert(std::endian::native == std::endian::little, "model files are used where they lie");

inline constexpr std::string_view magic("\x89NLM\r\n\x1a\n", 8);
inline constexpr std::size_t version_at = 8;
inline constexpr std::size_t zero_at = 12;
inline constexpr std::size_t size_at = 16;
inline constexpr std::size_t checksum_at = 24;
inline constexpr std::size_t checked_from = 32;
inline constexpr std::size_t count_at = 32;
inline constexpr std::size_t header_bytes = 64;
inline constexpr std::size_t name_bytes = 48;
inline constexpr std::size_t entry_bytes = 64;
inline constexpr std::size_t alignment = 64;  // a cache line, and the widest vector load

// Names of sections; those that end in a slash are followed by a language or a blob's name.
inline constexpr std::string_view description = "description";
inline constexpr std::string_view frequencies = "frequencies/";      // documents, least count: u32;
                                                                     // HashIndex; u8 a row
inline constexpr std::string_view stop_words = "stop_words/";        // u64, ascending
inline constexpr std::string_view concept_index = "concepts/index";  // HashIndex; u32 a row
inline constexpr std::string_view concept_names = "concepts/names";  // each ended by a line feed
inline constexpr std::string_view vector_index = "vectors/index";    // dim, 0: u32; HashIndex
inline constexpr std::string_view vector_weights = "vectors/weights";        // u16 a row
inline constexpr std::string_view vector_rows = "vectors/rows";              // (rows, dim) i8
inline constexpr std::string_view vector_components = "vectors/components";  // (k, dim) f32
inline constexpr std::string_view blob = "blob/";

/// log2 in eighths, as document frequencies are kept.
inline constexpr std::uint32_t steps_an_octave = 8;
// 2^16 * 2^(i/8), rounded.
inline constexpr std::array<std::uint64_t, steps_an_octave> octave = {
    65536, 71468, 77936, 84990, 92682, 101070, 110218, 120194};
/// The count a code stands for. Codes above 255 do not occur.
[[nodiscard]] constexpr std::uint32_t count_of_code(std::uint8_t code) noexcept {
  constexpr std::uint64_t half = 1U << 15U;
  const std::uint64_t scaled = octave[code % steps_an_octave] << (code / steps_an_octave);
  const std::uint64_t count = (scaled + half) >> 16U;
  return count > UINT32_MAX ? UINT32_MAX : static_cast<std::uint32_t>(count);
}

/// A concept's table value: its id + 1 (0: no concept ends here), and whether longer names begin
/// so.
inline constexpr std::uint32_t longer_names = 1U << 31U;

/// The key of a name of several words: folded from left to right, beginning with the first word.
[[nodiscard]] constexpr std::uint64_t joined(std::uint64_t name, std::uint64_t next_word) noexcept {
  return (std::rotl(name, 23) ^ next_word) * 0x9e3779b97f4a7c15ULL;
}

}  // namespace newsloom::embed::format
