#include "newsloom/ingest/reader.hpp"

#include <doctest/doctest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/sources.hpp"

namespace fs = std::filesystem;
namespace ingest = newsloom::ingest;
using ingest::Problem;
using ingest::ReadOptions;
using ingest::ReadSummary;
using newsloom::Article;
using newsloom::ErrorCode;
using newsloom::Location;

using newsloom::ingest::testing::gzip;

namespace {

/// What was delivered, lost and mended. `titles` has a blank between two titles.
struct Reading {
  ReadSummary summary;
  std::string titles;
  std::vector<Problem> problems;

  /// Takes articles until `limit` have come.
  [[nodiscard]] ingest::ArticleCallback on_article(std::size_t limit) {
    return [this, limit, seen = std::size_t{0}](Article&& article) mutable {
      titles += titles.empty() ? article.title : " " + article.title;
      return ++seen < limit;
    };
  }
  [[nodiscard]] ingest::ProblemCallback on_problem() {
    return [this](const Problem& problem) { problems.push_back(problem); };
  }
  /// The callbacks and the counts must tell the same.
  void check_counts() const {
    std::uint64_t rejected = 0;
    for (const Problem& problem : problems) rejected += problem.rejected ? 1 : 0;
    CHECK(summary.rejected == rejected);
    CHECK(summary.mended == problems.size() - rejected);
  }
};

constexpr std::size_t no_limit = 1'000'000;

Reading read_bytes(std::string_view bytes, const ReadOptions& options = {},
                   std::size_t limit = no_limit) {
  Reading reading;
  reading.summary = read_stream(ingest::from_memory(bytes), "feed", options,
                                reading.on_article(limit), reading.on_problem());
  reading.check_counts();
  return reading;
}

Reading read_all(const std::vector<std::string>& paths, std::size_t limit = no_limit) {
  Reading reading;
  reading.summary =
      read_paths(paths, ReadOptions{}, reading.on_article(limit), reading.on_problem());
  reading.check_counts();
  return reading;
}

std::string line(std::string_view title) {
  return "{\"id\":\"" + std::string(title) + "\",\"title\":\"" + std::string(title) + "\"}\n";
}

std::string zstd(std::string_view plain) {
  std::string out(ZSTD_compressBound(plain.size()), '\0');
  out.resize(ZSTD_compress(out.data(), out.size(), plain.data(), plain.size(), 1));
  return out;
}

/// A folder of its own that goes away with the test.
class TemporaryFolder {
 public:
  TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "newsloom_reader_XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
    constexpr auto group = fs::perms::group_read | fs::perms::group_exec;  // root's, as user nobody
    constexpr auto others = fs::perms::others_read | fs::perms::others_exec;
    fs::permissions(path_, group | others, fs::perm_options::add);
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  /// The path of `name` in this folder, as given to `read_paths`.
  [[nodiscard]] std::string operator/(const std::string& name) const {
    return (path_ / name).string();
  }
  std::string put(const std::string& name, std::string_view content) const {
    const fs::path path = path_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }
  [[nodiscard]] std::string str() const { return path_.string(); }

 private:
  fs::path path_;
};

/// While it lives, the system refuses what it refuses any user: root may read every folder.
class OrdinaryUser {
 public:
  OrdinaryUser() : was_root_(::geteuid() == 0), works_(!was_root_ || ::seteuid(nobody) == 0) {}
  ~OrdinaryUser() {
    if (was_root_ && works_) works_ = ::seteuid(0) == 0;
  }
  OrdinaryUser(const OrdinaryUser&) = delete;
  OrdinaryUser& operator=(const OrdinaryUser&) = delete;
  [[nodiscard]] bool works() const { return works_; }

 private:
  static constexpr uid_t nobody = 65534;
  bool was_root_;
  bool works_;
};

}  // namespace

TEST_SUITE_BEGIN("ingest reader");

TEST_CASE("a stream of lines gives its articles in order") {
  const std::string bytes = line("a") + "\r\n" + line("b") + R"({"title":"c"})";
  const Reading reading = read_bytes(bytes);
  CHECK(reading.titles == "a b c");
  CHECK(reading.problems.empty());
  CHECK(reading.summary.files == 1);
  CHECK(reading.summary.articles == 3);
  CHECK(reading.summary.bytes == bytes.size());
  CHECK_FALSE(reading.summary.stopped);
}

TEST_CASE("an array, or a compressed stream, gives what its lines would") {
  const std::string lines = line("a") + line("b");
  const std::string array = "[\n" + line("a") + ", " + line("b") + "]\n";
  for (const std::string& bytes :
       {array, gzip(lines), zstd(array), gzip(line("a")) + gzip(line("b"))}) {
    const Reading reading = read_bytes(bytes);
    CHECK(reading.titles == "a b");
    CHECK(reading.problems.empty());
  }
  CHECK(read_bytes(gzip(lines)).summary.bytes == lines.size());
}

TEST_CASE("an empty stream is no problem") {
  for (const std::string& bytes :
       {std::string(), std::string("\n\n"), std::string("[]"), gzip("")}) {
    const Reading reading = read_bytes(bytes);
    CHECK(reading.problems.empty());
    CHECK(reading.summary.files == 1);
    CHECK(reading.summary.articles == 0);
  }
}

TEST_CASE("a bad line costs that line, and is told with its place and field") {
  const std::string bytes =
      line("a") + "\n{\"title\":5}\n" + line("b") + "{broken\n{}\n" + line("c");
  const Reading reading = read_bytes(bytes);
  CHECK(reading.titles == "a b c");
  CHECK(reading.summary.articles == 3);
  REQUIRE(reading.problems.size() == 3);
  const std::array<ErrorCode, 3> codes = {ErrorCode::wrong_type, ErrorCode::json_syntax,
                                          ErrorCode::missing_content};
  const std::array<std::uint64_t, 3> lines = {3, 5, 6};
  const std::array<std::string, 3> begins = {"{\"title\":5}", "{broken", "{}"};
  const std::array<std::string, 3> fields = {"title", "", "text"};
  for (std::size_t i = 0; i < codes.size(); ++i) {
    CAPTURE(i);
    CHECK(reading.problems[i].rejected);
    CHECK(reading.problems[i].error.code == codes[i]);
    CHECK(reading.problems[i].error.where ==
          Location{"feed", lines[i], bytes.find(begins[i]), fields[i]});
  }
}

TEST_CASE("what is mended is told with its place, and the article is delivered") {
  const std::string bytes = line("a") + "{\"title\":\"b\",\"text\":\"caf\xE9\",\"url\":1}\n";
  const Reading reading = read_bytes(bytes);
  CHECK(reading.titles == "a b");
  CHECK(reading.summary.mended == 2);
  REQUIRE(reading.problems.size() == 2);
  CHECK(reading.problems[0].error.code == ErrorCode::corrupt);
  CHECK(reading.problems[0].error.where.line == 2);
  CHECK(reading.problems[0].error.where.byte == bytes.find('\xE9'));
  CHECK(reading.problems[1].error.code == ErrorCode::wrong_type);
  CHECK(reading.problems[1].error.where == Location{"feed", 2, line("a").size(), "url"});
}

TEST_CASE("a line that is too long costs that line") {
  ReadOptions options;
  options.json.max_line_bytes = 1024;
  const Reading reading = read_bytes(line("a") + line(std::string(5000, 'x')) + line("b"), options);
  CHECK(reading.titles == "a b");
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].rejected);
  CHECK(reading.problems[0].error.code == ErrorCode::too_large);
  CHECK(reading.problems[0].error.where.source == "feed");
  CHECK(reading.problems[0].error.where.line == 2);
}

TEST_CASE("a damaged stream costs what comes after the damage") {
  const std::string whole = gzip(line("a") + line("b"));
  for (const std::string& bytes : {whole.substr(0, whole.size() - 1), whole + "garbage"}) {
    const Reading reading = read_bytes(bytes);
    CHECK(reading.titles == "a b");
    REQUIRE(reading.problems.size() == 1);
    CHECK(reading.problems[0].rejected);
    CHECK(reading.problems[0].error.where.source == "feed");
  }
  ReadOptions options;
  options.decompress.max_bytes = 60;
  const Reading bomb = read_bytes(zstd(line("a") + line("b") + line("c") + line("d")), options);
  CHECK(bomb.titles == "a b");
  REQUIRE(bomb.problems.size() == 1);
  CHECK(bomb.problems[0].error.code == ErrorCode::too_large);
}

TEST_CASE("a callback that returns false stops the reading") {
  const std::string bytes = line("a") + "broken\n" + line("b") + "broken\n" + line("c");
  const Reading reading = read_bytes(bytes, {}, 2);
  CHECK(reading.titles == "a b");
  CHECK(reading.problems.size() == 1);
  CHECK(reading.summary.stopped);
  CHECK(reading.summary.articles == 2);
}

TEST_CASE("problems need no listener to be counted") {
  const ReadSummary summary =
      read_stream(ingest::from_memory(std::string_view("broken\n{\"title\":\"a\"}")), "feed", {},
                  [](Article&&) { return true; }, {});
  CHECK(summary.rejected == 1);
  CHECK(summary.articles == 1);
}

TEST_CASE("a folder is read recursively in order of name, and unknown formats are skipped") {
  const TemporaryFolder folder;
  folder.put("3.json", "[" + line("e") + "]");
  folder.put("1.jsonl", line("a"));
  folder.put("2/b.jsonl.zst", zstd(line("d")));
  folder.put("2/a/x.ndjson.gz", gzip(line("c")));
  folder.put("10.ndjson", line("b"));
  folder.put("4.jsonl.gz", line("f"));  // by content, whatever its name says
  folder.put("5", gzip(line("g")));
  for (const char* name : {".hidden.jsonl", "x.jsonl~"}) folder.put(name, line("no"));
  folder.put("readme.txt", "Nothing to read here.");
  folder.put("2/x.png", "\x89PNG\r\n\x1a\n");
  folder.put("2/x.jsonl.bz2", "BZh91AY&SY");
  const Reading reading = read_all({folder.str()});
  CHECK(reading.titles == "a b c d e f g");
  CHECK(reading.problems.empty());
  CHECK(reading.summary.files == 7);
  CHECK(reading.summary.skipped_files == 5);
}

TEST_CASE("paths are read in the order given, files whatever they are called") {
  const TemporaryFolder folder;
  const std::string z = folder.put("z.txt", line("z"));
  const std::string a = folder.put("a", gzip(line("a")));
  folder.put("m/m.jsonl", line("m"));
  const Reading reading = read_all({z, folder / "m", a, z});
  CHECK(reading.titles == "z m a z");
  CHECK(reading.summary.files == 4);
  CHECK(reading.summary.skipped_files == 0);
  CHECK(read_all({}).summary.files == 0);
}

TEST_CASE("what cannot be read is a problem with its path, and the rest goes on") {
  const TemporaryFolder folder;
  const std::string missing = folder / "missing.jsonl";
  const std::string cut = folder.put("cut.jsonl.gz", gzip(line("a")).substr(0, 20));
  const std::string good = folder.put("good.jsonl", line("b"));
  const Reading reading = read_all({missing, cut, good});
  CHECK(reading.titles == "b");
  CHECK(reading.summary.files == 2);
  REQUIRE(reading.problems.size() == 2);
  CHECK(reading.problems[0].rejected);
  CHECK(reading.problems[0].error.code == ErrorCode::io_error);
  CHECK(reading.problems[0].error.where.source == missing);
  CHECK(reading.problems[1].rejected);
  CHECK(reading.problems[1].error.code == ErrorCode::truncated);
  CHECK(reading.problems[1].error.where.source == cut);
}

TEST_CASE("a folder that cannot be listed is a problem, and the folders beside it are read") {
  const TemporaryFolder folder;
  for (const char* name : {"a", "b", "c", "d", "locked", "m", "n", "o", "p"}) {
    folder.put(std::string(name) + "/x.jsonl", line(name));
  }
  fs::permissions(folder / "locked", fs::perms::none);
  Reading reading;
  bool refused = false;
  {
    const OrdinaryUser user;
    refused = user.works() && ::access(folder.str().c_str(), R_OK) == 0;
    if (refused) reading = read_all({folder.str()});
  }
  fs::permissions(folder / "locked", fs::perms::owner_all);
  if (!refused) {
    MESSAGE("SKIPPED: the user cannot be changed here");
    return;
  }
  CHECK(reading.titles == "a b c d m n o p");
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].rejected);
  CHECK(reading.problems[0].error.code == ErrorCode::io_error);
}

TEST_CASE("links to files are read, and links to folders are not followed") {
  const TemporaryFolder folder;
  const std::string target = folder.put("in/a.jsonl", line("a"));
  folder.put("elsewhere/b.jsonl", line("b"));
  fs::create_directory_symlink(folder / "elsewhere", folder / "in/linked");
  fs::create_directory_symlink(folder / "in", folder / "in/round");
  fs::create_symlink(target, folder / "in/c.jsonl");
  const Reading reading = read_all({folder / "in"});
  CHECK(reading.titles == "a a");
  CHECK(reading.problems.empty());
}

TEST_CASE("a stop ends the folder and the paths after it") {
  const TemporaryFolder folder;
  folder.put("in/1.jsonl", line("a"));
  folder.put("in/2.jsonl", line("b") + line("c"));
  folder.put("in/3.jsonl", line("d"));
  const Reading reading = read_all({folder / "in", folder / "missing"}, 2);
  CHECK(reading.titles == "a b");
  CHECK(reading.problems.empty());
  CHECK(reading.summary.stopped);
  CHECK(reading.summary.files == 2);
}

TEST_CASE("a dash is standard input, which problems call stdin") {
  std::array<int, 2> ends{};
  REQUIRE(::pipe(ends.data()) == 0);
  const std::string bytes = line("a") + "broken\n" + line("b");
  REQUIRE(::write(ends[1], bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
  ::close(ends[1]);
  const int saved = ::dup(STDIN_FILENO);
  ::dup2(ends[0], STDIN_FILENO);
  ::close(ends[0]);
  const Reading reading = read_all({"-"});
  ::close(STDIN_FILENO);
  if (saved >= 0) {
    ::dup2(saved, STDIN_FILENO);
    ::close(saved);
  }
  CHECK(reading.titles == "a b");
  REQUIRE(reading.problems.size() == 1);
  CHECK(reading.problems[0].error.where.source == "stdin");
  CHECK(reading.problems[0].error.where.line == 2);
}

TEST_SUITE_END();
