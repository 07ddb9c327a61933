#include <utility>

#include "feed_reader.hpp"
#include "html_text.hpp"

namespace newsloom::ingest {
namespace {

FeedLink link_of(XmlNode node, const FeedContext& context) {
  FeedLink link{link_field(node, attribute(node, "href"), context), attribute(node, "rel"),
                attribute(node, "type"), attribute(node, "title"), attribute(node, "hreflang")};
  if (link.url.empty()) link.url = link_field(node, field_text(node, context), context);
  constexpr std::string_view registry = "http://www.iana.org/assignments/relation/";
  if (link.rel.starts_with(registry)) link.rel.erase(0, registry.size());
  if (link.rel.empty()) link.rel = "alternate";
  return link;
}

// An id is an IRI and not relative, but some write paths.
std::string id_field(XmlNode node, const FeedContext& context) {
  std::string id = field_text(node, context);
  return id.starts_with('/') || id.starts_with('.') ? link_field(node, id, context) : id;
}

void read_entry_link(XmlNode node, const FeedContext& context, FeedItem& item, bool& has_page) {
  FeedLink link = link_of(node, context);
  const bool is_page =
      link.type.empty() || link.type == "text/html" || link.type == "application/xhtml+xml";
  if (link.rel == "alternate" && (item.link.empty() || (is_page && !has_page))) {
    item.link = link.url;
    has_page = is_page;
  } else if (link.rel == "enclosure") {
    FeedMedia media;
    media.url = link.url;
    media.type = link.type;
    media.medium = link.type.substr(0, link.type.find('/'));
    media.title = link.title;
    media.is_enclosure = true;
    add_limited(item.media, std::move(media), context);
  }
  add_limited(item.links, std::move(link), context);
}

void read_source(XmlNode node, const FeedContext& context, FeedItem& item) {
  if (!has_elements(node)) {  // RSS's in an Atom feed
    item.source.title = field_text(node, context);
    item.source.url = link_field(node, attribute(node, "url"), context);
    return;
  }
  Feed feed;
  for (XmlNode child : XmlChildren(node)) {
    const std::string name = context.name(child);
    if (name == "title") {
      item.source.title = collapsed(atom_text(child, context.options.max_field_bytes).plain);
    } else if (name == "id") {
      item.source.id = id_field(child, context);
    } else if (name == "link") {
      const FeedLink link = link_of(child, context);
      if (link.rel == "alternate" || (link.rel == "self" && item.source.url.empty())) {
        item.source.url = link.url;
      }
    } else {
      read_shared(child, name, context, feed);
    }
  }
  item.source.authors = std::move(feed.authors);
  item.source.categories = std::move(feed.categories);
  item.source.updated = std::move(feed.updated);
}

bool is_rss_name(std::string_view name) {
  return name == "description" || name == "pubdate" || name == "guid";
}

void read_entry_field(XmlNode node, const std::string& name, const FeedContext& context,
                      FeedItem& item) {
  if (name == "title") {
    item.title = collapsed(atom_text(node, context.options.max_field_bytes).plain);
  } else if (name == "id" || name == "guid") {
    item.id = id_field(node, context);
  } else if (name == "summary" || name == "description") {
    FeedText text = is_rss_name(name) ? rss_text(node, context.options.max_text_bytes)
                                      : atom_text(node, context.options.max_text_bytes);
    item.summary = std::move(text.plain);
    item.summary_html = std::move(text.html);
    if (item.image.empty()) item.image = link_field(node, text.image, context);
  } else if (name == "content") {
    FeedText text = atom_text(node, context.options.max_text_bytes);
    if (text.plain.size() > item.content.size() || item.content_html.empty()) {
      item.content = std::move(text.plain);
      item.content_html = std::move(text.html);
    }
    if (item.image.empty()) item.image = link_field(node, text.image, context);
  } else if (name == "source") {
    read_source(node, context, item);
  } else {
    read_shared(node, name, context, item);
  }
}

}  // namespace

FeedItem read_atom_entry(XmlNode node, const FeedContext& context) {
  FeedItem item;
  item.line = line_of(node);
  item.language = language_tag(language_of(node, context.language));
  bool has_page = false;
  for (XmlNode child : XmlChildren(node)) {
    if (context.is_item(child)) continue;
    std::string name = context.name(child);
    if (name.starts_with("atom:")) name.erase(0, std::string_view("atom:").size());
    if (name == "link") {
      read_entry_link(child, context, item, has_page);
    } else {
      read_entry_field(child, name, context, item);
    }
  }
  return item;
}

void read_atom_feed(XmlNode root, const FeedContext& context, Feed& feed) {
  for (XmlNode child : XmlChildren(root)) {
    if (context.is_item(child)) continue;
    std::string name = context.name(child);
    if (name.starts_with("atom:")) name.erase(0, std::string_view("atom:").size());
    if (name == "title") {
      feed.title = collapsed(atom_text(child, context.options.max_field_bytes).plain);
    } else if (name == "link") {
      FeedLink link = link_of(child, context);
      if (link.rel == "alternate" && feed.link.empty()) feed.link = link.url;
      if (link.rel == "self") feed.self = link.url;
      add_limited(feed.links, std::move(link), context);
    } else if (name == "id") {
      feed.id = id_field(child, context);
    } else if (name == "subtitle" || name == "tagline" || name == "info") {
      if (feed.subtitle.empty()) {
        feed.subtitle = atom_text(child, context.options.max_field_bytes).plain;
      }
    } else if (name == "generator") {
      feed.generator = field_text(child, context);
    } else if (name == "logo" || name == "icon") {
      if (feed.image.empty()) feed.image = link_field(child, field_text(child, context), context);
    } else {
      read_shared(child, name, context, feed);
    }
  }
  if (feed.language.empty()) feed.language = language_tag(language_of(root, {}));
}

}  // namespace newsloom::ingest
