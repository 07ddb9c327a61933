// Which text of a page is the article. Private.
#pragma once

#include <vector>

#include "html_tree.hpp"
#include "page_blocks.hpp"
#include "page_frame.hpp"

namespace newsloom::ingest::html {

/// All blocks of the page in order, those of the article's body marked `kept`.
///
/// Each block is weighed by how much of it reads like an article (length, links, sentence ends);
/// the weights are handed up the tree, a little less at each level, and the element that collects
/// most holds the body. What its names or its place say is something else is taken out. If hardly
/// anything is left, names are disregarded. O(nodes + bytes).
[[nodiscard]] std::vector<Block> find_body(const Tree& tree, const BodyHints& hints);

}  // namespace newsloom::ingest::html
