// newsloom ingest: bytes of any charset as UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom::ingest {

/// How a charset became known, best evidence first.
enum class CharsetEvidence : std::uint8_t {
  byte_order_mark,  ///< a BOM, or the zeros of UTF-16 and UTF-32 without one
  transport,        ///< what the caller was told (HTTP's Content-Type)
  declared,         ///< the XML declaration or HTML's meta element
  valid_utf8,       ///< it is well-formed UTF-8, whatever else is claimed
  detected,         ///< by the statistics of its bytes
  fallback,         ///< nothing fits; windows-1252, in which every text is something
};

/// What is known beside the bytes. Views must live until the call returns.
struct CharsetHints {
  std::string_view transport = {};  ///< a charset label, or empty
  std::string_view language = {};   ///< BCP-47, if known: settles between charsets that look alike
};

struct CharsetOptions {
  /// Bytes the detector looks at, those that are not ASCII and what stands around them first.
  /// 256 B to 16 MiB. Detection is the slow part: about 10 MB/s.
  std::size_t max_detect_bytes = std::size_t{64} << 10U;
};

/// A text in UTF-8, without NUL and without byte-order mark.
struct DecodedText {
  std::string text;
  std::string charset;  ///< as ICU calls it; "UTF-8", "windows-1252"
  CharsetEvidence evidence = CharsetEvidence::valid_utf8;
  std::uint64_t replaced = 0;  ///< U+FFFD written for bytes that mean nothing in the charset
  std::uint64_t mixed = 0;     ///< stray windows-1252 bytes read as such in a text that is UTF-8
};

/// Decodes a document. Never fails: what has no meaning becomes U+FFFD, and is counted.
///
/// A byte-order mark decides. Then well-formed UTF-8 that is more than ASCII is taken for UTF-8
/// even if something else is claimed, as no other charset looks like it by chance. Then the
/// transport's label, then the document's own, as browsers understand labels (iso-8859-1 is
/// windows-1252, gb2312 is GB18030), unless much of the text is ill-formed in it. Then UTF-8 that
/// is broken in a few places. Then detection. UTF-7 and other charsets that hide ASCII are refused.
///
/// O(bytes); at most 3 bytes come out for one that goes in. Pure and thread-safe.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, const CharsetHints& hints = {},
                                      const CharsetOptions& options = {});

/// The charset label the document itself states in its first 1,024 bytes (XML declaration, or a
/// meta element's charset), as it stands there; empty if there is none. O(1).
[[nodiscard]] std::string_view declared_charset(std::string_view bytes);

/// The charset most likely meant by `bytes`, which are neither ASCII nor UTF-8, as ICU calls it;
/// empty if nothing fits. O(bytes).
[[nodiscard]] std::string detect_charset(std::string_view bytes, std::string_view language = {});

}  // namespace newsloom::ingest
