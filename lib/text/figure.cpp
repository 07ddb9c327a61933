#include "text/figure.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <limits>

#include "text/number_words.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t most_digits = 18;  // that fit 64 bits
constexpr std::size_t most_separators = 8;
constexpr std::size_t group = 3;

struct Separator {
  bool is_point = false;
  std::size_t digits_before = 0;
};

struct Separators {
  std::array<Separator, most_separators> all{};
  std::size_t count = 0;
  [[nodiscard]] const Separator& last() const { return all[count - 1]; }
};

// How many digits stand before the decimal mark; absent if this is no number's grouping.
std::optional<std::size_t> whole_digits(std::size_t digits, bool leads_with_zero,
                                        const Separators& separators, std::string_view language) {
  if (separators.count == 0) return digits;
  const auto [is_point, before] = separators.last();
  std::size_t alike = 0;
  for (std::size_t i = 0; i < separators.count; ++i) {
    alike += separators.all[i].is_point == is_point ? 1U : 0U;
  }
  // Groups are of three, in India of two before the last.
  const std::size_t groups = alike == separators.count ? separators.count : separators.count - 1;
  for (std::size_t i = 1; i < groups; ++i) {
    const std::size_t size = separators.all[i].digits_before - separators.all[i - 1].digits_before;
    if (size != group && size != group - 1) return std::nullopt;
  }
  if (alike > 1) {
    if (alike != separators.count || digits - before != group) return std::nullopt;
    return digits;
  }
  const bool first_mark = separators.count == 1;
  if (!first_mark || digits - before != group || leads_with_zero || before > group) return before;
  return is_point != has_decimal_comma(language) ? before : digits;
}

}  // namespace

std::int64_t saturating_product(std::int64_t a, std::int64_t b) noexcept {
  return b != 0 && a > largest / b ? largest : a * b;
}

std::int64_t Figure::value_e3(std::int64_t multiplier) const noexcept {
  constexpr unsigned thousandths = 3;
  std::int64_t scale = 1;  // 10 to the power of how far the decimals miss thousandths
  const unsigned apart = decimals > thousandths ? decimals - thousandths : thousandths - decimals;
  for (unsigned i = 0; i < apart; ++i) scale *= 10;
  if (decimals <= thousandths) {
    return saturating_product(saturating_product(mantissa, scale), multiplier);
  }
  // Whole and rest apart, so that neither is cut before it is multiplied.
  const std::int64_t whole = saturating_product(mantissa / scale, multiplier);
  const std::int64_t rest = saturating_product(mantissa % scale, multiplier) / scale;
  return whole > largest - rest ? largest : whole + rest;
}

std::optional<Figure> read_figure(std::string_view token, std::string_view language) noexcept {
  Figure figure;
  Separators separators;
  bool leads_with_zero = false;
  std::size_t at = 0;
  std::size_t end = 0;  // behind the last digit
  while (at < token.size()) {
    const DecodedCharacter c =
        decode(as_bytes(token.data() + at), as_bytes(token.data() + token.size()));
    const int digit = u_charDigitValue(static_cast<UChar32>(c.code_point));
    const bool is_point = c.code_point == U'.' || c.code_point == U'٫';
    if (digit >= 0) {
      if (figure.digits == 0) leads_with_zero = digit == 0;
      if (figure.digits < most_digits) figure.mantissa = figure.mantissa * 10 + digit;
      ++figure.digits;
      end = at + c.length;
    } else if (is_point || c.code_point == U',' || c.code_point == U'٬') {
      if (figure.digits == 0 || separators.count == most_separators) return std::nullopt;
      separators.all[separators.count++] = {is_point, figure.digits};
    } else {
      break;
    }
    at += c.length;
  }
  if (figure.digits == 0) return std::nullopt;
  if (separators.count > 0 && separators.last().digits_before == figure.digits) {
    --separators.count;  // it ends a clause
  }
  figure.suffix = token.substr(end);
  while (figure.suffix.starts_with('.') || figure.suffix.starts_with(',')) {
    figure.suffix.remove_prefix(1);
  }
  figure.has_separator = separators.count > 0;
  const auto whole = whole_digits(figure.digits, leads_with_zero, separators, language);
  if (!whole) return std::nullopt;
  const std::size_t kept = std::min(figure.digits, most_digits);
  figure.decimals = static_cast<unsigned>(kept > *whole ? kept - *whole : 0);
  if (*whole > most_digits) figure.mantissa = largest;
  return figure;
}

}  // namespace newsloom::text
