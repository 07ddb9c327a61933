// Character references, as XML and HTML write them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace newsloom::ingest {

struct Entity {
  char32_t character = 0;
  std::size_t length = 0;  ///< in bytes, the '&' included; 0: this is none
  bool has_semicolon = false;
  bool is_xml = false;  ///< XML knows it too, and it stands for a character XML allows
};

/// The reference that `text` (which begins with '&') begins with: decimal, hexadecimal, or a name
/// of HTML's. Numbers that mean nothing are U+FFFD, 128 to 159 are windows-1252, as in HTML. A name
/// without semicolon counts if nothing that could belong to it follows. O(1).
[[nodiscard]] Entity entity_at(std::string_view text);

/// The text with every reference replaced by its character, once. O(length).
[[nodiscard]] std::string decode_entities(std::string_view text);

/// windows-1252's character for a byte of 0x80 to 0x9F; U+FFFD for the five it has none for.
[[nodiscard]] char32_t windows_1252(unsigned byte);

}  // namespace newsloom::ingest
