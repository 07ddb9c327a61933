// newsloom page: which bytes of a sentence may be shown, and whether they are a whole one.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "newsloom/attribution/reading.hpp"
#include "newsloom/text/span.hpp"

namespace newsloom::page {

/// The sentence without what news agencies put in front ("LONDON (AP) —", "(Reuters) -"), and
/// without lines above it that are no part of it (a caption, a date). `is_first`: of its article,
/// where datelines stand; of others only the full form ("LONDON (AP) —") goes. `is_wrapped` is that
/// of `text`. Never larger than `sentence`; empty if nothing is left. O(bytes).
[[nodiscard]] text::Span clean_span(std::string_view text, text::Span sentence, bool is_first,
                                    bool is_wrapped);

/// Whether lines end because they are full: some go on with a small letter. Else a line is a
/// heading, a caption or a paragraph. O(bytes).
[[nodiscard]] bool is_wrapped(std::string_view text);

/// The title without white space around it and without what a site adds to it: of parts between
/// " | " the longest, less a name behind a dash at the end ("… - The Kastel Post"), and less
/// whatever stands behind a dash where one of `others`, headlines of the same event, ends. O(bytes
/// + others).
[[nodiscard]] text::Span headline_span(std::string_view title,
                                       std::span<const std::string_view> others = {});

/// Whether something in it belongs to the web page around it: an address, a tag, a bar. O(bytes).
[[nodiscard]] bool has_web_page_marks(std::string_view sentence);

/// Whether the sentence before the span was cut at an abbreviation ("Republican Sens. | Tom …",
/// "of U . | S . troops"), so that the span is the rest of one. O(bytes looked at), which is few.
[[nodiscard]] bool continues_cut_sentence(std::string_view text, text::Span sentence);

/// "UPDATE: …", "MAYOR: …" in a transcript: what stands before the colon is no part of a sentence.
[[nodiscard]] bool begins_with_label(std::string_view sentence);

/// Whether a quotation ends right before the span, on its line: then a few words that follow say
/// whose it was. O(bytes looked at), which is few.
[[nodiscard]] bool ends_quotation(std::string_view text, text::Span sentence);

/// Whether the span is a whole sentence: ends as one, begins as one, no mark is left open, nothing
/// in it belongs to the web page around it. O(bytes + quotations).
[[nodiscard]] bool is_whole_sentence(const attribution::FieldReading& field, text::Span span);

}  // namespace newsloom::page
