// newsloom ingest: what kind of document bytes are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace newsloom::ingest {

/// What can be read. XML and HTML formats are told apart by their root, JSON by its keys.
enum class Format : std::uint8_t {
  unknown,
  json_lines,  ///< one article a line, or an array of them
  json_feed,
  ninjs,
  html,
  warc,
  feed,  ///< RSS, RDF Site Summary, Atom
  newsml,
  nitf,
  opml,
  sitemap,
  csv,  ///< with a header that names a title or a text
};

/// The format's name as written above.
[[nodiscard]] std::string_view to_string(Format format) noexcept;

/// Bytes that are enough to tell.
inline constexpr std::size_t format_head_bytes = std::size_t{64} << 10U;

/// The format of a document that begins with `head`: decompressed bytes in any charset. White
/// space, byte-order marks, XML declarations, doctypes and comments before the content are passed
/// over. With less than `format_head_bytes` of a longer document the answer may be `unknown` where
/// more would tell. Never parses. O(head), pure, thread-safe.
[[nodiscard]] Format detect_format(std::string_view head);

}  // namespace newsloom::ingest
