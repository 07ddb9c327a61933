// How fast the whole way is: file → articles → events, and where the time goes.
//
//   bench_end_to_end FILE… [--max-articles 10000] [--threads 0] [--runs 5] [--batch 1024] [--reuse]
//                    [--scaling]
//
// Every run is a new aggregator over the same file; the events of all runs must be the same. Shown
// are least, median and most of the runs, each stage's thread time an article against the budget in
// ARCHITECTURE.md, and, in the same run for comparison, what reading alone and tokenising alone do.
// With --reuse every run is followed by one that looks for no reused text: what that costs of the
// whole. With --scaling every run is followed by one on a single thread, and by arithmetic on one
// thread and on all: what more threads gain of what this machine has to give.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/ingest/batches.hpp"
#include "newsloom/simd.hpp"
#include "newsloom/text/fingerprint.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/tokenize.hpp"
#include "support/peak_memory.hpp"

namespace {

using namespace newsloom;
using Clock = std::chrono::steady_clock;

struct Settings {
  std::vector<std::string> files;
  std::uint64_t max_articles = 10'000;
  std::size_t threads = 0;
  std::size_t runs = 5;
  std::size_t batch = 1024;
  bool compare_reuse = false;
  bool compare_threads = false;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Reads the files and hands out full batches.
void read_batches(const Settings& settings,
                  const std::function<void(std::span<const Article>)>& on_batch) {
  const ingest::BatchOptions options{
      .read = {}, .size = settings.batch, .max_articles = settings.max_articles};
  (void)ingest::read_batches(
      settings.files, options,
      [&on_batch](std::span<const Article> batch) {
        on_batch(batch);
        return true;
      },
      [](const ingest::Problem&) {});
}

struct Run {
  double seconds = 0;
  double processor = 0;     // seconds of all threads
  std::uint64_t bytes = 0;  // of text and titles
  std::uint64_t digest = 0;
  Statistics statistics;
};

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

result<Run> run_once(const Settings& settings, Executor& executor, bool reuse) {
  Options options;
  options.executor = &executor;
  options.analysis.reuse_sketch = reuse;
  auto aggregator = Aggregator::create(options);
  if (!aggregator) return aggregator.error();
  Run run;
  const auto start = Clock::now();
  const double processor_start = processor_seconds();
  read_batches(settings, [&](std::span<const Article> batch) {
    for (const auto& update : aggregator->add(batch)) {
      if (update) run.digest = (run.digest ^ update->event.number()) * 0x9E3779B97F4A7C15U;
    }
    for (const Article& article : batch) run.bytes += article.title.size() + article.text.size();
  });
  run.seconds = seconds_since(start);
  run.processor = processor_seconds() - processor_start;
  run.statistics = aggregator->statistics();
  return run;
}

// Microseconds an article that single steps take, one thread, on the first articles.
struct Parts {
  double reading = 0;
  double language = 0;
  double tokenizing = 0;
  double fingerprint = 0;
};

Parts measure_parts(const Settings& settings) {
  Parts parts;
  std::uint64_t articles = 0;
  double busy = 0;
  text::Tokenizer tokenizer;
  const text::LanguageIdentifier identifier;
  std::vector<text::Token> tokens;
  std::vector<std::uint64_t> hashes;
  std::vector<std::uint64_t> values;
  std::vector<std::string> languages;
  const auto start = Clock::now();
  read_batches(settings, [&](std::span<const Article> batch) {
    const auto begin = Clock::now();
    articles += batch.size();
    languages.clear();
    for (const Article& a : batch) {
      languages.push_back(identifier.identify(a.title, a.text, a.language).code);
    }
    parts.language += seconds_since(begin);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const auto before = Clock::now();
      tokenizer.tokenize(batch[i].text, languages[i], tokens);
      parts.tokenizing += seconds_since(before);
      hashes.clear();
      for (const text::Token& token : tokens) hashes.push_back(token.hash);
      const auto shingling = Clock::now();
      text::fingerprint(hashes, {}, values);
      parts.fingerprint += seconds_since(shingling);
    }
    busy += seconds_since(begin);
  });
  parts.reading = seconds_since(start) - busy;
  const double scale = 1e6 / static_cast<double>(std::max<std::uint64_t>(articles, 1));
  parts.reading *= scale;
  parts.language *= scale;
  parts.tokenizing *= scale;
  parts.fingerprint *= scale;
  return parts;
}

double median_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

// "least / median / most".
std::string spread(std::vector<double> values, int digits) {
  std::sort(values.begin(), values.end());
  return fmt::format("{:.{}f} / {:.{}f} / {:.{}f}", values.front(), digits,
                     values[values.size() / 2], digits, values.back(), digits);
}

void print_stages(const std::vector<Run>& runs, const Parts& parts) {
  const auto median = [&runs](std::chrono::nanoseconds Statistics::* stage) {
    std::vector<double> values;
    for (const Run& run : runs) {
      values.push_back(static_cast<double>((run.statistics.*stage).count()) / 1e3 /
                       static_cast<double>(run.statistics.articles));
    }
    return median_of(std::move(values));
  };
  const double text = median(&Statistics::analysing);
  const double vectors = median(&Statistics::weighing);
  const double deciding = median(&Statistics::clustering);
  const double attributing = median(&Statistics::attributing);
  const double all = parts.reading + text + vectors + deciding + attributing;
  constexpr double budget = 200;
  const auto row = [all](const char* stage, double microseconds, double of) {
    fmt::print("  {:<44} {:>7.1f} {:>6.0f} % {:>8.0f}\n", stage, microseconds,
               100 * microseconds / all, of);
  };
  fmt::print("  {:<44} {:>7} {:>8} {:>8}\n", "thread time an article", "µs", "share", "budget");
  row("reading and parsing", parts.reading, 5);
  row("text, language, names, reuse (fingerprint)", text, 50 + 25);
  row("features (statistics, vectors)", vectors, 60);
  row("candidates, decision, index", deciding, 50);
  row("text reuse and roles (of the 25 above)", attributing, 10);
  row("all", all, budget);
  fmt::print("  of text, alone: language {:.1f}, tokenising {:.1f}, fingerprint {:.1f} µs\n",
             parts.language, parts.tokenizing, parts.fingerprint);
}

// Processor time, as the runs of a pair follow each other; the median of the pairs' ratios.
void print_reuse(const std::vector<Run>& with, const std::vector<Run>& without) {
  std::vector<double> shares;
  std::vector<double> costs;
  for (std::size_t i = 0; i < with.size(); ++i) {
    const double difference = with[i].processor - without[i].processor;
    shares.push_back(100 * difference / without[i].processor);
    costs.push_back(1e6 * difference / static_cast<double>(with[i].statistics.articles));
  }
  fmt::print(
      "  text reuse: {:.1f} µs of processor time an article more, {} % (least / median / most)\n",
      median_of(costs), spread(shares, 1));
}

// How much more arithmetic all of a pool's threads do than one of them.
double arithmetic_gain(Executor& executor) {
  constexpr std::uint64_t steps = 100'000'000;
  std::atomic<std::uint64_t> sink = 0;
  const auto work = [&sink](std::size_t worker) {
    std::uint64_t value = worker;
    for (std::uint64_t i = 0; i < steps; ++i) value = value * 6364136223846793005U + 1;
    sink += value;
  };
  const auto start = Clock::now();
  work(0);
  const double alone = seconds_since(start);
  const auto together_start = Clock::now();
  executor.run(work);
  return static_cast<double>(executor.width()) * alone / seconds_since(together_start);
}

// Pairs of runs that follow each other, as the machine changes its mind about its speed.
void print_scaling(const std::vector<Run>& runs, const std::vector<Run>& single,
                   const std::vector<double>& arithmetic, std::size_t threads) {
  std::vector<double> gains;
  std::vector<double> shares;
  for (std::size_t i = 0; i < single.size(); ++i) {
    gains.push_back(single[i].seconds / runs[i].seconds);
    shares.push_back(100 * gains.back() / arithmetic[i]);
  }
  fmt::print("  1 → {} threads: {} times as fast, arithmetic {}: {} % of that\n", threads,
             spread(gains, 2), spread(arithmetic, 2), spread(shares, 0));
}

int measure(const Settings& settings) {
  ThreadPool pool(settings.threads);
  const Parts parts = measure_parts(settings);
  std::vector<Run> runs;
  std::vector<Run> without_reuse;
  std::vector<Run> single;
  std::vector<double> arithmetic;
  ThreadPool one_thread(1);
  std::vector<double> articles_a_second;
  std::vector<double> megabytes_a_second;
  for (std::size_t i = 0; i < settings.runs; ++i) {
    auto run = run_once(settings, pool, true);
    if (!run || run->statistics.articles == 0) {
      fmt::print(stderr, "{}\n", run ? "no usable article" : run.error().to_string());
      return 1;
    }
    articles_a_second.push_back(static_cast<double>(run->statistics.articles) / run->seconds);
    megabytes_a_second.push_back(static_cast<double>(run->bytes) / 1e6 / run->seconds);
    runs.push_back(*std::move(run));
    if (settings.compare_threads) {
      auto alone = run_once(settings, one_thread, true);
      if (!alone || alone->digest != runs.back().digest) {
        fmt::print(stderr, "one thread gave no events, or others\n");
        return 1;
      }
      single.push_back(*std::move(alone));
      arithmetic.push_back(arithmetic_gain(pool));
    }
    if (!settings.compare_reuse) continue;
    auto other = run_once(settings, pool, false);
    if (!other) {
      fmt::print(stderr, "{}\n", other.error().to_string());
      return 1;
    }
    without_reuse.push_back(*std::move(other));
  }
  for (const Run& run : runs) {
    if (run.digest != runs.front().digest) {
      fmt::print(stderr, "two runs gave different events\n");
      return 1;
    }
  }
  const Run& run = runs.front();
  fmt::print("{} articles, {:.1f} MB of text → {} events; {} threads, {}, {} runs\n",
             run.statistics.articles, static_cast<double>(run.bytes) / 1e6,
             run.statistics.events_created, pool.width(), simd_target(), runs.size());
  fmt::print("  articles/s  {}   (least / median / most)\n", spread(articles_a_second, 0));
  fmt::print("  MB/s        {}\n", spread(megabytes_a_second, 1));
  fmt::print("  peak memory {:.0f} MB, of it features and index {:.0f} MB\n",
             static_cast<double>(bench::peak_memory()) / 1e6,
             static_cast<double>(run.statistics.memory) / 1e6);
  print_stages(runs, parts);
  if (settings.compare_reuse) print_reuse(runs, without_reuse);
  if (settings.compare_threads) print_scaling(runs, single, arithmetic, pool.width());
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Measures the way from files to events.");
  app.add_option("files", settings.files, "what cluster_articles reads")->required();
  app.add_option("--max-articles", settings.max_articles, "only the first ones");
  app.add_option("--threads", settings.threads, "0: as many as the hardware has");
  app.add_option("--runs", settings.runs, "at least 1")->check(CLI::Range(1, 1000));
  app.add_option("--batch", settings.batch, "articles a call")->check(CLI::Range(1, 65536));
  app.add_flag("--reuse", settings.compare_reuse, "also without text reuse, and what it costs");
  app.add_flag("--scaling", settings.compare_threads, "also on one thread, beside arithmetic");
  CLI11_PARSE(app, argc, argv);
  return measure(settings);
}
