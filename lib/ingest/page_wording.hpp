// Wording that pages put around what is meant: site names around headlines, "By" before names.
// Private.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::ingest::html {

/// The headline without the site's name before or after it ("… | The Daily", "… - The Daily");
/// `sites` are names the site may go by, among them its host.
[[nodiscard]] std::string without_site(std::string_view title, std::span<const std::string> sites);

/// Whether the title is the headline with something before or after a separator. O(length).
[[nodiscard]] bool is_titled(std::string_view title, std::string_view headline);

/// Names in a byline: "By Ann Lee and Bo Ek | 3 May" → {"Ann Lee", "Bo Ek"}.
[[nodiscard]] std::vector<std::string> names_in_byline(std::string_view byline);

}  // namespace newsloom::ingest::html
