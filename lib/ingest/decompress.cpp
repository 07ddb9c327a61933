#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "byte_window.hpp"
#include "newsloom/ingest/byte_source.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::array<unsigned char, 4> zstd_magic = {0x28, 0xb5, 0x2f, 0xfd};

// A frame, or a skippable one as parallel compressors write: 0x184D2A50 to 0x184D2A5F.
bool begins_zstd(const ByteWindow& input) {
  if (input.begins_with(zstd_magic)) return true;
  constexpr std::array<unsigned char, 3> skippable = {0x2a, 0x4d, 0x18};
  return input.bytes().size() > skippable.size() &&
         (std::to_integer<unsigned>(input.bytes()[0]) & 0xf0U) == 0x50U &&
         std::memcmp(input.bytes().data() + 1, skippable.data(), skippable.size()) == 0;
}

// One way to inflate. `step` consumes some input and fills some output.
class Codec {
 public:
  virtual ~Codec() = default;
  struct Step {
    std::size_t consumed = 0;
    std::size_t produced = 0;
    bool member_ended = false;
    const char* fault = nullptr;
    bool is_too_large = false;  // of the fault: a limit, no damage
  };
  virtual Step step(std::span<const std::byte> in, std::span<std::byte> out) = 0;
  // Whether the bytes that follow a member begin another one.
  [[nodiscard]] virtual bool begins_member(const ByteWindow& input) const = 0;
};

class GzipCodec final : public Codec {
 public:
  GzipCodec() {
    constexpr int gzip_only = 16 + MAX_WBITS;
    inflateInit2(&stream_, gzip_only);
  }
  ~GzipCodec() override { inflateEnd(&stream_); }
  GzipCodec(const GzipCodec&) = delete;
  GzipCodec& operator=(const GzipCodec&) = delete;

  Step step(std::span<const std::byte> in, std::span<std::byte> out) override {
    // zlib promises not to write to its input.
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(in.data()));
    stream_.avail_in = static_cast<uInt>(in.size());
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(out.size(), 1U << 30U));
    const uInt room = stream_.avail_out;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    Step step{in.size() - stream_.avail_in, room - stream_.avail_out, code == Z_STREAM_END, nullptr,
              false};
    if (step.member_ended) inflateReset(&stream_);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
      step.fault = stream_.msg != nullptr ? stream_.msg : "invalid gzip data";
    }
    return step;
  }
  [[nodiscard]] bool begins_member(const ByteWindow& input) const override {
    return input.begins_with(gzip_magic);
  }

 private:
  z_stream stream_{};
};

class ZstdCodec final : public Codec {
 public:
  explicit ZstdCodec(int max_window_log) : stream_(ZSTD_createDStream()) {
    ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, std::clamp(max_window_log, 10, 31));
  }
  ~ZstdCodec() override { ZSTD_freeDStream(stream_); }
  ZstdCodec(const ZstdCodec&) = delete;
  ZstdCodec& operator=(const ZstdCodec&) = delete;

  Step step(std::span<const std::byte> in, std::span<std::byte> out) override {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    ZSTD_outBuffer output{out.data(), out.size(), 0};
    const std::size_t code = ZSTD_decompressStream(stream_, &output, &input);
    Step step{input.pos, output.pos, code == 0, nullptr, false};
    if (ZSTD_isError(code) != 0) {
      step.fault = ZSTD_getErrorName(code);
      step.is_too_large = ZSTD_getErrorCode(code) == ZSTD_error_frameParameter_windowTooLarge;
    }
    return step;
  }
  [[nodiscard]] bool begins_member(const ByteWindow& input) const override {
    return begins_zstd(input);
  }

 private:
  ZSTD_DStream* stream_;
};

class DecompressingSource final : public ByteSource {
 public:
  DecompressingSource(std::unique_ptr<ByteSource> source, const DecompressOptions& options)
      : input_(std::move(source)), options_(options) {}

  [[nodiscard]] result<std::size_t> read(std::span<std::byte> buffer) override {
    if (failed_ || buffer.empty()) return std::size_t{0};
    if (!started_) {
      input_.need(zstd_magic.size());
      started_ = true;
      if (input_.begins_with(gzip_magic)) codec_ = std::make_unique<GzipCodec>();
      if (begins_zstd(input_)) codec_ = std::make_unique<ZstdCodec>(options_.max_window_log);
    }
    // At the limit one byte more is asked for, to know whether there is one.
    const std::uint64_t left = options_.max_bytes - produced_;
    std::byte beyond{};
    auto room =
        left == 0
            ? std::span(&beyond, 1)
            : buffer.first(static_cast<std::size_t>(std::min<std::uint64_t>(buffer.size(), left)));
    auto got = codec_ ? inflate_some(room) : pass_through(room);
    if (!got) return fail(got.error());
    if (left == 0 && *got > 0) {
      return fail({ErrorCode::too_large,
                   "decompresses to more than " + std::to_string(options_.max_bytes) + " bytes",
                   {}});
    }
    produced_ += *got;
    return got;
  }

 private:
  result<std::size_t> fail(Error error) {
    failed_ = true;
    error.where.byte = error.where.byte.value_or(produced_);
    return error;
  }

  result<std::size_t> pass_through(std::span<std::byte> buffer) {
    input_.need(1);
    const std::size_t size = std::min(buffer.size(), input_.bytes().size());
    if (size == 0 && input_.fault()) return *input_.fault();
    std::memcpy(buffer.data(), input_.bytes().data(), size);
    input_.consume(size);
    return size;
  }

  // What ended the data here: the source's own fault, or nothing more in the middle of a member.
  [[nodiscard]] Error ended_early() const {
    if (input_.fault()) return *input_.fault();
    return {ErrorCode::truncated, "the compressed data ends in the middle", {}};
  }

  result<std::size_t> inflate_some(std::span<std::byte> buffer) {
    if (fault_) return *fault_;
    for (;;) {
      input_.need(zstd_magic.size());
      if (between_members_) {
        if (input_.at_end()) {
          if (input_.fault()) return *input_.fault();
          return std::size_t{0};
        }
        if (!codec_->begins_member(input_)) {
          return Error{
              ErrorCode::corrupt, "bytes after the compressed data are not a member of it", {}};
        }
        between_members_ = false;
      }
      const Codec::Step step = codec_->step(input_.bytes(), buffer);
      const bool starved = input_.at_end() && step.produced == 0 && !step.member_ended;
      input_.consume(step.consumed);
      if (step.fault != nullptr) {
        const auto code = step.is_too_large ? ErrorCode::too_large : ErrorCode::corrupt;
        fault_ = Error{code, step.fault, {}};
      }
      between_members_ = step.member_ended;
      if (step.produced > 0) return step.produced;  // what came before the fault counts
      if (fault_) return *fault_;
      if (starved) return ended_early();
    }
  }

  ByteWindow input_;
  DecompressOptions options_;
  std::unique_ptr<Codec> codec_;
  std::optional<Error> fault_;  // met after bytes that had to be delivered first
  std::uint64_t produced_ = 0;
  bool started_ = false;
  bool failed_ = false;
  bool between_members_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> decompressed(std::unique_ptr<ByteSource> source,
                                         const DecompressOptions& options) {
  return std::make_unique<DecompressingSource>(std::move(source), options);
}

}  // namespace newsloom::ingest
