// newsloom beside what anybody would write first, on the same articles in the same run.
//
//   bench_baselines FILE… [--max-articles 10000] [--max-matrix 3000] [--runs 5]
//
// plain online: tf-idf, centroids, an inverted index, one threshold. n x n: all cosines, average
// link; only up to --max-matrix articles, as it needs their square. Both know neither time nor
// names, copies, languages. Thresholds are the ones of least regret on the labelled sets, found
// with
// --threshold and --matrix-threshold. Of labelled articles BCubed is printed, too. All one thread.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "plain.hpp"
#include "quality/metrics.hpp"
#include "quality/sets.hpp"

namespace {

using namespace newsloom;
using Clock = std::chrono::steady_clock;

struct Settings {
  std::vector<std::string> files;
  std::size_t max_articles = 10'000;
  std::size_t max_matrix = 3'000;
  std::size_t runs = 5;
  double threshold = 0.3;
  double matrix_threshold = 0.2;
};

using Clusterer = std::function<std::vector<std::uint32_t>(std::span<const Article>)>;

std::vector<std::uint32_t> newsloom_online(std::span<const Article> articles) {
  ThreadPool pool(1);
  Options options;
  options.executor = &pool;
  auto aggregator = Aggregator::create(options);
  std::vector<std::uint32_t> labels;
  if (!aggregator) return labels;
  (void)aggregator->add(articles);
  for (const Article& article : articles) {
    const auto event = aggregator->event_of(article.id);
    labels.push_back(event ? static_cast<std::uint32_t>(event->number()) : UINT32_MAX);
  }
  return labels;
}

// Articles a second: least / median / most; and BCubed where there are labels.
double run(const char* name, const Clusterer& cluster, std::span<const Article> articles,
           std::span<const std::uint32_t> gold, std::size_t runs) {
  std::vector<double> rates;
  std::vector<std::uint32_t> labels;
  for (std::size_t i = 0; i < runs; ++i) {
    const auto start = Clock::now();
    labels = cluster(articles);
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    rates.push_back(static_cast<double>(articles.size()) / seconds);
  }
  std::sort(rates.begin(), rates.end());
  std::string quality;
  std::vector<std::uint32_t> wanted;
  std::vector<std::uint32_t> given;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (gold[i] == bench::LabelledSet::unlabelled) continue;
    wanted.push_back(gold[i]);
    given.push_back(labels[i]);
  }
  if (!wanted.empty()) {
    if (const auto scores = bench::score(wanted, given)) {
      quality = fmt::format("BCubed {:.3f} (P {:.3f}, R {:.3f})", scores->bcubed.f1,
                            scores->bcubed.precision, scores->bcubed.recall);
    }
  }
  fmt::print("  {:<14} {:>7} articles: {:>8.0f} / {:>8.0f} / {:>8.0f} a second  {}\n", name,
             articles.size(), rates.front(), rates[rates.size() / 2], rates.back(), quality);
  return rates[rates.size() / 2];
}

int measure(const Settings& settings) {
  for (const std::string& file : settings.files) {
    auto set = bench::read_set(file);
    if (!set) {
      fmt::print(stderr, "{}\n", set.error().to_string());
      return 1;
    }
    const std::size_t count = std::min(set->articles.size(), settings.max_articles);
    const std::size_t few = std::min(count, settings.max_matrix);
    const auto articles = std::span<const Article>(set->articles).first(count);
    const auto gold = std::span<const std::uint32_t>(set->gold).first(count);
    fmt::print("{}\n", set->name);
    const double ours = run("newsloom", newsloom_online, articles, gold, settings.runs);
    const double plain = run(
        "plain online", [&](auto some) { return bench::plain_online(some, settings.threshold); },
        articles, gold, settings.runs);
    const double ours_few = few == count ? ours
                                         : run("newsloom", newsloom_online, articles.first(few),
                                               gold.first(few), settings.runs);
    const double matrix = run(
        "n x n",
        [&](auto some) { return bench::plain_average_link(some, settings.matrix_threshold); },
        articles.first(few), gold.first(few), std::min<std::size_t>(settings.runs, 3));
    fmt::print("  newsloom is {:.1f} times as fast as plain online, {:.1f} times as n x n\n",
               ours / plain, ours_few / matrix);
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Measures newsloom beside plain clusterers.");
  app.add_option("files", settings.files, "JSON Lines, labelled or not")->required();
  app.add_option("--max-articles", settings.max_articles, "only the first ones");
  app.add_option("--max-matrix", settings.max_matrix, "only the first ones, for n x n");
  app.add_option("--runs", settings.runs)->check(CLI::Range(1, 1000));
  app.add_option("--threshold", settings.threshold, "of plain online");
  app.add_option("--matrix-threshold", settings.matrix_threshold, "of n x n");
  CLI11_PARSE(app, argc, argv);
  return measure(settings);
}
