// The words of a language that capitals alone would take for names, and the particles of names.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace newsloom::text {

/// Bits of what `NameWords` says of a word.
namespace name_word {
inline constexpr std::uint16_t title = 1U << 0;          ///< "Mr", "President": ends a run, in none
inline constexpr std::uint16_t before_title = 1U << 1;   ///< the same, in front of one: "Prime"
inline constexpr std::uint16_t calendar = 1U << 2;       ///< a month or weekday
inline constexpr std::uint16_t opener = 1U << 3;         ///< opens sentences: "However"
inline constexpr std::uint16_t never = 1U << 4;          ///< always a capital and never a name: "I"
inline constexpr std::uint16_t particle = 1U << 5;       ///< joins, in lower case: "van"
inline constexpr std::uint16_t article = 1U << 6;        ///< joins after a particle only
inline constexpr std::uint16_t dotted_prefix = 1U << 7;  ///< written with a dot inside names: "St."
inline constexpr std::uint16_t office = 1U << 8;         ///< part of the title before "of": "State"
}  // namespace name_word

/// The words of one language. Immutable.
class NameWords {
 public:
  explicit NameWords(std::string_view primary);

  /// Bits of `name_word`; `hash` is `Token::hash`. O(1), expected.
  [[nodiscard]] std::uint16_t operator[](std::uint64_t hash) const noexcept {
    const auto found = bits_.find(hash);
    return found == bits_.end() ? std::uint16_t{0} : found->second;
  }

 private:
  void add(std::string_view words, std::uint16_t bit);
  void remove(std::string_view words, std::uint16_t bit);

  std::unordered_map<std::uint64_t, std::uint16_t> bits_;
};

/// The words for a primary subtag; for a language without a table, what holds everywhere. Made at
/// first use, valid for the whole run. Thread-safe.
[[nodiscard]] const NameWords& name_words(std::string_view primary);

/// Bytes of the elided article or preposition `word` starts with, apostrophe included, or 0:
/// "l'", "d’", "dell'". `word` as it was written; Romance languages only, see `writes_elisions`.
[[nodiscard]] std::size_t elided_prefix(std::string_view word) noexcept;

}  // namespace newsloom::text
