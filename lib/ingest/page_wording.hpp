// Wording that pages put around what is meant: site names around headlines, "By" before names,
// entities inside text. Private.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace newsloom::ingest::html {

/// The headline without the site's name before or after it ("… | The Daily", "… - The Daily");
/// `sites` are names the site may go by, among them its host.
[[nodiscard]] std::string without_site(std::string_view title, std::span<const std::string> sites);

/// A single pass of decoding what is left of entities: "&amp;#8217;" in JSON or attributes.
[[nodiscard]] std::string without_entities(std::string_view text);

/// Names in a byline: "By Ann Lee and Bo Ek | 3 May" → {"Ann Lee", "Bo Ek"}.
[[nodiscard]] std::vector<std::string> names_in_byline(std::string_view byline);

}  // namespace newsloom::ingest::html
