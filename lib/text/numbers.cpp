#include "newsloom/text/numbers.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "newsloom/text/language.hpp"
#include "text/figure.hpp"
#include "text/hash.hpp"
#include "text/number_words.hpp"

namespace newsloom::text {
namespace {

constexpr std::int64_t one_e3 = 1000;
constexpr std::string_view no_break_space = "\xC2\xA0";
constexpr std::string_view narrow_space = "\xE2\x80\xAF";

std::uint32_t offset(std::size_t value) { return static_cast<std::uint32_t>(value); }

std::string_view without_space(std::string_view sign) {
  if (sign.ends_with(' ')) return sign.substr(0, sign.size() - 1);
  if (sign.ends_with(no_break_space)) return sign.substr(0, sign.size() - no_break_space.size());
  return sign;
}

// A number on its way: what is known of it, and how far it reaches.
struct Draft {
  Number number;
  Figure figure;  // `number.value_e3` follows from it and the multiplier
  std::int64_t multiplier = 1;
  std::size_t first = 0;  // tokens [first, end)
  std::size_t end = 0;
  std::uint32_t last_byte = 0;
  bool has_unit = false;

  void set_unit(NumberKind kind, std::string_view unit) {
    number.kind = kind;
    number.unit = {};
    std::ranges::copy(unit.substr(0, number.unit.size() - 1), number.unit.begin());
    has_unit = true;
  }
};

class Finder {
 public:
  Finder(std::string_view text, std::string_view language, std::span<const Token> tokens,
         std::vector<Number>& out)
      : text_(text), language_(language), tokens_(tokens), out_(out) {}

  void run() {
    for (std::size_t at = 0; at < tokens_.size();) at = std::max(read(at), at + 1);
  }

 private:
  [[nodiscard]] std::string_view between(std::size_t left) const {
    if (left + 1 >= tokens_.size()) return "\n";
    return text_.substr(tokens_[left].end, tokens_[left + 1].begin - tokens_[left].end);
  }
  // Whether two tokens stand side by side, only a space or a hyphen between them.
  [[nodiscard]] bool adjoin(std::size_t left) const {
    const std::string_view gap = between(left);
    return gap == " " || gap == "-" || gap == no_break_space || gap == narrow_space;
  }
  [[nodiscard]] std::uint64_t hash(std::size_t token) const {
    return token < tokens_.size() ? tokens_[token].hash : 0;
  }
  [[nodiscard]] bool is_word(std::size_t token, std::string_view word) const {
    return hash(token) == hash_of(word);
  }
  // The hash of a word without what is elided before it: "d'euros".
  [[nodiscard]] std::uint64_t bare_hash(std::size_t token) {
    if (token >= tokens_.size() || !tokens_[token].has(token_flag::apostrophe)) return hash(token);
    folded_.clear();
    fold_token(text_, tokens_[token], folded_);
    return hash_of(std::string_view(folded_).substr(folded_.find('\'') + 1));
  }

  // Reads the number that begins at token `at`; the first token after it, or `at` if none begins.
  std::size_t read(std::size_t at) {
    const Token& token = tokens_[at];
    if (token.has(token_flag::has_digit)) return read_digits(at);
    if (token.kind != TokenKind::word) return at;
    return read_words(at);
  }

  // "two hundred", "twenty-five", "a million", "three hundred and five".
  std::size_t read_words(std::size_t at) {
    constexpr std::int64_t hundred = 100;
    constexpr std::int64_t twenty = 20;
    Draft draft;
    draft.first = at;
    draft.end = at + 1;
    std::int64_t value = 0;
    if (const auto word = number_word(hash(at), language_)) {
      value = *word;
    } else if (is_article(hash(at), language_) && adjoin(at)) {
      const bool multiplied = multiplier_word(hash(at + 1), language_).has_value() ||
                              number_word(hash(at + 1), language_) == hundred;
      if (!multiplied || tokens_[at + 1].folded_length < 3) return at;
      value = 1;
    } else {
      return at;
    }
    while (draft.end < tokens_.size() && adjoin(draft.end - 1)) {
      const bool joined_by_and = value >= hundred && language_ == "en" && is_word(draft.end, "and");
      const std::size_t next = joined_by_and ? draft.end + 1 : draft.end;
      if (next >= tokens_.size() || (joined_by_and && !adjoin(draft.end))) break;
      const auto word = number_word(hash(next), language_);
      if (!word) break;
      const bool after_hundreds = *word < hundred && value % hundred == 0;
      const bool after_tens = *word < 10 && value % hundred >= twenty && value % 10 == 0;
      if (*word == hundred && value < hundred && !joined_by_and) {
        value *= hundred;
      } else if (after_hundreds || after_tens) {
        value += *word;
      } else {
        break;
      }
      draft.end = next + 1;
    }
    draft.figure.mantissa = value;
    draft.last_byte = tokens_[draft.end - 1].end;
    return finish(draft);
  }

  std::size_t read_digits(std::size_t at) {
    const auto figure = figure_at(at);
    if (!figure || is_part_of_name(at)) return at;
    Draft draft;
    draft.figure = *figure;
    draft.first = at;
    draft.end = at + 1;
    draft.last_byte = tokens_[at].end;
    if (figure->suffix.empty()) join_groups(draft);
    if (const std::size_t end = read_date(draft); end > at) return end;
    if (draft.end == at + 1 && read_pair(draft)) return draft.end;
    if (is_ordinal(draft.figure.suffix)) {
      draft.number.kind = NumberKind::ordinal;
      return put(draft);
    }
    if (is_year(draft)) {
      draft.number.kind = NumberKind::year;
      return put(draft);
    }
    if (!draft.figure.suffix.empty() && !apply_suffix(draft)) return at;
    return finish(draft);
  }

  [[nodiscard]] std::optional<Figure> figure_at(std::size_t token) const {
    if (token >= tokens_.size()) return std::nullopt;
    return read_figure(tokens_[token].in(text_), language_);
  }

  // "Covid-19", "F-16".
  [[nodiscard]] bool is_part_of_name(std::size_t at) const {
    return at > 0 && between(at - 1) == "-" && tokens_[at - 1].kind == TokenKind::word &&
           tokens_[at - 1].has(token_flag::capitalised) && !number_word(hash(at - 1), language_);
  }

  // "1 250 000": groups of three behind a short one.
  void join_groups(Draft& draft) const {
    Figure& figure = draft.figure;
    if (figure.has_separator || figure.digits > 3) return;
    while (draft.end < tokens_.size() && tokens_[draft.end].kind == TokenKind::number) {
      const std::string_view gap = between(draft.end - 1);
      const bool narrow = gap == no_break_space || gap == narrow_space || gap == "\xE2\x80\x89";
      if (!narrow && !(gap == " " && has_decimal_comma(language_))) return;
      const auto group = figure_at(draft.end);
      if (!group || !group->suffix.empty() || group->digits - group->decimals != 3) return;
      for (std::size_t i = 0; i < group->digits; ++i) {
        figure.mantissa = saturating_product(figure.mantissa, 10);
      }
      figure.mantissa += group->mantissa;
      figure.decimals = group->decimals;
      figure.digits += group->digits;
      figure.has_separator = true;
      draft.last_byte = tokens_[draft.end].end;
      ++draft.end;
      if (group->decimals > 0) return;
    }
  }

  // Dates are no numbers here: "2018-05-27", "9/11", "2018-19", "5 March". The first token after
  // one, or the draft's first. Of "2018-19" the year is kept.
  std::size_t read_date(Draft& draft) {
    const std::size_t at = draft.first;
    const std::string_view gap = between(draft.end - 1);
    const Figure& figure = draft.figure;
    const auto next = figure_at(draft.end);
    const bool joined = next && next->is_bare_integer() && figure.is_bare_integer();
    if (joined && gap == "/") {
      std::size_t end = draft.end + 1;
      while (between(end - 1) == "/" && figure_at(end)) ++end;
      return end;
    }
    if (joined && gap == "-" && figure.digits == 4 && next->digits == 2) {
      if (between(draft.end) == "-" && figure_at(draft.end + 1)) return draft.end + 2;
      draft.number.kind = NumberKind::year;
      put(draft);
      return draft.end + 1;
    }
    return is_day_of_month(draft) ? draft.end : at;
  }

  [[nodiscard]] bool is_month(std::size_t token) const {
    return token < tokens_.size() && is_month_word(tokens_[token].hash) &&
           (tokens_[token].has(token_flag::capitalised) || !capitalises_months(language_));
  }

  [[nodiscard]] bool is_day_of_month(const Draft& draft) const {
    constexpr std::int64_t days = 31;
    const Figure& figure = draft.figure;
    if (figure.digits > 2 || figure.has_separator || figure.mantissa > days) return false;
    if (!figure.suffix.empty() && !is_ordinal(figure.suffix)) return false;
    const std::size_t end = draft.end;
    const bool beside = adjoin(end - 1) || between(end - 1) == ". ";
    if (beside && is_month(end)) return true;
    const bool of = is_word(end, "de") || is_word(end, "of") || is_word(end, "di");
    if (beside && of && adjoin(end) && is_month(end + 1)) return true;
    return draft.first > 0 && adjoin(draft.first - 1) && is_month(draft.first - 1) &&
           tokens_[draft.first - 1].has(token_flag::capitalised);
  }

  // "14:30" and "3-1"; "10-15 km" is neither.
  bool read_pair(Draft& draft) {
    const auto second = figure_at(draft.end);
    const Figure& first = draft.figure;
    if (!second || !second->is_bare_integer() || !first.is_bare_integer()) return false;
    if (first.digits > 2 || second->digits > 2) return false;
    const std::string_view gap = between(draft.end - 1);
    const std::int64_t a = first.mantissa;
    const std::int64_t b = second->mantissa;
    constexpr std::int64_t hours = 24;
    constexpr std::int64_t minutes = 60;
    constexpr std::int64_t highest_score = 20;
    const std::size_t pair_end = draft.end + 1;
    if (gap == ":" && second->digits == 2 && a < hours && b < minutes) {
      draft.number.kind = NumberKind::time;
      draft.number.value_e3 = (a + afternoon(pair_end, a)) * minutes * one_e3 + b * one_e3;
    } else if ((gap == ":" || gap == "-" || gap == "–") && a <= highest_score &&
               b <= highest_score && !counts_something(pair_end)) {
      draft.number.kind = NumberKind::score;
      draft.number.value_e3 = (a * one_e3 + b) * one_e3;
    } else {
      return false;
    }
    draft.last_byte = tokens_[draft.end].end;
    draft.end = pair_end;
    emit(draft);
    return true;
  }

  // Whether a unit, a multiplier, a month or a counted word stands behind: then it was a range.
  [[nodiscard]] bool counts_something(std::size_t end) const {
    if (percent_bytes(tokens_[end - 1].end) > 0) return true;
    if (end >= tokens_.size() || !adjoin(end - 1)) return false;
    const Token& next = tokens_[end];
    if (unit_word(next.hash) || multiplier_word(next.hash, language_)) return true;
    return next.kind == TokenKind::word && !next.has(token_flag::stop_word) &&
           !next.has(token_flag::capitalised) && next.folded_length > 3;
  }

  // Hours to add for "p.m." behind a time.
  [[nodiscard]] std::int64_t afternoon(std::size_t end, std::int64_t hour) const {
    constexpr std::int64_t noon = 12;
    const bool pm = end < tokens_.size() && adjoin(end - 1) && is_word(end, "pm");
    const bool am = end < tokens_.size() && adjoin(end - 1) && is_word(end, "am");
    if (pm) return hour < noon ? noon : 0;
    return am && hour == noon ? -noon : 0;
  }

  [[nodiscard]] static bool is_ordinal(std::string_view suffix) {
    return suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th" || suffix == "º" ||
           suffix == "ª" || suffix == "er" || suffix == "re" || suffix == "e" || suffix == "ème" ||
           suffix == "°";
  }

  // "5m", "3bn", "40km", "2pm": false if the letters mean nothing to us.
  bool apply_suffix(Draft& draft) const {
    std::string folded;
    for (const char c : draft.figure.suffix) {
      folded += (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
    }
    const std::uint64_t word = hash_of(folded);
    constexpr std::int64_t minutes = 60;
    constexpr std::int64_t noon = 12;
    if (folded == "pm" || folded == "am" || folded == "h") {
      const std::int64_t hour = draft.figure.mantissa;
      if (draft.figure.has_separator || hour > 2 * noon) return false;
      const std::int64_t later = folded == "pm" && hour < noon ? noon : 0;
      draft.figure.mantissa = (hour + later) * minutes;
      draft.set_unit(NumberKind::time, "");
    } else if (const auto multiplier = multiplier_word(word, language_)) {
      draft.multiplier = *multiplier;
    } else if (const auto unit = unit_word(word)) {
      draft.set_unit(unit->kind, unit->unit);
    } else {
      return false;
    }
    return true;
  }

  [[nodiscard]] bool is_year(const Draft& draft) {
    constexpr std::int64_t first = 1900;
    constexpr std::int64_t last = 2099;
    const Figure& figure = draft.figure;
    const std::int64_t value = figure.mantissa;
    if (figure.has_separator || figure.digits != 4 || value < first || value > last) return false;
    if (figure.suffix == "s") return true;
    if (!figure.suffix.empty() || !sign_before(draft.first).empty()) return false;
    if (draft.first > 0 && is_month(draft.first - 1)) return true;
    const NumberBound bound = bound_before(draft.first);
    if (bound == NumberBound::at_least || bound == NumberBound::at_most) return false;
    if (percent_bytes(draft.last_byte) > 0) return false;
    if (draft.end >= tokens_.size() || between(draft.end - 1) != " ") return true;
    const Token& next = tokens_[draft.end];
    if (unit_word(next.hash) || multiplier_word(next.hash, language_)) return false;
    const bool counted = next.kind == TokenKind::word && !next.has(token_flag::stop_word) &&
                         !next.has(token_flag::capitalised);
    const bool introduced = draft.first > 0 && tokens_[draft.first - 1].has(token_flag::stop_word);
    return !counted || introduced;
  }

  // Bytes of a per cent sign at `byte`, with the space before it; 0 if there is none.
  [[nodiscard]] std::size_t percent_bytes(std::size_t byte) const {
    const std::string_view rest = text_.substr(byte);
    for (const std::string_view sign : {"%", " %", "\xC2\xA0%", "\xE2\x80\xAF%", "٪", "％"}) {
      if (rest.starts_with(sign)) return sign.size();
    }
    return 0;
  }

  // The currency sign right before a token, with the bytes it takes.
  [[nodiscard]] std::string_view sign_before(std::size_t at) const {
    std::string_view head = text_.substr(0, tokens_[at].begin);
    const std::size_t spaces = head.ends_with(" ") ? 1 : head.ends_with(no_break_space) ? 2 : 0;
    const std::size_t whole = head.size();
    head.remove_suffix(spaces);
    for (const std::string_view sign : {"US$", "HK$", "R$", "A$", "C$", "$", "€", "£", "¥", "₹"}) {
      if (head.ends_with(sign)) {
        return text_.substr(head.size() - sign.size(), whole - head.size() + sign.size());
      }
    }
    return {};
  }

  // Multipliers and units around the figure, then out with it.
  std::size_t finish(Draft& draft) {
    read_multipliers(draft);
    const std::string_view sign = sign_before(draft.first);
    std::uint32_t before = offset(sign.size());
    if (!sign.empty()) {
      draft.set_unit(NumberKind::money, currency_of_sign(without_space(sign)));
    } else if (const std::size_t code = code_before(draft); code > 0) {
      before = offset(code);
    } else if (const std::size_t percent = percent_bytes(draft.last_byte)) {
      draft.set_unit(NumberKind::percent, "%");
      draft.last_byte += offset(percent);
    } else if (!draft.has_unit) {
      read_unit(draft);
    }
    return put(draft, before);
  }

  void read_multipliers(Draft& draft) {
    while (draft.end < tokens_.size()) {
      const bool beside =
          adjoin(draft.end - 1) || (draft.multiplier > 1 && between(draft.end - 1) == ". ");
      const auto multiplier = multiplier_word(hash(draft.end), language_);
      if (!beside || !multiplier || tokens_[draft.end].folded_length == 1) return;
      if (tokens_[draft.end].has(token_flag::sentence_start) && between(draft.end - 1) != " ")
        return;
      draft.multiplier = saturating_product(draft.multiplier, *multiplier);
      draft.last_byte = tokens_[draft.end].end;
      ++draft.end;
    }
  }

  // "USD 5 million": bytes of the code and the space behind it; 0 if there is none.
  std::size_t code_before(Draft& draft) const {
    if (draft.first == 0 || !adjoin(draft.first - 1)) return 0;
    const Token& code = tokens_[draft.first - 1];
    const auto unit = unit_word(code.hash);
    if (!unit || unit->kind != NumberKind::money || !code.has(token_flag::all_caps)) return 0;
    draft.set_unit(unit->kind, unit->unit);
    return tokens_[draft.first].begin - code.begin;
  }

  // A currency sign, a unit's name or a word for per cent behind the number.
  void read_unit(Draft& draft) {
    std::string_view rest = text_.substr(draft.last_byte);
    if (draft.multiplier > 1 && rest.starts_with(". ")) rest.remove_prefix(1);  // "5 Mio. €"
    const std::size_t spaces = rest.starts_with(" ")              ? 1
                               : rest.starts_with(no_break_space) ? 2
                               : rest.starts_with(narrow_space)   ? 3
                                                                  : 0;
    const std::string_view sign_text = rest.substr(spaces);
    for (const std::string_view sign : {"€", "$", "£", "°C", "°F", "°"}) {
      if (!sign_text.starts_with(sign)) continue;
      const std::string_view behind = sign_text.substr(sign.size());
      if (!behind.empty() && behind.front() >= '0' && behind.front() <= '9')
        return;  // "5 $10 notes"
      if (sign.starts_with("°")) {
        draft.set_unit(NumberKind::measure, sign == "°C" ? "C" : sign == "°F" ? "F" : "deg");
      } else {
        draft.set_unit(NumberKind::money, currency_of_sign(sign));
      }
      draft.last_byte =
          offset(static_cast<std::size_t>(sign_text.data() - text_.data()) + sign.size());
      while (draft.end < tokens_.size() && tokens_[draft.end].begin < draft.last_byte) ++draft.end;
      return;
    }
    if (draft.first > 0 && adjoin(draft.first - 1) && is_magnitude_word(hash(draft.first - 1))) {
      return draft.set_unit(NumberKind::measure, "Mw");
    }
    const bool after_stop = draft.multiplier > 1 && between(draft.end - 1) == ". ";
    if (draft.end < tokens_.size() && (adjoin(draft.end - 1) || after_stop)) read_unit_word(draft);
  }

  void read_unit_word(Draft& draft) {
    const std::size_t at = draft.end;
    const auto take = [&](NumberKind kind, std::string_view unit, std::size_t tokens) {
      draft.set_unit(kind, unit);
      draft.end = at + tokens;
      draft.last_byte = tokens_[draft.end - 1].end;
    };
    if (is_magnitude_word(hash(at))) return take(NumberKind::measure, "Mw", 1);
    if (const std::size_t words = percent_words(at)) {
      const bool points = is_word(at + words, "points") || is_word(at + words, "punti");
      return take(NumberKind::percent, points ? "pp" : "%", words + (points ? 1 : 0));
    }
    if (const std::size_t words = percentage_point_words(at)) {
      return take(NumberKind::percent, "pp", words);
    }
    const bool linked = adjoin(at) && (is_word(at, "de") || is_word(at, "di") || is_word(at, "d"));
    const std::size_t name = linked ? at + 1 : at;
    const auto unit = unit_word(bare_hash(name));
    if (!unit) return;
    take(unit->kind, unit->unit, name - at + 1);
    for (const auto& [ending, per] : {std::pair{"²", "2"}, {"³", "3"}, {"/h", "/h"}}) {
      const std::string_view rest = text_.substr(draft.last_byte);
      const std::string whole = std::string(unit->unit) + per;
      if (!tokens_[name].in(text_).ends_with(ending) && !rest.starts_with(ending)) continue;
      draft.set_unit(unit->kind, whole);
      if (rest.starts_with(ending)) draft.last_byte += offset(std::string_view(ending).size());
      while (draft.end < tokens_.size() && tokens_[draft.end].begin < draft.last_byte) ++draft.end;
      return;
    }
  }

  // "per cent", "por ciento", "pour cent", "por cento", "per cento": two tokens, else 0.
  [[nodiscard]] std::size_t percent_words(std::size_t at) const {
    const bool is_one =
        (is_word(at, "per") && (is_word(at + 1, "cent") || is_word(at + 1, "cento"))) ||
        (is_word(at, "por") && (is_word(at + 1, "ciento") || is_word(at + 1, "cento"))) ||
        (is_word(at, "pour") && is_word(at + 1, "cent"));
    return is_one ? 2 : 0;
  }
  // "percentage points", "puntos porcentuales", "points de pourcentage", …
  [[nodiscard]] std::size_t percentage_point_words(std::size_t at) const {
    const bool two = (is_word(at, "percentage") && is_word(at + 1, "points")) ||
                     (is_word(at, "puntos") && is_word(at + 1, "porcentuales")) ||
                     (is_word(at, "pontos") && is_word(at + 1, "percentuais")) ||
                     (is_word(at, "punti") && is_word(at + 1, "percentuali"));
    const bool three =
        is_word(at, "points") && is_word(at + 1, "de") && is_word(at + 2, "pourcentage");
    return two ? 2 : three ? 3 : 0;
  }

  std::size_t put(Draft& draft, std::uint32_t bytes_before = 0) {
    draft.number.value_e3 = draft.figure.value_e3(draft.multiplier);
    emit(draft, bytes_before);
    return draft.end;
  }

  void emit(Draft& draft, std::uint32_t bytes_before = 0) {
    Number& number = draft.number;
    number.span = {tokens_[draft.first].begin - bytes_before, draft.last_byte};
    if (is_negative(number.span.begin)) {
      number.span.begin -= text_[number.span.begin - 1] == '-' ? 1U : 3U;
      number.value_e3 = -number.value_e3;
    }
    if (!out_.empty() && number.span.begin < out_.back().span.end) {
      number.span.begin = out_.back().span.end;  // a sign was the neighbour's
      if (number.span.begin > tokens_[draft.first].begin) return;
    }
    number.first_token = offset(draft.first);
    number.token_count = offset(draft.end - draft.first);
    number.bound = bound_before(draft.first);
    if (text_.substr(number.span.end).starts_with("+")) number.bound = NumberBound::at_least;
    out_.push_back(number);
  }

  // A minus right before, behind a space or nothing: "-5 %".
  [[nodiscard]] bool is_negative(std::size_t begin) const {
    const std::string_view head = text_.substr(0, begin);
    const std::size_t sign = head.ends_with("-") ? 1 : head.ends_with("−") ? 3 : 0;
    if (sign == 0) return false;
    return head.size() == sign || head[head.size() - sign - 1] == ' ' ||
           head[head.size() - sign - 1] == '(';
  }

  // Of the longest phrase of up to three words that ends right before token `at`.
  [[nodiscard]] NumberBound bound_before(std::size_t at) {
    constexpr std::size_t longest = 3;
    NumberBound bound = NumberBound::exact;
    phrase_.clear();
    for (std::size_t words = 1; words <= std::min(at, longest); ++words) {
      const bool new_sentence = tokens_[at - words + 1].has(token_flag::sentence_start);
      if (new_sentence) break;
      folded_.clear();
      fold_token(text_, tokens_[at - words], folded_);
      if (words > 1) folded_ += ' ';
      phrase_.insert(0, folded_);
      if (const NumberBound found = bound_of(phrase_); found != NumberBound::exact) bound = found;
    }
    return bound;
  }

  std::string_view text_;
  std::string_view language_;
  std::span<const Token> tokens_;
  std::vector<Number>& out_;
  std::string folded_;
  std::string phrase_;
};

}  // namespace

void find_numbers(std::string_view text, std::string_view language, std::span<const Token> tokens,
                  std::vector<Number>& out) {
  out.clear();
  const std::string primary = primary_language(language);
  Finder(text, primary, tokens, out).run();
}

}  // namespace newsloom::text
