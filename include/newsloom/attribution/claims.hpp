// newsloom attribution: the quantities, dates and places an article states.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "newsloom/attribution/reading.hpp"
#include "newsloom/text/numbers.hpp"
#include "newsloom/text/span.hpp"
#include "newsloom/types.hpp"

namespace newsloom::attribution {

/// What is asked of a quantity in the news of every day, whatever words a language has for it: "12
/// people killed", "12 Tote" and "a death toll of 12" answer one question.
enum class Topic : std::uint8_t {
  none,  ///< anything else: the counted noun says it
  dead,
  injured,
  missing,
  arrested,
  evacuated,
  rescued,
  homeless,
  aboard,
  jobs_cut,
};
/// "dead", "injured", …; "" for `none`.
[[nodiscard]] std::string_view to_string(Topic topic) noexcept;

/// Something counted, paid or measured. A plain value; spans lie in `field`.
struct Quantity {
  Field field = Field::text;
  text::Number number;         ///< its span has figure, multiplier and unit
  text::Span span;             ///< with its bound and what it counts: "at least 12 people"
  text::Span counted;          ///< "people"; empty where no noun stands behind the number
  std::uint32_t sentence = 0;  ///< index into the field's sentences
  Topic topic = Topic::none;

  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// A day, a month or a year that the article names.
struct DateMention {
  Field field = Field::text;
  text::Span span;              ///< "4 March 2026", "on Wednesday" → "Wednesday"
  std::chrono::sys_days first;  ///< the days it may mean: [first, last]
  std::chrono::sys_days last;
  std::uint32_t sentence = 0;
  bool is_relative = false;  ///< read against the article's own date: "Wednesday", "gestern"

  friend bool operator==(const DateMention&, const DateMention&) = default;
};

/// A name that a preposition makes a place: "in the Tarsova valley", "près de Lyon".
struct PlaceMention {
  Field field = Field::text;
  text::Span span;  ///< the name
  std::uint32_t sentence = 0;

  friend bool operator==(const PlaceMention&, const PlaceMention&) = default;
};

/// What an article states; each list ascends, title first.
struct Claims {
  std::vector<Quantity> quantities;
  std::vector<DateMention> dates;
  std::vector<PlaceMention> places;

  friend bool operator==(const Claims&, const Claims&) = default;
};

/// Reads the claims of an article.
///
/// - **Quantities**: the numbers of `text::find_numbers` that are counts, money, percentages or
///   measures, durations among them; no dates, years, ordinals, times, scores. A count keeps the
///   noun it counts (the last of a noun phrase in English, the first elsewhere) and its topic.
/// - **Dates**: absolute ones, and weekdays, "yesterday" and their like against `published` (a
///   weekday is the last one up to that day, unless the sentence speaks of what comes).
/// - **Places**: names behind a preposition of place; in, at, near, bei, en, à, em, a … .
/// Words are known in en de es fr pt it. O(bytes). Pure and thread-safe.
[[nodiscard]] Claims find_claims(const Reading& reading,
                                 std::optional<Timestamp> published = std::nullopt);

}  // namespace newsloom::attribution
