#include "escape.hpp"

#include <algorithm>

#include "newsloom/text/utf8.hpp"

namespace newsloom::page {
namespace {

constexpr unsigned char first_printable = 0x20;
constexpr unsigned char delete_character = 0x7F;

bool is_control(char byte) {
  const auto value = static_cast<unsigned char>(byte);
  return value < first_printable || value == delete_character;
}

/// Embeddings, overrides, isolates and marks of direction; zero-width and C1 controls.
bool is_invisible(char32_t character) {
  return (character >= 0x80 && character < 0xA0) || character == 0x200B || character == 0x200E ||
         character == 0x200F || (character >= 0x2028 && character <= 0x202E) ||
         (character >= 0x2066 && character <= 0x2069) || character == 0xFEFF;
}

}  // namespace

std::string escape_xml(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char byte : text) {
    switch (byte) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        if (is_control(byte) && byte != '\n' && byte != '\t') {
          text::append_utf8(byte == '\r' ? U' ' : text::replacement_character, out);
        } else {
          out += byte;
        }
    }
  }
  return out;
}

std::string escape_markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*_{}[]()<>#+-.!|~&=";
  std::string out;
  for (const char byte : plain_line(text)) {
    if (special.find(byte) != std::string_view::npos) out += '\\';
    out += byte;
  }
  return out;
}

std::string plain_line(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const text::Decoded character = text::decode_next(text, i);
    i += character.length;
    const bool is_blank = character.code_point <= U' ' || character.code_point == 0xA0;
    if (is_blank) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else if (character.code_point != delete_character && !is_invisible(character.code_point)) {
      text::append_utf8(character.code_point, out);
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string safe_link(std::string_view url) {
  constexpr std::size_t longest = 2048;
  if (!url.starts_with("https://") && !url.starts_with("http://")) return {};
  if (url.size() > longest) return {};
  const bool is_clean = std::none_of(url.begin(), url.end(), [](char byte) {
    return is_control(byte) || byte == ' ' || byte == '<' || byte == '>' || byte == '"';
  });
  return is_clean ? std::string(url) : std::string();
}

}  // namespace newsloom::page
