// How well quotations are found and attributed, against attributions marked by hand.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "attribution/polnear.hpp"
#include "newsloom/attribution/quotes.hpp"

namespace newsloom::bench {

struct Counts {
  std::size_t gold = 0;
  std::size_t found = 0;
  std::size_t matched_gold = 0;   // of gold
  std::size_t matched_found = 0;  // of found

  [[nodiscard]] double precision() const {
    return found == 0 ? 0 : static_cast<double>(matched_found) / static_cast<double>(found);
  }
  [[nodiscard]] double recall() const {
    return gold == 0 ? 0 : static_cast<double>(matched_gold) / static_cast<double>(gold);
  }
  [[nodiscard]] double f1() const {
    const double sum = precision() + recall();
    return sum == 0 ? 0 : 2 * precision() * recall() / sum;
  }
};

struct QuoteScores {
  Counts direct;             ///< pieces between marks that are all of what is attributed there
  Counts attributions;       ///< the same, the pieces of one attribution taken together
  Counts quoted;             ///< any words between marks inside attributed content
  Counts indirect;           ///< attributed content without marks
  std::size_t speakers = 0;  ///< matched direct pieces whose gold has a source
  std::size_t right_speakers = 0;  ///< … whose source overlaps ours
  std::size_t right_heads = 0;     ///< … and ends in the same word
};

inline std::size_t word_count(std::string_view text) {
  std::size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    words += !space && !in_word ? 1U : 0U;
    in_word = !space;
  }
  return words;
}

inline std::size_t overlap(const text::Span& a, const text::Span& b) {
  const std::size_t begin = std::max(a.begin, b.begin);
  const std::size_t end = std::min(a.end, b.end);
  return end > begin ? end - begin : 0;
}

/// Whether two sets of spans share 80 % of the larger one's bytes.
inline bool match(const std::vector<text::Span>& a, const std::vector<text::Span>& b) {
  constexpr std::size_t percent = 80;
  std::size_t shared = 0;
  std::size_t size_a = 0;
  std::size_t size_b = 0;
  for (const text::Span& x : a) {
    size_a += x.size();
    for (const text::Span& y : b) shared += overlap(x, y);
  }
  for (const text::Span& y : b) size_b += y.size();
  return shared * 100 >= percent * std::max(size_a, size_b) && shared > 0;
}

/// Whether marks of quotation stand at both ends.
inline bool is_enclosed(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\n')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\n') || text.ends_with('.') ||
         text.ends_with(',')) {
    text.remove_suffix(1);
  }
  const bool opens = text.starts_with('"') || text.starts_with("“") || text.starts_with('\'') ||
                     text.starts_with("‘");
  return opens && (text.ends_with('"') || text.ends_with("”") || text.ends_with('\'') ||
                   text.ends_with("’"));
}

inline bool has_marks(std::string_view text) {
  constexpr std::array<std::string_view, 4> marks{"\"", "“", "''", "‘"};
  return std::ranges::any_of(
      marks, [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

constexpr std::size_t least_words = 4;

struct GoldPiece {
  std::vector<text::Span> spans;
  const GoldAttribution* attribution = nullptr;
};

inline std::string_view last_word(std::string_view text) {
  while (!text.empty() && (text.ends_with(' ') || text.ends_with(','))) text.remove_suffix(1);
  const std::size_t space = text.rfind(' ');
  return space == std::string_view::npos ? text : text.substr(space + 1);
}

/// Counts matches both ways; calls `on_match(gold, found)` for the first of each gold piece.
template <class OnMatch>
void count(const std::vector<GoldPiece>& gold, const std::vector<GoldPiece>& found, Counts& counts,
           OnMatch on_match) {
  counts.gold += gold.size();
  counts.found += found.size();
  for (std::size_t g = 0; g < gold.size(); ++g) {
    for (std::size_t f = 0; f < found.size(); ++f) {
      if (!match(gold[g].spans, found[f].spans)) continue;
      ++counts.matched_gold;
      on_match(g, f);
      break;
    }
  }
  for (const GoldPiece& piece : found) {
    const bool hit = std::ranges::any_of(
        gold, [&](const GoldPiece& other) { return match(other.spans, piece.spans); });
    counts.matched_found += hit ? 1U : 0U;
  }
}

inline void score_article(const GoldArticle& article, std::span<const attribution::Quote> quotes,
                          QuoteScores& scores) {
  const std::string_view text = article.text;
  const auto is_long = [&](const text::Span& span) {
    return word_count(span.in(text)) >= least_words;
  };
  std::vector<GoldPiece> direct;
  std::vector<GoldPiece> whole;
  std::vector<GoldPiece> indirect;
  std::vector<text::Span> content;
  for (const GoldAttribution& attribution : article.attributions) {
    GoldPiece pieces{{}, &attribution};
    bool marked = false;
    for (const text::Span& span : attribution.content) {
      content.push_back(span);
      marked = marked || has_marks(span.in(text));
      if (!is_enclosed(span.in(text))) continue;
      pieces.spans.push_back(span);
      const bool known = std::ranges::any_of(
          direct, [&](const GoldPiece& piece) { return piece.spans.front() == span; });
      if (is_long(span) && !known) direct.push_back({{span}, &attribution});
    }
    if (!pieces.spans.empty() && std::ranges::any_of(pieces.spans, is_long)) {
      whole.push_back(pieces);
    }
    if (!marked) indirect.push_back({attribution.content, &attribution});
  }
  std::vector<GoldPiece> found_direct;
  std::vector<const attribution::Quote*> by;
  std::vector<GoldPiece> found_whole;
  std::vector<GoldPiece> found_quoted;
  std::vector<GoldPiece> found_indirect;
  for (const attribution::Quote& quote : quotes) {
    if (quote.field != attribution::Field::text) continue;
    GoldPiece all;
    for (const attribution::QuotePart& part : quote.parts) {
      all.spans.push_back(part.outer);
      if (quote.form == attribution::QuoteForm::indirect || !is_long(part.outer)) continue;
      found_quoted.push_back({{part.outer}, nullptr});
      if (quote.form != attribution::QuoteForm::direct) continue;
      found_direct.push_back({{part.outer}, nullptr});
      by.push_back(&quote);
    }
    if (quote.form == attribution::QuoteForm::indirect) found_indirect.push_back(all);
    if (quote.form == attribution::QuoteForm::direct && std::ranges::any_of(all.spans, is_long)) {
      found_whole.push_back(all);
    }
  }
  std::vector<GoldPiece> quoted;
  std::vector<text::Quoted> marks;
  text::find_quoted(text, marks);
  for (const text::Quoted& mark : marks) {
    const bool attributed = std::ranges::any_of(content, [&](const text::Span& span) {
      return overlap(span, mark.outer) * 100 >= 80U * mark.outer.size();
    });
    if (attributed && is_long(mark.outer)) quoted.push_back({{mark.outer}, nullptr});
  }
  const auto ignore = [](std::size_t, std::size_t) {};
  count(direct, found_direct, scores.direct, [&](std::size_t g, std::size_t f) {
    const std::vector<text::Span>& source = direct[g].attribution->source;
    if (source.empty()) return;
    ++scores.speakers;
    const text::Span& ours = by[f]->source;
    const bool right = std::ranges::any_of(
        source, [&](const text::Span& span) { return overlap(span, ours) > 0; });
    scores.right_speakers += right ? 1U : 0U;
    const bool same_head = std::ranges::any_of(source, [&](const text::Span& span) {
      return overlap(span, ours) > 0 && last_word(span.in(text)) == last_word(ours.in(text));
    });
    scores.right_heads += same_head ? 1U : 0U;
  });
  count(whole, found_whole, scores.attributions, ignore);
  count(quoted, found_quoted, scores.quoted, ignore);
  count(indirect, found_indirect, scores.indirect, ignore);
}

}  // namespace newsloom::bench
