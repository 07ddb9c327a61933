#include "newsloom/page/compose.hpp"

#include <utility>

#include "draft.hpp"
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

}  // namespace

result<EventPage> compose_page(const EventView& event, const ArticleSource& articles,
                               const PageOptions& options, const PageContext& /*context*/) {
  auto reading = read_page(event, articles, options.reading, options.language);
  if (!reading) return reading.error();
  EventPage page = head_of(event, *reading);
  Draft draft(*reading, options);
  write_title(draft, page);
  write_happened(draft, page);
  write_papers(draft, page);
  write_coverage(draft, articles, page);
  return page;
}

}  // namespace newsloom::page
