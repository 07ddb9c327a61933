// What the articles of an event state, in the form in which it is compared.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <vector>

#include "newsloom/attribution/agreement.hpp"

namespace newsloom::attribution {

/// What two statements must have in common to answer one question.
struct ClaimKey {
  ClaimKind kind = ClaimKind::quantity;
  text::NumberKind number_kind = text::NumberKind::count;
  std::string unit;
  Topic topic = Topic::none;
  std::uint64_t noun =
      0;  ///< the counted noun's stem; of a place its folded name; of a date its day

  friend auto operator<=>(const ClaimKey&, const ClaimKey&) = default;
};

/// One statement. Looks into nothing: a plain value.
struct ClaimItem {
  ClaimKey key;
  Place place;
  std::uint32_t sentence = 0;
  std::int64_t value_e3 = 0;
  text::NumberBound bound = text::NumberBound::exact;
  std::vector<std::uint64_t> context;  ///< stems of the words around it, ascending
  bool key_is_enough = false;          ///< topics, places and dates need no context
  bool is_background = false;          ///< its sentence names an earlier year than the article's
};

/// All statements of the event's articles, ascending by article, title before text.
[[nodiscard]] std::vector<ClaimItem> claim_items(const EventReading& event);

}  // namespace newsloom::attribution
