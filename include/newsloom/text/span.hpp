// newsloom text: a range of bytes of a text.
#pragma once

#include <cstdint>
#include <string_view>

namespace newsloom::text {

/// Byte offsets into a text the caller holds, on character boundaries; `end` is not included. Texts
/// are at most 4 GiB long. A plain value; it keeps nothing alive.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  [[nodiscard]] constexpr std::uint32_t size() const noexcept { return end - begin; }
  [[nodiscard]] constexpr bool contains(const Span& other) const noexcept {
    return begin <= other.begin && other.end <= end;
  }
  /// The bytes themselves. `source` is the text the span was found in.
  [[nodiscard]] constexpr std::string_view in(std::string_view source) const noexcept {
    return source.substr(begin, end - begin);
  }
  friend constexpr bool operator==(const Span&, const Span&) = default;
};

}  // namespace newsloom::text
