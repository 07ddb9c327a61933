// newsloom ingest: what the readers of whole documents have in common.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/ingest/json_lines.hpp"

namespace newsloom::ingest {

/// What is known about a document beside its bytes, and how much of it is read. Every reader of
/// this folder takes it; views must live until the call returns.
struct DocumentOptions {
  std::string_view url = {};       ///< where it came from: relative links are resolved against it
  std::string_view charset = {};   ///< what the transport says (HTTP's Content-Type), or empty
  std::string_view language = {};  ///< BCP-47, for what states none itself

  /// A longer document is refused as `too_large`. 1 KiB to 1 GiB. Memory is about ten times that of
  /// an XML document, three times of others.
  std::size_t max_bytes = std::size_t{64} << 20U;
  /// Items after so many are rejected, with one problem for all of them. 1 to 16 million.
  std::size_t max_items = 200'000;
  /// Elements nested deeper are taken out, what they hold stays. 8 to 250 (libxml2 ends at 256).
  std::size_t max_depth = 200;
  /// Of one text, in bytes; more is cut at a character. libxml2 has its own end at 10 MB.
  std::size_t max_text_bytes = std::size_t{8} << 20U;
  /// The same for titles, names, links and ids.
  std::size_t max_field_bytes = std::size_t{64} << 10U;
  /// Most links, people, categories, media kept of one item.
  std::size_t max_list_items = 256;
};

/// Articles of one document, and what was lost (`rejected`) or mended on the way, with line and
/// field. `Location::source` is for the caller to fill in.
struct DocumentArticles {
  std::vector<Article> articles;
  std::vector<Problem> problems;
};

}  // namespace newsloom::ingest
