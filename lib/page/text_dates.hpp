// newsloom page: the dates a sentence speaks of.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/text/tokenize.hpp"
#include "newsloom/types.hpp"

namespace newsloom::page {

/// A stretch of days that words name.
struct NamedDate {
  std::chrono::sys_days first;
  std::chrono::sys_days last;  ///< included; equal to `first` for a day
  [[nodiscard]] bool is_day() const noexcept { return first == last; }
};

/// The dates in a sentence, in order: "27 May 2018", "May 27", "in March", "im März", "in 1987",
/// "on Tuesday" (the last one up to the day of publication, unless the sentence speaks of what
/// comes), "yesterday", "last year", "three months ago". What needs the date of publication is left
/// out without it, and so is what lies behind it. en de es fr pt it. O(tokens).
[[nodiscard]] std::vector<NamedDate> find_dates(std::string_view source,
                                                std::span<const text::Token> tokens,
                                                std::string_view language,
                                                std::optional<Timestamp> published);

}  // namespace newsloom::page
