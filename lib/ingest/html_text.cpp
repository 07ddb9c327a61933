#include "html_text.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>

#include "html_entities.hpp"
#include "newsloom/text/utf8.hpp"
#include "xml_library.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::string_view blocks[] = {
    "address", "article", "aside",  "blockquote", "br",     "caption", "center", "dd", "details",
    "div",     "dl",      "dt",     "figure",     "footer", "h1",      "h2",     "h3", "h4",
    "h5",      "h6",      "header", "hr",         "li",     "main",    "nav",    "ol", "p",
    "pre",     "section", "table",  "td",         "th",     "tr",      "ul",
};
constexpr std::string_view lines[] = {"br", "dd", "dt", "li", "td", "th", "tr"};
constexpr std::string_view hidden[] = {
    "audio",  "button", "canvas", "figcaption", "form",     "iframe",   "noembed",
    "script", "select", "style",  "svg",        "template", "textarea", "video",
};
static_assert(std::ranges::is_sorted(blocks));
static_assert(std::ranges::is_sorted(hidden));

bool is_in(const auto& sorted, std::string_view word) {
  return std::binary_search(std::begin(sorted), std::end(sorted), word);
}

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }
bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Bytes of white space at `at`, the no-break space included; 0 if there is none.
std::size_t space_at(std::string_view text, std::size_t at) {
  if (is_space(text[at])) return 1;
  return text.substr(at).starts_with("\xC2\xA0") ? 2 : 0;
}

// Collects text with its white space collapsed.
class Collector {
 public:
  explicit Collector(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  void add(std::string_view text, bool keep_lines = false) {
    for (std::size_t i = 0; i < text.size() && out_.size() < max_bytes_;) {
      const std::size_t space = space_at(text, i);
      if (space == 0) {
        flush();
        const std::size_t begin = i;
        while (i < text.size() && space_at(text, i) == 0) ++i;
        out_ += text.substr(begin, std::min(i - begin, max_bytes_ + 4 - out_.size()));
      } else {
        if (keep_lines && text[i] == '\n') break_line();
        pending_space_ = true;
        i += space;
      }
    }
  }
  void break_line() { pending_line_ = true; }
  void break_paragraph() { pending_paragraph_ = true; }
  [[nodiscard]] std::string take() {
    out_.resize(text::truncate_to_boundary(out_, max_bytes_).size());
    return std::move(out_);
  }

 private:
  void flush() {
    if (!out_.empty()) {
      out_ += pending_paragraph_ ? "\n\n" : pending_line_ ? "\n" : pending_space_ ? " " : "";
    }
    pending_paragraph_ = pending_line_ = pending_space_ = false;
  }
  std::string out_;
  std::size_t max_bytes_;
  bool pending_space_ = false;
  bool pending_line_ = false;
  bool pending_paragraph_ = false;
};

struct Walk {
  explicit Walk(std::size_t max_bytes) : out(max_bytes) {}
  Collector out;
  std::string image;
  std::uint64_t hidden_depth = 0;
  htmlParserCtxtPtr parser = nullptr;
  bool is_stopped = false;
};

std::string_view view(const xmlChar* text) { return reinterpret_cast<const char*>(text); }
Walk& walk_of(void* context) { return *static_cast<Walk*>(context); }

// A picture of one or two pixels counts readers.
bool is_pixel(const xmlChar** attributes) {
  for (const xmlChar** at = attributes; at != nullptr && *at != nullptr; at += 2) {
    if (at[1] == nullptr) continue;
    const std::string_view name = view(at[0]);
    const std::string_view value = view(at[1]);
    const bool is_small = value == "0" || value == "1" || value == "2" || value == "1px";
    if ((name == "width" || name == "height") && is_small) return true;
  }
  return false;
}

void take_image(Walk& walk, const xmlChar** attributes) {
  if (!walk.image.empty() || is_pixel(attributes)) return;
  for (const xmlChar** at = attributes; at != nullptr && *at != nullptr; at += 2) {
    if (at[1] != nullptr && view(at[0]) == "src" && !view(at[1]).starts_with("data:")) {
      walk.image = view(at[1]);
    }
  }
}

void divide(Walk& walk, std::string_view tag) {
  if (is_in(lines, tag)) {
    walk.out.break_line();
  } else if (is_in(blocks, tag)) {
    walk.out.break_paragraph();
  }
}

// libxml2 looks through all open elements for an end tag without one, so depth has to have an end.
constexpr int max_html_depth = 256;

void start_element(void* context, const xmlChar* name, const xmlChar** attributes) {
  Walk& walk = walk_of(context);
  if (walk.parser->nameNr > max_html_depth) {
    walk.is_stopped = true;
    xmlStopParser(walk.parser);
    return;
  }
  const std::string_view tag = view(name);
  if (is_in(hidden, tag)) ++walk.hidden_depth;
  if (tag == "img") take_image(walk, attributes);
  divide(walk, tag);
}

void end_element(void* context, const xmlChar* name) {
  Walk& walk = walk_of(context);
  const std::string_view tag = view(name);
  if (is_in(hidden, tag) && walk.hidden_depth > 0) --walk.hidden_depth;
  divide(walk, tag);
}

void characters(void* context, const xmlChar* text, int length) {
  Walk& walk = walk_of(context);
  if (walk.hidden_depth > 0) return;
  walk.out.add({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)});
}

struct FreeContext {
  void operator()(htmlParserCtxtPtr context) const {
    xmlFreeDoc(context->myDoc);
    htmlFreeParserCtxt(context);
  }
};

// An end tag's or start tag's name, if HTML knows it.
bool is_known_tag(std::string_view text) {
  if (text.starts_with('/')) text.remove_prefix(1);
  std::string name;
  for (const char c : text) {
    if (!is_alpha(c) && (c < '1' || c > '6')) break;
    name += static_cast<char>(is_alpha(c) ? c | 32 : c);
    if (name.size() > 10) return false;  // "blockquote"
  }
  if (name.empty()) return false;
  if (htmlTagLookup(reinterpret_cast<const xmlChar*>(name.c_str())) == nullptr &&
      !is_in(blocks, name) && !is_in(hidden, name)) {
    return false;
  }
  const char next = name.size() < text.size() ? text[name.size()] : '>';
  return next == '>' || next == '/' || is_space(next);
}

}  // namespace

HtmlText text_of_html(std::string_view html, std::size_t max_bytes) {
  Walk walk(max_bytes);
  if (html.find_first_of("<&") == std::string_view::npos) {
    walk.out.add(html);
    return {walk.out.take(), {}};
  }
  use_xml_library();
  htmlSAXHandler handler{};
  handler.startElement = start_element;
  handler.endElement = end_element;
  handler.characters = characters;
  handler.cdataBlock = characters;
  handler.ignorableWhitespace = characters;
  const std::unique_ptr<htmlParserCtxt, FreeContext> context(
      htmlCreatePushParserCtxt(&handler, &walk, nullptr, 0, nullptr, XML_CHAR_ENCODING_UTF8));
  if (!context) return {};
  walk.parser = context.get();
  htmlCtxtUseOptions(context.get(), HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                        HTML_PARSE_NONET);
  constexpr std::size_t piece = std::size_t{1} << 20U;
  for (std::size_t at = 0; at < html.size() && !walk.is_stopped; at += piece) {
    const std::string_view part = html.substr(at, piece);
    htmlParseChunk(context.get(), part.data(), static_cast<int>(part.size()), 0);
  }
  if (!walk.is_stopped) htmlParseChunk(context.get(), nullptr, 0, 1);
  return {walk.out.take(), std::move(walk.image)};
}

bool looks_like_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != std::string_view::npos;
       at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at);
    if (rest[0] == '&' ? entity_at(rest).has_semicolon : is_known_tag(rest.substr(1))) return true;
  }
  return false;
}

HtmlText text_of_unknown(std::string_view text, std::size_t max_bytes) {
  if (!looks_like_html(text)) {
    Collector out(max_bytes);
    out.add(text);
    return {out.take(), {}};
  }
  HtmlText once = text_of_html(text, max_bytes);
  // "&lt;p&gt;…&lt;/p&gt;" came out as "<p>…</p>": nobody means to show that. One tag in a sentence
  // may be what it is about.
  const std::size_t close = once.text.find("</");
  const bool is_escaped_twice = close != std::string::npos && once.text.find('<') < close &&
                                is_known_tag(std::string_view(once.text).substr(close + 1));
  const bool has_entity = text.find("&amp;") != std::string_view::npos &&
                          once.text.find('<') == std::string::npos && looks_like_html(once.text);
  if (!is_escaped_twice && !has_entity) return once;
  HtmlText twice = text_of_html(once.text, max_bytes);
  if (twice.image.empty()) twice.image = std::move(once.image);
  return twice;
}

std::string collapsed(std::string_view text) {
  Collector out(text.size());
  out.add(text);
  return out.take();
}

std::string collapsed_lines(std::string_view text) {
  Collector out(text.size());
  constexpr bool keep_lines = true;
  out.add(text, keep_lines);
  return out.take();
}

}  // namespace newsloom::ingest
