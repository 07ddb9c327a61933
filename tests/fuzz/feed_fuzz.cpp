// Fuzz target: any bytes are read as a feed, with the promises of feed.hpp kept and twice the same.
// Build with clang and -fsanitize=fuzzer.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "newsloom/ingest/feed.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace ingest = newsloom::ingest;

// Small, so that short inputs reach them.
constexpr std::size_t max_text_bytes = 512;
constexpr std::size_t max_field_bytes = 96;
constexpr std::size_t max_items = 4;
constexpr std::size_t max_list_items = 3;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

void check(const std::string& text, std::size_t limit) {
  require(text.size() <= limit);
  require(newsloom::text::needs_no_repair(text));
}

void check_item(const ingest::FeedItem& item) {
  check(item.title, max_field_bytes);
  check(item.summary, max_text_bytes);
  check(item.content, max_text_bytes);
  require(item.authors.size() <= max_list_items);
  require(item.categories.size() <= max_list_items);
  require(item.media.size() <= max_list_items);
  require(item.links.size() <= max_list_items);
  require(item.line > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ingest::DocumentOptions options;
  options.url = "https://sorrel.example/feeds/all.xml";
  options.max_text_bytes = max_text_bytes;
  options.max_field_bytes = max_field_bytes;
  options.max_items = max_items;
  options.max_list_items = max_list_items;
  options.max_depth = 16;
  const auto feed = ingest::parse_feed(bytes, options);
  const auto again = ingest::parse_feed(bytes, options);
  require(feed.has_value() == again.has_value());
  if (!feed) return 0;
  require(feed->items.size() <= max_items && feed->items.size() == again->items.size());
  for (const ingest::FeedItem& item : feed->items) check_item(item);
  const auto read = articles_of(*feed);
  std::size_t lost = 0;
  for (const ingest::Problem& problem : read.problems) {
    require(stage_of(problem.error.code) == newsloom::Stage::ingest);
    lost += problem.error.code == newsloom::ErrorCode::missing_content ? 1 : 0;
  }
  require(read.articles.size() + lost == feed->items.size());
  require(read.articles == articles_of(*again).articles);
  for (const newsloom::Article& article : read.articles) {
    require(!article.id.empty());
    require(!article.title.empty() || !article.text.empty());
    require(article.published.has_value() ==
            (article.precision != newsloom::DatePrecision::unknown));
  }
  return 0;
}
