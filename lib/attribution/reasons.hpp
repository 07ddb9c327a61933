// Sentences that say why.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "attribution/roles.hpp"
#include "newsloom/event.hpp"

namespace newsloom::attribution {

/// "2026-03-03 07:10:12", as exactly as it is known; "undated".
[[nodiscard]] std::string time_text(std::optional<Timestamp> time, DatePrecision precision);

/// The evidence for the judgement of row `i` of an event's rows.
[[nodiscard]] std::vector<std::string> reasons(std::span<const CoverageRow* const> rows,
                                               std::size_t i, const Judgement& judgement);

}  // namespace newsloom::attribution
