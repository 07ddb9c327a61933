// newsloom ingest: where bytes come from, decompressed on the way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "newsloom/error.hpp"

namespace newsloom::ingest {

/// A stream of bytes, read once from front to back. Implementations need not be thread-safe.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  /// Fills at most `buffer.size()` bytes and says how many; 0 only at the end (or for an empty
  /// buffer). After an error the source gives nothing more. Errors: `io_error`, and from
  /// decompression `truncated`, `corrupt`, `too_large`; bytes before the fault have been delivered.
  [[nodiscard]] virtual result<std::size_t> read(std::span<std::byte> buffer) = 0;
};

/// A regular file, named pipe or device. Errors: `io_error` with the system's reason.
[[nodiscard]] result<std::unique_ptr<ByteSource>> open_file(const std::string& path);

/// An open file descriptor (0 is standard input); it is not closed. POSIX.
[[nodiscard]] std::unique_ptr<ByteSource> from_descriptor(int descriptor, std::string name);

/// Bytes in memory; the view must outlive the source.
[[nodiscard]] std::unique_ptr<ByteSource> from_memory(std::string_view bytes);
std::unique_ptr<ByteSource> from_memory(std::string&&) = delete;
/// A literal, or another array that outlives the source.
[[nodiscard]] inline std::unique_ptr<ByteSource> from_memory(const char* bytes) {
  return from_memory(std::string_view(bytes));
}

struct DecompressOptions {
  /// Decompressed bytes after which a stream is given up as `too_large`. A year of a large outlet
  /// is a few GB; this only keeps a bomb from running for ever, as memory is bounded anyway.
  std::uint64_t max_bytes = std::uint64_t{256} << 30U;
  /// Largest zstd window accepted, as a power of two, 10 to 31: memory a stream may ask for.
  int max_window_log = 27;
};

/// Wraps `source`: gzip (with any number of members) and zstd (any number of frames) are recognised
/// by their first bytes and inflated, anything else passes through. Garbage after the last member
/// is `corrupt`, with what came before delivered. Memory: 0.5 MiB, for zstd the window on top.
[[nodiscard]] std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> source,
                                                       const DecompressOptions& options = {});

}  // namespace newsloom::ingest
