// The same articles give the same events, changes and bytes however many threads share the work.
#include <doctest/doctest.h>

#include <random>
#include <span>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"

namespace newsloom {
namespace {

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

std::string words(std::mt19937& random, std::size_t count, unsigned topic) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    const bool is_of_topic = random() % 3 == 0;
    text += "w" + std::to_string(is_of_topic ? std::size_t{topic} * 50 + random() % 50
                                             : random() % 3'000);
    text += i % 12 == 11 ? ". " : " ";
  }
  return text;
}

// Some long enough for a look-up to be worth somebody's help, some not, some of others' text, some
// twice.
std::vector<Article> made_up(std::size_t count) {
  std::mt19937 random(5);
  std::vector<Article> articles;
  for (std::size_t i = 0; i < count; ++i) {
    Article article;
    article.id = ArticleId(std::to_string(i));
    article.outlet = "outlet" + std::to_string(random() % 9) + ".example";
    article.language = "en";
    article.published = start + std::chrono::minutes{i};
    article.precision = DatePrecision::minute;
    const auto topic = static_cast<unsigned>(random() % 12);
    article.title = "Topic" + std::to_string(topic) + " " + words(random, 6, topic);
    const bool is_reprint = i > 20 && random() % 4 == 0;
    article.text = is_reprint ? articles[random() % i].text + words(random, 30, topic)
                              : words(random, random() % 2 == 0 ? 60 : 700, topic);
    articles.push_back(std::move(article));
    if (i % 40 == 39) articles.back() = articles[random() % i];
  }
  return articles;
}

TEST_CASE("one by one or many at once, alone or with help: the same events") {
  const std::vector<Article> articles = made_up(400);
  ThreadPool pool(4);
  Options options;
  auto alone = Aggregator::create(options).value();
  options.executor = &pool;
  auto helped = Aggregator::create(options).value();
  auto at_once = Aggregator::create(options).value();
  std::vector<Change> changes_alone;
  std::vector<Change> changes_helped;
  for (const Article& article : articles) {
    const Update one = alone.add(article).value();
    const Update other = helped.add(article).value();
    changes_alone.insert(changes_alone.end(), one.changes.begin(), one.changes.end());
    changes_helped.insert(changes_helped.end(), other.changes.begin(), other.changes.end());
  }
  (void)at_once.add(std::span(articles));
  CHECK(changes_helped == changes_alone);
  CHECK(helped.events() == alone.events());
  CHECK(at_once.events() == alone.events());
  std::size_t copies = 0;
  for (const EventView& event : alone.events()) {
    for (const CoverageRow& row : event.coverage) copies += row.copy_of ? 1U : 0U;
  }
  CHECK(copies > 30);
}

TEST_CASE("what is cancelled leaves nothing behind: the rest, added later, is placed as ever") {
  const std::vector<Article> articles = made_up(700);
  ThreadPool pool(4);
  Options options;
  options.executor = &pool;
  auto in_one_go = Aggregator::create(options).value();
  (void)in_one_go.add(std::span(articles));
  auto cancelled = Aggregator::create(options).value();
  const auto updates = cancelled.add(std::span(articles),
                                     [](const Progress& progress) { return progress.done < 256; });
  REQUIRE(updates.size() == articles.size());
  CHECK(updates[255].has_value());
  CHECK_FALSE(updates[256].has_value());
  (void)cancelled.add(std::span(articles).subspan(256));
  CHECK(cancelled.events() == in_one_go.events());
}

}  // namespace
}  // namespace newsloom
