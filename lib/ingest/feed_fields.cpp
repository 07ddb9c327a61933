#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "feed_reader.hpp"
#include "html_text.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"

// Fields and how they are written, whatever kind of feed they are in.

namespace newsloom::ingest {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
  });
  return text;
}

std::uint64_t number_of(const std::string& text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() ? value : 0;
}

std::string base64_decoded(std::string_view text) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+' || c == '-') value = 62;
    if (c == '/' || c == '_') value = 63;
    if (c == '=') break;
    if (value < 0) continue;
    bits = (bits << 6U) | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>((bits >> static_cast<unsigned>(count)) & 0xFFU);
  }
  return text::repair_utf8(out);
}

FeedText html_field(std::string html, std::size_t max_bytes) {
  HtmlText read = text_of_html(html, max_bytes);
  return {std::move(read.text), std::move(html), std::move(read.image)};
}

bool is_html_type(std::string_view type) {
  return type == "html" || type == "text/html" || type == "xhtml" ||
         type == "application/xhtml+xml" || type == "application/xhtml xml";
}

}  // namespace

std::string FeedContext::name(XmlNode node) const {
  const bool is_own = root != nullptr && root->ns != nullptr && node->ns != nullptr &&
                      xmlStrEqual(root->ns->href, node->ns->href) != 0;
  return is_own ? local_name(node) : name_of(node);
}

bool FeedContext::is_item(XmlNode node) const {
  const std::string known = name(node);
  return known == "item" || known == "entry" || known == "atom:entry";
}

FeedText rss_text(XmlNode node, std::size_t max_bytes) {
  if (has_elements(node)) return html_field(markup_of(node, max_bytes), max_bytes);
  std::string raw = text_of(node, max_bytes);
  HtmlText read = text_of_unknown(raw, max_bytes);
  return {std::move(read.text), std::string(trimmed(raw)), std::move(read.image)};
}

FeedText atom_text(XmlNode node, std::size_t max_bytes) {
  const std::string type = lower_case(attribute(node, "type"));
  const std::string mode = lower_case(attribute(node, "mode"));
  const bool is_html = is_html_type(type);
  if (mode == "base64") {
    std::string decoded = base64_decoded(text_of(node, max_bytes));
    if (is_html) return html_field(std::move(decoded), max_bytes);
    return {collapsed_lines(decoded), decoded, {}};
  }
  if (has_elements(node) && mode != "escaped")
    return html_field(markup_of(node, max_bytes), max_bytes);
  std::string raw = text_of(node, max_bytes);
  const bool is_escaped = mode == "escaped" && (is_html || type.empty());
  if (is_escaped || type == "html" || type == "text/html")
    return html_field(std::move(raw), max_bytes);
  const bool is_media = !type.empty() && type != "text" && type.find('/') != std::string::npos &&
                        !type.starts_with("text/") && !type.ends_with("xml");
  if (is_media) {  // base64, which may hold a text
    std::string decoded = base64_decoded(raw);
    if (decoded.find("\xEF\xBF\xBD") != std::string::npos) return {};
    HtmlText read = text_of_unknown(decoded, max_bytes);
    return {std::move(read.text), std::move(decoded), std::move(read.image)};
  }
  return {collapsed_lines(raw), std::string(trimmed(raw)), {}};
}

std::string field_text(XmlNode node, const FeedContext& context) {
  return collapsed(text_of(node, context.options.max_field_bytes));
}

FeedDate date_field(XmlNode node, const FeedContext& context, std::string_view language) {
  FeedDate date{field_text(node, context), std::nullopt};
  if (const auto parsed = parse_any_date(date.text, language)) date.parsed = *parsed;
  return date;
}

std::string link_field(XmlNode node, std::string_view link, const FeedContext& context) {
  const std::string_view written = trimmed(link);
  if (written.empty()) return {};
  return resolve_url(base_of(node, context.url), written);
}

std::string language_tag(std::string_view written) {
  std::string tag = collapsed(written);
  std::ranges::replace(tag, '_', '-');
  return tag;
}

FeedPerson person_of(std::string_view text) {
  FeedPerson person;
  const std::string all = collapsed(text);
  const std::size_t at = all.find('@');
  if (at == std::string::npos) {
    person.name = all;
    return person;
  }
  constexpr std::string_view ends = " ()<>\"',;:[]";
  std::size_t begin = all.find_last_of(ends, at);
  begin = begin == std::string::npos ? 0 : begin + 1;
  const std::size_t end = std::min(all.find_first_of(ends, at), all.size());
  person.email = all.substr(begin, end - begin);
  std::string rest = all.substr(0, begin) + " " + all.substr(end);
  const std::size_t mail = rest.find("mailto:");
  if (mail != std::string::npos) rest.erase(mail, std::string_view("mailto:").size());
  std::erase_if(rest,
                [](char c) { return c == '(' || c == ')' || c == '<' || c == '>' || c == '"'; });
  std::string_view name = trimmed(rest);
  while (!name.empty() && (name.back() == ',' || name.back() == ';' || name.back() == '-')) {
    name = trimmed(name.substr(0, name.size() - 1));
  }
  person.name = collapsed(name);
  return person;
}

namespace {

FeedMedia media_of(XmlNode node, const FeedContext& context) {
  FeedMedia media;
  media.url = link_field(node, attribute(node, "url"), context);
  media.type = attribute(node, "type");
  media.medium = lower_case(attribute(node, "medium"));
  if (media.medium.empty()) media.medium = media.type.substr(0, media.type.find('/'));
  media.bytes = number_of(attribute(node, "filesize"));
  if (media.bytes == 0) media.bytes = number_of(attribute(node, "length"));
  media.width = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(number_of(attribute(node, "width")), UINT32_MAX));
  media.height = static_cast<std::uint32_t>(
      std::min<std::uint64_t>(number_of(attribute(node, "height")), UINT32_MAX));
  return media;
}

void take_text(XmlNode node, const FeedContext& context, std::string& plain, std::string& html) {
  if (!plain.empty()) return;
  FeedText text = rss_text(node, context.options.max_text_bytes);
  plain = std::move(text.plain);
  html = std::move(text.html);
}

void split_words(const std::string& list, const FeedContext& context,
                 std::vector<FeedCategory>& out) {
  const std::string_view divider = list.find(',') == std::string::npos ? " " : ",";
  for (std::size_t at = 0; at <= list.size();) {
    const std::size_t end = std::min(list.find(divider, at), list.size());
    const std::string_view word = trimmed(std::string_view(list).substr(at, end - at));
    if (!word.empty()) add_limited(out, FeedCategory{std::string(word), {}, {}}, context);
    at = end + 1;
  }
}

FeedCategory category_of(XmlNode node, const FeedContext& context) {
  FeedCategory category;
  const auto first_attribute = [&](std::initializer_list<std::string_view> names) {
    for (const std::string_view name : names) {
      std::string value = collapsed(attribute(node, name));
      if (!value.empty()) return value;
    }
    return std::string();
  };
  category.term = first_attribute({"term"});
  if (category.term.empty()) category.term = field_text(node, context);
  category.label = first_attribute({"label"});
  if (category.term.empty()) category.term = category.label;
  category.scheme = first_attribute({"scheme", "domain"});
  if (category.scheme.empty() && name_of(node) == "media:category") {
    category.scheme = "http://search.yahoo.com/mrss/category_schema";  // by its specification
  }
  return category;
}

void add_category(XmlNode node, const FeedContext& context, std::vector<FeedCategory>& out) {
  FeedCategory category = category_of(node, context);
  const bool is_new = std::ranges::find(out, category) == out.end();
  if (!category.term.empty() && is_new) add_limited(out, std::move(category), context);
}

void itunes_category(XmlNode node, const FeedContext& context, std::vector<FeedCategory>& out) {
  add_limited(out, FeedCategory{collapsed(attribute(node, "text")), "http://www.itunes.com/", {}},
              context);
  for (XmlNode child : XmlChildren(node)) {
    if (name_of(child) != "itunes:category") continue;
    add_limited(out,
                FeedCategory{collapsed(attribute(child, "text")), "http://www.itunes.com/", {}},
                context);
  }
}

// Atom's person construct, also met in RSS; a name or address alone otherwise.
FeedPerson person_field(XmlNode node, const FeedContext& context) {
  if (!has_elements(node)) return person_of(text_of(node, context.options.max_field_bytes));
  FeedPerson person;
  for (XmlNode child : XmlChildren(node)) {
    const std::string name = local_name(child);
    const std::string value = field_text(child, context);
    if (name == "name") person.name = value;
    if (name == "email") person.email = value;
    if (name == "uri" || name == "url" || name == "homepage") {
      person.url = link_field(child, value, context);
    }
  }
  if (person.email.empty() && person.name.find('@') != std::string::npos) {
    FeedPerson split = person_of(person.name);
    split.url = person.url;
    return split;
  }
  return person;
}

void add_person(XmlNode node, const FeedContext& context, std::vector<FeedPerson>& out) {
  FeedPerson person = person_field(node, context);
  const bool is_empty = person.name.empty() && person.email.empty() && person.url.empty();
  if (!is_empty && std::ranges::find(out, person) == out.end()) {
    add_limited(out, std::move(person), context);
  }
}

void media_object(XmlNode node, const FeedContext& context, FeedItem& item) {
  FeedMedia media = media_of(node, context);
  for (XmlNode child : XmlChildren(node)) {
    const std::string name = name_of(child);
    if (name == "media:title") media.title = field_text(child, context);
    if (name == "media:credit") media.credit = field_text(child, context);
    if (name == "media:thumbnail") read_media(child, name, context, item);
  }
  if (!media.url.empty()) add_limited(item.media, std::move(media), context);
}

// Of several dates the last counts, but none that cannot be read.
void take_date(FeedDate date, FeedDate& out) {
  if (date.parsed || !out.parsed) out = std::move(date);
}

// Fields of items and feeds alike.
template <class Owner>
bool read_common(XmlNode node, const std::string& name, const FeedContext& context, Owner& owner) {
  if (name == "category" || name == "dc:subject" || name == "atom:category" ||
      name == "dcterms:subject" || name == "media:category") {
    add_category(node, context, owner.categories);
  } else if (name == "keywords" || name == "itunes:keywords" || name == "media:keywords") {
    split_words(field_text(node, context), context, owner.categories);
  } else if (name == "itunes:category") {
    itunes_category(node, context, owner.categories);
  } else if (name == "author" || name == "dc:creator" || name == "dc:author" ||
             name == "atom:author" || name == "managingeditor" || name == "dcterms:creator" ||
             name == "itunes:author") {
    if (name != "itunes:author" || owner.authors.empty()) add_person(node, context, owner.authors);
  } else if (name == "contributor" || name == "dc:contributor" || name == "atom:contributor") {
    add_person(node, context, owner.contributors);
  } else if (name == "publisher" || name == "dc:publisher" || name == "webmaster" ||
             name == "dcterms:publisher") {
    if (owner.publisher.empty() || name == "dc:publisher")
      owner.publisher = field_text(node, context);
  } else if (name == "language" || name == "dc:language" || name == "dcterms:language") {
    owner.language = language_tag(field_text(node, context));
  } else if (name == "copyright" || name == "rights" || name == "dc:rights" ||
             name == "atom:rights" || name == "media:copyright" || name == "dcterms:rights") {
    if (owner.rights.empty()) owner.rights = rss_text(node, context.options.max_field_bytes).plain;
  } else if (name == "pubdate" || name == "published" || name == "issued" ||
             name == "atom:published" || name == "atom:issued" || name == "dcterms:issued" ||
             name == "prism:publicationdate" || name == "dcterms:issuance") {
    take_date(date_field(node, context, owner.language), owner.published);
  } else if (name == "dc:date" || name == "updated" || name == "modified" ||
             name == "atom:updated" || name == "atom:modified" || name == "dcterms:modified" ||
             name == "lastbuilddate" || name == "dcterms:date" ||
             name == "prism:modificationdate") {
    take_date(date_field(node, context, owner.language), owner.updated);
  } else if (name == "created" || name == "atom:created" || name == "dcterms:created") {
    take_date(date_field(node, context, owner.language), owner.created);
  } else if (name == "itunes:image") {
    if (owner.image.empty()) owner.image = link_field(node, attribute(node, "href"), context);
  } else {
    return false;
  }
  return true;
}

}  // namespace

void read_media(XmlNode node, const std::string& name, const FeedContext& context, FeedItem& item) {
  constexpr int groups_deep = 3;
  if (name == "media:group") {
    std::vector<std::pair<XmlNode, int>> groups = {{node, 0}};
    while (!groups.empty()) {
      const auto [group, depth] = groups.back();
      groups.pop_back();
      for (XmlNode child : XmlChildren(group)) {
        const std::string inner = name_of(child);
        if (inner != "media:group") {
          read_shared(child, inner, context, item);
        } else if (depth < groups_deep) {
          groups.emplace_back(child, depth + 1);
        }
      }
    }
  } else if (name == "media:content") {
    media_object(node, context, item);
  } else if (name == "media:thumbnail") {
    if (item.image.empty()) item.image = link_field(node, attribute(node, "url"), context);
  } else if (name == "media:description") {
    take_text(node, context, item.summary, item.summary_html);
  } else if (name == "media:title") {
    if (item.title.empty())
      item.title = collapsed(rss_text(node, context.options.max_field_bytes).plain);
  } else if (name == "enclosure") {
    FeedMedia media = media_of(node, context);
    media.is_enclosure = true;
    if (media.url.empty()) media.url = link_field(node, attribute(node, "href"), context);
    if (!media.url.empty()) add_limited(item.media, std::move(media), context);
  }
}

bool read_shared(XmlNode node, const std::string& name, const FeedContext& context,
                 FeedItem& item) {
  const bool is_media = name.starts_with("media:") && name != "media:keywords" &&
                        name != "media:copyright" && name != "media:category";
  if (is_media || name == "enclosure") {
    read_media(node, name, context, item);
  } else if (name == "content:encoded" || name == "body" || name == "xhtml:body" ||
             name == "xhtml:div" || name == "fullitem" || name == "fulltext" ||
             name == "full-text") {
    FeedText text = rss_text(node, context.options.max_text_bytes);
    if (text.plain.size() > item.content.size() || item.content.empty()) {
      item.content = std::move(text.plain);
      item.content_html = std::move(text.html);
    }
    if (item.image.empty()) item.image = link_field(node, text.image, context);
  } else if (name == "itunes:summary" || name == "itunes:subtitle" || name == "dc:description" ||
             name == "dcterms:abstract" || name == "abstract" || name == "prism:teaser") {
    take_text(node, context, item.summary, item.summary_html);
  } else if (name == "dc:title" || name == "dcterms:title") {
    if (item.title.empty())
      item.title = collapsed(rss_text(node, context.options.max_field_bytes).plain);
  } else if (name == "dc:source" || name == "atom:credit" || name == "credit") {
    item.credit = field_text(node, context);
  } else if (name == "expirationdate" || name == "dcterms:valid" ||
             name == "prism:expirationdate") {
    item.expires = date_field(node, context, item.language);
  } else if (name == "feedburner:origlink") {
    item.link = link_field(node, field_text(node, context), context);
  } else {
    return read_common(node, name, context, item);
  }
  return true;
}

bool read_shared(XmlNode node, const std::string& name, const FeedContext& context, Feed& feed) {
  if (name == "itunes:subtitle" || name == "itunes:summary" || name == "dc:description") {
    if (feed.subtitle.empty())
      feed.subtitle = rss_text(node, context.options.max_field_bytes).plain;
  } else if (name == "dc:title") {
    if (feed.title.empty())
      feed.title = collapsed(rss_text(node, context.options.max_field_bytes).plain);
  } else {
    return read_common(node, name, context, feed);
  }
  return true;
}

}  // namespace newsloom::ingest
