// Fuzz target: any bytes go through the door, which finds out what they are; and the beginning of
// anything has a format or none. Build with clang and -fsanitize=fuzzer.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "newsloom/ingest/format.hpp"
#include "newsloom/ingest/reader.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

namespace ingest = newsloom::ingest;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

ingest::ReadOptions small_options() {
  ingest::ReadOptions options;
  options.json.max_line_bytes = 4 << 10;
  options.decompress.max_bytes = 1 << 20;
  options.page.max_bytes = 256 << 10;
  options.document.max_bytes = 256 << 10;
  options.warc.max_record_bytes = 64 << 10;
  options.warc.max_body_bytes = 64 << 10;
  options.max_blank_bytes = 128 << 10;
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  static const ingest::ReadOptions options = small_options();
  require(!to_string(ingest::detect_format(input)).empty());
  std::uint64_t articles = 0;
  std::uint64_t rejected = 0;
  std::uint64_t mended = 0;
  const auto summary = ingest::read_bytes(
      input, "input", options,
      [&](newsloom::Article&& article) {
        ++articles;
        require(!article.id.empty() && !article.source.empty());
        require(newsloom::text::needs_no_repair(article.title));
        require(newsloom::text::needs_no_repair(article.text));
        return true;
      },
      [&](const ingest::Problem& problem) {
        ++(problem.rejected ? rejected : mended);
        require(problem.error.where.source == "input");
      });
  require(summary.files == 1 && !summary.stopped);
  require(summary.articles == articles && summary.rejected == rejected && summary.mended == mended);
  return 0;
}
