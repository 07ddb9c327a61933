#include "newsloom/ingest/url.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace ingest = newsloom::ingest;
using ingest::article_key;
using ingest::canonical_url;
using ingest::resolve_url;

namespace {

std::string canonical(std::string_view url) {
  const auto result = canonical_url(url);
  return result ? *result : std::string(to_string(result.error().code));
}

std::string key(std::string_view url) { return article_key(url).value_or(std::string("none")); }

TEST_CASE("what says how a reader came is left out") {
  const std::string plain = "https://example.org/news/storm";
  CHECK(canonical(plain) == plain);
  CHECK(canonical(plain + "?utm_source=rss&utm_medium=feed") == plain);
  CHECK(canonical(plain + "?fbclid=abc#comments") == plain);
  CHECK(canonical(plain + "?id=7&UTM_Campaign=x&page=2") == plain + "?id=7&page=2");
  CHECK(canonical(plain + "?utm_source=a&amp;utm_medium=b&amp;id=7") == plain + "?amp;id=7");
  CHECK(canonical(plain + "?from=rss") == plain);
  CHECK(canonical(plain + "?from=2020") == plain + "?from=2020");
  CHECK(canonical(plain + "?") == plain);
  CHECK(canonical("https://user:secret@example.org:443/news/storm") == plain);
  CHECK(canonical("http://example.org:80/") == "http://example.org/");
  CHECK(canonical("http://example.org:8080/a") == "http://example.org:8080/a");
  CHECK(canonical("https://example.org/#!/storm") == "https://example.org/#!/storm");
}

TEST_CASE("hosts are lower case, international names ASCII, mobile and AMP hosts folded") {
  CHECK(canonical("HTTPS://WWW.Example.ORG./a") == "https://www.example.org/a");
  CHECK(canonical("https://bücher.example/a") == "https://xn--bcher-kva.example/a");
  CHECK(canonical("https://m.example.org/a") == "https://example.org/a");
  CHECK(canonical("https://amp.example.co.uk/a") == "https://example.co.uk/a");
  CHECK(canonical("https://mobile.paper.example/a") == "https://paper.example/a");
  CHECK(canonical("https://m.co.uk/a") == "https://m.co.uk/a");
  CHECK(canonical("//example.org/a") == "https://example.org/a");
  CHECK(canonical("example.org/a") == "https://example.org/a");
}

TEST_CASE("paths: default documents, AMP, dots and escapes") {
  CHECK(canonical("https://example.org") == "https://example.org/");
  CHECK(canonical("https://example.org/a/index.html") == "https://example.org/a/");
  CHECK(canonical("https://example.org/a/Default.aspx?id=7") == "https://example.org/a/?id=7");
  CHECK(canonical("https://example.org/storm/amp") == "https://example.org/storm");
  CHECK(canonical("https://example.org/storm/amp/") == "https://example.org/storm/");
  CHECK(canonical("https://example.org/amp/storm") == "https://example.org/storm");
  CHECK(canonical("https://example.org/storm.amp.html") == "https://example.org/storm.html");
  CHECK(canonical("https://example.org/a/./b/../c") == "https://example.org/a/c");
  CHECK(canonical("https://example.org//a//b") == "https://example.org/a/b");
  CHECK(canonical("https://example.org/%7Ea/%e9") == "https://example.org/~a/%E9");
  CHECK(canonical("https://example.org/a b/é|{}") == "https://example.org/a%20b/%C3%A9%7C%7B%7D");
  CHECK(canonical("https://example.org/100%") == "https://example.org/100%25");
  CHECK(canonical("https://example.org\\a") == "https://example.org/a");
  CHECK(canonical("https://exam\nple.org/a\tb") == "https://example.org/ab");
}

TEST_CASE("caches, proxies and redirects are opened") {
  CHECK(canonical("https://www-example-org.cdn.ampproject.org/c/s/www.example.org/storm") ==
        "https://www.example.org/storm");
  CHECK(canonical("https://www.google.com/amp/s/example.org/storm/amp/") ==
        "https://example.org/storm/");
  CHECK(canonical("https://www-example-org.translate.goog/storm?_x_tr_sl=en&_x_tr_tl=de") ==
        "https://www.example.org/storm");
  CHECK(canonical("https://web.archive.org/web/2020/https://example.org/storm") ==
        "https://example.org/storm");
  CHECK(canonical("https://www.google.de/url?sa=t&url=https%3A%2F%2Fexample.org%2Fstorm&usg=x") ==
        "https://example.org/storm");
}

TEST_CASE("the same article has one key, another article another") {
  const std::string one = key("https://www.example.org/storm/?b=2&a=1&utm_source=x");
  CHECK(one == "https://example.org/storm?a=1&b=2");
  CHECK(key("http://m.example.org/storm?a=1&b=2#top") == one);
  CHECK(key("https://example.org/storm?a=1") != one);
  CHECK(key("https://example.org/Storm?a=1&b=2") != one);
}

TEST_CASE("canonical is canonical already") {
  for (const std::string_view url :
       {"https://www.google.com/amp/s/m.example.org/a//b/index.html?utm_x=1&q=a+b%20c&ref=rss#!x",
        "http://EXAMPLE.org/%41%2f?x=%zz", "example.org:81/amp/amp/amp"}) {
    const std::string once = canonical(url);
    CHECK(canonical(once) == once);
    CHECK(key(key(url)) == key(url));
  }
}

TEST_CASE("what is no web address is refused with the reason") {
  for (const std::string_view text :
       {"", " ", "mailto:a@example.org", "tag:example.org,2004:1", "urn:x", "javascript:alert(1)",
        "https://", "https:///a", "ftp://example.org/a", "storm", "https://exa mple.org/",
        "https://example.org:4\xB4"
        "3/a",
        "https://example.org:123456/a", "http://127.0.0.1/a", "https://[::1]/"}) {
    CAPTURE(text);
    CHECK(canonical(text) == "invalid_url");
  }
  CHECK(canonical("https://example.org/" + std::string(20'000, 'a')) == "invalid_url");
}

TEST_CASE("references are resolved, whatever stands in them") {
  const std::string_view base = "http://example.org/news/feed.xml?x=1";
  CHECK(resolve_url(base, "storm.html") == "http://example.org/news/storm.html");
  CHECK(resolve_url(base, "/storm é") == "http://example.org/storm%20%C3%A9");
  CHECK(resolve_url(base, "../a") == "http://example.org/a");
  CHECK(resolve_url(base, "//other.example/a") == "http://other.example/a");
  CHECK(resolve_url(base, "?p=1") == "http://example.org/news/feed.xml?p=1");
  CHECK(resolve_url(base, "") == "http://example.org/news/feed.xml?x=1");
  CHECK(resolve_url(base, " https://a.example/x ") == "https://a.example/x");
  CHECK(resolve_url(base, "mailto:a@b.example") == "mailto:a@b.example");
  CHECK(resolve_url("", "a/b") == "a/b");
  CHECK(resolve_url("nonsense", "a") == "a");
}

TEST_CASE("any bytes may come") {
  std::string bytes;
  for (int i = 0; i < 600; ++i) bytes += static_cast<char>(i * 37 % 256);
  for (std::size_t begin = 0; begin < bytes.size(); ++begin) {
    const std::string url = "https://example.org" + bytes.substr(begin);
    const auto out = canonical_url(url);
    if (out) CHECK(canonical_url(*out).value() == *out);
    (void)resolve_url(url, bytes.substr(begin, 50));
    (void)canonical_url(bytes.substr(begin));
  }
}

}  // namespace
