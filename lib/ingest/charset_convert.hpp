// One charset to UTF-8, by ICU's converters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "newsloom/ingest/charset.hpp"

namespace newsloom::ingest {

/// The charset a label means, as ICU calls it; empty for one that is unknown or refused. O(1).
[[nodiscard]] std::string charset_of_label(std::string_view label);

/// All of `bytes` in that charset; absent if ICU has no such converter. O(bytes).
[[nodiscard]] std::optional<DecodedText> decode_as(const std::string& name, std::string_view bytes);

}  // namespace newsloom::ingest
