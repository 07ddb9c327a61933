#include "attribution/names.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "attribution/outlet_words.hpp"

namespace newsloom::attribution {
namespace {

/// No more of a given name is read: what is cut off lies behind as much white space or text.
constexpr std::size_t max_read_bytes = 65536;

bool is_ascii(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
}

/// Joins what lies between white space with single spaces, never growing beyond a limit.
class Collapser {
 public:
  explicit Collapser(std::size_t max_bytes) : max_bytes_(max_bytes) {}
  void separate() noexcept { pending_space_ = !text_.empty(); }
  /// False when the character does not fit any more.
  bool append(std::string_view character) {
    if (text_.size() + (pending_space_ ? 1U : 0U) + character.size() > max_bytes_) return false;
    if (pending_space_) text_.push_back(' ');
    pending_space_ = false;
    text_ += character;
    return true;
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t max_bytes_;
  bool pending_space_ = false;
};

const icu::Normalizer2* normalizer(UErrorCode& status) {
  return icu::Normalizer2::getNFKCCasefoldInstance(status);  // owned by ICU, immutable
}

std::string folded(const std::string& text) {
  std::string out;
  if (is_ascii(text)) {
    std::transform(text.begin(), text.end(), std::back_inserter(out),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; });
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  normalizer(status)->normalizeUTF8(0, icu::StringPiece(text), sink, nullptr, status);
  return U_SUCCESS(status) ? out : text;
}

bool has_letter_or_digit(std::string_view text) {
  const auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t i = 0; i < unicode.length();) {
    const UChar32 c = unicode.char32At(i);
    if (u_isalnum(c) != 0) return true;
    i += U16_LENGTH(c);
  }
  return false;
}

}  // namespace

std::string collapsed(std::string_view text, std::size_t max_bytes) {
  text = text.substr(0, max_read_bytes);
  Collapser out(max_bytes);
  if (is_ascii(text)) {  // the usual case, at a tenth of the time
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] <= ' ' || text[i] == '\x7f') {
        out.separate();
      } else if (!out.append(text.substr(i, 1))) {
        break;
      }
    }
    return out.take();
  }
  const auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  for (int32_t i = 0; i < unicode.length();) {
    const UChar32 c = unicode.char32At(i);
    i += U16_LENGTH(c);
    if (u_isUWhiteSpace(c) != 0 || u_iscntrl(c) != 0) {
      out.separate();
      continue;
    }
    std::string encoded;  // at most four bytes: never on the heap
    icu::UnicodeString(c).toUTF8String(encoded);
    if (!out.append(encoded)) break;
  }
  return out.take();
}

std::string id_of_name(std::string_view name, std::size_t max_bytes) {
  // Folding may leave new white space (U+00A8 becomes a space and a mark), hence once more.
  std::string id = collapsed(folded(collapsed(name, max_bytes)), max_bytes);
  constexpr std::string_view article = "the ";
  while (id.starts_with(article)) id.erase(0, article.size());
  if (!has_letter_or_digit(id)) return {};
  const bool says_unknown =
      std::find(std::begin(unknown_names), std::end(unknown_names), id) != std::end(unknown_names);
  return says_unknown ? std::string{} : id;
}

bool name_tables_usable() noexcept {
  UErrorCode status = U_ZERO_ERROR;
  return normalizer(status) != nullptr && U_SUCCESS(status) != 0;
}

}  // namespace newsloom::attribution
