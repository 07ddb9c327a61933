#include "newsloom/text/utf8.hpp"

#include <array>

#include "text/scan.hpp"
#include "text/utf8_decode.hpp"

namespace newsloom::text {
namespace {

/// ASCII characters in a row before whole blocks are tried again: where one character is not
/// ASCII, another usually follows soon.
constexpr std::size_t ascii_streak = 16;

}  // namespace

DecodedCharacter decode_carefully(const unsigned char* p, const unsigned char* end) noexcept {
  const unsigned lead = *p;
  if (lead < 0x80U) return {lead, 1, true};
  const auto left = static_cast<std::size_t>(end - p);
  const auto continues = [&](std::size_t i) { return i < left && (p[i] & 0xC0U) == 0x80U; };
  if (lead >= 0xC2U && lead <= 0xDFU) {
    if (!continues(1)) return {replacement_character, 1, false};
    return {((lead & 0x1FU) << 6U) | (p[1] & 0x3FU), 2, true};
  }
  if (lead < 0xE0U || lead > 0xF4U || left < 2) return {replacement_character, 1, false};
  const unsigned second = p[1];
  const unsigned low = lead == 0xE0U ? 0xA0U : lead == 0xF0U ? 0x90U : 0x80U;
  const unsigned high = lead == 0xEDU ? 0x9FU : lead == 0xF4U ? 0x8FU : 0xBFU;
  if (second < low || second > high) return {replacement_character, 1, false};
  if (!continues(2)) return {replacement_character, 2, false};
  if (lead < 0xF0U) {
    return {((lead & 0x0FU) << 12U) | ((second & 0x3FU) << 6U) | (p[2] & 0x3FU), 3, true};
  }
  if (!continues(3)) return {replacement_character, 3, false};
  return {
      ((lead & 0x07U) << 18U) | ((second & 0x3FU) << 12U) | ((p[2] & 0x3FU) << 6U) | (p[3] & 0x3FU),
      4, true};
}

std::size_t valid_utf8_prefix(std::string_view bytes) noexcept {
  const unsigned char* const begin = as_bytes(bytes.data());
  const unsigned char* const end = begin + bytes.size();
  std::size_t offset = plain_prefix(bytes);
  std::size_t streak = 0;
  while (offset < bytes.size()) {
    if (begin[offset] < 0x80U) {
      ++offset;
      if (++streak >= ascii_streak) {
        offset += plain_prefix(bytes.substr(offset));
        streak = 0;
      }
      continue;
    }
    streak = 0;
    const DecodedCharacter next = decode(begin + offset, end);
    if (!next.valid) return offset;
    offset += next.length;
  }
  return offset;
}

bool needs_no_repair(std::string_view bytes) noexcept {
  const std::string_view rest = bytes.substr(plain_prefix(bytes));
  return rest.find('\0') == std::string_view::npos && is_valid_utf8(rest);
}

std::string repair_utf8(std::string_view bytes, RepairReport* report) {
  constexpr std::string_view replacement = "\xEF\xBF\xBD";
  RepairReport counts;
  std::string out;
  out.reserve(bytes.size());
  std::size_t done = 0;
  const auto replaced_at = [&](std::size_t offset, std::size_t length, std::size_t& count) {
    if (!counts.changed()) counts.first = offset;
    ++count;
    out += replacement;
    done = offset + length;
  };
  while (done < bytes.size()) {
    const std::size_t good = valid_utf8_prefix(bytes.substr(done));
    const std::size_t bad = done + good;
    while (done < bad) {  // NULs are well-formed, so look for them inside
      const std::size_t nul = bytes.substr(0, bad).find('\0', done);
      const std::size_t stop = nul == std::string_view::npos ? bad : nul;
      out.append(bytes, done, stop - done);
      done = stop;
      if (stop != bad) replaced_at(stop, 1, counts.nul);
    }
    if (bad < bytes.size()) {
      replaced_at(bad, decode_next(bytes, bad).length, counts.ill_formed);
    }
  }
  if (report != nullptr) *report = counts;
  return out;
}

Decoded decode_next(std::string_view bytes, std::size_t offset) noexcept {
  const unsigned char* const begin = as_bytes(bytes.data());
  const DecodedCharacter next = decode(begin + offset, begin + bytes.size());
  return {next.code_point, static_cast<std::uint8_t>(next.length)};
}

void append_utf8(char32_t code_point, std::string& out) {
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (surrogate || code_point > 0x10FFFF) code_point = replacement_character;
  std::array<char, 4> buffer{};
  out.append(buffer.data(), encode(code_point, buffer.data()));
}

}  // namespace newsloom::text
