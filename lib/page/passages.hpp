// newsloom page: an article's fields cut into passages.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/attribution/reading.hpp"
#include "reading.hpp"

namespace newsloom::page {

/// Appends the sentences of a text, in order, and notes in `source` which they are. `index` is the
/// source's. O(bytes + tokens * phrases).
void read_passages(const attribution::FieldReading& field, std::uint32_t index, PageSource& source,
                   std::vector<Passage>& out);

/// The title as a passage, without the outlet's name at its end; nothing for one without words.
/// `others` are the event's headlines.
[[nodiscard]] std::optional<Passage> read_headline(const attribution::FieldReading& field,
                                                   std::uint32_t index, std::string_view language,
                                                   std::span<const std::string_view> others);

/// A sentence that stands between quotation marks elsewhere, in another article or in its own, is
/// somebody's words, though it is set without marks (a tweet, a block of text): nobody says here
/// whose.
void find_words_of_others(PageReading& reading);

}  // namespace newsloom::page
