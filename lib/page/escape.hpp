// newsloom page: other people's text inside formats of ours.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::page {

/// For XML and HTML, text and attributes; control characters become U+FFFD. O(bytes).
[[nodiscard]] std::string escape_xml(std::string_view text);
/// For CommonMark: what could be markup gets a backslash, line breaks become spaces.
[[nodiscard]] std::string escape_markdown(std::string_view text);
/// For a terminal: no control characters, and none that change direction; white space is single.
[[nodiscard]] std::string plain_line(std::string_view text);
/// The address if it is http or https and has neither space nor control character; else empty.
[[nodiscard]] std::string safe_link(std::string_view url);

}  // namespace newsloom::page
