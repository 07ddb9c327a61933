#include "letters.hpp"

#include "newsloom/text/utf8.hpp"
#include "text/characters.hpp"

namespace newsloom::page {
namespace {

std::size_t count(std::string_view text, std::uint32_t classes) {
  const text::CharacterTable& table = text::characters();
  std::size_t found = 0;
  for (std::size_t i = 0; i < text.size();) {
    const text::Decoded character = text::decode_next(text, i);
    if ((table[character.code_point].classes & classes) != 0) ++found;
    i += character.length;
  }
  return found;
}

}  // namespace

std::size_t count_letters(std::string_view text) {
  return count(text, text::char_class::letter | text::char_class::digit);
}

std::size_t count_capitals(std::string_view text) { return count(text, text::char_class::upper); }

}  // namespace newsloom::page
