// What each stage costs by itself, with the machine's own limits beside it.
//
//   bench_stages_all FILE [--benchmark_filter=REGEX]      (Google Benchmark's other options, too)
//
// Reads the first 6,000 articles of FILE (JSON Lines, compressed or not). Stages that need a past
// (candidates, decision, reuse) look at the last 1,000 from behind the others. Shown are bytes a
// second of text and titles, and microseconds an article; answers are checked before anything is
// timed. "machine" is reading memory in order, and arithmetic that needs none.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/attribution/reuse.hpp"
#include "newsloom/cluster/online_clusterer.hpp"
#include "newsloom/cluster/term_statistics.hpp"
#include "newsloom/embed/embedder.hpp"
#include "newsloom/embed/model.hpp"
#include "newsloom/ingest/batches.hpp"
#include "newsloom/page/compose.hpp"
#include "newsloom/text/analysis.hpp"
#include "newsloom/text/fingerprint.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/names.hpp"
#include "newsloom/text/tokenize.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

using namespace newsloom;

constexpr std::size_t most_articles = 6'000;
constexpr std::size_t looked_at = 1'000;

void require(bool promise, const char* what) {
  if (promise) return;
  std::fprintf(stderr, "wrong answer: %s\n", what);
  std::exit(1);
}

cluster::ArticleTerms terms_of(const Article& article, const text::Analysis& analysis,
                               const embed::WordVectors* vectors) {
  cluster::ArticleTerms terms;
  const auto copy = [](const std::vector<text::CountedTerm>& from,
                       std::vector<cluster::TermCount>& to) {
    for (const text::CountedTerm& term : from) to.push_back({term.hash, term.count});
  };
  copy(analysis.words, terms.views[static_cast<std::size_t>(cluster::View::words)]);
  copy(analysis.names, terms.views[static_cast<std::size_t>(cluster::View::names)]);
  copy(analysis.title, terms.title);
  if (vectors != nullptr) {
    terms.dense.resize(vectors->dim());
    (void)embed::embed_q8(*vectors, analysis.words, terms.dense);
  }
  terms.fingerprint = analysis.fingerprint;
  terms.language = 1;
  terms.published = article.published;
  return terms;
}

/// The articles, read as the aggregator reads them, and what it would know when the last come.
struct Corpus {
  std::vector<Article> articles;
  std::size_t bytes = 0;
  std::vector<text::Analysis> analyses;
  std::vector<cluster::ArticleTerms> terms;
  std::vector<std::shared_ptr<const cluster::ArticleFeatures>> features;
  std::shared_ptr<const embed::Model> model;
  cluster::TermStatistics statistics;
  cluster::OnlineClusterer clusterer;
  attribution::ReuseIndex reuse;

  [[nodiscard]] std::size_t past() const {
    return articles.size() - std::min(looked_at, articles.size() / 2);
  }
};

void read_articles(const std::string& file, Corpus& corpus) {
  const ingest::BatchOptions options{.read = {}, .size = 1'024, .max_articles = most_articles};
  (void)ingest::read_batches(
      std::vector<std::string>{file}, options,
      [&](std::span<Article> batch) {
        for (Article& article : batch) {
          corpus.bytes += article.title.size() + article.text.size();
          corpus.articles.push_back(std::move(article));
        }
        return true;
      },
      [](const ingest::Problem&) {});
}

void read_corpus(const std::string& file, Corpus& corpus) {
  read_articles(file, corpus);
  require(corpus.articles.size() >= 100, "a file of a hundred articles and more is needed");
  corpus.model = Options().model;
  text::Analyzer analyzer;
  std::vector<EventId> closed;
  for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
    const Article& article = corpus.articles[i];
    text::Analysis& analysis = corpus.analyses.emplace_back();
    analyzer.analyze(article.title, article.text, article.language, analysis);
    corpus.terms.push_back(
        terms_of(article, analysis, corpus.model ? &corpus.model->vectors() : nullptr));
    corpus.features.push_back(std::make_shared<const cluster::ArticleFeatures>(
        corpus.statistics.observe(corpus.terms.back())));
    if (i >= corpus.past()) continue;
    (void)corpus.clusterer.add(corpus.features.back(), analysis.fingerprint, closed);
    corpus.reuse.add(i, i, analysis.sketch);
  }
}

void check(Corpus& corpus) {
  cluster::OnlineClusterer::Scratch scratch;
  std::vector<attribution::ReuseLink> links;
  attribution::ReuseIndex::Scratch places;
  std::size_t found = 0;
  for (std::size_t i = 0; i < looked_at / 2 && i < corpus.past(); ++i) {
    const text::Analysis& analysis = corpus.analyses[i];
    if (analysis.sketch.size() < 16) continue;
    corpus.reuse.find(analysis.sketch, 0, corpus.articles.size(), links, places);
    found +=
        std::any_of(links.begin(), links.end(), [i](const auto& link) { return link.article == i; })
            ? 1U
            : 0U;
  }
  require(found > 0 || corpus.bytes < corpus.articles.size() * 500,
          "an article finds its own text");
  for (std::size_t i = corpus.past(); i < corpus.articles.size(); ++i) {
    const auto nearest = corpus.clusterer.nearest(*corpus.features[i], 3, scratch);
    require(std::is_sorted(nearest.begin(), nearest.end(),
                           [](const auto& a, const auto& b) { return a.score > b.score; }),
            "the nearest event comes first");
    const auto first =
        corpus.clusterer.decide(*corpus.features[i], corpus.analyses[i].fingerprint, scratch);
    const auto again =
        corpus.clusterer.decide(*corpus.features[i], corpus.analyses[i].fingerprint, scratch);
    require(first.event == again.event && first.score == again.score, "a decision is repeated");
  }
}

/// What costs depend on: docs/performance.md.
void print_shape(const Corpus& corpus) {
  constexpr std::size_t all = 1'000'000;
  cluster::OnlineClusterer::Scratch scratch;
  std::size_t terms = 0;
  std::size_t candidates = 0;
  const std::size_t count = corpus.articles.size() - corpus.past();
  for (std::size_t i = corpus.past(); i < corpus.articles.size(); ++i) {
    for (const auto& view : corpus.features[i]->views) terms += view.size();
    candidates += corpus.clusterer.nearest(*corpus.features[i], all, scratch).size();
  }
  std::printf(
      "%zu articles of %zu bytes; the last %zu: %.0f terms, %.0f candidates of %zu open "
      "events\n",
      corpus.articles.size(), corpus.bytes / corpus.articles.size(), count,
      static_cast<double>(terms) / static_cast<double>(count),
      static_cast<double>(candidates) / static_cast<double>(count),
      corpus.clusterer.active_events());
}

void report(benchmark::State& state, std::size_t articles, std::size_t bytes) {
  const auto rounds = static_cast<double>(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(rounds * static_cast<double>(bytes)));
  state.counters["us_an_article"] =
      benchmark::Counter(rounds * static_cast<double>(articles) * 1e-6,
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

/// Times `work(i)` over the articles from `first` on.
template <class Work>
void add(const char* name, const Corpus& corpus, std::size_t first, const Work& work) {
  std::size_t bytes = 0;
  for (std::size_t i = first; i < corpus.articles.size(); ++i) {
    bytes += corpus.articles[i].title.size() + corpus.articles[i].text.size();
  }
  benchmark::RegisterBenchmark(name, [=, &corpus](benchmark::State& state) {
    for (auto _ : state) {
      for (std::size_t i = first; i < corpus.articles.size(); ++i) {
        benchmark::DoNotOptimize(work(i));
      }
    }
    report(state, corpus.articles.size() - first, bytes);
  })->Unit(benchmark::kMillisecond);
}

void add_machine() {
  benchmark::RegisterBenchmark("machine/memory_in_order", [](benchmark::State& state) {
    const std::vector<std::uint64_t> numbers(std::size_t{1} << 24U, 1);  // 128 MiB
    for (auto _ : state) {
      std::uint64_t sum = 0;
      for (const std::uint64_t number : numbers) sum += number;
      benchmark::DoNotOptimize(sum);
    }
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(numbers.size() * sizeof(std::uint64_t)));
  })->Unit(benchmark::kMillisecond);
  benchmark::RegisterBenchmark("machine/multiply_and_add", [](benchmark::State& state) {
    constexpr std::int64_t steps = 1'000'000;
    for (auto _ : state) {
      std::uint64_t value = 1;
      for (std::int64_t i = 0; i < steps; ++i) value = value * 6364136223846793005U + 1;
      benchmark::DoNotOptimize(value);
    }
    state.SetItemsProcessed(state.iterations() * steps);
  })->Unit(benchmark::kMillisecond);
}

void add_text(const Corpus& corpus) {
  add("text/utf8", corpus, 0,
      [&corpus](std::size_t i) { return text::needs_no_repair(corpus.articles[i].text); });
  const auto identifier = std::make_shared<text::LanguageIdentifier>();
  add("text/language", corpus, 0, [&corpus, identifier](std::size_t i) {
    const Article& article = corpus.articles[i];
    return identifier->identify(article.title, article.text, article.language);
  });
  struct Buffers {
    text::Tokenizer tokenizer;
    text::Analyzer analyzer;
    text::Analysis analysis;
    std::vector<text::Token> tokens;
    std::vector<std::uint64_t> values;
    std::vector<text::Mention> names;
  };
  const auto buffers = std::make_shared<Buffers>();
  add("text/tokenize", corpus, 0, [&corpus, buffers](std::size_t i) {
    buffers->tokenizer.tokenize(corpus.articles[i].text, corpus.analyses[i].language,
                                buffers->tokens);
    return buffers->tokens.size();
  });
  const auto tokenized = std::make_shared<std::vector<std::vector<text::Token>>>();
  const auto hashes = std::make_shared<std::vector<std::vector<std::uint64_t>>>();
  for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
    auto& tokens = tokenized->emplace_back();
    buffers->tokenizer.tokenize(corpus.articles[i].text, corpus.analyses[i].language, tokens);
    auto& of_article = hashes->emplace_back();
    for (const text::Token& token : tokens) of_article.push_back(token.hash);
  }
  add("text/names", corpus, 0, [&corpus, buffers, tokenized](std::size_t i) {
    text::find_names(corpus.articles[i].text, corpus.analyses[i].language, (*tokenized)[i],
                     buffers->names);
    return buffers->names.size();
  });
  add("text/fingerprint", corpus, 0, [buffers, hashes](std::size_t i) {
    text::fingerprint((*hashes)[i], {}, buffers->values);
    return buffers->values.size();
  });
  add("text/all_of_it", corpus, 0, [&corpus, buffers](std::size_t i) {
    const Article& article = corpus.articles[i];
    buffers->analyzer.analyze(article.title, article.text, article.language, buffers->analysis);
    return buffers->analysis.tokens;
  });
  if (!corpus.model) return;
  const auto vector = std::make_shared<std::vector<std::int8_t>>(corpus.model->vectors().dim());
  add("embed/quantised", corpus, 0, [&corpus, vector](std::size_t i) {
    return embed::embed_q8(corpus.model->vectors(), corpus.analyses[i].words, *vector);
  });
}

// The model built in, from a file: mapped and checked as a user's own would be.
void add_model_load() {
  const auto model = embed::Model::builtin();
  if (!model || model->bytes().empty()) return;
  const auto path =
      std::filesystem::temp_directory_path() / ("newsloom_bench_model_" + std::to_string(getpid()));
  struct File {
    explicit File(std::filesystem::path at) : path(std::move(at)) {}
    ~File() { std::filesystem::remove(path); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    std::filesystem::path path;
  };
  const auto file = std::make_shared<File>(path);
  std::ofstream(path, std::ios::binary)
      .write(reinterpret_cast<const char*>(model->bytes().data()),
             static_cast<std::streamsize>(model->bytes().size()));
  const auto opened = embed::Model::open(path.string());
  require(opened && (*opened)->fingerprint() == model->fingerprint(), "the model in a file");
  benchmark::RegisterBenchmark("embed/load", [file, model](benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(embed::Model::open(file->path.string()));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(model->bytes().size()));
  })->Unit(benchmark::kMillisecond);
}

void add_clustering(const Corpus& corpus) {
  const std::size_t past = corpus.past();
  const auto scratch = std::make_shared<cluster::OnlineClusterer::Scratch>();
  add("cluster/features", corpus, past,
      [&corpus](std::size_t i) { return corpus.statistics.weigh(corpus.terms[i]); });
  add("cluster/candidates", corpus, past, [&corpus, scratch](std::size_t i) {
    return corpus.clusterer.nearest(*corpus.features[i], 12, *scratch);
  });
  add("cluster/decision", corpus, past, [&corpus, scratch](std::size_t i) {
    return corpus.clusterer.decide(*corpus.features[i], corpus.analyses[i].fingerprint, *scratch);
  });
  struct Links {
    std::vector<attribution::ReuseLink> links;
    attribution::ReuseIndex::Scratch scratch;
  };
  const auto links = std::make_shared<Links>();
  add("attribution/reuse", corpus, past, [&corpus, links](std::size_t i) {
    corpus.reuse.find(corpus.analyses[i].sketch, i, i, links->links, links->scratch);
    return links->links.size();
  });
  benchmark::RegisterBenchmark("cluster/add_and_regroup", [&corpus](benchmark::State& state) {
    for (auto _ : state) {
      cluster::OnlineClusterer fresh;
      std::vector<EventId> closed;
      for (std::size_t i = 0; i < corpus.articles.size(); ++i) {
        benchmark::DoNotOptimize(
            fresh.add(corpus.features[i], corpus.analyses[i].fingerprint, closed));
      }
    }
    report(state, corpus.articles.size(), corpus.bytes);
  })->Unit(benchmark::kMillisecond);
}

void add_pages(const Corpus& corpus) {
  struct Newsroom {
    MemoryArticleSource articles;
    std::vector<EventView> events;
    std::size_t written = 0;  // articles
  };
  const auto room = std::make_shared<Newsroom>();
  auto aggregator = Aggregator::create(Options{});
  if (!aggregator) return;
  for (const Article& article : corpus.articles) room->articles.put(article);
  (void)aggregator->add(std::span<const Article>(corpus.articles));
  constexpr std::size_t few = 3;
  constexpr std::size_t enough = 50;
  for (EventView& event : aggregator->events()) {
    if (room->events.size() == enough) break;
    if (event.coverage.size() < few) continue;
    room->written += event.coverage.size();
    room->events.push_back(std::move(event));
  }
  if (room->events.empty()) return;
  benchmark::RegisterBenchmark("page/compose", [room](benchmark::State& state) {
    for (auto _ : state) {
      for (const EventView& event : room->events) {
        benchmark::DoNotOptimize(page::compose_page(event, room->articles, {}, {}));
      }
    }
    report(state, room->written, 0);
  })->Unit(benchmark::kMillisecond);
}

}  // namespace

int main(int argc, char** argv) {
  benchmark::Initialize(&argc, argv);
  if (argc != 2) {
    std::fprintf(stderr, "usage: %s FILE [--benchmark_…]\n", argv[0]);
    return 2;
  }
  Corpus corpus;
  read_corpus(argv[1], corpus);
  check(corpus);
  print_shape(corpus);
  add_machine();
  add_text(corpus);
  add_model_load();
  add_clustering(corpus);
  add_pages(corpus);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
  return 0;
}
