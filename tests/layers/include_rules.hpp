// Which module may include which: the table of DESIGN.md, as code.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::layers {

/// One `#include` line. A plain value.
struct Include {
  std::string target;
  bool is_quoted = false;  ///< "…" rather than <…>
  std::size_t line = 0;    ///< 1-based
};

/// The `#include` lines of a source text, wherever they stand; comments are skipped. O(length).
[[nodiscard]] std::vector<Include> includes_of(std::string_view source);

/// The module a file of include/, lib/ or examples/ belongs to, by its path from the top of the
/// tree ("lib/text/utf8.cpp" → "text"); absent for any other path. "newsloom" is the umbrella
/// header, which may include all.
[[nodiscard]] std::optional<std::string> module_of(std::string_view path);

/// What is wrong with this include in this file, in one line; absent when it is allowed.
[[nodiscard]] std::optional<std::string> complaint(std::string_view path, const Include& include);

}  // namespace newsloom::layers
