#include "newsloom/text/stop_words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "newsloom/text/stem.hpp"
#include "newsloom/text/tokenize.hpp"
#include "text/stop_words_table.hpp"

namespace text = newsloom::text;

TEST_CASE("the commonest words of a language are stop words there and nowhere else") {
  CHECK(text::is_stop_word("en", text::hash_bytes("the")));
  CHECK(text::is_stop_word("de", text::hash_bytes("und")));
  CHECK(text::is_stop_word("ru", text::hash_bytes("и")));
  CHECK(text::is_stop_word("zh", text::hash_bytes("的")));
  CHECK_FALSE(text::is_stop_word("en", text::hash_bytes("election")));
  CHECK_FALSE(text::is_stop_word("en", text::hash_bytes("und")));
  CHECK_FALSE(text::is_stop_word("", text::hash_bytes("the")));
  CHECK_FALSE(text::is_stop_word("xx", text::hash_bytes("the")));
}

TEST_CASE("every list is sorted, short, and of words the tokenizer makes") {
  CHECK(text::stop_word_language_count() == 79);
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  std::string before;
  for (const auto& [language, words] : text::stop_word_lists) {
    CAPTURE(language);
    CHECK(std::string(language) > before);
    before = language;
    const auto hashes = text::stop_word_hashes(language);
    CHECK(hashes.size() >= 10);
    CHECK(hashes.size() <= 80);
    CHECK(std::ranges::is_sorted(hashes));
    CHECK(std::set<std::uint64_t>(hashes.begin(), hashes.end()).size() == hashes.size());
    for (std::string_view rest = words; !rest.empty();) {
      const std::string word(rest.substr(0, rest.find(' ')));
      rest.remove_prefix(std::min(rest.size(), word.size() + 1));
      CHECK(text::is_stop_word(language, text::hash_bytes(word)));
      std::string folded;
      tokenizer.tokenize(word, language, tokens);
      CAPTURE(word);
      for (const text::Token& token : tokens) text::fold_token(word, token, folded);
      CHECK(folded == word);
    }
  }
}

TEST_CASE("the tokenizer's fast set of stop words knows exactly the list") {
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  for (const auto& list : text::stop_word_lists) {
    for (const auto& [language, words] : text::stop_word_lists) {
      tokenizer.tokenize(words, list.language, tokens);
      for (const text::Token& token : tokens) {
        REQUIRE(token.has(text::token_flag::stop_word) ==
                text::is_stop_word(list.language, token.hash));
      }
    }
  }
}
