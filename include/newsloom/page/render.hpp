// newsloom page: pages for people.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

/// CommonMark. What the articles say is escaped, each statement links to its sources. O(page).
[[nodiscard]] std::string to_markdown(const EventPage& page);

/// For a terminal, `columns` wide (40 to 1,000; others are moved to the nearer end). Control
/// characters of the articles are left out. O(page).
[[nodiscard]] std::string to_text(const EventPage& page, std::size_t columns = 100);

/// How an HTML page hangs together with the site it stands on. Absent parts are left out; by
/// default the page is complete in itself.
struct HtmlOptions {
  std::string home = {};        ///< address of the front page
  std::string stylesheet = {};  ///< address of the style, instead of having it in the page
  std::string script = {};      ///< address of a script to load
  std::string coverage = {};    ///< address of the event's coverage page
  bool has_image = true;        ///< the lead image, which a reader's browser loads from its source
  /// Addresses of an outlet's and a topic's page; empty or absent: there is none.
  std::function<std::string(const std::string& outlet)> outlet_link = {};
  std::function<std::string(const std::string& name)> topic_link = {};
  /// What to call another event; empty or absent: its id.
  std::function<std::string(EventId)> title_of = {};
};

/// What `HtmlOptions::stylesheet` has to answer with: the style of every page of ours.
[[nodiscard]] std::string_view html_style() noexcept;

/// One self-contained, accessible page in HTML 5: nothing is loaded from elsewhere but the lead
/// image, if there is one; no script; light and dark; an SVG of the coverage over time and of who
/// printed whose text. All text is escaped, and isolated in direction; only http and https become
/// links. O(page).
[[nodiscard]] std::string to_html(const EventPage& page, const HtmlOptions& options = {});

/// A front page of events, best first as given, linking to the event's id and ".html". O(pages).
[[nodiscard]] std::string front_page_html(std::span<const EventPage> pages);

}  // namespace newsloom::page
