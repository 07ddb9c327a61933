// newsloom ingest: web archives (ISO 28500), as crawlers write them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/error.hpp"
#include "newsloom/ingest/byte_source.hpp"
#include "newsloom/ingest/json_lines.hpp"
#include "newsloom/types.hpp"

namespace newsloom::ingest {

struct WarcOptions {
  /// A longer record is passed over, and reported if it is a response. 64 KiB to 1 GiB. This is
  /// what a reader holds in memory.
  std::size_t max_record_bytes = std::size_t{8} << 20U;
  /// A body that decodes to more is rejected as `too_large`. 1 KiB to 1 GiB.
  std::size_t max_body_bytes = std::size_t{8} << 20U;
};

/// What a server answered, or a resource that was stored without an answer around it.
struct WarcResponse {
  std::string url;  ///< WARC-Target-URI
  std::optional<Timestamp> fetched;
  int status = 0;            ///< of HTTP; 200 for resources
  std::string media_type;    ///< lower case, without parameters: "text/html"
  std::string charset;       ///< as Content-Type has it
  std::string body;          ///< transfer and content codings undone
  std::uint64_t offset = 0;  ///< of the record in the archive (compressed if that is)

  friend bool operator==(const WarcResponse&, const WarcResponse&) = default;
};

/// Reads the responses of an archive, plain or gzip (.warc.gz, a member a record); for zstd put
/// `decompressed` before it. Memory: `max_record_bytes`, what one body decodes to, and 1 MiB.
///
/// Damage costs one record: lengths are checked against where the next record begins, and a broken
/// gzip member is given up for the next. Not thread-safe.
class WarcReader {
 public:
  explicit WarcReader(std::unique_ptr<ByteSource> source, const WarcOptions& options = {});
  ~WarcReader();
  WarcReader(WarcReader&&) noexcept;
  WarcReader& operator=(WarcReader&&) noexcept;

  /// The next response or resource; absent at the end. Other records are passed over. What was
  /// mended (a body cut off, a chunk missing) is appended to `problems`. Errors cost the record,
  /// and reading goes on with the next call: `corrupt`, `truncated`, `too_large`, `unknown_format`
  /// (a content coding), and what the source reports, after which `is_finished`. `where.byte` is
  /// the record's offset in the archive. O(bytes).
  [[nodiscard]] result<std::optional<WarcResponse>> next(std::vector<Problem>& problems);
  [[nodiscard]] bool is_finished() const noexcept;
  /// Bytes of records so far, after decompression.
  [[nodiscard]] std::uint64_t bytes_read() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::ingest
