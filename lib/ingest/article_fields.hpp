// What readers of documents do alike when they make articles. Private.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/ingest/dates.hpp"
#include "newsloom/ingest/json_lines.hpp"

namespace newsloom::ingest {

/// A date with how it was written, to be reported by `field` and `line` if it is none.
struct StatedDate {
  std::string_view text;
  std::optional<ParsedDate> parsed;
  std::string_view field;
};

/// The first date that can be read and be true; others are reported, and are no date.
[[nodiscard]] std::optional<ParsedDate> usable_date(const std::vector<StatedDate>& dates,
                                                    std::optional<Timestamp> now,
                                                    std::optional<std::uint64_t> line,
                                                    std::vector<Problem>& problems);

/// Sets time and precision; a month or a year alone is no date.
void set_published(Article& article, const std::optional<ParsedDate>& date);

/// Host of a URL without "www."; empty if there is none.
[[nodiscard]] std::string host_of(std::string_view url);

/// The name without a leading "By", white space collapsed.
[[nodiscard]] std::string author_name(std::string_view name);

/// The last words of feeds' texts that are not the article's: "The post … appeared first on …",
/// "Continue reading". O(length of the last two paragraphs).
void drop_feed_endings(std::string& text);

/// "item 3" and so on: a document's part without title and text.
[[nodiscard]] Problem no_content(std::string_view what, std::optional<std::uint64_t> line);

[[nodiscard]] bool has_content(const Article& article);

}  // namespace newsloom::ingest
