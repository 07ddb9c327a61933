#include "newsloom/ingest/lists.hpp"

#include <algorithm>
#include <utility>

#include "article_fields.hpp"
#include "html_text.hpp"
#include "identity.hpp"
#include "newsloom/ingest/url.hpp"
#include "xml_tree.hpp"

namespace newsloom::ingest {
namespace {

std::string field(XmlNode node, const DocumentOptions& options) {
  return collapsed(text_of(node, options.max_field_bytes));
}

FeedDate date_of(XmlNode node, const DocumentOptions& options) {
  FeedDate date{field(node, options), std::nullopt};
  if (const auto parsed = parse_any_date(date.text)) date.parsed = *parsed;
  return date;
}

Problem left_out(std::uint64_t count, std::string_view what) {
  return {{ErrorCode::too_large,
           std::to_string(count) + " " + std::string(what) + " were left out",
           {}},
          true};
}

// Titles of the outlines around one.
std::vector<std::string> folders_of(XmlNode outline, XmlNode root) {
  std::vector<std::string> folders;
  for (XmlNode at = outline->parent; at != nullptr && at != root; at = at->parent) {
    if (at->type != XML_ELEMENT_NODE || local_name(at) != "outline") continue;
    std::string name = collapsed(attribute(at, "title"));
    if (name.empty()) name = collapsed(attribute(at, "text"));
    if (!name.empty()) folders.push_back(std::move(name));
  }
  std::ranges::reverse(folders);
  return folders;
}

void read_news(XmlNode news, const DocumentOptions& options, SitemapEntry& entry) {
  for (XmlNode at = news; at != nullptr; at = next_in_order(at, news)) {
    if (at->type != XML_ELEMENT_NODE) continue;
    const std::string local = local_name(at);
    if (local == "title") {
      entry.title = text_of_unknown(field(at, options), options.max_field_bytes).text;
    } else if (local == "name") {
      entry.outlet = field(at, options);
    } else if (local == "language") {
      entry.language = field(at, options);
    } else if (local == "publication_date") {
      entry.published = date_of(at, options);
    } else if (local == "keywords") {
      const std::string words = field(at, options);
      for (std::size_t begin = 0; begin <= words.size();) {
        const std::size_t end = std::min(words.find(',', begin), words.size());
        std::string word = collapsed(std::string_view(words).substr(begin, end - begin));
        const bool has_room = entry.keywords.size() < options.max_list_items;
        if (!word.empty() && has_room) entry.keywords.push_back(std::move(word));
        begin = end + 1;
      }
    }
  }
}

SitemapEntry entry_of(XmlNode node, const DocumentOptions& options) {
  SitemapEntry entry;
  entry.line = line_of(node);
  for (XmlNode child : XmlChildren(node)) {
    const std::string name = name_of(child);
    if (name == "loc") {
      entry.url = resolve_url(options.url, field(child, options));
    } else if (name == "lastmod") {
      entry.modified = date_of(child, options);
    } else if (name == "news:news" || local_name(child) == "news") {
      read_news(child, options, entry);
    } else if (name == "image:image" && entry.image.empty()) {
      if (const XmlNode loc = find_first(child, "image:loc"); loc != nullptr) {
        entry.image = resolve_url(options.url, field(loc, options));
      }
    }
  }
  return entry;
}

}  // namespace

result<FeedList> parse_opml(std::string_view bytes, const DocumentOptions& options) {
  FeedList list;
  auto document = XmlDocument::parse(bytes, options, list.problems);
  if (!document) return document.error();
  const XmlNode root = document->root();
  if (local_name(root) != "opml") {
    return Error{ErrorCode::unknown_format, "<" + local_name(root) + "> is no OPML", {}};
  }
  if (const XmlNode title = find_first(root, "title"); title != nullptr) {
    list.title = field(title, options);
  }
  std::uint64_t too_many = 0;
  for (XmlNode at = root; at != nullptr; at = next_in_order(at, root)) {
    if (at->type != XML_ELEMENT_NODE || local_name(at) != "outline") continue;
    FeedSubscription feed;
    feed.line = line_of(at);
    feed.feed_url = collapsed(attribute(at, "xmlurl"));
    const std::string type = attribute(at, "type");
    if (feed.feed_url.empty() && (type == "rss" || type == "atom")) {
      feed.feed_url = collapsed(attribute(at, "url"));
    }
    if (feed.feed_url.empty()) {
      if (type == "rss" || type == "atom") {
        list.problems.push_back({{ErrorCode::missing_content,
                                  "a feed without an address",
                                  {{}, feed.line, {}, "xmlUrl"}},
                                 true});
      }
      continue;
    }
    if (list.feeds.size() >= options.max_items) {
      ++too_many;
      continue;
    }
    feed.feed_url = resolve_url(options.url, feed.feed_url);
    feed.site_url = collapsed(attribute(at, "htmlurl"));
    if (!feed.site_url.empty()) feed.site_url = resolve_url(options.url, feed.site_url);
    feed.title = collapsed(attribute(at, "title"));
    if (feed.title.empty()) feed.title = collapsed(attribute(at, "text"));
    feed.language = attribute(at, "language");
    feed.folders = folders_of(at, root);
    list.feeds.push_back(std::move(feed));
  }
  if (too_many > 0) list.problems.push_back(left_out(too_many, "feeds"));
  return list;
}

result<Sitemap> parse_sitemap(std::string_view bytes, const DocumentOptions& options) {
  Sitemap map;
  auto document = XmlDocument::parse(bytes, options, map.problems);
  if (!document) return document.error();
  const XmlNode root = document->root();
  const std::string name = local_name(root);
  map.is_index = name == "sitemapindex";
  if (name != "urlset" && !map.is_index) {
    return Error{ErrorCode::unknown_format, "<" + name + "> is no sitemap", {}};
  }
  std::uint64_t too_many = 0;
  for (XmlNode at = root; at != nullptr; at = next_in_order(at, root)) {
    if (at->type != XML_ELEMENT_NODE) continue;
    const std::string item = name_of(at);
    if (item != (map.is_index ? "sitemap" : "url")) continue;
    if (map.entries.size() >= options.max_items) {
      ++too_many;
      continue;
    }
    SitemapEntry entry = entry_of(at, options);
    if (is_web_url(entry.url)) {
      map.entries.push_back(std::move(entry));
    } else {
      map.problems.push_back({{ErrorCode::invalid_url,
                               "an entry without an http(s) address",
                               {{}, entry.line, {}, "loc"}},
                              true});
    }
  }
  if (too_many > 0) map.problems.push_back(left_out(too_many, "entries"));
  return map;
}

DocumentArticles articles_of(const Sitemap& sitemap, std::optional<Timestamp> now) {
  DocumentArticles out;
  out.problems = sitemap.problems;
  std::uint64_t bare = 0;
  for (const SitemapEntry& entry : sitemap.entries) {
    if (entry.title.empty()) {
      ++bare;
      continue;
    }
    Article article;
    article.url = canonical_url(entry.url).value_or(entry.url);
    article.title = entry.title;
    article.outlet = entry.outlet.empty() ? host_of(article.url) : entry.outlet;
    article.language = entry.language;
    set_published(article,
                  usable_date({{entry.published.text, entry.published.parsed, "publication_date"},
                               {entry.modified.text, entry.modified.parsed, "lastmod"}},
                              now, entry.line, out.problems));
    if (entry.modified.parsed && !is_absurd(entry.modified.parsed->time, now) &&
        entry.modified.parsed->precision != DatePrecision::unknown) {
      article.modified = entry.modified.parsed->time;
    }
    article.categories = entry.keywords;
    article.image = entry.image;
    set_id(article, {});
    out.articles.push_back(std::move(article));
  }
  if (bare > 0) {
    const std::string_view what = sitemap.is_index ? " sitemaps" : " pages";
    out.problems.push_back({{ErrorCode::missing_content,
                             "addresses of " + std::to_string(bare) + std::string(what) +
                                 ", which have to be fetched, and no articles",
                             {}},
                            true});
  }
  return out;
}

}  // namespace newsloom::ingest
