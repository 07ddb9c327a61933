// Values of the library as JSON.
#pragma once

#include <boost/json/object.hpp>
#include <optional>
#include <string>

#include "newsloom/article.hpp"
#include "newsloom/event.hpp"
#include "newsloom/net/feed_poller.hpp"
#include "newsloom/store/store.hpp"

namespace newsloom::net {

/// RFC 3339, UTC.
[[nodiscard]] std::string rfc3339(Timestamp time);

[[nodiscard]] boost::json::object to_json(const CoverageRow& row);
/// Without coverage: what lists show.
[[nodiscard]] boost::json::object summary_json(const EventView& event);
[[nodiscard]] boost::json::object to_json(const Article& article);
[[nodiscard]] boost::json::object to_json(const store::TitleHit& hit);
/// {"type": "article_joined", "event": "e5", "article": "…"} and so on.
[[nodiscard]] boost::json::object to_json(const Change& change);
[[nodiscard]] boost::json::object to_json(const Update& update);
/// Without the address's query, which may hold a key.
[[nodiscard]] boost::json::object to_json(const FeedStatus& feed);

/// A place in a list of events, as a text clients hand back; and back again.
[[nodiscard]] std::string cursor_of(const EventView& event);
[[nodiscard]] std::optional<std::pair<std::optional<Timestamp>, EventId>> parse_cursor(
    std::string_view text);

}  // namespace newsloom::net
