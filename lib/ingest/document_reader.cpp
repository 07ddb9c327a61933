#include "document_reader.hpp"

#include <utility>

#include "newsloom/ingest/csv.hpp"
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

// Parsed, then its articles: what feeds and sitemaps have in common.
template <class Parsed>
result<DocumentArticles> articles_in(const result<Parsed>& parsed, std::optional<Timestamp> now) {
  if (!parsed) return parsed.error();
  return articles_of(*parsed, now);
}

// Feeds to be fetched are no articles; saying so is all there is to do.
result<DocumentArticles> list_of_feeds(const result<FeedList>& list) {
  if (!list) return list.error();
  DocumentArticles out;
  out.problems = list->problems;
  out.problems.push_back({{ErrorCode::missing_content,
                           "addresses of " + std::to_string(list->feeds.size()) +
                               " feeds, which have to be fetched, and no articles",
                           {}},
                          true});
  return out;
}

result<DocumentArticles> parse(Format format, std::string_view bytes,
                               const DocumentOptions& options, std::optional<Timestamp> now) {
  switch (format) {
    case Format::feed:
    case Format::json_feed:
      return articles_in(parse_feed(bytes, options), now);
    case Format::newsml:
      return parse_newsml(bytes, options, now);
    case Format::nitf:
      return parse_nitf(bytes, options, now);
    case Format::ninjs:
      return parse_ninjs(bytes, options, now);
    case Format::sitemap:
      return articles_in(parse_sitemap(bytes, options), now);
    case Format::opml:
      return list_of_feeds(parse_opml(bytes, options));
    case Format::csv:
      return parse_csv(bytes, options, now);
    default:
      return Error{ErrorCode::unknown_format, "no articles are read from this format", {}};
  }
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
  return format != Format::unknown && format != Format::json_lines && format != Format::warc;
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
  if (format == Format::html) return read_page(pages_, bytes, source, take_dated, tell);
  // What was fetched cannot have been published after that.
  auto parsed = parse(format, bytes, options, source.fetched);
  if (!parsed) return tell({parsed.error(), true});
  hand_out(*std::move(parsed), take_dated, tell);
}

}  // namespace newsloom::ingest
