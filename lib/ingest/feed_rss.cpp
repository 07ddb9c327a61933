#include <utility>

#include "feed_reader.hpp"
#include "html_text.hpp"
#include "newsloom/ingest/url.hpp"

namespace newsloom::ingest {
namespace {

void read_guid(XmlNode node, const FeedContext& context, FeedItem& item) {
  item.id = field_text(node, context);
  const std::string permanent = attribute(node, "ispermalink");
  const bool is_link = permanent.empty() || permanent == "true" || permanent == "1";
  item.id_is_link = is_link && !item.id.empty();
  if (item.id_is_link && is_web_url(link_field(node, item.id, context))) {
    item.id = link_field(node, item.id, context);
  } else if (is_web_url(item.id)) {
    item.id_is_link = item.id_is_link && is_link;
  } else {
    item.id_is_link = false;
  }
}

void read_source(XmlNode node, const FeedContext& context, FeedItem& item) {
  item.source.title = field_text(node, context);
  item.source.url = link_field(node, attribute(node, "url"), context);
}

// Atom's link in RSS, and RSS's own.
void read_link(XmlNode node, const FeedContext& context, FeedItem& item) {
  const std::string href = attribute(node, "href");
  const std::string text = field_text(node, context);
  if (href.empty() && !text.empty()) {
    item.link = link_field(node, text, context);
    return;
  }
  if (href.empty()) return;
  FeedLink link{link_field(node, href, context), attribute(node, "rel"), attribute(node, "type"),
                attribute(node, "title"), attribute(node, "hreflang")};
  if (link.rel.empty()) link.rel = "alternate";
  if (link.rel == "alternate" && item.link.empty()) item.link = link.url;
  if (link.rel == "enclosure") {
    FeedMedia media;
    media.url = link.url;
    media.type = link.type;
    media.is_enclosure = true;
    add_limited(item.media, std::move(media), context);
  }
  add_limited(item.links, std::move(link), context);
}

void read_item_field(XmlNode node, const FeedContext& context, FeedItem& item) {
  const std::string name = context.name(node);
  if (name == "title") {
    item.title = collapsed(rss_text(node, context.options.max_field_bytes).plain);
  } else if (name == "link" || name == "atom:link") {
    read_link(node, context, item);
  } else if (name == "guid") {
    read_guid(node, context, item);
  } else if (name == "id" || name == "atom:id" || name == "dc:identifier") {
    if (item.id.empty()) item.id = field_text(node, context);
  } else if (name == "description" || name == "summary" || name == "atom:summary") {
    FeedText text = rss_text(node, context.options.max_text_bytes);
    if (item.image.empty()) item.image = link_field(node, text.image, context);
    item.summary = std::move(text.plain);
    item.summary_html = std::move(text.html);
  } else if (name == "content" || name == "atom:content") {
    FeedText text = atom_text(node, context.options.max_text_bytes);
    item.content = std::move(text.plain);
    item.content_html = std::move(text.html);
  } else if (name == "source") {
    read_source(node, context, item);
  } else if (name == "comments") {
    item.comments = link_field(node, field_text(node, context), context);
  } else if (name == "image") {
    const XmlNode url = find_first(node, "url");
    const std::string link = url != nullptr ? field_text(url, context) : field_text(node, context);
    if (item.image.empty()) item.image = link_field(node, link, context);
  } else {
    read_shared(node, name, context, item);
  }
}

void read_channel_link(XmlNode node, const FeedContext& context, Feed& feed) {
  const std::string href = attribute(node, "href");
  const std::string text = field_text(node, context);
  if (href.empty()) {
    if (!text.empty()) feed.link = link_field(node, text, context);
    return;
  }
  FeedLink link{link_field(node, href, context), attribute(node, "rel"), attribute(node, "type"),
                attribute(node, "title"), attribute(node, "hreflang")};
  if (link.rel.empty()) link.rel = "alternate";
  if (link.rel == "self") feed.self = link.url;
  if (link.rel == "alternate" && feed.link.empty()) feed.link = link.url;
  add_limited(feed.links, std::move(link), context);
}

}  // namespace

FeedItem read_rss_item(XmlNode node, const FeedContext& context) {
  FeedItem item;
  item.line = line_of(node);
  item.language = language_tag(language_of(node, context.language));
  item.id = attribute(node, "about");
  if (has_attribute(node, "lastmod")) {  // CDF
    item.updated.text = attribute(node, "lastmod");
    if (const auto date = parse_any_date(item.updated.text)) item.updated.parsed = *date;
  }
  const std::string href = attribute(node, "href");  // CDF
  if (!href.empty()) item.link = link_field(node, href, context);
  for (XmlNode child : XmlChildren(node)) {
    if (!context.is_item(child)) read_item_field(child, context, item);
  }
  if (item.link.empty() && item.id_is_link) item.link = item.id;
  return item;
}

void read_rss_channel(XmlNode channel, const FeedContext& context, Feed& feed) {
  const std::string href = attribute(channel, "href");  // CDF
  if (!href.empty()) feed.link = link_field(channel, href, context);
  if (has_attribute(channel, "lastmod")) {
    feed.updated.text = attribute(channel, "lastmod");
    if (const auto date = parse_any_date(feed.updated.text)) feed.updated.parsed = *date;
  }
  for (XmlNode child : XmlChildren(channel)) {
    if (context.is_item(child)) continue;
    const std::string name = context.name(child);
    if (name == "title") {
      feed.title = collapsed(rss_text(child, context.options.max_field_bytes).plain);
    } else if (name == "link" || name == "atom:link") {
      read_channel_link(child, context, feed);
    } else if (name == "description" || name == "tagline" || name == "subtitle" ||
               name == "abstract") {
      feed.subtitle = rss_text(child, context.options.max_field_bytes).plain;
    } else if (name == "generator") {
      feed.generator = field_text(child, context);
    } else if (name == "id" || name == "guid" || name == "atom:id") {
      feed.id = field_text(child, context);
    } else if (name == "image") {
      const XmlNode url = find_first(child, "url");
      if (url != nullptr) feed.image = link_field(url, field_text(url, context), context);
    } else {
      read_shared(child, name, context, feed);
    }
  }
  if (feed.language.empty()) feed.language = language_tag(language_of(channel, {}));
}

}  // namespace newsloom::ingest
