#include "page_metadata.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "html_entities.hpp"
#include "newsloom/text/utf8.hpp"
#include "page_phrases.hpp"
#include "page_wording.hpp"

namespace newsloom::ingest::html {
namespace {

using Field = std::string Statements::*;

// <meta property|name|itemprop="…" content="…">, best first where several say the same.
struct MetaName {
  std::string_view name;
  Field field;
};
constexpr std::array meta_names = {
    MetaName{"og:title", &Statements::headline},
    MetaName{"twitter:title", &Statements::headline},
    MetaName{"parsely-title", &Statements::headline},
    MetaName{"dc.title", &Statements::headline},
    MetaName{"sailthru.title", &Statements::headline},
    MetaName{"headline", &Statements::headline},
    MetaName{"og:description", &Statements::description},
    MetaName{"description", &Statements::description},
    MetaName{"twitter:description", &Statements::description},
    MetaName{"article:published_time", &Statements::published},
    MetaName{"og:article:published_time", &Statements::published},
    MetaName{"og:published_time", &Statements::published},
    MetaName{"datepublished", &Statements::published},
    MetaName{"parsely-pub-date", &Statements::published},
    MetaName{"sailthru.date", &Statements::published},
    MetaName{"cxenseparse:recs:publishtime", &Statements::published},
    MetaName{"article.published", &Statements::published},
    MetaName{"publish-date", &Statements::published},
    MetaName{"publish_date", &Statements::published},
    MetaName{"published_at", &Statements::published},
    MetaName{"pubdate", &Statements::published},
    MetaName{"dc.date.issued", &Statements::published},
    MetaName{"dcterms.created", &Statements::published},
    MetaName{"dc.date", &Statements::published},
    MetaName{"date", &Statements::published},
    MetaName{"article:modified_time", &Statements::modified},
    MetaName{"og:updated_time", &Statements::modified},
    MetaName{"datemodified", &Statements::modified},
    MetaName{"article.updated", &Statements::modified},
    MetaName{"dcterms.modified", &Statements::modified},
    MetaName{"last-modified", &Statements::modified},
    MetaName{"lastmod", &Statements::modified},
    MetaName{"article:section", &Statements::section},
    MetaName{"parsely-section", &Statements::section},
    MetaName{"articlesection", &Statements::section},
    MetaName{"section", &Statements::section},
    MetaName{"og:image", &Statements::image},
    MetaName{"og:image:url", &Statements::image},
    MetaName{"twitter:image", &Statements::image},
    MetaName{"thumbnail", &Statements::image},
    MetaName{"og:url", &Statements::url},
    MetaName{"inlanguage", &Statements::language},
    MetaName{"og:locale", &Statements::language},
    MetaName{"content-language", &Statements::language},
    MetaName{"dc.language", &Statements::language},
    MetaName{"copyrightholder", &Statements::credit},
    MetaName{"syndication-source", &Statements::credit},
};
constexpr std::string_view author_names[] = {"author",          "article:author", "parsely-author",
                                             "sailthru.author", "dc.creator",     "byl",
                                             "dcterms.creator", "article.author", "creator"};
constexpr std::string_view site_names[] = {"og:site_name", "application-name", "dc.publisher",
                                           "publisher"};
constexpr std::string_view keyword_names[] = {"article:tag", "news_keywords", "parsely-tags"};
constexpr std::string_view tier_names[] = {"article:content_tier", "og:article:content_tier"};

bool is_one_of(std::string_view word, auto&& list) {
  return std::ranges::find(list, word) != std::end(list);
}

std::string cleaned(std::string_view text) { return html::collapsed(decode_entities(text)); }

// "en", "pt-BR", "zh_Hans": what looks like BCP-47, with hyphens.
std::string language_tag(std::string_view text) {
  constexpr std::size_t longest = 20;
  std::string tag = collapsed(text.substr(0, text.find_first_of(",; ")));
  std::ranges::replace(tag, '_', '-');
  const std::size_t primary = std::min(tag.find('-'), tag.size());
  const auto is_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  const bool is_tag =
      primary >= 2 && primary <= 3 && tag.size() <= longest &&
      std::all_of(tag.begin(), tag.begin() + static_cast<std::ptrdiff_t>(primary), is_letter);
  return is_tag ? tag : std::string{};
}

class MetadataReader {
 public:
  MetadataReader(const Tree& tree, JsonLdReader& json_ld) : tree_(tree), json_ld_(json_ld) {
    ranks_.fill(meta_names.size());
  }

  Metadata read() {
    for (NodeId id = 0; id < tree_.size(); ++id) visit(id);
    merge();
    return std::move(out_);
  }

 private:
  void visit(NodeId id) {
    const Tag tag = tree_[id].tag;
    switch (tag) {
      case Tag::text:
        return;
      case Tag::script:
        return read_script(id);
      case Tag::meta:
        return read_meta(id);
      case Tag::title:
        if (document_title_.empty()) document_title_ = cleaned(tree_.text_below(id));
        return;
      case Tag::html:
        if (html_language_.empty()) html_language_ = tree_.attribute(id, Key::lang);
        return;
      case Tag::base:
        if (out_.base.empty()) out_.base = tree_.attribute(id, Key::href);
        return;
      case Tag::link:
        if (tree_.attribute(id, Key::rel) == "canonical" && out_.canonical.empty()) {
          out_.canonical = collapsed(tree_.attribute(id, Key::href));
        }
        break;
      default:
        break;
    }
    read_element(id);
  }

  void read_script(NodeId id) {
    // The text is a child: libxml2 hands it over as it is.
    std::string text;
    for (NodeId at = id; at < tree_.end_of(id); ++at) text += tree_.text(at);
    if (collapsed(text.substr(0, 64)).empty()) return;
    if (!json_ld_.read(text, linked_)) out_.has_broken_json_ld = true;
  }

  void read_meta(NodeId id) {
    const std::string_view content = tree_.attribute(id, Key::content);
    if (content.empty()) return;
    for (const Key key : {Key::property, Key::name, Key::itemprop}) {
      const std::string name = lowered(tree_.attribute(id, key));
      if (!name.empty()) read_named(name, content);
    }
  }

  void read_named(const std::string& name, std::string_view content) {
    for (std::size_t rank = 0; rank < meta_names.size(); ++rank) {
      if (meta_names[rank].name != name) continue;
      std::string& field = meta_.*meta_names[rank].field;
      std::size_t& best = ranks_[field_index(meta_names[rank].field)];
      if (meta_names[rank].field == &Statements::headline) {
        add_title(content);
      }
      if (field.empty() || rank < best) {
        field = content;
        best = rank;
      }
    }
    if (is_one_of(name, author_names)) add_authors(content);
    if (is_one_of(name, site_names) && out_.site_name.empty()) out_.site_name = cleaned(content);
    if (is_one_of(name, keyword_names)) meta_.keywords.emplace_back(content);
    if (is_one_of(name, tier_names)) meta_.free_to_read = lowered(content) == "free";
  }

  // Which of `ranks_` belongs to the field: the index of its first name.
  static std::size_t field_index(Field field) {
    std::size_t index = 0;
    while (meta_names[index].field != field) ++index;
    return index;
  }

  void add_title(std::string_view text) {
    constexpr std::size_t most = 12;
    constexpr std::size_t longest = 1000;  // bytes
    std::string title = cleaned(text::truncate_to_boundary(text, longest));
    if (!title.empty() && out_.titles.size() < most) out_.titles.push_back(std::move(title));
  }

  static void add_author(std::string name, std::vector<std::string>& authors) {
    constexpr std::size_t most = 64;
    if (authors.size() < most && !is_one_of(name, authors)) authors.push_back(std::move(name));
  }

  // OpenGraph's author is often the address of a profile.
  void add_authors(std::string_view content) {
    if (is_address(content) || content.find("://") != std::string_view::npos) return;
    for (std::string& name : names_in_byline(cleaned(content))) {
      add_author(std::move(name), meta_.authors);
    }
  }

  void read_element(NodeId id) {
    const std::string_view property = tree_.attribute(id, Key::itemprop);
    if (!property.empty()) read_microdata(id, property);
    const Tag tag = tree_[id].tag;
    if (tag == Tag::time && first_time_.empty()) first_time_ = value_of(id);
    if (tag == Tag::meta || tag == Tag::link) return;
    if (byline_.empty() && tree_.attribute(id, Key::rel) == "author") rel_author_ = short_text(id);
    if (byline_.empty() && is_byline(id)) byline_ = short_text(id);
  }

  bool is_byline(NodeId id) const {
    const std::string_view name = tree_.attribute(id, Key::classes);
    if (name.empty()) return false;
    const std::string words = " " + words_of(name) + " ";
    return words.find(" byline ") != std::string::npos ||
           words.find(" author ") != std::string::npos ||
           words.find(" author name ") != std::string::npos ||
           words.find(" authors ") != std::string::npos;
  }

  void read_microdata(NodeId id, std::string_view property) {
    const auto set = [&](std::string& field) {
      if (field.empty()) field = value_of(id);
    };
    if (property == "headline") set(micro_.headline);
    if (property == "datePublished") set(micro_.published);
    if (property == "dateModified") set(micro_.modified);
    if (property == "articleSection") set(micro_.section);
    if (property == "description") set(micro_.description);
    if (property == "isAccessibleForFree") micro_.free_to_read = lowered(value_of(id)) != "false";
    if (property != "author" && property != "creator") return;
    for (NodeId at = id; at < tree_.end_of(id); ++at) {
      if (tree_.attribute(at, Key::itemprop) != "name") continue;
      return add_micro_author(value_of(at));
    }
    add_micro_author(value_of(id));
  }

  void add_micro_author(std::string_view text) {
    for (std::string& name : names_in_byline(cleaned(text))) {
      add_author(std::move(name), micro_.authors);
    }
  }

  // What microdata takes for an element's value.
  std::string value_of(NodeId id) const {
    for (const Key key : {Key::content, Key::datetime}) {
      const std::string_view value = tree_.attribute(id, key);
      if (!value.empty()) return std::string(value);
    }
    return short_text(id);
  }

  // Text below an element, of which bylines and dates need only the beginning.
  std::string short_text(NodeId id) const {
    constexpr std::size_t longest = 400;
    constexpr NodeId most_nodes = 100;
    std::string all;
    const NodeId end = std::min(tree_.end_of(id), id + most_nodes);
    for (NodeId at = id; at < end && all.size() < longest; ++at) {
      if (tree_[at].tag == Tag::text) all += tree_.text(at);
      if (is_block(tree_[at].tag) || tree_[at].tag == Tag::br) all += ' ';
    }
    all.resize(text::truncate_to_boundary(all, longest).size());
    return collapsed(all);
  }

  void merge() {
    Statements& out = out_.article;
    out = std::move(linked_);
    for (const std::string* date :
         {&out.published, &meta_.published, &micro_.published, &first_time_}) {
      if (!date->empty() && !is_one_of(*date, out_.published)) {
        out_.published.push_back(cleaned(*date));
      }
    }
    constexpr Field fields[] = {
        &Statements::headline, &Statements::description, &Statements::published,
        &Statements::modified, &Statements::section,     &Statements::language,
        &Statements::url,      &Statements::image,       &Statements::credit};
    for (const Field field : fields) {
      if ((out.*field).empty()) out.*field = meta_.*field;
      if ((out.*field).empty()) out.*field = micro_.*field;
      if (field != &Statements::article_body) out.*field = cleaned(out.*field);
    }
    out.article_body = decode_entities(out.article_body);
    if (!out.free_to_read) out.free_to_read = meta_.free_to_read;
    if (!out.free_to_read) out.free_to_read = micro_.free_to_read;
    merge_authors(out);
    merge_keywords(out);
    merge_titles(out);
    // What the element says about the page comes before what an editor put into a field.
    std::string language = language_tag(html_language_);
    if (language.empty()) language = language_tag(out.language);
    out.language = std::move(language);
    out.publisher = cleaned(out.publisher);
    // Several sections come as a list.
    out.section = collapsed(std::string_view(out.section).substr(0, out.section.find(',')));
    if (!is_site_name(out_.site_name)) out_.site_name = out.publisher;
    if (!is_site_name(out_.site_name)) out_.site_name.clear();
  }

  // Some put their address there, an account, or the headline once more.
  [[nodiscard]] bool is_site_name(std::string_view name) const {
    if (name.empty() || name.starts_with('@') || is_address(name)) return false;
    return out_.titles.empty() || letters_of(out_.titles.front()) != letters_of(name);
  }

  void merge_authors(Statements& out) {
    std::vector<std::string> names;
    for (const std::string& author : out.authors) {
      for (std::string& name : names_in_byline(cleaned(author))) names.push_back(std::move(name));
    }
    if (names.empty()) names = std::move(meta_.authors);
    if (names.empty()) names = std::move(micro_.authors);
    if (names.empty()) names = names_in_byline(rel_author_);
    if (names.empty()) names = names_in_byline(byline_);
    out.authors.clear();
    for (std::string& name : names) add_author(std::move(name), out.authors);
  }

  void merge_keywords(Statements& out) {
    constexpr std::size_t most = 50;
    if (out.keywords.empty()) out.keywords = std::move(meta_.keywords);
    std::vector<std::string> words;
    for (const std::string& list : out.keywords) {
      std::size_t begin = 0;
      while (begin <= list.size() && words.size() < most) {
        const std::size_t end = std::min(list.find(',', begin), list.size());
        std::string word = cleaned(std::string_view(list).substr(begin, end - begin));
        if (!word.empty() && !is_one_of(word, words)) words.push_back(std::move(word));
        begin = end + 1;
      }
    }
    out.keywords = std::move(words);
  }

  void merge_titles(Statements& out) {
    std::vector<std::string> from_meta = std::exchange(out_.titles, {});
    add_title(out.headline);
    for (const std::string& title : from_meta) add_title(title);
    add_title(micro_.headline);
    add_title(document_title_);
  }

  const Tree& tree_;
  JsonLdReader& json_ld_;
  Metadata out_;
  Statements linked_;
  Statements meta_;
  Statements micro_;
  std::array<std::size_t, meta_names.size()> ranks_{};
  std::string document_title_;
  std::string html_language_;
  std::string first_time_;
  std::string rel_author_;
  std::string byline_;
};

}  // namespace

Metadata read_metadata(const Tree& tree, JsonLdReader& json_ld) {
  return MetadataReader(tree, json_ld).read();
}

}  // namespace newsloom::ingest::html
