// newsloom page: whether a written sentence says only what its supports say.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::page {

/// The first name, figure, date or quotation of `sentence` that none of `supports` has; nothing if
/// all occur. It proves no more than that: what is said about them may still be wrong.
[[nodiscard]] std::optional<std::string> unsupported_part(std::string_view sentence,
                                                          const std::vector<std::string>& supports);

}  // namespace newsloom::page
