// An event in four articles of three papers, invented, and one that came before it.
#pragma once

#include <string>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/event.hpp"
#include "newsloom/page/event_page.hpp"

namespace newsloom::page::tests {

/// Everything a page of the sample is made of.
struct Sample {
  MemoryArticleSource articles;
  EventView event;    ///< a bridge gives way; "c" is a copy of "a"
  EventView earlier;  ///< two days before: inspectors warn of it
};

[[nodiscard]] Sample make_sample();

/// A row as the aggregator would make it.
[[nodiscard]] CoverageRow row_of(const Article& article, const std::string& copy_of = {});
/// An event of these rows, attributed.
[[nodiscard]] EventView event_of(EventId id, std::vector<CoverageRow> rows);
/// An event of these articles, all independent; they are put into `source`.
[[nodiscard]] EventView event_of(EventId id, const std::vector<Article>& articles,
                                 MemoryArticleSource& source);
[[nodiscard]] Article article(const std::string& id, const std::string& outlet,
                              const std::string& date, const std::string& title,
                              const std::string& text, const std::string& language = "en");

/// All statements of a page, wherever they stand.
[[nodiscard]] std::vector<const Statement*> statements_of(const EventPage& page);

}  // namespace newsloom::page::tests
