#include <algorithm>
#include <utility>

#include "article_fields.hpp"
#include "html_text.hpp"
#include "identity.hpp"
#include "newsloom/ingest/newsroom.hpp"
#include "newsloom/ingest/syndication.hpp"
#include "newsloom/ingest/url.hpp"
#include "nitf_reader.hpp"

namespace newsloom::ingest {
namespace {

// A child by its local name; null if there is none.
XmlNode child_of(XmlNode node, std::string_view local) {
  if (node == nullptr) return nullptr;
  for (XmlNode child : XmlChildren(node)) {
    if (local_name(child) == local) return child;
  }
  return nullptr;
}

class ItemReader {
 public:
  ItemReader(XmlNode item, const DocumentOptions& options)
      : item_(item),
        options_(options),
        meta_(child_of(item, "itemmeta")),
        content_(child_of(item, "contentmeta")) {}

  // What is not text: pictures, graphics, video.
  [[nodiscard]] bool is_text() const {
    const XmlNode item_class = child_of(meta_, "itemclass");
    if (item_class == nullptr) return true;
    const std::string code = attribute(item_class, "qcode");
    return code.empty() || code.ends_with(":text") || code.ends_with(":composite");
  }
  [[nodiscard]] bool is_withdrawn() const {
    const XmlNode status = child_of(meta_, "pubstatus");
    if (status == nullptr) return false;
    const std::string code = attribute(status, "qcode") + attribute(status, "uri");
    return code.ends_with("canceled") || code.ends_with("cancelled") || code.ends_with("withheld");
  }

  [[nodiscard]] Article read(std::optional<Timestamp> now, std::vector<Problem>& problems) const {
    Article article;
    read_names(article);
    read_text(article);
    read_dates(now, article, problems);
    const std::string rights = rights_holder();
    if (article.credit.empty()) article.credit = rights;
    if (article.credit.empty()) article.credit = article.outlet;
    state_credit(article, rights);
    set_id(article, collapsed(attribute(item_, "guid")));
    return article;
  }

 private:
  [[nodiscard]] std::string field(XmlNode node) const {
    return node == nullptr ? std::string() : collapsed(text_of(node, options_.max_field_bytes));
  }
  // Of a party or subject: its name, else the literal or code it is called by.
  [[nodiscard]] std::string name(XmlNode node) const {
    if (node == nullptr) return {};
    std::string name = field(child_of(node, "name"));
    if (name.empty()) name = collapsed(attribute(node, "literal"));
    if (!name.empty()) return name;
    const std::string code = attribute(node, "qcode");
    return code.substr(code.find(':') + 1);
  }

  [[nodiscard]] std::string rights_holder() const {
    const XmlNode rights = child_of(item_, "rightsinfo");
    std::string holder = name(child_of(rights, "copyrightholder"));
    return holder.empty() ? field(child_of(rights, "copyrightnotice")) : holder;
  }

  void read_names(Article& article) const {
    article.outlet = name(child_of(meta_, "provider"));
    const XmlNode link = child_of(meta_, "link");
    if (link != nullptr && is_web_url(attribute(link, "href"))) {
      const std::string url = attribute(link, "href");
      article.url = canonical_url(url).value_or(url);
    }
    article.language = language_of(item_, options_.language);
    if (content_ == nullptr) return;
    for (XmlNode child : XmlChildren(content_)) read_content_meta(child, article);
  }

  void read_content_meta(XmlNode child, Article& article) const {
    const std::string local = local_name(child);
    if (local == "headline") {
      if (article.title.empty()) article.title = field(child);
    } else if (local == "creditline") {
      article.credit = field(child);
    } else if (local == "language") {
      const std::string tag = attribute(child, "tag");
      if (!tag.empty()) article.language = tag;
    } else if (local == "creator" || local == "contributor") {
      add(author_name(name(child)), article.authors);
    } else if (local == "by") {
      if (article.authors.empty()) add(author_name(field(child)), article.authors);
    } else if (local == "subject") {
      add(name(child), article.categories);
    } else if (local == "keyword") {
      add(field(child), article.categories);
    } else if (local == "genre" && article.section.empty()) {
      article.section = name(child);
    }
  }

  void add(std::string value, std::vector<std::string>& out) const {
    const bool is_new = std::ranges::find(out, value) == out.end();
    if (!value.empty() && is_new && out.size() < options_.max_list_items) {
      out.push_back(std::move(value));
    }
  }

  void read_text(Article& article) const {
    const XmlNode set = child_of(item_, "contentset");
    if (set != nullptr) {
      for (XmlNode child : XmlChildren(set)) read_content(child, article);
    }
    if (!article.text.empty()) return;
    article.text = field(child_of(content_, "description"));
  }

  void read_content(XmlNode node, Article& article) const {
    const std::string local = local_name(node);
    const std::string type = attribute(node, "contenttype");
    std::string text;
    if (local == "inlinexml") {
      const XmlNode nitf = find_local(node, "body.content");
      if (nitf != nullptr) {
        text = nitf_body(nitf, options_.max_text_bytes);
      } else {
        const XmlNode body = find_local(node, "body");
        text = text_of_html(markup_of(body == nullptr ? node : body, options_.max_text_bytes),
                            options_.max_text_bytes)
                   .text;
      }
      if (article.title.empty()) article.title = field(find_local(node, "hl1"));
    } else if (local == "inlinedata" && (type.empty() || type.starts_with("text/"))) {
      const std::string raw = text_of(node, options_.max_text_bytes);
      text = type == "text/html" ? text_of_html(raw, options_.max_text_bytes).text
                                 : collapsed_lines(raw);
    } else if (local == "remotecontent" && type.starts_with("image/") && article.image.empty()) {
      article.image = resolve_url(options_.url, attribute(node, "href"));
    }
    if (text.size() > article.text.size()) article.text = std::move(text);
  }

  void read_dates(std::optional<Timestamp> now, Article& article,
                  std::vector<Problem>& problems) const {
    const std::string first = field(child_of(meta_, "firstcreated"));
    const std::string created = field(child_of(content_, "contentcreated"));
    const std::string version = field(child_of(meta_, "versioncreated"));
    const auto stated = [](const std::string& text, std::string_view name) {
      const auto date = parse_any_date(text);
      return StatedDate{text, date ? std::optional(*date) : std::nullopt, name};
    };
    const std::uint64_t line = line_of(item_);
    set_published(article,
                  usable_date({stated(first, "firstCreated"), stated(created, "contentCreated"),
                               stated(version, "versionCreated")},
                              now, line, problems));
    if (const auto modified =
            usable_date({stated(version, "versionCreated")}, now, line, problems)) {
      if (modified->precision != DatePrecision::unknown) article.modified = modified->time;
    }
  }

  XmlNode item_;
  const DocumentOptions& options_;
  XmlNode meta_;
  XmlNode content_;
};

}  // namespace

result<DocumentArticles> parse_newsml(std::string_view bytes, const DocumentOptions& options,
                                      std::optional<Timestamp> now) {
  DocumentArticles out;
  auto document = XmlDocument::parse(bytes, options, out.problems);
  if (!document) return document.error();
  const XmlNode root = document->root();
  bool is_newsml = local_name(root) == "newsmessage";
  std::size_t items = 0;
  for (XmlNode at = root; at != nullptr; at = next_in_order(at, root)) {
    if (at->type != XML_ELEMENT_NODE) continue;
    const std::string local = local_name(at);
    is_newsml = is_newsml || local == "packageitem" || local == "conceptitem";
    if (local != "newsitem") continue;
    is_newsml = true;
    if (++items > options.max_items) {
      out.problems.push_back(
          {{ErrorCode::too_large, "further items were left out", {{}, line_of(at), {}, {}}}, true});
      break;
    }
    const ItemReader reader(at, options);
    if (!reader.is_text()) continue;
    if (reader.is_withdrawn()) {
      out.problems.push_back({{ErrorCode::missing_content,
                               "the item is withdrawn by its provider",
                               {{}, line_of(at), {}, "pubStatus"}},
                              true});
      continue;
    }
    Article article = reader.read(now, out.problems);
    if (has_content(article)) {
      out.articles.push_back(std::move(article));
    } else {
      out.problems.push_back(no_content("the item", line_of(at)));
    }
  }
  if (!is_newsml) {
    return Error{
        ErrorCode::unknown_format,
        "<" + local_name(root) + "> is no NewsML-G2; <newsMessage> or <newsItem> is expected",
        {}};
  }
  return out;
}

}  // namespace newsloom::ingest
