// Any document in memory as articles. Private.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/ingest/format.hpp"
#include "newsloom/ingest/json_lines.hpp"
#include "newsloom/ingest/page.hpp"
#include "newsloom/ingest/reader.hpp"
#include "newsloom/types.hpp"

namespace newsloom::ingest {

/// What is known about a document beside its bytes; views must live until the call returns.
struct DocumentSource {
  std::string_view url = {};
  std::string_view charset = {};
  std::optional<Timestamp> fetched = {};
};

/// Reads whole documents: every format but those that are streams (JSON Lines, WARC, CSV). Keeps
/// parser buffers; one per thread.
class DocumentReader {
 public:
  explicit DocumentReader(const ReadOptions& options) : options_(options), pages_(options.page) {}

  /// Whether documents of the format are read here.
  [[nodiscard]] static bool reads(Format format);
  /// The most bytes a document of the format may have.
  [[nodiscard]] std::size_t max_bytes(Format format) const;
  /// Articles are handed to `take` until it returns false; what was mended or lost goes to `tell`.
  /// Neither knows the source. O(bytes).
  void read(Format format, std::string_view bytes, const DocumentSource& source,
            const std::function<bool(Article&&)>& take, const std::function<void(Problem&&)>& tell);

 private:
  const ReadOptions& options_;
  PageReader pages_;
};

}  // namespace newsloom::ingest
