// Which text of a page is the article. Private.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html_tree.hpp"

namespace newsloom::ingest::html {

/// A run of text between two block boundaries.
struct Block {
  NodeId owner = 0;             ///< nearest block element
  std::string text;             ///< white space collapsed
  std::uint32_t link_bytes = 0; ///< of `text`, inside links
  std::uint32_t strong_bytes = 0;
  bool kept = false;
  const char* why = "";
};

struct BodyHints {
  std::string_view title;         ///< as the page's metadata has it
  std::string_view article_body;  ///< from JSON-LD, may be empty
};

/// All blocks of the page in order, those of the article's body marked `kept`.
[[nodiscard]] std::vector<Block> find_body(const Tree& tree, const BodyHints& hints);

}  // namespace newsloom::ingest::html
