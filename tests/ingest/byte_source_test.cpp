#include "newsloom/ingest/byte_source.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/sources.hpp"

namespace fs = std::filesystem;
namespace ingest = newsloom::ingest;
using ingest::ByteSource;
using ingest::decompressed;
using ingest::DecompressOptions;
using ingest::from_memory;
using newsloom::Error;
using newsloom::ErrorCode;

using newsloom::ingest::testing::ChunkedSource;
using newsloom::ingest::testing::gzip;

namespace {

/// Everything a source gave, and how it ended.
struct Outcome {
  std::string bytes;
  std::optional<Error> error;
};

Outcome drain(ByteSource& source, std::size_t buffer_bytes = 1000) {
  Outcome outcome;
  std::vector<std::byte> buffer(buffer_bytes);
  for (;;) {
    const auto got = source.read(buffer);
    if (!got) {
      outcome.error = got.error();
      return outcome;
    }
    REQUIRE(*got <= buffer.size());
    if (*got == 0) return outcome;
    outcome.bytes.append(reinterpret_cast<const char*>(buffer.data()), *got);
  }
}

Outcome inflated(std::string_view bytes, const DecompressOptions& options = {}) {
  return drain(*decompressed(from_memory(bytes), options));
}

/// One zstd frame with a checksum, without its content's size, for a window of 2^`window_log`.
std::string zstd(std::string_view plain, int window_log = 17) {
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(),
                                                                     &ZSTD_freeCCtx);
  REQUIRE(ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1)) == 0);
  REQUIRE(ZSTD_isError(ZSTD_CCtx_setParameter(context.get(), ZSTD_c_windowLog, window_log)) == 0);
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  ZSTD_outBuffer to{out.data(), out.size(), 0};
  ZSTD_inBuffer from{plain.data(), plain.size(), 0};
  // Without this first call zstd knows the size, and takes a window that fits it.
  REQUIRE(ZSTD_isError(ZSTD_compressStream2(context.get(), &to, &from, ZSTD_e_continue)) == 0);
  REQUIRE(ZSTD_compressStream2(context.get(), &to, &from, ZSTD_e_end) == 0);
  out.resize(to.pos);
  return out;
}

/// A zstd frame that decoders step over; parallel compressors keep sizes in it.
std::string skippable_frame(std::string_view content) {
  std::string frame = "\x50\x2A\x4D\x18";
  for (const unsigned shift : {0U, 8U, 16U, 24U}) {
    frame += static_cast<char>((content.size() >> shift) & 0xFFU);
  }
  return frame += content;
}

/// A zstd frame that states its content's size.
std::string zstd_with_size(std::string_view plain) {
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 1));
  return out;
}

/// Text that compresses somewhat and says where it is.
std::string sample_text(std::size_t size) {
  std::mt19937_64 random(size);
  std::string text;
  while (text.size() < size) text += "line " + std::to_string(random() % 100'000) + "\n";
  text.resize(size);
  return text;
}

/// A file of its own that goes away with the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view content)
      : path_((fs::temp_directory_path() / "newsloom_bytes_XXXXXX").string()) {
    const int descriptor = ::mkstemp(path_.data());
    REQUIRE(descriptor >= 0);
    ::close(descriptor);
    std::ofstream(path_, std::ios::binary) << content;
  }
  ~TemporaryFile() { ::unlink(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

TEST_SUITE_BEGIN("ingest byte_source");

TEST_CASE("memory is read from front to back, then there is nothing more") {
  const std::string text = sample_text(10'000);
  for (const std::size_t buffer_bytes : {1U, 7U, 4096U, 100'000U}) {
    const auto source = from_memory(text);
    const Outcome outcome = drain(*source, buffer_bytes);
    CHECK_FALSE(outcome.error.has_value());
    CHECK(outcome.bytes == text);
    CHECK(drain(*source).bytes.empty());
  }
  CHECK(drain(*from_memory(std::string_view())).bytes.empty());
}

TEST_CASE("an empty buffer takes nothing") {
  const auto plain = from_memory(std::string_view("abcdef"));
  CHECK(plain->read({}).value() == 0);
  CHECK(drain(*plain).bytes == "abcdef");
  const std::string packed = gzip("abcdef");
  const auto unpacked = decompressed(from_memory(packed));
  CHECK(unpacked->read({}).value() == 0);
  CHECK(drain(*unpacked).bytes == "abcdef");
}

TEST_CASE("a file or a device is read as it is") {
  const std::string text = sample_text(200'000) + std::string("\0\xFF", 2);
  const TemporaryFile file(text);
  for (const auto& [path, content] : {std::pair(file.path(), text), {"/dev/null", ""}}) {
    auto source = ingest::open_file(path);
    REQUIRE(source.has_value());
    const Outcome outcome = drain(**source);
    CHECK_FALSE(outcome.error.has_value());
    CHECK(outcome.bytes == content);
  }
}

TEST_CASE("what cannot be opened is an io_error with the path and the system's reason") {
  const std::string folder = fs::temp_directory_path().string();
  const std::string missing = TemporaryFile("").path();  // gone again
  for (const auto& [path, reason] : {std::pair(missing, ENOENT), {folder, EISDIR}}) {
    const auto source = ingest::open_file(path);
    REQUIRE_FALSE(source.has_value());
    CHECK(source.error().code == ErrorCode::io_error);
    CHECK(source.error().where.source == path);
    CHECK(source.error().message.find(std::strerror(reason)) != std::string::npos);
  }
}

TEST_CASE("a descriptor is read to its end and left open") {
  const TemporaryFile file("from a descriptor");
  const int descriptor = ::open(file.path().c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(descriptor >= 0);
  CHECK(drain(*ingest::from_descriptor(descriptor, "given")).bytes == "from a descriptor");
  CHECK(::close(descriptor) == 0);  // fails if the source closed it
}

TEST_CASE("a pipe is read in the pieces it was written in") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const auto source = ingest::from_descriptor(ends[0], "pipe");
  std::array<std::byte, 100> buffer{};
  for (const std::string_view piece : {"first", "second"}) {
    REQUIRE(::write(ends[1], piece.data(), piece.size()) == static_cast<ssize_t>(piece.size()));
    CHECK(source->read(buffer).value() == piece.size());
  }
  ::close(ends[1]);
  CHECK(source->read(buffer).value() == 0);
  ::close(ends[0]);
}

TEST_CASE("a descriptor that cannot be read is an io_error under its name") {
  const Outcome outcome = drain(*ingest::from_descriptor(-1, "nowhere"));
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::io_error);
  CHECK(outcome.error->where.source == "nowhere");
}

TEST_CASE("what is not compressed passes through") {
  using namespace std::string_view_literals;
  for (const std::string_view text : {""sv, "a"sv, "abc"sv, "{}\n"sv, "\x1f"sv, "\x28\xb5\x2f"sv,
                                      "\x28\xb5\x2f\xfe text"sv, "\0\0\0\0"sv}) {
    CAPTURE(text);
    const Outcome outcome = inflated(text);
    CHECK_FALSE(outcome.error.has_value());
    CHECK(outcome.bytes == text);
  }
  const std::string large = sample_text(2'000'000);
  CHECK(inflated(large).bytes == large);
}

TEST_CASE("compressed bytes are inflated, however large and whatever the buffer") {
  for (const std::size_t size : {0U, 1U, 1000U, 3'000'000U}) {
    const std::string text = sample_text(size);
    for (const std::string& packed : {gzip(text), zstd(text), zstd_with_size(text)}) {
      for (const std::size_t buffer_bytes : {std::size_t{997}, std::size_t{1} << 20U}) {
        CAPTURE(size);
        CAPTURE(buffer_bytes);
        const auto source = decompressed(from_memory(packed));
        const Outcome outcome = drain(*source, buffer_bytes);
        CHECK_FALSE(outcome.error.has_value());
        CHECK(outcome.bytes == text);
        CHECK(drain(*source).bytes.empty());
      }
    }
  }
}

TEST_CASE("members and frames follow one another as one stream") {
  const std::string one = sample_text(5000);
  const std::string two = sample_text(70'000);
  for (const std::string& packed :
       {gzip(one) + gzip("") + gzip(two) + gzip("end"),
        zstd(one) + zstd("") + zstd(two) + zstd("end"),
        zstd(one) + skippable_frame("sizes") + zstd(two) + zstd("end") + skippable_frame("")}) {
    const Outcome outcome = inflated(packed);
    CHECK_FALSE(outcome.error.has_value());
    CHECK(outcome.bytes == one + two + "end");
  }
}

TEST_CASE("zstd is recognised when a skippable frame comes first, as pzstd writes it") {
  const Outcome outcome = inflated(skippable_frame("size") + zstd("after it"));
  CHECK_FALSE(outcome.error.has_value());
  CHECK(outcome.bytes == "after it");
}

TEST_CASE("the pieces in which compressed bytes arrive change nothing") {
  const std::string text = sample_text(20'000);
  for (const std::string& packed :
       {gzip(text) + gzip(text), zstd(text) + skippable_frame("x") + zstd(text), text + text}) {
    for (const std::size_t step : {1U, 2U, 3U, 5U, 1000U}) {
      CAPTURE(step);
      const Outcome outcome = drain(*decompressed(std::make_unique<ChunkedSource>(packed, step)));
      CHECK_FALSE(outcome.error.has_value());
      CHECK(outcome.bytes == text + text);
    }
  }
}

TEST_CASE("a stream that ends too early is truncated, with what came before delivered") {
  const std::string text = sample_text(3000);
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    for (std::size_t size = 4; size < packed.size(); ++size) {
      CAPTURE(size);
      const Outcome outcome = inflated(std::string_view(packed).substr(0, size));
      REQUIRE(outcome.error.has_value());
      REQUIRE(outcome.error->code == ErrorCode::truncated);
      REQUIRE(text.starts_with(outcome.bytes));
    }
    // Only the checksum is missing: all of the text is there.
    CHECK(inflated(std::string_view(packed).substr(0, packed.size() - 1)).bytes == text);
    // The second member is cut: the first is whole.
    const std::string twice = packed + packed.substr(0, packed.size() - 1);
    const Outcome outcome = inflated(twice);
    CHECK(outcome.bytes == text + text);
    REQUIRE(outcome.error.has_value());
    CHECK(outcome.error->code == ErrorCode::truncated);
  }
}

TEST_CASE("damage is corrupt, with what came before delivered") {
  const std::string text = sample_text(300'000);
  for (std::string packed : {gzip(text), zstd(text)}) {
    // What was damaged may be text like any other, but the checksum tells.
    packed[packed.size() / 2] = static_cast<char>(packed[packed.size() / 2] ^ 0x55);
    const Outcome outcome = inflated(packed);
    REQUIRE(outcome.error.has_value());
    CHECK(outcome.error->code == ErrorCode::corrupt);
    const std::size_t quarter = text.size() / 4;
    REQUIRE(outcome.bytes.size() > quarter);
    CHECK(outcome.bytes.substr(0, quarter) == text.substr(0, quarter));
  }
}

TEST_CASE("a wrong checksum is corrupt after all the bytes") {
  const std::string text = sample_text(3000);
  std::string packed = gzip(text);
  packed[packed.size() - 8] = static_cast<char>(packed[packed.size() - 8] ^ 1);  // CRC, then size
  const Outcome outcome = inflated(packed);
  CHECK(outcome.bytes == text);
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::corrupt);
}

TEST_CASE("garbage after the last member is corrupt, with what came before delivered") {
  for (const std::string& packed : {gzip("content"), zstd("content")}) {
    for (const std::string_view garbage : {"x", "garbage", "{\"id\":\"1\"}\n"}) {
      const Outcome outcome = inflated(packed + std::string(garbage));
      CHECK(outcome.bytes == "content");
      REQUIRE(outcome.error.has_value());
      CHECK(outcome.error->code == ErrorCode::corrupt);
    }
  }
}

TEST_CASE("after an error a source gives nothing more") {
  const std::string packed = gzip(sample_text(3000));
  const auto source = decompressed(from_memory(std::string_view(packed).substr(0, 100)));
  REQUIRE(drain(*source).error.has_value());
  CHECK(drain(*source).bytes.empty());
}

TEST_CASE("any bytes behind a magic number end in bytes or an error") {
  std::mt19937_64 random(3);
  const std::string text = sample_text(400);
  const std::array<std::string, 2> whole = {gzip(text), zstd(text)};
  for (int round = 0; round < 3000; ++round) {
    std::string packed = whole[random() % whole.size()];
    for (std::uint64_t edit = 0; edit < 1 + random() % 4; ++edit) {
      packed[random() % packed.size()] = static_cast<char>(random() & 0xFFU);
    }
    DecompressOptions options;
    options.max_bytes = 100'000;
    REQUIRE(inflated(packed, options).bytes.size() <= options.max_bytes);
  }
}

TEST_CASE("a bomb is given up at max_bytes, with the bytes up to there delivered") {
  const std::string text(1'000'000, ' ');
  DecompressOptions options;
  options.max_bytes = 12'345;
  for (const std::string& packed : {gzip(text), zstd(text)}) {
    for (const std::size_t buffer_bytes : {1U, 1000U, 100'000U}) {
      CAPTURE(buffer_bytes);
      const auto source = decompressed(from_memory(packed), options);
      const Outcome outcome = drain(*source, buffer_bytes);
      REQUIRE(outcome.error.has_value());
      CHECK(outcome.error->code == ErrorCode::too_large);
      CHECK(outcome.bytes.size() == options.max_bytes);
      CHECK(drain(*source).bytes.empty());
    }
  }
}

TEST_CASE("a stream of exactly max_bytes is not too large") {
  const std::string text = sample_text(12'345);
  DecompressOptions options;
  options.max_bytes = text.size();
  for (const std::string& packed : {gzip(text), zstd(text), text}) {
    const Outcome outcome = inflated(packed, options);
    CHECK_FALSE(outcome.error.has_value());
    CHECK(outcome.bytes == text);
  }
}

TEST_CASE("a zstd window above max_window_log is refused, and one as large is not") {
  constexpr int window_log = 20;
  const std::string text = sample_text(5000);
  const std::string packed = zstd(text, window_log);
  DecompressOptions options;
  options.max_window_log = window_log;
  CHECK(inflated(packed, options).bytes == text);
  options.max_window_log = window_log - 1;
  const Outcome outcome = inflated(packed, options);
  CHECK(outcome.bytes.empty());
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::too_large);  // a limit, not damage
}

TEST_CASE("an option outside its range is taken as the nearest that is in it") {
  const std::string packed = zstd("text", 10);
  DecompressOptions options;
  for (const int window_log : {-5, 0, 1000}) {
    options.max_window_log = window_log;
    CHECK(inflated(packed, options).bytes == "text");
  }
}

TEST_CASE("an error of the wrapped source comes after the bytes before it") {
  const Error failure{ErrorCode::io_error, "pulled out", {"disk", {}, {}, {}}};
  for (const std::string_view text : {"a", "abc", "a longer text"}) {
    for (const std::size_t step : {1U, 100U}) {
      CAPTURE(text);
      const Outcome outcome =
          drain(*decompressed(std::make_unique<ChunkedSource>(text, step, failure)));
      CHECK(outcome.bytes == text);
      REQUIRE(outcome.error.has_value());
      CHECK(outcome.error->code == ErrorCode::io_error);
      CHECK(outcome.error->message == "pulled out");
      CHECK(outcome.error->where.source == "disk");
    }
  }
  const std::string packed = gzip("packed");
  const Outcome outcome = drain(*decompressed(std::make_unique<ChunkedSource>(packed, 5, failure)));
  CHECK(outcome.bytes == "packed");
  REQUIRE(outcome.error.has_value());
  CHECK(outcome.error->code == ErrorCode::io_error);
}

TEST_CASE("the place of damage is counted in decompressed bytes") {
  const std::string text = sample_text(50'000);
  const std::string packed = gzip(text);
  for (const std::string& damaged : {packed.substr(0, packed.size() - 1), packed + "garbage"}) {
    const Outcome outcome = inflated(damaged);
    REQUIRE(outcome.error.has_value());
    CHECK(outcome.bytes == text);
    REQUIRE(outcome.error->where.byte.has_value());
    CHECK(*outcome.error->where.byte == text.size());
  }
}

TEST_SUITE_END();
