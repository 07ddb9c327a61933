// newsloom ingest: lists that lead to articles: OPML and sitemaps.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/ingest/document.hpp"
#include "newsloom/ingest/feed.hpp"

namespace newsloom::ingest {

// Pure, thread-safe, O(bytes). Errors: `too_large`, `corrupt`, `unknown_format`.

/// One subscription of an OPML list.
struct FeedSubscription {
  std::string feed_url;  ///< absolute
  std::string site_url;
  std::string title;
  std::string language;
  std::vector<std::string> folders;  ///< titles of the outlines around it, outermost first
  std::uint64_t line = 0;

  friend bool operator==(const FeedSubscription&, const FeedSubscription&) = default;
};

struct FeedList {
  std::string title;
  std::vector<FeedSubscription> feeds;
  std::vector<Problem> problems;  ///< outlines of a feed without an address are rejected
};

/// Reads OPML 1.0 and 2.0: every outline with an `xmlUrl`, at any depth.
[[nodiscard]] result<FeedList> parse_opml(std::string_view bytes,
                                          const DocumentOptions& options = {});

/// One address of a sitemap, with what news sitemaps say about it.
struct SitemapEntry {
  std::string url;
  FeedDate modified;
  std::string image;
  // news:news
  std::string title;
  std::string outlet;
  std::string language;
  FeedDate published;
  std::vector<std::string> keywords;
  std::uint64_t line = 0;
};

struct Sitemap {
  bool is_index = false;  ///< entries are sitemaps, not pages
  std::vector<SitemapEntry> entries;
  std::vector<Problem> problems;
};

/// Reads sitemaps, sitemap indexes and news sitemaps (also those of older schemas). An entry
/// without an http(s) address is a rejected problem.
[[nodiscard]] result<Sitemap> parse_sitemap(std::string_view bytes,
                                            const DocumentOptions& options = {});

/// The entries of a news sitemap as articles with a title and no text; other entries are addresses
/// only, told by one rejected problem.
[[nodiscard]] DocumentArticles articles_of(const Sitemap& sitemap,
                                           std::optional<Timestamp> now = std::nullopt);

}  // namespace newsloom::ingest
