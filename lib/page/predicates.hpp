// newsloom page: what can be said of a paper's sentence, each to be checked again by anybody.
#pragma once

#include "newsloom/page/event_page.hpp"
#include "reading.hpp"

namespace newsloom::page {

/// The strongest verb that holds of the passage: alone reports, quotes, leads with, reports.
[[nodiscard]] Verb verb_for(const PageReading& reading, const Passage& passage);

/// Whether the verb holds of a passage.
[[nodiscard]] bool verb_holds(const PageReading& reading, const Passage& passage, Verb verb);

/// Whether an outlet besides the passage's own printed its text.
[[nodiscard]] bool is_reprinted_elsewhere(const PageReading& reading, const Passage& passage);

/// The passage of `reading` with these bytes; null if there is none.
[[nodiscard]] const Passage* find_passage(const PageReading& reading, const ArticleId& article,
                                          Field field, text::Span span);

}  // namespace newsloom::page
