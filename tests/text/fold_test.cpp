#include "newsloom/text/fold.hpp"

#include <doctest/doctest.h>
#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <chrono>
#include <string>

#include "newsloom/text/utf8.hpp"
#include "text/random_text.hpp"

namespace text = newsloom::text;

namespace {

std::string by_icu(const std::string& word) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  std::string out;
  fold->normalize(icu::UnicodeString::fromUTF8(word), status).toUTF8String(out);
  REQUIRE(U_SUCCESS(status));
  return out;
}

}  // namespace

TEST_CASE("every single character folds as ICU says, also between others") {
  for (char32_t c = 0; c < 0x110000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string word;
    text::append_utf8(c, word);
    CAPTURE(word);
    if (const std::string expected = by_icu(word); text::folded_case(word) != expected) {
      REQUIRE(text::folded_case(word) == expected);
    }
    const std::string between = "É" + word + "\u0323e\u0301";
    if (text::folded_case(between) != by_icu(between)) {
      REQUIRE(text::folded_case(between) == by_icu(between));
    }
  }
}

TEST_CASE("random words of all planes fold as ICU says") {
  text::testing::RandomText random(2);
  for (int round = 0; round < 60000; ++round) {
    const std::string word = random.unicode(12);
    CAPTURE(word);
    REQUIRE(text::folded_case(word) == by_icu(word));
  }
}

TEST_CASE("folding appends, is idempotent and takes ill-formed bytes") {
  std::string out = "x";
  text::fold_case("Straße", out);
  text::fold_case("ＡＢＣ", out);
  CHECK(out == "xstrasseabc");
  CHECK(text::folded_case("A\xFF"
                          "B") == "a\uFFFDb");
  text::testing::RandomText random(3);
  for (int round = 0; round < 5000; ++round) {
    const std::string once = text::folded_case(random.bytes(30));
    REQUIRE(text::is_valid_utf8(once));
    REQUIRE(text::folded_case(once) == once);
  }
}

TEST_CASE("accents go, letters stay") {
  CHECK(text::folded_accents("Łódź") == "lodz");
  CHECK(text::folded_accents("Erdoğan") == "erdogan");
  CHECK(text::folded_accents("İstanbul Diyarbakır") == "istanbul diyarbakir");
  CHECK(text::folded_accents("Nguyễn Đức") == "nguyen duc");
  CHECK(text::folded_accents("Ængus Øre Œuvre Straße") == "aengus ore oeuvre strasse");
  CHECK(text::folded_accents("Ёлкин") == "елкин");
  CHECK(text::folded_accents("أحمد") == text::folded_accents("احمد"));
  CHECK(text::folded_accents("مُحَمَّد") == "محمد");
  CHECK(text::folded_accents("Beyonce\u0301") == "beyonce");
  CHECK(text::folded_accents("がぎ") == "がぎ");
  CHECK(text::folded_accents("한국") == "한국");
  CHECK(text::folded_accents("हिन्दी") == "हिन्दी");
  CHECK(text::folded_accents("ประชุม") == "ประชุม");
}

TEST_CASE("accent folding is idempotent and equal for composed and decomposed spelling") {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const decompose = icu::Normalizer2::getNFDInstance(status);
  text::testing::RandomText random(4);
  for (int round = 0; round < 30000; ++round) {
    const std::string word = random.unicode(8);
    CAPTURE(word);
    const std::string once = text::folded_accents(word);
    REQUIRE(text::folded_accents(once) == once);
    // The iota subscript folds to a letter, so Unicode's own folding depends on where it stands.
    if (word.find("\u0345") != std::string::npos) continue;
    std::string decomposed;
    decompose->normalize(icu::UnicodeString::fromUTF8(word), status).toUTF8String(decomposed);
    REQUIRE(text::folded_accents(decomposed) == once);
  }
}

TEST_CASE("a million combining marks on one letter fold in linear time") {
  std::string word = "a";
  for (int i = 0; i < 500000; ++i) word += i % 2 == 0 ? "\u0301" : "\u0323";
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(text::folded_case(word).empty());
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds{10});
}
