// newsloom page: from an event and its articles to its page.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/page/category.hpp"
#include "newsloom/page/event_page.hpp"
#include "newsloom/page/known_topics.hpp"
#include "newsloom/page/options.hpp"
#include "newsloom/page/story_index.hpp"
#include "newsloom/page/writer.hpp"

namespace newsloom::page {

/// What a page is made with beside its articles. Nothing is owned; null leaves its part out.
struct PageContext {
  /// Other events: what led here, where else a topic appears, questions of the period.
  const StoryIndex* stories = nullptr;
  /// Says what the event is about. The built-in one is `built_in_categorizer()`.
  const Categorizer* categorizer = &built_in_categorizer();
  /// A user's own descriptions of people, organisations and places.
  const KnownTopics* known_topics = nullptr;
  /// URL of an article's image; empty for none. The first article, by similarity, that has one is
  /// taken.
  std::function<std::string(const ArticleId&)> image_of = {};
  /// A user's own writer; null, as by default, writes nothing. See `Writer`.
  Writer* writer = nullptr;
};

/// Makes the page of an event. The same event, articles, options and context give the same page,
/// byte for byte.
///
/// Every statement is made of byte ranges of `articles` as they are now; what `articles` no longer
/// has is in no sentence. At most `ReadingOptions::max_articles` articles are read.
/// Errors: `not_found` if none of the event's articles is stored; `invalid_argument` for options
/// out of range; an error of the writer. O(bytes read + sentences²) and, with stories, O(postings
/// looked at), which is bounded. Thread-safe.
[[nodiscard]] result<EventPage> compose_page(const EventView& event, const ArticleSource& articles,
                                             const PageOptions& options = {},
                                             const PageContext& context = {});

/// The same for an event of a `View` or anything else with `event(EventId)`.
/// Errors: also those of `view.event`.
template <class View>
  requires requires(const View& view, EventId id) { view.event(id); }
[[nodiscard]] result<EventPage> compose_page(const View& view, EventId id,
                                             const ArticleSource& articles,
                                             const PageOptions& options = {},
                                             const PageContext& context = {}) {
  const auto event = view.event(id);
  if (!event) return event.error();
  return compose_page(*event, articles, options, context);
}

}  // namespace newsloom::page

namespace newsloom {
using page::compose_page;
}  // namespace newsloom
