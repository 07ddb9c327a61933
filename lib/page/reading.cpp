#include "reading.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>
#include <utility>

#include "cleaning.hpp"
#include "core.hpp"
#include "newsloom/text/language.hpp"
#include "newsloom/text/utf8.hpp"
#include "passages.hpp"
#include "standing.hpp"

namespace newsloom::page {
namespace {

/// Rows to read, in the event's order: one a text, families' first before more of the same.
std::vector<std::size_t> choose_rows(const EventView& event, std::size_t count,
                                     std::vector<std::size_t>& voices) {
  const auto& rows = event.coverage;
  std::unordered_map<std::string_view, std::size_t> row_of;
  for (std::size_t i = 0; i < rows.size(); ++i) row_of.try_emplace(rows[i].article.str(), i);
  voices.resize(rows.size());
  std::iota(voices.begin(), voices.end(), std::size_t{0});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!rows[i].copy_of) continue;
    // An original that is not here is stood for by its first copy.
    const auto original = row_of.try_emplace(rows[i].copy_of->str(), i).first;
    voices[i] = voices[original->second];
  }
  std::vector<std::size_t> chosen;
  std::set<std::size_t> seen;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (voices[i] == i) chosen.push_back(i);
  }
  std::set<std::string_view> families;
  std::vector<bool> is_first(rows.size());
  for (const std::size_t i : chosen) {
    is_first[i] = !rows[i].family.empty() && families.insert(rows[i].family).second;
  }
  std::stable_sort(chosen.begin(), chosen.end(), [&](std::size_t a, std::size_t b) {
    if (is_first[a] != is_first[b]) return static_cast<bool>(is_first[a]);
    return rows[a].similarity > rows[b].similarity;
  });
  if (chosen.size() > count) chosen.resize(count);
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

std::string choose_language(const EventView& event, const std::vector<std::size_t>& rows,
                            std::string_view wanted) {
  std::map<std::string_view, std::size_t> counts;
  for (const std::size_t row : rows) {
    const std::string& language = event.coverage[row].language;
    if (!language.empty()) ++counts[language];
  }
  const auto preferred = counts.find(text::primary_language(wanted));
  if (preferred != counts.end()) return std::string(preferred->first);
  std::string_view best;
  for (const auto& [language, count] : counts) {
    if (best.empty() || count > counts[best]) best = language;
  }
  return std::string(best);
}

struct FoundArticle {
  std::size_t row = 0;
  Article article;
};

/// Takes out the articles in the page's language that tell of something else than most of them;
/// their rows. What is in another language cannot be compared by its words, and stays.
std::vector<std::size_t> take_related(const EventView& event, std::string_view language,
                                      double strictness, std::vector<FoundArticle>& found) {
  text::Tokenizer tokenizer;
  std::vector<Opening> openings;
  std::vector<std::size_t> rows;  // of the openings
  for (const FoundArticle& one : found) {
    const CoverageRow& row = event.coverage[one.row];
    if (row.language != language) continue;
    openings.push_back(read_opening(tokenizer, one.article, row));
    rows.push_back(one.row);
  }
  const std::vector<std::size_t> core = find_core(openings, strictness);
  std::vector<std::size_t> related;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (!std::ranges::binary_search(core, i)) related.push_back(rows[i]);
  }
  std::erase_if(found, [&](const FoundArticle& one) {
    return std::ranges::find(related, one.row) != related.end();
  });
  return related;
}

void count_support(PageReading& reading) {
  std::vector<std::pair<std::uint64_t, std::size_t>> seen;
  const auto note = [&](const Passage& passage) {
    const std::size_t voice = reading.source_of(passage).voice;
    for (const std::uint64_t term : passage.terms) seen.emplace_back(term, voice);
  };
  for (const Passage& passage : reading.passages) note(passage);
  for (const PageSource& source : reading.sources) {
    if (source.headline) note(*source.headline);
  }
  reading.support = VoiceCounts(std::move(seen));
}

}  // namespace

VoiceCounts::VoiceCounts(std::vector<std::pair<std::uint64_t, std::size_t>> found) {
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  for (const auto& [term, voice] : found) {
    if (counts_.empty() || counts_.back().first != term) counts_.emplace_back(term, 0);
    ++counts_.back().second;
  }
}

std::uint32_t VoiceCounts::of(std::uint64_t term) const {
  const auto found =
      std::ranges::lower_bound(counts_, term, {}, &std::pair<std::uint64_t, std::uint32_t>::first);
  return found == counts_.end() || found->first != term ? 0 : found->second;
}

std::span<const text::Token> PageReading::tokens_of(const Passage& passage) const {
  const auto& field = read.articles[passage.source].reading[passage.field];
  return std::span(field.tokens).subspan(passage.first_token, passage.token_count);
}

std::string_view PageReading::text_of(const Passage& passage) const {
  const Article& article = source_of(passage).article;
  return passage.span.in(passage.field == Field::title ? article.title : article.text);
}

result<PageReading> read_page(const EventView& event, const ArticleSource& articles,
                              const ReadingOptions& options, std::string_view wanted_language) {
  PageReading reading;
  reading.event = &event;
  std::vector<std::size_t> voices;
  const std::vector<std::size_t> rows = choose_rows(event, options.max_articles, voices);
  reading.language = choose_language(event, rows, wanted_language);
  std::vector<FoundArticle> found;
  for (const std::size_t index : rows) {
    const CoverageRow& row = event.coverage[index];
    if (auto article = articles.find(row.article, row.revision)) {
      found.push_back({index, std::move(*article)});
    }
  }
  reading.is_related.resize(event.coverage.size());
  for (const std::size_t row : take_related(event, reading.language, options.strictness, found)) {
    reading.is_related[row] = true;
  }
  // A copy is what its original is.
  for (std::size_t i = 0; i < voices.size(); ++i) {
    reading.is_related[i] = static_cast<bool>(reading.is_related[voices[i]]);
  }
  // Reserved, because what is read looks into the articles.
  reading.sources.reserve(found.size());
  for (FoundArticle& one : found) {
    const CoverageRow& row = event.coverage[one.row];
    PageSource source;
    source.row = &row;
    source.row_index = one.row;
    source.article = std::move(one.article);
    source.language = row.language;
    source.family = row.family.empty() ? row.outlet : row.family;
    source.voice = reading.sources.size();
    reading.sources.push_back(std::move(source));
  }
  if (reading.sources.empty()) {
    return Error{ErrorCode::not_found, "no article of event " + event.id.str() + " is stored", {}};
  }
  reading.voice_count = reading.sources.size();
  constexpr std::size_t least_part = 10;
  const std::size_t text_bytes =
      std::clamp(options.max_total_bytes / reading.sources.size(),
                 options.max_text_bytes / least_part, options.max_text_bytes);
  std::vector<std::string_view> headlines;
  headlines.reserve(reading.sources.size());
  for (const PageSource& source : reading.sources) {
    headlines.push_back(headline_span(source.article.title).in(source.article.title));
  }
  attribution::ArticleReader reader;
  for (std::uint32_t i = 0; i < reading.sources.size(); ++i) {
    PageSource& source = reading.sources[i];
    attribution::ReadArticle read;
    read.about = attribution::event_article(*source.row, source.article);
    read.about.title = text::truncate_to_boundary(read.about.title, options.max_text_bytes);
    read.about.text = text::truncate_to_boundary(read.about.text, text_bytes);
    read.reading = reader.read(read.about.title, read.about.text, source.language);
    reading.read.articles.push_back(std::move(read));
    const attribution::Reading& fields = reading.read.articles.back().reading;
    source.headline = read_headline(fields.title, i, source.language, headlines);
    read_passages(fields.text, i, source, reading.passages);
  }
  find_words_of_others(reading);
  find_unintroduced(reading);
  count_support(reading);
  reading.index = PassageIndex(reading.passages, reading.sources);
  return reading;
}

void read_claims(PageReading& reading) {
  for (attribution::ReadArticle& article : reading.read.articles) {
    article.claims = attribution::find_claims(article.reading, article.about.published);
  }
}

double support_share(const PageReading& reading, const Passage& passage) {
  double sum = 0;
  for (const std::uint64_t term : passage.terms) {
    sum += static_cast<double>(reading.support.of(term));
  }
  constexpr double few_terms = 6;
  return sum / ((few_terms + static_cast<double>(passage.terms.size())) *
                static_cast<double>(reading.voice_count));
}

bool is_plain(const PageReading& reading, const Passage& passage) {
  constexpr std::uint32_t unwanted =
      trait::first_person | trait::question | trait::all_quoted | trait::definite;
  return passage.has(trait::showable) && (passage.traits & unwanted) == 0 &&
         reading.in_language(passage);
}

double share_in(const std::vector<std::uint64_t>& part, const std::vector<std::uint64_t>& whole) {
  if (part.empty()) return 0;
  std::size_t common = 0;
  auto at = whole.begin();
  for (const std::uint64_t value : part) {
    at = std::lower_bound(at, whole.end(), value);
    if (at == whole.end()) break;
    if (*at == value) ++common;
  }
  return static_cast<double>(common) / static_cast<double>(part.size());
}

double likeness(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  if (a.empty() || b.empty()) return 0;
  const double common = share_in(a, b) * static_cast<double>(a.size());
  return common / std::sqrt(static_cast<double>(a.size()) * static_cast<double>(b.size()));
}

}  // namespace newsloom::page