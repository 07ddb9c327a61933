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
  bool begins_with_link = false;
  bool kept = false;
  const char* why = "";
};

/// What the page's metadata says, to recognise text by. Each may be empty.
struct BodyHints {
  std::vector<std::string> titles;  ///< the headline, as it is given in different places
  std::string description;
  std::string article_body;  ///< from JSON-LD
};

/// All blocks of the page in order, those of the article's body marked `kept`.
[[nodiscard]] std::vector<Block> find_body(const Tree& tree, const BodyHints& hints);

}  // namespace newsloom::ingest::html
