#include "ingest/feed_suites.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <map>
#include <regex>
#include <span>

#include "newsloom/ingest/byte_source.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest::testing {
namespace {

std::string read_all(const std::string& path) {
  auto file = open_file(path);
  if (!file) return {};
  const auto source = decompressed(*std::move(file));
  std::string all;
  std::array<std::byte, 1U << 16U> buffer;
  for (;;) {
    const auto got = source->read(buffer);
    if (!got || *got == 0) return all;
    all.append(reinterpret_cast<const char*>(buffer.data()), *got);
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

// A header line of the comment, without its name.
std::string comment_line(std::string_view bytes, const std::string& name) {
  const std::regex line(name + R"(:[ \t]*([^\r\n]*))");
  std::cmatch match;
  const std::string_view head = bytes.substr(0, 2048);
  if (!std::regex_search(head.data(), head.data() + head.size(), match, line)) return {};
  return std::string(trimmed(match[1].str()));
}

// "'…'" or "u'…'" with Python's escapes, as UTF-8.
std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 >= text.size()) {
      out += text[i];
      continue;
    }
    const char kind = text[++i];
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    if (digits > 0 && i + digits < text.size() + 0 + 1) {
      const std::string hex(text.substr(i + 1, digits));
      text::append_utf8(static_cast<char32_t>(std::strtoul(hex.c_str(), nullptr, 16)), out);
      i += digits;
    } else {
      out += kind == 'n' ? '\n' : kind == 't' ? '\t' : kind;
    }
  }
  return out;
}

bool is_about_a_named_field(const std::string& path) {
  static const std::regex named(
      R"((feed|entries\[\d+\])\.(source\.)?()"
      R"(title|title_detail\.value|link|id|guid|)"
      R"(published|published_parsed|updated|updated_parsed|modified|modified_parsed|)"
      R"(created|created_parsed|expired|expired_parsed|date|date_parsed|issued|issued_parsed|)"
      R"(author|author_detail\.(name|email|url|href)|authors\[\d+\]\.(name|email|url|href)|)"
      R"(language|category|tags\[\d+\]\.(term|scheme|label)))");
  return std::regex_match(path, named);
}

std::string person_text(const FeedPerson& person) {
  if (person.name.empty()) return person.email;
  return person.email.empty() ? person.name : person.name + " (" + person.email + ")";
}

// As time.struct_time prints itself.
std::string tuple_text(const FeedDate& date) {
  if (!date.parsed) return "";
  const auto day = floor<std::chrono::days>(date.parsed->time);
  const std::chrono::year_month_day ymd(day);
  const std::chrono::hh_mm_ss time(date.parsed->time - day);
  const auto weekday = std::chrono::weekday(day).iso_encoding() - 1;
  const auto of_year = (day - std::chrono::sys_days{ymd.year() / 1 / 1}).count() + 1;
  std::string out = "(" + std::to_string(static_cast<int>(ymd.year()));
  for (const auto part :
       {static_cast<long>(static_cast<unsigned>(ymd.month())),
        static_cast<long>(static_cast<unsigned>(ymd.day())),
        static_cast<long>(time.hours().count()), static_cast<long>(time.minutes().count()),
        static_cast<long>(time.seconds().count()), static_cast<long>(weekday),
        static_cast<long>(of_year), 0L}) {
    out += ", " + std::to_string(part);
  }
  return out + ")";
}

std::string date_value(const FeedDate& date, const std::string& field) {
  return field.ends_with("_parsed") ? tuple_text(date) : date.text;
}

std::size_t index_in(const std::string& text) {
  const std::size_t open = text.find('[');
  return open == std::string::npos ? 0 : std::strtoul(text.c_str() + open + 1, nullptr, 10);
}

std::string person_value(const std::vector<FeedPerson>& people, const std::string& field) {
  const std::size_t index = field.starts_with("authors[") ? index_in(field) : 0;
  if (index >= people.size()) return "";
  const FeedPerson& person = people[index];
  if (field.ends_with(".name")) return person.name;
  if (field.ends_with(".email")) return person.email;
  if (field.ends_with(".url") || field.ends_with(".href")) return person.url;
  return person_text(person);
}

std::string tag_value(const std::vector<FeedCategory>& tags, const std::string& field) {
  const std::size_t index = index_in(field);
  if (index >= tags.size()) return "";
  if (field.ends_with(".scheme")) return tags[index].scheme;
  if (field.ends_with(".label")) return tags[index].label;
  return tags[index].term;
}

// What items and feeds have alike.
template <class Owner>
std::string common_value(const Owner& owner, const std::string& field) {
  if (field == "title" || field == "title_detail.value") return owner.title;
  if (field == "link") return owner.link;
  if (field == "id" || field == "guid") return owner.id;
  if (field == "language") return owner.language;
  if (field.starts_with("published") || field.starts_with("issued")) {
    return date_value(owner.published, field);
  }
  if (field.starts_with("updated") || field.starts_with("modified") || field.starts_with("date")) {
    return date_value(owner.updated, field);
  }
  if (field.starts_with("created")) return date_value(owner.created, field);
  if (field.starts_with("author")) return person_value(owner.authors, field);
  if (field.starts_with("tags") || field == "category") return tag_value(owner.categories, field);
  return "?";
}

std::string source_value(const FeedSource& source, const std::string& field) {
  if (field == "title" || field == "title_detail.value") return source.title;
  if (field == "link") return source.url;
  if (field == "id") return source.id;
  if (field.starts_with("updated")) return date_value(source.updated, field);
  if (field.starts_with("author")) return person_value(source.authors, field);
  if (field.starts_with("tags")) return tag_value(source.categories, field);
  return "?";
}

}  // namespace

std::vector<SuiteFile> files_of(const std::string& archive) {
  constexpr std::size_t block = 512;
  const std::string tar = read_all(archive);
  std::vector<SuiteFile> files;
  std::string long_name;
  for (std::size_t at = 0; at + block <= tar.size();) {
    const std::string_view header = std::string_view(tar).substr(at, block);
    if (header[0] == '\0') break;
    const std::string octal(header.substr(124, 11));
    const std::size_t size = std::strtoul(octal.c_str(), nullptr, 8);
    const char type = header[156];
    const std::string_view body = std::string_view(tar).substr(at + block, size);
    std::string name(header.data(), strnlen(header.data(), 100));
    const std::string prefix(header.data() + 345, strnlen(header.data() + 345, 155));
    if (!prefix.empty() && header.substr(257, 5) == "ustar") name = prefix + "/" + name;
    if (type == 'L') {
      long_name.assign(body.data(), strnlen(body.data(), body.size()));
    } else if (type == '0' || type == '\0') {
      files.push_back({long_name.empty() ? name : long_name, std::string(body)});
      long_name.clear();
    }
    at += block + (size + block - 1) / block * block;
  }
  return files;
}

SeenItems items_seen_by_libxml2(std::string_view bytes) {
  SeenItems seen;
  xmlDoc* document =
      xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                    XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (document == nullptr) return seen;
  const auto name = [](const xmlNode* node) {
    std::string text = reinterpret_cast<const char*>(node->name);
    std::ranges::transform(text, text.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c;
    });
    return text.substr(text.find(':') + 1);
  };
  const xmlNode* root = xmlDocGetRootElement(document);
  if (root != nullptr) seen.root = name(root);
  for (const xmlNode* at = root; at != nullptr;) {
    if (at->type == XML_ELEMENT_NODE && (name(at) == "item" || name(at) == "entry")) ++seen.count;
    if (at->type == XML_ELEMENT_NODE && at->children != nullptr) {
      at = at->children;
      continue;
    }
    while (at != root && at->next == nullptr) at = at->parent;
    at = at == root ? nullptr : at->next;
  }
  xmlFreeDoc(document);
  return seen;
}

std::vector<Expectation> expectations_of(std::string_view bytes) {
  std::vector<Expectation> out;
  const std::string line = comment_line(bytes, "Expect");
  static const std::regex comparison(
      R"(((?:feed|entries\[\d+\])(?:\.\w+|\['\w+'\]|\[\d+\])+) == )"
      R"((None|u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"|\([\d, ]+\))(?! *\+))");
  for (std::sregex_iterator at(line.begin(), line.end(), comparison), end; at != end; ++at) {
    Expectation one;
    one.path = std::regex_replace((*at)[1].str(), std::regex(R"(\['(\w+)'\])"), ".$1");
    std::string literal = (*at)[2].str();
    one.is_none = literal == "None";
    if (literal.starts_with('u')) literal.erase(0, 1);
    const bool is_quoted = literal.front() == '\'' || literal.front() == '"';
    one.literal =
        is_quoted ? unescaped(std::string_view(literal).substr(1, literal.size() - 2)) : literal;
    if (is_about_a_named_field(one.path)) out.push_back(std::move(one));
  }
  return out;
}

Served served(std::string_view bytes) {
  Served out;
  const std::string_view head = bytes.substr(0, 2048);
  const bool is_ascii = head.find("Header") != std::string_view::npos;
  out.url = is_ascii ? comment_line(bytes, "Content-Location") : "";
  out.url = resolve_url("http://127.0.0.1:8097/feed.xml", out.url);
  if (!is_ascii) return out;
  out.language = comment_line(bytes, "Content-Language");
  static const std::regex charset(R"(charset *[=:] *["']?([\w-]+))", std::regex::icase);
  std::smatch match;
  const std::string type = comment_line(bytes, "Content-type");
  if (std::regex_search(type, match, charset)) out.charset = match[1];
  return out;
}

std::string value_at(const Feed& feed, const std::string& path) {
  std::string field = path.substr(path.find('.') + 1);
  if (path.starts_with("feed.")) return common_value(feed, field);
  const std::size_t index = index_in(path);
  if (index >= feed.items.size()) return "";
  const FeedItem& item = feed.items[index];
  constexpr std::string_view source = "source.";
  if (field.starts_with(source)) return source_value(item.source, field.substr(source.size()));
  if (field.starts_with("expired")) return date_value(item.expires, field);
  return common_value(item, field);
}

std::string plain(std::string_view literal) {
  // Tags go first, then references become characters; what those spell stays.
  std::string text = std::regex_replace(std::string(literal), std::regex("<[A-Za-z/][^>]*>"), "");
  static const std::map<std::string, std::string> names = {
      {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&nbsp;", " "}};
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t end = text[i] == '&' ? text.find(';', i) : std::string::npos;
    const std::string reference = end == std::string::npos ? "" : text.substr(i, end - i + 1);
    if (const auto named = names.find(reference); named != names.end()) {
      out += named->second;
      i = end;
    } else if (reference.starts_with("&#")) {
      const bool is_hex = reference[2] == 'x';
      text::append_utf8(static_cast<char32_t>(std::strtoul(reference.c_str() + (is_hex ? 3 : 2),
                                                           nullptr, is_hex ? 16 : 10)),
                        out);
      i = end;
    } else {
      out += text[i];
    }
  }
  std::string collapsed;
  for (std::size_t i = 0; i < out.size(); ++i) {
    const bool is_no_break = out.compare(i, 2, "\xC2\xA0") == 0;
    const bool is_space = is_no_break || static_cast<unsigned char>(out[i]) <= ' ';
    if (!is_space) {
      collapsed += out[i];
    } else if (!collapsed.empty() && collapsed.back() != ' ') {
      collapsed += ' ';
    }
    if (is_no_break) ++i;
  }
  return std::string(trimmed(collapsed));
}

}  // namespace newsloom::ingest::testing
