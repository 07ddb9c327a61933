// Titles as the full-text index takes them, and what a reader types as its query.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::store {

/// The title with a space on both sides of every character of a script written without spaces (Han,
/// kana, Thai, Lao, Khmer, Burmese), so that the index takes each for a word. O(length).
[[nodiscard]] std::string title_for_index(std::string_view title);

/// An FTS5 expression: every word must be there, the last as a beginning if it has three
/// characters or more, words of scripts without spaces as a phrase. Empty if nothing can be
/// searched for. Nothing in `query` is syntax; at most the first 32 words count. O(length).
[[nodiscard]] std::string title_query(std::string_view query);

}  // namespace newsloom::store
