// newsloom page: places everybody knows, by their names in the text's language.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::page {

/// Whether a name's `name_key` is that of a country, a part of the world or one of the cities that
/// give time zones their names, in `language` (primary subtag). The names are CLDR's, read once a
/// language. Thread-safe. O(log names).
[[nodiscard]] bool is_known_place(const std::string& key, std::string_view language);

}  // namespace newsloom::page
