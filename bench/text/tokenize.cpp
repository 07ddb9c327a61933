// How fast text becomes tokens, and its parts, on real articles.
//
//   zstdcat ../shared/data/corpora/us-politics-fulltext-2001-2018.jsonl.zst | head -10000 |
//     jq -r '.text // "" | gsub("\n"; " ")' > en.txt
//   NEWSLOOM_BENCH_TEXTS=en=en.txt,zh=zh.txt build/release/bin/bench_text_tokenize
//
// NEWSLOOM_BENCH_TEXTS names files with a text a line, each after its language.
#include "newsloom/text/tokenize.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/text/fold.hpp"
#include "newsloom/text/utf8.hpp"

namespace {

using newsloom::text::HanSegmentation;
using newsloom::text::Stemming;
using newsloom::text::Token;
using newsloom::text::Tokenizer;
using newsloom::text::TokenizerOptions;

struct Corpus {
  std::string language;
  std::vector<std::string> texts;
  std::size_t bytes = 0;
};

Corpus read_corpus(std::string language, const std::string& path) {
  Corpus corpus{std::move(language), {}, 0};
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    corpus.bytes += line.size();
    corpus.texts.push_back(line);
  }
  return corpus;
}

void report(benchmark::State& state, const Corpus& corpus) {
  const auto rounds = static_cast<double>(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(rounds * static_cast<double>(corpus.bytes)));
  state.counters["us_per_text"] =
      benchmark::Counter(rounds * static_cast<double>(corpus.texts.size()) * 1e-6,
                         benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

void tokenize(benchmark::State& state, const Corpus& corpus, const TokenizerOptions& options) {
  Tokenizer tokenizer(options);
  std::vector<Token> tokens;
  std::size_t count = 0;
  for (auto _ : state) {
    count = 0;
    for (const std::string& text : corpus.texts) {
      tokenizer.tokenize(text, corpus.language, tokens);
      count += tokens.size();
    }
    benchmark::DoNotOptimize(count);
  }
  report(state, corpus);
  state.counters["tokens_per_text"] =
      static_cast<double>(count) / static_cast<double>(corpus.texts.size());
}

void validate(benchmark::State& state, const Corpus& corpus) {
  for (auto _ : state) {
    for (const std::string& text : corpus.texts) {
      benchmark::DoNotOptimize(newsloom::text::is_valid_utf8(text));
    }
  }
  report(state, corpus);
}

void repair(benchmark::State& state, const Corpus& corpus) {
  for (auto _ : state) {
    for (const std::string& text : corpus.texts) {
      benchmark::DoNotOptimize(newsloom::text::repair_utf8(text));
    }
  }
  report(state, corpus);
}

void fold(benchmark::State& state, const Corpus& corpus) {
  std::string out;
  for (auto _ : state) {
    for (const std::string& text : corpus.texts) {
      out.clear();
      newsloom::text::fold_case(text, out);
      benchmark::DoNotOptimize(out.data());
    }
  }
  report(state, corpus);
}

void register_corpus(const Corpus& corpus) {
  const auto add = [&](const std::string& name, auto&& run) {
    benchmark::RegisterBenchmark((name + "/" + corpus.language).c_str(), run)
        ->Unit(benchmark::kMillisecond);
  };
  TokenizerOptions options;
  add("tokenize/prefix", [&corpus, options](auto& state) { tokenize(state, corpus, options); });
  options.stem.stemming = Stemming::snowball;
  add("tokenize/snowball", [&corpus, options](auto& state) { tokenize(state, corpus, options); });
  if (corpus.language == "zh" || corpus.language == "ja") {
    options.han = HanSegmentation::bigrams;
    add("tokenize/bigrams", [&corpus, options](auto& state) { tokenize(state, corpus, options); });
  }
  add("is_valid_utf8", [&corpus](auto& state) { validate(state, corpus); });
  add("repair_utf8", [&corpus](auto& state) { repair(state, corpus); });
  add("fold_case", [&corpus](auto& state) { fold(state, corpus); });
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<Corpus> corpora;
  const char* const given = std::getenv("NEWSLOOM_BENCH_TEXTS");
  for (std::string_view rest = given == nullptr ? "" : given; !rest.empty();) {
    const std::string_view item = rest.substr(0, rest.find(','));
    rest.remove_prefix(std::min(rest.size(), item.size() + 1));
    const std::size_t equals = item.find('=');
    if (equals == std::string_view::npos) continue;
    corpora.push_back(
        read_corpus(std::string(item.substr(0, equals)), std::string(item.substr(equals + 1))));
  }
  for (const Corpus& corpus : corpora) register_corpus(corpus);
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
