#include "newsloom/ingest/warc.hpp"

#include <brotli/encode.h>
#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/sources.hpp"

namespace ingest = newsloom::ingest;
using ingest::from_memory;
using ingest::Problem;
using ingest::WarcOptions;
using ingest::WarcReader;
using ingest::WarcResponse;
using newsloom::Error;
using newsloom::ErrorCode;
using newsloom::ingest::testing::ChunkedSource;
using newsloom::ingest::testing::gzip;

namespace {

std::string record(std::string_view type, std::string_view url, std::string_view content,
                   std::string_view length = {}) {
  std::string out = "WARC/1.0\r\nWARC-Type: " + std::string(type) +
                    "\r\nWARC-Target-URI: " + std::string(url) +
                    "\r\nWARC-Date: 2026-03-05T10:11:12Z\r\nContent-Length: ";
  out += length.empty() ? std::to_string(content.size()) : std::string(length);
  return out + "\r\n\r\n" + std::string(content) + "\r\n\r\n";
}

std::string answer(std::string_view body, std::string_view headers = {}) {
  return "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=\"UTF-8\"\r\n" +
         std::string(headers) + "\r\n" + std::string(body);
}

std::string response(int number, std::string_view length = {}) {
  return record("response", "https://sorrel.example/" + std::to_string(number),
                answer("<p>Page " + std::to_string(number)), length);
}

std::string brotli(std::string_view plain) {
  std::string out(BrotliEncoderMaxCompressedSize(plain.size()) + 16, '\0');
  std::size_t size = out.size();
  REQUIRE(BrotliEncoderCompress(BROTLI_DEFAULT_QUALITY, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_TEXT,
                                plain.size(), reinterpret_cast<const std::uint8_t*>(plain.data()),
                                &size, reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_TRUE);
  out.resize(size);
  return out;
}

struct Reading {
  std::vector<WarcResponse> responses;
  std::string urls;  // their last characters
  std::vector<Error> errors;
  std::vector<Problem> problems;
};

Reading read(std::unique_ptr<ingest::ByteSource> source, const WarcOptions& options = {}) {
  Reading reading;
  WarcReader reader(std::move(source), options);
  while (!reader.is_finished()) {
    REQUIRE(reading.errors.size() < 10'000);
    auto next = reader.next(reading.problems);
    if (!next) {
      reading.errors.push_back(next.error());
    } else if (*next) {
      reading.urls += (*next)->url.empty() ? '?' : (*next)->url.back();
      reading.responses.push_back(**std::move(next));
    }
  }
  const auto after = reader.next(reading.problems);
  CHECK(after);
  CHECK_FALSE(*after);
  return reading;
}

Reading read(std::string_view bytes, const WarcOptions& options = {}) {
  return read(from_memory(bytes), options);
}

}  // namespace

TEST_SUITE_BEGIN("ingest warc");

TEST_CASE("responses and resources come out, other records are passed over") {
  const std::string records[] = {
      record("warcinfo", "x", "software: none\r\n"),
      response(1),
      record("request", "https://sorrel.example/1", "GET /1 HTTP/1.1\r\n\r\n"),
      record("resource", "<https://sorrel.example/2>", "<p>Stored"),
      record("metadata", "x", ""),
      response(3)};
  std::string plain;
  std::string members;
  for (const std::string& one : records) {
    plain += one;
    members += gzip(one);
  }
  for (const std::string& archive : {plain, members, gzip(plain)}) {
    const Reading reading = read(archive);
    REQUIRE(reading.responses.size() == 3);
    CHECK(reading.errors.empty());
    CHECK(reading.problems.empty());
    const WarcResponse& first = reading.responses[0];
    CHECK(first.url == "https://sorrel.example/1");
    CHECK(first.status == 200);
    CHECK(first.media_type == "text/html");
    CHECK(first.charset == "utf-8");
    CHECK(first.body == "<p>Page 1");
    CHECK(first.fetched ==
          std::chrono::sys_days(std::chrono::year(2026) / 3 / 5) + std::chrono::seconds(36672));
    CHECK(reading.responses[1].url == "https://sorrel.example/2");
    CHECK(reading.responses[1].body == "<p>Stored");
  }
  CHECK(read(plain).responses[0].offset == records[0].size());
  CHECK(read(members).responses[0].offset == gzip(records[0]).size());
}

TEST_CASE("how the bytes arrive changes nothing") {
  std::string archive;
  for (int i = 0; i < 10; ++i) archive += gzip(response(i)) + gzip(record("request", "x", "y"));
  for (const std::size_t step : {1U, 7U, 1000U}) {
    const Reading reading = read(std::make_unique<ChunkedSource>(archive, step));
    CHECK(reading.urls == "0123456789");
    CHECK(reading.errors.empty());
  }
}

TEST_CASE("transfer and content codings are undone") {
  const std::string body = "<p>" + std::string(5000, 'a') + "</p>";
  const auto chunked = [](std::string_view bytes) {
    constexpr std::size_t size = 0x1f3;
    std::string out;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
      const std::string_view piece = bytes.substr(at, size);
      char head[16];
      std::snprintf(head, sizeof head, "%zX;x=y\r\n", piece.size());
      out += head + std::string(piece) + "\r\n";
    }
    return out + "0\r\n\r\n";
  };
  const std::vector<std::pair<std::string, std::string>> answers = {
      {"Transfer-Encoding: chunked\r\n", chunked(body)},
      {"content-encoding: GZIP\r\n", gzip(body)},
      {"Content-Encoding: x-gzip\r\nTransfer-Encoding: chunked\r\n", chunked(gzip(body))},
      {"Content-Encoding: br\r\n", brotli(body)},
      {"Content-Encoding: gzip, br\r\n", brotli(gzip(body))},
      {"Content-Encoding: identity\r\n", body},
      // Crawlers leave headers as they were and store the body decoded.
      {"Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", body},
      {"Content-Encoding: br\r\n", body},
      {"Content-Encoding: deflate\r\n", body},
  };
  for (const auto& [headers, bytes] : answers) {
    CAPTURE(headers);
    const Reading reading = read(record("response", "u", answer(bytes, headers)));
    REQUIRE(reading.responses.size() == 1);
    CHECK(reading.responses[0].body == body);
    CHECK(reading.problems.empty());
  }
}

TEST_CASE("a body that is cut off is kept as far as it goes, with a problem") {
  const std::string body = "<p>" + std::string(5000, 'a') + "</p>";
  const std::string zipped = gzip(body);
  const std::vector<std::pair<std::string, std::string>> answers = {
      {"Transfer-Encoding: chunked\r\n", "1000\r\n<p>and no more"},
      {"Content-Encoding: gzip\r\n", zipped.substr(0, zipped.size() - 9)},
  };
  for (const auto& [headers, bytes] : answers) {
    const Reading reading = read(record("response", "u", answer(bytes, headers)) + response(2));
    CHECK(reading.responses.size() == 2);
    CHECK(reading.responses[0].body.starts_with("<p>"));
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].error.code == ErrorCode::truncated);
    CHECK(reading.problems[0].error.where.byte == 0);
  }
  const Reading unknown =
      read(record("response", "u", answer("x", "Content-Encoding: rot13\r\n")) + response(2));
  CHECK(unknown.urls == "2");
  REQUIRE(unknown.errors.size() == 1);
  CHECK(unknown.errors[0].code == ErrorCode::unknown_format);
}

TEST_CASE("lengths that lie cost one record") {
  for (const char* length : {"0", "5", "30", "60", "200", "1000", "5000", "9000000", "99999999999",
                             "-1", "x", "", "18446744073709551615", "18446744073709551616"}) {
    CAPTURE(length);
    const std::string wrong =
        *length == '\0' ? "WARC/1.0\r\nWARC-Type: response\r\n\r\nx\r\n\r\n" : response(2, length);
    const std::string archive = response(1) + wrong + response(3) + response(4);
    const Reading plain = read(archive);
    CHECK(plain.urls == "134");
    CHECK(plain.errors.size() == 1);
    const Reading zipped =
        read(gzip(response(1)) + gzip(wrong) + gzip(response(3)) + gzip(response(4)));
    CHECK(zipped.urls == "134");
    CHECK(zipped.errors.size() == 1);
    const Reading chunked = read(std::make_unique<ChunkedSource>(archive, 5));
    CHECK(chunked.urls == "134");
  }
}

TEST_CASE("garbage between records costs itself") {
  const Reading plain = read(response(1) + "garbage\r\n\r\n" + response(2));
  CHECK(plain.urls == "12");
  CHECK(plain.errors.size() == 1);
  const Reading zipped = read(gzip(response(1)) + "garbage" + gzip(response(2)));
  CHECK(zipped.urls == "12");
  CHECK(zipped.errors.size() == 1);
  CHECK(read(response(1) + "\r\n\r\n\r\n\r\n" + response(2)).urls == "12");
  CHECK(read("").errors.empty());
}

TEST_CASE("a damaged member costs at most its record, wherever the damage is") {
  const std::string before = gzip(response(1));
  const std::string damaged = gzip(response(2));
  const std::string after = gzip(response(3)) + gzip(response(4));
  for (std::size_t at = 0; at < damaged.size(); ++at) {
    std::string bytes = damaged;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    const Reading reading = read(before + bytes + after);
    // Some bytes of a gzip header mean nothing.
    CHECK((reading.urls == "134" || reading.urls == "1234"));
    CHECK(reading.errors.size() <= 2);
  }
}

TEST_CASE("an archive cut off anywhere is read as far as it goes") {
  const std::string plain = response(1) + response(2);
  const std::string zipped = gzip(response(1)) + gzip(response(2));
  for (const std::string& archive : {plain, zipped}) {
    for (std::size_t size = 0; size < archive.size(); ++size) {
      const Reading reading = read(std::string_view(archive).substr(0, size));
      CHECK(std::string_view("12").starts_with(reading.urls));
      CHECK(reading.errors.size() <= 1);
    }
  }
}

TEST_CASE("a record beyond the limit is passed over and reported, if it was an answer") {
  const WarcOptions options{.max_record_bytes = 64 << 10, .max_body_bytes = 1 << 20};
  const std::string large(200'000, 'x');
  const Reading reading = read(
      record("response", "u/1", answer(large)) + record("metadata", "u/2", large) + response(3),
      options);
  CHECK(reading.urls == "3");
  REQUIRE(reading.errors.size() == 1);
  CHECK(reading.errors[0].code == ErrorCode::too_large);
}

TEST_CASE("bombs are stopped at the body limit") {
  const WarcOptions options{.max_record_bytes = 8 << 20, .max_body_bytes = 1 << 20};
  const std::string zeros(64 << 20, '\0');
  for (const auto& [coding, bytes] :
       {std::pair<std::string, std::string>{"gzip", gzip(zeros)}, {"br", brotli(zeros)}}) {
    const Reading reading =
        read(record("response", "u", answer(bytes, "Content-Encoding: " + coding + "\r\n")) +
                 response(2),
             options);
    CHECK(reading.urls == "2");
    REQUIRE(reading.errors.size() == 1);
    CHECK(reading.errors[0].code == ErrorCode::too_large);
  }
}

TEST_CASE("what the source reports ends the archive, after what came before") {
  const Error fault{ErrorCode::io_error, "the disk is gone", {}};
  const std::string archive = response(1) + response(2);
  const Reading reading = read(std::make_unique<ChunkedSource>(archive, 100, fault));
  CHECK(reading.urls == "12");
  REQUIRE(reading.errors.size() == 1);
  CHECK(reading.errors[0].code == ErrorCode::io_error);
}

TEST_SUITE_END();
