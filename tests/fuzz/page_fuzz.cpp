// Fuzz target: any bytes are read as a page, with the promises of page.hpp kept, and the same when
// the reader has read something else before. Build with clang and -fsanitize=fuzzer.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/page.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace ingest = newsloom::ingest;

// Small, so that short inputs reach them.
constexpr std::size_t max_text_bytes = 1024;
constexpr std::size_t max_nodes = 500;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

void check_text(const std::string& text) { require(newsloom::text::needs_no_repair(text)); }

void check_page(const ingest::Page& page) {
  require(!page.title.empty() || !page.paragraphs.empty());
  std::size_t bytes = 0;
  for (const std::string& paragraph : page.paragraphs) {
    check_text(paragraph);
    require(!paragraph.empty());
    bytes += paragraph.size();
  }
  require(bytes <= max_text_bytes);
  for (const std::string* field : {&page.title, &page.canonical_url, &page.language, &page.outlet,
                                   &page.section, &page.image, &page.credit}) {
    check_text(*field);
  }
  for (const std::string& name : page.authors) {
    check_text(name);
    require(!name.empty());
  }
  const newsloom::Article article = to_article(page);
  require(!article.id.empty());
  require(article.published.has_value() == page.published.has_value());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  const ingest::PageOptions options{.max_nodes = max_nodes, .max_text_bytes = max_text_bytes};
  const ingest::PageSource source{.url = "https://sorrel.example/a/b"};
  static ingest::PageReader used(options);
  ingest::PageReader fresh(options);
  std::vector<ingest::Problem> problems;
  std::vector<ingest::Problem> again;
  const auto page = used.read(html, source, problems);
  const auto other = fresh.read(html, source, again);
  require(page.has_value() == other.has_value());
  for (const ingest::Problem& problem : problems) require(!problem.rejected);
  if (!page) {
    require(page.error().code == newsloom::ErrorCode::missing_content);
    return 0;
  }
  require(*page == *other);
  check_page(*page);
  return 0;
}
