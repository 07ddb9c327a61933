// Words that are numbers, multiply them, or say what they count.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "newsloom/text/numbers.hpp"

namespace newsloom::text {

/// What a unit's name stands for.
struct UnitWord {
  NumberKind kind = NumberKind::measure;
  std::string_view unit;
};

// All take the hash of a folded word (`Token::hash`). Numbers and months are known in en de es fr
// pt it, by language, as one's number is another's article; units and multipliers are held
// together.

/// What a word says by itself.
struct NumberWord {
  std::optional<std::int64_t> value;  ///< "two", "hundred"
  bool is_article = false;            ///< "a", "ein", "una": one in front of a multiplier
};

/// The number words and articles of one language.
class NumberWords {
 public:
  NumberWord& operator[](std::uint64_t word) { return words_[word]; }
  [[nodiscard]] NumberWord of(std::uint64_t word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? NumberWord{} : found->second;
  }

 private:
  std::unordered_map<std::uint64_t, NumberWord> words_;
};

/// Those of a language, none if it is not one of the six.
[[nodiscard]] const NumberWords& number_words(std::string_view language);
[[nodiscard]] std::optional<std::int64_t> multiplier_word(std::uint64_t word,
                                                          std::string_view language) noexcept;
[[nodiscard]] std::optional<UnitWord> unit_word(std::uint64_t word) noexcept;
/// "magnitude", "Stärke": before or behind an earthquake's.
[[nodiscard]] bool is_magnitude_word(std::uint64_t word) noexcept;
[[nodiscard]] bool is_month_word(std::uint64_t word) noexcept;
/// Weekdays of Spanish, Portuguese, Italian and French with what stands for them ("feira", "hoje"),
/// behind which a bare number is a day.
[[nodiscard]] bool is_weekday_word(std::uint64_t word) noexcept;
/// Whether the language writes months with a capital, as "may" is none.
[[nodiscard]] bool capitalises_months(std::string_view language) noexcept;

/// The bound that a phrase of one to three folded words, joined by single spaces, puts on the
/// number behind it; `exact` if it is no such phrase.
[[nodiscard]] NumberBound bound_of(std::string_view phrase) noexcept;

/// The currency a sign stands for ("$" → "USD"); empty if it is none.
[[nodiscard]] std::string_view currency_of_sign(std::string_view sign) noexcept;

/// Whether the language writes 1.250,5 and not 1,250.5.
[[nodiscard]] bool has_decimal_comma(std::string_view language) noexcept;

}  // namespace newsloom::text
