// The tokens of a text as the search for names sees them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/tokenize.hpp"
#include "text/characters.hpp"
#include "text/names_words.hpp"

namespace newsloom::text {

/// What is known of a token for names; bits of `Word::traits`.
namespace trait {
inline constexpr std::uint16_t capital = 1U << 0;     // may be in a run
inline constexpr std::uint16_t unsure = 1U << 1;      // … but any word would have a capital here
inline constexpr std::uint16_t joined = 1U << 2;      // nothing but a joint since the token before
inline constexpr std::uint16_t lower = 1U << 3;       // a word of a script with case, in lower case
inline constexpr std::uint16_t caseless = 1U << 4;    // a word of a script without
inline constexpr std::uint16_t title = 1U << 5;       // see `name_word`, as far as it holds here
inline constexpr std::uint16_t possessive = 1U << 6;  // English 's follows
inline constexpr std::uint16_t elided = 1U << 7;      // what stood elided before it is left out
inline constexpr std::uint16_t elided_de = 1U << 8;   // … and is "d'", which joins like "de"
inline constexpr std::uint16_t acronym = 1U << 9;
inline constexpr std::uint16_t headline = 1U << 10;  // in a line Written Like This
inline constexpr std::uint16_t loud = 1U << 11;      // in a line ALL IN CAPITALS
inline constexpr std::uint16_t single = 1U << 12;    // one letter
inline constexpr std::uint16_t numeral = 1U << 13;   // of I, V and X only: "XIV"
}  // namespace trait

/// A token and what it is for names.
struct NameWord {
  std::uint32_t begin = 0;  // as in the token, but without what is elided …
  std::uint32_t end = 0;    // … and without 's
  std::uint64_t hash = 0;   // of that, folded
  std::uint16_t traits = 0;
  std::uint16_t listed = 0;  // bits of `name_word`

  [[nodiscard]] bool is(std::uint16_t bits) const noexcept { return (traits & bits) != 0; }
  [[nodiscard]] bool in_list(std::uint16_t bits) const noexcept { return (listed & bits) != 0; }
  void set(bool condition, std::uint16_t bit) noexcept {
    traits = static_cast<std::uint16_t>(traits | (condition ? bit : 0));
  }
};

/// Describes all tokens of one text: what each is alone, with its neighbours, and on its line.
class NameDescriber {
 public:
  NameDescriber(std::string_view text, std::string_view primary, std::span<const Token> tokens);

  /// One word a token. O(tokens), and one look at the bytes between them.
  [[nodiscard]] std::vector<NameWord> run();
  /// After `run`: most words are of scripts without case.
  [[nodiscard]] bool mostly_caseless() const noexcept { return mostly_caseless_; }

 private:
  /// What `look_at_lines` counts on a line.
  struct Line {
    std::size_t begin = 0;
    std::size_t loud = 0;
    std::size_t quiet = 0;
    std::size_t capitals = 0;  // without stop words
    std::size_t telling = 0;   // words that a headline Like This would have capitalised
  };

  [[nodiscard]] std::string_view gap_before(std::size_t i) const noexcept;
  void describe(std::size_t i);
  void leave_out_elision(const Token& token, NameWord& word);
  void leave_out_possessive(const Token& token, NameWord& word) const;
  void count_letters(NameWord& word) const;
  void find_joint(std::size_t i);
  void find_title(std::size_t i);
  void look_at_lines();
  void count(std::size_t i, Line& line) const;
  void mark(std::size_t begin, std::size_t end, std::uint16_t bits);

  std::string_view text_;
  std::span<const Token> tokens_;
  const NameWords& listed_;
  const CharacterTable& table_ = characters();
  std::vector<NameWord> words_;
  std::string folded_;
  bool elides_;
  bool mostly_caseless_ = false;
};

}  // namespace newsloom::text
