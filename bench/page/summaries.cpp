// How much of an article nobody saw is in the summary of the others: ROUGE-2 F of 60 words against
// its first three sentences.
//
//   bench_page_summaries FILE… [--beam N] [--length W] [--voice W] [--repetition W]
//   [--max-position N] [--sentences N] [--words N]
//   [--pair-odds FILE…]
//
// Of every labelled event with at least three articles each article is hidden in turn, together
// with its copies. Compared: the first three sentences of a random other article (the mean over
// all of them), sentences nearest to the centroid, the same with position, ours, and an oracle that
// sees the hidden sentences. 95 % by bootstrap over events.
//
// Every method's text is cut behind 60 words, wherever that is. Ours is there twice: what a page
// shows by default (`--words` for another length), cut like the others, and what it shows when its
// whole sentences have to fit into 60 words.

#include <CLI/CLI.hpp>
#include <cmath>
#include <cstdio>
#include <newsloom/page/compose.hpp>
#include <newsloom/text/fold.hpp>
#include <newsloom/text/sentences.hpp>
#include <newsloom/text/tokenize.hpp>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "labelled_events.hpp"

namespace {

using namespace newsloom;
using Words = std::vector<std::uint64_t>;

constexpr std::size_t budget = 60;
constexpr std::size_t reference_sentences = 3;
constexpr std::size_t min_articles = 3;
constexpr std::size_t samples = 2000;

struct Sentence {
  Words words;
  std::set<std::uint64_t> content;
  std::size_t position = 0;
};

class Reader {
 public:
  Words words(std::string_view text) {
    tokenizer_.tokenize(text, "en", tokens_);
    Words out;
    for (const auto& token : tokens_) out.push_back(token.hash);
    return out;
  }
  std::vector<Sentence> sentences(std::string_view text) {
    std::vector<text::Span> spans;
    text::split_sentences(text, "en", spans);
    std::vector<Sentence> out;
    for (const auto span : spans) {
      Sentence sentence;
      tokenizer_.tokenize(span.in(text), "en", tokens_);
      for (const auto& token : tokens_) {
        sentence.words.push_back(token.hash);
        if (!token.has(text::token_flag::stop_word)) sentence.content.insert(token.stem_hash);
      }
      sentence.position = out.size();
      if (!sentence.words.empty()) out.push_back(std::move(sentence));
    }
    return out;
  }

 private:
  text::Tokenizer tokenizer_;
  std::vector<text::Token> tokens_;
};

std::unordered_map<std::uint64_t, int> pairs_of(const Words& words) {
  std::unordered_map<std::uint64_t, int> pairs;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) ++pairs[words[i] * 31 + words[i + 1]];
  return pairs;
}

double rouge2(Words candidate, const Words& reference) {
  if (candidate.size() > budget) candidate.resize(budget);
  if (candidate.size() < 2 || reference.size() < 2) return 0;
  const auto a = pairs_of(candidate);
  const auto b = pairs_of(reference);
  double common = 0;
  for (const auto& [pair, count] : a) {
    const auto found = b.find(pair);
    if (found != b.end()) common += std::min(count, found->second);
  }
  return 2 * common / static_cast<double>(candidate.size() - 1 + reference.size() - 1);
}

void append(Words& to, const Words& words) { to.insert(to.end(), words.begin(), words.end()); }

Words lead(const std::vector<Sentence>& sentences) {
  Words words;
  for (std::size_t i = 0; i < std::min(reference_sentences, sentences.size()); ++i) {
    append(words, sentences[i].words);
  }
  return words;
}

Words centroid(const std::vector<std::vector<Sentence>>& articles, bool with_position) {
  std::unordered_map<std::uint64_t, double> weight;
  for (const auto& article : articles) {
    for (const auto& sentence : article) {
      for (const auto term : sentence.content) weight[term] += 1;
    }
  }
  std::vector<std::pair<double, const Sentence*>> ranked;
  for (const auto& article : articles) {
    for (const auto& sentence : article) {
      double sum = 0;
      for (const auto term : sentence.content) sum += weight[term];
      sum /= std::sqrt(static_cast<double>(sentence.content.size()) + 1);
      if (with_position) sum /= 1 + static_cast<double>(sentence.position);
      ranked.emplace_back(sum, &sentence);
    }
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Words words;
  std::vector<const Sentence*> chosen;
  for (const auto& [score, sentence] : ranked) {
    if (words.size() >= budget) break;
    bool repeated = false;
    for (const auto* other : chosen) {
      std::size_t common = 0;
      for (const auto term : sentence->content) common += other->content.count(term);
      repeated |= common * 2 > sentence->content.size();
    }
    if (repeated) continue;
    append(words, sentence->words);
    chosen.push_back(sentence);
  }
  return words;
}

Words oracle(const std::vector<std::vector<Sentence>>& articles, const Words& reference) {
  Words words;
  double score = 0;
  for (;;) {
    const Sentence* best = nullptr;
    for (const auto& article : articles) {
      for (const auto& sentence : article) {
        if (words.size() + sentence.words.size() > budget) continue;
        Words tried = words;
        append(tried, sentence.words);
        const double value = rouge2(tried, reference);
        if (value > score) {
          score = value;
          best = &sentence;
        }
      }
    }
    if (best == nullptr) return words;
    append(words, best->words);
  }
}

enum Method : std::size_t {
  lead_3,
  by_centroid,
  by_position,
  ours,
  ours_whole,
  best_possible,
  method_count
};
using Scores = std::array<double, method_count>;

struct Table {
  std::vector<Scores> by_event;  // sums
  std::vector<std::size_t> trials;
  double words = 0;
  double whole_words = 0;
};

// The page's summary; nothing if there is no page.
Words summary_of(const EventView& view, const ArticleSource& articles,
                 const page::PageOptions& options, Reader& reader) {
  Words summary;
  const auto page = compose_page(view, articles, options);
  if (!page) return summary;
  for (const auto& statement : page->whats_happened) {
    append(summary, reader.words(statement.text()));
  }
  return summary;
}

void score_event(const bench::LabelledEvent& event, const page::PageOptions& options,
                 Reader& reader, Table& table) {
  page::PageOptions whole_options = options;
  whole_options.happened.max_words = budget;
  MemoryArticleSource articles;
  std::vector<std::vector<Sentence>> sentences;
  for (const Article& article : event.articles) {
    articles.put(article);
    sentences.push_back(reader.sentences(article.text));
  }
  Scores sums{};
  std::size_t trials = 0;
  for (std::size_t i = 0; i < event.articles.size(); ++i) {
    std::vector<bool> hidden(event.articles.size());
    std::vector<std::vector<Sentence>> seen;
    for (std::size_t j = 0; j < hidden.size(); ++j) {
      hidden[j] = event.reuse_group[j] == event.reuse_group[i];
      if (!hidden[j]) seen.push_back(sentences[j]);
    }
    const Words reference = lead(sentences[i]);
    if (seen.empty() || reference.size() < 2) continue;
    const EventView view = bench::view_of(event, hidden);
    const Words summary = summary_of(view, articles, options, reader);
    if (summary.empty()) continue;
    const Words whole = summary_of(view, articles, whole_options, reader);
    double leads = 0;
    for (const auto& article : seen) leads += rouge2(lead(article), reference);
    sums[lead_3] += leads / static_cast<double>(seen.size());
    sums[by_centroid] += rouge2(centroid(seen, false), reference);
    sums[by_position] += rouge2(centroid(seen, true), reference);
    sums[ours] += rouge2(summary, reference);
    sums[ours_whole] += rouge2(whole, reference);
    sums[best_possible] += rouge2(oracle(seen, reference), reference);
    table.words += static_cast<double>(summary.size());
    table.whole_words += static_cast<double>(whole.size());
    ++trials;
  }
  if (trials == 0) return;
  table.by_event.push_back(sums);
  table.trials.push_back(trials);
}

Scores mean(const Table& table, const std::vector<std::size_t>& events) {
  Scores sums{};
  double trials = 0;
  for (const std::size_t event : events) {
    for (std::size_t m = 0; m < method_count; ++m) sums[m] += table.by_event[event][m];
    trials += static_cast<double>(table.trials[event]);
  }
  for (double& sum : sums) sum /= trials;
  return sums;
}

// Over lead-3, with the 95 % the bootstrap gives.
void print_gain(const char* name, Method method, const Scores& scores, const Table& table) {
  std::mt19937_64 random(1);
  std::vector<double> gains;
  std::vector<std::size_t> drawn(table.by_event.size());
  for (std::size_t s = 0; s < samples; ++s) {
    for (auto& event : drawn) event = random() % drawn.size();
    const Scores sample = mean(table, drawn);
    gains.push_back(sample[method] / sample[lead_3] - 1);
  }
  std::sort(gains.begin(), gains.end());
  std::printf("%s %.4f: %+.1f %% over lead-3, 95 %%: %+.1f to %+.1f\n", name, scores[method],
              100 * (scores[method] / scores[lead_3] - 1), 100 * gains[samples / 40],
              100 * gains[samples - samples / 40]);
}

void print(const Table& table) {
  std::vector<std::size_t> all(table.by_event.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  const Scores scores = mean(table, all);
  double trials = 0;
  for (const std::size_t count : table.trials) trials += static_cast<double>(count);
  std::printf("events %zu, hidden articles %.0f, our words %.1f, in whole sentences %.1f\n",
              all.size(), trials, table.words / trials, table.whole_words / trials);
  std::printf("lead-3 %.4f  centroid %.4f  centroid+position %.4f  oracle %.4f\n", scores[lead_3],
              scores[by_centroid], scores[by_position], scores[best_possible]);
  print_gain("ours", ours, scores, table);
  print_gain("ours in whole sentences", ours_whole, scores, table);
}

bool read_odds(const std::string& path, page::PairOdds& odds) {
  std::ifstream file(path);
  for (double& factor : odds) file >> factor;
  if (file) return true;
  std::fprintf(stderr, "%s: fewer numbers than there are signs\n", path.c_str());
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files;
  std::vector<std::string> odds_files;
  page::PageOptions options;
  CLI::App app("ROUGE-2 of summaries against hidden articles.");
  app.add_option("file", files, "JSON Lines with labelled events")->required();
  app.add_option("--beam", options.happened.beam);
  app.add_option("--length", options.happened.length_offset);
  app.add_option("--voice", options.happened.new_voice);
  app.add_option("--repetition", options.happened.repetition);
  app.add_option("--gist-repetition", options.happened.gist_repetition);
  app.add_option("--max-position", options.happened.max_position);
  app.add_option("--sentences", options.happened.max_sentences);
  app.add_option("--words", options.happened.max_words, "of a summary, before it is cut");
  app.add_option("--pair-odds", odds_files,
                 "what bench_page_train_pairs printed, one for each file");
  CLI11_PARSE(app, argc, argv);
  if (!odds_files.empty() && odds_files.size() != files.size()) {
    std::fprintf(stderr, "--pair-odds: as many as there are files\n");
    return 1;
  }
  Reader reader;
  Table table;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (!odds_files.empty() && !read_odds(odds_files[i], options.happened.pair_odds)) return 1;
    for (const auto& event : bench::read_labelled_events(files[i])) {
      if (event.articles.size() >= min_articles) score_event(event, options, reader, table);
    }
  }
  print(table);
}
