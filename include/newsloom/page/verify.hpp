// newsloom page: whether a page says what its articles say.
#pragma once

#include <cstddef>
#include <string_view>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/page/event_page.hpp"
#include "newsloom/page/options.hpp"

namespace newsloom::page {

/// What was checked.
struct Verification {
  std::size_t statements = 0;
  std::size_t verbatim_segments = 0;
  std::size_t claims = 0;  ///< verbs, agreements, conflicts, counts, speakers
};

struct VerifyOptions {
  /// Whether segments of kind `written` may stand on the page. Their supports are then checked as
  /// `WrittenStatements::make` does.
  bool allow_written = false;
  /// With which options the page was made; claims are derived again with them.
  PageOptions page = {};
};

/// Proves a page in the format newsloom/event-page/1, wherever it comes from: every statement is
/// the concatenation of its segments; a verbatim segment is the stated bytes, on character
/// boundaries, of an article that `articles` has; connectives are of the closed list; at least
/// `min_verbatim_percent` of the letters are verbatim; sources are the segments' articles; coverage
/// names stored articles, and the counts are those of its rows.
/// Errors: `invalid_argument` with the place in the page for the first that does not hold;
/// `json_syntax`, `wrong_type`, `too_large` (64 MiB) for what is no page. O(page + articles).
/// Thread-safe.
[[nodiscard]] result<Verification> verify_spans(std::string_view json,
                                                const ArticleSource& articles,
                                                const VerifyOptions& options = {});
/// The same of a page in memory.
[[nodiscard]] result<Verification> verify_spans(const EventPage& page,
                                                const ArticleSource& articles,
                                                const VerifyOptions& options = {});

/// Derives again, from the articles, what a page says about them: each verb, each agreement with
/// its outlets, each conflict, what only one has, each speaker, all counts of sources. Errors as
/// above. O(composing the page). Thread-safe.
[[nodiscard]] result<Verification> verify_claims(std::string_view json,
                                                 const ArticleSource& articles,
                                                 const VerifyOptions& options = {});
/// The same of a page in memory.
[[nodiscard]] result<Verification> verify_claims(const EventPage& page,
                                                 const ArticleSource& articles,
                                                 const VerifyOptions& options = {});

}  // namespace newsloom::page

namespace newsloom {
using page::verify_claims;
using page::verify_spans;
}  // namespace newsloom
