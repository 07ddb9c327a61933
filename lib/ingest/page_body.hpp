// Which text of a page is the article. Private.
#pragma once

#include <cstddef>
#include <vector>

#include "html_tree.hpp"
#include "page_blocks.hpp"
#include "page_frame.hpp"

namespace newsloom::ingest::html {

/// The blocks of a page.
struct Body {
  std::vector<Block> blocks;  ///< all of them in order, those of the article marked `kept`
  std::size_t headline = 0;   ///< index of the headline's; their number if the page shows none
};

/// Finds the body of the page's article.
///
/// Each block is weighed by how much of it reads like an article (length, links, sentence ends);
/// the weights are handed up the tree, a little less at each level, and the element that collects
/// most holds the body. What its names or its place say is something else is taken out. If hardly
/// anything is left, names are disregarded. O(nodes + bytes).
[[nodiscard]] Body find_body(const Tree& tree, const BodyHints& hints);

}  // namespace newsloom::ingest::html
