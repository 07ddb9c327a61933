#include "ingest/feed_suites.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "newsloom/ingest/feed.hpp"

namespace {

using namespace newsloom::ingest;
using namespace newsloom::ingest::testing;

const char* const archives[] = {"/feeds/feedparser-tests.tar.zst",
                                "/feeds/feedvalidator-testcases.tar.zst"};

std::vector<SuiteFile> suite(const char* archive) {
  const char* corpora = std::getenv("NEWSLOOM_CORPORA");
  return corpora == nullptr ? std::vector<SuiteFile>{} : files_of(corpora + std::string(archive));
}

bool is_document(const SuiteFile& file) {
  return file.name.ends_with(".xml") || file.name.ends_with(".json");
}

// Where the figures are wanted in full, NEWSLOOM_REPORT names a file to write them to.
void report(const std::string& text) {
  if (const char* path = std::getenv("NEWSLOOM_REPORT")) std::ofstream(path, std::ios::app) << text;
}

TEST_CASE("every item libxml2's recovering DOM sees in the feed suites becomes a FeedItem") {
  std::size_t files = 0;
  std::size_t feeds = 0;
  std::uint64_t seen = 0;
  std::uint64_t found = 0;
  std::uint64_t elsewhere = 0;
  for (const char* archive : archives) {
    for (const SuiteFile& file : suite(archive)) {
      if (!is_document(file)) continue;
      ++files;
      const auto start = std::chrono::steady_clock::now();
      const auto feed = parse_feed(file.bytes);
      CAPTURE(file.name);
      CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
      const SeenItems items = items_seen_by_libxml2(file.bytes);
      if (!feed) {
        elsewhere += items.count;
        if (items.count > 0) {
          report("no feed: " + file.name + " <" + items.root + "> " + feed.error().message + "\n");
        }
        continue;
      }
      ++feeds;
      seen += items.count;
      found += std::min<std::uint64_t>(items.count, feed->items.size());
      if (feed->items.size() < items.count) {
        report("items: " + file.name + " " + std::to_string(feed->items.size()) + " of " +
               std::to_string(items.count) + "\n");
      }
      const DocumentArticles articles = articles_of(*feed);
      std::size_t rejected = 0;
      for (const Problem& problem : articles.problems) rejected += problem.rejected ? 1 : 0;
      CHECK(articles.articles.size() + rejected == feed->items.size());
      for (const auto& article : articles.articles) {
        CHECK_FALSE(article.id.empty());
        CHECK(article.title.size() + article.text.size() > 0);
      }
    }
  }
  if (files == 0) {
    MESSAGE("SKIPPED: no feed suites in NEWSLOOM_CORPORA");
    return;
  }
  MESSAGE(files << " files, " << feeds << " feeds; " << found << " of " << seen << " items, "
                << elsewhere << " in documents that are no feeds");
  CHECK(files > 4000);
  CHECK(static_cast<double>(found) >= .995 * static_cast<double>(seen + elsewhere));
}

TEST_CASE("what feedparser's suite expects of the named fields agrees") {
  std::size_t all = 0;
  std::size_t agreed = 0;
  std::map<std::string, std::size_t> wrong_fields;
  for (const SuiteFile& file : suite(archives[0])) {
    const std::vector<Expectation> expectations = expectations_of(file.bytes);
    if (expectations.empty()) continue;
    const Served how = served(file.bytes);
    DocumentOptions options;
    options.url = how.url;
    options.charset = how.charset;
    options.language = how.language;
    const auto feed = parse_feed(file.bytes, options);
    for (const Expectation& one : expectations) {
      ++all;
      const std::string value = feed ? value_at(*feed, one.path) : "no feed";
      const bool agrees =
          one.is_none ? value.empty() : value == one.literal || value == plain(one.literal);
      agreed += agrees ? 1 : 0;
      if (agrees) continue;
      ++wrong_fields[one.path];
      report("differs: " + file.name + " " + one.path + "\n  expected: " + one.literal +
             "\n  ours:     " + value + "\n");
    }
  }
  if (all == 0) {
    MESSAGE("SKIPPED: no feed suites in NEWSLOOM_CORPORA");
    return;
  }
  MESSAGE(agreed << " of " << all << " expectations agree");
  for (const auto& [path, count] : wrong_fields) MESSAGE("differs: " << path << " × " << count);
  CHECK(all > 400);
  CHECK(static_cast<double>(agreed) >= .95 * static_cast<double>(all));
}

}  // namespace
