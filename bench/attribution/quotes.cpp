// How well quotations are found and attributed, and how fast.
//
//   bench_attribution_quotes ARCHIVE [--part dev] [--errors]
//
// ARCHIVE: articles with attributions marked by hand (polnear.hpp). A piece is matched when it
// shares 80 % of the bytes of the longer one; a speaker is right when our source overlaps the gold
// one.
#include "newsloom/attribution/quotes.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "attribution/polnear.hpp"
#include "attribution/quote_scores.hpp"

namespace {

using namespace newsloom;

void print(std::string_view name, const bench::Counts& counts) {
  fmt::print("{:<34} gold {:>5} found {:>5}  P {:.3f}  R {:.3f}  F1 {:.3f}\n", name, counts.gold,
             counts.found, counts.precision(), counts.recall(), counts.f1());
}

std::string flat(std::string_view text) {
  std::string line(text);
  std::ranges::replace(line, '\n', '|');
  return line;
}

// What an article's quotes are, for reading beside the gold.
void print_article(const bench::GoldArticle& article,
                   const std::vector<attribution::Quote>& quotes) {
  const auto show = [&](const text::Span& span) { return flat(span.in(article.text)); };
  fmt::print("== {}\n", article.name);
  for (const auto& gold : article.attributions) {
    for (const text::Span& span : gold.content) {
      const bool goes_on = &span != &gold.content.front();
      fmt::print("G {} {}{} | src {} | cue {} | {}\n", span.begin, span.end, goes_on ? " +" : "",
                 gold.source.empty() ? "" : show(gold.source.front()),
                 gold.cue.empty() ? "" : show(gold.cue.front()), show(span));
    }
  }
  for (const attribution::Quote& quote : quotes) {
    if (quote.field != attribution::Field::text) continue;
    for (const auto& part : quote.parts) {
      const bool goes_on = &part != &quote.parts.front();
      fmt::print("F {} {} {}{} | src {} | cue {} | {}\n", part.outer.begin, part.outer.end,
                 goes_on ? "+" : "", attribution::to_string(quote.form), show(quote.source),
                 show(quote.cue), show(part.outer));
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Scores of quotations and their speakers");
  std::string archive;
  std::string part = "dev";
  bool show = false;
  app.add_option("archive", archive)->required();
  app.add_option("--part", part);
  app.add_flag("--articles", show, "print every article's gold and found attributions");
  CLI11_PARSE(app, argc, argv);

  const auto articles = bench::read_polnear(archive, part);
  if (articles.empty()) {
    fmt::print(stderr, "no articles of part {} in {}\n", part, archive);
    return 1;
  }
  bench::QuoteScores scores;
  attribution::ArticleReader reader;
  std::chrono::steady_clock::duration reading{};
  std::chrono::steady_clock::duration finding{};
  std::size_t bytes = 0;
  for (const bench::GoldArticle& article : articles) {
    const auto start = std::chrono::steady_clock::now();
    const attribution::Reading read = reader.read({}, article.text, "en");
    const auto middle = std::chrono::steady_clock::now();
    const std::vector<attribution::Quote> quotes = attribution::find_quotes(read);
    finding += std::chrono::steady_clock::now() - middle;
    reading += middle - start;
    bytes += article.text.size();
    bench::score_article(article, quotes, scores);
    if (show) print_article(article, quotes);
  }
  fmt::print("{} articles of {}\n", articles.size(), part);
  print("direct, 4 words and more", scores.direct);
  print("direct, an attribution's together", scores.attributions);
  print("between marks, in any form", scores.quoted);
  print("indirect", scores.indirect);
  const auto ratio = [](std::size_t a, std::size_t b) {
    return b == 0 ? 0.0 : static_cast<double>(a) / static_cast<double>(b);
  };
  fmt::print("speaker of matched direct ones: overlaps {:.3f}, same last word {:.3f} (of {})\n",
             ratio(scores.right_speakers, scores.speakers),
             ratio(scores.right_heads, scores.speakers), scores.speakers);
  const double seconds = std::chrono::duration<double>(finding).count();
  const double read_seconds = std::chrono::duration<double>(reading).count();
  const double count = static_cast<double>(articles.size());
  fmt::print("finding {:.0f} articles/s, reading {:.0f} articles/s, {:.1f} kB an article\n",
             count / seconds, count / read_seconds, static_cast<double>(bytes) / count / 1000);
  return 0;
}
