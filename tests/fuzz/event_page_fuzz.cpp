// Bytes as a page to verify, as a topic file, and as an article's text: whatever they are, the page
// made of them holds, and nothing of them becomes markup.
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "newsloom/page/compose.hpp"
#include "newsloom/page/feeds.hpp"
#include "newsloom/page/known_topics.hpp"
#include "newsloom/page/render.hpp"
#include "newsloom/page/verify.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

using namespace newsloom;

void must(bool holds) {
  if (!holds) std::abort();
}

Article article_of(std::string_view bytes, const char* id, const char* outlet) {
  Article article;
  article.id = ArticleId(id);
  article.outlet = outlet;
  article.url = text::repair_utf8(bytes.substr(0, 40));
  article.title = text::repair_utf8(bytes.substr(0, 120));
  article.text = text::repair_utf8(bytes);
  article.language = "en";
  article.published = Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4}};
  return article;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  MemoryArticleSource articles;
  EventView event;
  event.id = EventId(1);
  const std::string_view halves[] = {bytes, bytes.substr(size / 2)};
  const char* names[] = {"a", "b"};
  for (int i = 0; i < 2; ++i) {
    Article article = article_of(halves[i], names[i], i == 0 ? "a.example" : "b.example");
    CoverageRow row;
    row.article = article.id;
    row.outlet = row.family = article.outlet;
    row.language = i == 0 ? "en" : "de";
    row.published = article.published;
    event.coverage.push_back(row);
    articles.put(std::move(article));
  }
  event.outlet_count = event.family_count = event.independent_source_count = 2;
  event.date_start = event.date_updated = event.coverage[0].published;
  const auto page = page::compose_page(event, articles);
  must(page.has_value());
  must(page::verify_spans(*page, articles).has_value());
  must(page::verify_claims(*page, articles).has_value());
  const std::string html = page::to_html(*page);
  must(html.find("<script") == std::string::npos);
  (void)page::to_text(*page);
  (void)page::to_markdown(*page);
  const EventPage pages[] = {*page};
  (void)page::to_rss(pages, {});
  (void)page::verify_spans(bytes, articles);
  (void)page::verify_claims(bytes, articles);
  (void)page::KnownTopics::read(bytes);
  return 0;
}
