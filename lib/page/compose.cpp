#include "newsloom/page/compose.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "draft.hpp"
#include "newsloom/text/utf8.hpp"
#include "reading.hpp"

namespace newsloom::page {
namespace {

EventPage head_of(const EventView& event, const PageReading& reading) {
  EventPage page;
  page.id = event.id;
  page.aliases = event.aliases;
  page.status = event.status;
  page.date_start = event.date_start;
  page.date_updated = event.date_updated;
  page.language = reading.language;
  page.article_count = event.coverage.size();
  page.outlet_count = event.outlet_count;
  page.family_count = event.family_count;
  page.independent_source_count = event.independent_source_count;
  page.languages = event.languages;
  return page;
}

/// Of the rows nearest to the event the first that has one.
std::optional<LeadImage> image_of(const PageReading& reading, const PageContext& context) {
  if (!context.image_of) return std::nullopt;
  std::vector<const PageSource*> sources;
  sources.reserve(reading.sources.size());
  for (const PageSource& source : reading.sources) sources.push_back(&source);
  std::stable_sort(sources.begin(), sources.end(), [](const PageSource* a, const PageSource* b) {
    return a->row->similarity > b->row->similarity;
  });
  for (const PageSource* source : sources) {
    std::string url = context.image_of(source->row->article);
    // What a browser would run or read from a disk is no image of an article.
    if (url.starts_with("https://") || url.starts_with("http://")) {
      return LeadImage{std::move(url), source->row->article};
    }
  }
  return std::nullopt;
}

std::string category_of(const PageReading& reading, const PageContext& context) {
  if (context.categorizer == nullptr) return {};
  constexpr std::size_t most_articles = 8;
  constexpr std::size_t most_bytes = 1'000;
  std::string text;
  std::size_t articles = 0;
  for (const PageSource& source : reading.sources) {
    if (source.language != reading.language || articles++ == most_articles) continue;
    text += source.article.title + "\n";
    text += text::truncate_to_boundary(source.article.text, most_bytes);
    text += "\n";
  }
  return context.categorizer->categorize(text, reading.language).name;
}

std::optional<Error> check(const PageOptions& options) {
  const auto bad = [](const char* what) {
    return Error{ErrorCode::invalid_argument, std::string(what) + " is out of range", {}};
  };
  if (options.reading.max_articles == 0) return bad("reading.max_articles");
  constexpr std::size_t least_bytes = 256;
  if (options.reading.max_text_bytes < least_bytes) return bad("reading.max_text_bytes");
  if (options.reading.max_total_bytes < least_bytes) return bad("reading.max_total_bytes");
  if (!(options.reading.strictness >= 0 && options.reading.strictness <= 1)) {
    return bad("reading.strictness");
  }
  if (options.happened.max_sentences == 0) return bad("happened.max_sentences");
  if (options.happened.beam == 0) return bad("happened.beam");
  if (!(options.happened.length_offset >= 0)) return bad("happened.length_offset");
  const auto is_factor = [](double odds) { return odds > 0 && std::isfinite(odds); };
  if (!std::ranges::all_of(options.happened.pair_odds, is_factor)) return bad("happened.pair_odds");
  return std::nullopt;
}

result<void> let_write(Writer& writer, const ArticleSource& articles, EventPage& page) {
  auto sentences = writer.write(page, articles);
  if (!sentences) return sentences.error();
  std::vector<Statement> statements;
  for (const WrittenSentence& sentence : *sentences) {
    auto statement = WrittenStatements::make(sentence, articles);
    if (!statement) return statement.error();
    statements.push_back(std::move(*statement));
  }
  if (!statements.empty()) page.whats_happened = std::move(statements);
  return {};
}

}  // namespace

result<EventPage> compose_page(const EventView& event, const ArticleSource& articles,
                               const PageOptions& options, const PageContext& context) {
  if (auto error = check(options)) return *error;
  auto reading = read_page(event, articles, options.reading, options.language);
  if (!reading) return reading.error();
  read_claims(*reading);
  EventPage page = head_of(event, *reading);
  page.category = category_of(*reading, context);
  page.image = image_of(*reading, context);
  Draft draft(*reading, options);
  // In this order a sentence goes where a reader looks first, and is not told again.
  write_title(draft, page);
  write_happened(draft, page);
  write_papers(draft, page);
  write_behind(draft, page);
  write_background(draft, context.stories, page);
  write_questions(draft, context.stories, page);
  const std::vector<Entity> entities = find_entities(*reading);
  write_quotes(draft, entities, page);
  write_topics(draft, entities, context, page);
  write_timeline(draft, context.stories, page);
  write_coverage(draft, articles, page);
  if (context.writer != nullptr) {
    if (auto written = let_write(*context.writer, articles, page); !written) return written.error();
  }
  return page;
}

}  // namespace newsloom::page
