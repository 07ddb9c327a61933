// newsloom page: pages for people.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

/// CommonMark. What the articles say is escaped, each statement links to its sources. O(page).
[[nodiscard]] std::string to_markdown(const EventPage& page);

/// For a terminal, `columns` wide (40 to 1,000; others are moved to the nearer end). Control
/// characters of the articles are left out. O(page).
[[nodiscard]] std::string to_text(const EventPage& page, std::size_t columns = 100);

/// One self-contained, accessible page in HTML 5: nothing is loaded from elsewhere but the lead
/// image, if there is one; no script; light and dark; an SVG of the coverage over time and of who
/// printed whose text. All text is escaped, and isolated in direction; only http and https become
/// links. O(page).
[[nodiscard]] std::string to_html(const EventPage& page);

/// A front page of events, best first as given, linking to the event's id and ".html". O(pages).
[[nodiscard]] std::string front_page_html(std::span<const EventPage> pages);

}  // namespace newsloom::page
