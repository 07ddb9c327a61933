// Invented events for tests: an article a line of arguments.
#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/attribution/event_reading.hpp"

namespace newsloom::test {

/// Keeps the texts that event articles look into.
class EventTexts {
 public:
  /// `hour` counts from 2026-03-04 00:00 UTC; -1 leaves the article undated.
  EventTexts& add(std::string outlet, std::string text, int hour = 0, std::string title = {},
                  std::string language = "en") {
    texts_.push_back({std::move(title), std::move(text)});
    attribution::EventArticle article;
    article.article = ArticleId("a" + std::to_string(articles_.size()));
    article.family = outlet;
    article.outlet = std::move(outlet);
    article.language = std::move(language);
    if (hour >= 0) {
      article.published =
          std::chrono::sys_days(std::chrono::year(2026) / 3 / 4) + std::chrono::hours(hour);
      article.precision = DatePrecision::second;
    }
    article.title = texts_.back().first;
    article.text = texts_.back().second;
    articles_.push_back(std::move(article));
    return *this;
  }
  EventTexts& as_copy() {
    articles_.back().is_copy = true;
    return *this;
  }
  [[nodiscard]] attribution::EventReading read() const {
    return attribution::read_event(articles_);
  }
  [[nodiscard]] const std::vector<attribution::EventArticle>& articles() const { return articles_; }

 private:
  std::deque<std::pair<std::string, std::string>> texts_;
  std::vector<attribution::EventArticle> articles_;
};

}  // namespace newsloom::test
