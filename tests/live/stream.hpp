// Invented articles for the tests of `live`: a few stories at a time, copies, revisions.
#pragma once

#include <chrono>
#include <random>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/article.hpp"

namespace newsloom::tests {

/// Any number of articles, the same for the same seed. Some are revisions of earlier ones.
inline std::vector<Article> stream(std::size_t count, unsigned seed) {
  const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};
  std::mt19937 random(seed);
  std::vector<Article> all;
  for (std::size_t i = 0; i < count; ++i) {
    Article article;
    article.id = ArticleId("a" + std::to_string(i));
    article.url = "https://paper" + std::to_string(random() % 7) + ".example/" + article.id.str();
    article.language = "en";
    article.published = start + std::chrono::hours{3 * i + random() % 9};
    article.precision = DatePrecision::minute;
    const std::size_t story = i / 12 + random() % 3;
    for (int word = 0; word < 50; ++word) {
      article.text += word % 2 == 0
                          ? "word" + std::to_string(story) + "x" + std::to_string(random() % 12)
                          : "common" + std::to_string(random() % 300);
      article.text += ' ';
    }
    article.title = "About " + article.text.substr(0, 20);
    if (i > 10 && random() % 9 == 0) {  // an earlier one again, with other words
      article.id = all[i - 1 - random() % 9].id;
      article.url = "https://paper1.example/" + article.id.str();
    }
    all.push_back(article);
  }
  return all;
}

/// Everything an aggregator and its archive tell, as text to compare.
template <class Events>
std::string told(const Events& open, const EventArchive& archive) {
  std::string all;
  const auto show = [&all](const EventView& event) {
    all += event.id.str() + ":";
    for (const CoverageRow& row : event.coverage) {
      all += " " + row.article.str() + "." + std::to_string(row.revision) + "/" +
             std::string(to_string(row.role)) + "/" + std::to_string(row.similarity) + "/" +
             row.outlet;
    }
    all += "\n";
    return true;
  };
  for (const EventView& event : open.events({.order = EventQuery::Order::created})) show(event);
  all += "closed\n";
  archive.for_each(show);
  return all;
}

}  // namespace newsloom::tests
