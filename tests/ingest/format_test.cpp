#include "newsloom/ingest/format.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

using newsloom::ingest::detect_format;
using newsloom::ingest::Format;

namespace {

/// ASCII as UTF-16, big or little endian.
std::string utf16(std::string_view ascii, bool is_big) {
  std::string out;
  for (const char c : ascii) {
    if (is_big) out += '\0';
    out += c;
    if (!is_big) out += '\0';
  }
  return out;
}

}  // namespace

TEST_SUITE_BEGIN("ingest format");

TEST_CASE("formats are known by how documents begin") {
  const std::vector<std::pair<std::string, Format>> documents = {
      {"{\"id\":\"1\",\"title\":\"t\"}\n{\"id\":\"2\"", Format::json_lines},
      {"[{\"id\":\"1\",\"title\":\"t\"}]", Format::json_lines},
      {"junk\n{\"id\":\"1\",\"title\":\"t\"}", Format::json_lines},
      {"{\"version\" : \"https://jsonfeed.org/version/1.1\", \"items\": []}", Format::json_feed},
      {"{\n  \"title\": \"x\",\n  \"items\": []\n}", Format::json_feed},
      {"{\"uri\":\"urn:x\",\"versioncreated\":\"2026-03-05T10:00:00Z\",\"headline\":\"h\"}",
       Format::ninjs},
      {"<!doctype html><p>x", Format::html},
      {"<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\"><title>x", Format::html},
      {"<!-- x --><html>", Format::html},
      {"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>", Format::html},
      {"<p>x</p>", Format::html},
      {"<weird><html>", Format::html},
      {"Warning: something\n<html>", Format::html},
      {"WARC/1.0\r\nWARC-Type: warcinfo\r\n", Format::warc},
      {"<rss version='2.0'>", Format::feed},
      {"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY nbsp '&#160;'>]><rss>", Format::feed},
      {"<rdf:RDF xmlns:rdf='x'>", Format::feed},
      {"<atom:feed>", Format::feed},
      {"<feed xmlns='http://www.w3.org/2005/Atom'>", Format::feed},
      {"<newsMessage>", Format::newsml},
      {"<newsItem>", Format::newsml},
      {"<nitf>", Format::nitf},
      {"<opml version='2.0'>", Format::opml},
      {"<urlset>", Format::sitemap},
      {"<sitemapindex>", Format::sitemap},
      {"url,title,text\n", Format::csv},
      {"id;\"Headline\";body\n1;", Format::csv},
      {"", Format::unknown},
      {"plain text, in lines\nof nothing", Format::unknown},
      {"<svg xmlns='http://www.w3.org/2000/svgx'", Format::html},
      {"<unheard-of/>", Format::unknown},
      {"\x89PNG\r\n\x1a\n", Format::unknown},
      {"%PDF-1.7", Format::unknown},
  };
  for (const auto& [document, format] : documents) {
    CAPTURE(document);
    CHECK(to_string(detect_format(document)) == to_string(format));
    CHECK(detect_format(" \r\n\t" + document) == format);
    CHECK(detect_format("\xEF\xBB\xBF" + document) == format);
    if (document.empty() || static_cast<signed char>(document[0]) < 0) continue;
    CHECK(detect_format("\xFF\xFE" + utf16(document, false)) == format);
    CHECK(detect_format("\xFE\xFF" + utf16(document, true)) == format);
  }
}

TEST_CASE("every prefix of a document has a format or none, and the whole has its own") {
  const std::string rss = "<?xml version=\"1.0\"?>\n<!-- made by hand -->\n<rss><channel>";
  for (std::size_t size = 0; size <= rss.size(); ++size) {
    const Format format = detect_format(std::string_view(rss).substr(0, size));
    CHECK((format == Format::unknown || format == Format::feed || format == Format::html));
  }
  CHECK(detect_format(rss) == Format::feed);
}

TEST_SUITE_END();
