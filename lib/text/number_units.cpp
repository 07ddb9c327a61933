#include <algorithm>
#include <string>
#include <utility>

#include "text/number_finder.hpp"

namespace newsloom::text {
namespace {

std::uint32_t offset(std::size_t value) { return static_cast<std::uint32_t>(value); }

std::string_view without_space(std::string_view sign) {
  if (sign.ends_with(' ')) return sign.substr(0, sign.size() - 1);
  if (sign.ends_with(no_break_space)) return sign.substr(0, sign.size() - no_break_space.size());
  return sign;
}

}  // namespace

// Bytes of a per cent sign at `byte`, with the space before it; 0 if there is none.
std::size_t NumberFinder::percent_bytes(std::size_t byte) const {
  const std::string_view rest = text_.substr(byte);
  for (const std::string_view sign : {"%", " %", "\xC2\xA0%", "\xE2\x80\xAF%", "٪", "％"}) {
    if (rest.starts_with(sign)) return sign.size();
  }
  return 0;
}

// The currency sign right before a token, with the bytes it takes.
std::string_view NumberFinder::sign_before(std::size_t at) const {
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
std::size_t NumberFinder::finish(NumberDraft& draft) {
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

void NumberFinder::read_multipliers(NumberDraft& draft) {
  while (draft.end < tokens_.size()) {
    const bool beside =
        adjoin(draft.end - 1) || (draft.multiplier > 1 && between(draft.end - 1) == ". ");
    const auto multiplier = multiplier_word(hash(draft.end), language_);
    if (!beside || !multiplier || tokens_[draft.end].folded_length == 1) return;
    if (tokens_[draft.end].has(token_flag::sentence_start) && between(draft.end - 1) != " ") return;
    draft.multiplier = saturating_product(draft.multiplier, *multiplier);
    draft.last_byte = tokens_[draft.end].end;
    ++draft.end;
  }
}

// "USD 5 million": bytes of the code and the space behind it; 0 if there is none.
std::size_t NumberFinder::code_before(NumberDraft& draft) const {
  if (draft.first == 0 || !adjoin(draft.first - 1)) return 0;
  const Token& code = tokens_[draft.first - 1];
  const auto unit = unit_word(code.hash);
  if (!unit || unit->kind != NumberKind::money || !code.has(token_flag::all_caps)) return 0;
  draft.set_unit(unit->kind, unit->unit);
  return tokens_[draft.first].begin - code.begin;
}

// A currency sign, a unit's name or a word for per cent behind the number.
void NumberFinder::read_unit(NumberDraft& draft) {
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
    if (!behind.empty() && behind.front() >= '0' && behind.front() <= '9') return;  // "5 $10 notes"
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

void NumberFinder::read_unit_word(NumberDraft& draft) {
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
std::size_t NumberFinder::percent_words(std::size_t at) const {
  const bool is_one =
      (is_word(at, "per") && (is_word(at + 1, "cent") || is_word(at + 1, "cento"))) ||
      (is_word(at, "por") && (is_word(at + 1, "ciento") || is_word(at + 1, "cento"))) ||
      (is_word(at, "pour") && is_word(at + 1, "cent"));
  return is_one ? 2 : 0;
}
// "percentage points", "puntos porcentuales", "points de pourcentage", …
std::size_t NumberFinder::percentage_point_words(std::size_t at) const {
  const bool two = (is_word(at, "percentage") && is_word(at + 1, "points")) ||
                   (is_word(at, "puntos") && is_word(at + 1, "porcentuales")) ||
                   (is_word(at, "pontos") && is_word(at + 1, "percentuais")) ||
                   (is_word(at, "punti") && is_word(at + 1, "percentuali"));
  const bool three =
      is_word(at, "points") && is_word(at + 1, "de") && is_word(at + 2, "pourcentage");
  return two ? 2 : three ? 3 : 0;
}

std::size_t NumberFinder::put(NumberDraft& draft, std::uint32_t bytes_before) {
  draft.number.value_e3 = draft.figure.value_e3(draft.multiplier);
  emit(draft, bytes_before);
  return draft.end;
}

void NumberFinder::emit(NumberDraft& draft, std::uint32_t bytes_before) {
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
bool NumberFinder::is_negative(std::size_t begin) const {
  const std::string_view head = text_.substr(0, begin);
  const std::size_t sign = head.ends_with("-") ? 1 : head.ends_with("−") ? 3 : 0;
  if (sign == 0) return false;
  return head.size() == sign || head[head.size() - sign - 1] == ' ' ||
         head[head.size() - sign - 1] == '(';
}

// Of the longest phrase of up to three words that ends right before token `at`.
NumberBound NumberFinder::bound_before(std::size_t at) {
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

}  // namespace newsloom::text
