// newsloom page: events as feeds.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

struct FeedOptions {
  std::string title = "Events";
  /// Where the pages stand, without trailing slash; an item's link is that, a slash, the event's id
  /// and
  /// ".html".
  std::string base_url = {};
  std::size_t max_items = 50;
};

/// RSS 2.0, newest update first as given: an event an item, its first sentences as description.
/// Escaped; characters XML does not allow become U+FFFD. O(pages).
[[nodiscard]] std::string to_rss(std::span<const EventPage> pages, const FeedOptions& options);
/// Atom 1.0 (RFC 4287). An undated event has the date 1970-01-01, which the format demands.
[[nodiscard]] std::string to_atom(std::span<const EventPage> pages, const FeedOptions& options);
/// JSON Feed 1.1.
[[nodiscard]] std::string to_json_feed(std::span<const EventPage> pages,
                                       const FeedOptions& options);

}  // namespace newsloom::page
