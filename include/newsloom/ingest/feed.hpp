// newsloom ingest: feeds: RSS, RDF Site Summary, Atom and JSON Feed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/ingest/document.hpp"

namespace newsloom::ingest {

// Plain values, all text UTF-8, links absolute where the feed lets us know how. Unknown is empty.

enum class FeedKind : std::uint8_t { rss, rdf, atom, json };

/// A date as written, and what it means if it means anything.
struct FeedDate {
  std::string text;
  std::optional<ParsedDate> parsed;

  friend bool operator==(const FeedDate&, const FeedDate&) = default;
};

struct FeedPerson {
  std::string name;
  std::string email;
  std::string url;

  friend bool operator==(const FeedPerson&, const FeedPerson&) = default;
};

struct FeedCategory {
  std::string term;
  std::string scheme;  ///< whose vocabulary (a `domain`, a `scheme`)
  std::string label;   ///< for readers, where it differs from the term

  friend bool operator==(const FeedCategory&, const FeedCategory&) = default;
};

struct FeedLink {
  std::string url;
  std::string rel;   ///< "alternate" where the feed says nothing
  std::string type;  ///< MIME
  std::string title;
  std::string language;

  friend bool operator==(const FeedLink&, const FeedLink&) = default;
};

/// An enclosure, or an object of Media RSS.
struct FeedMedia {
  std::string url;
  std::string type;    ///< MIME
  std::string medium;  ///< "image", "audio", "video", …, stated or from the type
  std::string title;
  std::string credit;
  std::uint64_t bytes = 0;   ///< 0 unknown
  std::uint32_t width = 0;   ///< pixels, 0 unknown
  std::uint32_t height = 0;  ///< pixels, 0 unknown
  bool is_enclosure = false;

  friend bool operator==(const FeedMedia&, const FeedMedia&) = default;
};

/// Who really published an item that an aggregating feed passes on: RSS's or Atom's `source`.
struct FeedSource {
  std::string title;
  std::string url;
  std::string id;
  std::vector<FeedPerson> authors;
  std::vector<FeedCategory> categories;
  FeedDate updated;

  friend bool operator==(const FeedSource&, const FeedSource&) = default;
};

/// One item, entry or story.
struct FeedItem {
  std::string id;    ///< guid, id, rdf:about
  std::string link;  ///< the page of the item
  std::string title;
  std::string summary;       ///< as text; see `summary_html`
  std::string content;       ///< the long form as text, a blank line between paragraphs
  std::string summary_html;  ///< as the feed has it, HTML or not; untrusted
  std::string content_html;  ///< untrusted
  std::string language;
  FeedDate published;
  FeedDate updated;
  FeedDate created;
  FeedDate expires;
  std::vector<FeedPerson> authors;
  std::vector<FeedPerson> contributors;
  std::string publisher;
  std::vector<FeedCategory> categories;
  std::vector<FeedLink> links;
  std::vector<FeedMedia> media;  ///< enclosures too
  std::string image;             ///< URL of the one picture that stands for it
  FeedSource source;
  std::string comments;  ///< URL
  std::string rights;
  std::string credit;  ///< dc:source and the like: whom the item names as its origin
  bool id_is_link = false;
  std::uint64_t line = 0;  ///< where it begins, 1-based; of JSON its place in the list
};

struct Feed {
  FeedKind kind = FeedKind::rss;
  std::string version;  ///< as the feed says it ("2.0"), empty if it does not
  std::string charset;
  std::string id;
  std::string link;  ///< the site
  std::string self;  ///< the feed
  std::string title;
  std::string subtitle;
  std::string language;
  std::string rights;
  std::string generator;
  std::string publisher;
  std::string image;
  FeedDate published;
  FeedDate updated;
  FeedDate created;
  std::vector<FeedPerson> authors;
  std::vector<FeedPerson> contributors;
  std::vector<FeedCategory> categories;
  std::vector<FeedLink> links;  ///< next, hub and others by `rel`
  std::vector<FeedItem> items;
  /// What was mended, and (rejected) what was left out, with lines. The items are complete without.
  std::vector<Problem> problems;
};

/// Reads a feed of any kind and age, in any charset, well-formed or not.
///
/// Every element that is an item (entry, story) becomes a `FeedItem`, wherever broken markup has
/// put it. XML's entities are never expanded and nothing is fetched; see `DocumentOptions` for
/// limits. Text is HTML where the feed says so or, where it does not say, where it looks so; HTML
/// escaped twice is unescaped twice. Errors: `unknown_format` if it is no feed, `too_large`,
/// `corrupt` (no element at all), `json_syntax`. O(bytes); pure and thread-safe.
[[nodiscard]] result<Feed> parse_feed(std::string_view bytes, const DocumentOptions& options = {});

/// The feed's items as articles, in its order. `now`, if known, tells absurd dates.
///
/// Id: `article_key` of the link, so an article that two feeds have is one; where items of one feed
/// share a link or have none, the guid; else a hash of the content. `url` is canonical. The text is
/// the longer of content and summary. The outlet is the item's source, else its publisher, else the
/// link's host, else the feed's title. An item without title and text is a rejected problem; dates
/// that cannot be read or be true are problems, and unknown. O(bytes).
[[nodiscard]] DocumentArticles articles_of(const Feed& feed,
                                           std::optional<Timestamp> now = std::nullopt);

/// Whether the first bytes look like a feed, without parsing: for telling formats apart. O(4 KiB).
[[nodiscard]] bool looks_like_feed(std::string_view bytes);

}  // namespace newsloom::ingest
