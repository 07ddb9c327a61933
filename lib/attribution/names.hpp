// How the names of outlets are compared.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsloom::attribution {

/// White space and control characters between words become one space, none at the ends; what is not
/// UTF-8 becomes U+FFFD. Stops before `max_bytes` at a character.
[[nodiscard]] std::string collapsed(std::string_view text, std::size_t max_bytes);

/// The id of an outlet known by name only: NFKC case folding, collapsed, a leading "the " dropped;
/// empty if the name says nothing ("unknown", "-").
[[nodiscard]] std::string id_of_name(std::string_view name, std::size_t max_bytes);

/// Whether ICU has what folding needs; nothing above may be called without.
[[nodiscard]] bool name_tables_usable() noexcept;

}  // namespace newsloom::attribution
