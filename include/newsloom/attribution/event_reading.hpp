// newsloom attribution: the articles of one event, read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/attribution/claims.hpp"
#include "newsloom/attribution/quotes.hpp"
#include "newsloom/attribution/reading.hpp"
#include "newsloom/event.hpp"
#include "newsloom/types.hpp"

namespace newsloom::attribution {

/// An article of an event: its row and its text. Looks into what it was made from.
struct EventArticle {
  ArticleId article;
  std::uint32_t revision = 0;
  std::string outlet;  ///< empty when unknown: it then stands for no source
  std::string family;
  std::string language;
  std::optional<Timestamp> published;
  DatePrecision precision = DatePrecision::unknown;
  bool is_copy = false;  ///< of another article: it adds no voice of its own
  std::string_view title;
  std::string_view text;
};

/// The row and the article it is about, put together. Keep the article.
[[nodiscard]] EventArticle event_article(const CoverageRow& row, const Article& article);
EventArticle event_article(const CoverageRow& row, Article&& article) = delete;

/// An article of an event with everything that was read in it.
struct ReadArticle {
  EventArticle about;
  Reading reading;
  std::vector<Quote> quotes;
  Claims claims;
};

/// A range of bytes of one of an event's articles.
struct Place {
  std::size_t article = 0;  ///< index into `EventReading::articles`
  FieldSpan where;

  friend bool operator==(const Place&, const Place&) = default;
};

/// The articles of one event, in the order they were given. Everything below it (quotes matched,
/// claims compared, framing) is a pure function of this. It looks into the articles' titles and
/// texts: keep them.
struct EventReading {
  std::vector<ReadArticle> articles;

  /// The bytes of a place.
  [[nodiscard]] std::string_view in(const Place& place) const noexcept {
    return articles[place.article].reading.in(place.where);
  }
};

/// Reads all of them. Never fails. O(bytes). Thread-safe.
[[nodiscard]] EventReading read_event(std::span<const EventArticle> articles);

/// `match_quotes` of the event's articles.
[[nodiscard]] std::vector<SharedQuote> match_quotes(const EventReading& event);

}  // namespace newsloom::attribution
