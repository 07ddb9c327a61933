// NITF elements, also those inside NewsML. Private.
#pragma once

#include <cstddef>
#include <string>

#include "xml_tree.hpp"

namespace newsloom::ingest {

/// Paragraphs and subheadings of a NITF body below `root`, a blank line between two; without media,
/// captions and notes. O(subtree).
[[nodiscard]] std::string nitf_body(XmlNode root, std::size_t max_bytes);

/// First element of this local name below `root`, `root` included; null if there is none.
/// O(subtree).
[[nodiscard]] XmlNode find_local(XmlNode root, std::string_view local);

}  // namespace newsloom::ingest
