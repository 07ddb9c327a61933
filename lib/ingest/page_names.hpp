// What class names, ids and roles say about an element. Private.
#pragma once

#include <cstdint>
#include <string_view>

#include "html_tree.hpp"

namespace newsloom::ingest::html {

/// What an element calls itself. Several may hold at once.
enum Calling : std::uint8_t {
  calls_boilerplate = 1,  ///< navigation, sharing, related links, promotion, …
  calls_comments = 2,     ///< what readers wrote
  calls_caption = 4,      ///< of a picture
  calls_byline = 8,       ///< author, date, tags: what is said about the article
  calls_body = 16,        ///< the article's text
  calls_hidden = 32,      ///< not shown
  calls_article = 64,     ///< the article with all that belongs to it
};

/// Flags of `Calling` for one element. O(length of its attributes).
[[nodiscard]] std::uint8_t calling_of(const Tree& tree, NodeId id);

}  // namespace newsloom::ingest::html
