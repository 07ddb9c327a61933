// Which article an article is. Private.
#pragma once

#include <string>
#include <string_view>

#include "newsloom/article.hpp"

namespace newsloom::ingest {

/// `article_key` of the URL, so that two addresses of one article are one id; the URL as it is if
/// it is no web address. O(length).
[[nodiscard]] std::string url_id(std::string_view url);

/// Sets the id: the source's own, else by the URL, else by the content. O(bytes).
void set_id(Article& article, std::string own_id);

}  // namespace newsloom::ingest
