// Bytes of a source that can be looked at before they are taken. Private.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/ingest/byte_source.hpp"

namespace newsloom::ingest {

/// A sliding window over a source, which grows to what is asked for at once. Not thread-safe.
class ByteWindow {
 public:
  static constexpr std::size_t initial_bytes = std::size_t{256} << 10U;

  explicit ByteWindow(std::unique_ptr<ByteSource> source)
      : source_(std::move(source)), buffer_(initial_bytes) {}
  /// Begins with another source, in the same memory.
  void restart(std::unique_ptr<ByteSource> source);

  /// Makes sure that at least `wanted` bytes are there, unless the source ends first.
  void need(std::size_t wanted);
  [[nodiscard]] std::span<const std::byte> bytes() const {
    return std::span(buffer_).subspan(begin_, end_ - begin_);
  }
  [[nodiscard]] std::string_view view() const {
    return {reinterpret_cast<const char*>(buffer_.data()) + begin_, end_ - begin_};
  }
  void consume(std::size_t count) {
    begin_ += count;
    consumed_ += count;
  }
  /// Bytes consumed since the beginning: the offset of what `bytes` begins with.
  [[nodiscard]] std::uint64_t consumed() const { return consumed_; }
  [[nodiscard]] bool begins_with(std::span<const unsigned char> magic) const;
  [[nodiscard]] bool at_end() const { return finished_ && begin_ == end_; }
  /// What ended the source, if not its end; to be reported after the bytes before it.
  [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }

 private:
  std::unique_ptr<ByteSource> source_;
  std::vector<std::byte> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t consumed_ = 0;
  bool finished_ = false;
  std::optional<Error> fault_;
};

/// A source that gives what is in the window and behind it.
[[nodiscard]] std::unique_ptr<ByteSource> from_window(ByteWindow window);

inline constexpr unsigned char gzip_magic[] = {0x1f, 0x8b};

}  // namespace newsloom::ingest
