#include "newsloom/page/feeds.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "newsloom/page/compose.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

std::vector<EventPage> pages() {
  const auto sample = tests::make_sample();
  return {*compose_page(sample.event, sample.articles),
          *compose_page(sample.earlier, sample.articles)};
}

TEST_CASE("an event is an item of each feed") {
  const FeedOptions options{.title = "A & B", .base_url = "https://news.example"};
  const std::string rss = to_rss(pages(), options);
  CHECK(rss.find("<title>A &amp; B</title>") != std::string::npos);
  CHECK(rss.find("https://news.example/e2.html") != std::string::npos);
  CHECK(rss.find("<pubDate>Tue, 05 May 2026 00:00:00 GMT</pubDate>") != std::string::npos);
  CHECK(to_atom(pages(), options).find("<updated>2026-05-05T00:00:00Z</updated>") !=
        std::string::npos);
  const auto feed = boost::json::parse(to_json_feed(pages(), options));
  CHECK(feed.at("items").as_array().size() == 2);
  CHECK(feed.at("version").as_string() == "https://jsonfeed.org/version/1.1");
}

TEST_CASE("no more items than asked for") {
  FeedOptions options;
  options.max_items = 1;
  const auto feed = boost::json::parse(to_json_feed(pages(), options));
  CHECK(feed.at("items").as_array().size() == 1);
}

}  // namespace
