#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "article_fields.hpp"
#include "html_text.hpp"
#include "identity.hpp"
#include "newsloom/ingest/charset.hpp"
#include "newsloom/ingest/newsroom.hpp"
#include "newsloom/ingest/syndication.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::ingest {
namespace {

using simdjson::dom::array;
using simdjson::dom::element;
using simdjson::dom::object;

class NinjsReader {
 public:
  NinjsReader(const DocumentOptions& options, std::optional<Timestamp> now)
      : options_(options), now_(now) {}

  // `place`: of the item in its list, 1-based.
  void read(const object& item, std::uint64_t place, DocumentArticles& out) const {
    const std::string type = field(item, "type");
    const bool is_text = type.empty() || type == "text" || type == "composite" ||
                         type == "article" || type == "html";
    if (!is_text) return;
    const std::string status = field(item, "pubstatus");
    if (status == "canceled" || status == "cancelled" || status == "withheld") {
      out.problems.push_back({{ErrorCode::missing_content,
                               "item " + std::to_string(place) + " is withdrawn by its provider",
                               {{}, {}, {}, "pubstatus"}},
                              true});
      return;
    }
    Article article = article_of(item, out.problems);
    if (has_content(article)) {
      out.articles.push_back(std::move(article));
    } else {
      out.problems.push_back(no_content("item " + std::to_string(place), std::nullopt));
    }
  }

 private:
  [[nodiscard]] std::string text(const object& from, std::string_view name) const {
    std::string_view value;
    if (from.at_key(name).get(value) != simdjson::SUCCESS) return {};
    const std::string_view cut = text::truncate_to_boundary(value, options_.max_text_bytes);
    return text::needs_no_repair(cut) ? std::string(cut) : text::repair_utf8(cut);
  }
  [[nodiscard]] std::string field(const object& from, std::string_view name) const {
    std::string value = collapsed(text(from, name));
    value.resize(text::truncate_to_boundary(value, options_.max_field_bytes).size());
    return value;
  }
  // Names of a list of parties or concepts.
  [[nodiscard]] std::vector<std::string> names(const object& from, std::string_view list) const {
    std::vector<std::string> out;
    array items;
    if (from.at_key(list).get(items) != simdjson::SUCCESS) return out;
    for (const element one : items) {
      object entry;
      if (out.size() >= options_.max_list_items || one.get(entry) != simdjson::SUCCESS) continue;
      std::string name = field(entry, "name");
      if (name.empty()) name = field(entry, "literal");
      if (!name.empty() && std::ranges::find(out, name) == out.end())
        out.push_back(std::move(name));
    }
    return out;
  }

  // 2.x: a list of {role, contenttype, value}; `preferred` is the role taken first.
  [[nodiscard]] std::string from_list(const object& item, std::string_view list,
                                      std::string_view preferred) const {
    array values;
    std::string first;
    if (item.at_key(list).get(values) != simdjson::SUCCESS) return first;
    for (const element one : values) {
      object entry;
      if (one.get(entry) != simdjson::SUCCESS) continue;
      std::string value = text(entry, "value");
      if (value.empty()) continue;
      const std::string type = field(entry, "contenttype");
      const bool is_markup =
          type.find("html") != std::string::npos || (type.empty() && looks_like_html(value));
      if (is_markup) value = text_of_html(value, options_.max_text_bytes).text;
      if (field(entry, "role") == preferred) return value;
      if (first.empty()) first = std::move(value);
    }
    return first;
  }

  [[nodiscard]] std::string body(const object& item) const {
    std::string best = from_list(item, "bodies", "main");
    if (best.empty()) best = collapsed_lines(text(item, "body_text"));
    for (const std::string_view name : {"body_xhtml", "body_html"}) {
      std::string markup = text_of_html(text(item, name), options_.max_text_bytes).text;
      if (markup.size() > best.size() || (best.empty() && !markup.empty()))
        best = std::move(markup);
    }
    // body_main, body_story and what else profiles call it
    if (best.empty()) {
      for (const auto& [key, value] : item) {
        std::string_view text;
        if (!key.starts_with("body_") || value.get(text) != simdjson::SUCCESS) continue;
        best = text_of_unknown(text, options_.max_text_bytes).text;
        if (!best.empty()) break;
      }
    }
    for (const std::string_view name : {"description_text", "description_html", "description"}) {
      if (best.empty()) best = text_of_unknown(text(item, name), options_.max_text_bytes).text;
    }
    if (best.empty()) best = from_list(item, "descriptions", "summary");
    return best;
  }

  [[nodiscard]] std::string image(const object& item) const {
    object renditions;
    if (item.at_key("renditions").get(renditions) == simdjson::SUCCESS) {
      for (const auto& [name, value] : renditions) {
        object rendition;
        if (value.get(rendition) != simdjson::SUCCESS) continue;
        const std::string type = field(rendition, "mimetype");
        if (type.starts_with("image/")) return resolve_url(options_.url, field(rendition, "href"));
      }
    }
    object associations;
    if (item.at_key("associations").get(associations) != simdjson::SUCCESS) return {};
    for (const auto& [name, value] : associations) {
      object inner;
      if (value.get(inner) != simdjson::SUCCESS || field(inner, "type") != "picture") continue;
      object sizes;
      if (inner.at_key("renditions").get(sizes) != simdjson::SUCCESS) continue;
      for (const auto& [size, rendition] : sizes) {
        object one;
        if (rendition.get(one) != simdjson::SUCCESS) continue;
        if (std::string href = field(one, "href"); !href.empty()) return href;
      }
    }
    return {};
  }

  [[nodiscard]] std::string provider(const object& item) const {
    for (const std::string_view name : {"provider", "source", "infosource"}) {
      object party;
      std::string value = item.at_key(name).get(party) == simdjson::SUCCESS ? field(party, "name")
                                                                            : field(item, name);
      if (value.empty()) {
        const auto list = names(item, name);
        if (!list.empty()) value = list.front();
      }
      if (!value.empty()) return value;
    }
    return {};
  }

  [[nodiscard]] Article article_of(const object& item, std::vector<Problem>& problems) const {
    Article article;
    article.title = text_of_unknown(text(item, "headline"), options_.max_field_bytes).text;
    if (article.title.empty()) article.title = collapsed(from_list(item, "headlines", "main"));
    if (article.title.empty()) article.title = field(item, "title");
    article.text = body(item);
    article.language = field(item, "language");
    if (article.language.empty()) article.language = options_.language;
    const std::string uri = field(item, "uri");
    std::string url = field(item, "url");
    if (url.empty() && is_web_url(uri)) url = uri;
    article.url = canonical_url(url).value_or(url);
    const std::string holder = field(item, "copyrightholder");
    article.outlet = provider(item);
    if (article.outlet.empty()) article.outlet = holder;
    if (article.outlet.empty()) article.outlet = host_of(article.url);
    article.credit = field(item, "creditline");
    if (article.credit.empty()) article.credit = holder;
    authors(item, article);
    article.categories = names(item, "subject");
    if (article.categories.empty()) article.categories = names(item, "subjects");
    article.section = field(item, "section");
    article.image = image(item);
    dates(item, article, problems);
    state_credit(article, field(item, "copyrightnotice"));
    set_id(article, uri.empty() || is_web_url(uri) ? std::string() : uri);
    return article;
  }

  void authors(const object& item, Article& article) const {
    article.authors = names(item, "creator");
    const std::string byline = author_name(field(item, "byline"));
    if (article.authors.empty() && !byline.empty()) article.authors.push_back(byline);
    const std::string by = author_name(field(item, "by"));
    if (article.authors.empty() && !by.empty()) article.authors.push_back(by);
  }

  void dates(const object& item, Article& article, std::vector<Problem>& problems) const {
    std::vector<std::string> texts;
    constexpr std::string_view fields[] = {"firstcreated", "contentcreated", "versioncreated"};
    for (const std::string_view name : fields) texts.push_back(field(item, name));
    std::vector<StatedDate> stated;
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const auto date = parse_any_date(texts[i]);
      stated.push_back({texts[i], date ? std::optional(*date) : std::nullopt, fields[i]});
    }
    set_published(article, usable_date(stated, now_, std::nullopt, problems));
    if (const auto modified = usable_date({stated.back()}, now_, std::nullopt, problems)) {
      if (modified->precision != DatePrecision::unknown) article.modified = modified->time;
    }
  }

  const DocumentOptions& options_;
  std::optional<Timestamp> now_;
};

bool is_ninjs(const object& item) {
  for (const std::string_view key :
       {"headline", "headlines", "body_text", "body_xhtml", "body_html", "bodies", "versioncreated",
        "pubstatus", "description_text", "profile"}) {
    if (item.at_key(key).error() == simdjson::SUCCESS) return true;
  }
  return false;
}

}  // namespace

result<DocumentArticles> parse_ninjs(std::string_view bytes, const DocumentOptions& options,
                                     std::optional<Timestamp> now) {
  if (bytes.size() > options.max_bytes) {
    return Error{ErrorCode::too_large,
                 "the document has more than " + std::to_string(options.max_bytes) + " bytes",
                 {}};
  }
  const DecodedText decoded = decode_text(bytes, {options.charset, options.language});
  simdjson::dom::parser parser;
  element root;
  if (const auto error = parser.parse(decoded.text).get(root); error != simdjson::SUCCESS) {
    return Error{ErrorCode::json_syntax, simdjson::error_message(error), {}};
  }
  DocumentArticles out;
  const NinjsReader reader(options, now);
  array list;
  object top;
  if (root.get(top) == simdjson::SUCCESS) {
    const bool has_list = top.at_key("items").get(list) == simdjson::SUCCESS ||
                          top.at_key("_items").get(list) == simdjson::SUCCESS;
    if (!has_list && !is_ninjs(top)) {
      return Error{ErrorCode::unknown_format, "the object has none of ninjs' fields", {}};
    }
    if (!has_list) {
      reader.read(top, 1, out);
      return out;
    }
  } else if (root.get(list) != simdjson::SUCCESS) {
    return Error{ErrorCode::unknown_format, "neither an object nor a list", {}};
  }
  std::uint64_t place = 0;
  for (const element one : list) {
    object item;
    if (++place > options.max_items) {
      out.problems.push_back({{ErrorCode::too_large, "further items were left out", {}}, true});
      break;
    }
    if (one.get(item) == simdjson::SUCCESS) {
      reader.read(item, place, out);
    } else {
      out.problems.push_back(
          {{ErrorCode::wrong_type, "item " + std::to_string(place) + " is no object", {}}, true});
    }
  }
  return out;
}

}  // namespace newsloom::ingest
