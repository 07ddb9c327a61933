#include "identity.hpp"

#include <utility>

#include "content_id.hpp"
#include "newsloom/ingest/url.hpp"

namespace newsloom::ingest {

std::string url_id(std::string_view url) {
  if (url.empty()) return {};
  auto key = article_key(url);
  return key ? *std::move(key) : std::string(url);
}

void set_id(Article& article, std::string own_id) {
  if (own_id.empty()) own_id = url_id(article.url);
  if (own_id.empty()) own_id = content_id(article);
  article.id = ArticleId(std::move(own_id));
}

}  // namespace newsloom::ingest
