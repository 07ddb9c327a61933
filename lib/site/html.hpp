// newsloom site: pages from values. Nothing here looks anything up.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/attribution/coverage_report.hpp"
#include "newsloom/event.hpp"
#include "newsloom/site/shelf.hpp"

namespace newsloom::site {

/// What every page has.
struct Frame {
  std::string site;
  std::string heading;
  std::string words;  ///< of the search
  std::optional<Timestamp> updated;
};

struct Choice {
  std::string name;
  std::string link;
  std::size_t count = 0;  ///< 0: not shown
  bool is_chosen = false;
};
struct ChoiceGroup {
  std::string name;
  std::vector<Choice> choices;
};

struct FrontPage {
  Frame frame;
  bool shows_heading = false;
  std::vector<ChoiceGroup> groups;
  std::vector<Card> cards;
  bool leads = false;  ///< the first card is the day's first
  std::string empty;   ///< what to say without cards
  std::string previous;
  std::string next;
};
[[nodiscard]] std::string to_html(const FrontPage& page);

struct TopicPage {
  Frame frame;
  TopicSummary topic;
  std::map<EventId, std::string> titles;  ///< of the descriptions' events
  std::vector<Card> cards;
  std::size_t events = 0;
};
[[nodiscard]] std::string to_html(const TopicPage& page);

struct OutletRow {
  std::string name;
  attribution::OutletActivity activity;
};
struct OutletsPage {
  Frame frame;
  std::vector<OutletRow> rows;
};
[[nodiscard]] std::string to_html(const OutletsPage& page);

struct CoverageArticle {
  CoverageRow row;
  std::string title;
  std::string url;
};
struct CoveragePage {
  Frame frame;
  Card card;
  attribution::CoverageReport report;
  std::vector<CoverageArticle> articles;
};
[[nodiscard]] std::string to_html(const CoveragePage& page);

/// "/outlets/x.example", "/topics/Port%20Halden".
[[nodiscard]] std::string outlet_link(std::string_view outlet);
[[nodiscard]] std::string topic_link(std::string_view name);

/// The style of all pages, and the script of live ones.
[[nodiscard]] std::string style_sheet();
[[nodiscard]] std::string_view live_script() noexcept;

}  // namespace newsloom::site
