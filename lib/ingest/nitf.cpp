#include <algorithm>
#include <utility>

#include "article_fields.hpp"
#include "html_text.hpp"
#include "identity.hpp"
#include "newsloom/ingest/newsroom.hpp"
#include "newsloom/ingest/syndication.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"
#include "nitf_reader.hpp"

namespace newsloom::ingest {
namespace {

bool is_paragraph(std::string_view local) {
  return local == "p" || local == "hl2" || local == "li" || local == "pre" || local == "dt" ||
         local == "dd" || local == "bq" || local == "td" || local == "th";
}
bool is_beside(std::string_view local) {
  return local == "media" || local == "note" || local == "media-caption" || local == "credit" ||
         local == "datasource";
}

std::string field(XmlNode root, std::string_view local, const DocumentOptions& options) {
  const XmlNode node = find_local(root, local);
  return node == nullptr ? std::string() : collapsed(text_of(node, options.max_field_bytes));
}

std::string norm_of(XmlNode root, std::string_view local) {
  const XmlNode node = find_local(root, local);
  return node == nullptr ? std::string() : attribute(node, "norm");
}

std::optional<ParsedDate> read(const std::string& text) {
  const auto date = parse_any_date(text);
  return date ? std::optional(*date) : std::nullopt;
}

void add_authors(XmlNode byline, const DocumentOptions& options, Article& article) {
  for (XmlNode at = byline; at != nullptr; at = next_in_order(at, byline)) {
    if (at->type != XML_ELEMENT_NODE || local_name(at) != "person") continue;
    if (article.authors.size() >= options.max_list_items) return;
    std::string name = author_name(text_of(at, options.max_field_bytes));
    if (!name.empty()) article.authors.push_back(std::move(name));
  }
  if (!article.authors.empty()) return;
  std::string name = author_name(text_of(byline, options.max_field_bytes));
  if (!name.empty()) article.authors.push_back(std::move(name));
}

void add_keywords(XmlNode head, const DocumentOptions& options, Article& article) {
  for (XmlNode at = head; at != nullptr; at = next_in_order(at, head)) {
    if (at->type != XML_ELEMENT_NODE) continue;
    const std::string local = local_name(at);
    std::string word;
    if (local == "keyword") word = attribute(at, "key");
    if (local == "tobject.subject") word = attribute(at, "tobject.subject.type");
    if (local == "classifier") word = attribute(at, "value");
    const bool is_new = std::ranges::find(article.categories, word) == article.categories.end();
    if (!word.empty() && is_new && article.categories.size() < options.max_list_items) {
      article.categories.push_back(collapsed(word));
    }
  }
}

// Names, ids and owners, which the head states.
void read_head(XmlNode head, const DocumentOptions& options, std::string& id, std::string& rights,
               Article& article) {
  if (const XmlNode doc_id = find_local(head, "doc-id"); doc_id != nullptr) {
    id = collapsed(attribute(doc_id, "id-string"));
  }
  if (const XmlNode copyright = find_local(head, "doc.copyright"); copyright != nullptr) {
    rights = collapsed(attribute(copyright, "holder"));
  }
  if (const XmlNode publication = find_local(head, "pubdata"); publication != nullptr) {
    article.outlet = collapsed(attribute(publication, "name"));
    article.section = collapsed(attribute(publication, "position.section"));
    const std::string url = attribute(publication, "ex-ref");
    if (is_web_url(url)) article.url = canonical_url(url).value_or(url);
  }
  add_keywords(head, options, article);
}

std::string image_of(XmlNode root) {
  for (XmlNode at = root; at != nullptr; at = next_in_order(at, root)) {
    if (at->type != XML_ELEMENT_NODE || local_name(at) != "media-reference") continue;
    const std::string type = attribute(at, "mime-type");
    if (type.empty() || type.starts_with("image/")) return attribute(at, "source");
  }
  return {};
}

void read_dates(XmlNode root, std::optional<Timestamp> now, Article& article,
                std::vector<Problem>& problems) {
  const std::string issued = norm_of(root, "date.issue");
  const std::string released = norm_of(root, "date.release");
  const std::string told = norm_of(root, "story.date");
  std::string published;
  if (const XmlNode data = find_local(root, "pubdata"); data != nullptr) {
    published = attribute(data, "date.publication");
  }
  set_published(article, usable_date({{issued, read(issued), "date.issue"},
                                      {published, read(published), "date.publication"},
                                      {told, read(told), "story.date"},
                                      {released, read(released), "date.release"}},
                                     now, line_of(root), problems));
}

}  // namespace

XmlNode find_local(XmlNode root, std::string_view local) {
  for (XmlNode at = root; at != nullptr; at = next_in_order(at, root)) {
    if (at->type == XML_ELEMENT_NODE && local_name(at) == local) return at;
  }
  return nullptr;
}

std::string nitf_body(XmlNode root, std::size_t max_bytes) {
  std::string out;
  for (XmlNode at = root; at != nullptr && out.size() < max_bytes;) {
    const std::string local = at->type == XML_ELEMENT_NODE ? local_name(at) : std::string();
    if (!is_paragraph(local)) {
      at = is_beside(local) ? next_behind(at, root) : next_in_order(at, root);
      continue;
    }
    const std::string text = collapsed(text_of(at, max_bytes - out.size()));
    if (!text.empty()) out += (out.empty() ? "" : "\n\n") + text;
    at = next_behind(at, root);
  }
  if (out.empty()) out = collapsed(text_of(root, max_bytes));
  out.resize(text::truncate_to_boundary(out, max_bytes).size());
  return out;
}

result<DocumentArticles> parse_nitf(std::string_view bytes, const DocumentOptions& options,
                                    std::optional<Timestamp> now) {
  DocumentArticles out;
  auto document = XmlDocument::parse(bytes, options, out.problems);
  if (!document) return document.error();
  const XmlNode root = find_local(document->root(), "nitf");
  if (root == nullptr) return Error{ErrorCode::unknown_format, "there is no <nitf>", {}};
  Article article;
  std::string id;
  std::string rights;
  if (const XmlNode head = find_local(root, "head"); head != nullptr) {
    read_head(head, options, id, rights, article);
  }
  article.language = language_of(root, options.language);
  article.title = field(root, "hl1", options);
  if (article.title.empty()) article.title = field(root, "hedline", options);
  if (article.title.empty()) article.title = field(root, "title", options);
  if (const XmlNode content = find_local(root, "body.content"); content != nullptr) {
    article.text = nitf_body(content, options.max_text_bytes);
  }
  if (article.text.empty()) {
    const XmlNode abstract = find_local(root, "abstract");
    if (abstract != nullptr) article.text = nitf_body(abstract, options.max_text_bytes);
  }
  if (const XmlNode byline = find_local(root, "byline"); byline != nullptr) {
    add_authors(byline, options, article);
  }
  article.image = image_of(root);
  const std::string distributor = field(root, "distributor", options);
  if (article.outlet.empty()) article.outlet = distributor;
  article.credit = distributor;
  if (article.credit.empty()) article.credit = rights;
  if (article.outlet.empty()) article.outlet = rights;
  read_dates(root, now, article, out.problems);
  state_credit(article, rights);
  set_id(article, std::move(id));
  if (has_content(article)) {
    out.articles.push_back(std::move(article));
  } else {
    out.problems.push_back(no_content("the article", line_of(root)));
  }
  return out;
}

}  // namespace newsloom::ingest
