#include "newsloom/page/render.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "newsloom/page/compose.hpp"
#include "newsloom/page/feeds.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

EventPage sample_page() {
  const auto sample = tests::make_sample();
  auto page = compose_page(sample.event, sample.articles);
  REQUIRE(page);
  return std::move(*page);
}

/// A page of articles somebody made to break it.
EventPage hostile_page() {
  MemoryArticleSource source;
  const std::string script = "<script>alert('x')</script> & \"quoted\" {{title}} in Kastel";
  const std::string turned = "\u202Eevil title of Kastel\u202C and more";
  const std::string huge = "Kastel " + std::string(10'000, 'w') + " falls";
  Article bad = tests::article("<i>", "a.example", "2026-05-04", script,
                               "A <b>bridge</b> in Kastel fell & hurt 12 people, an aide said.");
  bad.url = "javascript:alert(1)";
  const EventView event = tests::event_of(
      EventId(3),
      {bad,
       tests::article("b", "b.example\" onclick=\"x", "2026-05-04", turned,
                      "Twelve people were hurt in Kastel\u202E when its bridge fell."),
       tests::article("c", "c.example", "2026-05-05", huge,
                      "In Kastel a bridge fell. ]]> --> </p>")},
      source);
  auto page = compose_page(event, source);
  REQUIRE(page);
  return std::move(*page);
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("all statements of a page are in every rendering") {
  const EventPage page = sample_page();
  const std::string html = to_html(page);
  const std::string text = to_text(page, 1000);
  for (const Statement& statement : page.whats_happened) {
    CHECK(has(html, statement.text()));
    CHECK(has(text, statement.text()));
  }
  for (const PaperRow& row : page.what_the_papers_say) CHECK(has(html, row.outlet));
  CHECK(has(to_markdown(page), "## What the papers say"));
  CHECK(has(html, "<svg"));
}

TEST_CASE("HTML loads nothing and runs nothing") {
  const std::string html = to_html(sample_page());
  for (const char* part :
       {"<script", "<link rel=\"stylesheet", "@import", "url(", "<iframe", "src="}) {
    CHECK_FALSE(has(html, part));
  }
}

TEST_CASE("hostile text stays text in every rendering") {
  const EventPage page = hostile_page();
  const std::string html = to_html(page);
  CHECK_FALSE(has(html, "<script"));
  CHECK_FALSE(has(html, "<b>bridge"));
  CHECK_FALSE(has(html, "javascript:"));
  CHECK_FALSE(has(html, "\" onclick"));
  CHECK_FALSE(has(html, "\u202E"));
  CHECK_FALSE(has(to_text(page), "\u202E"));
  const std::string markdown = to_markdown(page);
  for (std::size_t at = markdown.find('<'); at != std::string::npos;
       at = markdown.find('<', at + 1)) {
    const bool is_escaped = at > 0 && markdown[at - 1] == '\\';
    const bool opens_link = at > 0 && markdown[at - 1] == '(';
    CHECK((is_escaped || opens_link));
  }
  CHECK_FALSE(has(to_markdown(page), "](<javascript"));
  const std::vector<EventPage> pages{page};
  CHECK_FALSE(has(front_page_html(pages), "<script"));
  for (const std::string& feed : {to_rss(pages, {}), to_atom(pages, {})}) {
    CHECK_FALSE(has(feed, "<script"));
    CHECK_FALSE(has(feed, "<b>"));
  }
}

TEST_CASE("lines keep to the terminal's width where words allow") {
  const std::string text = to_text(sample_page(), 60);
  std::size_t column = 0;
  for (const char byte : text) {
    column = byte == '\n' ? 0 : column + ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U);
    CHECK(column <= 60);
  }
}

TEST_CASE("a front page links to its events") {
  const std::vector<EventPage> pages{sample_page()};
  CHECK(has(front_page_html(pages), "href=\"e2.html\""));
  CHECK(has(front_page_html({}), "</html>"));
}

}  // namespace
