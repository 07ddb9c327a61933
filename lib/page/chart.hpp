// newsloom page: a drawing of who covered an event when, and who printed whose text.
#pragma once

#include <string>

#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

/// An SVG element with a title and a description; empty if fewer than two articles are dated.
/// All text in it is escaped. O(rows).
[[nodiscard]] std::string coverage_chart(const EventPage& page);

}  // namespace newsloom::page
