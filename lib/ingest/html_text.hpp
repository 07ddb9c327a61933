// HTML fragments of feeds as plain text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsloom::ingest {

struct HtmlText {
  std::string text;   ///< a blank line between paragraphs, white space collapsed
  std::string image;  ///< `src` of the first image that is no pixel, as written
};

/// Text of an HTML fragment: scripts, styles, frames, forms and captions left out, block elements
/// as paragraphs. At most `max_bytes` of it, and what stands before elements are nested 256 deep.
/// O(bytes), by libxml2's SAX parser.
[[nodiscard]] HtmlText text_of_html(std::string_view html, std::size_t max_bytes);

/// Whether a text that may be either holds HTML: a tag HTML knows, or a character reference.
/// O(bytes).
[[nodiscard]] bool looks_like_html(std::string_view text);

/// What a feed's field of unknown kind says: as HTML if it looks like it, and once more if what
/// comes out was HTML escaped twice. O(bytes).
[[nodiscard]] HtmlText text_of_unknown(std::string_view text, std::size_t max_bytes);

/// White space runs as single spaces, none at the ends. Line ends are white space. O(bytes).
[[nodiscard]] std::string collapsed(std::string_view text);
/// The same, but line ends stay, one for a run.
[[nodiscard]] std::string collapsed_lines(std::string_view text);

}  // namespace newsloom::ingest
