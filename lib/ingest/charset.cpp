#include "newsloom/ingest/charset.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "charset_convert.hpp"
#include "html_entities.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t declaration_bytes = 1024;  // as browsers look for one

bool is_space(char c) { return static_cast<unsigned char>(c) <= ' '; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }

std::string folded(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool is_wide(std::string_view name) {
  const std::string key = folded(name);
  return key.starts_with("utf-16") || key.starts_with("utf-32") || key.starts_with("ucs") ||
         key.starts_with("iso-10646");
}

struct Mark {
  std::string_view bytes;
  const char* name;
};
using namespace std::string_view_literals;
// The longer first, as one begins like another.
constexpr Mark marks[] = {{"\xEF\xBB\xBF"sv, "UTF-8"},
                          {"\x00\x00\xFE\xFF"sv, "UTF-32BE"},
                          {"\xFF\xFE\x00\x00"sv, "UTF-32LE"},
                          {"\xFE\xFF"sv, "UTF-16BE"},
                          {"\xFF\xFE"sv, "UTF-16LE"}};
// What an ASCII letter and '<' look like without a mark.
constexpr Mark openings[] = {{"\x00\x00\x00<"sv, "UTF-32BE"},
                             {"<\x00\x00\x00"sv, "UTF-32LE"},
                             {"\x00<\x00"sv, "UTF-16BE"},
                             {"<\x00"sv, "UTF-16LE"},
                             {"\x4C\x6F\xA7\x94"sv, "IBM037"}};  // "<?xm", EBCDIC

DecodedText decode_utf8(std::string_view bytes, CharsetEvidence evidence) {
  text::RepairReport report;
  DecodedText out{
      text::needs_no_repair(bytes) ? std::string(bytes) : text::repair_utf8(bytes, &report),
      "UTF-8", evidence, 0, 0};
  out.replaced = report.ill_formed + report.nul;
  return out;
}

std::optional<DecodedText> decode_marked(std::string_view bytes) {
  for (const Mark& mark : marks) {
    if (!bytes.starts_with(mark.bytes)) continue;
    bytes.remove_prefix(mark.bytes.size());
    if (mark.name == "UTF-8"sv) {
      // A mark before windows-1252 is an editor's; the text decides.
      if (!text::is_valid_utf8(bytes)) return std::nullopt;
      return decode_utf8(bytes, CharsetEvidence::byte_order_mark);
    }
    auto decoded = decode_as(mark.name, bytes);
    if (decoded) decoded->evidence = CharsetEvidence::byte_order_mark;
    return decoded;
  }
  for (const Mark& opening : openings) {
    if (!bytes.starts_with(opening.bytes)) continue;
    std::string name = opening.name;
    auto decoded = decode_as(name, bytes);
    if (decoded && name == "IBM037") {  // enough to read which EBCDIC it is
      const std::string other = charset_of_label(declared_charset(decoded->text));
      auto exact =
          other.empty() || !other.starts_with("ibm") ? std::nullopt : decode_as(other, bytes);
      if (!exact && other.starts_with("cp")) exact = decode_as("ibm-" + other.substr(2), bytes);
      if (exact) decoded = std::move(exact);
    }
    if (decoded) decoded->evidence = CharsetEvidence::byte_order_mark;
    return decoded;
  }
  return std::nullopt;
}

// UTF-8 with stray bytes: how many sequences are well-formed, how many are not.
struct Shape {
  std::uint64_t good = 0;
  std::uint64_t bad = 0;
};
Shape shape_of(std::string_view bytes) {
  Shape shape;
  for (std::size_t at = 0; at < bytes.size();) {
    if ((bytes[at] & 0x80) == 0) {
      ++at;
      continue;
    }
    const text::Decoded next = text::decode_next(bytes, at);
    ++(next.length == 1 || next.code_point == text::replacement_character ? shape.bad : shape.good);
    at += next.length;
  }
  return shape;
}

DecodedText decode_mixed(std::string_view bytes) {
  DecodedText out{{}, "UTF-8", CharsetEvidence::valid_utf8, 0, 0};
  out.text.reserve(bytes.size() + bytes.size() / 16);
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t good = text::valid_utf8_prefix(bytes.substr(at));
    out.text.append(bytes, at, good);
    at += good;
    if (at == bytes.size()) break;
    const std::size_t length = text::decode_next(bytes, at).length;
    const auto byte = static_cast<unsigned char>(bytes[at]);
    const char32_t meant = byte >= 0xA0 ? byte : windows_1252(byte);
    const bool cut_off = at + length == bytes.size();  // the end of a sequence that has none
    const bool is_letter = length == 1 && meant != text::replacement_character && !cut_off;
    text::append_utf8(is_letter ? meant : text::replacement_character, out.text);
    ++(is_letter ? out.mixed : out.replaced);
    at += length;
  }
  if (!text::needs_no_repair(out.text)) out.text = text::repair_utf8(out.text);
  return out;
}

bool is_ascii(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) { return (c & 0x80) != 0; });
}

// ISO-2022-JP is ASCII to the eye; its escape sequences give it away.
bool is_escaped_japanese(std::string_view bytes) {
  const std::size_t at = bytes.find("\x1B$");
  return at != std::string_view::npos && at + 2 < bytes.size() &&
         (bytes[at + 2] == 'B' || bytes[at + 2] == '@') &&
         bytes.find("\x1B(", at) != std::string_view::npos;
}

// Of what is not ASCII, with its surroundings, at most `limit` bytes: what a detector learns from.
std::string telling_part(std::string_view bytes, std::size_t limit) {
  if (bytes.size() <= limit) return std::string(bytes);
  constexpr std::size_t around = 64;
  std::string out;
  for (std::size_t at = 0; at < bytes.size() && out.size() < limit;) {
    if ((bytes[at] & 0x80) == 0) {
      ++at;
      continue;
    }
    std::size_t end = at;
    for (std::size_t last = at; end < bytes.size() && end - last < around && end - at < limit;
         ++end) {
      if ((bytes[end] & 0x80) != 0) last = end;
    }
    out.append(bytes, at, end - at);
    at = end;
  }
  return out;
}

}  // namespace

std::string_view declared_charset(std::string_view bytes) {
  std::string_view head = bytes.substr(0, declaration_bytes);
  const std::string lowered = folded(head);  // white space before it is gone, which keeps offsets
  const std::size_t skipped =
      static_cast<std::size_t>(std::ranges::find_if_not(head, is_space) - head.begin());
  const auto value_after = [&](std::string_view name, std::size_t from) -> std::string_view {
    std::size_t at = lowered.find(name, from);
    if (at == std::string::npos) return {};
    at += name.size();
    while (at < lowered.size() && is_space(lowered[at])) ++at;
    if (at >= lowered.size() || lowered[at] != '=') return {};
    ++at;
    while (at < lowered.size() &&
           (is_space(lowered[at]) || lowered[at] == '"' || lowered[at] == '\'')) {
      ++at;
    }
    const std::size_t end = std::min(lowered.find_first_of("\"'<>?; \t\r\n/", at), lowered.size());
    return head.substr(std::min(skipped + at, head.size()), end - at);
  };
  if (lowered.starts_with("<?xml")) {
    const std::size_t close = lowered.find("?>");
    const std::string_view value = value_after("encoding", 0);
    if (!value.empty() && value.data() < head.data() + skipped + std::min(close, head.size())) {
      return value;
    }
  }
  for (std::size_t at = lowered.find("<meta"); at != std::string::npos;
       at = lowered.find("<meta", at + 1)) {
    const std::size_t close = lowered.find('>', at);
    const std::string_view value = value_after("charset", at);
    if (!value.empty() &&
        (close == std::string::npos ||
         static_cast<std::size_t>(value.data() - head.data()) < close + skipped)) {
      return value;
    }
  }
  return {};
}

DecodedText decode_text(std::string_view bytes, const CharsetHints& hints,
                        const CharsetOptions& options) {
  if (auto marked = decode_marked(bytes)) return *std::move(marked);
  if (bytes.starts_with(marks[0].bytes)) bytes.remove_prefix(marks[0].bytes.size());

  struct Claim {
    std::string name;
    CharsetEvidence evidence;
  };
  std::vector<Claim> claims;
  const auto claim = [&](std::string_view label, CharsetEvidence evidence) {
    std::string name = charset_of_label(label);
    // A document that could be read so far as to find the label is no UTF-16.
    if (!name.empty() && !is_wide(name)) claims.push_back({std::move(name), evidence});
  };
  claim(hints.transport, CharsetEvidence::transport);
  claim(declared_charset(bytes), CharsetEvidence::declared);

  if (is_escaped_japanese(bytes)) {
    if (auto decoded = decode_as("ISO-2022-JP", bytes)) {
      decoded->evidence = CharsetEvidence::detected;
      return *std::move(decoded);
    }
  }
  const bool is_stateful = !claims.empty() && folded(claims.front().name).starts_with("iso-2022");
  if (!is_stateful && text::is_valid_utf8(bytes)) {
    const bool is_claimed = !claims.empty() && (claims.front().name == "UTF-8" || is_ascii(bytes));
    return decode_utf8(bytes, is_claimed ? claims.front().evidence : CharsetEvidence::valid_utf8);
  }

  constexpr std::uint64_t tolerated = 20;  // one ill-formed of so many is an accident
  const Shape shape = shape_of(bytes);
  if (shape.good >= tolerated * shape.bad / 2 && shape.good > 0) return decode_mixed(bytes);
  std::optional<DecodedText> best;
  for (const Claim& one : claims) {
    if (one.name == "UTF-8") continue;
    auto decoded = decode_as(one.name, bytes);
    if (!decoded) continue;
    decoded->evidence = one.evidence;
    if (decoded->replaced * tolerated <= shape.bad + shape.good) return *std::move(decoded);
    if (!best || decoded->replaced < best->replaced) best = std::move(decoded);
  }
  const std::string sample = telling_part(
      bytes, std::clamp<std::size_t>(options.max_detect_bytes, 256, std::size_t{16} << 20U));
  const std::string detected = detect_charset(sample, hints.language);
  if (!detected.empty()) {
    auto decoded = decode_as(detected, bytes);
    if (decoded && (!best || decoded->replaced < best->replaced)) {
      decoded->evidence = CharsetEvidence::detected;
      best = std::move(decoded);
    }
  }
  if (!best) {
    best = decode_as("windows-1252", bytes);
    if (best) best->evidence = CharsetEvidence::fallback;
  }
  return best ? *std::move(best) : decode_utf8(bytes, CharsetEvidence::fallback);
}

}  // namespace newsloom::ingest
