// newsloom ingest: articles in CSV with a header.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/ingest/byte_source.hpp"
#include "newsloom/ingest/document.hpp"

namespace newsloom::ingest {

/// Reads a table of articles record by record, with bounded memory. Not thread-safe.
///
/// The first record names the columns; names are matched without case, spaces and underscores
/// ("Publish Date" is `published`), also those other collections use ("headline", "content",
/// "pub_date", "publication"). Comma, semicolon, tab or '|', whichever the header has most of; RFC
/// 4180's quotes, with line ends in them. Records may be in different charsets.
class CsvReader {
 public:
  /// `max_text_bytes` is also the longest record.
  explicit CsvReader(std::unique_ptr<ByteSource> source, const DocumentOptions& options = {},
                     std::optional<Timestamp> now = std::nullopt);
  ~CsvReader();
  CsvReader(CsvReader&&) noexcept;
  CsvReader& operator=(CsvReader&&) noexcept;

  /// The next article; absent at the end. What was mended is appended to `problems`. Errors cost
  /// one record (go on calling), but for the source's own and `unknown_format` (no column is a
  /// title or text), after which `is_finished`. Amortised O(bytes).
  [[nodiscard]] result<std::optional<Article>> next(std::vector<Problem>& problems);
  [[nodiscard]] bool is_finished() const noexcept;
  [[nodiscard]] std::uint64_t bytes_read() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// All of a table in memory. Errors: `unknown_format`, `too_large`.
[[nodiscard]] result<DocumentArticles> parse_csv(std::string_view bytes,
                                                 const DocumentOptions& options = {},
                                                 std::optional<Timestamp> now = std::nullopt);

}  // namespace newsloom::ingest
