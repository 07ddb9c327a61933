// Digits with their grouping and decimals, as languages write them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace newsloom::text {

/// A number read off the beginning of a token.
struct Figure {
  std::int64_t mantissa = 0;  ///< all its digits; beyond 18 of them it is cut
  unsigned decimals = 0;      ///< how many of them stand behind the decimal mark
  std::size_t digits = 0;
  bool has_separator = false;
  std::string_view suffix;  ///< what is left of the token: "bn" in "3bn"

  /// Value times multiplier, in thousandths, staying at the largest there is.
  [[nodiscard]] std::int64_t value_e3(std::int64_t multiplier = 1) const noexcept;
  [[nodiscard]] bool is_bare_integer() const noexcept { return suffix.empty() && !has_separator; }
};

/// Reads digits of any script and the separators between them. Absent where the token begins with
/// no digit ("G20"), and for what separators group in no way numbers are grouped ("27.05.2018").
/// `language` decides on "1.250". O(token).
[[nodiscard]] std::optional<Figure> read_figure(std::string_view token,
                                                std::string_view language) noexcept;

/// a * b, staying at the largest there is. Neither is negative.
[[nodiscard]] std::int64_t saturating_product(std::int64_t a, std::int64_t b) noexcept;

}  // namespace newsloom::text
