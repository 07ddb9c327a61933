#include "xml_tree.hpp"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <climits>

#include "html_text.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"
#include "xml_clean.hpp"
#include "xml_library.hpp"

namespace newsloom::ingest {
namespace {

struct Namespace {
  std::string_view uri;  // lower case, no slash or '#' at the end
  std::string_view prefix;
};
// Facts of the formats; several spellings of one are all met.
constexpr Namespace namespaces[] = {
    {"http://www.w3.org/2005/atom", "atom"},
    {"http://purl.org/atom/ns", "atom"},
    {"http://purl.org/atom", "atom"},
    {"http://example.com/newformat", "atom"},
    {"http://necho.sourceforge.net/ns", "atom"},
    {"http://purl.org/echo", "atom"},
    {"uri/of/echo/namespace", "atom"},
    {"http://purl.org/rss/1.0", ""},
    {"http://my.netscape.com/rdf/simple/0.9", ""},
    {"http://channel.netscape.com/rdf/simple/0.9", ""},
    {"http://my.netscape.com/publish/formats/rss-0.91.dtd", ""},
    {"http://backend.userland.com/rss", ""},
    {"http://backend.userland.com/rss2", ""},
    {"http://backend.userland.com/rss091", ""},
    {"http://backend.userland.com/rss092", ""},
    {"http://backend.userland.com/rss093", ""},
    {"http://blogs.law.harvard.edu/tech/rss", ""},
    {"http://cyber.law.harvard.edu/rss", ""},
    {"http://purl.org/net/rss1.1", ""},
    {"http://purl.org/rss/1.0/modules/rss091", ""},
    {"http://www.rssboard.org/rss-specification", ""},
    {"http://www.sitemaps.org/schemas/sitemap/0.9", ""},
    {"https://www.sitemaps.org/schemas/sitemap/0.9", ""},
    {"http://www.google.com/schemas/sitemap/0.84", ""},
    {"http://www.google.com/schemas/sitemap/0.9", ""},
    {"http://www.google.com/schemas/sitemap-news/0.9", "news"},
    {"http://www.google.com/schemas/sitemap-image/1.1", "image"},
    {"http://www.google.com/schemas/sitemap-video/1.1", "video"},
    {"http://purl.org/dc/elements/1.1", "dc"},
    {"http://purl.org/dc/elements/1.0", "dc"},
    {"http://purl.org/dc/terms", "dcterms"},
    {"http://purl.org/rss/1.0/modules/content", "content"},
    {"http://purl.org/rss/modules/content", "content"},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
    {"http://www.w3.org/1999/xhtml", "xhtml"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://tools.search.yahoo.com/mrss", "media"},
    {"http://www.rssboard.org/media-rss", "media"},
    {"http://video.search.yahoo.com/mrss", "media"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://www.itunes.com/dtds/podcast", "itunes"},
    {"http://example.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://prismstandard.org/namespaces/basic/2.0", "prism"},
    {"http://prismstandard.org/namespaces/basic/2.1", "prism"},
    {"http://prismstandard.org/namespaces/1.2/basic", "prism"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://www.w3.org/xml/1998/namespace", "xml"},
    {"http://iptc.org/std/nar/2006-10-01", "newsml"},
    {"http://iptc.org/std/nitf/2006-10-18", "nitf"},
    {"http://www.w3.org/2007/app", "app"},
    {"http://purl.org/atom/app", "app"},
};

std::string_view view(const xmlChar* text) {
  return text == nullptr ? std::string_view{} : reinterpret_cast<const char*>(text);
}
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }
std::string folded(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}
bool same_folded(std::string_view text, std::string_view lower_case) {
  return text.size() == lower_case.size() &&
         std::equal(text.begin(), text.end(), lower_case.begin(),
                    [](char a, char b) { return lower(a) == b; });
}

std::string_view prefix_of_uri(std::string_view uri) {
  while (uri.ends_with('/') || uri.ends_with('#')) uri.remove_suffix(1);
  for (const Namespace& known : namespaces) {
    if (same_folded(uri, known.uri)) return known.prefix;
  }
  return uri.empty() ? "" : "other";
}

bool is_known_prefix(std::string_view prefix) {
  return std::ranges::any_of(namespaces, [&](const Namespace& n) { return n.prefix == prefix; });
}

void note(std::vector<Problem>& problems, ErrorCode code, std::string message,
          std::optional<std::uint64_t> line = std::nullopt) {
  problems.push_back({{code, std::move(message), {{}, line, {}, {}}}, false});
}

// What had to be mended before parsing, told once a kind.
void note_mended(const DecodedText& decoded, const CleanXml& clean,
                 std::vector<Problem>& problems) {
  if (decoded.replaced > 0) {
    note(problems, ErrorCode::corrupt,
         std::to_string(decoded.replaced) + " characters that are none in " + decoded.charset +
             " became U+FFFD");
  }
  if (clean.mended > 0) {
    note(problems, ErrorCode::corrupt,
         std::to_string(clean.mended) + " places that are no XML were mended");
  }
  if (clean.too_deep > 0) {
    note(problems, ErrorCode::too_large,
         std::to_string(clean.too_deep) + " tags nested too deeply were taken out");
  }
}

struct FreeContext {
  void operator()(xmlParserCtxtPtr context) const { xmlFreeParserCtxt(context); }
};

void append_attributes(XmlNode node, std::string& out) {
  for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
    const std::string_view name = view(at->name);
    if (name != "src" && name != "width" && name != "height" && name != "href") continue;
    out += ' ';
    out += name;
    out += "=\"";
    for (const xmlNode* part = at->children; part != nullptr; part = part->next) {
      for (const char c : view(part->content)) {
        if (c == '"') {
          out += "&quot;";
        } else if (c == '&') {
          out += "&amp;";
        } else {
          out += c;
        }
      }
    }
    out += '"';
  }
}

void append_escaped(std::string_view text, std::string& out) {
  for (const char c : text) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      out += c;
    }
  }
}

bool is_text(XmlNode node) {
  return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

}  // namespace

result<XmlDocument> XmlDocument::parse(std::string_view bytes, const DocumentOptions& options,
                                       std::vector<Problem>& problems) {
  const std::size_t limit = std::min<std::size_t>(options.max_bytes, INT_MAX / 8);
  if (bytes.size() > limit) {
    return Error{ErrorCode::too_large,
                 "the document has " + std::to_string(bytes.size()) + " bytes, more than " +
                     std::to_string(limit),
                 {}};
  }
  use_xml_library();
  XmlDocument out;
  CleanXml clean;
  {
    const DecodedText decoded = decode_text(bytes, {options.charset, options.language});
    out.charset_ = decoded.charset;
    clean = clean_xml(decoded.text, std::clamp<std::size_t>(options.max_depth, 8, 250));
    note_mended(decoded, clean, problems);
  }
  if (clean.text.size() > INT_MAX) {
    return Error{ErrorCode::too_large, "the document is too large once decoded", {}};
  }
  const std::unique_ptr<xmlParserCtxt, FreeContext> context(xmlNewParserCtxt());
  if (!context) return Error{ErrorCode::too_large, "no memory for a parser", {}};
  constexpr int flags = XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR |
                        XML_PARSE_NOWARNING | XML_PARSE_NOCDATA | XML_PARSE_COMPACT |
                        XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC;
  out.document_.reset(xmlCtxtReadMemory(context.get(), clean.text.data(),
                                        static_cast<int>(clean.text.size()), nullptr, "UTF-8",
                                        flags));
  const xmlError* error = xmlCtxtGetLastError(context.get());
  std::optional<Error> fault;
  if (error != nullptr && error->level >= XML_ERR_ERROR && error->domain == XML_FROM_PARSER) {
    fault = Error{
        ErrorCode::corrupt,
        collapsed(text::repair_utf8(error->message == nullptr ? "" : error->message)),
        {{},
         error->line > 0 ? std::optional(static_cast<std::uint64_t>(error->line)) : std::nullopt,
         {},
         {}}};
  }
  if (!out.document_ || out.root() == nullptr) {
    if (!fault) fault = Error{ErrorCode::corrupt, "there is no XML element", {}};
    return *std::move(fault);
  }
  if (fault) problems.push_back({*std::move(fault), false});
  return out;
}

XmlNode XmlDocument::root() const { return xmlDocGetRootElement(document_.get()); }

XmlNode next_element(XmlNode node) {
  do {
    node = node->next;
  } while (node != nullptr && node->type != XML_ELEMENT_NODE);
  return node;
}

XmlNode first_child(XmlNode node) {
  XmlNode child = node->children;
  return child == nullptr || child->type == XML_ELEMENT_NODE ? child : next_element(child);
}

std::string name_of(XmlNode node) {
  const std::string_view written = view(node->name);
  std::string_view prefix;
  std::string_view local = written;
  if (node->ns != nullptr) {
    prefix = prefix_of_uri(view(node->ns->href));
  } else if (const std::size_t colon = written.find(':'); colon != std::string_view::npos) {
    prefix = is_known_prefix(written.substr(0, colon)) ? written.substr(0, colon) : "other";
    local = written.substr(colon + 1);
  }
  return prefix.empty() ? folded(local) : std::string(prefix) + ":" + folded(local);
}

std::string local_name(XmlNode node) {
  std::string name = name_of(node);
  const std::size_t colon = name.find(':');
  return colon == std::string::npos ? name : name.substr(colon + 1);
}

namespace {

const xmlAttr* find_attribute(XmlNode node, std::string_view name) {
  const xmlAttr* found = nullptr;
  for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
    std::string_view written = view(at->name);
    if (at->ns == nullptr) {
      const std::size_t colon = written.find(':');
      if (colon != std::string_view::npos) written.remove_prefix(colon + 1);
    }
    if (!same_folded(written, name)) continue;
    if (at->ns == nullptr) return at;
    if (found == nullptr) found = at;
  }
  return found;
}

}  // namespace

std::string attribute(XmlNode node, std::string_view name) {
  const xmlAttr* found = find_attribute(node, name);
  std::string value;
  if (found == nullptr) return value;
  for (const xmlNode* part = found->children; part != nullptr; part = part->next) {
    value += view(part->content);
  }
  return value;
}

bool has_attribute(XmlNode node, std::string_view name) {
  return find_attribute(node, name) != nullptr;
}

XmlNode next_behind(XmlNode node, XmlNode top) {
  while (node != top && node->next == nullptr) node = node->parent;
  return node == top ? nullptr : node->next;
}

XmlNode next_in_order(XmlNode node, XmlNode top) {
  const bool goes_down = node->type == XML_ELEMENT_NODE && node->children != nullptr;
  return goes_down ? node->children : next_behind(node, top);
}

std::string text_of(XmlNode node, std::size_t max_bytes) {
  std::string out;
  for (XmlNode at = next_in_order(node, node); at != nullptr && out.size() <= max_bytes;
       at = next_in_order(at, node)) {
    if (is_text(at))
      out += view(at->content).substr(0, max_bytes + 4 - std::min(out.size(), max_bytes));
  }
  out.resize(text::truncate_to_boundary(out, max_bytes).size());
  return out;
}

bool has_elements(XmlNode node) { return first_child(node) != nullptr; }

std::string markup_of(XmlNode node, std::size_t max_bytes) {
  if (!has_elements(node)) return text_of(node, max_bytes);
  std::string out;
  std::vector<XmlNode> open;
  XmlNode at = node->children;
  while (out.size() <= max_bytes) {
    while (at == nullptr && !open.empty()) {
      out += "</" + local_name(open.back()) + ">";
      at = open.back()->next;
      open.pop_back();
    }
    if (at == nullptr) break;
    if (is_text(at)) {
      append_escaped(view(at->content), out);
    } else if (at->type == XML_ELEMENT_NODE) {
      out += "<" + local_name(at);
      append_attributes(at, out);
      out += '>';
      open.push_back(at);
      at = at->children;
      continue;
    }
    at = at->next;
  }
  out.resize(text::truncate_to_boundary(out, max_bytes).size());
  return out;
}

XmlNode find_first(XmlNode root, std::string_view name) {
  for (XmlNode at = root; at != nullptr; at = next_in_order(at, root)) {
    if (at->type == XML_ELEMENT_NODE && name_of(at) == name) return at;
  }
  return nullptr;
}

std::string language_of(XmlNode node, std::string_view fallback) {
  for (; node != nullptr && node->type == XML_ELEMENT_NODE; node = node->parent) {
    if (node->properties == nullptr) continue;
    for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
      const bool is_xml = at->ns != nullptr ? view(at->ns->href).ends_with("XML/1998/namespace")
                                            : view(at->name) == "xml:lang";
      if (is_xml && view(at->name).ends_with("lang") && at->children != nullptr) {
        return std::string(view(at->children->content));
      }
    }
  }
  return std::string(fallback);
}

std::string base_of(XmlNode node, std::string_view document_url) {
  std::vector<std::string> bases;
  for (; node != nullptr && node->type == XML_ELEMENT_NODE; node = node->parent) {
    for (const xmlAttr* at = node->properties; at != nullptr; at = at->next) {
      const bool is_xml = at->ns != nullptr && view(at->ns->href).ends_with("XML/1998/namespace");
      if (is_xml && view(at->name) == "base" && at->children != nullptr) {
        bases.emplace_back(view(at->children->content));
      }
    }
  }
  std::string base(document_url);
  for (auto inner = bases.rbegin(); inner != bases.rend(); ++inner) {
    base = resolve_url(base, *inner);
  }
  return base;
}

std::uint64_t line_of(XmlNode node) {
  const long line = xmlGetLineNo(node);
  return line > 0 ? static_cast<std::uint64_t>(line) : 1;
}

}  // namespace newsloom::ingest
