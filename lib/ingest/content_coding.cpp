#include "content_coding.hpp"

#include <brotli/decode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <memory>
#include <span>
#include <system_error>
#include <utility>

#include "newsloom/ingest/byte_source.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t step_bytes = std::size_t{64} << 10U;

Error too_large(std::size_t max_bytes) {
  return {ErrorCode::too_large,
          "the body decodes to more than " + std::to_string(max_bytes) + " bytes",
          {}};
}
Error cut_off() { return {ErrorCode::truncated, "the encoded body ends in the middle", {}}; }

// gzip, zlib's frame, or none (`raw`).
DecodedBody inflate_all(std::string_view body, int window_bits, std::size_t max_bytes) {
  DecodedBody out;
  z_stream stream{};
  if (inflateInit2(&stream, window_bits) != Z_OK) {
    out.fault = Error{ErrorCode::corrupt, "zlib cannot begin", {}};
    return out;
  }
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, inflateEnd);
  // zlib promises not to write to its input.
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(body.data()));
  stream.avail_in = static_cast<uInt>(body.size());
  std::array<char, step_bytes> buffer;  // NOLINT(*-init): filled before it is read
  for (;;) {
    stream.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream.avail_out = static_cast<uInt>(buffer.size());
    const int code = inflate(&stream, Z_NO_FLUSH);
    const std::size_t produced = buffer.size() - stream.avail_out;
    if (out.bytes.size() + produced > max_bytes) {
      out.fault = too_large(max_bytes);
      return out;
    }
    out.bytes.append(buffer.data(), produced);
    if (code == Z_STREAM_END) return out;
    if (code == Z_BUF_ERROR || (code == Z_OK && stream.avail_in == 0 && produced == 0)) {
      out.fault = cut_off();
      return out;
    }
    if (code != Z_OK) {
      out.fault = Error{
          ErrorCode::corrupt, stream.msg != nullptr ? stream.msg : "invalid compressed data", {}};
      return out;
    }
  }
}

DecodedBody unbrotli(std::string_view body, std::size_t max_bytes) {
  DecodedBody out;
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  std::array<std::uint8_t, step_bytes> buffer;  // NOLINT(*-init): filled before it is read
  std::size_t in_bytes = body.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(body.data());
  for (;;) {
    std::size_t room = buffer.size();
    std::uint8_t* next = buffer.data();
    const BrotliDecoderResult code =
        BrotliDecoderDecompressStream(state.get(), &in_bytes, &in, &room, &next, nullptr);
    const std::size_t produced = buffer.size() - room;
    if (out.bytes.size() + produced > max_bytes) {
      out.fault = too_large(max_bytes);
      return out;
    }
    out.bytes.append(reinterpret_cast<const char*>(buffer.data()), produced);
    if (code == BROTLI_DECODER_RESULT_SUCCESS) return out;
    if (code == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT) {
      out.fault = cut_off();
      return out;
    }
    if (code == BROTLI_DECODER_RESULT_ERROR) {
      out.fault = Error{
          ErrorCode::corrupt, BrotliDecoderErrorString(BrotliDecoderGetErrorCode(state.get())), {}};
      return out;
    }
  }
}

DecodedBody unzstd(std::string_view body, std::size_t max_bytes) {
  DecodedBody out;
  constexpr int max_window_log = 23;  // as RFC 9659 asks of senders
  const auto source =
      decompressed(from_memory(body), {.max_bytes = max_bytes, .max_window_log = max_window_log});
  std::array<std::byte, step_bytes> buffer;  // NOLINT(*-init): filled before it is read
  for (;;) {
    const auto got = source->read(buffer);
    if (!got) out.fault = got.error();
    if (!got || *got == 0) return out;
    out.bytes.append(reinterpret_cast<const char*>(buffer.data()), *got);
  }
}

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view space = " \t\r\n";
  const std::size_t first = std::min(text.find_first_not_of(space), text.size());
  text.remove_prefix(first);
  return text.substr(0, text.find_last_not_of(space) + 1);
}

DecodedBody undo_one(std::string_view body, std::string_view coding, std::size_t max_bytes) {
  constexpr int gzip_or_zlib = 32 + MAX_WBITS;
  if (coding.starts_with("x-")) coding.remove_prefix(2);
  if (coding == "gzip") {
    if (!body.starts_with("\x1f\x8b")) return {std::string(body), {}};
    return inflate_all(body, gzip_or_zlib, max_bytes);
  }
  if (coding == "deflate") {
    // Some servers leave the frame out, which the RFC asks for.
    DecodedBody framed = inflate_all(body, MAX_WBITS, max_bytes);
    if (!framed.fault || framed.fault->code != ErrorCode::corrupt) return framed;
    DecodedBody raw = inflate_all(body, -MAX_WBITS, max_bytes);
    if (raw.fault && raw.fault->code == ErrorCode::corrupt) return {std::string(body), {}};
    return raw;
  }
  if (coding == "br") {
    DecodedBody out = unbrotli(body, max_bytes);
    // Brotli has no magic; text that is stored decoded fails at once.
    const bool is_text = trimmed(body).starts_with('<') || trimmed(body).starts_with('{');
    if (out.fault && out.fault->code == ErrorCode::corrupt && is_text) {
      return {std::string(body), {}};
    }
    return out;
  }
  if (coding == "zstd") {
    if (!body.starts_with("\x28\xb5\x2f\xfd")) return {std::string(body), {}};
    return unzstd(body, max_bytes);
  }
  return {{},
          Error{ErrorCode::unknown_format, "content coding \"" + std::string(coding) + "\"", {}}};
}

}  // namespace

DecodedBody undo_coding(std::string_view body, std::string_view coding, std::size_t max_bytes) {
  constexpr int most_codings = 4;
  DecodedBody out;
  bool is_decoded = false;
  // The last coding was applied last.
  for (int i = 0; i < most_codings && !coding.empty(); ++i) {
    const std::size_t comma = coding.rfind(',');
    const std::size_t begin = comma == std::string_view::npos ? 0 : comma + 1;
    const std::string_view one = trimmed(coding.substr(begin));
    coding = coding.substr(0, begin == 0 ? 0 : comma);
    if (one.empty() || one == "identity" || one == "none" || one == "utf-8") continue;
    DecodedBody next = undo_one(is_decoded ? std::string_view(out.bytes) : body, one, max_bytes);
    out = std::move(next);
    is_decoded = true;
    if (out.fault) return out;
  }
  if (!is_decoded) {
    out.bytes = body.substr(0, max_bytes);
    if (body.size() > max_bytes) out.fault = too_large(max_bytes);
  }
  return out;
}

DecodedBody undo_chunks(std::string_view body) {
  DecodedBody out;
  std::string_view rest = body;
  while (!rest.empty()) {
    const std::size_t line_end = rest.find('\n');
    const std::string_view line = trimmed(rest.substr(0, line_end));
    std::size_t size = 0;
    constexpr int hexadecimal = 16;
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), size, hexadecimal);
    const bool is_size = error == std::errc() && (end == line.data() + line.size() || *end == ';' ||
                                                  *end == ' ' || *end == '\t');
    if (!is_size || line_end == std::string_view::npos) {
      if (rest.size() == body.size()) return {std::string(body), {}};  // never was chunked
      out.fault = Error{ErrorCode::corrupt, "a chunk has no size", {}};
      return out;
    }
    if (size == 0) return out;
    rest.remove_prefix(line_end + 1);
    out.bytes += rest.substr(0, size);
    if (rest.size() < size) break;
    rest.remove_prefix(size);
    for (const char c : {'\r', '\n'}) {
      if (rest.starts_with(c)) rest.remove_prefix(1);
    }
  }
  out.fault = Error{ErrorCode::truncated, "the last chunk is missing", {}};
  return out;
}

}  // namespace newsloom::ingest
