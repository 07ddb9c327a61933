// Quantities labelled by hand as offsets into openings of corpus articles, and how well they are
// found. Header only, as a test reads it too.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/attribution/claims.hpp"
#include "newsloom/ingest/reader.hpp"

namespace newsloom::bench {

struct LabelledQuantity {
  text::Span number;
  std::int64_t value_e3 = 0;
  std::string kind;
  text::Span counted;  // empty: not labelled
};
struct LabelledWindow {
  std::string corpus, article, language;
  text::Span bytes;
  std::vector<LabelledQuantity> quantities;
};

inline std::vector<LabelledWindow> read_windows(const std::string& path) {
  std::vector<LabelledWindow> windows;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    std::istringstream fields(line);
    std::string first;
    fields >> first;
    if (first == "window") {
      LabelledWindow window;
      fields >> window.corpus >> window.article >> window.language >> window.bytes.begin >>
          window.bytes.end;
      windows.push_back(std::move(window));
    } else if (first == "quantity" && !windows.empty()) {
      LabelledQuantity quantity;
      std::string begin, end;
      fields >> quantity.number.begin >> quantity.number.end >> quantity.value_e3 >>
          quantity.kind >> begin >> end;
      if (begin != "-") {
        std::from_chars(begin.data(), begin.data() + begin.size(), quantity.counted.begin);
        std::from_chars(end.data(), end.data() + end.size(), quantity.counted.end);
      }
      windows.back().quantities.push_back(quantity);
    }
  }
  return windows;
}

/// The articles the windows are of, by "corpus/id"; those that are not there are left out.
inline std::map<std::string, Article> read_labelled_articles(
    const std::vector<LabelledWindow>& windows, const std::string& corpora) {
  std::map<std::string, Article> articles;
  std::vector<std::string> names;
  for (const LabelledWindow& window : windows) names.push_back(window.corpus);
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  for (const std::string& name : names) {
    const std::vector<std::string> paths{corpora + "/corpora/" + name + ".jsonl.zst"};
    (void)ingest::read_paths(
        paths, {},
        [&](Article&& article) {
          const std::string& id = article.id.str();
          const bool wanted = std::ranges::any_of(windows, [&](const LabelledWindow& window) {
            return window.article == id && window.corpus == name;
          });
          if (wanted) articles.emplace(name + '/' + id, std::move(article));
          return true;
        },
        [](const auto&) {});
  }
  return articles;
}

struct QuantityScores {
  std::size_t gold = 0, found = 0, matched = 0;  // number with its value and kind
  std::size_t nouns = 0, right_nouns = 0;        // of matched counts with a labelled noun
  std::vector<std::string> mistakes;

  [[nodiscard]] double f1() const {
    return gold + found == 0
               ? 0
               : 2.0 * static_cast<double>(matched) / static_cast<double>(gold + found);
  }
};

/// A quantity is right when the number overlaps the label by 80 %, with its value and its kind.
inline void score_window(const LabelledWindow& window, std::string_view text,
                         QuantityScores& scores) {
  const std::string_view opening = text.substr(0, window.bytes.end);
  attribution::ArticleReader reader;
  const attribution::Reading reading = reader.read({}, opening, window.language);
  const attribution::Claims claims = attribution::find_claims(reading);
  constexpr std::array<std::string_view, 4> kinds{"count", "money", "percent", "measure"};
  std::vector<bool> used(claims.quantities.size());
  scores.gold += window.quantities.size();
  scores.found += claims.quantities.size();
  for (const LabelledQuantity& gold : window.quantities) {
    bool hit = false;
    for (std::size_t i = 0; i < claims.quantities.size() && !hit; ++i) {
      const attribution::Quantity& quantity = claims.quantities[i];
      const text::Span& span = quantity.number.span;
      const std::uint32_t begin = std::max(span.begin, gold.number.begin);
      const std::uint32_t end = std::min(span.end, gold.number.end);
      constexpr std::uint64_t percent = 80;
      const std::uint64_t longer = std::max(span.size(), gold.number.size());
      hit = !used[i] && end > begin && (end - begin) * std::uint64_t{100} >= percent * longer &&
            quantity.number.value_e3 == gold.value_e3 &&
            kinds[static_cast<std::size_t>(quantity.number.kind)] == gold.kind;
      if (!hit) continue;
      used[i] = true;
      ++scores.matched;
      if (gold.counted.begin == gold.counted.end) continue;
      ++scores.nouns;
      if (quantity.counted == gold.counted) {
        ++scores.right_nouns;
      } else {
        scores.mistakes.push_back("noun of " + std::string(gold.number.in(text)) + ": " +
                                  std::string(gold.counted.in(text)) + ", not '" +
                                  std::string(quantity.counted.in(text)) + "'");
      }
    }
    if (!hit) {
      scores.mistakes.push_back("missed " + window.language + " " +
                                std::string(gold.number.in(text)));
    }
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) continue;
    const text::Span& span = claims.quantities[i].number.span;
    const std::uint32_t before = std::min<std::uint32_t>(span.begin, 20);
    scores.mistakes.push_back("extra " + window.language + " " +
                              std::string(text.substr(span.begin - before, before)) + "[" +
                              std::string(span.in(text)) + "] " +
                              std::to_string(claims.quantities[i].number.value_e3));
  }
}

}  // namespace newsloom::bench
