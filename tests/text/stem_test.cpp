#include "newsloom/text/stem.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "text/hash.hpp"
#include "text/random_text.hpp"

namespace text = newsloom::text;

namespace {

std::string stem(text::StemmerOptions options, std::string_view word, std::string_view language) {
  return std::string(text::Stemmer(options).stem(word, language));
}

}  // namespace

TEST_CASE("prefixes count code points, not bytes") {
  CHECK(stem({}, "elections", "en") == "electi");
  CHECK(stem({}, "vote", "en") == "vote");
  CHECK(stem({}, "президента", "ru") == "презид");
  CHECK(stem({.stemming = text::Stemming::none}, "elections", "en") == "elections");
  CHECK(stem({.prefix_length = 0}, "elections", "en") == "e");  // moved into the range
}

TEST_CASE("Snowball stems by language and falls back to prefixes") {
  const text::StemmerOptions options{.stemming = text::Stemming::snowball};
  CHECK(stem(options, "elections", "en") == stem(options, "election", "en"));
  CHECK(stem(options, "häuser", "de") == stem(options, "haus", "de"));
  CHECK(stem(options, "выборы", "ru") == stem(options, "выборов", "ru"));
  CHECK(stem(options, "valgene", "nb") == stem(options, "valgene", "no"));
  CHECK(stem(options, "uchaguzi", "sw") == "uchagu");
  CHECK(stem(options, "elections", "") == "electi");
  CHECK(text::has_snowball("fr"));
  CHECK_FALSE(text::has_snowball("zh"));
  CHECK_FALSE(text::has_snowball(""));
}

TEST_CASE("a stem does not depend on what was asked before, however small the cache") {
  text::Stemmer small({.stemming = text::Stemming::snowball, .cache_entries = 64});
  const std::vector<std::string_view> languages{"en", "de", "fr", "ru", "xx", ""};
  const std::vector<std::string_view> pieces{"elect", "ion", "s",  "ing",
                                             "haus",  "er",  "ed", "выбор"};
  text::testing::RandomText random(5);
  for (int round = 0; round < 20000; ++round) {
    const std::string word = random.of(pieces, 3) + "e";
    const std::string_view language = languages[random.below(languages.size())];
    const std::uint64_t cached = small.stem_hash(word, text::hash_bytes(word), language);
    REQUIRE(cached == text::hash_bytes(small.stem(word, language)));
  }
}

TEST_CASE("the hash of short words in registers is xxh3") {
  text::testing::RandomText random(6);
  for (int round = 0; round < 10000; ++round) {
    unsigned char bytes[8];
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      bytes[i] = static_cast<unsigned char>(random.below(256));
      word |= std::uint64_t{bytes[i]} << (8 * i);
    }
    for (std::size_t length = 1; length <= 8; ++length) {
      const std::string_view view(reinterpret_cast<const char*>(bytes), length);
      REQUIRE(text::ShortHash::of(word, length) == text::hash_bytes(view));
    }
  }
  CHECK(text::hash_bytes("") == 0x2d06800538d394c2U);  // known answer of xxh3-64
}
