#include "document_reader.hpp"

#include <utility>

#include "newsloom/ingest/feed.hpp"
#include "newsloom/ingest/lists.hpp"
#include "newsloom/ingest/newsroom.hpp"

namespace newsloom::ingest {
namespace {

using Take = std::function<bool(Article&&)>;
using Tell = std::function<void(Problem&&)>;

void hand_out(DocumentArticles&& read, const Take& take, const Tell& tell) {
  for (Problem& problem : read.problems) tell(std::move(problem));
  for (Article& article : read.articles) {
    if (!take(std::move(article))) return;
  }
}

void read_feed(std::string_view bytes, const DocumentOptions& options, const Take& take,
               const Tell& tell) {
  auto feed = parse_feed(bytes, options);
  if (!feed) return tell({feed.error(), true});
  for (Problem& problem : feed->problems) tell(std::move(problem));
  hand_out(articles_of(*feed), take, tell);
}

void read_sitemap(std::string_view bytes, const DocumentOptions& options, const Take& take,
                  const Tell& tell) {
  auto sitemap = parse_sitemap(bytes, options);
  if (!sitemap) return tell({sitemap.error(), true});
  for (Problem& problem : sitemap->problems) tell(std::move(problem));
  hand_out(articles_of(*sitemap), take, tell);
}

// A list leads to feeds, and nothing is fetched here.
void tell_of_list(std::string_view bytes, const DocumentOptions& options, const Tell& tell) {
  auto list = parse_opml(bytes, options);
  if (!list) return tell({list.error(), true});
  tell({{ErrorCode::missing_content,
         "a list of " + std::to_string(list->feeds.size()) + " feeds; it holds no articles",
         {}},
        true});
}

void hand_out_result(result<DocumentArticles>&& read, const Take& take, const Tell& tell) {
  if (!read) return tell({read.error(), true});
  hand_out(*std::move(read), take, tell);
}

void read_page(PageReader& pages, std::string_view bytes, const DocumentSource& source,
               const Take& take, const Tell& tell) {
  std::vector<Problem> problems;
  auto page = pages.read(bytes, {source.url, source.charset}, problems);
  for (Problem& problem : problems) tell(std::move(problem));
  if (!page) return tell({page.error(), true});
  take(to_article(*std::move(page)));
}

}  // namespace

bool DocumentReader::reads(Format format) {
  return format != Format::unknown && format != Format::json_lines && format != Format::warc &&
         format != Format::csv;
}

std::size_t DocumentReader::max_bytes(Format format) const {
  return format == Format::html ? options_.page.max_bytes : options_.document.max_bytes;
}

void DocumentReader::read(Format format, std::string_view bytes, const DocumentSource& source,
                          const Take& take, const Tell& tell) {
  DocumentOptions options = options_.document;
  options.url = source.url;
  options.charset = source.charset;
  const Take take_dated = [&](Article&& article) {
    if (!article.fetched) article.fetched = source.fetched;
    return take(std::move(article));
  };
  switch (format) {
    case Format::html:
      return read_page(pages_, bytes, source, take_dated, tell);
    case Format::feed:
    case Format::json_feed:
      return read_feed(bytes, options, take_dated, tell);
    case Format::newsml:
      return hand_out_result(parse_newsml(bytes, options), take_dated, tell);
    case Format::nitf:
      return hand_out_result(parse_nitf(bytes, options), take_dated, tell);
    case Format::ninjs:
      return hand_out_result(parse_ninjs(bytes, options), take_dated, tell);
    case Format::sitemap:
      return read_sitemap(bytes, options, take_dated, tell);
    case Format::opml:
      return tell_of_list(bytes, options, tell);
    default:
      return tell({{ErrorCode::unknown_format, "no articles are read from this format", {}}, true});
  }
}

}  // namespace newsloom::ingest
