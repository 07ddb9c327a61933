// Pages made to do harm: time and memory stay bounded, nothing is read but the page.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/page.hpp"
#include "newsloom/text/utf8.hpp"

namespace ingest = newsloom::ingest;
using ingest::PageReader;
using ingest::Problem;

namespace {

std::string repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

std::size_t resident_peak() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

bool is_sanitized() { return std::getenv("NEWSLOOM_SANITIZED") != nullptr; }

}  // namespace

TEST_SUITE_BEGIN("ingest page hostile");

TEST_CASE("markup made to take quadratic time takes about a second at most") {
  // Each takes libxml2 or a tree walk minutes without a bound. The limit leaves room for a busy
  // machine and checked containers; a sanitizer takes ten times as long.
  const double limit = is_sanitized() ? 60 : 10;  // seconds of processor, as machines are shared
  constexpr std::size_t memory_limit = std::size_t{512} << 20U;
  const std::string tail = "<p>A sentence that would be an article, if anybody came to it.";
  const std::vector<std::string> pages = {
      repeated("<div>", 200'000) + tail,
      repeated("<div>", 100'000) + tail + repeated("</div>", 100'000),
      repeated("<b>", 200'000) + tail + repeated("</i>", 100'000),
      repeated("<table><tr><td>", 60'000) + tail + repeated("</p>", 60'000),
      repeated("<form>", 100'000) + repeated("<table>", 50'000) + repeated("</form>", 50'000),
      repeated("<div>", 2'000) + repeated("<body>", 300'000) + tail,
      repeated("<p>", 1'000'000) + tail,
      "<a " + repeated("x=1 ", 1'000'000) + ">" + tail,
      "<a class=\"" + repeated("nav-", 1'000'000) + "\">" + tail,
      repeated("<ul><li>", 100'000) + repeated("</ul>", 100'000),
      "<script>" + repeated("<", 3'000'000),
      repeated("<!--", 1'000'000),
      repeated("&", 2'000'000),
      repeated("<", 2'000'000),
      repeated("</x>", 1'000'000),
      repeated("<article><h2>", 100'000) + tail,
      "<article><h1>Title of it</h1>" + repeated("<article><h2>a</h2></article>", 100'000) + tail,
      repeated("<div><img>a", 100'000),
      repeated("<div class=x><div class=x>" + tail + "</div>", 10'000),
      "<script type=application/ld+json>" + repeated("[", 2'000'000) + "</script>" + tail,
      "<script type=application/ld+json>[" +
          repeated("{\"@id\":\"a\",\"name\":1,\"author\":{\"@id\":\"b\"}},", 50'000) +
          "{}]</script>" + tail,
      repeated("<meta property=article:tag content='a,b,c,d,e,f,g'>", 100'000) + tail,
      repeated("<span itemprop=author>", 20'000) + tail,
      repeated("<div class=author>", 20'000) + tail,
      "<script type=application/ld+json>{\"@type\":\"Article\",\"articleBody\":\"" +
          repeated("aaaaaaaaab", 300'000) + "\"}</script>" +
          repeated("<p>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 60'000),
      "<script type=application/ld+json>{\"@type\":\"Article\",\"headline\":\"" +
          repeated("a | ", 1'000'000) + "\",\"author\":\"" + repeated("a, ", 1'000'000) +
          "\"}</script>" + tail,
      "<script type=application/ld+json>[{\"@type\":\"Article\",\"author\":[" +
          repeated("{\"@id\":\"x\"},", 100'000) + "1]}," +
          repeated("{\"@id\":\"y\",\"name\":1},", 50'000) + "1]</script>" + tail,
      repeated("<meta property=og:title content='aaaaaaaaaaaaaaaaaaaa'>", 50'000) +
          repeated("<h2>bbbbbbbbbbbbbbbbbbb</h2>", 100'000),
      repeated("<meta name=author content='abcdefgh'>", 100'000) + tail,
  };
  PageReader reader;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    CAPTURE(i);
    std::vector<Problem> problems;
    const std::clock_t start = std::clock();
    const auto page = reader.read(pages[i], {}, problems);
    const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    CHECK(took < limit);
    if (page) CHECK(newsloom::text::needs_no_repair(page->text()));
  }
  if (!is_sanitized()) CHECK(resident_peak() < memory_limit);
}

TEST_CASE("entities are not expanded and nothing outside is read") {
  const auto secret = std::filesystem::temp_directory_path() / "newsloom-page-secret.txt";
  std::ofstream(secret) << "the secret of the house";
  std::string bomb = "<!DOCTYPE html [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + before + before + "\">";
  }
  bomb += "<!ENTITY file SYSTEM \"file://" + secret.string() +
          "\">]><html><title>T</title><p>&a39; "
          "and &file; stand here in a sentence that is long enough to be read.";
  PageReader reader;
  std::vector<Problem> problems;
  const auto page = reader.read(bomb, {}, problems);
  std::filesystem::remove(secret);
  REQUIRE(page);
  CHECK(page->text().size() < 2 * bomb.size());
  CHECK(page->text().find("secret of the house") == std::string::npos);
}

TEST_CASE("NULs and other controls do not end a page") {
  const std::string html(
      "<title>Be\0fore</title><p>One sentence \0 that goes on \x01 after "
      "what would end a string in C.</p>",
      92);
  PageReader reader;
  std::vector<Problem> problems;
  const auto page = reader.read(html, {}, problems);
  REQUIRE(page);
  CHECK(page->text().find("after") != std::string::npos);
  CHECK(newsloom::text::needs_no_repair(page->text()));
}

TEST_CASE("a page cut off anywhere is read as far as it goes") {
  const std::string html =
      "<!DOCTYPE html><html lang=\"de\"><head><meta charset=\"utf-8\"><title>Brücke "
      "gesperrt</title>"
      "<script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"headline\":\"Brücke "
      "gesperrt\",\"datePublished\":\"2026-03-05\",\"author\":{\"name\":\"Änne Öl\"}}</script>"
      "</head><body><!-- x --><h1>Brücke gesperrt</h1><div class='article-body'><p>Die Stadt hat "
      "die "
      "alte Brücke über den Sauerampfer gesperrt &ndash; &#8222;bis auf "
      "weiteres&#8220;.</p><ul><li>"
      "Linie 4 fährt über den Markt.</ul><img src=\"x.jpg\" alt='y'></div></body></html>";
  PageReader used;
  for (std::size_t size = 0; size <= html.size(); ++size) {
    std::vector<Problem> problems;
    const auto page = used.read(std::string_view(html).substr(0, size), {}, problems);
    if (!page) {
      CHECK(page.error().code == newsloom::ErrorCode::missing_content);
      continue;
    }
    CHECK(newsloom::text::needs_no_repair(page->title + page->text()));
    PageReader fresh;  // what was read before must not matter
    std::vector<Problem> again;
    CHECK(*fresh.read(std::string_view(html).substr(0, size), {}, again) == *page);
  }
}

TEST_CASE("a page that changes its encoding in the middle is text all the same") {
  const std::string html =
      "<meta charset=utf-8><title>Caf\xC3\xA9</title><p>" +
      repeated("Le caf\xC3\xA9 \xC3\xA0 la cr\xC3\xA8me. ", 20) +
      "UTF-8 caf\xC3\xA9, then Latin-1 caf\xE9, a "
      "cut \xE2\x82 sign, a surrogate \xED\xA0\x80 and \xFE\xFF marks in one paragraph.";
  PageReader reader;
  std::vector<Problem> problems;
  const auto page = reader.read(html, {}, problems);
  REQUIRE(page);
  CHECK(page->title == "Café");
  CHECK(newsloom::text::needs_no_repair(page->text()));
  CHECK(page->text().find("Latin-1") != std::string::npos);
}

TEST_SUITE_END();
