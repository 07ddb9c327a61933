// Reads articles, clusters them into events as they come, and prints who covered what.
//
//   cluster_articles FILE|FOLDER|- … [--assignments FILE] [--articles FILE] [--pages DIR]
//                    [--log-updates FILE]
//
// stdout is data (a readable page, or JSON Lines with --json), stderr is reports and a progress
// bar. Exit codes: 0 done, 1 nothing usable, 2 usage, 3 done but some input was rejected.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdio>
#include <memory>
#include <newsloom/aggregator.hpp>
#include <newsloom/ingest/batches.hpp>
#include <newsloom/ingest/dates.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/event_output.hpp"
#include "support/output_file.hpp"
#include "support/page_output.hpp"
#include "support/terminal.hpp"

namespace {

using namespace examples;
using newsloom::Article;

constexpr int done_code = 0;
constexpr int nothing_usable_code = 1;
constexpr int usage_code = 2;
constexpr int some_rejected_code = 3;

struct Settings {
  std::vector<std::string> inputs;
  std::string mode = "stream";
  std::string assignments;
  std::string articles;
  std::string pages;
  std::string log_updates;
  std::string decisions;
  std::string now;
  bool json = false;
  bool quiet = false;
  std::size_t threads = 0;
  std::uint64_t max_articles = UINT64_MAX;
  std::size_t top = 20;
  std::size_t batch = 1024;
};

void define(CLI::App& app, Settings& settings) {
  app.add_option("input", settings.inputs,
                 "files of any format we know (also .gz, .zst), folders, or -")
      ->required();
  app.add_option("--mode", settings.mode,
                 "stream: each article is placed as it arrives; batch: events are looked at again")
      ->check(CLI::IsMember({"stream", "batch"}));
  app.add_option("--assignments", settings.assignments,
                 "write {\"id\",\"event\"} lines, at the end");
  app.add_option("--articles", settings.articles, "write the articles as stored");
  app.add_option("--pages", settings.pages,
                 "write DIR/<event id>.json, an event page each; nothing else may be in DIR");
  app.add_option("--log-updates", settings.log_updates, "write changes as they happen");
  app.add_option(
      "--decisions", settings.decisions,
      "write why each article went where it did, and the events it nearly joined (slower)");
  app.add_flag("--json", settings.json, "print events as JSON Lines instead of a page");
  app.add_option("--threads", settings.threads, "0: as many as the hardware has")
      ->check(CLI::Range(0, 256));
  app.add_option("--max-articles", settings.max_articles, "stop after this many");
  app.add_option("--now", settings.now, "the time it is: later dates count as unknown");
  app.add_option("--top", settings.top, "events printed; 0 prints all");
  app.add_option("--batch", settings.batch, "articles analysed together")
      ->check(CLI::Range(1, 65536));
  app.add_flag("-q,--quiet", settings.quiet, "no summary, no progress");
}

// Reads, clusters and remembers what the final page shows.
class Run {
 public:
  Run(const Settings& settings, newsloom::Aggregator& aggregator)
      : settings_(settings),
        aggregator_(aggregator),
        bar_(!settings.quiet && is_terminal(STDERR_FILENO)) {}

  bool open_outputs() {
    return articles_.open(settings_.articles) && updates_.open(settings_.log_updates) &&
           decisions_.open(settings_.decisions) && assignments_.open(settings_.assignments);
  }

  void read() {
    const newsloom::ingest::BatchOptions options{
        .read = {}, .size = settings_.batch, .max_articles = settings_.max_articles};
    const auto summary = newsloom::ingest::read_batches(
        settings_.inputs, options,
        [this](std::span<const Article> batch) {
          add(batch);
          return true;
        },
        [this](const newsloom::ingest::Problem& problem) { report(problem); });
    constexpr int last_rounds = 2;
    for (int round = 0; settings_.mode == "batch" && round < last_rounds; ++round) {
      look_again(SIZE_MAX);
    }
    bar_.clear();
    bytes_ = summary.bytes;
  }

  void write_assignments() {
    if (!assignments_.is_open()) return;
    for (const auto& id : accepted_) {
      if (const auto event = aggregator_.event_of(id))
        assignments_.write(assignment_line(id, *event));
    }
  }

  bool close_outputs() {
    return articles_.close() && updates_.close() && decisions_.close() && assignments_.close();
  }

  [[nodiscard]] const Titles& titles() const { return titles_; }
  [[nodiscard]] const newsloom::ArticleSource& stored() const { return stored_; }
  [[nodiscard]] std::size_t accepted() const { return accepted_.size(); }
  [[nodiscard]] std::uint64_t rejected() const { return rejected_; }
  [[nodiscard]] std::uint64_t mended() const { return mended_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  void add(std::span<const Article> batch) {
    const auto updates = decisions_.is_open() ? add_explained(batch) : aggregator_.add(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (!updates[i]) {
        report({updates[i].error(), true});
      } else if (!updates[i]->is_known_article) {
        accept(batch[i], *updates[i]);
      }
    }
    if (settings_.mode == "batch") look_again(batch.size());
    bar_.show(accepted_.size(), 0, "articles");
  }

  // The same events as by `add` of all of them; what an article nearly joined is known only before.
  std::vector<newsloom::result<newsloom::Update>> add_explained(std::span<const Article> batch) {
    constexpr std::size_t most_neighbours = 4;
    std::vector<newsloom::result<newsloom::Update>> updates;
    for (const Article& article : batch) {
      const auto neighbours = aggregator_.nearest(article, most_neighbours);
      updates.push_back(aggregator_.add(article));
      if (!updates.back() || !neighbours || updates.back()->is_known_article) continue;
      decisions_.write(decision_line(*updates.back(), *neighbours));
    }
    return updates;
  }

  void look_again(std::size_t events) {
    const auto changes = aggregator_.maintain(events);
    if (!updates_.is_open()) return;
    for (const auto& change : changes) updates_.write(change_line(change));
  }

  void accept(const Article& article, const newsloom::Update& update) {
    if (!update.is_revision) accepted_.push_back(article.id);
    titles_.insert_or_assign(article.id, title_of(article));
    if (!settings_.pages.empty()) {
      stored_.put(article);
      if (update.revision > 0) {
        Article revised = article;
        revised.revision = update.revision;
        stored_.put(std::move(revised));
      }
    }
    if (articles_.is_open()) articles_.write(article_line(article, update.revision));
    if (updates_.is_open()) {
      for (const auto& change : update.changes) updates_.write(change_line(change));
    }
  }

  void report(const newsloom::ingest::Problem& problem) {
    constexpr std::uint64_t most_reported = 50;
    ++(problem.rejected ? rejected_ : mended_);
    if (rejected_ + mended_ > most_reported) return;
    bar_.clear();
    fmt::print(stderr, "{}: {}\n", problem.rejected ? "rejected" : "mended",
               problem.error.to_string());
    if (rejected_ + mended_ == most_reported) {
      fmt::print(stderr, "further problems are counted, not shown\n");
    }
  }

  const Settings& settings_;
  newsloom::Aggregator& aggregator_;
  ProgressBar bar_;
  std::vector<newsloom::ArticleId> accepted_;
  Titles titles_;
  newsloom::MemoryArticleSource stored_;  // filled for --pages only
  OutputFile articles_;
  OutputFile updates_;
  OutputFile decisions_;
  OutputFile assignments_;
  std::uint64_t bytes_ = 0;
  std::uint64_t rejected_ = 0;
  std::uint64_t mended_ = 0;
};

void print_summary(const Run& run, const newsloom::Aggregator& aggregator,
                   std::chrono::duration<double> wall) {
  const newsloom::Statistics statistics = aggregator.statistics();
  const double seconds = std::max(wall.count(), 1e-9);
  const auto per_article = [&statistics](std::chrono::nanoseconds time) {
    return statistics.articles == 0 ? 0.0
                                    : static_cast<double>(time.count()) / 1000.0 /
                                          static_cast<double>(statistics.articles);
  };
  fmt::print(
      stderr,
      "{} articles ({:.1f} MB) → {} events in {:.2f} s: {} articles/s, {:.1f} MB/s, peak {} MB\n"
      "thread time an article: text {:.1f} µs, vectors {:.1f} µs, clustering {:.1f} µs\n",
      grouped(statistics.articles), static_cast<double>(run.bytes()) / 1e6,
      grouped(statistics.events_created), wall.count(),
      grouped(static_cast<std::uint64_t>(static_cast<double>(statistics.articles) / seconds)),
      static_cast<double>(run.bytes()) / 1e6 / seconds, grouped(peak_memory() / 1'000'000),
      per_article(statistics.analysing), per_article(statistics.weighing),
      per_article(statistics.clustering));
  fmt::print(
      stderr,
      "{} near-copies, {} articles came twice, {} were revised, {} undated, {} of unknown outlet; "
      "{} problems mended, {} rejected\n",
      grouped(statistics.near_copies), grouped(statistics.known_articles),
      grouped(statistics.revisions), grouped(statistics.undated),
      grouped(statistics.unknown_outlet), grouped(run.mended()), grouped(run.rejected()));
}

// Every event of the run, open and closed, best first.
std::vector<newsloom::EventView> all_events(const newsloom::Aggregator& aggregator,
                                            const newsloom::MemoryEventArchive& archive,
                                            std::size_t top) {
  std::vector<newsloom::EventView> events = aggregator.events();
  archive.for_each([&events](const newsloom::EventView& event) {
    events.push_back(event);
    return true;
  });
  return newsloom::select_events(std::move(events), {.limit = top == 0 ? SIZE_MAX : top});
}

std::optional<newsloom::Options> options_of(const Settings& settings,
                                            newsloom::Executor* executor) {
  newsloom::Options options;
  options.executor = executor;
  if (!settings.now.empty()) {
    const auto now = newsloom::ingest::parse_date(settings.now);
    if (!now) {
      fmt::print(stderr, "--now: {}\n", now.error().to_string());
      return std::nullopt;
    }
    options.latest_date = now->time + std::chrono::days{2};
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Clusters news articles into events with per-source attribution.");
  define(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? done_code : usage_code;
  }
  newsloom::ThreadPool pool(settings.threads);
  const auto options = options_of(settings, &pool);
  if (!options) return usage_code;
  newsloom::MemoryEventArchive archive;
  auto aggregator = newsloom::Aggregator::create(*options, &archive);
  if (!aggregator) {
    fmt::print(stderr, "{}\n", aggregator.error().to_string());
    return usage_code;
  }
  const auto start = std::chrono::steady_clock::now();
  Run run(settings, *aggregator);
  if (!run.open_outputs()) return nothing_usable_code;
  run.read();
  run.write_assignments();
  const auto wall = std::chrono::steady_clock::now() - start;
  if (!run.close_outputs()) return nothing_usable_code;
  if (!settings.pages.empty() &&
      !write_pages(settings.pages, all_events(*aggregator, archive, 0), run.stored())) {
    return nothing_usable_code;
  }
  const auto events = all_events(*aggregator, archive, settings.top);
  if (settings.json) {
    print_json(events, run.titles());
  } else {
    print_page(events, run.titles(), Style(wants_colour(STDOUT_FILENO)));
  }
  if (!settings.quiet) print_summary(run, *aggregator, wall);
  if (run.accepted() == 0) {
    fmt::print(stderr, "no usable article\n");
    return nothing_usable_code;
  }
  return run.rejected() > 0 ? some_rejected_code : done_code;
}
