#include "newsloom/text/quoted.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/utf8.hpp"
#include "text/random_text.hpp"

namespace {

using newsloom::text::Quoted;

// The inner parts with " | " between them, unclosed ones ending in "…".
std::string quoted(std::string_view text) {
  std::vector<Quoted> found;
  newsloom::text::find_quoted(text, found);
  std::string joined;
  for (const Quoted& one : found) {
    if (!joined.empty()) joined += " | ";
    joined += one.inner.in(text);
    if (!one.closed) joined += "…";
  }
  return joined;
}

TEST_SUITE("text quoted") {
  TEST_CASE("the marks of many languages") {
    CHECK(quoted("She said “it is over” and “we lost”.") == "it is over | we lost");
    CHECK(quoted("Er sagte „es ist vorbei“ und „wir auch”.") == "es ist vorbei | wir auch");
    CHECK(quoted("Er sagte »es ist vorbei«.") == "es ist vorbei");
    CHECK(quoted("Dijo «se acabó».") == "se acabó");
    CHECK(quoted("Il a dit « c’est fini » hier.") == "c’est fini");
    CHECK(quoted("彼は「終わった」と言った。『塩の道』") == "終わった | 塩の道");
    CHECK(quoted("She said \"it is over\" and \"we lost\".") == "it is over | we lost");
    CHECK(quoted("Hon sa ”det är slut”.") == "det är slut");
    CHECK(quoted("‘It is over,’ she said. 'And lost.'") == "It is over, | And lost.");
  }

  TEST_CASE("apostrophes are no marks") {
    CHECK(quoted("It's the dog's bone, isn't it? Rock 'n' roll").empty());
    CHECK(quoted("in the '90s and the dogs' bone").empty());
    CHECK(quoted("'Tis the season, and 'twas the dogs' day").empty());
    CHECK(quoted("he said ''there'' and went") == "there");
    CHECK(quoted("הוא אמר \"צה\"ל נסוג\" אתמול") == "צה\"ל נסוג");
    CHECK(quoted("It's the dogs' bone, isn't it?").empty());
    CHECK(quoted("L’été d’avant, aujourd’hui").empty());
    CHECK(quoted("‘It’s over,’ she said.") == "It’s over,");
    CHECK(quoted("'It's over,' she said.") == "It's over,");
  }

  TEST_CASE("of nested ones the outermost") {
    CHECK(quoted("“He shouted ‘fire’ twice,” she said.") == "He shouted ‘fire’ twice,");
    CHECK(quoted("„Sie sagte: ‚nein‘ und ging“") == "Sie sagte: ‚nein‘ und ging");
    CHECK(quoted("«Leyó «La sal» ayer»") == "Leyó «La sal» ayer");
  }

  TEST_CASE("a mark that is not closed costs only itself") {
    CHECK(quoted("A “lost mark here.\nBut \"this\" is fine.") == "this");
    CHECK(quoted("5\" pipe and “this”") == "this");
    CHECK(quoted("An open “mark and «another» one") == "another");
    CHECK(quoted("“" + std::string(3000, 'x') + "” and “this”") == "this");
    CHECK(quoted("A lost \"mark and \"another\" one") == "another");
    CHECK(quoted("“”").empty());
    CHECK(quoted("“").empty());
  }

  TEST_CASE("a speech over paragraphs opens each") {
    CHECK(quoted("“We wrote.\n\n“Nobody answered,” he said.") == "We wrote.… | Nobody answered,");
  }

  TEST_CASE("text of nothing but marks takes linear time") {
    constexpr std::size_t size = 2'000'000;
    for (const std::string_view piece : {"“", "\"", "\"a ", "‘", "‘a ", "«", "„a ", "“a\n", " »"}) {
      std::string text;
      while (text.size() < size) text += piece;
      std::vector<Quoted> found;
      const auto start = std::chrono::steady_clock::now();
      newsloom::text::find_quoted(text, found);
      const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
      CAPTURE(piece);
      CHECK(seconds.count() < 15.0);  // 0.2 s at most; sanitizers take ten times as long
    }
  }

  TEST_CASE("ill-formed bytes are survived") {
    newsloom::text::testing::RandomText random(10);
    for (int round = 0; round < 5000; ++round) {
      const std::string text = "“" + random.bytes(30) + "” \"" + random.bytes(30) + "\"";
      std::vector<Quoted> found;
      newsloom::text::find_quoted(text, found);
      for (const Quoted& one : found) {
        REQUIRE(one.outer.end <= text.size());
        REQUIRE(one.outer.contains(one.inner));
      }
    }
  }

  TEST_CASE("any text: ordered, on boundaries, inner inside outer") {
    newsloom::text::testing::RandomText random(9);
    constexpr std::string_view marks[] = {"“", "”", "\"", "'", "‘",  "’",
                                          "«", "»", "„",  " ", "\n", "a"};
    for (int round = 0; round < 400; ++round) {
      std::string text;
      for (std::size_t i = random.below(80); i > 0; --i) {
        if (random.below(2) == 0) {
          text += marks[random.below(std::size(marks))];
        } else {
          newsloom::text::append_utf8(random.code_point(), text);
        }
      }
      text = newsloom::text::repair_utf8(text);
      std::vector<Quoted> found;
      newsloom::text::find_quoted(text, found);
      std::uint32_t end = 0;
      for (const Quoted& one : found) {
        REQUIRE(one.outer.begin >= end);
        REQUIRE(one.outer.contains(one.inner));
        REQUIRE(one.inner.size() > 0);
        for (const auto at : {one.outer.begin, one.outer.end, one.inner.begin, one.inner.end}) {
          REQUIRE(newsloom::text::is_boundary(text, at));
        }
        end = one.outer.end;
      }
    }
  }
}

}  // namespace
