#include "html_entities.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t max_name_bytes = 8;  // "thetasym", the longest of HTML 4
constexpr std::uint32_t last_code_point = 0x10FFFF;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 32);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool is_xml_character(std::uint32_t value) {
  if (value < 0x20) return value == '\t' || value == '\n' || value == '\r';
  return value <= last_code_point && (value < 0xD800 || value > 0xDFFF) && value != 0xFFFE &&
         value != 0xFFFF;
}

Entity numeric(std::string_view text) {
  std::size_t at = 2;
  const bool is_hex = at < text.size() && (text[at] == 'x' || text[at] == 'X');
  if (is_hex) ++at;
  const std::size_t first = at;
  std::uint32_t value = 0;
  for (; at < text.size(); ++at) {
    const int digit = is_hex ? hex_value(text[at]) : is_digit(text[at]) ? text[at] - '0' : -1;
    if (digit < 0) break;
    if (value <= last_code_point)
      value = value * (is_hex ? 16U : 10U) + static_cast<unsigned>(digit);
  }
  if (at == first) return {};
  Entity entity;
  const bool is_c1 = value >= 0x80 && value < 0xA0;
  const bool is_character = is_xml_character(value) && !is_c1;
  entity.is_xml = is_character && !(is_hex && text[2] == 'X');
  entity.character = is_c1          ? windows_1252(value)
                     : is_character ? char32_t{value}
                                    : text::replacement_character;
  entity.has_semicolon = at < text.size() && text[at] == ';';
  entity.length = at + (entity.has_semicolon ? 1 : 0);
  return entity;
}

}  // namespace

char32_t windows_1252(unsigned byte) {
  constexpr std::array<char16_t, 32> table = {
      0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
      0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
      0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};
  return table[(byte - 0x80U) % table.size()];
}

Entity entity_at(std::string_view text) {
  if (text.size() < 2) return {};
  if (text[1] == '#') return numeric(text);
  std::array<char, max_name_bytes + 1> name{};
  std::size_t size = 0;
  while (size < max_name_bytes && 1 + size < text.size() && is_alnum(text[1 + size])) {
    name[size] = text[1 + size];
    ++size;
  }
  const bool goes_on = 1 + size < text.size() && is_alnum(text[1 + size]);
  if (size < 2 || goes_on) return {};
  Entity entity;
  entity.has_semicolon = 1 + size < text.size() && text[1 + size] == ';';
  // "&copy=1" in a link is a parameter, no sign.
  if (!entity.has_semicolon && 1 + size < text.size() && text[1 + size] == '=') return {};
  const std::string_view key(name.data(), size);
  if (key == "apos") {
    entity.character = '\'';
    entity.is_xml = true;
  } else {
    const htmlEntityDesc* known = htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.data()));
    if (known == nullptr) return {};
    entity.character = known->value;
    entity.is_xml = key == "amp" || key == "lt" || key == "gt" || key == "quot";
  }
  entity.length = 1 + size + (entity.has_semicolon ? 1 : 0);
  return entity;
}

std::string decode_entities(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t ampersand = std::min(text.find('&'), text.size());
    out += text.substr(0, ampersand);
    text.remove_prefix(ampersand);
    if (text.empty()) break;
    const Entity entity = entity_at(text);
    if (entity.length == 0) {
      out += '&';
      text.remove_prefix(1);
    } else {
      text::append_utf8(entity.character, out);
      text.remove_prefix(entity.length);
    }
  }
  return out;
}

}  // namespace newsloom::ingest
