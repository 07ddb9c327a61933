#include "newsloom/text/tokenize.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/stem.hpp"
#include "newsloom/text/utf8.hpp"
#include "text/random_text.hpp"

namespace text = newsloom::text;
namespace flag = newsloom::text::token_flag;
using text::Token;
using text::TokenKind;

namespace {

std::vector<Token> tokens_of(std::string_view source, std::string_view language = "",
                             const text::TokenizerOptions& options = {}) {
  std::vector<Token> tokens;
  text::Tokenizer(options).tokenize(source, language, tokens);
  return tokens;
}

/// The folded tokens with '|' between them.
std::string folded(std::string_view source, std::string_view language = "",
                   const text::TokenizerOptions& options = {}) {
  std::string out;
  for (const Token& token : tokens_of(source, language, options)) {
    if (!out.empty()) out += '|';
    text::fold_token(source, token, out);
  }
  return out;
}

/// The folded tokens that have a flag.
std::string with(std::uint16_t wanted, std::string_view source, std::string_view language = "") {
  std::string out;
  for (const Token& token : tokens_of(source, language)) {
    if (!token.has(wanted)) continue;
    if (!out.empty()) out += '|';
    text::fold_token(source, token, out);
  }
  return out;
}

/// What is true of the tokens of any text.
void check_tokens(std::string_view source, const std::vector<Token>& tokens) {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  for (const Token& token : tokens) {
    REQUIRE(token.begin < token.end);
    REQUIRE(token.end <= source.size());
    REQUIRE(token.begin >= begin);
    REQUIRE(token.end >= end);
    REQUIRE(text::is_boundary(source, token.begin));
    REQUIRE(text::is_boundary(source, token.end));
    std::string word;
    text::fold_token(source, token, word);
    REQUIRE(word.size() == token.folded_length);
    REQUIRE(text::hash_bytes(word) == token.hash);
    begin = token.begin;
    end = token.end;
  }
}

}  // namespace

TEST_CASE("words, numbers and names are split as news writes them") {
  CHECK(folded("The U.S. president's “state-run” TV: don’t stop") ==
        "the|us|president|state|run|tv|don't|stop");
  CHECK(folded("1,250.5 or 1.250,5; 3.7% of $12bn, 2018-05-27") ==
        "1,250.5|or|1.250,5|3.7|of|12bn|2018|05|27");
  CHECK(folded("Die Straße in Köln: „Größe“") == "die|strasse|in|köln|grösse");
  CHECK(folded("L’été, aujourd'hui") == "l'été|aujourd'hui");
  CHECK(folded("¿Qué pasó en Cádiz?") == "qué|pasó|en|cádiz");
  CHECK(folded("Президент РФ: «Ёлка»") == "президент|рф|ёлка");
  CHECK(folded("المـــدرسةُ ١٢٣٫٥") == "المدرسة|123٫5");
  CHECK(folded("צה\"ל") == "צה\"ל");
  CHECK(folded("Nguyễn Phú Trọng") == "nguyễn|phú|trọng");
  CHECK(folded("हिन्दी में समाचार") == "हिन्दी|में|समाचार");
  CHECK(folded("ዘጠኝ ግብ፡ማንቸስተር") == "ዘጠኝ|ግብ|ማንቸስተር");
  CHECK(folded("한국의 대통령") == "한국의|대통령");
  CHECK(folded("می\u200Cخواهم") == "میخواهم");
}

TEST_CASE("scripts without spaces are cut by dictionary, or into pairs") {
  CHECK(folded("中国科学家2018年在北京。") == "中国|科学|家|2018|年|在|北京");
  CHECK(folded("東京タワーはとても高い！") == "東京タワー|は|とても|高い");
  CHECK(folded("ประเทศไทยมีประชากรมาก") == "ประเทศไทย|มี|ประชากร|มาก");
  text::TokenizerOptions pairs;
  pairs.han = text::HanSegmentation::bigrams;
  CHECK(folded("中国人，我 Xi习近平", "zh", pairs) == "中国|国人|我|xi|习近|近平");
  for (const Token& token : tokens_of("中国人")) CHECK(token.kind == TokenKind::segment);
}

TEST_CASE("flags say how a token was written") {
  CHECK(with(flag::capitalised, "Angela merkel ÉTÉ 3Com iPhone") == "angela|été|3com");
  CHECK(with(flag::all_caps, "NATO's G20 A U.N. ÉTÉ Éte CO2 ЕС") == "nato|un|été|co2|ес");
  CHECK(with(flag::has_digit, "G20 1,5 ten ٣") == "g20|1,5|3");
  CHECK(with(flag::sentence_start, "One two. Three 3.5 four! Five\nsix (“Yes.” He) a.b.c No") ==
        "one|three|five|six|he");
  CHECK(with(flag::sentence_start, "北京。上海") == "北京|上海");
  CHECK(with(flag::after_hyphen, "state-run self - made e-mail") == "run|mail");
  CHECK(with(flag::after_space, "a-b c (d") == "a|c|d");
  CHECK(with(flag::possessive, "Trump's Obama’s boys' it’s s's") == "trump|obama|it|s");
  CHECK(with(flag::apostrophe, "don't boys' rock 'n' roll") == "don't");
  CHECK(with(flag::dotted, "U.S. J.R.R. Tolkien e.g. end.Next J. Smith") == "us|jrr|eg");
  CHECK(with(flag::stop_word, "The US told us it was in Rome", "en-GB") == "the|it|was|in");
  CHECK(with(flag::stop_word, "The US told us", "").empty());
}

TEST_CASE("loose hashes forget accents and stems forget endings") {
  const auto one = [](std::string_view word, std::string_view language = "") {
    const auto tokens = tokens_of(word, language);
    REQUIRE(tokens.size() == 1);
    return tokens[0];
  };
  CHECK(one("Erdoğan").loose_hash == one("ERDOGAN").hash);
  CHECK(one("Ёлкин").loose_hash == one("елкин").hash);
  CHECK(one("elections").stem_hash == one("electing").stem_hash);
  CHECK(one("elections").stem_hash == text::hash_bytes("electi"));
  CHECK(one("l'élection", "fr").stem_hash == one("élections", "fr").stem_hash);
  CHECK(one("Trump's").stem_hash == one("trump").stem_hash);
}

TEST_CASE(
    "the tokens of random text lie on characters, in order, with the hashes of their folding") {
  text::testing::RandomText random(7);
  text::Tokenizer tokenizer;
  std::vector<Token> tokens;
  const std::vector<std::string_view> languages{"", "en", "fr", "zh"};
  for (int round = 0; round < 20000; ++round) {
    const std::string source = random.unicode(60);
    CAPTURE(source);
    tokenizer.tokenize(source, languages[random.below(languages.size())], tokens);
    check_tokens(source, tokens);
    for (const Token& token : tokens) {
      std::string word;
      text::fold_token(source, token, word);
      if (token.loose_hash == token.hash) continue;
      REQUIRE(text::hash_bytes(text::folded_accents(word)) == token.loose_hash);
    }
  }
}

TEST_CASE("ill-formed bytes are survived") {
  text::testing::RandomText random(8);
  for (int round = 0; round < 20000; ++round) {
    const std::string source = random.bytes(50);
    for (const Token& token : tokens_of(source, "en")) REQUIRE(token.end <= source.size());
  }
}

TEST_CASE("the shortcut for ASCII words makes the tokens the general rule makes") {
  // Near the end of a text the shortcut does not apply; with padding behind it does.
  const std::vector<std::string_view> pieces{
      "a",  "B",       "s",      "S",      "'", "\u2019", ".",    ",",      "-",
      " ",  "\u2014",  "\u201D", "1",      "é", "\"",     "word", "WORD",   "longerword",
      "'s", "\u2019s", "\u202A", "\u200D", "_", "The",    "\n",   "\u0301", "中"};
  const std::string padding(64, '\n');
  text::testing::RandomText random(9);
  for (auto stemming : {text::Stemming::none, text::Stemming::prefix, text::Stemming::snowball}) {
    for (std::size_t prefix_length : {1U, 3U, 6U, 8U, 12U}) {
      text::TokenizerOptions options;
      options.stem.stemming = stemming;
      options.stem.prefix_length = prefix_length;
      options.max_token_bytes = prefix_length == 3 ? 16 : 256;
      text::Tokenizer tokenizer(options);
      std::vector<Token> general;
      std::vector<Token> shortcut;
      for (int round = 0; round < 4000; ++round) {
        std::string source(text::truncate_to_boundary(random.of(pieces, 8), 32));
        CAPTURE(source);
        tokenizer.tokenize(source, "en", general);
        tokenizer.tokenize(source + padding, "en", shortcut);
        REQUIRE(general == shortcut);
      }
    }
  }
}

TEST_CASE("a tokenizer that has seen other texts makes the same tokens as a new one") {
  const std::vector<std::string> sources{"The U.S. said: élections à Paris", "中国人民", "a", "",
                                         std::string(1000, 'x') + "\u0301"};
  for (auto stemming : {text::Stemming::prefix, text::Stemming::snowball}) {
    text::TokenizerOptions options;
    options.stem.stemming = stemming;
    text::Tokenizer used(options);
    std::vector<Token> tokens;
    for (int round = 0; round < 3; ++round) {
      for (const std::string& source : sources) {
        for (std::string_view language : {"en", "fr", ""}) {
          used.tokenize(source, language, tokens);
          CHECK(tokens == tokens_of(source, language, options));
        }
      }
    }
  }
}

TEST_CASE("text behind max_bytes is reported, not read") {
  text::Tokenizer tokenizer({.han = {}, .stem = {}, .max_bytes = 6, .max_token_bytes = 256});
  std::vector<Token> tokens;
  const text::TokenizeReport report = tokenizer.tokenize("ab cdéf gh", "", tokens);
  CHECK(report.truncated);
  CHECK(report.bytes_read == 5);
  CHECK(tokens.size() == 2);
  CHECK_FALSE(tokenizer.tokenize("ab cd", "", tokens).truncated);
}

TEST_CASE("hostile texts take linear time and tokens keep their limit") {
  constexpr std::size_t size = 10'000'000;
  const auto repeated = [](std::string_view piece) {
    std::string out;
    while (out.size() < size) out += piece;
    return out;
  };
  std::vector<std::string> sources{repeated("word "),
                                   repeated("x"),
                                   repeated("é"),
                                   repeated("中"),
                                   repeated("a."),
                                   repeated("1,"),
                                   repeated("'"),
                                   repeated("a'"),
                                   repeated("\u0640"),
                                   "a" + repeated("\u0301"),
                                   "a" + repeated("\u0301\u0323"),
                                   repeated("ไ"),
                                   repeated("\xFF")};
  text::TokenizerOptions options;
  options.max_bytes = 2 * size;
  text::Tokenizer tokenizer(options);
  std::vector<Token> tokens;
  for (const std::string& source : sources) {
    const auto start = std::chrono::steady_clock::now();
    tokenizer.tokenize(source, "en", tokens);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
    const std::string beginning = source.substr(0, 8);
    CAPTURE(beginning);
    CHECK(seconds.count() < 30.0);  // 0.1 to 0.7 s; sanitizers take ten times as long
    for (const Token& token : tokens) {
      if (token.end - token.begin <= options.max_token_bytes) continue;
      FAIL("a token of " << token.end - token.begin << " bytes");
    }
  }
}
