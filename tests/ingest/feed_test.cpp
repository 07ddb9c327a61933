#include "newsloom/ingest/feed.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace {

using namespace newsloom::ingest;
using newsloom::DatePrecision;
using newsloom::ErrorCode;
using newsloom::Timestamp;

Feed feed(std::string_view bytes, const DocumentOptions& options = {}) {
  auto parsed = parse_feed(bytes, options);
  REQUIRE(parsed.has_value());
  return *std::move(parsed);
}

FeedItem item(std::string_view fields, std::string_view root = "") {
  const std::string opening = root.empty() ? "<rss version='2.0'>" : std::string(root);
  Feed read = feed(opening + "<channel><item>" + std::string(fields) + "</item></channel></rss>");
  REQUIRE(read.items.size() == 1);
  return read.items[0];
}

Timestamp at(int year, unsigned month, unsigned day, int hour = 0, int minute = 0, int second = 0) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) /
                               static_cast<int>(day)} +
         std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second};
}

const std::string rss = R"(<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Harbour Post</title><link>https://www.harbourpost.example/</link>
<description>News of the coast</description><language>en-gb</language>
<lastBuildDate>Thu, 05 Mar 2026 15:00:00 GMT</lastBuildDate>
<image><url>https://www.harbourpost.example/logo.png</url></image>
<item><title>Ferry &amp;amp; tugs</title><link>/world/ferry?utm_source=rss</link>
<guid isPermaLink="false">n-9</guid><pubDate>Thu, 5 Mar 26 14:30:10 EST</pubDate>
<dc:creator>By Ann Lee</dc:creator><author>desk@harbourpost.example (Bo Ek)</author>
<category domain="places">Halden</category><dc:subject>Ships</dc:subject>
<description>&lt;p&gt;A &lt;b&gt;ferry&lt;/b&gt; drifted.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>HALDEN (Reuters) - A ferry drifted.</p><p>Two tugs came.</p>
<script>track()</script><p>The post Ferry appeared first on Harbour Post.</p>]]></content:encoded>
<media:content url="/i.jpg" medium="image" width="640"><media:credit>Cy Os</media:credit></media:content>
<enclosure url="https://cdn.example/a.mp3" length="1200" type="audio/mpeg"/>
<source url="https://wire.example/rss">The Wire</source>
<comments>/world/ferry#comments</comments></item>
</channel></rss>)";

TEST_CASE("RSS: the feed and an item with all that is usual") {
  const Feed read = feed(rss, {.url = "https://feeds.harbourpost.example/all.xml"});
  CHECK(read.kind == FeedKind::rss);
  CHECK(read.version == "2.0");
  CHECK(read.title == "Harbour Post");
  CHECK(read.subtitle == "News of the coast");
  CHECK(read.link == "https://www.harbourpost.example/");
  CHECK(read.language == "en-gb");
  CHECK(read.image == "https://www.harbourpost.example/logo.png");
  CHECK(read.updated.parsed->time == at(2026, 3, 5, 15));
  CHECK(read.problems.empty());
  REQUIRE(read.items.size() == 1);
  const FeedItem& one = read.items[0];
  CHECK(one.id == "n-9");
  CHECK_FALSE(one.id_is_link);
  CHECK(one.link == "https://feeds.harbourpost.example/world/ferry?utm_source=rss");
  CHECK(one.title == "Ferry & tugs");
  CHECK(one.summary == "A ferry drifted.");
  CHECK(one.content.starts_with("HALDEN (Reuters) - A ferry drifted.\n\nTwo tugs came."));
  CHECK(one.content.find("track") == std::string::npos);
  CHECK(one.published.parsed->time == at(2026, 3, 5, 19, 30, 10));
  REQUIRE(one.authors.size() == 2);
  CHECK(one.authors[1] == FeedPerson{"Bo Ek", "desk@harbourpost.example", ""});
  CHECK(one.categories == std::vector<FeedCategory>{{"Halden", "places", ""}, {"Ships", "", ""}});
  REQUIRE(one.media.size() == 2);
  CHECK(one.media[0].url == "https://feeds.harbourpost.example/i.jpg");
  CHECK(one.media[0].width == 640);
  CHECK(one.media[0].credit == "Cy Os");
  CHECK(one.media[1].is_enclosure);
  CHECK(one.media[1].bytes == 1200);
  CHECK(one.source.title == "The Wire");
  CHECK(one.source.url == "https://wire.example/rss");
  CHECK(one.line == 8);
}

TEST_CASE("an item becomes an article: canonical, dated, attributed") {
  const DocumentArticles read = articles_of(feed(rss));
  REQUIRE(read.articles.size() == 1);
  const auto& article = read.articles[0];
  CHECK(article.id.str() == "https://harbourpost.example/world/ferry");
  CHECK(article.url == "https://www.harbourpost.example/world/ferry");
  CHECK(article.title == "Ferry & tugs");
  CHECK(article.text == "HALDEN (Reuters) - A ferry drifted.\n\nTwo tugs came.");
  CHECK(article.outlet == "The Wire");
  CHECK(article.language == "en-gb");
  CHECK(article.published == at(2026, 3, 5, 19, 30, 10));
  CHECK(article.precision == DatePrecision::second);
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Bo Ek"});
  CHECK(article.categories == std::vector<std::string>{"Halden", "Ships"});
  CHECK(article.image == "https://www.harbourpost.example/i.jpg");
  CHECK(article.credit == "Reuters");
}

TEST_CASE("Atom 1.0: kinds of text, links, people, source, xml:base and xml:lang") {
  const Feed read = feed(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nb"
      xml:base="https://avis.example/ny/"><title type="text">Avisen &lt;b></title>
    <link href="../"/><link rel="self" href="feed.xml"/><id>tag:avis.example,2026:feed</id>
    <updated>2026-03-05T10:00:00+01:00</updated><author><name>Desk</name></author>
    <entry xml:base="sak/"><title type="html">Storm &amp;lt; &lt;i>orkan&lt;/i></title>
      <id>tag:avis.example,2026:1</id><link href="1.html"/>
      <link rel="enclosure" type="video/mp4" href="1.mp4"/>
      <published>2026-03-05T10:00:30+01:00</published><updated>2026-03-06T00:00:00Z</updated>
      <author><name>Liv</name><uri>/liv</uri></author><category term="v" label="Vær"/>
      <summary>Kort &lt;p&gt;</summary>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Et</p><p>To</p></div></content>
      <source><id>x</id><title>Annen avis</title><link href="https://annen.example/"/></source>
    </entry></feed>)");
  CHECK(read.kind == FeedKind::atom);
  CHECK(read.title == "Avisen <b>");
  CHECK(read.link == "https://avis.example/");
  CHECK(read.self == "https://avis.example/ny/feed.xml");
  REQUIRE(read.items.size() == 1);
  const FeedItem& one = read.items[0];
  CHECK(one.title == "Storm < orkan");
  CHECK(one.link == "https://avis.example/ny/sak/1.html");
  CHECK(one.language == "nb");
  CHECK(one.summary == "Kort <p>");
  CHECK(one.content == "Et\n\nTo");
  CHECK(one.published.parsed->time == at(2026, 3, 5, 9, 0, 30));
  CHECK(one.authors == std::vector<FeedPerson>{{"Liv", "", "https://avis.example/liv"}});
  CHECK(one.categories == std::vector<FeedCategory>{{"v", "", "Vær"}});
  CHECK(one.media.size() == 1);
  CHECK(one.source.title == "Annen avis");
  CHECK(articles_of(read).articles[0].modified == at(2026, 3, 6));
}

TEST_CASE("Atom 0.3: modes of content, tagline, issued") {
  const Feed read = feed(R"(<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title>
    <tagline mode="escaped" type="text/html">&lt;i>sub&lt;/i></tagline><entry>
    <title mode="base64" type="text/html">PGI+Qm9sZDwvYj4=</title><issued>2004-01-02T03:04Z</issued>
    <content type="text/html" mode="escaped">&lt;p>One&lt;/p>&lt;p>Two&lt;/p></content></entry></feed>)");
  CHECK(read.subtitle == "sub");
  REQUIRE(read.items.size() == 1);
  CHECK(read.items[0].title == "Bold");
  CHECK(read.items[0].content == "One\n\nTwo");
  CHECK(read.items[0].published.parsed->precision == DatePrecision::minute);
}

TEST_CASE("RDF: items beside the channel, Dublin Core") {
  const Feed read = feed(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
    <channel rdf:about="https://a.example/rdf"><title>A</title><link>https://a.example/</link>
    <items><rdf:Seq><rdf:li rdf:resource="https://a.example/1"/></rdf:Seq></items></channel>
    <item rdf:about="https://a.example/1"><title>One</title><link>https://a.example/1</link>
    <d:date>2026-03-05</d:date><d:creator>Ann</d:creator></item></rdf:RDF>)");
  CHECK(read.kind == FeedKind::rdf);
  CHECK(read.id == "https://a.example/rdf");
  REQUIRE(read.items.size() == 1);
  CHECK(read.items[0].id == "https://a.example/1");
  CHECK(read.items[0].authors[0].name == "Ann");
  CHECK(articles_of(read).articles[0].precision == DatePrecision::day);
}

TEST_CASE("JSON Feed: both texts, tags, authors, attachments, numbers as ids") {
  const Feed read = feed(R"({"version":"https://jsonfeed.org/version/1.1","title":"J",
    "home_page_url":"https://j.example/","language":"de","items":[{"id":7,"url":"/a",
    "title":"A &amp; B","content_html":"<p>Eins</p><p>Zwei</p>","summary":"kurz",
    "date_published":"2026-03-05T10:00:01+01:00","tags":["x","y"],"authors":[{"name":"Ann"}],
    "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":5}]},3,
    {"id":"b","content_text":"Nur Text"}]})");
  CHECK(read.kind == FeedKind::json);
  REQUIRE(read.items.size() == 2);
  CHECK(read.items[0].id == "7");
  CHECK(read.items[0].link == "https://j.example/a");
  CHECK(read.items[0].title == "A & B");
  CHECK(read.items[0].content == "Eins\n\nZwei");
  CHECK(read.items[0].language == "de");
  CHECK(read.items[0].media[0].url == "https://j.example/a.mp3");
  CHECK(read.items[1].content == "Nur Text");
  REQUIRE(read.problems.size() == 1);
  CHECK(read.problems[0].rejected);
}

TEST_CASE("text of unknown kind: plain, HTML, HTML escaped twice, and what is about HTML") {
  CHECK(item("<title>A &amp; B</title>").title == "A & B");
  CHECK(item("<title>A &amp;amp; B &amp;#8211; C</title>").title == "A & B – C");
  CHECK(item("<title><![CDATA[A <b>B</b>]]></title>").title == "A B");
  CHECK(item("<title>3 &lt; 4</title>").title == "3 < 4");
  CHECK(item("<description>&amp;lt;p&amp;gt;One&amp;lt;/p&amp;gt;</description>").summary == "One");
  CHECK(item("<description><p>One</p><p>Two</p></description>").summary == "One\n\nTwo");
  CHECK(item("<description>a&lt;br>b &lt;ul>&lt;li>c&lt;li>d&lt;/ul></description>").summary ==
        "a\nb\n\nc\nd");
}

TEST_CASE("broken XML still yields its items, with a word about it") {
  const Feed read = feed(
      "junk <rss><channel><title>A & B &nbsp; &eacute;</title>\n"
      "<item><title>One <b>bold</title><link>https://a.example/1?a=1&b=2</link></item>\n"
      "<item><title>Two</title><description>5 < 6 & x\x01</description>\n"
      "<media:thumbnail url='https://a.example/t.jpg'/>\n"
      "<item><title>Three");
  CHECK(read.title == "A & B é");
  REQUIRE(read.items.size() == 3);
  CHECK(read.items[0].link == "https://a.example/1?a=1&b=2");
  CHECK(read.items[1].title == "Two");
  CHECK(read.items[1].summary == "5 < 6 & x");
  CHECK(read.items[2].title == "Three");
  CHECK_FALSE(read.problems.empty());
  for (const Problem& problem : read.problems) CHECK_FALSE(problem.rejected);
}

TEST_CASE("any charset: declared, told by the transport, marked, detected") {
  CHECK(item("<title>caf\xE9</title>", "<?xml version='1.0' encoding='iso-8859-1'?><rss>").title ==
        "café");
  DocumentOptions options;
  options.charset = "windows-1251";
  CHECK(feed("<rss><channel><title>\xCC\xEE\xF1\xEA\xE2\xE0</title></channel></rss>", options)
            .title == "Москва");
  std::string wide = "\xFF\xFE";
  for (const char c : std::string("<rss><channel><title>W</title></channel></rss>")) {
    wide += c;
    wide += '\0';
  }
  CHECK(feed(wide).title == "W");
}

TEST_CASE("the same article from two feeds is one; items that share a link are told apart") {
  const std::string a =
      "<rss><channel><link>https://p.example/</link><item><title>S</title>"
      "<link>http://www.p.example/s/?utm_medium=a#x</link></item></channel></rss>";
  const std::string b =
      "<rss><channel><item><guid>https://m.p.example/s</guid><title>S</title>"
      "</item></channel></rss>";
  CHECK(articles_of(feed(a)).articles[0].id == articles_of(feed(b)).articles[0].id);

  const std::string shared =
      "<rss><channel><link>https://p.example/</link>"
      "<item><title>A</title><link>https://p.example/</link><guid "
      "isPermaLink='false'>1</guid></item>"
      "<item><title>B</title><link>https://p.example/</link><guid "
      "isPermaLink='false'>2</guid></item>"
      "<item><title>C</title><link>https://p.example/</link></item></channel></rss>";
  const auto articles = articles_of(feed(shared)).articles;
  REQUIRE(articles.size() == 3);
  CHECK(articles[0].id.str() == "https://p.example/#1");
  CHECK(articles[1].id.str() == "https://p.example/#2");
  CHECK(articles[2].id.str().starts_with("h"));
}

TEST_CASE("without title and text there is no article; absurd dates are flagged and unknown") {
  const auto read = articles_of(
      feed("<rss><channel><item><link>https://a.example/1</link></item>\n"
           "<item><title>T</title><pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item>\n"
           "<item><title>U</title><pubDate>soon</pubDate></item>"
           "<item><title>V</title><pubDate>2026-03-05</pubDate></item></channel></rss>"),
      at(2026, 3, 1));
  REQUIRE(read.articles.size() == 3);
  for (const auto& article : read.articles) CHECK_FALSE(article.published);
  REQUIRE(read.problems.size() == 4);
  CHECK(read.problems[0].rejected);
  CHECK(read.problems[0].error.code == ErrorCode::missing_content);
  CHECK(read.problems[0].error.where.line == 1);
  for (std::size_t i = 1; i < 4; ++i) {
    CHECK(read.problems[i].error.code == ErrorCode::invalid_date);
    CHECK_FALSE(read.problems[i].rejected);
  }
}

TEST_CASE("what is no feed is refused with what it is") {
  const auto code = [](std::string_view bytes) { return parse_feed(bytes).error().code; };
  CHECK(code("<html><body/></html>") == ErrorCode::unknown_format);
  CHECK(code("{\"title\":\"x\"}") == ErrorCode::unknown_format);
  CHECK(code("{\"items\":[") == ErrorCode::json_syntax);
  CHECK(code("") == ErrorCode::corrupt);
  CHECK(code("plain text") == ErrorCode::corrupt);
  DocumentOptions small;
  small.max_bytes = 10;
  CHECK(parse_feed("<rss><channel/></rss>", small).error().code == ErrorCode::too_large);
}

TEST_CASE("limits: items beyond are rejected together, long texts are cut at characters") {
  std::string many = "<rss><channel>";
  for (int i = 0; i < 50; ++i) many += "<item><title>ééééé</title></item>";
  DocumentOptions options;
  options.max_items = 20;
  options.max_field_bytes = 5;
  const Feed read = feed(many, options);
  CHECK(read.items.size() == 20);
  CHECK(read.items[0].title == "éé");
  CHECK(read.problems.back().rejected);
  CHECK(read.problems.back().error.message.starts_with("30 items"));
}

}  // namespace
