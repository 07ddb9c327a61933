#include "text/names_describe.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <utility>

#include "newsloom/text/names.hpp"
#include "newsloom/text/utf8.hpp"
#include "text/fold_append.hpp"
#include "text/hash.hpp"
#include "text/tokenize_language.hpp"

namespace newsloom::text {
namespace {

constexpr std::size_t longest_dotted_title = 4;    // letters: "Prof.", "Capt."
constexpr std::size_t min_headline_words = 4;      // fewer capitals in a row are a long name
constexpr std::size_t min_telling_letters = 3;     // headlines leave "to", "vs" in lower case
constexpr std::size_t loud_share_numerator = 4;    // a line is loud if four fifths of its words
constexpr std::size_t loud_share_denominator = 5;  // … are: acronyms are never that dense
constexpr std::size_t longest_gap_looked_at = 16;  // bytes before a word: spaces, a quote

template <std::size_t n>
bool ends_with_any(std::string_view text, const std::array<std::string_view, n>& ends) noexcept {
  return std::any_of(ends.begin(), ends.end(),
                     [&](std::string_view end) { return text.ends_with(end); });
}

template <std::size_t n>
bool is_any(std::string_view text, const std::array<std::string_view, n>& values) noexcept {
  return std::find(values.begin(), values.end(), text) != values.end();
}

constexpr std::array<std::string_view, 3> spaces{" ", "\u00A0", "\u202F"};
constexpr std::array<std::string_view, 8> joints{" ",      "\u00A0", "\u202F", "-",
                                                 "\u2010", "\u2011", "'",      "\u2019"};
constexpr std::array<std::string_view, 3> dot_joints{".", ". ", ".\u00A0"};
constexpr std::array<std::string_view, 11> openings{"\"", "'", "“", "‘", "„", "‚",
                                                    "«",  "»", "‹", "›", ":"};
constexpr std::array<std::string_view, 5> openings_before_space{":", "«", "•", "*", "·"};

/// Whether after these bytes any word would be capitalised, sentences aside.
bool opens(std::string_view gap) noexcept {
  if (gap.size() > longest_gap_looked_at) gap.remove_prefix(gap.size() - longest_gap_looked_at);
  if (ends_with_any(gap, openings)) return true;
  while (ends_with_any(gap, spaces)) {
    gap.remove_suffix(gap.ends_with(' ')         ? 1
                      : gap.ends_with(spaces[1]) ? spaces[1].size()
                                                 : spaces[2].size());
  }
  return ends_with_any(gap, openings_before_space);
}

bool breaks_line(std::string_view gap) noexcept {
  return gap.find_first_of("\n\r") != std::string_view::npos;
}

}  // namespace

NameDescriber::NameDescriber(std::string_view text, std::string_view primary,
                             std::span<const Token> tokens)
    : text_(text),
      tokens_(tokens),
      listed_(name_words(primary)),
      words_(tokens.size()),
      elides_(writes_elisions(primary)) {}

std::vector<NameWord> NameDescriber::run() {
  for (std::size_t i = 0; i < words_.size(); ++i) describe(i);
  for (std::size_t i = words_.size(); i-- > 0;) find_title(i);
  look_at_lines();
  return std::move(words_);
}

std::string_view NameDescriber::gap_before(std::size_t i) const noexcept {
  if (i == 0) return text_.substr(0, tokens_[0].begin);
  const std::size_t begin = tokens_[i - 1].end;
  if (begin >= tokens_[i].begin) return {};  // bigrams overlap
  return text_.substr(begin, tokens_[i].begin - begin);
}

void NameDescriber::describe(std::size_t i) {
  const Token& token = tokens_[i];
  NameWord& word = words_[i];
  word.begin = token.begin;
  word.end = token.end;
  word.hash = token.hash;
  if (token.kind == TokenKind::number) return;
  if (token.kind == TokenKind::segment) {
    word.traits = trait::caseless;
    return;
  }
  word.set(token.has(token_flag::capitalised), trait::capital);
  word.set(token.has(token_flag::sentence_start) || opens(gap_before(i)), trait::unsure);
  if (!word.is(trait::capital)) {
    const char32_t first = decode_next(text_, token.begin).code_point;
    const bool has_case =
        first < 0x80 || u_hasBinaryProperty(static_cast<UChar32>(first), UCHAR_CASED) != 0;
    word.traits = has_case ? trait::lower : trait::caseless;
  }
  if (elides_ && token.has(token_flag::apostrophe)) leave_out_elision(token, word);
  if (token.has(token_flag::possessive)) leave_out_possessive(token, word);
  word.listed = listed_[word.hash];
  count_letters(word);
  find_joint(i);
}

/// "l'Allemagne" is Allemagne, whose capital is one even at a sentence's start; "L'été" has none.
/// "D'Alema" inside a sentence is a surname.
void NameDescriber::leave_out_elision(const Token& token, NameWord& word) {
  const std::string_view whole = token.in(text_);
  const std::size_t prefix = elided_prefix(whole);
  if (prefix == 0) return;
  const bool is_de = whole[0] == 'd' || whole[0] == 'D';
  if (word.is(trait::capital) && (is_de || !word.is(trait::unsure))) return;
  const auto begin = static_cast<std::uint32_t>(token.begin + prefix);
  const bool capital =
      (table_[decode_next(text_, begin).code_point].classes & char_class::upper) != 0;
  word.traits = capital ? trait::capital | trait::elided : trait::lower;
  if (!capital) return;
  word.set(whole[0] == 'd' && whole[1] != 'a', trait::elided_de);
  word.begin = begin;
  folded_.clear();
  append_folded(text_.substr(begin, token.end - begin), FoldForm::term, folded_);
  word.hash = hash_of(folded_);
}

void NameDescriber::leave_out_possessive(const Token& token, NameWord& word) const {
  word.set(true, trait::possessive);
  for (std::size_t at = word.begin; at < token.end;) {
    const Decoded next = decode_next(text_, at);
    const bool is_mark = (table_[next.code_point].classes & char_class::apostrophe) != 0;
    if (is_mark && at > word.begin) word.end = static_cast<std::uint32_t>(at);
    at += next.length;
  }
}

void NameDescriber::count_letters(NameWord& word) const {
  if (!word.is(trait::capital)) return;
  std::size_t letters = 0;
  bool all_upper = true;
  bool is_roman = true;
  for (std::size_t at = word.begin; at < word.end && letters <= max_acronym_letters;) {
    const Decoded next = decode_next(text_, at);
    const std::uint32_t classes = table_[next.code_point].classes;
    at += next.length;
    if ((classes & char_class::letter) == 0) continue;
    ++letters;
    all_upper = all_upper && (classes & char_class::upper) != 0;
    constexpr std::u32string_view numerals = U"IVX";
    is_roman = is_roman && numerals.find(next.code_point) != std::u32string_view::npos;
  }
  const bool is_short = letters >= min_acronym_letters && letters <= max_acronym_letters;
  word.set(decode_next(text_, word.begin).length == word.end - word.begin, trait::single);
  word.set(is_short && all_upper && is_roman, trait::numeral);
  word.set(is_short && all_upper && !is_roman, trait::acronym);
}

/// What lies between this token and the one before. After the dot of "J." or "Mr." the tokenizer
/// sees a sentence's start, which it is not, unless a stop word follows ("vitamin C. The").
void NameDescriber::find_joint(std::size_t i) {
  if (i == 0) return;
  const std::string_view gap = gap_before(i);
  const Token& before = tokens_[i - 1];
  NameWord& word = words_[i];
  if (is_any(gap, joints)) {
    word.set(true, trait::joined);
  } else if (is_any(gap, dot_joints) && !tokens_[i].has(token_flag::stop_word)) {
    const NameWord& abbreviated = words_[i - 1];
    const bool is_title =
        abbreviated.in_list(name_word::title) && before.folded_length <= longest_dotted_title;
    if (abbreviated.is(trait::single) || abbreviated.in_list(name_word::dotted_prefix) ||
        is_title) {
      word.set(true, trait::joined);
      word.traits = static_cast<std::uint16_t>(word.traits & ~trait::unsure);
    }
  }
}

/// Called from the last token to the first, because "Prime" is one only before "Minister".
void NameDescriber::find_title(std::size_t i) {
  NameWord& word = words_[i];
  const bool more = i + 1 < words_.size() && words_[i + 1].is(trait::joined);
  const bool before_one = word.in_list(name_word::before_title) && more;
  word.set(word.in_list(name_word::title) || (before_one && words_[i + 1].is(trait::title)),
           trait::title);
  if (!word.in_list(name_word::office) || i < 2 || !word.is(trait::joined)) return;
  const NameWord& of = words_[i - 1];
  word.set(of.in_list(name_word::particle) && of.is(trait::joined) &&
               words_[i - 2].in_list(name_word::title),
           trait::title);
}

void NameDescriber::mark(std::size_t begin, std::size_t end, std::uint16_t bits) {
  for (std::size_t i = begin; i < end; ++i) words_[i].set(true, bits);
}

void NameDescriber::count(std::size_t i, Line& line) const {
  const NameWord& word = words_[i];
  const Token& token = tokens_[i];
  if (!word.is(trait::capital | trait::lower | trait::caseless)) return;
  const bool is_small = token.has(token_flag::stop_word) ||
                        word.in_list(name_word::particle | name_word::opener) ||
                        token.folded_length < min_telling_letters;
  if (token.has(token_flag::all_caps)) {
    ++line.loud;
  } else if (!word.is(trait::single)) {
    ++line.quiet;
  }
  if (is_small) return;
  ++(word.is(trait::capital) ? line.capitals : line.telling);
}

/// Finds the lines whose capitals say nothing. A headline is only one if there is a line to tell
/// its names from its other words.
void NameDescriber::look_at_lines() {
  std::vector<std::pair<std::size_t, std::size_t>> headlines;
  bool has_ordinary_line = false;
  Line line;
  const auto end_line = [&](std::size_t end) {
    const std::size_t all = line.loud + line.quiet;
    if (line.loud > 0 && line.loud * loud_share_denominator >= all * loud_share_numerator) {
      mark(line.begin, end, trait::loud);
    } else if (line.telling > 0) {
      has_ordinary_line = true;
    } else if (line.capitals >= min_headline_words) {
      headlines.emplace_back(line.begin, end);
    }
    line = {};
    line.begin = end;
  };
  std::size_t with_case = 0;
  std::size_t without_case = 0;
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (i > 0 && breaks_line(gap_before(i))) end_line(i);
    count(i, line);
    if (words_[i].is(trait::capital | trait::lower)) ++with_case;
    if (words_[i].is(trait::caseless)) ++without_case;
  }
  end_line(words_.size());
  mostly_caseless_ = without_case > with_case;
  if (!has_ordinary_line) return;
  for (const auto& [begin, end] : headlines) mark(begin, end, trait::headline | trait::unsure);
}

}  // namespace newsloom::text
