// The words that attribute: verbs of saying, what stands around them, pronouns.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "newsloom/text/tokenize.hpp"

namespace newsloom::attribution {

/// Bits of what `CueWords` says of a word.
namespace cue_word {
inline constexpr std::uint32_t reports = 1U << 0;     ///< says, and little else: "said", "dijo"
inline constexpr std::uint32_t introduces = 1U << 1;  ///< says beside a quotation: "laughed"
inline constexpr std::uint32_t participle = 1U << 2;  ///< its subject is the sentence's: "saying"
inline constexpr std::uint32_t auxiliary = 1U << 3;   ///< "has", "a", "hat"
inline constexpr std::uint32_t adverb = 1U << 4;      ///< between source and cue: "also", "later"
inline constexpr std::uint32_t preposition = 1U << 5;
inline constexpr std::uint32_t joins_nouns = 1U << 6;  ///< a preposition inside names: "of", "de"
inline constexpr std::uint32_t article = 1U << 7;
inline constexpr std::uint32_t conjunction = 1U << 8;  ///< "and", "but", "while", "wenn"
inline constexpr std::uint32_t complement = 1U << 9;   ///< "that", "que", "dass"
inline constexpr std::uint32_t according = 1U << 10;   ///< "selon", "laut": the source follows
inline constexpr std::uint32_t masculine = 1U << 11;   ///< pronouns, and words of that gender
inline constexpr std::uint32_t feminine = 1U << 12;    ///< the same
inline constexpr std::uint32_t plural = 1U << 13;
inline constexpr std::uint32_t pronoun = 1U << 14;  ///< stands for the source
inline constexpr std::uint32_t first_person = 1U << 15;
inline constexpr std::uint32_t relative = 1U << 16;  ///< "who", "which"
inline constexpr std::uint32_t title = 1U << 17;     ///< "Mr", "Frau": tells the gender

inline constexpr std::uint32_t cue = reports | introduces;
inline constexpr std::uint32_t gender = masculine | feminine;
}  // namespace cue_word

/// The words of one language. Immutable.
class CueWords {
 public:
  explicit CueWords(std::string_view language);

  /// Bits of `cue_word` by `Token::hash`. O(1), expected.
  [[nodiscard]] std::uint32_t operator[](std::uint64_t hash) const noexcept {
    if (!may_be_[hash % filter_bits]) return 0;
    const auto found = bits_.find(hash);
    return found == bits_.end() ? 0 : found->second;
  }
  /// The same for a token, what is elided in front of it included: "qu'il".
  [[nodiscard]] std::uint32_t of(std::string_view source, const text::Token& token) const;

 private:
  void add(std::string_view words, std::uint32_t bits);

  /// Most words say nothing: those are told by a bit of their hash, without a look-up.
  static constexpr std::size_t filter_bits = 8192;
  std::bitset<filter_bits> may_be_;
  std::unordered_map<std::uint64_t, std::uint32_t> bits_;
};

/// The words of a primary subtag; of a language without a table there are none. Made at first use,
/// valid for the whole run. Thread-safe.
[[nodiscard]] const CueWords& cue_words(std::string_view language);

/// `cue_word::masculine`, `feminine` or 0 for a folded given name.
[[nodiscard]] std::uint32_t gender_of_given_name(std::uint64_t hash) noexcept;

}  // namespace newsloom::attribution
