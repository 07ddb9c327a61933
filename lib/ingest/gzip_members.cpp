#include "gzip_members.hpp"

#include <algorithm>
#include <string_view>

namespace newsloom::ingest {
namespace {

constexpr int gzip_only = 16 + MAX_WBITS;
// A larger member cannot be gone back over.
constexpr std::size_t max_rewind_bytes = std::size_t{8} << 20U;

}  // namespace

class GzipMembers::Member final : public ByteSource {
 public:
  Member(z_stream& stream, ByteWindow& window) : stream_(stream), window_(window) {}

  [[nodiscard]] result<std::size_t> read(std::span<std::byte> buffer) override {
    constexpr std::size_t most = std::size_t{1} << 30U;
    if (is_over_ || buffer.empty()) return std::size_t{0};
    for (;;) {
      window_.need(used_ + 1);
      const auto in = window_.bytes().subspan(used_);
      if (in.empty()) {
        if (window_.fault()) return fail(*window_.fault());
        return fail({ErrorCode::truncated, "the compressed data ends in the middle", {}});
      }
      // zlib promises not to write to its input.
      stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(in.data()));
      stream_.avail_in = static_cast<uInt>(std::min(in.size(), most));
      stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
      stream_.avail_out = static_cast<uInt>(std::min(buffer.size(), most));
      const uInt offered = stream_.avail_in;
      const uInt room = stream_.avail_out;
      const int code = inflate(&stream_, Z_NO_FLUSH);
      used_ += offered - stream_.avail_in;
      const std::size_t produced = room - stream_.avail_out;
      if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
        return fail(
            {ErrorCode::corrupt, stream_.msg != nullptr ? stream_.msg : "invalid gzip data", {}});
      }
      is_over_ = code == Z_STREAM_END;
      if (is_over_ || used_ > max_rewind_bytes) window_.consume(std::exchange(used_, 0));
      if (produced > 0 || is_over_) return produced;
    }
  }

 private:
  // Damage is often noticed only inside the next member, so the window goes back to just behind
  // where this one began.
  Error fail(Error error) {
    is_over_ = true;
    window_.consume(std::min<std::size_t>(1, window_.bytes().size()));
    return error;
  }

  z_stream& stream_;
  ByteWindow& window_;
  std::size_t used_ = 0;  // bytes of the window that were inflated but not consumed
  bool is_over_ = false;
};

GzipMembers::GzipMembers() { inflateInit2(&stream_, gzip_only); }
GzipMembers::~GzipMembers() { inflateEnd(&stream_); }

std::unique_ptr<ByteSource> GzipMembers::open(ByteWindow& window) {
  inflateReset(&stream_);
  return std::make_unique<Member>(stream_, window);
}

bool GzipMembers::skip_to_member(ByteWindow& window) {
  constexpr std::string_view magic("\x1f\x8b\x08", 3);
  for (;;) {
    window.need(magic.size());
    const std::size_t at = window.view().find(magic);
    if (at != std::string_view::npos) {
      window.consume(at);
      return true;
    }
    const std::size_t size = window.view().size();
    if (size < magic.size()) {
      window.consume(size);
      return false;
    }
    window.consume(size - magic.size() + 1);
  }
}

}  // namespace newsloom::ingest
