// Events as people and programs read them.
#pragma once

#include <newsloom/aggregator.hpp>
#include <newsloom/article.hpp>
#include <newsloom/event.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "support/terminal.hpp"

namespace examples {

/// What to call each article: the aggregator keeps no text.
using Titles = std::unordered_map<newsloom::ArticleId, std::string>;

/// The title, else the beginning of the text.
std::string title_of(const newsloom::Article& article);

/// A page on stdout: an event a paragraph, its outlets below, who was first, who copied whom.
void print_page(const std::vector<newsloom::EventView>& events, const Titles& titles,
                const Style& style);
/// The same as JSON Lines on stdout, an event a line.
void print_json(const std::vector<newsloom::EventView>& events, const Titles& titles);

/// Lines of the files `cluster_articles` writes, without newline.
std::string assignment_line(const newsloom::ArticleId& article, newsloom::EventId event);
std::string article_line(const newsloom::Article& article, std::uint32_t revision);
std::string change_line(const newsloom::Change& change);
/// The decision on one article: score, what it had to exceed, confidence, and how near the other
/// events of `neighbours` were, by which signs.
std::string decision_line(const newsloom::Update& update,
                          const std::vector<newsloom::Neighbour>& neighbours);

}  // namespace examples
