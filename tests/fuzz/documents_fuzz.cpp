// Fuzz target: any bytes are read as a newsroom's document, a list and a table; a table also
// however its bytes come. Build with clang and -fsanitize=fuzzer.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/csv.hpp"
#include "newsloom/ingest/lists.hpp"
#include "newsloom/ingest/newsroom.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace ingest = newsloom::ingest;
using newsloom::Article;

constexpr std::size_t max_text_bytes = 256;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

class ChunkedSource final : public ingest::ByteSource {
 public:
  ChunkedSource(std::string_view bytes, std::size_t step) : rest_(bytes), step_(step) {}
  newsloom::result<std::size_t> read(std::span<std::byte> buffer) override {
    const std::size_t size = std::min({buffer.size(), rest_.size(), step_});
    if (size > 0) std::memcpy(buffer.data(), rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
  std::size_t step_;
};

void check(const std::vector<Article>& articles) {
  for (const Article& article : articles) {
    require(!article.id.empty());
    require(!article.title.empty() || !article.text.empty());
    require(article.text.size() <= max_text_bytes);
    for (const std::string* text : {&article.title, &article.text, &article.url, &article.outlet,
                                    &article.section, &article.credit}) {
      require(newsloom::text::needs_no_repair(*text));
    }
  }
}

std::vector<Article> in_pieces(std::string_view bytes, std::size_t step,
                               const ingest::DocumentOptions& options) {
  ingest::CsvReader table(std::make_unique<ChunkedSource>(bytes, step), options);
  std::vector<Article> articles;
  std::vector<ingest::Problem> problems;
  for (std::size_t calls = 0; !table.is_finished(); ++calls) {
    require(calls <= bytes.size() + 2);  // or it never ends
    auto article = table.next(problems);
    if (article && *article) articles.push_back(**std::move(article));
  }
  return articles;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  ingest::DocumentOptions options;
  options.max_text_bytes = max_text_bytes;
  options.max_field_bytes = 64;
  options.max_items = 3;
  options.max_list_items = 2;
  options.max_depth = 16;
  for (const auto parse : {ingest::parse_newsml, ingest::parse_nitf, ingest::parse_ninjs}) {
    if (const auto read = parse(bytes, options, std::nullopt)) check(read->articles);
  }
  if (const auto list = ingest::parse_opml(bytes, options)) {
    require(list->feeds.size() <= options.max_items);
  }
  if (const auto map = ingest::parse_sitemap(bytes, options)) {
    require(map->entries.size() <= options.max_items);
    for (const Article& article : articles_of(*map).articles) require(!article.id.empty());
  }
  const std::vector<Article> whole = in_pieces(bytes, bytes.size() + 1, options);
  check(whole);
  require(whole == in_pieces(bytes, size == 0 ? 1 : 1 + data[0] % 7, options));
  return 0;
}
