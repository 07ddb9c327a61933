#include "newsloom/text/numbers.hpp"

#include <unicode/uchar.h>

#include <limits>
#include <string>

#include "newsloom/text/language.hpp"
#include "text/hash.hpp"
#include "text/number_words.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

constexpr std::int64_t one_e3 = 1000;
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

// a * b, staying at the largest there is.
std::int64_t product(std::int64_t a, std::int64_t b) {
  return b != 0 && a > largest / b ? largest : a * b;
}

// The digits of a token and what is behind them.
struct Digits {
  std::string digits;       // ASCII, separators left out
  std::size_t whole = 0;    // how many are before the decimal mark
  std::string_view suffix;  // of the token, "bn" in "3bn"
  bool has_separator = false;
};

class Finder {
 public:
  Finder(std::string_view text, std::string_view language, std::span<const Token> tokens,
         std::vector<Number>& out)
      : text_(text), language_(language), tokens_(tokens), out_(out) {}

  void run() {
    for (std::size_t at = 0; at < tokens_.size();) {
      const std::size_t next = read(at);
      at = std::max(next, at + 1);
    }
  }

 private:
  [[nodiscard]] std::string_view between(std::size_t left) const {
    if (left + 1 >= tokens_.size()) return {};
    return text_.substr(tokens_[left].end, tokens_[left + 1].begin - tokens_[left].end);
  }
  // Whether two tokens stand side by side, only a space or a hyphen between them.
  [[nodiscard]] bool adjoin(std::size_t left) const {
    const std::string_view gap = between(left);
    return gap == " " || gap == "-" || gap == "\xC2\xA0" || gap == "\xE2\x80\xAF" || gap == ". ";
  }
  [[nodiscard]] std::uint64_t hash(std::size_t token) const {
    return token < tokens_.size() ? tokens_[token].hash : 0;
  }

  // Reads the number that begins at token `at`; the first token after it, or `at` if none begins.
  std::size_t read(std::size_t at) {
    const Token& token = tokens_[at];
    if (token.has(token_flag::has_digit)) return read_figure(at);
    if (token.kind != TokenKind::word) return at;
    const auto value = number_word(token.hash);
    if (!value) return at;
    Number number;
    number.value_e3 = product(*value, one_e3);
    return finish(number, at, at + 1);
  }

  std::size_t read_figure(std::size_t at) {
    const auto digits = digits_of(tokens_[at].in(text_));
    if (!digits) return at;
    std::size_t end = at + 1;
    Digits figure = *digits;
    if (figure.suffix.empty()) end = join_groups(figure, at);
    if (end == at + 1 && read_pair(figure, at)) return at + 2;
    if (is_day_of_month(figure, at, end)) return end;
    Number number;
    number.value_e3 = value_of(figure);
    if (is_ordinal(figure.suffix)) {
      number.kind = NumberKind::ordinal;
      return put(number, at, end, tokens_[end - 1].end);
    }
    if (!figure.suffix.empty() && !apply_suffix(figure.suffix, number)) return at;
    if (is_year(figure, at, end)) {
      number.kind = NumberKind::year;
      return put(number, at, end, tokens_[end - 1].end);
    }
    return finish(number, at, end);
  }

  // A figure at a token's beginning; absent where letters come first ("G20").
  [[nodiscard]] std::optional<Digits> digits_of(std::string_view token) const {
    Digits found;
    std::size_t at = 0;
    std::vector<std::pair<char, std::size_t>> separators;  // and the digits before each
    while (at < token.size()) {
      const DecodedCharacter c =
          decode(as_bytes(token.data() + at), as_bytes(token.data() + token.size()));
      const int digit = u_charDigitValue(static_cast<UChar32>(c.code_point));
      if (digit >= 0) {
        found.digits += static_cast<char>('0' + digit);
      } else if (c.code_point == U'.' || c.code_point == U',' || c.code_point == U'٫' ||
                 c.code_point == U'٬') {
        const bool is_point = c.code_point == U'.' || c.code_point == U'٫';
        separators.emplace_back(is_point ? '.' : ',', found.digits.size());
      } else {
        break;
      }
      at += c.length;
    }
    if (found.digits.empty()) return std::nullopt;
    found.suffix = token.substr(at);
    found.has_separator = !separators.empty();
    found.whole = whole_digits(found.digits, separators);
    return found;
  }

  // How many digits stand before the decimal mark.
  [[nodiscard]] std::size_t whole_digits(
      std::string_view all, const std::vector<std::pair<char, std::size_t>>& separators) const {
    const std::size_t digits = all.size();
    if (separators.empty()) return digits;
    const auto [mark, before] = separators.back();
    if (before == digits) return digits;  // it ends a clause
    const bool repeated =
        std::ranges::count(separators, mark, [](const auto& s) { return s.first; }) > 1;
    if (repeated) return digits;
    const bool alone = separators.size() == 1;
    const bool three_behind = digits - before == 3;
    const bool after_zero = before == 1 && all.front() == '0';
    if (!alone || !three_behind || after_zero) return before;
    const bool is_decimal_mark = (mark == ',') == has_decimal_comma(language_);
    return is_decimal_mark || before > 3 ? before : digits;
  }

  // "1 250 000": groups of three behind a short one. Returns the first token after them.
  std::size_t join_groups(Digits& figure, std::size_t at) const {
    std::size_t end = at + 1;
    if (figure.has_separator || figure.digits.size() > 3) return end;
    while (end < tokens_.size() && tokens_[end].kind == TokenKind::number) {
      const std::string_view gap = between(end - 1);
      const bool narrow = gap == "\xC2\xA0" || gap == "\xE2\x80\xAF" || gap == "\xE2\x80\x89";
      if (!narrow && !(gap == " " && has_decimal_comma(language_))) break;
      const auto group = digits_of(tokens_[end].in(text_));
      if (!group || !group->suffix.empty() || group->whole != 3) break;
      figure.whole += 3;
      figure.digits += group->digits;
      ++end;
      if (group->digits.size() > 3) break;  // it had decimals
    }
    return end;
  }

  [[nodiscard]] static std::int64_t value_of(const Digits& figure) {
    std::int64_t value = 0;
    constexpr std::size_t decimals = 3;
    for (std::size_t i = 0; i < figure.whole + decimals; ++i) {
      const char digit = i < figure.digits.size() ? figure.digits[i] : '0';
      value = product(value, 10);
      value = value > largest - (digit - '0') ? largest : value + (digit - '0');
    }
    return value;
  }

  // "14:30" and "3-1".
  bool read_pair(const Digits& first, std::size_t at) {
    if (at + 1 >= tokens_.size() || !first.suffix.empty() || first.digits.size() > 2) return false;
    if (first.has_separator) return false;
    const std::string_view gap = between(at);
    const auto second = digits_of(tokens_[at + 1].in(text_));
    if (!second || !second->suffix.empty() || second->has_separator) return false;
    Number number;
    const std::int64_t a = value_of(first) / one_e3;
    const std::int64_t b = value_of(*second) / one_e3;
    constexpr std::int64_t hours = 24;
    constexpr std::int64_t minutes = 60;
    constexpr std::int64_t highest_score = 20;
    if (gap == ":" && second->digits.size() == 2 && a < hours && b < minutes) {
      number.kind = NumberKind::time;
      number.value_e3 = (a * minutes + b) * one_e3;
    } else if ((gap == ":" || gap == "-" || gap == "–") && a <= highest_score &&
               b <= highest_score && second->digits.size() <= 2) {
      number.kind = NumberKind::score;
      number.value_e3 = (a * one_e3 + b) * one_e3;
    } else {
      return false;
    }
    put(number, at, at + 2, tokens_[at + 1].end);
    return true;
  }

  [[nodiscard]] bool is_day_of_month(const Digits& figure, std::size_t at, std::size_t end) const {
    constexpr std::int64_t days = 31;
    if (figure.digits.size() > 2 || value_of(figure) > days * one_e3) return false;
    const bool suffix_fits = figure.suffix.empty() || is_ordinal(figure.suffix);
    if (!suffix_fits) return false;
    if (end < tokens_.size() && (adjoin(end - 1) && is_month_word(hash(end)))) return true;
    const bool of = end + 1 < tokens_.size() && adjoin(end - 1) && adjoin(end) &&
                    (hash(end) == hash_of("de") || hash(end) == hash_of("of"));
    if (of && is_month_word(hash(end + 1))) return true;
    return at > 0 && adjoin(at - 1) && is_month_word(hash(at - 1)) &&
           tokens_[at - 1].has(token_flag::capitalised);
  }

  [[nodiscard]] static bool is_ordinal(std::string_view suffix) {
    return suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th" || suffix == "º" ||
           suffix == "ª" || suffix == "er" || suffix == "ème" || suffix == "°";
  }

  // "5m", "3bn", "40km", "12C": false if the letters mean nothing to us.
  bool apply_suffix(std::string_view suffix, Number& number) const {
    std::string folded;
    for (const char c : suffix) folded += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
    const std::uint64_t word = hash_of(folded);
    if (const auto unit = unit_word(word)) {
      set_unit(number, *unit);
    } else if (const auto multiplier = multiplier_word(word, language_)) {
      number.value_e3 = product(number.value_e3, *multiplier);
    } else {
      return false;
    }
    return true;
  }

  [[nodiscard]] bool is_year(const Digits& figure, std::size_t at, std::size_t end) const {
    constexpr std::int64_t first = 1900;
    constexpr std::int64_t last = 2099;
    if (figure.has_separator || figure.digits.size() != 4 || end != at + 1) return false;
    const std::int64_t value = value_of(figure) / one_e3;
    if (value < first || value > last || !sign_before(at).empty()) return false;
    if (end >= tokens_.size() || between(end - 1) != " ") return !percent_behind(end);
    const Token& next = tokens_[end];
    if (unit_word(next.hash) || multiplier_word(next.hash, language_)) return false;
    const bool counted = next.kind == TokenKind::word && !next.has(token_flag::stop_word) &&
                         !next.has(token_flag::capitalised);
    const bool introduced = at > 0 && tokens_[at - 1].has(token_flag::stop_word);
    return !counted || introduced;
  }

  [[nodiscard]] bool percent_behind(std::size_t end) const { return percent_bytes(end) > 0; }

  // Bytes of a per cent sign, with the space before it, behind token `end - 1`; 0 if there is none.
  [[nodiscard]] std::size_t percent_bytes(std::size_t end) const {
    const std::string_view rest = text_.substr(tokens_[end - 1].end);
    for (const std::string_view sign : {"%", " %", "\xC2\xA0%", "\xE2\x80\xAF%", "٪", "％"}) {
      if (rest.starts_with(sign)) return sign.size();
    }
    return 0;
  }

  // The currency sign right before a token, with the bytes it takes.
  [[nodiscard]] std::string_view sign_before(std::size_t at) const {
    const std::string_view head = text_.substr(0, tokens_[at].begin);
    for (const std::string_view sign : {"US$", "HK$", "R$", "A$", "C$", "$", "€", "£", "¥", "₹"}) {
      if (head.ends_with(sign)) return sign;
      const std::string spaced = std::string(sign) + " ";
      if (head.ends_with(spaced)) return head.substr(head.size() - spaced.size());
    }
    return {};
  }

  static void set_unit(Number& number, const UnitWord& word) {
    number.kind = word.kind;
    std::ranges::copy(word.unit, number.unit.begin());
  }

  // Multipliers, units and bounds around the figure of tokens [at, end).
  std::size_t finish(Number number, std::size_t at, std::size_t end) {
    for (; end < tokens_.size() && adjoin(end - 1); ++end) {
      const auto multiplier = multiplier_word(hash(end), language_);
      const bool one_letter = tokens_[end].folded_length == 1;
      if (!multiplier || one_letter) break;
      number.value_e3 = product(number.value_e3, *multiplier);
    }
    std::uint32_t last_byte = tokens_[end - 1].end;
    const std::string_view sign = sign_before(at);
    if (!sign.empty()) {
      const std::string_view bare = sign.substr(0, std::min(sign.find(' '), sign.size()));
      set_unit(number, {NumberKind::money, currency_of_sign(bare)});
    } else if (const std::size_t percent = percent_bytes(end)) {
      set_unit(number, {NumberKind::percent, "%"});
      last_byte += static_cast<std::uint32_t>(percent);
    } else if (number.kind == NumberKind::count) {
      end = read_unit(number, at, end, last_byte);
    }
    return put(number, at, end, last_byte, static_cast<std::uint32_t>(sign.size()));
  }

  // A unit's name behind, or a currency sign.
  std::size_t read_unit(Number& number, std::size_t at, std::size_t end, std::uint32_t& last_byte) {
    const std::string_view rest = text_.substr(last_byte);
    for (const std::string_view sign : {"€", "$", "£"}) {
      const std::string spaced = " " + std::string(sign);
      if (rest.starts_with(sign) || rest.starts_with(spaced) ||
          rest.starts_with("\xC2\xA0" + std::string(sign))) {
        set_unit(number, {NumberKind::money, currency_of_sign(sign)});
        last_byte += static_cast<std::uint32_t>(rest.find(sign) + sign.size());
        return end;
      }
    }
    if (rest.starts_with("°C") || rest.starts_with(" °C")) {
      set_unit(number, {NumberKind::measure, "C"});
    }
    if (at > 0 && adjoin(at - 1) && is_magnitude_word(hash(at - 1))) {
      set_unit(number, {NumberKind::measure, "Mw"});
      return end;
    }
    if (end >= tokens_.size() || !adjoin(end - 1)) return end;
    const bool of = hash(end) == hash_of("de") && adjoin(end);  // "2 millones de euros"
    const std::size_t name = of ? end + 1 : end;
    if (is_magnitude_word(hash(end))) {
      set_unit(number, {NumberKind::measure, "Mw"});
    } else if (is_percent_phrase(end)) {
      const bool points = end + 2 < tokens_.size() && hash(end + 2) == hash_of("points");
      set_unit(number, {NumberKind::percent, points ? "pp" : "%"});
      last_byte = tokens_[end + 1].end;
      return end + 2;
    } else if (hash(end) == hash_of("percentage") && hash(end + 1) == hash_of("points")) {
      set_unit(number, {NumberKind::percent, "pp"});
      last_byte = tokens_[end + 1].end;
      return end + 2;
    } else if (const auto unit = unit_word(hash(name))) {
      set_unit(number, *unit);
      last_byte = tokens_[name].end;
      return name + 1;
    } else {
      return end;
    }
    last_byte = tokens_[end].end;
    return end + 1;
  }

  // "per cent", "por ciento", "pour cent", "por cento", "per cento".
  [[nodiscard]] bool is_percent_phrase(std::size_t at) const {
    if (at + 1 >= tokens_.size()) return false;
    const std::uint64_t a = hash(at);
    const std::uint64_t b = hash(at + 1);
    return (a == hash_of("per") && (b == hash_of("cent") || b == hash_of("cento"))) ||
           (a == hash_of("por") && (b == hash_of("ciento") || b == hash_of("cento"))) ||
           (a == hash_of("pour") && b == hash_of("cent"));
  }

  std::size_t put(Number number, std::size_t at, std::size_t end, std::uint32_t last_byte,
                  std::uint32_t sign_bytes = 0) {
    number.span = {tokens_[at].begin - sign_bytes, last_byte};
    if (!out_.empty() && number.span.begin < out_.back().span.end) return end;
    number.first_token = static_cast<std::uint32_t>(at);
    number.token_count = static_cast<std::uint32_t>(end - at);
    number.bound = bound_before(at);
    out_.push_back(number);
    return end;
  }

  // Of the longest phrase of up to three words that ends right before token `at`.
  [[nodiscard]] NumberBound bound_before(std::size_t at) {
    constexpr std::size_t longest = 3;
    NumberBound bound = NumberBound::exact;
    std::string phrase;
    for (std::size_t words = 1; words <= std::min(at, longest); ++words) {
      const Token& token = tokens_[at - words];
      const bool new_sentence = at - words + 1 < tokens_.size() &&
                                tokens_[at - words + 1].has(token_flag::sentence_start);
      if (new_sentence) break;
      folded_.clear();
      fold_token(text_, token, folded_);
      phrase = words == 1 ? folded_ : folded_ + " " + phrase;
      if (const NumberBound found = bound_of(phrase); found != NumberBound::exact) bound = found;
    }
    return bound;
  }

  std::string_view text_;
  std::string_view language_;
  std::span<const Token> tokens_;
  std::vector<Number>& out_;
  std::string folded_;
};

}  // namespace

void find_numbers(std::string_view text, std::string_view language, std::span<const Token> tokens,
                  std::vector<Number>& out) {
  out.clear();
  const std::string primary = primary_language(language);
  Finder(text, primary, tokens, out).run();
}

}  // namespace newsloom::text
