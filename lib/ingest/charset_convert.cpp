#include "charset_convert.hpp"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

constexpr std::size_t max_label_bytes = 40;

bool is_space(char c) { return static_cast<unsigned char>(c) <= ' '; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }

std::string folded(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

// Labels that mean more than they say, by the WHATWG Encoding Standard.
struct Meaning {
  std::string_view label;
  const char* name;
};
constexpr Meaning meanings[] = {
    {"iso-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb_2312-80", "GB18030"},
    {"x-gbk", "GB18030"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"euc-kr", "windows-949"},
    {"ks_c_5601-1987", "windows-949"},
    {"korean", "windows-949"},
    {"uhc", "windows-949"},
    {"utf8", "UTF-8"},
    {"unicode-1-1-utf-8", "UTF-8"},
    {"big5", "Big5-HKSCS"},
    {"iso-8859-8-i", "iso-8859-8"},
    {"koi8", "KOI8-R"},
    {"unicode", "UTF-16"},
};

// Whether `name` may decode what comes from outside: not if it hides markup in other letters.
bool is_trusted(std::string_view name) {
  for (const std::string_view refused : {"utf-7", "imap", "scsu", "bocu", "cesu", "hz", "lmbcs"}) {
    if (folded(name).find(refused) != std::string::npos) return false;
  }
  return true;
}

Converter open(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name.c_str(), &status));
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

std::uint64_t count_replacements(std::string_view text) {
  constexpr std::string_view mark = "\xEF\xBF\xBD";
  std::uint64_t count = 0;
  for (std::size_t at = text.find(mark); at != std::string_view::npos;
       at = text.find(mark, at + 3)) {
    ++count;
  }
  return count;
}

}  // namespace

std::string charset_of_label(std::string_view label) {
  if (label.empty() || label.size() > max_label_bytes) return {};
  const std::string key = folded(label);
  for (const Meaning& meaning : meanings) {
    if (meaning.label == key) return meaning.name;
  }
  if (key.empty() || !is_trusted(key) || !open(key)) return {};
  return key == "utf-8" ? "UTF-8" : key;
}

// Through UTF-16, a piece at a time.
std::optional<DecodedText> decode_as(const std::string& name, std::string_view bytes) {
  const Converter converter = open(name);
  if (!converter) return std::nullopt;
  DecodedText out;
  out.charset = name;
  out.text.reserve(bytes.size() + bytes.size() / 2);
  constexpr std::size_t piece = 4096;
  std::array<UChar, piece> wide;
  std::array<char, piece * 3> narrow;
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  UChar pending = 0;  // the first half of a pair
  for (bool more = true; more;) {
    UErrorCode status = U_ZERO_ERROR;
    UChar* to = wide.data();
    if (pending != 0) *to++ = std::exchange(pending, UChar{0});
    ucnv_toUnicode(converter.get(), &to, wide.data() + piece, &at, end, nullptr, 1, &status);
    more = status == U_BUFFER_OVERFLOW_ERROR;
    if (U_FAILURE(status) && !more) return std::nullopt;
    if (more && to > wide.data() && U16_IS_LEAD(to[-1])) pending = *--to;
    std::int32_t written = 0;
    status = U_ZERO_ERROR;
    u_strToUTF8WithSub(narrow.data(), static_cast<std::int32_t>(narrow.size()), &written,
                       wide.data(), static_cast<std::int32_t>(to - wide.data()),
                       static_cast<UChar32>(text::replacement_character), nullptr, &status);
    if (U_FAILURE(status)) return std::nullopt;
    out.text.append(narrow.data(), static_cast<std::size_t>(written));
  }
  if (!text::needs_no_repair(out.text)) out.text = text::repair_utf8(out.text);
  out.replaced = count_replacements(out.text);
  return out;
}

}  // namespace newsloom::ingest
