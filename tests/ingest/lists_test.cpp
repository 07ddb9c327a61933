#include "newsloom/ingest/lists.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

using namespace newsloom::ingest;
using newsloom::ErrorCode;

TEST_CASE("OPML: feeds at any depth, with their folders") {
  const auto list = parse_opml(R"(<opml version="2.0"><head><title>Mine</title></head><body>
    <outline text="World"><outline text="Coast"><outline type="rss" text="Post"
      xmlUrl="/rss" htmlUrl="https://p.example/"/></outline></outline>
    <outline type="rss" text="lost"/><outline title="Atom" XMLURL="https://a.example/atom"/></body></opml>)",
                               {.url = "https://p.example/list.opml"});
  REQUIRE(list);
  CHECK(list->title == "Mine");
  REQUIRE(list->feeds.size() == 2);
  CHECK(list->feeds[0].feed_url == "https://p.example/rss");
  CHECK(list->feeds[0].site_url == "https://p.example/");
  CHECK(list->feeds[0].title == "Post");
  CHECK(list->feeds[0].folders == std::vector<std::string>{"World", "Coast"});
  CHECK(list->feeds[1].feed_url == "https://a.example/atom");
  REQUIRE(list->problems.size() == 1);
  CHECK(list->problems[0].rejected);
}

TEST_CASE("a news sitemap's entries are articles with a title") {
  const auto map = parse_sitemap(R"(<?xml version="1.0"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
     xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
     xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc>https://www.p.example/ferry?utm_source=x</loc><lastmod>2026-03-06</lastmod><n:news>
     <n:publication><n:name>Harbour Post</n:name><n:language>en</n:language></n:publication>
     <n:publication_date>2026-03-05T11:30:07+00:00</n:publication_date><n:title>Ferry &amp;amp; tugs</n:title>
     <n:keywords>sea, ships</n:keywords></n:news>
     <image:image><image:loc>https://p.example/i.jpg</image:loc></image:image></url>
    <url><loc>https://p.example/about</loc></url><url><loc>nowhere</loc></url></urlset>)");
  REQUIRE(map);
  CHECK_FALSE(map->is_index);
  CHECK(map->entries.size() == 2);
  const auto read = articles_of(*map);
  REQUIRE(read.articles.size() == 1);
  CHECK(read.articles[0].id.str() == "https://p.example/ferry");
  CHECK(read.articles[0].title == "Ferry & tugs");
  CHECK(read.articles[0].outlet == "Harbour Post");
  CHECK(read.articles[0].language == "en");
  CHECK(read.articles[0].categories == std::vector<std::string>{"sea", "ships"});
  CHECK(read.articles[0].image == "https://p.example/i.jpg");
  CHECK(read.articles[0].published.has_value());
  CHECK(read.articles[0].modified.has_value());
  REQUIRE(read.problems.size() == 2);
  CHECK(read.problems[0].error.code == ErrorCode::invalid_url);
  CHECK(read.problems[1].error.message.find("1 pages") != std::string::npos);
}

TEST_CASE("a sitemap index leads to sitemaps") {
  const auto map = parse_sitemap(
      R"(<sitemapindex><sitemap><loc>https://p.example/1.xml</loc><lastmod>2026-03</lastmod></sitemap>
      </sitemapindex>)");
  REQUIRE(map);
  CHECK(map->is_index);
  REQUIRE(map->entries.size() == 1);
  CHECK(map->entries[0].modified.parsed->precision == newsloom::DatePrecision::unknown);
  CHECK(articles_of(*map).articles.empty());
}

TEST_CASE("another format is refused by name") {
  CHECK(parse_opml("<rss/>").error().code == ErrorCode::unknown_format);
  CHECK(parse_sitemap("<opml/>").error().code == ErrorCode::unknown_format);
}

TEST_CASE("the corpora's lists of real feeds are read without a loss") {
  namespace fs = std::filesystem;
  const char* corpora = std::getenv("NEWSLOOM_CORPORA");
  const fs::path folder = fs::path(corpora == nullptr ? "" : corpora) / "feeds/opml";
  if (corpora == nullptr || !fs::is_directory(folder)) {
    MESSAGE("SKIPPED: no feeds/opml in NEWSLOOM_CORPORA");
    return;
  }
  std::size_t feeds = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::size_t written = 0;
    for (std::size_t at = bytes.find("xmlUrl="); at != std::string::npos;
         at = bytes.find("xmlUrl=", at + 1)) {
      written += bytes[at + std::string_view("xmlUrl=\"").size()] == '"' ? 0U : 1U;
    }
    const auto list = parse_opml(bytes);
    REQUIRE(list);
    CHECK(list->feeds.size() == written);
    feeds += list->feeds.size();
  }
  MESSAGE(feeds << " feeds");
  CHECK(feeds > 200);
}

}  // namespace
