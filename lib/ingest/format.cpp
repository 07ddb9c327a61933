#include "newsloom/ingest/format.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "csv_header.hpp"
#include "html_tree.hpp"
#include "newsloom/ingest/charset.hpp"

namespace newsloom::ingest {
namespace {

constexpr std::string_view space = " \t\r\n\f";

std::string_view without_space(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(space), text.size()));
  return text;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view with) {
  return text.size() >= with.size() &&
         std::ranges::equal(text.substr(0, with.size()), with,
                            [](char a, char b) { return html::lower(a) == b; });
}

// Behind the first `end` in the text, or nothing.
std::string_view behind(std::string_view text, std::string_view end) {
  const std::size_t at = text.find(end);
  return at == std::string_view::npos ? std::string_view{} : text.substr(at + end.size());
}

// The root element's local name in lower case; "html" for a doctype that says so. Empty if the
// head holds none.
std::string root_name(std::string_view text) {
  while (text.starts_with('<')) {
    if (starts_with_ignoring_case(text, "<!doctype")) {
      const std::string_view name =
          without_space(text.substr(std::string_view("<!doctype").size()));
      if (starts_with_ignoring_case(name, "html")) return "html";
      // An internal subset has declarations of its own, in brackets.
      const std::size_t end = text.find('>');
      const std::size_t bracket = text.find('[');
      text = bracket < end ? behind(behind(text, "]"), ">") : behind(text, ">");
    } else if (text.starts_with("<?")) {
      text = behind(text, "?>");
    } else if (text.starts_with("<!--")) {
      text = behind(text, "-->");
    } else {
      text.remove_prefix(1);
      std::string_view name = text.substr(0, text.find_first_of(" \t\r\n\f/>"));
      name.remove_prefix(std::min(name.find(':') + 1, name.size()));
      return html::lowered(name);
    }
    text = without_space(text);
  }
  return {};
}

struct Root {
  std::string_view name;
  Format format;
};
constexpr Root roots[] = {
    {"rss", Format::feed},
    {"feed", Format::feed},
    {"rdf", Format::feed},
    {"channel", Format::feed},
    {"entry", Format::feed},
    {"newsitem", Format::newsml},
    {"newsmessage", Format::newsml},
    {"packageitem", Format::newsml},
    {"newsml", Format::newsml},
    {"nitf", Format::nitf},
    {"opml", Format::opml},
    {"urlset", Format::sitemap},
    {"sitemapindex", Format::sitemap},
};

Format format_of_markup(std::string_view text) {
  const std::string name = root_name(text);
  for (const Root& root : roots) {
    if (root.name == name) return root.format;
  }
  // Pages often begin anywhere.
  if (html::tag_of(name) != html::Tag::other) return Format::html;
  const std::string small = html::lowered(text);
  return small.find("<html") != std::string::npos || small.find("<body") != std::string::npos
             ? Format::html
             : Format::unknown;
}

// Whether the text has `"key"` followed by a colon; the colon's place goes to `at`.
bool has_key(std::string_view text, std::string_view key, std::size_t* at = nullptr) {
  const std::string quoted = '"' + std::string(key) + '"';
  for (std::size_t found = text.find(quoted); found != std::string_view::npos;
       found = text.find(quoted, found + 1)) {
    const std::size_t colon = text.find_first_not_of(space, found + quoted.size());
    if (colon == std::string_view::npos || text[colon] != ':') continue;
    if (at != nullptr) *at = colon;
    return true;
  }
  return false;
}

Format format_of_json(std::string_view text) {
  std::size_t colon = 0;
  if (has_key(text, "version", &colon)) {
    const std::string_view value = without_space(text.substr(colon + 1));
    if (value.starts_with("\"https://jsonfeed.org/") ||
        value.starts_with("\"http://jsonfeed.org/")) {
      return Format::json_feed;
    }
  }
  // One object over several lines cannot be JSON Lines.
  const std::size_t line_end = std::min(text.find('\n'), text.size());
  const std::string_view first = text.substr(0, line_end);
  const bool is_spread = text.starts_with('{') && without_space(first.substr(1)).empty();
  if (is_spread && has_key(text, "items") && has_key(text, "title")) return Format::json_feed;
  const bool has_text = has_key(text, "text") || has_key(text, "content_text");
  const bool is_ninjs = has_key(text, "body_text") || has_key(text, "body_xhtml") ||
                        has_key(text, "body_html") || has_key(text, "bodies") ||
                        has_key(text, "versioncreated") || has_key(text, "headlines");
  if (is_ninjs && !has_text) return Format::ninjs;
  return Format::json_lines;
}

// The first line names columns, one of which is a title or a text.
bool is_csv(std::string_view text) {
  constexpr std::size_t longest = 4096;
  const std::size_t end = text.find('\n');
  return end <= longest && is_csv_header(text.substr(0, end));
}

bool has_json_line(std::string_view text) {
  return text.find("\n{") != std::string_view::npos || text.find("\n[") != std::string_view::npos;
}

bool needs_decoding(std::string_view head) {
  constexpr std::size_t beginning = 64;
  return head.starts_with("\xEF\xBB\xBF") || head.starts_with("\xFE\xFF") ||
         head.starts_with("\xFF\xFE") ||
         head.substr(0, beginning).find('\0') != std::string_view::npos;
}

}  // namespace

std::string_view to_string(Format format) noexcept {
  constexpr std::array<std::string_view, 12> names = {
      "unknown", "json_lines", "json_feed", "ninjs", "html",    "warc",
      "feed",    "newsml",     "nitf",      "opml",  "sitemap", "csv"};
  const auto index = static_cast<std::size_t>(format);
  return index < names.size() ? names[index] : names[0];
}

Format detect_format(std::string_view head) {
  head = head.substr(0, format_head_bytes);
  std::string decoded;
  if (needs_decoding(head)) {
    decoded = decode_text(head).text;
    head = decoded;
  }
  const std::string_view text = without_space(head);
  if (text.starts_with("WARC/")) return Format::warc;
  if (text.starts_with('<')) return format_of_markup(text);
  if (text.starts_with('{') || text.starts_with('[')) return format_of_json(text);
  if (is_csv(text)) return Format::csv;
  if (has_json_line(text)) return Format::json_lines;
  // A page behind something else, as servers print it.
  return html::lowered(text).find("<html") != std::string::npos ? Format::html : Format::unknown;
}

}  // namespace newsloom::ingest
