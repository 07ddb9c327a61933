// Learns which pairs of neighbouring words another article of an event says too.
//
//   bench_page_train_pairs FILE… [--ridge 10]
//
// Of every labelled event with at least three articles each is hidden in turn, together with its
// copies; the pairs of words of what a summary of the others may choose from are looked for among
// the hidden article's first three sentences, as far as 60 words. A logistic regression on their
// signs (`PairSign`), by Newton's method. Prints the factors
// of `HappenedOptions::pair_odds`, and on stderr how many pairs there were.

#include <CLI/CLI.hpp>
#include <Eigen/Dense>
#include <cmath>
#include <cstdio>
#include <map>
#include <newsloom/text/sentences.hpp>
#include <newsloom/text/tokenize.hpp>
#include <set>
#include <string>
#include <vector>

#include "labelled_events.hpp"
#include "page/pair_model.hpp"

namespace {

using namespace newsloom;

constexpr std::size_t budget = 60;
constexpr std::size_t reference_sentences = 3;
constexpr std::size_t min_articles = 3;
constexpr std::size_t sign_count = std::tuple_size_v<page::PairOdds>;

/// Pairs with the same signs, weighted.
struct Seen {
  double said = 0;
  double unsaid = 0;
};
using Table = std::map<std::uint32_t, Seen>;

std::set<std::uint64_t> first_pairs(const Article& article) {
  std::vector<text::Span> sentences;
  text::split_sentences(article.text, "en", sentences);
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  std::set<std::uint64_t> pairs;
  std::size_t words = 0;
  std::size_t read = 0;
  for (const text::Span sentence : sentences) {
    tokenizer.tokenize(sentence.in(article.text), "en", tokens);
    if (tokens.empty()) continue;
    for (std::size_t i = 0; i < tokens.size() && words < budget; ++i, ++words) {
      if (i > 0) pairs.insert(page::pair_key(tokens[i - 1], tokens[i]));
    }
    if (++read == reference_sentences) break;
  }
  return pairs;
}

void read_event(const bench::LabelledEvent& event, Table& table, std::size_t& count) {
  MemoryArticleSource articles;
  for (const Article& article : event.articles) articles.put(article);
  const page::PageOptions options;
  for (std::size_t i = 0; i < event.articles.size(); ++i) {
    std::vector<bool> hidden(event.articles.size());
    for (std::size_t j = 0; j < hidden.size(); ++j) {
      hidden[j] = event.reuse_group[j] == event.reuse_group[i];
    }
    const EventView view = bench::view_of(event, hidden);
    if (view.coverage.empty()) continue;
    const auto reading = page::read_page(view, articles, options.reading, {});
    if (!reading) continue;
    const page::PairModel model(*reading);
    const std::set<std::uint64_t> wanted = first_pairs(event.articles[i]);
    std::set<std::uint64_t> pairs;
    for (const page::Passage* passage : page::summary_candidates(*reading, options.happened)) {
      const auto tokens = reading->tokens_of(*passage);
      for (std::size_t k = 0; k + 1 < tokens.size(); ++k) {
        pairs.insert(page::pair_key(tokens[k], tokens[k + 1]));
      }
    }
    count += pairs.size();
    for (const std::uint64_t pair : pairs) {
      Seen& seen = table[model.signs(model.find(pair))];
      (wanted.contains(pair) ? seen.said : seen.unsaid) += 1;
    }
  }
}

Eigen::VectorXd fit(const Table& table, double ridge) {
  constexpr int most_steps = 50;
  constexpr double enough = 1e-9;
  Eigen::VectorXd weights = Eigen::VectorXd::Zero(sign_count);
  for (int step = 0; step < most_steps; ++step) {
    Eigen::VectorXd gradient = -ridge * weights;
    gradient[0] = 0;
    Eigen::MatrixXd hessian = ridge * Eigen::MatrixXd::Identity(sign_count, sign_count);
    for (const auto& [signs, seen] : table) {
      Eigen::VectorXd x(sign_count);
      for (std::size_t i = 0; i < sign_count; ++i) {
        x[static_cast<Eigen::Index>(i)] = static_cast<double>(signs >> i & 1U);
      }
      const double p = 1 / (1 + std::exp(-weights.dot(x)));
      const double total = seen.said + seen.unsaid;
      gradient += (seen.said - total * p) * x;
      hessian += total * p * (1 - p) * x * x.transpose();
    }
    const Eigen::VectorXd change = hessian.ldlt().solve(gradient);
    weights += change;
    if (change.norm() < enough) break;
  }
  return weights;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files;
  double ridge = 10;
  CLI::App app("Learns which pairs of words another article says too.");
  app.add_option("file", files, "JSON Lines with labelled events")->required();
  app.add_option("--ridge", ridge, "how much weights are held back");
  CLI11_PARSE(app, argc, argv);
  Table table;
  std::size_t pairs = 0;
  for (const auto& file : files) {
    for (const auto& event : bench::read_labelled_events(file)) {
      if (event.articles.size() >= min_articles) read_event(event, table, pairs);
    }
  }
  for (const double weight : fit(table, ridge)) std::printf("%.4f\n", std::exp(weight));
  std::fprintf(stderr, "%zu pairs, %zu kinds of them\n", pairs, table.size());
}
