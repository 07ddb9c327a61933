// newsloom attribution: who covered an event, who was first, how many newsrooms stand behind it.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "newsloom/event.hpp"
#include "newsloom/types.hpp"

namespace newsloom::attribution {

struct CoverageOptions {
  /// A report that certainly appeared this long after the event's earliest article is a follow-up.
  /// 1 minute to 1 year; a day is what a newspaper's next issue takes.
  std::chrono::seconds follow_up_after = std::chrono::hours{24};
};

/// One newsroom's own account of an event.
struct IndependentSource {
  std::string family;               ///< publisher family
  std::vector<ArticleId> articles;  ///< its own texts, in order of coverage
  /// Articles of others that print one of them; for an agency of which nothing else is here, all
  /// there is: `articles` is then empty and the copies' credits name it.
  std::vector<ArticleId> printed_by;

  friend bool operator==(const IndependentSource&, const IndependentSource&) = default;
};

/// Why an article adds no source.
struct UncountedArticle {
  ArticleId article;
  std::string why;  ///< a sentence, in English

  friend bool operator==(const UncountedArticle&, const UncountedArticle&) = default;
};

/// Independent sources, counted, listed and explained.
struct SourceList {
  std::vector<IndependentSource> sources;   ///< in order of their first article
  std::vector<UncountedArticle> uncounted;  ///< every article that no source's `articles` has

  friend bool operator==(const SourceList&, const SourceList&) = default;
};

/// The independent sources behind rows in any order: **known publisher families, one a text**.
///
/// - Rows tied by `copy_of`, directly or through others, are one text, told once: by the row that
/// is
///   copied, or, when that one is not among `rows` (or the copies name each other in a ring), by
///   the first row in order with a known outlet. If a row of a text credits an outlet and none of
///   its rows is an original, the text is that outlet's. Without an article here it counts through
///   a known newsroom that prints it and counts by nothing else: an agency's text in a paper that
///   also has a report of its own adds no source.
/// - A family with nothing but another's text so counts nothing, forty reprints of one text count
///   once, and text copied from an unknown outlet counts nothing.
/// - What comes from a press-release service or an authority is nobody's report and counts nothing,
///   nor do its reprints.
/// - Sources <= known families <= known outlets.
/// O(n log n) in rows. Pure.
[[nodiscard]] SourceList independent_sources(std::span<const CoverageRow> rows);

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

/// Attributes one event. `rows` come in order of arrival, one an article, with everything but
/// `role` and `why` filled in; these are set here, whatever they were. Never fails. O(n log n) in
/// rows, O(n) memory; pure, so safe in any number of threads.
///
/// - **Order**: by `published`, undated last, then by arrival.
/// - **Copy**: a row with `copy_of` or a `credit`; a row said to copy itself is none (its `copy_of`
///   is cleared). If `copy_of` is of the same outlet, the row is a **revision**. Where copies name
///   each other in a ring, the earliest is called no copy.
/// - **Known outlet**: `outlet` is not empty. An outlet's family is that of its first row in order;
///   an empty family means the outlet itself. Unknown outlets count nowhere and block nothing.
/// - **Independent report**: news of a known newsroom, no copy and no revision.
/// - **First report**: the independent report whose whole interval [published, published +
///   uncertainty(precision)) lies before every other independent report's: it ends no later than
///   the other starts, and starts earlier (two at the same second are a tie). Nobody is first as
///   long as one independent report is undated or of unknown precision, as it might have been
///   earlier; with one outlet only, such reports are passed over, and its earliest report is first
///   if determined. A copy of which it is not known whether it is one (`OrderBasis::undetermined`)
///   is never first and stands in the way of others.
/// - **Follow-up**: a report of an outlet that certainly had an earlier article here, or certainly
///   `follow_up_after` later than the earliest article.
/// - Other roles: see `Role`; `why` names the evidence.
/// - **outlet_count, family_count**: distinct known ones, copies included.
/// - **independent_source_count**: of `independent_sources`.
/// - **Dates**: earliest and latest `published` of any row, whatever its precision.
/// - **Languages**: rows a language; unknown is left out.
[[nodiscard]] Coverage attribute_coverage(std::vector<CoverageRow> rows,
                                          const CoverageOptions& options = {});

}  // namespace newsloom::attribution
