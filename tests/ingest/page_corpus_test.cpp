// Bodies of real pages against what people marked, by the measure of the public benchmark.
#ifndef SIMDJSON_THREADS_ENABLED
#define SIMDJSON_THREADS_ENABLED 1  // as its package has it: classes are laid out by it
#endif

#include <doctest/doctest.h>
#include <simdjson.h>
#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/page.hpp"
#include "newsloom/text/utf8.hpp"

namespace fs = std::filesystem;
namespace ingest = newsloom::ingest;

namespace {

// Words as a person counts them: letters and digits of any script, roughly.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < text.size();) {
    const auto character = newsloom::text::decode_next(text, i);
    const char32_t c = character.code_point;
    const bool is_ascii_word =
        (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    const bool is_mark = c < 0xAA || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x3004) ||
                         (c >= 0xFF00 && c <= 0xFF0F);
    if (is_ascii_word || !is_mark) {
      word += text.substr(i, character.length);
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
    i += character.length;
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// Runs of four words, with how often each is there.
std::map<std::string, int> shingles_of(std::string_view text) {
  constexpr std::size_t length = 4;
  const std::vector<std::string> words = words_of(text);
  std::map<std::string, int> shingles;
  const std::size_t count =
      words.size() < length ? std::min<std::size_t>(words.size(), 1) : words.size() - length + 1;
  for (std::size_t i = 0; i < count; ++i) {
    std::string shingle;
    for (std::size_t j = i; j < std::min(i + length, words.size()); ++j) shingle += words[j] + ' ';
    ++shingles[shingle];
  }
  return shingles;
}

struct Score {
  double hit = 0;
  double extra = 0;
  double missed = 0;

  // Each page counts the same.
  void add(std::string_view found, std::string_view gold) {
    const auto a = shingles_of(found);
    const auto b = shingles_of(gold);
    double common = 0;
    double all_found = 0;
    double all_gold = 0;
    for (const auto& [shingle, count] : a) {
      all_found += count;
      const auto other = b.find(shingle);
      if (other != b.end()) common += std::min(count, other->second);
    }
    for (const auto& [shingle, count] : b) all_gold += count;
    const double all = std::max(1.0, all_found + all_gold - common);
    hit += common / all;
    extra += (all_found - common) / all;
    missed += (all_gold - common) / all;
  }
  [[nodiscard]] double f1() const { return 2 * hit / (2 * hit + extra + missed); }
};

std::string read_gzip(const fs::path& path) {
  std::string all;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return all;
  std::string buffer(1 << 16, '\0');
  int got = 0;
  while ((got = gzread(file, buffer.data(), static_cast<unsigned>(buffer.size()))) > 0) {
    all.append(buffer.data(), static_cast<std::size_t>(got));
  }
  gzclose(file);
  return all;
}

}  // namespace

TEST_CASE("bodies of 181 real pages are found as well as the best reader finds them") {
  const char* corpora = std::getenv("NEWSLOOM_CORPORA");
  const fs::path folder = fs::path(corpora == nullptr ? "" : corpora) / "html";
  if (corpora == nullptr || !fs::exists(folder / "ground-truth.json")) {
    MESSAGE("SKIPPED: no corpora here");
    return;
  }
  simdjson::dom::parser parser;
  const auto truth = parser.load((folder / "ground-truth.json").string());
  REQUIRE(truth.error() == simdjson::SUCCESS);
  Score all;
  Score halves[2];
  ingest::PageReader reader;
  std::size_t pages = 0;
  for (const auto& [id, item] : truth.get_object()) {
    const std::string name(id);
    std::vector<ingest::Problem> problems;
    const auto page = reader.read(read_gzip(folder / "pages" / (name + ".html.gz")), {}, problems);
    const std::string_view gold = item["articleBody"].get_string();
    const std::string found = page ? page->text() : std::string();
    all.add(found, gold);
    halves[name.back() % 2].add(found, gold);
    ++pages;
  }
  CHECK(pages == 181);
  MESSAGE("F1 ", all.f1(), ", halves ", halves[0].f1(), " and ", halves[1].f1());
  CHECK(all.f1() > 0.975);
  CHECK(halves[0].f1() > 0.965);
  CHECK(halves[1].f1() > 0.965);
}
