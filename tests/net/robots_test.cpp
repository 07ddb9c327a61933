#include "newsloom/net/robots.hpp"

#include <doctest/doctest.h>

#include <string>

namespace newsloom::net {
namespace {

bool allows(std::string_view text, std::string_view target, std::string_view agent = "newsloom") {
  return RobotsRules::parse(text, agent).allows(target);
}

TEST_CASE("the group of our name counts, else that of everybody, else all is allowed") {
  constexpr std::string_view text =
      "User-agent: *\nDisallow: /all\n\nUser-Agent: NewsLoom/2.0\nDisallow: /ours # comment\n";
  CHECK(allows(text, "/all"));
  CHECK_FALSE(allows(text, "/ours/x"));
  CHECK_FALSE(allows(text, "/all", "other"));
  CHECK(allows(text, "/ours", "other"));
  CHECK(allows("User-agent: someone\nDisallow: /", "/"));
  CHECK(allows("", "/x"));
}

TEST_CASE("groups of one name are one, several names may head a group") {
  constexpr std::string_view text =
      "user-agent: a\nuser-agent: newsloom\ndisallow: /1\nsitemap: https://x.example/s\n"
      "disallow: /2\nuser-agent: b\ndisallow: /3\nuser-agent: newsloom\ndisallow: /4";
  CHECK_FALSE(allows(text, "/1"));
  CHECK_FALSE(allows(text, "/2"));
  CHECK(allows(text, "/3"));
  CHECK_FALSE(allows(text, "/4"));
}

TEST_CASE("the longest rule wins, allow among equals") {
  constexpr std::string_view text =
      "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /p\nDisallow: /p\n";
  CHECK_FALSE(allows(text, "/a/x"));
  CHECK(allows(text, "/a/b/x"));
  CHECK_FALSE(allows(text, "/a/b/c"));
  CHECK(allows(text, "/p"));
  CHECK(allows(text, "/robots.txt"));
  CHECK(allows("User-agent: *\nDisallow: /", "/robots.txt"));
  CHECK(allows("User-agent: *\nDisallow:", "/x"));
}

TEST_CASE("stars stand for anything, a dollar for the end") {
  constexpr std::string_view text =
      "User-agent: *\nDisallow: /*.pdf$\nDisallow: /*/print/\nDisallow: *?session=\n"
      "Disallow: /exact$\n";
  CHECK_FALSE(allows(text, "/a/b.pdf"));
  CHECK(allows(text, "/a/b.pdf?x"));
  CHECK_FALSE(allows(text, "/news/print/1"));
  CHECK_FALSE(allows(text, "/a?session=1"));
  CHECK_FALSE(allows(text, "/exact"));
  CHECK(allows(text, "/exactly"));
}

TEST_CASE("paths are the same however they are percent-encoded") {
  CHECK_FALSE(allows("User-agent: *\nDisallow: /caf\xC3\xA9", "/caf%c3%a9/x"));
  CHECK_FALSE(allows("User-agent: *\nDisallow: /%61b", "/ab"));
  CHECK(allows("User-agent: *\nDisallow: /a%2Fb", "/a/b"));
}

TEST_CASE("a crawl delay is read, within reason") {
  using std::chrono::milliseconds;
  CHECK(RobotsRules::parse("User-agent: *\nCrawl-delay: 2.5", "x").crawl_delay() ==
        milliseconds{2500});
  CHECK(RobotsRules::parse("User-agent: *\nCrawl-delay: 1e9", "x").crawl_delay() ==
        milliseconds{3'600'000});
  CHECK_FALSE(RobotsRules::parse("User-agent: *\nCrawl-delay: -3", "x").crawl_delay());
  CHECK_FALSE(RobotsRules::parse("User-agent: *\nCrawl-delay: nan", "x").crawl_delay());
}

TEST_CASE("a file of any size or nonsense is read in bounded time") {
  std::string text = "User-agent: *\n";
  for (int i = 0; i < 100'000; ++i) text += "Disallow: /*a*b*c*d*e*f" + std::to_string(i) + "\n";
  const auto rules = RobotsRules::parse(text, "newsloom");
  CHECK(rules.allows("/" + std::string(8'000, 'a')));
  CHECK_FALSE(RobotsRules::refuse_all().allows("/"));
}

TEST_CASE("reservations of text and data mining are kept") {
  const auto reserved = TdmReservations::parse(
      R"([{"location":"/free/*","tdm-reservation":0},{"location":"/*","tdm-reservation":1}])");
  CHECK_FALSE(reserved.is_reserved("/free/a"));
  CHECK(reserved.is_reserved("/news/a"));
  for (const char* odd : {"", "{}", "[1]", "[{\"location\":3}]", "[[[[[[[[[[[]"}) {
    CHECK_FALSE(TdmReservations::parse(odd).is_reserved("/"));
  }
}

}  // namespace
}  // namespace newsloom::net
