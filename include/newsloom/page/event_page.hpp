// newsloom page: what a reader gets to see of an event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/event.hpp"
#include "newsloom/page/statement.hpp"
#include "newsloom/types.hpp"

namespace newsloom::page {

/// The format `to_json` writes and `verify_spans` reads: lib/page/event-page.schema.json.
inline constexpr std::string_view page_schema = "newsloom/event-page/1";

/// A fact reported by several publisher families.
struct Agreement {
  Statement statement;
  std::vector<std::string> outlets;  ///< one a family, ascending
  friend bool operator==(const Agreement&, const Agreement&) = default;
};
struct ConflictValue {
  Statement statement;
  std::vector<std::string> outlets;
  friend bool operator==(const ConflictValue&, const ConflictValue&) = default;
};
/// Different figures for the same quantity in the same unit.
struct Conflict {
  Statement quantity;                 ///< what is counted, as one article words it
  std::vector<ConflictValue> values;  ///< at least two
  friend bool operator==(const Conflict&, const Conflict&) = default;
};
/// What no other publisher family has.
struct OnlyFrom {
  std::string outlet;
  Statement statement;
  friend bool operator==(const OnlyFrom&, const OnlyFrom&) = default;
};
struct BehindTheHeadline {
  std::vector<Statement> points;
  std::vector<Agreement> agreements;
  std::vector<Conflict> conflicts;
  std::vector<OnlyFrom> only_from;
  [[nodiscard]] bool empty() const noexcept {
    return points.empty() && agreements.empty() && conflicts.empty() && only_from.empty();
  }
  friend bool operator==(const BehindTheHeadline&, const BehindTheHeadline&) = default;
};

/// What a paper does. Each is a predicate `verify_claims` checks again.
enum class Verb : std::uint8_t {
  reports,        ///< the statement is of an article of this outlet
  leads_with,     ///< … and is its first sentence
  quotes,         ///< … and holds a quotation
  alone_reports,  ///< … and has a name or figure no other family has
};
/// "reports", "leads with", "quotes", "alone reports".
[[nodiscard]] std::string_view to_string(Verb verb) noexcept;

struct PaperRow {
  std::string outlet;
  Verb verb = Verb::reports;
  Statement statement;
  friend bool operator==(const PaperRow&, const PaperRow&) = default;
};

struct QuestionAndAnswer {
  Statement question;
  std::vector<Statement> answer;
  std::vector<EventId> events;  ///< the answer's, at least two
  friend bool operator==(const QuestionAndAnswer&, const QuestionAndAnswer&) = default;
};

enum class TopicKind : std::uint8_t { other, person, organisation, place };
/// "other", "person", "organisation", "place".
[[nodiscard]] std::string_view to_string(TopicKind kind) noexcept;

/// What a user's own file says about a topic. No statement: it is shown with its source.
struct TopicNote {
  std::string text;
  std::string source;
  std::string licence;
  friend bool operator==(const TopicNote&, const TopicNote&) = default;
};
struct Topic {
  std::string name;  ///< the longest form the articles use often enough
  TopicKind kind = TopicKind::other;
  std::optional<Statement> description;
  std::optional<TopicNote> note;
  std::size_t mention_count = 0;  ///< in the articles that were read, copies not counted
  std::vector<EventId> events;    ///< others it appears in, newest first
  friend bool operator==(const Topic&, const Topic&) = default;
};

struct TimelineEntry {
  Timestamp date;
  DatePrecision precision = DatePrecision::day;
  Statement statement;
  friend bool operator==(const TimelineEntry&, const TimelineEntry&) = default;
};
struct PageQuote {
  std::string speaker;
  Statement statement;
  friend bool operator==(const PageQuote&, const PageQuote&) = default;
};
struct LeadImage {
  std::string url;
  ArticleId article;
  friend bool operator==(const LeadImage&, const LeadImage&) = default;
};
struct CoverageEntry {
  CoverageRow row;
  std::string url;
  std::string title;
  std::vector<std::string> why;  ///< words it shares with the event, heaviest first
  /// Near to the event, but of something else than most of its articles: nothing on the page is
  /// taken from it.
  bool is_related = false;
  friend bool operator==(const CoverageEntry&, const CoverageEntry&) = default;
};

/// All of an event for a reader. Sections without evidence are empty. A plain value.
struct EventPage {
  EventId id;
  std::vector<EventId> aliases;
  EventStatus status = EventStatus::open;
  std::optional<Statement> title;  ///< absent only if no article has a letter
  std::optional<Timestamp> date_start;
  std::optional<Timestamp> date_updated;
  std::string language;  ///< the page's main one, BCP-47 primary subtag; empty is unknown
  std::string category;  ///< IPTC Media Topics top level; empty is unknown
  std::optional<LeadImage> image;
  std::size_t article_count = 0;
  std::size_t outlet_count = 0;
  std::size_t family_count = 0;
  std::size_t independent_source_count = 0;
  std::map<std::string, std::size_t> languages;

  std::vector<Statement> whats_happened;
  BehindTheHeadline behind_the_headline;
  std::vector<PaperRow> what_the_papers_say;
  std::vector<Statement> how_we_got_here;
  std::vector<QuestionAndAnswer> go_deeper;
  std::vector<QuestionAndAnswer> common_questions;
  std::vector<Topic> topics;
  std::vector<TimelineEntry> timeline;
  std::vector<PageQuote> quotes;
  std::vector<CoverageEntry> coverage;

  friend bool operator==(const EventPage&, const EventPage&) = default;
};

/// The rows of *What the papers say* as one paragraph: "{Outlet} reports: “…” Meanwhile, …". Made
/// of the same byte ranges, so it verifies as they do. Empty without rows. O(length).
[[nodiscard]] std::optional<Statement> papers_paragraph(const EventPage& page);

}  // namespace newsloom::page

namespace newsloom {
using page::EventPage;
}  // namespace newsloom
