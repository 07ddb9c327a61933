// Reading feeds, by kind. Private.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/feed.hpp"
#include "xml_tree.hpp"

namespace newsloom::ingest {

/// What a field's reader needs beside the node: limits and what links are relative to.
struct FeedContext {
  const DocumentOptions& options;
  XmlNode root;
  std::string url;       ///< of the document, or the feed's own link where that is not known
  std::string language;  ///< the feed's

  /// `name_of`, but without prefix for what is in the root's own namespace.
  [[nodiscard]] std::string name(XmlNode node) const;
  [[nodiscard]] bool is_item(XmlNode node) const;
};

/// A text field: what it says and how it was written.
struct FeedText {
  std::string plain;
  std::string html;
  std::string image;
};

/// An RSS or Media RSS field, whose kind nobody states.
[[nodiscard]] FeedText rss_text(XmlNode node, std::size_t max_bytes);
/// An Atom text construct: by its `type` and, in Atom 0.3, `mode`.
[[nodiscard]] FeedText atom_text(XmlNode node, std::size_t max_bytes);
/// A field without markup, white space collapsed.
[[nodiscard]] std::string field_text(XmlNode node, const FeedContext& context);
[[nodiscard]] FeedDate date_field(XmlNode node, const FeedContext& context,
                                  std::string_view language);
[[nodiscard]] std::string link_field(XmlNode node, std::string_view link,
                                     const FeedContext& context);
/// A language tag as BCP 47 writes it: "en_US" is "en-US".
[[nodiscard]] std::string language_tag(std::string_view written);
/// "name (a@b)", "a@b (name)", "name <a@b>", a name, an address.
[[nodiscard]] FeedPerson person_of(std::string_view text);

/// Media RSS and enclosures below an item, groups opened.
void read_media(XmlNode node, const std::string& name, const FeedContext& context, FeedItem& item);
/// Fields all kinds of feeds share (Dublin Core, content:encoded, Media RSS, iTunes …); false for
/// what is none. `language` is the item's.
bool read_shared(XmlNode node, const std::string& name, const FeedContext& context, FeedItem& item);
bool read_shared(XmlNode node, const std::string& name, const FeedContext& context, Feed& feed);

[[nodiscard]] FeedItem read_rss_item(XmlNode node, const FeedContext& context);
[[nodiscard]] FeedItem read_atom_entry(XmlNode node, const FeedContext& context);
void read_rss_channel(XmlNode channel, const FeedContext& context, Feed& feed);
void read_atom_feed(XmlNode root, const FeedContext& context, Feed& feed);
[[nodiscard]] result<Feed> read_json_feed(std::string_view bytes, const DocumentOptions& options);

template <class T>
void add_limited(std::vector<T>& list, T&& value, const FeedContext& context) {
  if (list.size() < context.options.max_list_items) list.push_back(std::forward<T>(value));
}

}  // namespace newsloom::ingest
