// The text of a page, cut where a reader sees a new paragraph. Private.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html_tree.hpp"

namespace newsloom::ingest::html {

/// A run of text between two block boundaries (a block element's edge, or two line breaks).
struct Block {
  NodeId owner = 0;              ///< nearest block element
  std::string text;              ///< white space collapsed; a single line break is '\n'
  std::uint32_t link_bytes = 0;  ///< of `text`, inside links
  bool begins_with_link = false;
  bool kept = false;         ///< part of the article's body
  std::string_view why_not;  ///< the rule it was left out by, a literal
};

/// Why each node of a tree is left out with all it holds; empty where it is not. A literal.
using Reasons = std::vector<std::string_view>;

/// All text of the tree in order. Inline elements with a reason in `skipped` (one per node, or
/// none at all) are passed over; block elements are not. O(bytes).
[[nodiscard]] std::vector<Block> collect_blocks(const Tree& tree, const Reasons& skipped);

/// The part of the block's text that is inside links, in [0, 1].
[[nodiscard]] double link_density(const Block& block);

/// How many bytes of the block read like an article: none of headings, lists of links, labels.
[[nodiscard]] double article_bytes(const Block& block, Tag owner);

}  // namespace newsloom::ingest::html
