#include "newsloom/ingest/newsroom.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

namespace {

using namespace newsloom::ingest;
using newsloom::Article;
using newsloom::ErrorCode;

const std::string newsml = R"(<?xml version="1.0"?>
<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="tag:wire.example,2026:N1" version="2" xml:lang="en-GB">
 <rightsInfo><copyrightHolder literal="x"><name>Thomson Reuters</name></copyrightHolder></rightsInfo>
 <itemMeta><itemClass qcode="ninat:text"/><provider><name>The Wire</name></provider>
  <versionCreated>2026-03-05T12:00:05Z</versionCreated><firstCreated>2026-03-05T11:30:07Z</firstCreated>
  <pubStatus qcode="stat:usable"/></itemMeta>
 <contentMeta><headline>Ferry drifts</headline><by>By Ann Lee</by><language tag="en"/>
  <subject qcode="medtop:1"><name>transport</name></subject><keyword>ferry</keyword></contentMeta>
 <contentSet><inlineXML contenttype="application/xhtml+xml">
  <html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head>
  <body><p>A ferry drifted.</p><p>Two tugs came.</p></body></html></inlineXML></contentSet>
</newsItem>
<newsItem guid="N2"><itemMeta><itemClass qcode="ninat:picture"/></itemMeta></newsItem>
<newsItem guid="N3"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>
<newsItem guid="N4"><itemMeta/></newsItem>
</itemSet></newsMessage>)";

const std::string nitf = R"(<nitf><head><title>no</title><docdata><doc-id id-string="D1"/>
 <date.issue norm="20260305T113007Z"/><doc.copyright holder="AP"/>
 <key-list><keyword key="ferry"/></key-list></docdata>
 <pubdata name="Harbour Post" position.section="World"/></head>
 <body><body.head><hedline><hl1>Ferry drifts</hl1><hl2>Two tugs</hl2></hedline>
 <byline>By <person>Ann Lee</person></byline><distributor>The Associated Press</distributor></body.head>
 <body.content><block><p>A ferry
   drifted.</p><media media-type="image"><media-reference mime-type="image/jpeg" source="i.jpg"/>
 <media-caption><p>caption</p></media-caption></media><hl2>Tugs</hl2><p>They came.</p></block>
 </body.content></body></nitf>)";

const std::string ninjs = R"({"uri":"urn:wire:1","type":"text","headline":"Ferry &amp; tugs",
 "versioncreated":"2026-03-05T12:00:05+01:00","firstcreated":"2026-03-05T11:30:07+01:00",
 "language":"sv","byline":"By Ann Lee","copyrightholder":"TT","subject":[{"name":"transport"}],
 "body_xhtml":"<p>En färja drev.</p><p>Två bogserbåtar kom.</p>","infosource":[{"name":"TT"}],
 "renditions":{"main":{"href":"https://w.example/i.jpg","mimetype":"image/jpeg"}}})";

TEST_CASE(
    "NewsML-G2: texts with their provider; pictures are passed over, withdrawn ones rejected") {
  const auto read = parse_newsml(newsml);
  REQUIRE(read);
  REQUIRE(read->articles.size() == 1);
  const Article& article = read->articles[0];
  CHECK(article.id.str() == "tag:wire.example,2026:N1");
  CHECK(article.outlet == "The Wire");
  CHECK(article.title == "Ferry drifts");
  CHECK(article.text == "A ferry drifted.\n\nTwo tugs came.");
  CHECK(article.language == "en");
  CHECK(article.published == newsloom::Timestamp(std::chrono::seconds(1772710207)));
  CHECK(article.modified == newsloom::Timestamp(std::chrono::seconds(1772712005)));
  CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(article.categories == std::vector<std::string>{"transport", "ferry"});
  CHECK(article.credit == "Reuters");
  REQUIRE(read->problems.size() == 2);
  CHECK(read->problems[0].error.where.field == "pubStatus");
  CHECK(read->problems[1].error.code == ErrorCode::missing_content);
}

TEST_CASE("NITF: headline, paragraphs and subheadings, no captions") {
  const auto read = parse_nitf(nitf);
  REQUIRE(read);
  REQUIRE(read->articles.size() == 1);
  const Article& article = read->articles[0];
  CHECK(article.id.str() == "D1");
  CHECK(article.title == "Ferry drifts");
  CHECK(article.text == "A ferry drifted.\n\nTugs\n\nThey came.");
  CHECK(article.outlet == "Harbour Post");
  CHECK(article.section == "World");
  CHECK(article.credit == "Associated Press");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(article.categories == std::vector<std::string>{"ferry"});
  CHECK(article.image == "i.jpg");
  CHECK(article.published == newsloom::Timestamp(std::chrono::seconds(1772710207)));
}

TEST_CASE("ninjs: one, a list, and what other profiles call things") {
  const auto read = parse_ninjs(ninjs);
  REQUIRE(read);
  REQUIRE(read->articles.size() == 1);
  const Article& article = read->articles[0];
  CHECK(article.id.str() == "urn:wire:1");
  CHECK(article.title == "Ferry & tugs");
  CHECK(article.text == "En färja drev.\n\nTvå bogserbåtar kom.");
  CHECK(article.outlet == "TT");
  CHECK(article.credit == "TT");
  CHECK(article.image == "https://w.example/i.jpg");
  CHECK(article.published == newsloom::Timestamp(std::chrono::seconds(1772706607)));

  const auto list = parse_ninjs("[" + ninjs +
                                R"(,{"type":"picture","headline":"x"},{"pubstatus":"canceled"},5,
      {"uri":"2","headlines":[{"role":"main","value":"H"}],"bodies":[{"role":"main","value":"<p>B</p>"}]}])");
  REQUIRE(list);
  REQUIRE(list->articles.size() == 2);
  CHECK(list->articles[1].title == "H");
  CHECK(list->articles[1].text == "B");
  CHECK(list->problems.size() == 2);
}

TEST_CASE("another format is refused by name") {
  CHECK(parse_newsml("<rss/>").error().code == ErrorCode::unknown_format);
  CHECK(parse_nitf("<rss/>").error().code == ErrorCode::unknown_format);
  CHECK(parse_ninjs("{\"a\":1}").error().code == ErrorCode::unknown_format);
  CHECK(parse_ninjs("{").error().code == ErrorCode::json_syntax);
  CHECK(parse_newsml("").error().code == ErrorCode::corrupt);
}

}  // namespace
