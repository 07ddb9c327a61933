// newsloom page: the closed list of connectives, read from connectives.json.
#pragma once

#include <string_view>

#include "newsloom/page/statement.hpp"

namespace newsloom::page {

/// The entry as it stands in the file, % included. The view is valid for the whole run.
[[nodiscard]] std::string_view connective_entry(std::string_view language, Connective connective);

}  // namespace newsloom::page
