// newsloom page: letters and digits, in which the share of verbatim text is counted.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsloom::page {

/// Letters and decimal digits of `text`, marks not counted. O(bytes).
[[nodiscard]] std::size_t count_letters(std::string_view text);

/// Letters of `text` that are upper case. O(bytes).
[[nodiscard]] std::size_t count_capitals(std::string_view text);

}  // namespace newsloom::page
