// newsloom attribution: where the articles of an event agree, where they do not, and what only one
// of them has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/attribution/claims.hpp"
#include "newsloom/attribution/event_reading.hpp"
#include "newsloom/types.hpp"

namespace newsloom::attribution {

enum class ClaimKind : std::uint8_t { quantity, date, place };

enum class ClaimStatus : std::uint8_t {
  agreement,  ///< at least `AgreementOptions::min_families` families state one value, none another
  conflict,   ///< families, or one over time, state values that cannot both hold
  only_from,  ///< one family states it, and the event has others
};
/// "agreement", "conflict", "only_from".
[[nodiscard]] std::string_view to_string(ClaimStatus status) noexcept;

/// One value and who states it.
struct ClaimValue {
  std::int64_t value_e3 = 0;  ///< for quantities, in thousandths; 0 for places, days for dates
  text::NumberBound bound = text::NumberBound::exact;  ///< the strictest one stated
  /// One an article, the one in its text where it has one; ascending by article.
  std::vector<Place> places;
  std::vector<std::string> outlets;       ///< known ones, sorted, without repetition
  std::vector<std::string> families;      ///< the same; copies of another's text are not in it
  std::optional<Timestamp> first_stated;  ///< earliest and …
  std::optional<Timestamp> last_stated;   ///< … latest article with it; absent if none is dated

  friend bool operator==(const ClaimValue&, const ClaimValue&) = default;
};

/// One question and the answers to it.
struct Claim {
  ClaimKind kind = ClaimKind::quantity;
  ClaimStatus status = ClaimStatus::agreement;
  text::NumberKind number_kind = text::NumberKind::count;
  std::string unit;  ///< as in `text::Number`
  Topic topic = Topic::none;
  std::vector<ClaimValue> values;  ///< by first statement, undated last, then by value
  /// For conflicts: each value was first stated after the one before it was last stated, so the
  /// later may simply be newer. False too when an article in question is undated.
  bool newer_may_explain = false;

  friend bool operator==(const Claim&, const Claim&) = default;
};

/// Knobs of `compare_claims`.
struct AgreementOptions {
  std::size_t min_families = 2;  ///< that make an agreement, [2, 64]
  /// Of a rounded value ("about 200", "more than 200"), how far an exact one may lie off to be the
  /// same, in percent, [0, 50].
  unsigned rounding_percent = 10;
  /// Words the surroundings of two counts of the same noun must share, in percent of the smaller
  /// ones, [0, 100]; measured on the sample corpus and on single-source events
  /// (bench_attribution_claims).
  unsigned context_percent = 30;
};

/// Aligns what an event's articles state, and compares it: conflicts first, then agreements, then
/// only-from; within these most families first, then in order of the articles.
///
/// Two quantities answer one question when kind and unit are equal, and topic, or the counted noun
/// and enough of the words around it, are. A value with a bound fits what satisfies it and lies
/// near. An article that states two values for one question (12 killed, 9 of them in Homs) takes
/// part with the one another article agrees with, else with its first. Articles of unknown outlets
/// state values but are no family. Across languages only topics, units and places meet.
/// O(n log n) in claims times the articles that share a question. Pure and thread-safe.
[[nodiscard]] std::vector<Claim> compare_claims(const EventReading& event,
                                                const AgreementOptions& options = {});

}  // namespace newsloom::attribution
