#include "newsloom/ingest/feed.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "feed_reader.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::size_t sniffed_bytes = 4096;

bool is_white(char c) { return static_cast<unsigned char>(c) <= ' '; }

// '{' as the first character that is no space or byte-order mark.
bool is_json(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const auto first = std::ranges::find_if_not(bytes, is_white);
  return first != bytes.end() && *first == '{';
}

// The element that holds the feed, and what kind it is; null for what is no feed.
struct Found {
  XmlNode node = nullptr;
  FeedKind kind = FeedKind::rss;
};

Found found_as(XmlNode node) {
  const std::string name = name_of(node);
  const std::string local = local_name(node);
  if (local == "feed" || local == "entry") return {node, FeedKind::atom};
  if (name == "rdf:rdf" || local == "rdf") return {node, FeedKind::rdf};
  if (local == "rss" || name == "channel") return {node, FeedKind::rss};
  return {};
}

// Some wrap a feed in something else: the first of its names in the tree counts, but items alone,
// without a feed around them, may be anything.
Found feed_in(XmlNode root) {
  if (const Found found = found_as(root); found.node != nullptr) return found;
  if (local_name(root) == "item" && find_first(root, "title") != nullptr)
    return {root, FeedKind::rss};
  for (XmlNode child : XmlChildren(root)) {
    const std::string name = local_name(child);
    if (name != "feed" && name != "rss" && name != "channel") continue;
    if (const Found found = found_as(child); found.node != nullptr) return found;
  }
  return {};
}

void read_items(XmlNode top, const FeedContext& context, Feed& feed) {
  std::uint64_t left_out = 0;
  for (XmlNode at = top; at != nullptr; at = next_in_order(at, top)) {
    if (at->type != XML_ELEMENT_NODE || !context.is_item(at)) continue;
    if (feed.items.size() >= context.options.max_items) {
      ++left_out;
      continue;
    }
    const bool is_entry = local_name(at) == "entry";
    feed.items.push_back(is_entry ? read_atom_entry(at, context) : read_rss_item(at, context));
  }
  if (left_out > 0) {
    feed.problems.push_back({{ErrorCode::too_large,
                              std::to_string(left_out) + " items after the first " +
                                  std::to_string(feed.items.size()) + " were left out",
                              {}},
                             true});
  }
}

XmlNode channel_of(XmlNode root) {
  if (local_name(root) == "channel") return root;
  for (XmlNode child : XmlChildren(root)) {
    if (local_name(child) == "channel") return child;
  }
  return find_first(root, "channel");
}

result<Feed> parse_xml_feed(std::string_view bytes, const DocumentOptions& options) {
  Feed feed;
  auto document = XmlDocument::parse(bytes, options, feed.problems);
  if (!document) return document.error();
  const Found found = feed_in(document->root());
  if (found.node == nullptr) {
    return Error{ErrorCode::unknown_format,
                 "<" + local_name(document->root()) + "> is no feed; RSS, RDF or Atom is expected",
                 {}};
  }
  feed.kind = found.kind;
  feed.charset = document->charset();
  feed.version = attribute(found.node, "version");
  FeedContext context{options, found.node, std::string(options.url), std::string(options.language)};
  if (feed.kind == FeedKind::atom) {
    read_atom_feed(found.node, context, feed);
  } else if (const XmlNode channel = channel_of(found.node); channel != nullptr) {
    read_rss_channel(channel, context, feed);
    if (feed.kind == FeedKind::rdf && feed.id.empty()) feed.id = attribute(channel, "about");
  }
  if (feed.language.empty()) feed.language = options.language;
  context.language = feed.language;
  if (context.url.empty()) context.url = feed.link;
  read_items(document->root(), context, feed);
  return feed;
}

}  // namespace

result<Feed> parse_feed(std::string_view bytes, const DocumentOptions& options) {
  return is_json(bytes) ? read_json_feed(bytes, options) : parse_xml_feed(bytes, options);
}

bool looks_like_feed(std::string_view bytes) {
  bytes = bytes.substr(0, sniffed_bytes);
  if (is_json(bytes)) {
    return bytes.find("jsonfeed.org/version") != std::string_view::npos;
  }
  std::string start = decode_text(bytes).text;
  std::ranges::transform(start, start.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  });
  // The first element that is no declaration or comment.
  for (std::size_t at = start.find('<'); at != std::string::npos; at = start.find('<', at + 1)) {
    std::string_view rest = std::string_view(start).substr(at);
    if (rest.starts_with("<!--")) {
      at = std::min(start.find("-->", at), start.size() - 1);
      continue;
    }
    if (rest.starts_with("<?") || rest.starts_with("<!")) continue;
    rest = rest.substr(1, rest.find_first_of(" \t\r\n>/") - 1);
    if (const std::size_t colon = rest.find(':'); colon != std::string_view::npos) {
      rest.remove_prefix(colon + 1);
    }
    return rest == "rss" || rest == "rdf" || rest == "feed" || rest == "channel" || rest == "entry";
  }
  return false;
}

}  // namespace newsloom::ingest
