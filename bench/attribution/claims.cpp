// How well quantities are found, against labels made by hand, and how fast.
//
//   bench_attribution_claims CORPORA LABELS [--mistakes]
//
// CORPORA is the folder with corpora/*.jsonl.zst, LABELS tests/attribution/data/quantities.tsv.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "attribution/labelled_quantities.hpp"

int main(int argc, char** argv) {
  using namespace newsloom;
  CLI::App app("Scores of quantities");
  std::string corpora;
  std::string labels;
  bool show = false;
  app.add_option("corpora", corpora)->required();
  app.add_option("labels", labels)->required();
  app.add_flag("--mistakes", show,
               "print what was missed, found beside the labels, or counted wrong");
  CLI11_PARSE(app, argc, argv);

  const auto windows = bench::read_windows(labels);
  const auto articles = bench::read_labelled_articles(windows, corpora);
  bench::QuantityScores scores;
  std::size_t missing = 0;
  for (const bench::LabelledWindow& window : windows) {
    const auto found = articles.find(window.corpus + '/' + window.article);
    if (found == articles.end()) {
      ++missing;
      continue;
    }
    bench::score_window(window, found->second.text, scores);
  }
  if (show) {
    for (const std::string& mistake : scores.mistakes) fmt::print("{}\n", mistake);
  }
  fmt::print(
      "{} openings ({} not there): gold {} found {} matched {}  F1 {:.3f}; noun right {}/{}\n",
      windows.size(), missing, scores.gold, scores.found, scores.matched, scores.f1(),
      scores.right_nouns, scores.nouns);

  attribution::ArticleReader reader;
  const auto start = std::chrono::steady_clock::now();
  std::size_t count = 0;
  std::chrono::steady_clock::duration finding{};
  for (int turn = 0; turn < 10; ++turn) {
    for (const auto& [id, article] : articles) {
      const auto reading = reader.read(article.title, article.text, article.language);
      const auto middle = std::chrono::steady_clock::now();
      count += attribution::find_claims(reading).quantities.size();
      finding += std::chrono::steady_clock::now() - middle;
    }
  }
  const double all =
      std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const double own = std::chrono::duration<double>(finding).count();
  const double turns = 10.0 * static_cast<double>(articles.size());
  fmt::print("finding {:.0f} articles/s, with reading {:.0f} articles/s ({} quantities)\n",
             turns / own, turns / all, count);
  return 0;
}
