#include <doctest/doctest.h>

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "newsloom/ingest/batches.hpp"
#include "support/folder.hpp"

namespace newsloom::ingest {
namespace {

/// A file of articles named 0, 1, 2, …; every `bad_every`-th line is none.
std::string written(const tests::Folder& folder, int articles, int bad_every = 0) {
  std::string path = folder.file("articles.jsonl");
  std::ofstream file(path);
  for (int i = 0; i < articles; ++i) {
    if (bad_every > 0 && i % bad_every == 0) file << "{no json\n";
    file << R"({"id":")" << i << R"(","title":"The harbour of Kastel floods","text":"It rained."})"
         << "\n";
  }
  return path;
}

struct Seen {
  std::vector<std::string> ids;
  std::vector<std::size_t> sizes;
  std::size_t problems = 0;
};

ReadSummary read(const std::string& path, const BatchOptions& options, Seen& seen,
                 std::size_t most_batches = SIZE_MAX) {
  const std::vector<std::string> paths{path};
  return read_batches(
      paths, options,
      [&](std::span<Article> batch) {
        seen.sizes.push_back(batch.size());
        for (const Article& article : batch) seen.ids.push_back(article.id.str());
        return seen.sizes.size() < most_batches;
      },
      [&](const Problem&) { ++seen.problems; });
}

TEST_CASE("batches hold every article once, in order, the last the rest") {
  const tests::Folder folder;
  Seen seen;
  const ReadSummary summary = read(written(folder, 25), {.read = {}, .size = 10}, seen);
  CHECK(seen.sizes == std::vector<std::size_t>{10, 10, 5});
  REQUIRE(seen.ids.size() == 25);
  for (std::size_t i = 0; i < seen.ids.size(); ++i) CHECK(seen.ids[i] == std::to_string(i));
  CHECK(summary.articles == 25);
  CHECK_FALSE(summary.stopped);
}

TEST_CASE("problems are told on the calling thread and cost nothing else") {
  const tests::Folder folder;
  Seen seen;
  const ReadSummary summary = read(written(folder, 30, 3), {.read = {}, .size = 8}, seen);
  CHECK(seen.ids.size() == 30);
  CHECK(seen.problems == 10);
  CHECK(summary.rejected == 10);
}

TEST_CASE("a file of nothing but problems tells of all of them") {
  const tests::Folder folder;
  const std::string path = folder.file("bad.jsonl");
  std::ofstream file(path);
  for (int i = 0; i < 100; ++i) file << "{\"id\": no\n";
  file.close();
  Seen seen;
  CHECK(read(path, {.read = {}, .size = 8}, seen).articles == 0);
  CHECK(seen.problems == 100);
  CHECK(seen.sizes.empty());
}

TEST_CASE("reading ends with the callback that says so, and at the most articles wanted") {
  const tests::Folder folder;
  const std::string path = written(folder, 1000);
  Seen seen;
  const ReadSummary stopped = read(path, {.read = {}, .size = 10}, seen, 3);
  CHECK(seen.ids.size() == 30);
  CHECK(stopped.stopped);
  CHECK(stopped.articles == 30);
  Seen few;
  CHECK(read(path, {.read = {}, .size = 10, .max_articles = 15}, few).articles == 15);
  CHECK(few.sizes == std::vector<std::size_t>{10, 5});
  Seen none;
  CHECK(read(path, {.read = {}, .size = 10, .max_articles = 0}, none).articles == 0);
}

TEST_CASE("what a callback throws arrives, and the thread that reads has ended") {
  const tests::Folder folder;
  const std::vector<std::string> paths{written(folder, 1000)};
  const auto throwing = [](std::span<Article>) -> bool { throw std::runtime_error("enough"); };
  CHECK_THROWS_AS(read_batches(paths, {.read = {}, .size = 10}, throwing, [](const Problem&) {}),
                  std::runtime_error);
}

TEST_CASE("a path that is not there is a problem") {
  Seen seen;
  CHECK(read("/there/is/no/such.jsonl", {}, seen).rejected == 1);
  CHECK(seen.problems == 1);
}

}  // namespace
}  // namespace newsloom::ingest
