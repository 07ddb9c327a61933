// newsloom page: the line of facts every rendering begins with.
#pragma once

#include <string>
#include <string_view>

#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

/// "1 article", "3 articles".
[[nodiscard]] std::string counted(std::size_t count, std::string_view one, std::string_view many);
/// "3 March 2026 – 5 March 2026"; empty if nothing is dated.
[[nodiscard]] std::string date_range(const EventPage& page);
/// "a.example, b.example".
[[nodiscard]] std::string joined(const std::vector<std::string>& texts);
/// The outlet of an article of the page, else its id.
[[nodiscard]] std::string outlet_of(const EventPage& page, const ArticleId& article);
/// The address of an article of the page; empty if it is unknown or no link.
[[nodiscard]] std::string link_of(const EventPage& page, const ArticleId& article);

}  // namespace newsloom::page
