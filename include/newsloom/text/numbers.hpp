// newsloom text: what is counted, paid and measured in a text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/text/span.hpp"
#include "newsloom/text/tokenize.hpp"

namespace newsloom::text {

enum class NumberKind : std::uint8_t {
  count,    ///< "12 people", "two dozen"; also a number nothing is known of
  money,    ///< "$2.5 billion": `unit` is ISO 4217
  percent,  ///< "12 %", "per cent"; percentage points are `unit` "pp"
  measure,  ///< "40 km", "magnitude 6.1"
  ordinal,  ///< "3rd", "2º"
  year,     ///< "in 2026"; a decade by its first ("1990s")
  time,     ///< "14:30": minutes since midnight
  score,    ///< "3-1": first times 1,000 plus second
};

/// What the words before a number make of it.
enum class NumberBound : std::uint8_t {
  exact,
  at_least,  ///< "at least", "more than", "mindestens", "más de"
  at_most,   ///< "up to", "fewer than", "höchstens", "menos de"
  about,     ///< "about", "some", "rund", "unos"
};

/// A number as it stands in a text, with what belongs to it. A plain value.
struct Number {
  Span span;  ///< figure, multiplier and unit: "$2.5 billion", "12 %", "40 km"
  std::uint32_t first_token = 0;
  std::uint32_t token_count = 0;
  /// In thousandths, so that equal is equal: 2.5 is 2,500; with its sign. What is beyond
  /// 9.2 * 10^15 stays there.
  std::int64_t value_e3 = 0;
  NumberKind kind = NumberKind::count;
  NumberBound bound = NumberBound::exact;
  /// "USD" ("XXX": one of several currencies), "%", "pp", "km", "kg", "t", "m", "ha", "C", "y",
  /// "mo", "wk", "d", "h", "min", "s", "Mw" (of an earthquake), …; NUL-padded.
  std::array<char, 8> unit{};

  [[nodiscard]] std::string_view unit_text() const noexcept {
    return {unit.data(),
            static_cast<std::size_t>(std::find(unit.begin(), unit.end(), '\0') - unit.begin())};
  }
  friend bool operator==(const Number&, const Number&) = default;
};

/// Replaces `out` by the numbers of `text`, in order, not overlapping. `tokens` are those of
/// `Tokenizer` for the same text and language.
///
/// Digits of any script, grouped and with decimals as the language writes them ("1,250.5",
/// "1.250,5", "1 250,5", "12,34,567"; "1.250" by the language); multipliers ("million", "Mrd.",
/// "mil millones", "5m"); number words in en de es fr pt it ("twelve", "a million", in English also
/// "two hundred thousand"). Of a range both ends are given. Dates ("5 March", "2018-05-27",
/// "27.05.2018", "9/11") are no numbers here, nor is one inside a name ("G20", "Covid-19"). By form
/// alone: what is counted is for the caller to read behind the span. O(tokens). Pure and
/// thread-safe.
void find_numbers(std::string_view text, std::string_view language, std::span<const Token> tokens,
                  std::vector<Number>& out);

}  // namespace newsloom::text
