// What word vectors add to words and names: same-event retrieval on the labelled sets, sentence
// retrieval on the parallel texts.
//
//   bench_embed [--model FILE …] [--sets NAME,…] [--pairs NAME,…] [--queries 1000] [--concepts]
//
// Without --model: the built-in one. The sets are those of events/ and parallel/ in
// NEWSLOOM_CORPORA (default ../shared/data); models must not have been trained on them.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "newsloom/embed/embedder.hpp"
#include "newsloom/embed/model.hpp"
#include "quality/sets.hpp"
#include "retrieval.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::bench;
namespace fs = std::filesystem;

constexpr int skipped_code = 77;

struct Settings {
  std::vector<std::string> models;
  std::vector<std::string> sets;
  std::vector<std::string> pairs;
  std::size_t queries = 1000;
  bool with_concepts = false;
};

// "none" is what the clusterer has without vectors; shares of dense are of the whole.
std::vector<Mix> mixes() {
  return {{"words", 1, 0, 0},        {"none", .7F, .3F, 0},     {"dense", 0, 0, 1},
          {"w+.1", .9F, 0, .1F},     {"w+.2", .8F, 0, .2F},     {"w+.4", .6F, 0, .4F},
          {"n+.1", .63F, .27F, .1F}, {"n+.2", .56F, .24F, .2F}, {"n+.4", .42F, .18F, .4F}};
}

void print_row(const std::string& name, const std::vector<double>& values) {
  std::string line = fmt::format("{:34}", name);
  for (const double value : values) line += fmt::format(" {:6.3f}", value);
  const double without = std::max(values[0], values[1]);
  const double with = *std::max_element(values.begin() + 3, values.end());
  fmt::print("{}  gain {:+.3f}\n", line, with - without);
  std::fflush(stdout);
}

void score_sets(const std::string& folder, const Settings& settings, embed::Embedder& embedder,
                const embed::Concepts& concepts) {
  for (const std::string& name : settings.sets) {
    const auto set = read_set(folder + "/events/" + name + ".jsonl");
    if (!set) {
      fmt::print(stderr, "bench_embed: {}\n", set.error().to_string());
      continue;
    }
    ConceptCoverage coverage;
    const Embedded texts = embed_texts(set->articles, &embedder,
                                       settings.with_concepts ? &concepts : nullptr, &coverage);
    if (settings.with_concepts) {
      fmt::print("{}: concepts in {} of {} capitalised words, {} of {} articles\n", name,
                 coverage.mapped, coverage.names, coverage.articles, texts.size());
    }
    for (const Pairs pairs : {Pairs::all, Pairs::across_languages}) {
      const auto values =
          mean_average_precision(texts, set->gold, mixes(), pairs, settings.queries);
      if (pairs == Pairs::across_languages && values[1] == 0) continue;
      print_row(name + (pairs == Pairs::all ? "" : ", across"), values);
    }
  }
}

void score_pairs(const std::string& folder, const Settings& settings, embed::Embedder& embedder) {
  for (const std::string& name : settings.pairs) {
    std::ifstream file(folder + "/parallel/" + name + ".tsv");
    std::vector<Article> articles;
    std::vector<Article> translations;
    const std::size_t hyphen = name.find('-');
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
      const std::size_t tab = line.find('\t');
      // Of two lines the first is what train_model learns from (--sentence-pairs).
      if (number++ % 2 == 0 || tab == std::string::npos) continue;
      Article& source = articles.emplace_back();
      source.text = line.substr(0, tab);
      source.language = name.substr(0, hyphen);
      Article& translation = translations.emplace_back();
      translation.text = line.substr(tab + 1);
      translation.language = name.substr(hyphen + 1);
    }
    articles.insert(articles.end(), translations.begin(), translations.end());
    const auto values = precision_at_1(embed_texts(articles, &embedder), mixes());
    print_row(name + ", sentences", values);
  }
}

using SteadyClock = std::chrono::steady_clock;
double microseconds(SteadyClock::duration took) {
  return std::chrono::duration<double, std::micro>(took).count();
}

// Time to embed an article whose words are counted already: the least of some rounds.
void time_embedding(const std::string& folder, const embed::Model& model) {
  constexpr std::size_t most = 500;
  constexpr int rounds = 10;
  const auto set = read_set(folder + "/events/allsides.jsonl");
  if (!set || model.vectors().dim() == 0) return;
  text::Analyzer analyzer;
  std::vector<text::Analysis> analyses(std::min(most, set->articles.size()));
  for (std::size_t i = 0; i < analyses.size(); ++i) {
    const Article& article = set->articles[i];
    analyzer.analyze(article.title, article.text, article.language, analyses[i]);
  }
  std::vector<std::int8_t> out(model.vectors().dim());
  double best = 0;
  std::size_t known = 0;
  std::size_t terms = 0;
  for (int round = 0; round < rounds; ++round) {
    known = terms = 0;
    const auto start = SteadyClock::now();
    for (const text::Analysis& analysis : analyses) {
      known += embed::embed_q8(model.vectors(), analysis.words, out);
      terms += analysis.words.size();
    }
    const double took = microseconds(SteadyClock::now() - start);
    best = round == 0 ? took : std::min(best, took);
  }
  fmt::print("embedding: {:.2f} us an article, {} of {} terms known\n",
             best / static_cast<double>(analyses.size()), known, terms);
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  settings.sets = set_names();
  settings.pairs = {"de-en", "en-de", "en-ru", "en-zh"};
  CLI::App app("Retrieval with and without word vectors.");
  app.add_option("--model", settings.models, "model files");
  app.add_option("--sets", settings.sets)->delimiter(',');
  app.add_option("--pairs", settings.pairs)->delimiter(',');
  app.add_option("--queries", settings.queries, "articles of a set that are looked up");
  app.add_flag("--concepts", settings.with_concepts, "names of concepts are further names");
  CLI11_PARSE(app, argc, argv);
  const std::string folder = corpora_folder();
  if (folder.empty()) {
    fmt::print(stderr, "bench_embed: SKIPPED: no corpora; set NEWSLOOM_CORPORA\n");
    return skipped_code;
  }
  std::vector<std::shared_ptr<const embed::Model>> models;
  constexpr double thousand = 1000;
  for (const std::string& path : settings.models) {
    const auto start = SteadyClock::now();
    models.push_back(embed::Model::open(path).value());
    fmt::print("{}: loaded in {:.1f} ms\n", path,
               microseconds(SteadyClock::now() - start) / thousand);
  }
  if (models.empty()) {
    const auto start = SteadyClock::now();
    models.push_back(embed::Model::builtin());
    fmt::print("built-in: loaded in {:.1f} ms\n",
               microseconds(SteadyClock::now() - start) / thousand);
  }
  for (const auto& model : models) {
    time_embedding(folder, *model);
    embed::ModelEmbedder embedder(model);
    fmt::print("{} rows of {}, {} bytes, {:016x}\n{:34}", model->vectors().size(),
               model->vectors().dim(), model->bytes().size(), model->fingerprint(), "");
    for (const Mix& mix : mixes()) fmt::print(" {:>6}", mix.name);
    fmt::print("\n");
    score_sets(folder, settings, embedder, model->concepts());
    score_pairs(folder, settings, embedder);
  }
  return 0;
}
