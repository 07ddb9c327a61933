// newsloom attribution: who covered an event, who was first, how many newsrooms stand behind it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/event.hpp"
#include "newsloom/types.hpp"

namespace newsloom::attribution {

/// What the rows of one event say together. A plain value; the members are those of `EventView`
/// with the same names.
struct Coverage {
  std::vector<CoverageRow> rows;
  std::optional<ArticleId> first_report;
  std::optional<Timestamp> date_start;
  std::optional<Timestamp> date_updated;
  std::map<std::string, std::size_t> languages;
  std::size_t outlet_count = 0;
  std::size_t family_count = 0;
  std::size_t independent_source_count = 0;

  friend bool operator==(const Coverage&, const Coverage&) = default;
};

/// Attributes one event. `rows` come in order of arrival, one an article, with article, outlet,
/// family, language, published, precision and copy_of filled in; roles are set here, whatever they
/// were. Never fails. O(n log n) in rows, O(n) memory; pure, so safe in any number of threads.
///
/// - **Order**: by `published`, undated last, then by arrival.
/// - **Copy**: a row with `copy_of`; a row said to copy itself is none (its `copy_of` is cleared).
///   Rows tied by `copy_of`, directly or through others, are one text.
/// - **Known outlet**: `outlet` is not empty. An outlet's family is that of its first row in order;
///   an empty family means the outlet itself. Unknown outlets count nowhere and block nothing.
/// - **Independent report**: of a known outlet, no copy.
/// - **First report**: the independent report whose whole interval [published, published +
///   uncertainty(precision)) lies before every other independent report's: it ends no later than
///   the other starts, and starts earlier (two at the same second are a tie). Nobody is first as
///   long as one independent report is undated or of unknown precision, as it might have been
///   earlier; with one outlet only, such reports are passed over, and its earliest report is first
///   if determined.
/// - **Roles**: copies are `copy`, the first report is `first_report`, all else is `report`.
/// - **outlet_count, family_count**: distinct known ones, copies included.
/// - **independent_source_count**: distinct known families of one row a text: of the row that is
///   copied, or, when that one is not among `rows` (or the copies name each other in a ring), of
///   the text's first row in order with a known outlet. A family with nothing but another's text so
///   counts nothing, forty reprints of one text count once, and text copied from an unknown outlet
///   counts nothing. Always independent <= families <= outlets.
/// - **Dates**: earliest and latest `published` of any row, whatever its precision.
/// - **Languages**: rows a language; unknown is left out.
[[nodiscard]] Coverage attribute_coverage(std::vector<CoverageRow> rows);

}  // namespace newsloom::attribution
