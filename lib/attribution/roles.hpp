// What each article is to its event, and why.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "newsloom/event.hpp"

namespace newsloom::attribution {

/// Which rule gave a role; what `why` is written from.
enum class Reason : std::uint8_t {
  plain,              ///< nothing else holds
  before_all,         ///< first report
  printed_by_others,  ///< original
  own_earlier,        ///< follow-up: of the same outlet's `other`
  long_after,         ///< follow-up: of `other`, the earliest of all
  marked,             ///< by genre: opinion, press release
  outlet_kind,        ///< press release by its outlet
  same_text,          ///< copy or revision of `copy_of`
  stated_credit,      ///< copy by its credit alone
};

struct Judgement {
  static constexpr std::size_t nobody = SIZE_MAX;
  Role role = Role::report;
  Reason reason = Reason::plain;
  std::size_t other = nobody;    ///< index of the row the reason refers to
  std::size_t prints = 0;        ///< other rows that have this one's text, revisions left out
  bool stands_for_ring = false;  ///< copies that name each other: this one is not called a copy
};

/// Judges the rows of one event, given in order of `attribute_coverage`: one judgement a row. Reads
/// neither `role` nor `why`. O(n) in rows.
[[nodiscard]] std::vector<Judgement> judge(std::span<const CoverageRow* const> rows,
                                           std::chrono::seconds follow_up_after);

/// Dated well enough to say that it lies before something.
[[nodiscard]] bool has_interval(const CoverageRow& row) noexcept;
/// Whether `a` is over before `b` may have begun. Precondition: both have an interval.
[[nodiscard]] bool certainly_before(const CoverageRow& a, const CoverageRow& b) noexcept;
/// `published`, undated last; a strict weak order for stable sorts of rows in order of arrival.
[[nodiscard]] bool earlier_row(const CoverageRow& a, const CoverageRow& b) noexcept;

}  // namespace newsloom::attribution
