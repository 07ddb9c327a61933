// The first code points of a word.
#pragma once

#include <cstddef>
#include <string_view>

namespace newsloom::text {

/// The longest prefix of `word` with at most `length` code points. O(length).
[[nodiscard]] inline std::string_view code_point_prefix(std::string_view word,
                                                        std::size_t length) noexcept {
  if (word.size() <= length) return word;
  std::size_t at = 0;
  for (std::size_t seen = 0; at < word.size(); ++at) {
    if ((static_cast<unsigned char>(word[at]) & 0xC0U) != 0x80U && seen++ == length) break;
  }
  return word.substr(0, at);
}

}  // namespace newsloom::text
