// Words with a full stop that does not end a sentence, by language.
#pragma once

#include <string_view>

namespace newsloom::text {

enum class Abbreviation {
  none,
  leads,  ///< something always follows: a name, a number ("Dr.", "No.")
  ends,   ///< may stand at a sentence's end ("Inc.", "etc.")
};

/// `word` without its last full stop, case-folded; dots inside are kept ("u.s", "z.b"). `language`
/// is a primary subtag. The international ones ("dr", "prof") count in every language with Latin
/// letters. O(word).
[[nodiscard]] Abbreviation abbreviation(std::string_view word, std::string_view language) noexcept;

/// Whether the language writes ordinals as a number and a full stop ("3. Mai").
[[nodiscard]] bool writes_ordinals_with_stop(std::string_view language) noexcept;

}  // namespace newsloom::text
