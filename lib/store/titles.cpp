#include "titles.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

namespace newsloom::store {
namespace {

constexpr std::size_t max_words = 32;
constexpr std::size_t max_query_bytes = 1024;
// Shorter beginnings are those of half the vocabulary: a second for a million titles.
constexpr std::size_t least_beginning = 3;

struct Range {
  char32_t first;
  char32_t last;
};
// Blocks of The Unicode Standard whose scripts are written without spaces between words.
constexpr std::array<Range, 9> spaceless = {{{0x0e00, 0x0eff},      // Thai, Lao
                                             {0x1000, 0x109f},      // Myanmar
                                             {0x1780, 0x17ff},      // Khmer
                                             {0x3040, 0x30ff},      // Hiragana, Katakana
                                             {0x31f0, 0x31ff},      // Katakana extensions
                                             {0x3400, 0x4dbf},      // Han, extension A
                                             {0x4e00, 0x9fff},      // Han
                                             {0xf900, 0xfaff},      // Han, compatibility
                                             {0x20000, 0x3ffff}}};  // Han, further extensions

bool is_spaceless(char32_t c) {
  return std::ranges::any_of(spaceless, [c](Range r) { return c >= r.first && c <= r.last; });
}

struct Character {
  char32_t code = 0;
  std::size_t bytes = 1;
};

// The character at the beginning; a byte that begins none stands for itself.
Character first_of(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  std::size_t bytes = 1;
  char32_t code = lead;
  if (lead >= 0xf0U) {
    bytes = 4;
    code = lead & 0x07U;
  } else if (lead >= 0xe0U) {
    bytes = 3;
    code = lead & 0x0fU;
  } else if (lead >= 0xc0U) {
    bytes = 2;
    code = lead & 0x1fU;
  }
  if (text.size() < bytes) return {lead, 1};
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0U) != 0x80U) return {lead, 1};
    code = code << 6U | (next & 0x3fU);
  }
  return {code, bytes};
}

bool is_separator(char32_t c) {
  return c <= U' ' || c == U'"' || c == 0x7f || c == 0xa0 || c == 0x3000;
}

struct Word {
  std::string text;
  bool is_phrase = false;  // of a script without spaces: no beginning of a word
};

std::vector<Word> words_of(std::string_view query) {
  std::vector<Word> words;
  bool in_word = false;
  while (!query.empty()) {
    const Character c = first_of(query);
    if (is_separator(c.code)) {
      in_word = false;
    } else {
      const bool spaced = is_spaceless(c.code);
      if (!in_word || words.back().is_phrase != spaced) {
        if (words.size() == max_words) break;
        words.push_back({{}, spaced});
      }
      if (spaced && !words.back().text.empty()) words.back().text += ' ';
      words.back().text += query.substr(0, c.bytes);
      in_word = true;
    }
    query.remove_prefix(c.bytes);
  }
  return words;
}

std::size_t characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(first_of(text).bytes);
  return count;
}

// Whether the index would see anything in it: a letter or figure, as far as bytes tell.
bool has_substance(std::string_view word) {
  return std::ranges::any_of(word, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80U || (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
           (byte >= 'A' && byte <= 'Z');
  });
}

}  // namespace

std::string title_for_index(std::string_view title) {
  std::string spaced;
  spaced.reserve(title.size());
  while (!title.empty()) {
    const Character c = first_of(title);
    const bool apart = is_spaceless(c.code);
    if (apart) spaced += ' ';
    spaced += title.substr(0, c.bytes);
    if (apart) spaced += ' ';
    title.remove_prefix(c.bytes);
  }
  return spaced;
}

std::string title_query(std::string_view query) {
  auto words = words_of(query.substr(0, max_query_bytes));
  std::erase_if(words, [](const Word& word) { return !has_substance(word.text); });
  std::string expression;
  for (const Word& word : words) {
    if (!expression.empty()) expression += " AND ";
    expression += '"' + word.text + '"';
  }
  const bool may_go_on =
      !words.empty() && !words.back().is_phrase && characters(words.back().text) >= least_beginning;
  if (may_go_on) expression += '*';
  return expression;
}

}  // namespace newsloom::store
