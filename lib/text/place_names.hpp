// Names of the places everybody knows, from CLDR.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace newsloom::text {

/// Countries, parts of the world, and the cities that give time zones their names, as `language` (a
/// BCP-47 tag) writes them, about 700; in English for a language CLDR has no names in. Empty for
/// what is no tag. Takes milliseconds. Thread-safe.
[[nodiscard]] std::vector<std::string> place_names(std::string_view language);

}  // namespace newsloom::text
