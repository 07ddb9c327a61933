// The coverage table: every article of the event, read or not, and why it is here.
#include <algorithm>
#include <unordered_map>

#include "draft.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t most_reasons = 5;

/// Words of the source's headline and lead that most voices share, as they are spelled there.
std::vector<std::string> reasons(const PageReading& reading, const PageSource& source) {
  struct Word {
    std::uint64_t term = 0;
    std::uint32_t support = 0;
    std::string_view spelled;
  };
  std::vector<Word> words;
  const auto collect = [&](const Passage& passage) {
    const Article& article = source.article;
    const std::string_view stored = passage.field == Field::title ? article.title : article.text;
    for (const text::Token& token : reading.tokens_of(passage)) {
      if (token.has(text::token_flag::stop_word) || token.folded_length < 2) continue;
      const std::uint32_t support = reading.support.of(token.stem_hash);
      if (support < 2) continue;
      const bool is_known = std::any_of(words.begin(), words.end(), [&](const Word& word) {
        return word.term == token.stem_hash;
      });
      if (!is_known) words.push_back({token.stem_hash, support, token.in(stored)});
    }
  };
  if (source.headline) collect(*source.headline);
  if (source.passage_count > 0) collect(reading.passages[source.first_passage]);
  std::stable_sort(words.begin(), words.end(),
                   [](const Word& a, const Word& b) { return a.support > b.support; });
  std::vector<std::string> spelled;
  for (const Word& word : words) {
    if (spelled.size() == most_reasons) break;
    spelled.emplace_back(word.spelled);
  }
  return spelled;
}

}  // namespace

void write_coverage(const Draft& draft, const ArticleSource& articles, EventPage& page) {
  const PageReading& reading = draft.reading();
  std::unordered_map<std::size_t, const PageSource*> source_of;
  for (const PageSource& source : reading.sources) source_of[source.row_index] = &source;
  const auto& rows = reading.event->coverage;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CoverageEntry& entry = page.coverage.emplace_back();
    entry.row = rows[i];
    entry.is_related = reading.is_related[i];
    const auto found = source_of.find(i);
    if (found == source_of.end()) {
      // Copies, and what lies beyond the articles read.
      if (auto article = articles.find(rows[i].article, rows[i].revision)) {
        entry.url = std::move(article->url);
        entry.title = std::move(article->title);
      }
      continue;
    }
    entry.url = found->second->article.url;
    entry.title = found->second->article.title;
    entry.why = reasons(reading, *found->second);
  }
}

}  // namespace newsloom::page
