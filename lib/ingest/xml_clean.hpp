// XML as it is published, made into XML that a parser reads to its end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace newsloom::ingest {

struct CleanXml {
  std::string text;
  std::uint64_t mended = 0;    ///< characters, entities and tags that were no XML
  std::uint64_t too_deep = 0;  ///< tags taken out
  bool has_doctype = false;    ///< it was dropped, with every entity it defines
};

/// A copy of well-formed UTF-8 in which XML's usual faults are mended: HTML's entities become
/// characters, other ampersands and lone '<' are escaped, controls become spaces, comments,
/// processing instructions and DOCTYPE are dropped (so no entity is ever defined, let alone
/// expanded), what stands before the first tag too, and tags nested deeper than `max_depth`. Lines
/// keep their numbers. O(bytes); the result is at most five times as long.
[[nodiscard]] CleanXml clean_xml(std::string_view utf8, std::size_t max_depth);

}  // namespace newsloom::ingest
