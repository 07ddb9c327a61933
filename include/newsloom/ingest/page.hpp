// newsloom ingest: an article's web page, and what it says beside its text.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/ingest/json_lines.hpp"

namespace newsloom::ingest {

struct PageOptions {
  /// A longer page is rejected as `too_large`. 1 KiB to 256 MiB. News pages have 0.2 MB, the
  /// longest we met 1.5 MB.
  std::size_t max_bytes = std::size_t{8} << 20U;
  /// Elements and texts of a page; what follows is left out, with a problem. A node takes 50 bytes.
  std::size_t max_nodes = 1'000'000;
  /// A longer text is cut at a character boundary, with a problem. 1 KiB to 256 MiB.
  std::size_t max_text_bytes = std::size_t{4} << 20U;
};

/// What is known about a page beside its bytes; views must live until the call returns.
struct PageSource {
  std::string_view url = {};      ///< where it was found: relative links are resolved against it
  std::string_view charset = {};  ///< as the transport declared it ("windows-1251"), or empty
};

/// An article as its page has it. A plain value; all text is UTF-8, what is not stated is empty.
struct Page {
  std::string url;            ///< where it was found, as the caller gave it
  std::string canonical_url;  ///< as the page states it, made absolute; else `url`
  std::string title;          ///< without the site's name
  /// The body: paragraphs, subheadings and list items in reading order, without navigation, related
  /// links, captions, notices, comments. White space is collapsed; a line break in a paragraph is
  /// '\n'.
  std::vector<std::string> paragraphs;
  std::vector<std::string> authors;  ///< names, without "By"
  std::optional<ParsedDate> published;
  std::optional<ParsedDate> modified;
  std::string language;  ///< BCP-47 as the page declares it
  std::string outlet;    ///< the publication's name as the page states it
  std::string section;
  std::vector<std::string> keywords;
  std::string image;                 ///< URL of the lead image
  std::string credit;                ///< whom the page names as its text's owner or provider
  std::optional<bool> free_to_read;  ///< false: behind a paywall, as the page states it

  /// The paragraphs with a blank line between two.
  [[nodiscard]] std::string text() const;
  friend bool operator==(const Page&, const Page&) = default;
};

/// Reads pages. Metadata comes from JSON-LD (schema.org's NewsArticle and its kin, also in a
/// graph), OpenGraph and other meta elements, microdata and bylines, in this order. The body is
/// found by how text is spread over the page and by what its elements are called, on any site and
/// in any language; where the markup holds none, JSON-LD's articleBody stands in.
///
/// Keeps parser buffers: one per thread. It fetches nothing, runs no script and expands no entity
/// but HTML's own.
class PageReader {
 public:
  explicit PageReader(PageOptions options = {});
  ~PageReader();
  PageReader(PageReader&&) noexcept;
  PageReader& operator=(PageReader&&) noexcept;

  /// `html` in any charset. What was mended or left out is appended to `problems`. Errors:
  /// `too_large`, `missing_content` (neither title nor text). O(bytes); memory is about six times
  /// the page.
  [[nodiscard]] result<Page> read(std::string_view html, const PageSource& source,
                                  std::vector<Problem>& problems);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The page as an article: its id is the `article_key` of the canonical URL, or a hash of the
/// content where there is none; its outlet the stated name; its credit an agency that page, byline
/// or text name as the origin.
[[nodiscard]] Article to_article(Page page);

}  // namespace newsloom::ingest
