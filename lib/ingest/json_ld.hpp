// What a page's JSON-LD (schema.org) says about its article. Private.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::ingest::html {

/// What schema.org's NewsArticle and its kin say, as written; empty where they do not.
struct Statements {
  std::string headline;
  std::string description;
  std::string article_body;
  std::string published;
  std::string modified;
  std::vector<std::string> authors;
  std::string publisher;
  std::string section;
  std::string language;
  std::string url;
  std::string image;
  std::string credit;  ///< copyright holder or provider
  std::vector<std::string> keywords;
  std::optional<bool> free_to_read;
};

/// Reads JSON-LD; keeps parser buffers. One per thread.
class JsonLdReader {
 public:
  JsonLdReader();
  ~JsonLdReader();
  JsonLdReader(JsonLdReader&&) noexcept;
  JsonLdReader& operator=(JsonLdReader&&) noexcept;

  /// Adds to `statements` what is missing there from one script's text: of the first article in it
  /// (objects, arrays and @graph are searched, references by @id followed one step), or, failing
  /// that, of a WebPage. What is no JSON is ignored: false. Comments around it, control characters
  /// and a closing semicolon are forgiven. Depth is limited to 32. O(bytes).
  bool read(std::string_view script, Statements& statements);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::ingest::html
