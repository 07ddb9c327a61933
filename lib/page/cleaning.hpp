// newsloom page: which bytes of a sentence may be shown, and whether they are a whole one.
#pragma once

#include <cstdint>
#include <string_view>

#include "newsloom/attribution/reading.hpp"
#include "newsloom/text/span.hpp"

namespace newsloom::page {

/// The sentence without what news agencies put in front ("LONDON (AP) —", "(Reuters) -"), and
/// without lines above it that are no part of it (a caption, a date). `is_first`: of its article,
/// where datelines stand. Never larger than `sentence`; empty if nothing is left. O(bytes).
[[nodiscard]] text::Span clean_span(std::string_view text, text::Span sentence, bool is_first);

/// Whether the span is a whole sentence: ends as one, begins as one, no mark is left open, nothing
/// in it belongs to the web page around it. O(bytes + quotations).
[[nodiscard]] bool is_whole_sentence(const attribution::FieldReading& field, text::Span span);

}  // namespace newsloom::page
