// newsloom page: pages as JSON.
#pragma once

#include <string>
#include <string_view>

#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

/// The page in the format newsloom/event-page/1 (lib/page/event-page.schema.json): snake_case, RFC
/// 3339 in UTC, BCP-47; what is unknown is absent. UTF-8, one line. O(page).
[[nodiscard]] std::string to_json(const EventPage& page);

/// The JSON Schema (draft 2020-12) of that format.
[[nodiscard]] std::string_view page_json_schema() noexcept;

}  // namespace newsloom::page
