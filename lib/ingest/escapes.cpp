#include "escapes.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

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

std::size_t digits_at(std::string_view text, std::size_t at) {
  return std::min(text.find_first_not_of("0123456789", at), text.size()) - at;
}

// Whether all of `text` is a number by JSON's grammar.
bool is_number(std::string_view text) {
  std::size_t at = text.starts_with('-') ? 1 : 0;
  const std::size_t whole = digits_at(text, at);
  if (whole == 0 || (whole > 1 && text[at] == '0')) return false;
  at += whole;
  if (at < text.size() && text[at] == '.') {
    const std::size_t fraction = digits_at(text, at + 1);
    if (fraction == 0) return false;
    at += 1 + fraction;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    const std::size_t exponent = digits_at(text, at);
    if (exponent == 0) return false;
    at += exponent;
  }
  return at == text.size();
}

template <class Number>
bool fits_in(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

// Whether a number is in the range of the 64-bit type it would be read as.
bool fits(std::string_view number) {
  if (number.find_first_of(".eE") != std::string_view::npos) return fits_in<double>(number);
  return fits_in<std::int64_t>(number) || fits_in<std::uint64_t>(number);
}

// The closing quote of the string that opens at `at`, or the end.
std::size_t end_of_string(std::string_view json, std::size_t at) {
  for (++at; at < json.size(); ++at) {
    if (json[at] == '"') return at;
    if (json[at] == '\\') ++at;
  }
  return json.size();
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

std::size_t quote_large_numbers(std::string& json) {
  constexpr std::string_view of_number = "0123456789+-.eE";
  std::string out;
  std::size_t quoted = 0;
  std::size_t copied = 0;
  for (std::size_t at = 0; at < json.size(); ++at) {
    if (json[at] == '"') {
      at = end_of_string(json, at);
    } else if (json[at] == '-' || (json[at] >= '0' && json[at] <= '9')) {
      const std::size_t end = std::min(json.find_first_not_of(of_number, at), json.size());
      const std::string_view number = std::string_view(json).substr(at, end - at);
      if (is_number(number) && !fits(number)) {
        out.append(json, copied, at - copied).append(1, '"').append(number).append(1, '"');
        copied = end;
        ++quoted;
      }
      at = end - 1;
    }
  }
  out.append(json, copied);
  json = std::move(out);
  return quoted;
}

}  // namespace newsloom::ingest
