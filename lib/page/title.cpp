// The title: of the headlines the one that tells most and teases least.
#include <algorithm>
#include <vector>

#include "draft.hpp"
#include "letters.hpp"
#include "standing.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t good_words = 6;
constexpr std::size_t most_words = 16;
constexpr double half = 0.5;
/// A headline alone may be of another side of the event.
constexpr double no_text = 0.8;

/// How much of what the event's voices say stands in it, a word weighted by how many say it.
double centrality(const PageReading& reading, const Passage& headline) {
  if (headline.terms.empty()) return 0;
  double sum = 0;
  for (const std::uint64_t term : headline.terms) {
    const std::uint32_t voices = reading.support.of(term);
    if (voices > 0) sum += static_cast<double>(voices - 1);  // its own is none
  }
  const auto voices = static_cast<double>(std::max<std::size_t>(reading.voice_count - 1, 1));
  constexpr double few_terms = 2;
  return half + sum / (voices * (few_terms + static_cast<double>(headline.terms.size())));
}

double quality(const PageReading& reading, const Passage& headline) {
  const Vocabulary& words = vocabulary(reading.source_of(headline).language);
  const std::string_view title = reading.text_of(headline);
  double factor = 1;
  if (headline.has(trait::question)) factor *= half * half;
  if (words[WordList::click_bait].occurs_in(reading.tokens_of(headline))) factor *= half;
  // "The gang member shot …": a lead taken for a headline, about somebody not named yet.
  if (headline.field == Field::text &&
      opens_definite(reading.read.articles[headline.source].reading.text, headline, words)) {
    factor *= half;
  }
  if (headline.has(trait::first_person) || headline.has(trait::all_quoted)) factor *= half;
  if (headline.words < good_words || headline.words > most_words) factor *= half;
  if (title.find("...") != std::string_view::npos ||
      title.find("\u2026") != std::string_view::npos || title.find('|') != std::string_view::npos ||
      title.find('!') != std::string_view::npos) {
    factor *= half;
  }
  constexpr double label = 0.7;  // "Analysis: …", "Trump: …"
  if (title.find(": ") != std::string_view::npos) factor *= label;
  const std::size_t letters = count_letters(title);
  if (count_capitals(title) * 2 > letters) factor *= half;
  return factor;
}

}  // namespace

void write_title(Draft& draft, EventPage& page) {
  const PageReading& reading = draft.reading();
  const Passage* best = nullptr;
  double best_score = -1;
  const auto consider = [&](const Passage& passage, double weight) {
    double score = weight * centrality(reading, passage) * quality(reading, passage);
    score *= half + half * reading.source_of(passage).row->similarity;
    if (reading.source_of(passage).article.text.empty()) score *= no_text;
    if (!reading.in_language(passage)) score *= half * half;
    if (score > best_score) {
      best = &passage;
      best_score = score;
    }
  };
  for (const PageSource& source : reading.sources) {
    if (source.headline && source.headline->has(trait::complete)) consider(*source.headline, 1);
  }
  // Without a headline, a lead sentence; without one, whatever has words.
  if (best == nullptr) {
    for (const Passage& passage : reading.passages) {
      if (passage.has(trait::complete) && passage.position == 0) consider(passage, 1);
    }
  }
  if (best == nullptr) {
    for (const PageSource& source : reading.sources) {
      if (source.headline) consider(*source.headline, 1);
    }
  }
  if (best == nullptr) {
    for (const Passage& passage : reading.passages) consider(passage, 1);
  }
  if (best == nullptr) return;
  if (auto title = draft.state(*best)) {
    page.title = std::move(*title);
    draft.set_title(*best);
  }
}

}  // namespace newsloom::page
