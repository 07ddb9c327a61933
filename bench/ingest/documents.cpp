// How fast pages become articles and archives stream, on one thread.
//
//   bench_ingest_documents pages FOLDER [SECONDS]     files (also .gz), read into memory first
//   bench_ingest_documents warc [RECORDS] [gz]        an archive made up in memory
//
// "pages" prints pages/s (least, median, most of the rounds) and MB/s; "warc" prints MB/s of
// records, read alone and read into articles, and the most memory held. Rates are of processor
// time.
#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <memory>
#include <newsloom/ingest/page.hpp>
#include <newsloom/ingest/reader.hpp>
#include <newsloom/ingest/warc.hpp>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/peak_memory.hpp"

namespace {

namespace fs = std::filesystem;
namespace ingest = newsloom::ingest;

/// Time of this thread's processor and of the clock on the wall: on a shared machine only the first
/// says how fast the code is.
class Stopwatch {
 public:
  [[nodiscard]] double processor() const {
    return static_cast<double>(std::clock() - processor_) / CLOCKS_PER_SEC;
  }
  [[nodiscard]] double wall() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_).count();
  }

 private:
  std::clock_t processor_ = std::clock();
  std::chrono::steady_clock::time_point wall_ = std::chrono::steady_clock::now();
};

std::string read_all(ingest::ByteSource& source) {
  std::string all;
  std::vector<std::byte> buffer(1 << 16);
  for (;;) {
    const auto got = source.read(buffer);
    if (!got || *got == 0) return all;
    all.append(reinterpret_cast<const char*>(buffer.data()), *got);
  }
}

int bench_pages(const std::string& folder, double seconds) {
  std::vector<std::string> pages;
  std::size_t bytes = 0;
  for (const auto& entry : fs::directory_iterator(folder)) {
    auto file = ingest::open_file(entry.path().string());
    if (!file) continue;
    pages.push_back(read_all(*ingest::decompressed(*std::move(file))));
    bytes += pages.back().size();
  }
  if (pages.empty()) return EXIT_FAILURE;
  ingest::PageReader reader;
  std::vector<double> rates;
  std::size_t text_bytes = 0;
  const Stopwatch whole;
  while (whole.wall() < seconds || rates.size() < 3) {
    const Stopwatch watch;
    text_bytes = 0;
    for (const std::string& page : pages) {
      std::vector<ingest::Problem> problems;
      const auto read = reader.read(page, {}, problems);
      if (read) text_bytes += read->text().size();
    }
    rates.push_back(static_cast<double>(pages.size()) / watch.processor());
  }
  std::sort(rates.begin(), rates.end());
  const double median = rates[rates.size() / 2];
  fmt::print(
      "{} pages of {:.0f} kB, {:.1f} kB of text each: {:.0f} / {:.0f} / {:.0f} pages/s, {:.0f} "
      "MB/s, peak {} MB beside the pages\n",
      pages.size(), static_cast<double>(bytes) / static_cast<double>(pages.size()) / 1e3,
      static_cast<double>(text_bytes) / static_cast<double>(pages.size()) / 1e3, rates.front(),
      median, rates.back(),
      median * static_cast<double>(bytes) / static_cast<double>(pages.size()) / 1e6,
      (newsloom::bench::peak_memory() - bytes) / 1'000'000);
  return EXIT_SUCCESS;
}

std::string gzipped(std::string_view plain) {
  constexpr int gzip_format = 16 + MAX_WBITS;
  constexpr int memory_level = 8;
  z_stream stream{};
  deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, gzip_format, memory_level,
               Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, static_cast<uLong>(plain.size())), '\0');
  std::string in(plain);
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

/// A page of made-up words, about 60 kB with half of it markup, as a record.
std::string make_record(std::uint64_t number, std::mt19937_64& random) {
  std::string body = "<html><head><title>Page " + std::to_string(number) + "</title></head><body>";
  constexpr int paragraphs = 100;
  constexpr int words = 45;
  constexpr int letters = 6;
  for (int i = 0; i < paragraphs; ++i) {
    body += "<div class=\"row col-12 wrapper\"><a href=\"/section/" +
            std::to_string(random() % 1000) +
            "\">More</a></div><div class=\"paragraph\" data-component=\"text-block\"><p>";
    for (int j = 0; j < words; ++j) {
      for (int k = 0; k < letters; ++k) body += static_cast<char>('a' + random() % 16);
      body += ' ';
    }
    body += ".</p></div>\n";
  }
  body += "</body></html>";
  const std::string content =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://sorrel.example/" +
         std::to_string(number) + "\r\nWARC-Date: 2026-03-05T10:11:12Z\r\nContent-Length: " +
         std::to_string(content.size()) + "\r\n\r\n" + content + "\r\n\r\n";
}

/// Fifty different records over and over, so that making them costs nothing.
class Archive final : public ingest::ByteSource {
 public:
  Archive(std::uint64_t records, bool is_gzip) : left_(records) {
    constexpr std::uint64_t kinds = 50;
    std::mt19937_64 random(1);
    for (std::uint64_t i = 0; i < kinds; ++i) {
      const std::string record = make_record(i, random);
      records_.push_back(is_gzip ? gzipped(record) : record);
    }
  }
  [[nodiscard]] newsloom::result<std::size_t> read(std::span<std::byte> buffer) override {
    if (rest_.empty() && left_ > 0) rest_ = records_[--left_ % records_.size()];
    const std::size_t size = std::min(buffer.size(), rest_.size());
    std::copy_n(rest_.data(), size, reinterpret_cast<char*>(buffer.data()));
    rest_.remove_prefix(size);
    return size;
  }

 private:
  std::vector<std::string> records_;
  std::string_view rest_;
  std::uint64_t left_;
};

int bench_warc(std::uint64_t records, bool is_gzip) {
  const Stopwatch watch;
  ingest::WarcReader reader(std::make_unique<Archive>(records, is_gzip));
  std::vector<ingest::Problem> problems;
  std::uint64_t answers = 0;
  while (!reader.is_finished()) {
    const auto answer = reader.next(problems);
    if (answer && *answer) ++answers;
  }
  const double reading = watch.processor();
  const double reading_wall = watch.wall();
  const double megabytes = static_cast<double>(reader.bytes_read()) / 1e6;
  fmt::print(
      "{} answers, {:.0f} MB of records{}: {:.2f} s of processor ({:.2f} s), {:.0f} MB/s, peak {} "
      "MB\n",
      answers, megabytes, is_gzip ? " (gzip)" : "", reading, reading_wall, megabytes / reading,
      newsloom::bench::peak_memory() / 1'000'000);
  const Stopwatch again;
  const auto summary = ingest::read_stream(std::make_unique<Archive>(records, is_gzip), "archive",
                                           {}, [](newsloom::Article&&) { return true; }, {});
  const double all = again.processor();
  fmt::print(
      "the same as {} articles: {:.2f} s of processor, {:.0f} MB/s, {:.0f} pages/s, peak {} MB\n",
      summary.articles, all, megabytes / all, static_cast<double>(summary.articles) / all,
      newsloom::bench::peak_memory() / 1'000'000);
  return answers == records ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  constexpr double default_seconds = 10;
  constexpr std::uint64_t default_records = 10'000;
  if (arguments.size() >= 2 && arguments[0] == "pages") {
    return bench_pages(arguments[1],
                       arguments.size() > 2 ? std::stod(arguments[2]) : default_seconds);
  }
  if (!arguments.empty() && arguments[0] == "warc") {
    return bench_warc(arguments.size() > 1 ? std::stoull(arguments[1]) : default_records,
                      arguments.size() > 2 && arguments[2] == "gz");
  }
  fmt::print(stderr,
             "usage: bench_ingest_documents pages FOLDER [SECONDS] | warc [RECORDS] [gz]\n");
  return 2;
}
