#include "newsloom/text/utf8.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "text/random_text.hpp"

namespace text = newsloom::text;
using namespace std::string_literals;

namespace {

/// All well-formed sequences and all their proper beginnings, from the definition.
struct WellFormed {
  std::set<std::string> whole;
  std::set<std::string> beginnings;

  WellFormed() {
    for (char32_t c = 0; c < 0x110000; ++c) {
      if (c >= 0xD800 && c <= 0xDFFF) continue;
      std::string encoded;
      if (c < 0x80) {
        encoded = {static_cast<char>(c)};
      } else if (c < 0x800) {
        encoded = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
      } else if (c < 0x10000) {
        encoded = {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)),
                   static_cast<char>(0x80 | (c & 63))};
      } else {
        encoded = {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)),
                   static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
      }
      for (std::size_t n = 1; n < encoded.size(); ++n) beginnings.insert(encoded.substr(0, n));
      whole.insert(std::move(encoded));
    }
  }

  /// Length of the character at `at`, or of the maximal ill-formed subpart.
  std::pair<std::size_t, bool> next(const std::string& bytes, std::size_t at) const {
    for (std::size_t n = 1; n <= 4 && at + n <= bytes.size(); ++n) {
      if (whole.contains(bytes.substr(at, n))) return {n, true};
    }
    std::size_t longest = 1;
    for (std::size_t n = 1; n <= 3 && at + n <= bytes.size(); ++n) {
      if (beginnings.contains(bytes.substr(at, n))) longest = n;
    }
    return {longest, false};
  }
};

const WellFormed& definition() {
  static const WellFormed made;
  return made;
}

std::string slow_repair(const std::string& bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto [length, good] = definition().next(bytes, at);
    out += good && bytes[at] != '\0' ? bytes.substr(at, length) : "\xEF\xBF\xBD"s;
    at += length;
  }
  return out;
}

}  // namespace

TEST_CASE("repair replaces each maximal ill-formed subpart by one replacement character") {
  // The example of the Unicode Standard, table 3-8 and following.
  CHECK(text::repair_utf8("\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41") ==
        "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\x41");
  CHECK(text::repair_utf8("\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41") ==
        "\uFFFD\uFFFD\uFFFD\uFFFD\x41");
  CHECK(text::repair_utf8("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");  // a lone surrogate
  CHECK(text::repair_utf8("caf\xE9") == "caf\uFFFD");
}

TEST_CASE("repair reports what it replaced and where it began") {
  text::RepairReport report;
  CHECK(text::repair_utf8("ab\0c\xFF\xFE"s, &report) == "ab\uFFFDc\uFFFD\uFFFD");
  CHECK(report == text::RepairReport{.ill_formed = 2, .nul = 1, .first = 2});
  CHECK(text::repair_utf8("schön", &report) == "schön");
  CHECK_FALSE(report.changed());
}

TEST_CASE("repair and validation agree with the definition on random bytes") {
  text::testing::RandomText random(1);
  for (int round = 0; round < 20000; ++round) {
    std::string bytes = random.bytes(40);
    if (round % 3 == 0) bytes.insert(random.below(bytes.size() + 1), 40, 'x');  // reach the blocks
    CAPTURE(bytes);
    const std::string repaired = slow_repair(bytes);
    REQUIRE(text::repair_utf8(bytes) == repaired);
    REQUIRE(text::needs_no_repair(bytes) == (repaired == bytes));
    REQUIRE(text::repair_utf8(repaired) == repaired);
    REQUIRE(text::is_valid_utf8(repaired));
    const std::size_t prefix = text::valid_utf8_prefix(bytes);
    REQUIRE(slow_repair(bytes.substr(0, prefix)).find("\uFFFD") ==
            text::repair_utf8(bytes.substr(0, prefix)).find("\uFFFD"));
    if (prefix < bytes.size()) REQUIRE_FALSE(definition().next(bytes, prefix).second);
  }
}

TEST_CASE("decoding undoes encoding for every character") {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string bytes;
    text::append_utf8(c, bytes);
    const text::Decoded decoded = text::decode_next(bytes, 0);
    REQUIRE(decoded.code_point == c);
    REQUIRE(decoded.length == bytes.size());
    REQUIRE(text::is_valid_utf8(bytes));
  }
  std::string bytes;
  text::append_utf8(0xD800, bytes);
  text::append_utf8(0x110000, bytes);
  CHECK(bytes == "\uFFFD\uFFFD");
}

TEST_CASE("truncation ends on a boundary and drops less than one character") {
  const std::string word = "aé中😀";
  for (std::size_t n = 0; n <= word.size() + 2; ++n) {
    const std::string_view cut = text::truncate_to_boundary(word, n);
    CHECK(cut.size() <= n);
    CHECK(cut.size() + 3 >= std::min(n, word.size()));
    CHECK(text::is_boundary(word, cut.size()));
    CHECK(text::is_valid_utf8(cut));
  }
  CHECK_FALSE(text::is_boundary(word, 2));
  CHECK_FALSE(text::is_boundary(word, word.size() + 1));
}
