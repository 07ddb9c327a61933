#include "newsloom/attribution/event_reading.hpp"

#include <utility>

namespace newsloom::attribution {

EventArticle event_article(const CoverageRow& row, const Article& article) {
  EventArticle about;
  about.article = row.article;
  about.revision = row.revision;
  about.outlet = row.outlet;
  about.family = row.family.empty() ? row.outlet : row.family;
  about.language = row.language;
  about.published = row.published;
  about.precision = row.precision;
  about.is_copy = row.role == Role::copy || row.copy_of.has_value();
  about.title = article.title;
  about.text = article.text;
  return about;
}

EventReading read_event(std::span<const EventArticle> articles) {
  EventReading event;
  event.articles.reserve(articles.size());
  ArticleReader reader;
  for (const EventArticle& about : articles) {
    ReadArticle read;
    read.about = about;
    read.reading = reader.read(about.title, about.text, about.language);
    read.quotes = find_quotes(read.reading);
    read.claims = find_claims(read.reading, about.published);
    event.articles.push_back(std::move(read));
  }
  return event;
}

std::vector<SharedQuote> match_quotes(const EventReading& event) {
  std::vector<QuotedArticle> articles;
  articles.reserve(event.articles.size());
  for (const ReadArticle& read : event.articles) articles.push_back({&read.reading, read.quotes});
  return match_quotes(articles);
}

}  // namespace newsloom::attribution
