#include "text/tokenize_word.hpp"

#include "text/characters.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

using Byte = unsigned char;

struct Seen {
  std::uint32_t classes = 0;  // 0 at the end of the text
  std::uint32_t length = 0;
  char32_t code_point = 0;
};

[[gnu::always_inline]] inline Seen look(const CharacterTable& table, const Byte* p,
                                        const Byte* end) noexcept {
  if (p >= end) return {};
  const DecodedCharacter next = decode(p, end);
  return {table[next.code_point].classes, next.length, next.code_point};
}

constexpr bool is(std::uint32_t classes, std::uint32_t wanted) noexcept {
  return (classes & wanted) != 0;
}

/// "U.S.", "J.R.R.": at least two letters that each stand alone before a dot. Sets what of `word`
/// is known then; without a match, leaves it as it is.
void scan_dotted(const CharacterTable& table, const Byte* begin, const Byte* end,
                 ScannedWord& word) noexcept {
  std::uint32_t classes = 0;
  std::uint32_t letters = 0;
  const Byte* accepted = begin;
  for (const Byte* p = begin; p < end;) {
    const Seen letter = look(table, p, end);
    if (!is(letter.classes, char_class::letter)) break;
    const Byte* const after = p + letter.length;
    if (is(look(table, after, end).classes, char_class::in_word)) break;
    classes |= letter.classes;
    ++letters;
    accepted = after;
    if (after >= end || *after != '.') break;
    accepted = p = after + 1;
  }
  if (letters < 2) return;
  word.classes = classes;
  word.letters = letters;
  word.end = accepted;
  word.is_dotted = true;
}

/// Whether the mark `here`, between `before` and `after`, belongs to the word.
bool joins(const Seen& here, std::uint32_t before, const Seen& after, bool is_number) noexcept {
  const bool between_letters =
      is(before, char_class::letter) && is(after.classes, char_class::letter);
  if (is(here.classes, char_class::apostrophe) && between_letters) return true;
  if (is_number && is(after.classes, char_class::digit)) {
    return is(here.classes, char_class::separator | char_class::apostrophe);
  }
  const bool is_gershayim = here.code_point == '"' || here.code_point == 0x05F4;
  return is_gershayim && is(before & after.classes, char_class::hebrew);
}

/// Whether the word ends in 's, behind a letter.
bool ends_in_possessive(const Byte* last_apostrophe, const Byte* end) noexcept {
  if (last_apostrophe == nullptr) return false;
  const std::size_t mark = *last_apostrophe == '\'' ? 1 : 3;
  const Byte* const rest = last_apostrophe + mark;
  return end - rest == 1 && (*rest == 's' || *rest == 'S');
}

}  // namespace

ScannedWord scan_word(const Byte* begin, const Byte* end, std::size_t max_bytes) noexcept {
  const CharacterTable& table = characters();
  ScannedWord word;
  Seen here = look(table, begin, end);
  word.first_is_upper = is(here.classes, char_class::upper);
  const Byte* const limit =
      static_cast<std::size_t>(end - begin) > max_bytes ? begin + max_bytes : end;
  if (const Byte* const second = begin + here.length; second < limit && *second == '.') {
    scan_dotted(table, begin, limit, word);
    if (word.is_dotted) return word;
  }
  const Byte* p = begin;
  const Byte* last_apostrophe = nullptr;
  std::uint32_t classes_before = 0;  // up to the last apostrophe
  std::uint32_t letters_before = 0;
  std::uint32_t before = 0;  // the last character that is not a mark
  word.is_number = is(here.classes, char_class::digit);
  for (;;) {
    for (; is(here.classes, char_class::in_word); here = look(table, p, end)) {
      if (p + here.length > limit) {
        word.is_cut = true;
        break;
      }
      word.classes |= here.classes;
      const bool is_letter = is(here.classes, char_class::letter);
      if (is_letter && word.letters == 0) word.first_is_upper = is(here.classes, char_class::upper);
      word.letters += is_letter ? 1 : 0;
      before = is(here.classes, char_class::extend) ? before : here.classes;
      p += here.length;
    }
    word.is_number &= word.letters == 0;
    if (word.is_cut) break;
    const Seen after = look(table, p + here.length, end);
    if (here.length == 0 || !joins(here, before, after, word.is_number)) break;
    if (p + here.length + after.length > limit) {
      word.is_cut = true;
      break;
    }
    if (is(here.classes, char_class::apostrophe)) {
      last_apostrophe = p;
      classes_before = word.classes;
      letters_before = word.letters;
    }
    p += here.length;
    here = after;
  }
  word.end = p;
  word.has_apostrophe = last_apostrophe != nullptr && !word.is_number;
  word.is_possessive =
      word.has_apostrophe && !word.is_cut && ends_in_possessive(last_apostrophe, p);
  if (word.is_possessive) {  // "NATO's" is in capitals
    word.classes = classes_before;
    word.letters = letters_before;
  }
  return word;
}

}  // namespace newsloom::text
