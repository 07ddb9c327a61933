// Whether a long stream stays fast and small: a generated stream, window by window.
//
//   bench_stream FILE… [--articles 1000000] [--a-day 50000] [--titles] [--single 5000]
//                [--corpus 20000] [--threads 0] [--seed 1]
//
// The articles are made of the first ones of FILE… (see generator.hpp) outside of what is timed.
// Shown are, for each twentieth of the stream, articles a second, thread time an article by stage,
// open events and articles, and memory (features and sums of events; all the aggregator holds; the
// process); the last window as a share of the first, and of the first
// one with all events it will ever have open; and how long single `add`s take at the end.

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "generator.hpp"
#include "newsloom/aggregator.hpp"
#include "newsloom/ingest/batches.hpp"

namespace {

using namespace newsloom;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t windows = 20;
constexpr std::size_t batch_size = 1'024;

struct Settings {
  std::vector<std::string> files;
  std::uint64_t articles = 1'000'000;
  std::uint64_t corpus = 20'000;
  std::uint64_t single = 5'000;
  std::size_t threads = 0;
  bench::StreamShape shape;
};

struct Window {
  double rate = 0;  // articles a second
  std::size_t open_articles = 0;
};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Megabytes this process has in memory now; 0 if the system does not say.
double resident_megabytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t all = 0;
  std::uint64_t resident = 0;
  file >> all >> resident;
  return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

std::vector<Article> read_corpus(const Settings& settings) {
  std::vector<Article> corpus;
  const ingest::BatchOptions options{
      .read = {}, .size = batch_size, .max_articles = settings.corpus};
  (void)ingest::read_batches(
      settings.files, options,
      [&](std::span<Article> batch) {
        for (Article& article : batch) {
          const bool usable = settings.shape.titles_only
                                  ? !article.title.empty()
                                  : !article.title.empty() && article.text.size() >= 200;
          if (usable) corpus.push_back(std::move(article));
        }
        return true;
      },
      [](const ingest::Problem&) {});
  return corpus;
}

void print_window(std::uint64_t done, const Window& window, const Statistics& before,
                  const Statistics& now) {
  const auto stage = [&](std::chrono::nanoseconds Statistics::* time) {
    return static_cast<double>((now.*time - before.*time).count()) / 1e3 /
           static_cast<double>(std::max<std::uint64_t>(now.articles - before.articles, 1));
  };
  fmt::print(
      "{:>10} {:>9.0f} {:>8.1f} {:>8.1f} {:>8.1f} {:>8.1f} {:>9} {:>9} {:>9.1f} {:>8.1f} "
      "{:>8.1f}\n",
      done, window.rate, stage(&Statistics::analysing), stage(&Statistics::weighing),
      stage(&Statistics::clustering), stage(&Statistics::attributing), now.active_events,
      now.active_articles, static_cast<double>(now.event_memory) / 1e6,
      static_cast<double>(now.memory) / 1e6, resident_megabytes());
  (void)std::fflush(stdout);
}

// Times `add` of one article after another; microseconds, sorted.
std::vector<double> time_single(Aggregator& aggregator, bench::StreamGenerator& stream,
                                std::uint64_t count) {
  std::vector<double> times;
  times.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    const Article article = stream.next();
    const auto start = Clock::now();
    const auto update = aggregator.add(article);
    times.push_back(seconds_since(start) * 1e6);
    if (!update) fmt::print(stderr, "{}\n", update.error().to_string());
  }
  std::sort(times.begin(), times.end());
  return times;
}

void print_shares(const std::vector<Window>& seen) {
  std::size_t most = 0;
  for (const Window& window : seen) most = std::max(most, window.open_articles);
  const auto full = std::find_if(seen.begin(), seen.end(), [most](const Window& window) {
    return window.open_articles * 100 >= most * 95;
  });
  const double last = seen.back().rate;
  fmt::print("last window / first: {:.2f}; / first with as much open (95 %): {:.2f}\n",
             last / seen.front().rate, last / full->rate);
}

int measure(const Settings& settings) {
  std::vector<Article> corpus = read_corpus(settings);
  if (corpus.empty()) {
    fmt::print(stderr, "no article to make a stream of\n");
    return 1;
  }
  fmt::print("a stream of {} articles, {:.0f} a day, made of {}\n", settings.articles,
             settings.shape.articles_a_day, corpus.size());
  bench::StreamGenerator stream(std::move(corpus), settings.shape);
  ThreadPool pool(settings.threads);
  Options options;
  options.executor = &pool;
  auto aggregator = Aggregator::create(options);
  if (!aggregator) {
    fmt::print(stderr, "{}\n", aggregator.error().to_string());
    return 1;
  }
  fmt::print("{:>10} {:>9} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>9} {:>8} {:>8}\n", "articles",
             "a second", "text µs", "features", "deciding", "reuse", "open: events", "articles",
             "events MB", "held MB", "all MB");
  std::vector<Window> seen;
  Statistics before;
  std::vector<Article> batch;
  std::uint64_t done = 0;
  std::uint64_t bytes = 0;
  for (std::uint64_t window = 1; window <= windows; ++window) {
    const std::uint64_t begin = done;
    const std::uint64_t end = settings.articles * window / windows;
    double seconds = 0;
    while (done < end) {
      batch.clear();
      while (batch.size() < batch_size && done < end) {
        batch.push_back(stream.next());
        bytes += batch.back().title.size() + batch.back().text.size();
        ++done;
      }
      const auto start = Clock::now();
      for (const auto& update : aggregator->add(batch)) {
        if (!update) fmt::print(stderr, "{}\n", update.error().to_string());
      }
      seconds += seconds_since(start);
    }
    const Statistics now = aggregator->statistics();
    seen.push_back(
        {static_cast<double>(done - begin) / std::max(seconds, 1e-9), now.active_articles});
    print_window(done, seen.back(), before, now);
    before = now;
  }
  print_shares(seen);
  fmt::print("{:.0f} bytes an article; {} events made\n",
             static_cast<double>(bytes) / static_cast<double>(std::max<std::uint64_t>(done, 1)),
             aggregator->statistics().events_created);
  if (settings.single > 0) {
    const auto times = time_single(*aggregator, stream, settings.single);
    const auto at = [&times](double share) {
      return times[static_cast<std::size_t>(share * static_cast<double>(times.size() - 1))];
    };
    fmt::print("one add: p50 {:.0f} µs, p99 {:.0f}, p99.9 {:.0f}, most {:.0f}\n", at(0.5), at(0.99),
               at(0.999), times.back());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Measures a long generated stream, window by window.");
  app.add_option("files", settings.files, "what the stream is made of")->required();
  app.add_option("--articles", settings.articles)
      ->check(CLI::Range(windows, std::uint64_t{1} << 32U));
  app.add_option("--a-day", settings.shape.articles_a_day)->check(CLI::Range(1.0, 1e9));
  app.add_option("--corpus", settings.corpus, "articles read of the files");
  app.add_option("--single", settings.single, "articles added one by one at the end");
  app.add_option("--threads", settings.threads, "0: as many as the hardware has");
  app.add_option("--seed", settings.shape.seed);
  app.add_flag("--titles", settings.shape.titles_only, "titles alone");
  CLI11_PARSE(app, argc, argv);
  return measure(settings);
}
