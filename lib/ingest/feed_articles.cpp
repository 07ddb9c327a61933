#include <algorithm>
#include <unordered_map>
#include <utility>

#include "article_fields.hpp"
#include "content_id.hpp"
#include "identity.hpp"
#include "newsloom/ingest/feed.hpp"
#include "newsloom/ingest/syndication.hpp"
#include "newsloom/ingest/url.hpp"

namespace newsloom::ingest {
namespace {

std::string link_of(const FeedItem& item) {
  if (is_web_url(item.link)) return item.link;
  if (is_web_url(item.id) && item.id_is_link) return item.id;
  for (const FeedLink& link : item.links) {
    if (link.rel == "alternate" && is_web_url(link.url)) return link.url;
  }
  return item.link;
}

// Whose the item is: who published it first, then who publishes here.
std::string outlet_of(const FeedItem& item, const Feed& feed, std::string_view url) {
  if (!item.source.title.empty() && item.source.title != feed.title) return item.source.title;
  if (std::string host = host_of(item.source.url); !host.empty()) return host;
  if (!item.publisher.empty() && item.publisher.find('@') == std::string::npos) {
    return item.publisher;
  }
  if (std::string host = host_of(url); !host.empty()) return host;
  if (std::string host = host_of(feed.link); !host.empty()) return host;
  return feed.title;
}

void add_authors(const std::vector<FeedPerson>& people, std::vector<std::string>& out) {
  for (const FeedPerson& person : people) {
    std::string name = author_name(person.name.empty() ? person.email : person.name);
    if (!name.empty() && std::ranges::find(out, name) == out.end()) out.push_back(std::move(name));
  }
}

std::string image_of(const FeedItem& item) {
  if (!item.image.empty()) return item.image;
  for (const FeedMedia& media : item.media) {
    if (media.medium == "image" || media.type.starts_with("image/")) return media.url;
  }
  return {};
}

// How often a link is the link of an item. One that several share is the site's, not an article's.
using LinkCounts = std::unordered_map<std::string, int>;

LinkCounts count_links(const Feed& feed) {
  LinkCounts counts;
  if (!feed.link.empty()) counts[url_id(feed.link)] = 1;
  for (const FeedItem& item : feed.items) {
    if (const std::string link = link_of(item); !link.empty()) ++counts[url_id(link)];
  }
  return counts;
}

// The guid of an item without a link of its own; of one feed only, unless it names its feed itself.
std::string own_id(const FeedItem& item, const Feed& feed) {
  if (item.id.empty()) return {};
  if (is_web_url(item.id)) return url_id(item.id);
  if (item.id.find(':') != std::string::npos) return item.id;  // tag:, urn:
  const std::string& home = feed.link.empty() ? feed.self : feed.link;
  return home.empty() ? item.id : url_id(home) + "#" + item.id;
}

void set_feed_id(const FeedItem& item, const Feed& feed, const LinkCounts& counts,
                 Article& article) {
  std::string id;
  if (is_web_url(article.url)) {
    id = url_id(article.url);
    const auto found = counts.find(id);
    if (found != counts.end() && found->second > 1) id.clear();
  }
  if (id.empty()) id = own_id(item, feed);
  if (id.empty()) id = content_id(article);
  article.id = ArticleId(std::move(id));
}

Article article_of(const FeedItem& item, const Feed& feed, std::optional<Timestamp> now,
                   std::vector<Problem>& problems) {
  Article article;
  const std::string link = link_of(item);
  const auto canonical = canonical_url(link);
  article.url = canonical ? *canonical : link;
  article.title = item.title;
  article.text = item.content.size() >= item.summary.size() ? item.content : item.summary;
  drop_feed_endings(article.text);
  article.outlet = outlet_of(item, feed, article.url);
  article.language = item.language.empty() ? feed.language : item.language;
  set_published(article, usable_date({{item.published.text, item.published.parsed, "published"},
                                      {item.created.text, item.created.parsed, "created"},
                                      {item.updated.text, item.updated.parsed, "updated"}},
                                     now, item.line, problems));
  if (const auto modified = usable_date({{item.updated.text, item.updated.parsed, "updated"}}, now,
                                        item.line, problems);
      modified && modified->precision != DatePrecision::unknown) {
    article.modified = modified->time;
  }
  add_authors(item.authors, article.authors);
  if (article.authors.empty()) add_authors(item.source.authors, article.authors);
  for (const FeedCategory& category : item.categories) {
    const std::string& name = category.label.empty() ? category.term : category.label;
    if (std::ranges::find(article.categories, name) == article.categories.end()) {
      article.categories.push_back(name);
    }
  }
  article.image = image_of(item);
  article.credit = item.credit;
  state_credit(article, item.rights);
  return article;
}

}  // namespace

DocumentArticles articles_of(const Feed& feed, std::optional<Timestamp> now) {
  DocumentArticles out;
  out.articles.reserve(feed.items.size());
  out.problems = feed.problems;
  const LinkCounts counts = count_links(feed);
  for (const FeedItem& item : feed.items) {
    std::vector<Problem> problems;
    Article article = article_of(item, feed, now, problems);
    if (!has_content(article)) {
      out.problems.push_back(no_content("the item", item.line));
      continue;
    }
    set_feed_id(item, feed, counts, article);
    std::ranges::move(problems, std::back_inserter(out.problems));
    out.articles.push_back(std::move(article));
  }
  return out;
}

}  // namespace newsloom::ingest
