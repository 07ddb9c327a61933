// Reads articles of whatever format and prints them as JSON Lines.
//
//   read_articles FILE|FOLDER|- …   (JSON Lines, feeds, pages, archives, …; also .gz and .zst)
//
// stdout is data, an article a line, each with "source", the path or URL it came from; nothing is
// deduplicated. stderr says what was rejected or mended, and where. Exit codes: 0 done, 1 nothing
// usable, 2 usage, 3 done but some input was rejected.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <newsloom/ingest/reader.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/event_output.hpp"
#include "support/terminal.hpp"

namespace {

using newsloom::Article;
using newsloom::ingest::Problem;
using newsloom::ingest::ReadSummary;

constexpr int done_code = 0;
constexpr int nothing_usable_code = 1;
constexpr int usage_code = 2;
constexpr int some_rejected_code = 3;

struct Settings {
  std::vector<std::string> inputs;
  std::uint64_t max_articles = UINT64_MAX;
  std::uint64_t max_problems = 50;
  bool quiet = false;
};

void define(CLI::App& app, Settings& settings) {
  app.add_option("input", settings.inputs,
                 "files of any format we know (also .gz, .zst), folders, or -")
      ->required();
  app.add_option("--max-articles", settings.max_articles, "stop after this many");
  app.add_option("--max-problems", settings.max_problems, "problems shown; all are counted");
  app.add_flag("-q,--quiet", settings.quiet, "no summary");
}

// Prints the first problems; those that cost nothing come after those that do only in number.
class Reporter {
 public:
  explicit Reporter(std::uint64_t most) : most_(most) {}

  void report(const Problem& problem) {
    if (++count_ > most_) return;
    fmt::print(stderr, "{}: {}\n", problem.rejected ? "rejected" : "mended",
               problem.error.to_string());
    if (count_ == most_) fmt::print(stderr, "further problems are counted, not shown\n");
  }

 private:
  std::uint64_t most_;
  std::uint64_t count_ = 0;
};

ReadSummary read(const Settings& settings, bool& is_written) {
  Reporter reporter(settings.max_problems);
  std::uint64_t printed = 0;
  return newsloom::ingest::read_paths(
      settings.inputs, {},
      [&](Article&& article) {
        std::string line = examples::article_line(article, article.revision);
        line += '\n';
        is_written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
        return is_written && ++printed < settings.max_articles;
      },
      [&](const Problem& problem) { reporter.report(problem); });
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Prints articles of any format as JSON Lines.");
  define(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? done_code : usage_code;
  }
  bool is_written = true;
  const ReadSummary summary = read(settings, is_written);
  if (std::fflush(stdout) != 0 || !is_written) {
    fmt::print(stderr, "stdout cannot be written\n");
    return nothing_usable_code;
  }
  if (!settings.quiet) {
    fmt::print(
        stderr,
        "{} articles of {} files ({:.1f} MB); {} problems mended, {} rejected, {} answers of "
        "archives and {} files of folders passed over\n",
        examples::grouped(summary.articles), examples::grouped(summary.files),
        static_cast<double>(summary.bytes) / 1e6, examples::grouped(summary.mended),
        examples::grouped(summary.rejected), examples::grouped(summary.passed_over),
        examples::grouped(summary.skipped_files));
  }
  if (summary.articles == 0) {
    fmt::print(stderr, "no usable article\n");
    return nothing_usable_code;
  }
  return summary.rejected > 0 ? some_rejected_code : done_code;
}
