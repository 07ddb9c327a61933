// The one door: every format through read_stream, known by its content alone.
#include <doctest/doctest.h>
#include <sys/resource.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdlib>
#include <ctime>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/sources.hpp"
#include "newsloom/ingest/reader.hpp"

namespace ingest = newsloom::ingest;
using ingest::from_memory;
using ingest::Problem;
using ingest::ReadOptions;
using ingest::ReadSummary;
using newsloom::Article;
using newsloom::ErrorCode;
using newsloom::ingest::testing::ChunkedSource;
using newsloom::ingest::testing::gzip;

namespace {

const std::string text =
    "Engineers closed the old bridge over the Sorrel on Monday after cracks were found in two of "
    "its piers, the city said.";

std::string page(std::string_view title) {
  return "<!DOCTYPE html><html><head><title>" + std::string(title) + "</title></head><body><h1>" +
         std::string(title) + "</h1><p>" + text + "</p></body></html>";
}

std::string feed(std::string_view title) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Feed</title><item><title>" +
         std::string(title) + "</title><link>https://sorrel.example/f</link><description>" + text +
         "</description></item></channel></rss>";
}

std::string json_feed(std::string_view title) {
  return "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Feed\",\"items\":[{\"id\":"
         "\"1\",\"title\":\"" +
         std::string(title) + "\",\"content_text\":\"" + text + "\"}]}";
}

std::string json_line(std::string_view title) {
  return "{\"id\":\"" + std::string(title) + "\",\"title\":\"" + std::string(title) + "\"}\n";
}

std::string record(std::string_view url, std::string_view status, std::string_view type,
                   std::string_view body) {
  const std::string content = "HTTP/1.1 " + std::string(status) +
                              "\r\nContent-Type: " + std::string(type) + "\r\n\r\n" +
                              std::string(body);
  return "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: " + std::string(url) +
         "\r\nWARC-Date: 2026-03-05T10:11:12Z\r\nContent-Length: " +
         std::to_string(content.size()) + "\r\n\r\n" + content + "\r\n\r\n";
}

std::string zstd(std::string_view plain) {
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 3));
  return out;
}

struct Reading {
  ReadSummary summary;
  std::vector<Article> articles;
  std::vector<Problem> problems;

  [[nodiscard]] std::string titles() const {
    std::string all;
    for (const Article& article : articles) all += (all.empty() ? "" : " ") + article.title;
    return all;
  }
};

Reading read(std::unique_ptr<ingest::ByteSource> source, const ReadOptions& options = {}) {
  Reading reading;
  reading.summary = ingest::read_stream(
      std::move(source), "input", options,
      [&](Article&& article) {
        reading.articles.push_back(std::move(article));
        return true;
      },
      [&](const Problem& problem) { reading.problems.push_back(problem); });
  CHECK(reading.summary.articles == reading.articles.size());
  return reading;
}

Reading read(std::string_view bytes, const ReadOptions& options = {}) {
  return read(from_memory(bytes), options);
}

/// A gzip or zstd stream of one byte many times, made as it is read.
class Bomb final : public ingest::ByteSource {
 public:
  Bomb(std::string_view before, char byte, std::size_t mebibytes) : left_(mebibytes) {
    constexpr int gzip_format = 16 + MAX_WBITS;
    constexpr int memory_level = 9;
    REQUIRE(deflateInit2(&stream_, 1, Z_DEFLATED, gzip_format, memory_level, Z_DEFAULT_STRATEGY) ==
            Z_OK);
    block_.assign(std::size_t{1} << 20U, byte);
    plain_ = before;
  }
  ~Bomb() override { deflateEnd(&stream_); }
  Bomb(const Bomb&) = delete;
  Bomb& operator=(const Bomb&) = delete;
  [[nodiscard]] newsloom::result<std::size_t> read(std::span<std::byte> buffer) override {
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = static_cast<uInt>(buffer.size());
    while (stream_.avail_out > 0) {
      if (stream_.avail_in == 0 && left_ > 0) {
        plain_ = std::exchange(is_begun_, true) ? block_ : plain_ + block_;
        --left_;
        stream_.next_in = reinterpret_cast<Bytef*>(plain_.data());
        stream_.avail_in = static_cast<uInt>(plain_.size());
      }
      if (deflate(&stream_, left_ == 0 ? Z_FINISH : Z_NO_FLUSH) == Z_STREAM_END) break;
    }
    return buffer.size() - stream_.avail_out;
  }

 private:
  z_stream stream_{};
  std::string block_;
  std::string plain_;
  std::size_t left_;
  bool is_begun_ = false;
};

std::size_t resident_peak() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}  // namespace

TEST_SUITE_BEGIN("ingest door");

TEST_CASE("every format is read by its content, plain or compressed, however it arrives") {
  const std::vector<std::pair<std::string, std::string>> inputs = {
      {page("page"), "page"},
      {feed("feed"), "feed"},
      {json_feed("json"), "json"},
      {json_line("a") + json_line("b"), "a b"},
      {"[" + json_line("a") + "," + json_line("b") + "]", "a b"},
      {record("https://sorrel.example/p", "200 OK", "text/html", page("one")) +
           record("https://sorrel.example/f", "200 OK", "application/rss+xml", feed("two")),
       "one two"},
      {"<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:x:1\"><contentMeta>"
       "<headline>newsml</headline></contentMeta><contentSet><inlineData "
       "contenttype=\"text/plain\">" +
           text + "</inlineData></contentSet></newsItem>",
       "newsml"},
      {"<nitf><head><title>nitf</title></head><body><body.head><hedline><hl1>nitf</hl1></hedline>"
       "</body.head><body.content><p>" +
           text + "</p></body.content></body></nitf>",
       "nitf"},
      {"{\"uri\":\"urn:x:1\",\"versioncreated\":\"2026-03-05T10:00:00Z\",\"headline\":\"ninjs\","
       "\"body_text\":\"" +
           text + "\"}",
       "ninjs"},
      {"<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "
       "xmlns:news=\"http://www.google.com/schemas/sitemap-news/0.9\"><url><loc>"
       "https://sorrel.example/1</loc><news:news><news:title>sitemap</news:title></news:news></url>"
       "</urlset>",
       "sitemap"},
      {"Title,URL,Text\nrow,https://sorrel.example/1,\"" + text + "\"\n", "row"},
  };
  for (const auto& [bytes, titles] : inputs) {
    CAPTURE(titles);
    for (const std::string& form : {bytes, gzip(bytes), zstd(bytes), "\n \n" + bytes}) {
      const Reading reading = read(form);
      CHECK(reading.titles() == titles);
      CHECK(reading.problems.empty());
      CHECK(reading.summary.files == 1);
      for (const Article& article : reading.articles) CHECK(article.source == "input");
    }
    for (const std::size_t step : {1U, 13U, 4096U}) {
      CHECK(read(std::make_unique<ChunkedSource>(bytes, step)).titles() == titles);
    }
  }
}

TEST_CASE("articles of an archive know their address and when they were fetched") {
  const std::string archive =
      record("https://sorrel.example/p?utm_source=x", "200 OK", "text/html", page("one")) +
      record("https://sorrel.example/x", "404 Not Found", "text/html", page("lost")) +
      record("https://sorrel.example/i", "200 OK", "image/png", "\x89PNG\r\n\x1a\n") +
      record("https://sorrel.example/j", "200 OK", "application/json", "{\"title\":\"api\"}") +
      record("https://sorrel.example/e", "200 OK", "text/html", "") +
      record("https://sorrel.example/t", "200 OK", "text/html", "Text at once. " + text);
  const Reading reading = read(gzip(archive));
  REQUIRE(reading.articles.size() == 2);
  CHECK(reading.articles[0].url == "https://sorrel.example/p");
  CHECK(reading.articles[0].fetched.has_value());
  CHECK(reading.articles[1].url == "https://sorrel.example/t");
  CHECK(reading.summary.passed_over == 3);
  REQUIRE(reading.problems.size() == 1);  // the empty page
  CHECK(reading.problems[0].rejected);
  CHECK(reading.problems[0].error.code == ErrorCode::missing_content);
  CHECK(reading.problems[0].error.where.source == "input");
  CHECK(reading.problems[0].error.where.byte.has_value());
  CHECK(reading.problems[0].error.message.find("https://sorrel.example/e") != std::string::npos);
}

TEST_CASE("a list of feeds holds no articles, and says how many it names") {
  const Reading reading = read(
      "<opml version=\"2.0\"><body><outline text=\"a\" xmlUrl=\"https://sorrel.example/f\"/>"
      "</body></opml>");
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].rejected);
  CHECK(reading.problems[0].error.message.find("1 feeds") != std::string::npos);
}

TEST_CASE("what is of no known format is one rejected problem") {
  for (const char* bytes : {"plain text\nin lines", "%PDF-1.7 and so on", "\x01\x02\x03"}) {
    const Reading reading = read(bytes);
    CHECK(reading.articles.empty());
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].rejected);
    CHECK(reading.problems[0].error.code == ErrorCode::unknown_format);
    CHECK(reading.problems[0].error.where.source == "input");
  }
  for (const char* bytes : {"", " ", "\n\n\n"}) CHECK(read(bytes).problems.empty());
}

TEST_CASE("a document that is cut off is read as far as it goes, and the cut reported") {
  const std::string whole = gzip(page("page"));
  const Reading reading = read(whole.substr(0, whole.size() - 4));
  CHECK(reading.titles() == "page");
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].rejected);
  CHECK(reading.problems[0].error.code == ErrorCode::truncated);
}

TEST_CASE("every truncation point of every format ends well") {
  const std::string warc = record("https://sorrel.example/p", "200 OK", "text/html", page("one"));
  for (const std::string& whole : {page("page"), feed("feed"), json_feed("json"), warc, gzip(warc),
                                   gzip(page("page")), zstd(feed("feed"))}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      const Reading reading = read(std::string_view(whole).substr(0, size));
      CHECK(reading.articles.size() <= 1);
      CHECK(reading.summary.files <= 1);
    }
  }
}

TEST_CASE("a gigabyte of nothing behind a small file is given up in bounded memory and time") {
  constexpr std::size_t gigabyte = 1024;
  constexpr std::size_t memory_limit = std::size_t{512} << 20U;
  const bool is_sanitized = std::getenv("NEWSLOOM_SANITIZED") != nullptr;
  const std::vector<std::pair<std::string, char>> bombs = {
      {"", ' '},
      {"<html><body><p>Hello", '\n'},
      {"<rss><channel><item><title>x", 'x'},
      {"{\"version\":\"https://jsonfeed.org/version/1\"", ' '},
  };
  for (const auto& [before, byte] : bombs) {
    CAPTURE(before);
    const std::clock_t start = std::clock();  // of the processor, as machines are shared
    const Reading reading = read(std::make_unique<Bomb>(before, byte, gigabyte));
    const double took = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    CHECK(took < (is_sanitized ? 60 : 10));
    CHECK(reading.articles.empty());
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].rejected);
    CHECK(reading.problems[0].error.code == ErrorCode::too_large);
  }
  if (!is_sanitized) CHECK(resident_peak() < memory_limit);
}

TEST_CASE("ten thousand answers stream through in a few megabytes") {
  // The source makes its archive as it is read: what is held is what the reader holds.
  class Archive final : public ingest::ByteSource {
   public:
    [[nodiscard]] newsloom::result<std::size_t> read(std::span<std::byte> buffer) override {
      if (rest_.empty() && made_ < 10'000) {
        record_ = record("https://sorrel.example/" + std::to_string(made_++), "200 OK", "text/html",
                         page("one"));
        rest_ = record_;
      }
      const std::size_t size = std::min(buffer.size(), rest_.size());
      std::copy_n(rest_.data(), size, reinterpret_cast<char*>(buffer.data()));
      rest_.remove_prefix(size);
      return size;
    }

   private:
    std::string record_;
    std::string_view rest_;
    std::size_t made_ = 0;
  };
  constexpr std::size_t few = std::size_t{64} << 20U;
  const std::size_t before = resident_peak();
  std::size_t count = 0;
  const ReadSummary summary = ingest::read_stream(std::make_unique<Archive>(), "archive", {},
                                                  [&count](Article&&) { return ++count > 0; }, {});
  CHECK(count == 10'000);
  CHECK(summary.rejected == 0);
  CHECK(resident_peak() - before < few);
}

TEST_CASE("a stop ends an archive and a feed in the middle") {
  const std::string archive = record("https://sorrel.example/1", "200 OK", "text/html", page("1")) +
                              record("https://sorrel.example/2", "200 OK", "text/html", page("2"));
  std::size_t count = 0;
  const ReadSummary summary =
      ingest::read_bytes(archive, "archive", {}, [&count](Article&&) { return ++count < 1; }, {});
  CHECK(count == 1);
  CHECK(summary.stopped);
  CHECK(summary.articles == 1);
}

TEST_SUITE_END();
