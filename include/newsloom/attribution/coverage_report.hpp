// newsloom attribution: an event's coverage added up: by outlet, family, country, day; who follows
// whom.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "newsloom/attribution/coverage.hpp"
#include "newsloom/attribution/registry.hpp"
#include "newsloom/event.hpp"

namespace newsloom::attribution {

/// What one outlet did.
struct OutletCoverage {
  std::string outlet;  ///< id
  std::string name;    ///< as the registry has it, else the id
  std::string family;
  std::string country;
  OutletKind kind = OutletKind::unknown;
  std::map<std::string, std::string> labels;  ///< a user's own, from the registry
  std::size_t articles = 0;
  std::size_t own_articles = 0;  ///< of them not of another's text
  std::optional<ArticleId> first_article;
  std::optional<Timestamp> first_published;
  std::optional<Timestamp> last_published;
  /// How long after the event's earliest article its first one came; absent if either is undated.
  std::optional<std::chrono::seconds> delay;
  bool is_independent = false;  ///< its family is one of the independent sources, by its own text

  friend bool operator==(const OutletCoverage&, const OutletCoverage&) = default;
};

struct FamilyCoverage {
  std::string family;
  std::vector<std::string> outlets;  ///< ids, in order of their first article
  std::size_t articles = 0;
  bool is_independent = false;

  friend bool operator==(const FamilyCoverage&, const FamilyCoverage&) = default;
};

/// An outlet that prints another's texts.
struct Following {
  std::string outlet;
  std::string source;  ///< outlet whose text it is, by text or by stated credit
  std::size_t articles = 0;
  std::size_t credited = 0;  ///< of them those that say so
  /// From the source's article to the copy, the median where both are dated and the order is known.
  std::optional<std::chrono::seconds> delay;

  friend bool operator==(const Following&, const Following&) = default;
};

struct CoverageReport {
  std::vector<OutletCoverage> outlets;           ///< known ones, in order of their first article
  std::vector<FamilyCoverage> families;          ///< likewise
  std::map<std::string, std::size_t> roles;      ///< articles a role, by `to_string`
  std::map<std::string, std::size_t> countries;  ///< outlets a country; unknown is left out
  std::map<std::string, std::size_t> languages;  ///< articles a language
  std::map<Timestamp, std::size_t> hours;        ///< dated articles an hour, by its beginning
  std::map<Timestamp, std::size_t> days;         ///< … a day, UTC
  std::vector<Following> followings;             ///< most articles first, then by outlet
  SourceList sources;                            ///< independent ones, and why others are not
  std::size_t unknown_outlet_articles = 0;       ///< counted in no outlet

  friend bool operator==(const CoverageReport&, const CoverageReport&) = default;
};

/// Adds up the rows of an event. Articles known to the day only are in no hour. O(n log n) in rows.
/// Pure, thread-safe.
[[nodiscard]] CoverageReport report_coverage(const EventView& event,
                                             const OutletRegistry& registry);

/// What one outlet did over several events.
struct OutletActivity {
  std::string outlet;  ///< id
  std::string family;
  std::size_t events = 0;
  std::size_t articles = 0;
  std::size_t first_reports = 0;
  std::size_t copies = 0;

  friend bool operator==(const OutletActivity&, const OutletActivity&) = default;
};

/// Adds up events by known outlet; by id. O(rows log outlets). Pure, thread-safe.
[[nodiscard]] std::vector<OutletActivity> count_outlets(std::span<const EventView> events);

}  // namespace newsloom::attribution
