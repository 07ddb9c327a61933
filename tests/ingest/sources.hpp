// Byte sources and compressed bytes for the tests of ingest.
#pragma once

#include <doctest/doctest.h>
#include <zlib.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "newsloom/ingest/byte_source.hpp"

namespace newsloom::ingest::testing {

inline constexpr std::size_t at_once = std::size_t{1} << 30U;  // bytes a read: all there are

/// Delivers 1 to `step` bytes a read, and at the end fails if there is an error to fail with.
class ChunkedSource final : public ByteSource {
 public:
  ChunkedSource(std::string_view bytes, std::size_t step, std::optional<Error> error = std::nullopt)
      : rest_(bytes),
        step_(step),
        random_(static_cast<std::mt19937::result_type>(step)),
        error_(std::move(error)) {}
  [[nodiscard]] result<std::size_t> read(std::span<std::byte> buffer) override {
    if (rest_.empty() && error_) return *error_;
    const std::size_t step = step_ == at_once ? at_once : 1 + random_() % step_;
    const std::size_t size = std::min({buffer.size(), step, rest_.size()});
    if (size > 0) std::memcpy(buffer.data(), rest_.data(), size);
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view rest_;
  std::size_t step_;
  std::mt19937 random_;
  std::optional<Error> error_;
};

/// One gzip member.
inline std::string gzip(std::string_view plain) {
  constexpr int gzip_format = 16 + MAX_WBITS;
  constexpr int memory_level = 8;
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_format, memory_level,
                       Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  std::string in(plain);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace newsloom::ingest::testing
