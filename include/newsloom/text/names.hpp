// newsloom: the names in a text, as spans of its bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/text/tokenize.hpp"

namespace newsloom::text {

/// How a mention was recognised.
enum class MentionKind : std::uint8_t {
  name,     ///< by its capitals: "Angela Merkel", "Bank of England"
  acronym,  ///< one word in capitals: "NATO", "U.N.", "ООН"
};

/// Tokens a mention has at most; a longer run is cut and goes on as the next mention.
inline constexpr std::size_t max_mention_tokens = 8;
/// Letters of an acronym, dots and English 's not counted.
inline constexpr std::size_t min_acronym_letters = 2;
inline constexpr std::size_t max_acronym_letters = 6;

/// One place where a text names something. A plain value.
struct Mention {
  std::uint32_t begin = 0;        ///< byte offset in the source, on a character boundary
  std::uint32_t end = 0;          ///< first byte after it; begin < end
  std::uint32_t first_token = 0;  ///< index into the tokens given
  std::uint32_t token_count = 0;  ///< 1 to `max_mention_tokens`
  MentionKind kind = MentionKind::name;
  /// Its first word stands where any word is capitalised: at a sentence's start, after a colon or
  /// an opening quote, or in a headline written Like This.
  bool sentence_start = false;

  /// The bytes it was read from. `source` is the text that was tokenised.
  [[nodiscard]] constexpr std::string_view in(std::string_view source) const noexcept {
    return source.substr(begin, end - begin);
  }
  friend bool operator==(const Mention&, const Mention&) = default;
};

/// Replaces `out` by the names in `text`, ascending and disjoint.
///
/// By capitals alone: no dictionary of names, no model, and nothing is said about whether a name is
/// a person or a place. A name is a run of capitalised tokens on one line with only a space, a
/// hyphen, an apostrophe or an initial's dot between them.
/// - Lower-case particles join what they stand between: "Bank of England", "Ursula von der Leyen",
///   "Bashar al-Assad"; "and" does not. In front of a run they are left out ("de Gaulle" →
///   "Gaulle"). Where a particle is a common word of the language it does not join (Polish "do").
/// - Titles ("Mr.", "President", "Foreign Minister") and "I" end a run and belong to none, so
///   "US President Donald Trump" is "US" and "Donald Trump". English 's ends one too and is no part
///   of the span; nor is an elided article ("l'Allemagne" → "Allemagne"; "Jeanne d'Arc" is whole).
/// - At a sentence's start a word that opens sentences is dropped from a longer run: a stop word,
///   one of a table, or one the text has in lower case and nowhere else as a name. A word alone is
///   a name only if the text capitalises it elsewhere inside a sentence.
/// - In the same way a headline Written Like This counts only where the rest of the text knows its
///   words; without such a rest its runs are taken as they are. In a line all in capitals nothing
///   is a name.
/// - Single letters, stop words, and months and weekdays alone are no names.
/// - German capitalises every noun, so one word alone is a name only as an acronym, after a title
///   ("Herr Müller"), or as the last word of a longer run of the same text ("Angela Merkel …
///   Merkel"). Longer runs of nouns do get through ("Millionen Euro").
/// - Acronyms have capitals only (`min_acronym_letters` to `max_acronym_letters`); Roman numerals
///   of I, V and X are none.
/// - Scripts without case (Arabic, Chinese, Japanese, Hindi …) have no capitals: in a text that is
///   mostly written in one only acronyms of other scripts are found.
/// Titles, months and sentence openers are known for en, de, es, fr, it and pt.
///
/// @param text      what was tokenised.
/// @param language  BCP-47, the one the tokens were made with; only the primary subtag counts.
/// @param tokens    of `Tokenizer::tokenize(text, language)`, all of them.
/// Never fails. O(tokens), expected, and one look at the bytes between them. Thread-safe.
void find_names(std::string_view text, std::string_view language, std::span<const Token> tokens,
                std::vector<Mention>& out);

}  // namespace newsloom::text
