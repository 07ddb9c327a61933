#include "newsloom/ingest/page.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "html_tree.hpp"
#include "identity.hpp"
#include "json_ld.hpp"
#include "newsloom/ingest/charset.hpp"
#include "newsloom/ingest/syndication.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/text/utf8.hpp"
#include "page_body.hpp"
#include "page_metadata.hpp"
#include "page_phrases.hpp"
#include "page_wording.hpp"

namespace newsloom::ingest {
namespace {

using html::Block;
using html::Metadata;
using html::Statements;
using html::Tree;

std::string decoded(std::string_view bytes, std::string_view charset,
                    std::vector<Problem>& problems) {
  DecodedText text = decode_text(bytes, {.transport = charset});
  if (text.replaced > 0) {
    problems.push_back({{ErrorCode::corrupt,
                         std::to_string(text.replaced) + " characters mean nothing in " +
                             text.charset + " and became U+FFFD",
                         {}},
                        false});
  }
  return std::move(text.text);
}

void report_cut(html::Cut cut, std::vector<Problem>& problems) {
  if (cut == html::Cut::none) return;
  const char* what = cut == html::Cut::nodes ? "more elements than the limit"
                                             : "elements nested too deep to be read";
  problems.push_back(
      {{ErrorCode::too_large, std::string(what) + "; what follows is left out", {}}, false});
}

// The first statement that can be true; sites write year 1 for "none".
std::optional<ParsedDate> date_of(const std::vector<std::string>& statements,
                                  const std::string& language, std::string_view field,
                                  std::vector<Problem>& problems) {
  std::optional<Error> fault;
  for (const std::string& text : statements) {
    if (text.empty()) continue;
    const auto date = parse_any_date(text, language);
    if (date && !is_absurd(date->time)) return *date;
    if (fault) continue;
    fault = date ? Error{ErrorCode::invalid_date, "\"" + text + "\" is absurd", {}} : date.error();
  }
  if (fault) {
    fault->where.field = field;
    problems.push_back({*std::move(fault), false});
  }
  return std::nullopt;
}

// The label of a host that names its owner: "dailynews" of www.dailynews.co.uk.
std::string host_label(std::string_view url) {
  constexpr std::string_view scheme = "://";
  const std::size_t begin = url.find(scheme);
  if (begin == std::string_view::npos) return {};
  url.remove_prefix(begin + scheme.size());
  url = url.substr(0, url.find_first_of("/?#:"));
  std::string_view longest;
  while (!url.empty()) {
    const std::size_t dot = std::min(url.find('.'), url.size());
    if (dot > longest.size()) longest = url.substr(0, dot);
    url.remove_prefix(std::min(dot + 1, url.size()));
  }
  return std::string(longest);
}

// The headline as the page shows it, if that is what the metadata means; else the metadata's.
std::string title_of(const Metadata& metadata, const std::string& url, const html::Body& body) {
  constexpr std::size_t telling = 15;  // letters
  const std::string sites[] = {metadata.site_name, metadata.article.publisher, host_label(url)};
  std::string title;
  for (const std::string& candidate : metadata.titles) {
    const bool is_cut = candidate.ends_with("...") || candidate.ends_with("…");
    title = html::without_site(candidate, sites);
    if (!is_cut && !title.empty()) break;
  }
  if (body.headline >= body.blocks.size()) return title;
  const std::string& shown = body.blocks[body.headline].text;
  const std::string letters = html::letters_of(shown);
  const std::string stated = html::letters_of(title);
  const bool is_part = letters.size() >= telling && letters.size() * 2 > stated.size() &&
                       stated.find(letters) != std::string::npos;
  if (title.empty() || letters == stated || is_part || html::is_titled(title, shown)) {
    title = html::collapsed(shown);
  }
  return title;
}

std::size_t bytes_of(const std::vector<std::string>& paragraphs) {
  std::size_t bytes = 0;
  for (const std::string& paragraph : paragraphs) bytes += paragraph.size();
  return bytes;
}

// JSON-LD's articleBody, which is plain text or markup.
std::vector<std::string> stated_paragraphs(const std::string& body) {
  std::vector<std::string> paragraphs;
  const auto add = [&paragraphs](std::string_view text) {
    if (std::string plain = html::collapsed(text); !plain.empty()) {
      paragraphs.push_back(std::move(plain));
    }
  };
  if (body.find("</") != std::string::npos || body.find("<br") != std::string::npos) {
    const Tree tree = Tree::parse(body, PageOptions{}.max_nodes);
    for (const Block& block : html::collect_blocks(tree, {})) add(block.text);
    return paragraphs;
  }
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    add(std::string_view(body).substr(begin, end - begin));
    begin = end + 1;
  }
  return paragraphs;
}

// Whether nearly all of what was found is in the text as stated.
bool is_beginning_of(const std::vector<std::string>& found, const std::string& stated) {
  constexpr std::size_t nearly = 10;  // one part in so many may be missing
  const html::Quotable whole(stated);
  std::size_t missing = 0;
  for (const std::string& paragraph : found) {
    if (!whole.holds(html::letters_of(paragraph))) missing += paragraph.size();
  }
  return missing * nearly < bytes_of(found);
}

void cut_to(std::size_t max_bytes, std::vector<std::string>& paragraphs,
            std::vector<Problem>& problems) {
  std::size_t bytes = 0;
  for (std::size_t i = 0; i < paragraphs.size(); ++i) {
    bytes += paragraphs[i].size();
    if (bytes <= max_bytes) continue;
    const std::size_t room = max_bytes - (bytes - paragraphs[i].size());
    paragraphs[i].resize(text::truncate_to_boundary(paragraphs[i], room).size());
    paragraphs.resize(paragraphs[i].empty() ? i : i + 1);
    problems.push_back({{ErrorCode::too_large,
                         "cut to " + std::to_string(max_bytes) + " bytes",
                         {{}, {}, {}, "text"}},
                        false});
    return;
  }
}

// An address as the page writes it, made absolute; empty if it leads nowhere on the web.
std::string absolute(const Metadata& metadata, std::string_view url, std::string_view reference) {
  if (reference.empty()) return {};
  const std::string base =
      metadata.base.empty() ? std::string(url) : resolve_url(url, metadata.base);
  std::string found = resolve_url(base, reference);
  return is_web_url(found) ? found : std::string{};
}

}  // namespace

struct PageReader::State {
  PageOptions options;
  html::JsonLdReader json_ld;

  [[nodiscard]] std::vector<std::string> paragraphs(const std::vector<Block>& blocks,
                                                    const Statements& article) const;
};

std::vector<std::string> PageReader::State::paragraphs(const std::vector<Block>& blocks,
                                                       const Statements& article) const {
  std::vector<std::string> kept;
  for (const Block& block : blocks) {
    if (block.kept) kept.push_back(block.text);
  }
  const std::size_t found = bytes_of(kept);
  if (article.article_body.size() <= found) return kept;
  // A page that its scripts would fill, or one that shows the beginning only.
  const bool is_enough = static_cast<double>(found) >= html::enough_bytes;
  if (is_enough && !is_beginning_of(kept, article.article_body)) return kept;
  std::vector<std::string> stated = stated_paragraphs(article.article_body);
  return bytes_of(stated) > 2 * found ? stated : kept;
}

PageReader::PageReader(PageOptions options) : state_(std::make_unique<State>()) {
  constexpr std::size_t least = std::size_t{1} << 10U;
  constexpr std::size_t most = std::size_t{256} << 20U;
  options.max_bytes = std::clamp(options.max_bytes, least, most);
  options.max_text_bytes = std::clamp(options.max_text_bytes, least, most);
  state_->options = options;
}
PageReader::~PageReader() = default;
PageReader::PageReader(PageReader&&) noexcept = default;
PageReader& PageReader::operator=(PageReader&&) noexcept = default;

result<Page> PageReader::read(std::string_view bytes, const PageSource& source,
                              std::vector<Problem>& problems) {
  const std::string_view url = source.url;
  const PageOptions& options = state_->options;
  if (bytes.size() > options.max_bytes) {
    return Error{ErrorCode::too_large,
                 "a page of " + std::to_string(bytes.size()) + " bytes; the limit is " +
                     std::to_string(options.max_bytes),
                 {}};
  }
  const Tree tree = Tree::parse(decoded(bytes, source.charset, problems), options.max_nodes);
  report_cut(tree.cut(), problems);
  Metadata metadata = html::read_metadata(tree, state_->json_ld);
  Statements& article = metadata.article;
  const html::Body body =
      html::find_body(tree, {metadata.titles, article.description, article.article_body});

  Page page;
  page.url = url;
  page.canonical_url = absolute(metadata, url, metadata.canonical);
  if (page.canonical_url.empty()) page.canonical_url = absolute(metadata, url, article.url);
  if (page.canonical_url.empty()) page.canonical_url = url;
  page.title = title_of(metadata, page.canonical_url, body);
  page.paragraphs = state_->paragraphs(body.blocks, article);
  if (page.title.empty() && page.paragraphs.empty()) {
    return Error{ErrorCode::missing_content, "no title and no text", {{}, {}, {}, "text"}};
  }
  cut_to(options.max_text_bytes, page.paragraphs, problems);
  page.authors = std::move(article.authors);
  page.language = std::move(article.language);
  page.published = date_of(metadata.published, page.language, "published", problems);
  page.modified = date_of({article.modified}, page.language, "modified", problems);
  page.outlet = std::move(metadata.site_name);
  page.section = std::move(article.section);
  page.keywords = std::move(article.keywords);
  page.image = absolute(metadata, url, article.image);
  page.credit = std::move(article.credit);
  page.free_to_read = article.free_to_read;
  return page;
}

std::string Page::text() const {
  std::string all;
  for (const std::string& paragraph : paragraphs) {
    if (!all.empty()) all += "\n\n";
    all += paragraph;
  }
  return all;
}

Article to_article(Page page) {
  Article article;
  article.url = page.canonical_url;
  article.outlet = std::move(page.outlet);
  article.language = std::move(page.language);
  article.title = std::move(page.title);
  article.text = page.text();
  if (page.published) {
    article.published = page.published->time;
    article.precision = page.published->precision;
  }
  if (page.modified) article.modified = page.modified->time;
  article.authors = std::move(page.authors);
  article.section = std::move(page.section);
  article.categories = std::move(page.keywords);
  article.image = std::move(page.image);
  const std::string rights = std::move(page.credit);
  article.free_to_read = page.free_to_read;
  state_credit(article, rights);
  set_id(article, {});
  if (const auto canonical = canonical_url(article.url)) article.url = *canonical;
  return article;
}

}  // namespace newsloom::ingest
