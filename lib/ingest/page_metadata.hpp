// What a page says about its article outside the text: JSON-LD, OpenGraph and other meta elements,
// microdata, links, bylines. Private.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "html_tree.hpp"
#include "json_ld.hpp"

namespace newsloom::ingest::html {

/// Cleaned: entities decoded, white space collapsed; empty where nothing says it.
struct Metadata {
  Statements article;                  ///< the best source of each field has won
  std::vector<std::string> titles;     ///< every wording of the headline, best first
  std::vector<std::string> published;  ///< every statement of the date, best first
  std::string canonical;               ///< address as written, may be relative
  std::string base;                    ///< of <base href>
  std::string site_name;
  bool has_broken_json_ld = false;
};

/// Precedence: JSON-LD, OpenGraph and its like, microdata, then bylines and <time>. O(nodes).
[[nodiscard]] Metadata read_metadata(const Tree& tree, JsonLdReader& json_ld);

}  // namespace newsloom::ingest::html
