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
  Statements article;               ///< the best source of each field has won
  std::vector<std::string> titles;  ///< every wording of the headline, best first
  std::string canonical;            ///< address as written, may be relative
  std::string base;                 ///< of <base href>
  std::string site_name;
  bool has_broken_json_ld = false;
};

/// Precedence: JSON-LD, OpenGraph and its like, microdata, then bylines and <time>. O(nodes).
[[nodiscard]] Metadata read_metadata(const Tree& tree, JsonLdReader& json_ld);

/// The headline without the site's name after it ("… | The Daily", "… - The Daily").
[[nodiscard]] std::string without_site(std::string_view title, std::string_view site);

/// A single pass of decoding what is left of entities: "&amp;#8217;" in JSON or attributes.
[[nodiscard]] std::string without_entities(std::string_view text);

/// Names in a byline: "By Ann Lee and Bo Ek | 3 May" → {"Ann Lee", "Bo Ek"}.
[[nodiscard]] std::vector<std::string> names_in_byline(std::string_view byline);

}  // namespace newsloom::ingest::html
