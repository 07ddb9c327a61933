#include "xml_clean.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "html_entities.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

bool is_name_start(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}
bool is_control(char c) {
  return static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t' && c != '\r';
}

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
    if (rest().starts_with("<!--")) return dropped("-->");
    if (rest().starts_with("<?")) return dropped("?>");
    if (rest().starts_with("<!DOCTYPE") || rest().starts_with("<!doctype")) return doctype();
    const char next = at_ + 1 < in_.size() ? in_[at_ + 1] : ' ';
    if (is_name_start(next)) return start_tag();
    if (next == '/' && at_ + 2 < in_.size() && is_name_start(in_[at_ + 2])) return end_tag();
    escape_bracket();
  }

  void escape_bracket() {
    out_.text += "&lt;";
    ++out_.mended;
    ++at_;
  }

  void dropped(std::string_view end) {
    const std::size_t found = in_.find(end, at_ + 2);
    if (found == std::string_view::npos) return escape_bracket();
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
    if (depth_ >= max_depth_) {
      ++out_.too_deep;
      if (!is_empty) ++depth_;
      return keep_lines(end);
    }
    if (!is_empty) ++depth_;
    out_.text += '<';
    attributes(tag.substr(1, tag.size() - (tag.ends_with('>') ? 2 : 1)));
    out_.text += '>';
    at_ = end;
  }

  // '<' and ampersands may not stand in a value.
  void attributes(std::string_view tag) {
    std::size_t begin = 0;
    for (std::size_t i = tag.find('<'); i != std::string_view::npos; i = tag.find('<', begin)) {
      copy_text(tag.substr(begin, i - begin));
      out_.text += "&lt;";
      ++out_.mended;
      begin = i + 1;
    }
    copy_text(tag.substr(begin));
  }

  void end_tag() {
    const std::size_t end = std::min(in_.find_first_of("<>", at_ + 1), in_.size());
    const std::size_t next = end < in_.size() && in_[end] == '>' ? end + 1 : end;
    if (depth_ > max_depth_) {
      --depth_;
      return keep_lines(next);
    }
    if (depth_ > 0) --depth_;
    copy_plain(in_.substr(at_, end - at_));
    out_.text += '>';
    at_ = next;
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
      out_.text += "&amp;";
      ++out_.mended;
      return 1;
    }
    const std::string_view written = text.substr(0, entity.length);
    if (entity.is_xml) {
      out_.text += written;
    } else {
      ++out_.mended;
      append(entity.character);
    }
    return entity.length;
  }

  void append(char32_t character) {
    if (character == U'<') {
      out_.text += "&lt;";
    } else if (character == U'&') {
      out_.text += "&amp;";
    } else if (character == U'"') {
      out_.text += "&quot;";
    } else {
      text::append_utf8(character, out_.text);
    }
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::size_t max_depth_;
  std::array<bool, 2> no_more_{};  // '"' and '\'': none follows in the whole text
  CleanXml out_;
};

}  // namespace

CleanXml clean_xml(std::string_view utf8, std::size_t max_depth) {
  return Cleaner(utf8, max_depth).run();
}

}  // namespace newsloom::ingest
