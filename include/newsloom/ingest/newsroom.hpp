// newsloom ingest: what newsrooms and agencies exchange: NewsML-G2, NITF, ninjs.
#pragma once

#include <optional>
#include <string_view>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/ingest/document.hpp"

namespace newsloom::ingest {

// All three are pure, thread-safe and O(bytes). Id is the item's own (guid, doc-id, uri), else its
// URL's key, else a hash of the content. `outlet` is the provider, `credit` the credit line or the
// copyright holder as stated. `now`, if known, tells absurd dates. Errors: `too_large`, `corrupt`,
// `json_syntax`; `unknown_format` if the document is another. Items without title and text, and
// those their provider has withdrawn, are rejected problems.

/// A NewsML-G2 document: a news item, or a news message of any number. Text is inline XHTML, NITF
/// or plain; pictures, packages and concepts are left out without a word.
[[nodiscard]] result<DocumentArticles> parse_newsml(std::string_view bytes,
                                                    const DocumentOptions& options = {},
                                                    std::optional<Timestamp> now = std::nullopt);

/// One NITF article, of any version.
[[nodiscard]] result<DocumentArticles> parse_nitf(std::string_view bytes,
                                                  const DocumentOptions& options = {},
                                                  std::optional<Timestamp> now = std::nullopt);

/// ninjs 1.x or 2.x: an object, a list of them, or an object with such a list in "items".
[[nodiscard]] result<DocumentArticles> parse_ninjs(std::string_view bytes,
                                                   const DocumentOptions& options = {},
                                                   std::optional<Timestamp> now = std::nullopt);

}  // namespace newsloom::ingest
