// Random strings for the tests of text: the same on every machine.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/utf8.hpp"

namespace newsloom::text::testing {

/// Draws with a plain modulus, because std distributions differ between libraries.
class RandomText {
 public:
  explicit RandomText(std::mt19937::result_type seed) : engine_(seed) {}

  std::size_t below(std::size_t bound) { return engine_() % bound; }

  /// Any scalar value; most from where scripts, marks and compatibility characters live.
  char32_t code_point() {
    switch (below(8)) {
      case 0:
        return scalar(below(0x80));
      case 1:
        return scalar(below(0x600));
      case 2:
        return scalar(0x300 + below(0x70));  // combining marks
      case 3:
        return scalar(below(0x3100));
      case 4:
        return scalar(0xA000 + below(0x6000));
      case 5:
        return scalar(0x1100 + below(0x100));  // Hangul jamo
      case 6:
        return scalar(0x10000 + below(0x20000));
      default:
        return scalar(below(0x110000));
    }
  }

  std::string unicode(std::size_t max_length) {
    std::string out;
    for (std::size_t n = below(max_length + 1); n > 0; --n) append_utf8(code_point(), out);
    return out;
  }

  /// Bytes that are often nearly UTF-8.
  std::string bytes(std::size_t max_length) {
    std::string out = unicode(max_length / 2);
    for (std::size_t n = below(4); n > 0; --n) {
      const char byte = static_cast<char>(below(2) == 0 ? below(256) : 0x80 + below(0x80));
      const std::size_t at = below(out.size() + 1);
      if (below(2) == 0 || at == out.size()) {
        out.insert(at, 1, byte);
      } else if (below(2) == 0) {
        out[at] = byte;
      } else {
        out.erase(at, 1);
      }
    }
    return out;
  }

  std::string of(const std::vector<std::string_view>& pieces, std::size_t max_pieces) {
    std::string out;
    for (std::size_t n = below(max_pieces + 1); n > 0; --n) out += pieces[below(pieces.size())];
    return out;
  }

 private:
  static char32_t scalar(std::size_t value) {
    return value >= 0xD800 && value <= 0xDFFF ? U'a' : static_cast<char32_t>(value);
  }
  std::mt19937 engine_;
};

}  // namespace newsloom::text::testing
