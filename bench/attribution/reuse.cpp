// How well reused text is recognised, and how fast: planted copies among real articles.
//
//   bench_attribution_reuse CORPUS.jsonl.zst [--events LABELLED.jsonl]… [--originals 1000]
//       [--copies 2000] [--others 10000] [--seed 1] [--natural FILE]
//
// Originals, copies of them (tests/support/copies.hpp) and others arrive in random order, so half
// of the copies come before their original. A copy is *found* if it is linked with anything, and
// *right* if its strongest link is one of its originals or another copy of one. A link between two
// articles that were not planted is *natural* if a fifth of either's 8-word shingles is in the
// other, else it is *wrong*. Hard negatives are reports of one event by two outlets, one of them
// with all quotations of the other put in.
#include "newsloom/attribution/reuse.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "newsloom/attribution/outlet.hpp"
#include "newsloom/ingest/reader.hpp"
#include "newsloom/text/analysis.hpp"
#include "newsloom/text/reuse_sketch.hpp"
#include "newsloom/text/tokenize.hpp"
#include "support/copies.hpp"

namespace {

using namespace newsloom;
using attribution::ReuseIndex;
using attribution::ReuseLink;

struct Settings {
  std::string corpus;
  std::vector<std::string> events;
  std::string natural;
  std::size_t originals = 1000;
  std::size_t copies = 2000;
  std::size_t others = 10'000;
  std::uint64_t seed = 1;
  double least_share = attribution::ReuseOptions().least_share;
  std::uint32_t least_shared = attribution::ReuseOptions().least_shared;
};

constexpr std::size_t none = SIZE_MAX;
constexpr double natural_share = 0.2;
constexpr std::size_t shortest_text = 800;  // bytes: a copy of less is a headline

struct Item {
  Article article;
  std::vector<ArticleId> originals;  // of a copy
  testing::Edits edits;
  double overlap = 0;
  std::uint64_t outlet = 0;  // its hash
  std::vector<std::uint32_t> sketch;
  std::size_t best = none;  // the strongest link's other end
  ReuseLink link;
};

std::vector<Article> read_articles(const std::string& path) {
  std::vector<Article> articles;
  ingest::read_paths(
      std::vector<std::string>{path}, {},
      [&](Article&& article) {
        if (article.text.size() >= shortest_text) articles.push_back(std::move(article));
        return true;
      },
      [](const ingest::Problem&) {});
  return articles;
}

template <class T>
void shuffle(std::vector<T>& items, testing::CopyMaker& maker) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[maker.below(i)]);
}

// Shares of eight-word shingles, of all of them: the slow and obvious measure.
class Shingles {
 public:
  explicit Shingles(const Article& article) {
    tokenizer().tokenize(article.text, article.language, tokens_);
    for (std::size_t i = 0; i + length <= tokens_.size(); ++i) {
      std::uint64_t hash = 0;
      for (std::size_t k = 0; k < length; ++k)
        hash = hash * 0x9e3779b97f4a7c15ULL + tokens_[i + k].hash;
      values_.insert(hash);
    }
  }
  [[nodiscard]] double found_in(const Shingles& other) const {
    std::size_t shared = 0;
    for (const std::uint64_t value : values_) shared += other.values_.contains(value) ? 1U : 0U;
    return values_.empty() ? 0 : static_cast<double>(shared) / static_cast<double>(values_.size());
  }

 private:
  static constexpr std::size_t length = 8;
  static text::Tokenizer& tokenizer() {
    static text::Tokenizer one;
    return one;
  }
  std::vector<text::Token> tokens_;
  std::unordered_set<std::uint64_t> values_;
};

double containment(const Article& a, const Article& b) {
  const Shingles first(a);
  const Shingles second(b);
  return std::max(first.found_in(second), second.found_in(first));
}

std::vector<Item> plant(const Settings& settings, std::vector<Article> all,
                        testing::CopyMaker& maker) {
  shuffle(all, maker);
  const std::size_t needed = settings.originals + settings.others;
  if (all.size() > needed) all.resize(needed);
  std::vector<Item> items;
  for (std::size_t i = 0; i < settings.copies; ++i) {
    const std::size_t original = i % settings.originals;
    const std::size_t second =
        (original + 1 + maker.below(settings.originals - 1)) % settings.originals;
    const std::size_t graft = settings.originals + maker.below(all.size() - settings.originals);
    auto made = maker.copy(all[original], all[graft], all[second], maker.draw());
    Item item;
    item.article = std::move(made.article);
    item.article.id = ArticleId("copy" + std::to_string(i));
    item.article.url.clear();
    item.article.outlet = fmt::format("paper{}.example", maker.below(100));
    item.originals = std::move(made.originals);
    item.edits = made.edits;
    item.overlap = made.overlap;
    items.push_back(std::move(item));
  }
  for (Article& article : all) {
    Item item;
    item.article = std::move(article);
    items.push_back(std::move(item));
  }
  shuffle(items, maker);
  return items;
}

void sketch(std::vector<Item>& items) {
  text::Analyzer analyzer;
  text::Analysis analysis;
  const auto outlets = *attribution::OutletResolver::create();
  for (Item& item : items) {
    const auto outlet = outlets.resolve(item.article.url, item.article.outlet);
    item.outlet = outlet.known() ? std::hash<std::string>{}(outlet.id) : 0;
    analyzer.analyze(item.article.title, item.article.text, item.article.language, analysis);
    item.sketch = analysis.sketch;
  }
}

void connect(std::vector<Item>& items, std::size_t i, const ReuseLink& link) {
  const auto j = static_cast<std::size_t>(link.article);
  const auto strength = [](const ReuseLink& l) {
    return std::max(l.this_in_other(), l.other_in_this());
  };
  const ReuseLink back{i, link.shared, link.of_other, link.of_this};
  for (const auto& [at, to, seen] : {std::tuple(i, j, link), std::tuple(j, i, back)}) {
    if (items[at].best != none && strength(items[at].link) >= strength(seen)) continue;
    items[at].best = to;
    items[at].link = seen;
  }
}

std::size_t bin_of(double overlap) {
  return std::min<std::size_t>(9, static_cast<std::size_t>(overlap * 10));
}

// Whether two items have a planted text in common.
bool is_planted(const Item& a, const Item& b) {
  const auto origins = [](const Item& item) {
    std::vector<ArticleId> ids = item.originals;
    ids.push_back(item.article.id);
    return ids;
  };
  for (const ArticleId& id : origins(a)) {
    if (std::ranges::count(origins(b), id) > 0) return true;
  }
  return false;
}

struct Bin {
  std::size_t copies = 0;
  std::size_t found = 0;
  std::size_t right = 0;
};

void print(const char* title, const std::map<std::string, Bin>& bins) {
  fmt::print("\n{:<28} {:>7} {:>7} {:>7}\n", title, "copies", "recall", "right");
  for (const auto& [name, bin] : bins) {
    const auto of = static_cast<double>(std::max<std::size_t>(bin.copies, 1));
    fmt::print("{:<28} {:>7} {:>7.3f} {:>7.3f}\n", name, bin.copies,
               static_cast<double>(bin.found) / of, static_cast<double>(bin.right) / of);
  }
}

void score(const Settings& settings, const std::vector<Item>& items) {
  std::map<std::string, Bin> by_overlap;
  std::map<std::string, Bin> by_shingles;
  std::map<std::string, Bin> by_edit;
  std::map<ArticleId, std::size_t> place;
  for (std::size_t i = 0; i < items.size(); ++i) place[items[i].article.id] = i;
  Bin all;
  std::size_t wrong = 0;
  std::size_t natural = 0;
  std::ofstream list;
  if (!settings.natural.empty()) list.open(settings.natural);
  for (const Item& item : items) {
    const bool linked = item.best != none;
    const bool right = linked && is_planted(item, items[item.best]);
    if (linked && !right) {
      const Article& other = items[item.best].article;
      const double share = containment(item.article, other);
      ++(share < natural_share ? wrong : natural);
      list << fmt::format("{}\t{:.3f}\t{}/{}/{}\t{}\t{}\t{}\t{}\n",
                          share < natural_share ? "wrong" : "natural", share, item.link.shared,
                          item.link.of_this, item.link.of_other, item.article.id.str(),
                          other.id.str(), item.article.url, other.url);
    }
    if (item.originals.empty()) continue;
    const std::size_t ten = bin_of(item.overlap);
    const Article& original = items[place.at(item.originals.front())].article;
    const std::size_t shingles = bin_of(Shingles(item.article).found_in(Shingles(original)));
    std::vector<Bin*> bins{&all, &by_overlap[fmt::format(".{} of its words", ten)],
                           &by_shingles[fmt::format(".{} of its 8-word shingles", shingles)]};
    testing::Edits one = item.edits;
    for (const auto& [done, name] :
         {std::pair(one.keep < 1, "cut"), std::pair(one.drop > 0, "sentences dropped"),
          std::pair(one.move_lead, "lead moved"), std::pair(one.house_style, "house style"),
          std::pair(one.graft > 0, "grafted"), std::pair(one.thin_words, "words dropped"),
          std::pair(one.credit, "credit"), std::pair(one.interleave, "interleaved"),
          std::pair(one.thin_words && one.graft > 0, "words dropped, grafted"),
          std::pair(one.thin_words && one.interleave, "words dropped, interleaved")}) {
      if (done) bins.push_back(&by_edit[name]);
    }
    for (Bin* bin : bins) {
      ++bin->copies;
      bin->found += linked ? 1U : 0U;
      bin->right += right ? 1U : 0U;
    }
  }
  std::size_t linked = 0;
  for (const Item& item : items) linked += item.best != none ? 1U : 0U;
  fmt::print("{} articles, {} of them linked: {} planted, {} natural, {} wrong\n", items.size(),
             linked, linked - natural - wrong, natural, wrong);
  fmt::print("precision, natural ones aside {:.4f}\n",
             1 - static_cast<double>(wrong) /
                     static_cast<double>(std::max<std::size_t>(linked - natural, 1)));
  fmt::print("recall {:.4f}, right original or group {:.4f}\n",
             static_cast<double>(all.found) / static_cast<double>(all.copies),
             static_cast<double>(all.right) / static_cast<double>(all.copies));
  print("words from the main original", by_overlap);
  print("8-word shingles in it", by_shingles);
  print("edits (mixed with others)", by_edit);
}

// Reports of one event by two outlets, as they are and with the other's quotations in them.
void score_hard_negatives(const Settings& settings, const std::string& path,
                          testing::CopyMaker& maker) {
  std::map<std::string, std::vector<Article>> events;
  std::ifstream file(path);
  std::map<std::string, std::string> event_of;
  const auto field = [](const std::string& line, const std::string& name) {
    const std::string key = "\"" + name + "\": \"";
    const std::size_t at = line.find(key);
    return at == std::string::npos
               ? std::string()
               : line.substr(at + key.size(), line.find('"', at + key.size()) - at - key.size());
  };
  for (std::string line; std::getline(file, line);)
    event_of[field(line, "id")] = field(line, "event");
  for (Article& article : read_articles(path)) {
    events[event_of[article.id.str()]].push_back(std::move(article));
  }
  std::vector<Item> items;
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [event, articles] : events) {
    for (std::size_t i = 0; i + 1 < articles.size() && !event.empty(); ++i) {
      if (containment(articles[i], articles[i + 1]) >= natural_share) continue;
      Item a;
      Item b;
      a.article = articles[i];
      b.article = maker.with_quotations(articles[i + 1], articles[i]);
      pairs.emplace_back(items.size(), items.size() + 1);
      items.push_back(std::move(a));
      items.push_back(std::move(b));
    }
  }
  sketch(items);
  attribution::ReuseOptions options;
  options.least_share = settings.least_share;
  options.least_shared = settings.least_shared;
  std::size_t linked = 0;
  std::vector<std::uint32_t> shares;
  std::vector<ReuseLink> links;
  ReuseIndex::Scratch scratch;
  for (const auto& [a, b] : pairs) {
    const auto common = text::overlap(items[a].sketch, items[b].sketch);
    const ReuseLink link{0, common.shared, common.of_a, common.of_b};
    shares.push_back(std::max(link.this_in_other(), link.other_in_this()));
    ReuseIndex index(options);
    index.add(0, items[a].outlet, items[a].sketch);
    index.find(items[b].sketch, items[b].outlet, 1, links, scratch);
    linked += links.empty() ? 0U : 1U;
  }
  std::ranges::sort(shares);
  if (pairs.empty()) return;
  fmt::print(
      "\nhard negatives of {}: {} pairs, {} linked ({:.4f}); share of the text in common "
      "in 1/1000: median {}, 95 % {}, 99 % {}, most {}\n",
      path.substr(path.rfind('/') + 1), pairs.size(), linked,
      static_cast<double>(linked) / static_cast<double>(pairs.size()), shares[shares.size() / 2],
      shares[shares.size() * 95 / 100], shares[shares.size() * 99 / 100], shares.back());
}

// Processor time, as the machine may be shared.
double microseconds(std::clock_t start, std::size_t articles) {
  return static_cast<double>(std::clock() - start) * 1e6 / CLOCKS_PER_SEC /
         static_cast<double>(std::max<std::size_t>(articles, 1));
}

// What sketching costs once a text is tokenised: with tokenising, less tokenising.
double time_sketching(const std::vector<Item>& items) {
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  std::vector<std::uint32_t> values;
  double times[2] = {};
  for (const bool sketched : {false, true}) {
    const std::clock_t start = std::clock();
    for (const Item& item : items) {
      tokenizer.tokenize(item.article.text, "en", tokens);
      if (sketched) text::reuse_sketch(item.article.text, tokens, values);
    }
    times[sketched ? 1 : 0] = microseconds(start, items.size());
  }
  return times[1] - times[0];
}

int measure(const Settings& settings) {
  testing::CopyMaker maker(settings.seed);
  std::vector<Article> all = read_articles(settings.corpus);
  if (all.size() < settings.originals + 2) {
    fmt::print(stderr, "too few articles of {} bytes in {}\n", shortest_text, settings.corpus);
    return 1;
  }
  std::vector<Item> items = plant(settings, std::move(all), maker);
  sketch(items);
  attribution::ReuseOptions options;
  options.least_share = settings.least_share;
  options.least_shared = settings.least_shared;
  ReuseIndex index(options);
  ReuseIndex::Scratch scratch;
  std::vector<ReuseLink> links;
  std::vector<std::vector<ReuseLink>> found(items.size());
  const std::clock_t start = std::clock();
  for (std::size_t i = 0; i < items.size(); ++i) {
    index.find(items[i].sketch, items[i].outlet, i, links, scratch);
    if (!links.empty()) found[i] = links;
    index.add(i, items[i].outlet, items[i].sketch);
  }
  const double finding = microseconds(start, items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (const ReuseLink& link : found[i]) connect(items, i, link);
  }
  const double sketching = time_sketching(items);
  std::size_t values = 0;
  for (const Item& item : items) values += item.sketch.size();
  score(settings, items);
  for (const std::string& path : settings.events) score_hard_negatives(settings, path, maker);
  fmt::print(
      "\nan article: sketch {:.1f} µs, finding and keeping {:.1f} µs ({:.0f} articles/s on top of "
      "the "
      "sketch, {:.0f} with it); {:.0f} values, {:.0f} bytes\n",
      sketching, finding, 1e6 / finding, 1e6 / (finding + sketching),
      static_cast<double>(values) / static_cast<double>(items.size()),
      static_cast<double>(index.memory()) / static_cast<double>(items.size()));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Plants copies among real articles and looks for them.");
  app.add_option("corpus", settings.corpus, "articles with full text")->required();
  app.add_option("--events", settings.events, "labelled articles, for hard negatives");
  app.add_option("--natural", settings.natural, "write links that were not planted");
  app.add_option("--originals", settings.originals)->check(CLI::Range(2, 1'000'000));
  app.add_option("--copies", settings.copies)->check(CLI::Range(1, 1'000'000));
  app.add_option("--others", settings.others)->check(CLI::Range(1, 1'000'000));
  app.add_option("--seed", settings.seed);
  app.add_option("--least-share", settings.least_share);
  app.add_option("--least-shared", settings.least_shared);
  CLI11_PARSE(app, argc, argv);
  return measure(settings);
}
