#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/csv.hpp"
#include "newsloom/ingest/document.hpp"
#include "newsloom/ingest/feed.hpp"
#include "newsloom/ingest/lists.hpp"
#include "newsloom/ingest/newsroom.hpp"
#include "newsloom/text/utf8.hpp"

// What the readers of feeds, newsroom formats, lists and tables make of input that means harm.

namespace {

using namespace newsloom::ingest;
using newsloom::Article;
using newsloom::ErrorCode;
using newsloom::result;
using Read = std::function<result<DocumentArticles>(std::string_view, const DocumentOptions&)>;

struct Format {
  const char* name;
  std::string sample;  // one article, entitled "Ferry & tugs", text "A café."
  Read read;
};

result<DocumentArticles> read_feed(std::string_view bytes, const DocumentOptions& options) {
  const auto feed = parse_feed(bytes, options);
  if (!feed) return feed.error();
  return articles_of(*feed);
}
result<DocumentArticles> read_sitemap(std::string_view bytes, const DocumentOptions& options) {
  const auto map = parse_sitemap(bytes, options);
  if (!map) return map.error();
  return articles_of(*map);
}
result<DocumentArticles> read_opml(std::string_view bytes, const DocumentOptions& options) {
  const auto list = parse_opml(bytes, options);
  if (!list) return list.error();
  DocumentArticles out;
  out.problems = list->problems;
  for (const FeedSubscription& feed : list->feeds) {
    Article article;
    article.title = feed.title;
    out.articles.push_back(article);
  }
  return out;
}
template <auto parse>
result<DocumentArticles> read_by(std::string_view bytes, const DocumentOptions& options) {
  return parse(bytes, options, std::nullopt);
}

const std::vector<Format>& formats() {
  static const std::vector<Format> all = {
      {"rss",
       "<?xml version='1.0'?><rss version='2.0'><channel><item><title>Ferry &amp; tugs</title>"
       "<description>A café.</description><pubDate>Thu, 05 Mar 2026 14:30:10 GMT</pubDate>"
       "<link>https://p.example/f</link></item></channel></rss>",
       read_feed},
      {"atom",
       "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title type='html'>Ferry &amp;amp; tugs"
       "</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A café.</div>"
       "</content><updated>2026-03-05T14:30:10Z</updated></entry></feed>",
       read_feed},
      {"json feed",
       R"({"version":"https://jsonfeed.org/version/1","items":[{"id":1,"title":"Ferry & tugs",)"
       R"("content_html":"<p>A caf\u00e9.</p>"}]})",
       read_feed},
      {"newsml",
       "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' "
       "guid='1'><contentMeta><headline>Ferry "
       "&amp; tugs</headline></contentMeta><contentSet><inlineXML><html><body><p>A café.</p></body>"
       "</html></inlineXML></contentSet></newsItem>",
       read_by<parse_newsml>},
      {"nitf",
       "<nitf><body><body.head><hedline><hl1>Ferry &amp; tugs</hl1></hedline></body.head>"
       "<body.content><p>A café.</p></body.content></body></nitf>",
       read_by<parse_nitf>},
      {"ninjs", R"({"uri":"1","headline":"Ferry & tugs","body_text":"A café."})",
       read_by<parse_ninjs>},
      {"sitemap",
       "<urlset><url><loc>https://p.example/f</loc><news:news xmlns:news='http://www.google.com/"
       "schemas/sitemap-news/0.9'><news:title>Ferry &amp; tugs</news:title></news:news></url>"
       "</urlset>",
       read_sitemap},
      {"opml",
       "<opml><body><outline text='Ferry &amp; tugs' "
       "xmlUrl='https://p.example/rss'/></body></opml>",
       read_opml},
      {"csv", "title,text\n\"Ferry & tugs\",\"A café.\"\n", read_by<parse_csv>},
  };
  return all;
}

bool is_xml(const Format& format) { return format.sample.front() == '<'; }

// Well-formed, within limits, with ids.
void check_articles(const result<DocumentArticles>& read) {
  if (!read) return;
  for (const Article& article : read->articles) {
    for (const std::string* text : {&article.title, &article.text, &article.url, &article.outlet}) {
      CHECK(newsloom::text::needs_no_repair(*text));
    }
  }
}

double seconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// Generous: a machine that is busy, sanitizers.
constexpr double most_seconds = 20;

TEST_CASE("each sample is read") {
  for (const Format& format : formats()) {
    CAPTURE(std::string(format.name));
    const auto read = format.read(format.sample, {});
    REQUIRE(read);
    REQUIRE(read->articles.size() == 1);
    CHECK(read->articles[0].title == "Ferry & tugs");
    CHECK(read->problems.empty());
  }
}

TEST_CASE("every truncation point of every sample is survived") {
  for (const Format& format : formats()) {
    CAPTURE(std::string(format.name));
    for (std::size_t size = 0; size < format.sample.size(); ++size) {
      const auto read = format.read(std::string_view(format.sample).substr(0, size), {});
      check_articles(read);
      if (read) CHECK(read->articles.size() <= 1);
    }
  }
}

TEST_CASE("every byte may be NUL, high or a bracket") {
  for (const Format& format : formats()) {
    CAPTURE(std::string(format.name));
    for (std::size_t at = 0; at < format.sample.size(); ++at) {
      for (const char c : {'\0', '\xFF', '<', '&', '"'}) {
        std::string broken = format.sample;
        broken[at] = c;
        check_articles(format.read(broken, {}));
      }
    }
  }
}

TEST_CASE("entities are neither expanded nor fetched") {
  std::string bomb = "<!DOCTYPE x [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 40; ++i) {
    const std::string last = "&a" + std::to_string(i - 1) + ";";
    bomb += "<!ENTITY a" + std::to_string(i) + " \"" + last + last + "\">";
  }
  bomb += "]>";
  const std::string file =
      "<!DOCTYPE x [<!ENTITY a39 SYSTEM \"file:///etc/passwd\"><!ENTITY % p SYSTEM "
      "\"http://p.example/x.dtd\"> %p;]>";
  for (const Format& format : formats()) {
    if (!is_xml(format)) continue;
    CAPTURE(std::string(format.name));
    for (const std::string& doctype : {bomb, file}) {
      std::string document = format.sample.substr(
          format.sample.find("?>") == std::string::npos ? 0 : format.sample.find("?>") + 2);
      const std::size_t title = document.find("Ferry");
      document.insert(title, "&a39;");
      document.insert(0, doctype);
      const auto read = format.read(document, {});
      REQUIRE(read);
      REQUIRE(read->articles.size() == 1);
      CHECK(read->articles[0].title == "&a39;Ferry & tugs");
    }
  }
}

TEST_CASE("200,000 nested elements cost no stack, little time, and not the item behind") {
  constexpr int depth = 200'000;
  std::string open;
  std::string close;
  for (int i = 0; i < depth; ++i) {
    open += "<a b='c'>";
    close += "</a>";
  }
  for (const Format& format : formats()) {
    if (!is_xml(format)) continue;
    CAPTURE(std::string(format.name));
    const std::size_t body = format.sample.rfind("</", format.sample.rfind("</") - 1);
    for (const std::string& nest : {open, open + close}) {
      std::string document = format.sample;
      document.insert(body, nest);
      CHECK(seconds_of([&] { check_articles(format.read(document, {})); }) < most_seconds);
    }
    std::string before = format.sample;
    before.insert(before.find('>', before.starts_with("<?") ? before.find("?>") + 2 : 0) + 1,
                  open + close);
    const auto read = format.read(before, {});
    REQUIRE(read);
    CHECK(read->articles.size() == 1);
    CHECK_FALSE(read->problems.empty());
  }
  const std::string arrays(depth, '[');
  CHECK_FALSE(parse_ninjs("{\"headline\":" + arrays));
  CHECK_FALSE(parse_feed("{\"items\":" + arrays));
}

TEST_CASE("HTML in a field may be deep, and its end tags may close nothing") {
  constexpr int many = 100'000;
  const auto repeated = [](std::string_view what) {
    std::string out;
    for (int i = 0; i < many; ++i) out += what;
    return out;
  };
  for (const std::string& html : {repeated("&lt;div>"), repeated("&lt;b>") + repeated("&lt;/i>"),
                                  repeated("&lt;p>&lt;b>") + repeated("&lt;/a>")}) {
    const std::string document = "<rss><channel><item><title>T</title><description>before " + html +
                                 "</description></item></channel></rss>";
    CHECK(seconds_of([&] {
            const auto read = read_feed(document, {});
            REQUIRE(read);
            REQUIRE(read->articles.size() == 1);
            CHECK(read->articles[0].text.starts_with("before"));
          }) < most_seconds);
  }
}

TEST_CASE("input made to cost more than its length does not") {
  constexpr std::size_t size = 150'000;
  const auto repeated = [](std::string_view what) {
    std::string out;
    while (out.size() < size) out += what;
    return out;
  };
  for (const char* what : {"<a ",          "<a b=\"",
                           "<a b='\"",     "<!--",
                           "<![CDATA[",    "<!DOCTYPE [",
                           "<?",           "&",
                           "&#",           "&amp",
                           "</a>",         "<a><b></a>",
                           "<item>",       "<item><title>",
                           "<a b=c d=e>",  "<a b=\"c\"d\" ",
                           "]]>",          "<",
                           "\"",           "\"\"",
                           "a,\"",         ",",
                           "\n",           "<outline text='a'>",
                           "<media:group>"}) {
    CAPTURE(std::string(what));
    for (const char* start : {"<rss><channel>", "<opml><body>", "<nitf>", "title,text\n", ""}) {
      const std::string document = start + repeated(what);
      for (const Format& format : formats()) {
        if (is_xml(format) != (document.front() == '<')) continue;
        const bool is_own = document.starts_with("<rss") == (format.name == std::string("rss"));
        if (is_xml(format) && !is_own && format.name != std::string("opml")) continue;
        CHECK(seconds_of([&] { check_articles(format.read(document, {})); }) < most_seconds);
      }
    }
  }
}

TEST_CASE("limits hold and say so") {
  DocumentOptions options;
  options.max_bytes = 1024;
  for (const Format& format : formats()) {
    CAPTURE(std::string(format.name));
    const auto read = format.read(format.sample + std::string(2000, ' '), options);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == ErrorCode::too_large);
  }
  DocumentOptions few;
  few.max_items = 1;
  for (const Format& format : formats()) {
    CAPTURE(std::string(format.name));
    if (format.name == std::string("nitf") || format.name == std::string("ninjs")) continue;
    std::string twice = format.sample;
    const auto double_it = [&](std::string_view from, std::string_view to) {
      const std::size_t begin = twice.find(from);
      if (begin == std::string::npos) return;
      const std::size_t end = twice.find(to, begin) + to.size();
      twice.insert(end, twice.substr(begin, end - begin));
    };
    double_it("<item>", "</item>");
    double_it("<entry>", "</entry>");
    double_it("<url>", "</url>");
    double_it("<outline", "/>");
    if (format.name == std::string("csv")) twice += "b,c\n";
    if (twice == format.sample) continue;
    const auto read = format.read(twice, few);
    REQUIRE(read);
    CHECK(read->articles.size() == 1);
    REQUIRE_FALSE(read->problems.empty());
    CHECK(read->problems.back().rejected);
  }
}

TEST_CASE("a text longer than the parser takes is cut or told, and memory stays bounded") {
  const std::string document = "<rss><channel><item><title>T</title><description>" +
                               std::string(std::size_t{12} << 20U, 'x') +
                               "</description></item><item><title>U</title></item></channel></rss>";
  const auto read = read_feed(document, {});
  REQUIRE(read);
  REQUIRE_FALSE(read->articles.empty());
  for (const Article& article : read->articles) {
    CHECK(article.text.size() <= DocumentOptions().max_text_bytes);
  }
}

TEST_CASE("two charsets in one document are both read") {
  std::string document = "<rss><channel>";
  for (int i = 0; i < 30; ++i) document += "<item><title>Zażółć gęślą jaźń</title></item>";
  document += "<item><title>It\x92s caf\xE9</title></item></channel></rss>";
  const auto read = read_feed(document, {});
  REQUIRE(read);
  REQUIRE(read->articles.size() == 31);
  CHECK(read->articles.front().title == "Zażółć gęślą jaźń");
  CHECK(read->articles.back().title == "It’s café");
}

}  // namespace
