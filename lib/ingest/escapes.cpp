#include "escapes.hpp"

#include <optional>
#include <string_view>

namespace newsloom::ingest {
namespace {

constexpr std::size_t escape_length = 6;  // \uXXXX

// The code unit of the \u escape at `at`, if there is one.
std::optional<unsigned> unit_at(std::string_view json, std::size_t at) {
  if (at + escape_length > json.size() || json[at] != '\\' || json[at + 1] != 'u') {
    return std::nullopt;
  }
  unsigned unit = 0;
  for (const char c : json.substr(at + 2, 4)) {
    const char lower = static_cast<char>(c | 0x20);
    if (c >= '0' && c <= '9') {
      unit = unit * 16 + static_cast<unsigned>(c - '0');
    } else if (lower >= 'a' && lower <= 'f') {
      unit = unit * 16 + static_cast<unsigned>(lower - 'a') + 10;
    } else {
      return std::nullopt;
    }
  }
  return unit;
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::size_t replace_lone_surrogates(std::string& json) {
  std::size_t replaced = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] == '"') in_string = !in_string;
    if (in_string && static_cast<unsigned char>(json[at]) < 0x20) {
      json[at] = ' ';
      ++replaced;
    }
    if (json[at] != '\\') {
      ++at;
      continue;
    }
    const auto unit = unit_at(json, at);
    if (!unit) {
      at += 2;
      continue;
    }
    const auto next = unit_at(json, at + escape_length);
    if (is_high(*unit) && next && is_low(*next)) {
      at += 2 * escape_length;
      continue;
    }
    if (is_high(*unit) || is_low(*unit)) {
      json.replace(at, escape_length, "\\uFFFD");
      ++replaced;
    }
    at += escape_length;
  }
  return replaced;
}

}  // namespace newsloom::ingest
