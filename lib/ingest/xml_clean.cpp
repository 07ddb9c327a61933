#include "xml_clean.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "html_entities.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool is_name(char c) {
  return is_name_start(c) || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '.';
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' && c != '\r';
}

constexpr std::size_t most_attributes = 64;  // of one element

class Cleaner {
 public:
  Cleaner(std::string_view text, std::size_t max_depth) : in_(text), max_depth_(max_depth) {}

  CleanXml run() {
    out_.text.reserve(in_.size() + in_.size() / 16);
    skip_to_first_tag();
    while (at_ < in_.size()) {
      const std::size_t next = std::min(in_.find('<', at_), in_.size());
      copy_text(in_.substr(at_, next - at_));
      at_ = next;
      if (at_ < in_.size()) markup();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] std::string_view rest() const { return in_.substr(at_); }

  void skip_to_first_tag() {
    const std::size_t tag = in_.find('<');
    if (tag == std::string_view::npos) return;
    keep_lines(tag);
  }

  // Skips to `end`, leaving only line ends.
  void keep_lines(std::size_t end) {
    out_.text.append(
        static_cast<std::size_t>(std::count(in_.begin() + static_cast<std::ptrdiff_t>(at_),
                                            in_.begin() + static_cast<std::ptrdiff_t>(end), '\n')),
        '\n');
    at_ = end;
  }

  void markup() {
    if (rest().starts_with("<![CDATA[")) return character_data();
    if (rest().starts_with("<!--")) return dropped("-->", no_comment_end_);
    if (rest().starts_with("<?")) return dropped("?>", no_instruction_end_);
    if (rest().starts_with("<!DOCTYPE") || rest().starts_with("<!doctype")) return doctype();
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : ' ';
    if (is_name_start(next)) return start_tag();
    if (next == '/' && at_ + 2 < in_.size() && is_name_start(in_[at_ + 2])) return end_tag();
    escape_bracket();
  }

  void escape_bracket() {
    append(U'<');
    ++out_.mended;
    ++at_;
  }

  // `none_follows` remembers that no such end stands in the rest, so that it is searched once.
  void dropped(std::string_view end, bool& none_follows) {
    const std::size_t found = none_follows ? std::string_view::npos : in_.find(end, at_ + 2);
    none_follows = found == std::string_view::npos;
    if (none_follows) return escape_bracket();
    keep_lines(found + end.size());
  }

  void character_data() {
    constexpr std::string_view open = "<![CDATA[";
    constexpr std::string_view close = "]]>";
    const std::size_t found = in_.find(close, at_ + open.size());
    const std::size_t end = std::min(found, in_.size());
    out_.text += open;
    copy_plain(in_.substr(at_ + open.size(), end - at_ - open.size()));
    out_.text += close;
    if (found == std::string_view::npos) ++out_.mended;
    at_ = std::min(end + close.size(), in_.size());
  }

  // To the '>' behind the internal subset, if there is one.
  void doctype() {
    if (no_doctype_end_) return escape_bracket();
    out_.has_doctype = true;
    int brackets = 0;
    char quote = 0;
    for (std::size_t i = at_; i < in_.size(); ++i) {
      const char c = in_[i];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        if (in_.find(c, i + 1) != std::string_view::npos) quote = c;
      } else if (c == '[') {
        ++brackets;
      } else if (c == ']') {
        --brackets;
      } else if (c == '>' && brackets <= 0) {
        return keep_lines(i + 1);
      }
    }
    no_doctype_end_ = true;
    // It never ends: the subset goes, as far as a tag could begin that is none of a subset.
    const std::size_t close = in_.find('>', at_);
    if (close == std::string_view::npos) return escape_bracket();
    ++out_.mended;
    keep_lines(close + 1);
  }

  // Behind the tag's '>', or where another tag begins before one came. Quotes hide both.
  [[nodiscard]] std::size_t end_of_tag() {
    for (std::size_t i = at_ + 1; i < in_.size(); ++i) {
      const char c = in_[i];
      if (c == '>') return i + 1;
      if (c == '<') return i;
      if (c != '"' && c != '\'') continue;
      const std::size_t quotes = c == '"' ? 0 : 1;
      if (no_more_[quotes]) continue;
      const std::size_t close = in_.find(c, i + 1);
      no_more_[quotes] = close == std::string_view::npos;
      if (!no_more_[quotes]) i = close;
    }
    return in_.size();
  }

  void start_tag() {
    const std::size_t end = end_of_tag();
    const std::string_view tag = in_.substr(at_, end - at_);
    if (!tag.ends_with('>')) {
      // "a <b and c": no tag, or one that lost its end; the latter if it has an attribute.
      if (tag.find('=') == std::string_view::npos && end < in_.size()) return escape_bracket();
      ++out_.mended;
    }
    const bool is_empty = tag.ends_with("/>");
    if (open_.size() >= max_depth_) {
      ++out_.too_deep;
      if (!is_empty) ++too_deep_;
      return keep_lines(end);
    }
    if (!is_empty) open_.push_back(name_of_tag(tag.substr(1)));
    out_.text += '<';
    attributes(tag.substr(1, tag.size() - (tag.ends_with('>') ? 2 : 1)));
    out_.text += '>';
    at_ = end;
  }

  static std::string_view name_of_tag(std::string_view tag) {
    return tag.substr(0, tag.find_first_of(" \t\r\n/>"));
  }

  // Name and attributes of a start tag, written anew: every value quoted, none twice.
  void attributes(std::string_view tag) {
    const bool is_empty = tag.ends_with('/');
    const std::ptrdiff_t lines = std::ranges::count(tag, '\n');
    const std::size_t start = out_.text.size();
    if (is_empty) tag.remove_suffix(1);
    const std::string_view element = name_of_tag(tag);
    copy_plain(element);
    std::vector<std::string_view> names;
    for (std::size_t at = element.size(); at < tag.size();) {
      const Attribute next = attribute_at(tag, at);
      at = next.end;
      const bool is_new = std::ranges::find(names, next.name) == names.end();
      if (next.name.empty() || !is_new || names.size() >= most_attributes) {
        if (!next.name.empty()) ++out_.mended;
        continue;
      }
      names.push_back(next.name);
      out_.text += ' ';
      copy_plain(next.name);
      out_.text += "=\"";
      copy_value(next.value);
      out_.text += '"';
    }
    const std::ptrdiff_t written =
        std::ranges::count(std::string_view(out_.text).substr(start), '\n');
    if (lines > written) out_.text.append(static_cast<std::size_t>(lines - written), '\n');
    if (is_empty) out_.text += '/';
  }

  struct Attribute {
    std::string_view name;
    std::string_view value;
    std::size_t end = 0;
  };

  // The attribute at or behind `at`; nameless where there is none, which takes one byte.
  Attribute attribute_at(std::string_view tag, std::size_t at) {
    while (at < tag.size() && is_space(tag[at])) ++at;
    const std::size_t begin = at;
    if (at == tag.size()) return {{}, {}, at};
    if (!is_name_start(tag[at])) return {{}, {}, at + 1};
    while (at < tag.size() && is_name(tag[at])) ++at;
    const std::string_view name = tag.substr(begin, at - begin);
    std::size_t equal = at;
    while (equal < tag.size() && is_space(tag[equal])) ++equal;
    if (equal == tag.size() || tag[equal] != '=') {
      ++out_.mended;
      return {name, name, at};
    }
    at = equal + 1;
    while (at < tag.size() && is_space(tag[at])) ++at;
    if (at == tag.size()) return {name, {}, at};
    const char quote = tag[at];
    if (quote != '"' && quote != '\'') {
      const std::size_t end = std::min(tag.find_first_of(" \t\r\n", at), tag.size());
      ++out_.mended;
      return {name, tag.substr(at, end - at), end};
    }
    const std::size_t close = closing_quote(tag, at + 1, quote);
    return {name, tag.substr(at + 1, close - at - 1), std::min(close + 1, tag.size())};
  }

  // Where the value ends: at a quote behind which the tag ends or another attribute begins. One
  // followed by anything else belongs to the text: title="The "Post"".
  std::size_t closing_quote(std::string_view tag, std::size_t at, char quote) {
    for (std::size_t close = tag.find(quote, at); close != std::string_view::npos;
         close = tag.find(quote, close + 1)) {
      std::size_t next = close + 1;
      while (next < tag.size() && is_space(tag[next])) ++next;
      if (next == tag.size()) return close;
      std::size_t end = next;
      if (is_name_start(tag[next])) {
        while (end < tag.size() && is_name(tag[end])) ++end;
      }
      while (end < tag.size() && is_space(tag[end])) ++end;
      if (end > next && end < tag.size() && tag[end] == '=') return close;
      ++out_.mended;
    }
    return tag.size();
  }

  void copy_value(std::string_view value) {
    for (std::size_t at = 0; at < value.size();) {
      const std::size_t next = std::min(value.find_first_of("<\"", at), value.size());
      copy_text(value.substr(at, next - at));
      if (next < value.size()) append(static_cast<unsigned char>(value[next]));
      at = next + 1;
    }
  }

  // An end tag closes what was opened inside its element and not closed; one without an element is
  // dropped.
  void end_tag() {
    const std::size_t end = std::min(in_.find_first_of("<>", at_ + 1), in_.size());
    const std::size_t next = end < in_.size() && in_[end] == '>' ? end + 1 : end;
    const std::string_view name = name_of_tag(in_.substr(at_ + 2, end - at_ - 2));
    if (too_deep_ > 0) {
      --too_deep_;
      return keep_lines(next);
    }
    const auto opened = std::find_if(open_.rbegin(), open_.rend(), [&](std::string_view other) {
      return same_name(name, other);
    });
    if (opened == open_.rend()) {
      ++out_.mended;
      return keep_lines(next);
    }
    out_.mended += static_cast<std::uint64_t>(opened - open_.rbegin());
    for (const std::size_t rest = static_cast<std::size_t>(open_.rend() - opened) - 1;
         open_.size() > rest;) {
      out_.text += "</";
      copy_plain(open_.back());
      out_.text += '>';
      open_.pop_back();
    }
    keep_lines(next);
  }

  static bool same_name(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) {
      const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? c | 32 : int{c}; };
      return lower(x) == lower(y);
    });
  }

  void copy_plain(std::string_view text) {
    constexpr std::string_view noncharacters = "\xEF\xBF";  // U+FFFE and U+FFFF begin so
    for (std::size_t i = 0; i < text.size(); ++i) {
      const char c = text[i];
      if (is_control(c)) {
        out_.text += ' ';
        ++out_.mended;
      } else if (c == noncharacters[0] && i + 2 < text.size() && text[i + 1] == noncharacters[1] &&
                 static_cast<unsigned char>(text[i + 2]) >= 0xBE) {
        out_.text += "\xEF\xBF\xBD";
        ++out_.mended;
        i += 2;
      } else {
        out_.text += c;
      }
    }
  }

  void copy_text(std::string_view text) {
    while (!text.empty()) {
      const std::size_t ampersand = std::min(text.find('&'), text.size());
      copy_plain(text.substr(0, ampersand));
      text.remove_prefix(ampersand);
      if (!text.empty()) text.remove_prefix(reference(text));
    }
  }

  // One reference at the beginning of `text`; how many bytes of it are done.
  std::size_t reference(std::string_view text) {
    const Entity entity = entity_at(text);
    if (entity.length == 0 || !entity.has_semicolon) {
      append(U'&');
      ++out_.mended;
      return 1;
    }
    if (!entity.is_xml) ++out_.mended;
    append(entity.character);
    return entity.length;
  }

  // As a number where it must not stand as it is: libxml2 drops even the names XML itself defines
  // once it has seen an error.
  void append(char32_t character) {
    switch (character) {
      case U'<':
      case U'>':
      case U'&':
      case U'"':
      case U'\'':
      case U'\t':
      case U'\n':
      case U'\r':
        out_.text += "&#" + std::to_string(static_cast<std::uint32_t>(character)) + ";";
        break;
      default:
        text::append_utf8(character, out_.text);
    }
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::vector<std::string_view> open_;  // names of elements
  std::size_t too_deep_ = 0;            // elements open that were left out
  std::size_t max_depth_;
  bool no_comment_end_ = false;
  bool no_instruction_end_ = false;
  bool no_doctype_end_ = false;
  std::array<bool, 2> no_more_{};  // '"' and '\'': none follows in the whole text
  CleanXml out_;
};

}  // namespace

CleanXml clean_xml(std::string_view utf8, std::size_t max_depth) {
  return Cleaner(utf8, max_depth).run();
}

}  // namespace newsloom::ingest
