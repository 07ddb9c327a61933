#include "newsloom/ingest/page.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/utf8.hpp"

namespace ingest = newsloom::ingest;
using ingest::Page;
using ingest::PageOptions;
using ingest::PageReader;
using ingest::Problem;
using newsloom::DatePrecision;
using newsloom::ErrorCode;

namespace {

struct Reading {
  newsloom::result<Page> page;
  std::vector<Problem> problems;
};

Reading read(std::string_view html, const ingest::PageSource& source = {},
             const PageOptions& options = {}) {
  PageReader reader(options);
  std::vector<Problem> problems;
  auto page = reader.read(html, source, problems);
  return {std::move(page), std::move(problems)};
}

Page page_of(std::string_view html, const ingest::PageSource& source = {}) {
  Reading reading = read(html, source);
  REQUIRE(reading.page);
  return *std::move(reading.page);
}

const std::string first_paragraph =
    "Engineers closed the old bridge over the Sorrel on Monday after cracks were found in two of "
    "its piers, the city said.";
const std::string second_paragraph =
    "Drivers must take the northern road until the autumn, and buses will be sent around the "
    "harbour, a spokeswoman told this newspaper.";
const std::string third_paragraph =
    "“Nobody was in danger at any time,” said Ida Marsh, who leads the road office, at the site.";

/// An article as sites make it, with all that does not belong to it around.
std::string page_with(const std::string& head, const std::string& inside = {}) {
  return "<!DOCTYPE html><html lang=\"en-GB\"><head><title>Bridge closed | The Daily "
         "Sorrel</title>" +
         head +
         "</head><body><nav><ul><li><a href=/>Home</a><li><a href=/sport>Sport</a></ul></nav>"
         "<div class=\"cookie-banner\"><p>We use cookies to give you the best experience on our "
         "site. By going on you accept our policy and that of our partners.</p></div>"
         "<header><h1>Bridge closed</h1><div class=byline>By Ann Lee and Bo Ek</div></header>"
         "<div class=\"article-body\"><figure><img src=a.jpg><figcaption>The bridge on Monday, "
         "seen from the harbour. Photograph: Cy Doe</figcaption></figure><p>" +
         first_paragraph +
         "</p><div class=\"related-links\"><p>Read more: <a href=/1>How the bridge "
         "was built, and by whom, in the year of the great flood</a></p></div><p>" +
         second_paragraph + "</p>" + inside + "<p>" + third_paragraph +
         "</p><p>Sign up for our <a href=/letter>daily newsletter</a>.</p></div>"
         "<section class=\"comments\"><h3>Comments</h3><p>I have said for years that this bridge "
         "would fall down one day, and nobody has listened to me at all.</p></section>"
         "<aside><h3>Most read</h3><ul><li><a href=/2>Cat found in tree</a></ul></aside>"
         "<footer><p>© 2026 The Daily Sorrel. All rights reserved. Do not copy any of this without "
         "our permission, which we may give in writing.</p></footer></body></html>";
}

const std::vector<std::string> body = {first_paragraph, second_paragraph, third_paragraph};

}  // namespace

TEST_SUITE_BEGIN("ingest page");

TEST_CASE("the body comes without navigation, links, captions, cookie walls and comments") {
  const Page page = page_of(page_with(""), {.url = "https://sorrel.example/news/bridge"});
  CHECK(page.title == "Bridge closed");
  CHECK(page.paragraphs == body);
  CHECK(page.text() == body[0] + "\n\n" + body[1] + "\n\n" + body[2]);
  CHECK(page.authors == std::vector<std::string>{"Ann Lee", "Bo Ek"});
  CHECK(page.language == "en-GB");
  CHECK(page.canonical_url == "https://sorrel.example/news/bridge");
  CHECK_FALSE(page.published);
  CHECK_FALSE(page.free_to_read);
}

TEST_CASE("subheadings and lists of an article stay, an empty heading goes") {
  const std::string item = "Line 4 turns around at the market and goes back by the river road.";
  const Page page = page_of(page_with("", "<h2>What buses do</h2><ul><li>" + item +
                                              "</ul><h2>More from this author</h2><ul><li><a "
                                              "href=/3>A story about something else</a></ul>"));
  CHECK(page.paragraphs == std::vector<std::string>{first_paragraph, second_paragraph,
                                                    "What buses do", item, third_paragraph});
}

TEST_CASE("JSON-LD says what an article is, in a graph, an array or alone") {
  const std::string article =
      R"({"@type":["NewsArticle"],"headline":"Bridge closed","datePublished":"2026-03-05T10:11:12+01:00",
          "dateModified":"2026-03-06","author":[{"@type":"Person","name":"Ida Vale"},"Jo Wu"],
          "publisher":{"@id":"#us"},"articleSection":["Local","News"],"inLanguage":"en",
          "isAccessibleForFree":"False","image":{"@type":"ImageObject","url":"/lead.jpg"},
          "keywords":"bridges, Sorrel","mainEntityOfPage":"https://sorrel.example/bridge"})";
  const std::string us =
      R"({"@id":"#us","@type":"NewsMediaOrganization","name":"The Daily Sorrel"})";
  const std::string graph =
      R"({"@context":"https://schema.org","@graph":[)" + us + "," + article + "]}";
  for (const std::string& json :
       {graph, "[" + us + "," + article + "]", "<!--" + graph + "-->", "\n" + graph + ";"}) {
    CAPTURE(json);
    const Page page = page_of(page_with("<script type='application/ld+json'>" + json + "</script>"),
                              {.url = "https://sorrel.example/x"});
    REQUIRE(page.published);
    CHECK(page.published->time ==
          std::chrono::sys_days(std::chrono::year(2026) / 3 / 5) + std::chrono::seconds(33072));
    REQUIRE(page.modified);
    CHECK(page.modified->precision == DatePrecision::day);
    CHECK(page.authors == std::vector<std::string>{"Ida Vale", "Jo Wu"});
    CHECK(page.outlet == "The Daily Sorrel");
    CHECK(page.section == "Local");
    CHECK(page.keywords == std::vector<std::string>{"bridges", "Sorrel"});
    CHECK(page.image == "https://sorrel.example/lead.jpg");
    CHECK(page.canonical_url == "https://sorrel.example/bridge");
    CHECK(page.free_to_read == false);
  }
}

TEST_CASE("JSON-LD that is broken or about something else is passed over") {
  for (const char* json : {"{", "[]", "5", "{\"@type\":\"Organization\",\"name\":\"Us\"}",
                           "{\"@type\":\"NewsArticle\",\"headline\":5,\"author\":[[[]]]}"}) {
    const Page page =
        page_of(page_with("<script type=application/ld+json>" + std::string(json) + "</script>"));
    CHECK(page.title == "Bridge closed");
    CHECK(page.paragraphs == body);
  }
  std::string deep = "<script type=application/ld+json>";
  deep += std::string(5000, '[') + std::string(5000, ']') + "</script>";
  CHECK(page_of(page_with(deep)).paragraphs == body);
}

TEST_CASE("OpenGraph and other meta elements say the same") {
  const Page page = page_of(
      page_with("<meta property=og:title content='Bridge closed &amp;#8211; The Daily Sorrel'>"
                "<meta property=og:site_name content='The Daily Sorrel'>"
                "<meta property=article:published_time content=2026-03-05T10:11:12Z>"
                "<meta property=article:section content=Local><meta name=author content='Ida Vale'>"
                "<meta property=article:author content='https://social.example/ida'>"
                "<meta property=og:image content=//cdn.example/i.jpg>"
                "<meta property=article:tag content=bridges>"
                "<meta property=article:content_tier content=locked>"
                "<link rel=canonical href=/news/bridge>"),
      {.url = "https://sorrel.example/amp/bridge?utm_source=x"});
  CHECK(page.title == "Bridge closed");
  CHECK(page.outlet == "The Daily Sorrel");
  CHECK(page.published.has_value());
  CHECK(page.section == "Local");
  CHECK(page.authors == std::vector<std::string>{"Ida Vale"});
  CHECK(page.image == "https://cdn.example/i.jpg");
  CHECK(page.keywords == std::vector<std::string>{"bridges"});
  CHECK(page.free_to_read == false);
  CHECK(page.canonical_url == "https://sorrel.example/news/bridge");
}

TEST_CASE("microdata says it inside the text") {
  const Page page = page_of(
      "<html><body><div itemscope itemtype=http://schema.org/NewsArticle><h1 "
      "itemprop=headline>Bridge closed</h1><span itemprop=author itemscope><span "
      "itemprop=name>Ida Vale</span></span><time itemprop=datePublished "
      "datetime=2026-03-05T10:11:12Z>5 March</time><div itemprop=articleBody><p>" +
      first_paragraph + "<p>" + second_paragraph + "</div></div></body></html>");
  CHECK(page.authors == std::vector<std::string>{"Ida Vale"});
  CHECK(page.published.has_value());
  CHECK(page.paragraphs == std::vector<std::string>{first_paragraph, second_paragraph});
}

TEST_CASE("where scripts would fill the page, JSON-LD's articleBody stands in") {
  const std::string json = R"({"@type":"NewsArticle","headline":"Bridge closed","articleBody":")" +
                           first_paragraph + "\\n\\n" + second_paragraph + "\"}";
  const Page page = page_of("<html><head><script type='application/ld+json'>" + json +
                            "</script></head><body><div id=app></div></body></html>");
  CHECK(page.title == "Bridge closed");
  CHECK(page.paragraphs == std::vector<std::string>{first_paragraph, second_paragraph});
}

TEST_CASE("where the page shows only the beginning of what JSON-LD states, the whole stands in") {
  const std::string beginning = first_paragraph + " " + second_paragraph + " " + third_paragraph;
  std::string stated;
  for (int i = 0; i < 5; ++i) stated += beginning + "\\n\\n";
  const std::string json =
      R"({"@type":"NewsArticle","headline":"Bridge closed","isAccessibleForFree":false,"articleBody":")" +
      stated + "\"}";
  const auto html = [&json](const std::string& shown) {
    return "<html><head><script type='application/ld+json'>" + json +
           "</script></head><body><h1>Bridge closed</h1><p>" + shown + "</p></body></html>";
  };
  CHECK(page_of(html(beginning)).paragraphs.size() == 5);
  const std::string other =
      "Another text altogether, which is what this page is about. " + beginning;
  CHECK(page_of(html(other)).paragraphs == std::vector<std::string>{other});
}

TEST_CASE("a report that goes on in posts has them all") {
  const Page page =
      page_of("<html><body><article><h1>Bridge closed: live</h1><div><article><h2>10:00</h2><p>" +
              first_paragraph + "</p></article><article><h2>10:30</h2><p>" + second_paragraph +
              "</p></article></div></article></body></html>");
  CHECK(page.paragraphs ==
        std::vector<std::string>{"10:00", first_paragraph, "10:30", second_paragraph});
}

TEST_CASE("a text that is divided by line breaks only is cut at two of them") {
  const Page page = page_of(
      "<html><body><h1>Bridge closed</h1><table><tr><td><a href=/>Home</a>"
      "<td>" +
      first_paragraph + "<br><br>" + second_paragraph + "<br>Really.<br/><br/>" + third_paragraph +
      "</table></body></html>");
  CHECK(page.paragraphs ==
        std::vector<std::string>{first_paragraph, second_paragraph + "\nReally.", third_paragraph});
}

TEST_CASE("languages without spaces have articles too") {
  const std::string one =
      "市は月曜日、二本の橋脚にひびが見つかったとして、ソレル川にかかる古い橋を通行止めにした。";
  const std::string two =
      "運転手は秋まで北の道路を使わなければならず、バスは港を回って走ると広報担当者は話した。";
  const Page page = page_of(
      "<html lang=ja><body><ul class=menu><li><a href=/>ホーム</a></ul><h1>橋が通行止め</h1>"
      "<div class=main-text><p>" +
      one + "<p>" + two +
      "</div><div class=footer><p>著作権はすべて当社に属します。無断で使わないでください。</p>"
      "</div></body></html>");
  CHECK(page.title == "橋が通行止め");
  CHECK(page.paragraphs == std::vector<std::string>{one, two});
}

TEST_CASE("the transport's charset is believed where the page is silent") {
  // "Мост закрыт": the bridge is closed.
  const std::string title = "\xCC\xEE\xF1\xF2 \xE7\xE0\xEA\xF0\xFB\xF2";
  const Page page =
      page_of("<html><title>" + title + "</title><body><p>" + title + ".</body></html>",
              {.charset = "windows-1251"});
  CHECK(page.title == "Мост закрыт");
}

TEST_CASE("a page becomes an article with an id that its addresses share") {
  Page page = page_of(page_with(""), {.url = "http://www.sorrel.example/bridge?utm_medium=feed"});
  const auto article = to_article(page);
  CHECK(article.url == "http://www.sorrel.example/bridge");
  CHECK(article.id.str() == "https://sorrel.example/bridge");
  CHECK(article.title == "Bridge closed");
  CHECK(article.text == page.text());
  page.canonical_url.clear();
  const auto unaddressed = to_article(page);
  CHECK(unaddressed.url.empty());
  CHECK(unaddressed.id == to_article(page).id);
  CHECK_FALSE(unaddressed.id.empty());
}

TEST_CASE("a page without title and text is refused, and one that is too large") {
  for (const char* html : {"", " ", "<html><body></body></html>", "<script>x</script>", "<!--"}) {
    const Reading reading = read(html);
    REQUIRE_FALSE(reading.page);
    CHECK(reading.page.error().code == ErrorCode::missing_content);
  }
  const Reading large = read("<p>" + std::string(5000, 'x'), {}, {.max_bytes = 4096});
  REQUIRE_FALSE(large.page);
  CHECK(large.page.error().code == ErrorCode::too_large);
}

TEST_CASE("a text beyond the limit is cut at a character, and elements beyond it left out") {
  const std::string text = "<h1>Long</h1><p>" + std::string(1023, 'x') + "é and more.";
  const Reading cut = read(text, {}, {.max_text_bytes = 1024});
  REQUIRE(cut.page);
  CHECK(cut.page->paragraphs == std::vector<std::string>{std::string(1023, 'x')});
  REQUIRE(cut.problems.size() == 1);
  CHECK(cut.problems[0].error.code == ErrorCode::too_large);
  CHECK(cut.problems[0].error.where.field == "text");

  std::string many = "<h1>Many</h1>";
  for (int i = 0; i < 3000; ++i) many += "<p>" + first_paragraph + "</p>";
  const Reading some = read(many, {}, {.max_nodes = 2000});
  REQUIRE(some.page);
  CHECK(some.page->paragraphs.size() < 1000);
  REQUIRE(some.problems.size() == 1);
  CHECK(some.problems[0].error.code == ErrorCode::too_large);
}

TEST_CASE("broken bytes are mended and reported") {
  const Reading reading =
      read("<title>A \xFF b</title><p>caf\xC3\xA9 \xFF and a lot more caf\xC3\xA9");
  REQUIRE(reading.page);
  CHECK(newsloom::text::needs_no_repair(reading.page->title));
  CHECK(newsloom::text::needs_no_repair(reading.page->text()));
}

TEST_SUITE_END();
