// The feed parsers' test suites in the corpora, and what they expect of a feed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/ingest/feed.hpp"

namespace newsloom::ingest::testing {

struct SuiteFile {
  std::string name;
  std::string bytes;
};

/// The regular files of a .tar.zst; empty if it is not there or no such archive.
std::vector<SuiteFile> files_of(const std::string& archive);

/// `item` and `entry` elements libxml2's recovering DOM sees in the bytes as they are.
struct SeenItems {
  std::uint64_t count = 0;
  std::string root;  ///< local name of the root element
};
SeenItems items_seen_by_libxml2(std::string_view bytes);

/// One comparison of a file's `Expect:` comment: `entries[0]['title'] == 'x'`.
struct Expectation {
  std::string path;  ///< "entries[0].title", "feed.author_detail.name"
  std::string literal;
  bool is_none = false;
};

/// The comparisons with a literal of the file's expectation which are about title, link, id, dates,
/// author, language, source or tags; empty for others.
std::vector<Expectation> expectations_of(std::string_view bytes);

/// What a reader of the file is told beside it: the address it is served at, HTTP headers.
struct Served {
  std::string url;
  std::string charset;
  std::string language;
};
Served served(std::string_view bytes);

/// What our feed has at such a path, as plain text; "?" for what we do not keep.
std::string value_at(const Feed& feed, const std::string& path);

/// A literal as plain text: markup and references resolved, white space collapsed.
std::string plain(std::string_view literal);

}  // namespace newsloom::ingest::testing
