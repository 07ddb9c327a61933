// The id of an article that came without one. Private.
#pragma once

#include <string>

#include "newsloom/article.hpp"

namespace newsloom::ingest {

/// A hash of outlet, title and text: the same content under no id is the same article. O(bytes).
[[nodiscard]] std::string content_id(const Article& article);

}  // namespace newsloom::ingest
