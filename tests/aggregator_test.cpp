#include "newsloom/aggregator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace newsloom;

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

// A stream of made-up stories told by made-up outlets; words of a story are its own.
std::vector<Article> stream(std::size_t articles, std::size_t stories, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto word = [&random](std::uint64_t from, std::uint64_t count) {
    std::uint64_t number = from + random() % count;
    std::string text;
    for (; number > 0; number /= 20) text += "bcdfghklmnprstvwaeio"[number % 20];
    return text + "en";
  };
  std::vector<Article> all;
  for (std::size_t i = 0; i < articles; ++i) {
    const std::uint64_t story = random() % stories;
    Article article;
    article.id = ArticleId("a" + std::to_string(i));
    article.url = "https://paper" + std::to_string(random() % 9) + ".example/" + std::to_string(i);
    article.language = "en";
    article.published = start + std::chrono::minutes{7 * i};
    article.precision = DatePrecision::minute;
    article.title = "About " + word(50'000 + 50 * story, 40);
    for (int w = 0; w < 60; ++w) {
      article.text += w % 3 == 0 ? word(8000, 900) : word(50'000 + 50 * story, 40);
      article.text += w % 12 == 11 ? ". " : " ";
    }
    all.push_back(article);
  }
  return all;
}

std::vector<std::string> events_of(const Aggregator& aggregator, const std::vector<Article>& all) {
  std::vector<std::string> events;
  for (const Article& article : all) events.push_back(aggregator.event_of(article.id)->str());
  return events;
}

std::vector<std::string> clustered(const std::vector<Article>& all, std::size_t width,
                                   std::size_t batch) {
  ThreadPool pool(width);
  Options options;
  options.executor = &pool;
  auto aggregator = Aggregator::create(options).value();
  for (std::size_t at = 0; at < all.size(); at += batch) {
    (void)aggregator.add(std::span(all).subspan(at, std::min(batch, all.size() - at)));
  }
  return events_of(aggregator, all);
}

Article report(const std::string& id, const std::string& outlet, const std::string& text,
               std::chrono::minutes at) {
  Article article;
  article.id = ArticleId(id);
  article.outlet = outlet;
  article.language = "en";
  article.title = "Ferry drifts";
  article.text = text;
  article.published = start + at;
  article.precision = DatePrecision::minute;
  return article;
}

const std::string ferry =
    "The ferry Astrid Mare lost power off Port Halden on Tuesday and drifted for four hours before "
    "two tugs reached it, the harbour authority said. Three crew members were treated for smoke.";

TEST_SUITE("aggregator") {
  TEST_CASE("one by one, in batches, on any number of threads: the same events") {
    const auto all = stream(400, 30, 1);
    const auto expected = clustered(all, 1, 1);
    CHECK(clustered(all, 1, 400) == expected);
    CHECK(clustered(all, 2, 400) == expected);
    CHECK(clustered(all, 8, 64) == expected);
    CHECK(clustered(all, 3, 7) == expected);
  }

  TEST_CASE("renaming all articles changes nothing") {
    auto all = stream(300, 20, 2);
    const auto expected = clustered(all, 2, 100);
    for (std::size_t i = 0; i < all.size(); ++i) {
      all[i].id = ArticleId(std::to_string((i * 7919) % 10'007));
    }
    CHECK(clustered(all, 2, 100) == expected);
  }

  TEST_CASE("coverage names each outlet, who was first, and who copied whom") {
    auto aggregator = Aggregator::create({}).value();
    (void)aggregator.add(report("w", "meridianwire.example", ferry, std::chrono::minutes{0}));
    const auto copy = aggregator.add(
        report("d", "courier.example", ferry + " Buses replaced it.", std::chrono::minutes{30}));
    (void)aggregator.add(report("n", "norvik.example",
                                "Two tugs towed the ferry Astrid Mare to Port Halden after its "
                                "engine failed, says the harbour authority.",
                                std::chrono::minutes{50}));
    REQUIRE(copy.has_value());
    CHECK(copy->is_near_copy);
    const EventView event = aggregator.event(copy->event).value();
    REQUIRE(event.coverage.size() == 3);
    CHECK(event.first_report == ArticleId("w"));
    CHECK(event.coverage[0].role == Role::first_report);
    CHECK(event.coverage[1].role == Role::copy);
    CHECK(event.coverage[1].copy_of == ArticleId("w"));
    CHECK(event.outlet_count == 3);
    CHECK(event.independent_source_count == 2);
    CHECK(event.coverage[0].similarity > 0.5);
    CHECK(event.date_updated == start + std::chrono::minutes{50});
  }

  TEST_CASE("the same article again is ignored") {
    auto aggregator = Aggregator::create({}).value();
    const Article article = report("x", "paper.example", ferry, std::chrono::minutes{0});
    (void)aggregator.add(article);
    const auto again = aggregator.add(article);
    REQUIRE(again.has_value());
    CHECK(again->is_known_article);
    CHECK(again->changes.empty());
    CHECK(aggregator.statistics().articles == 1);
    CHECK(aggregator.statistics().known_articles == 1);
  }

  TEST_CASE("an article that cannot be used costs only itself") {
    auto aggregator = Aggregator::create({}).value();
    std::vector<Article> all = {report("a", "p.example", ferry, std::chrono::minutes{0}), Article{},
                                report("b", "q.example", ferry, std::chrono::minutes{1})};
    all[1].id = ArticleId("empty");
    Article nameless = all[0];
    nameless.id = ArticleId();
    all.push_back(nameless);
    const auto updates = aggregator.add(std::span<const Article>(all));
    CHECK(updates[0].has_value());
    CHECK(updates[1].error().code == ErrorCode::missing_content);
    CHECK(updates[2].has_value());
    CHECK(updates[3].error().code == ErrorCode::invalid_argument);
    CHECK(updates[0]->event == updates[2]->event);
  }

  TEST_CASE("absurd dates count as unknown") {
    auto aggregator = Aggregator::create({}).value();
    for (const int year : {1890, 2300}) {
      Article article =
          report("y" + std::to_string(year), "p.example", ferry, std::chrono::minutes{0});
      article.published = std::chrono::sys_days{std::chrono::year{year} / 1 / 1};
      (void)aggregator.add(article);
    }
    CHECK(aggregator.statistics().undated == 2);
    CHECK_FALSE(aggregator.watermark().has_value());
  }

  TEST_CASE("events close into the archive and are found there") {
    MemoryEventArchive archive;
    auto aggregator = Aggregator::create({}, &archive).value();
    const auto first = aggregator.add(report("a", "p.example", ferry, std::chrono::minutes{0}));
    std::vector<EventId> closed;
    for (int day = 1; day < 60; ++day) {
      Article later =
          report("l" + std::to_string(day), "q.example",
                 "Nothing much happened in the quiet village number " + std::to_string(day * 7919),
                 std::chrono::hours{24 * day});
      const auto update = aggregator.add(later);
      for (const Change& change : update->changes) {
        if (const auto* event = std::get_if<EventClosed>(&change)) closed.push_back(event->event);
      }
    }
    CHECK(std::ranges::count(closed, first->event) == 1);
    const auto event = aggregator.event(first->event);
    REQUIRE(event.has_value());
    CHECK(event->status == EventStatus::closed);
    CHECK(event->coverage.size() == 1);
    CHECK(aggregator.event_of(ArticleId("a")).value() == first->event);
    CHECK(aggregator.statistics().events_closed == closed.size());
  }

  TEST_CASE("a snapshot stays as it is while the aggregator goes on") {
    auto aggregator = Aggregator::create({}).value();
    const auto first = aggregator.add(report("a", "p.example", ferry, std::chrono::minutes{0}));
    const View before = aggregator.snapshot();
    (void)aggregator.add(report("b", "q.example", ferry, std::chrono::minutes{5}));
    CHECK(before.event(first->event)->coverage.size() == 1);
    CHECK(aggregator.snapshot().event(first->event)->coverage.size() == 2);
    CHECK(View().size() == 0);
    CHECK_FALSE(View().event(EventId(1)).has_value());
  }

  TEST_CASE("classify and nearest say what add would do, and leave no trace") {
    auto aggregator = Aggregator::create({}).value();
    const auto all = stream(120, 10, 5);
    (void)aggregator.add(std::span(all).first(100));
    for (std::size_t i = 100; i < all.size(); ++i) {
      const auto would = aggregator.classify(all[i]);
      const auto near = aggregator.nearest(all[i], 3);
      REQUIRE(would.has_value());
      REQUIRE(near.has_value());
      CHECK(near->size() <= 3);
      CHECK(std::ranges::is_sorted(*near, std::ranges::greater{}, &Neighbour::score));
      if (!would->is_new_event) CHECK(near->front().event == would->event);
      CHECK(would->changes.empty());
      CHECK_FALSE(aggregator.event_of(all[i].id).has_value());
    }
    CHECK(aggregator.statistics().articles == 100);
  }

  TEST_CASE("reasons are words of the article") {
    auto aggregator = Aggregator::create({}).value();
    for (int i = 0; i < 20; ++i) {
      (void)aggregator.add(report(
          "o" + std::to_string(i), "p.example",
          "The council number " + std::to_string(i * 31) + " discussed its budget on Monday.",
          std::chrono::minutes{i}));
    }
    const Article one = report("1", "p.example", ferry, std::chrono::minutes{30});
    const Article two = report("2", "q.example",
                               "Tugs pulled the ferry Astrid Mare into Port Halden, the harbour "
                               "authority said.",
                               std::chrono::minutes{40});
    (void)aggregator.add(one);
    const auto why = aggregator.explain(two, one);
    REQUIRE(why.has_value());
    CHECK(why->score > why->required);
    CHECK(std::ranges::count(why->shared_names, "Astrid") == 1);
    CHECK_FALSE(why->shared_words.empty());
    CHECK_FALSE(why->neighbours.empty());
  }

  TEST_CASE("queries restrict and order") {
    auto aggregator = Aggregator::create({}).value();
    const auto all = stream(300, 20, 7);
    (void)aggregator.add(std::span(all));
    EventQuery query;
    query.min_sources = 3;
    query.limit = 5;
    const auto events = aggregator.events(query);
    CHECK(events.size() == 5);
    for (const EventView& event : events) CHECK(event.independent_source_count >= 3);
    query = {};
    query.order = EventQuery::Order::newest;
    const auto newest = aggregator.events(query);
    CHECK(std::ranges::is_sorted(newest, std::ranges::greater{}, &EventView::date_updated));
    query.outlet = "paper3.example";
    for (const EventView& event : aggregator.events(query)) {
      CHECK(std::ranges::count(event.coverage, "paper3.example", &CoverageRow::outlet) > 0);
    }
  }

  TEST_CASE("a cancelled call keeps what is done") {
    auto aggregator = Aggregator::create({}).value();
    const auto all = stream(1000, 20, 8);
    const auto updates = aggregator.add(std::span(all), [](const Progress& progress) {
      CHECK(progress.total == 1000);
      return progress.done < 256;
    });
    CHECK(updates.size() == 1000);
    CHECK(updates[255].has_value());
    CHECK(updates[256].error().code == ErrorCode::cancelled);
    CHECK(aggregator.statistics().articles == 256);
  }

  TEST_CASE("options out of range are refused") {
    Options options;
    options.earliest_date = options.latest_date + std::chrono::days{1};
    CHECK(Aggregator::create(options).error().code == ErrorCode::invalid_argument);
    options = {};
    options.outlets.aliases = {{"a.example", "b.example"}, {"b.example", "a.example"}};
    CHECK(Aggregator::create(options).error().code == ErrorCode::invalid_registry);
  }

  TEST_CASE("changes can be read again from any cursor that is not too old") {
    Options options;
    options.max_logged_changes = 50;
    auto aggregator = Aggregator::create(options).value();
    CHECK(aggregator.changes_since(0).changes.empty());
    std::vector<Change> all;
    const auto articles = stream(40, 5, 9);
    for (const Article& article : articles) {
      const auto update = aggregator.add(article).value();
      all.insert(all.end(), update.changes.begin(), update.changes.end());
      CHECK(aggregator.changes_since(all.size() - update.changes.size()).changes == update.changes);
    }
    const auto removed = aggregator.remove(articles[3].id).value();
    all.insert(all.end(), removed.changes.begin(), removed.changes.end());
    CHECK(aggregator.changes_since(all.size()).changes.empty());
    CHECK(aggregator.changes_since(all.size() + 99).next == all.size());
    std::uint64_t cursor = all.size() - 20;
    std::vector<Change> pages;
    while (true) {
      const ChangeLog page = aggregator.changes_since(cursor, 3);
      CHECK_FALSE(page.is_incomplete);
      if (page.changes.empty()) break;
      pages.insert(pages.end(), page.changes.begin(), page.changes.end());
      cursor = page.next;
    }
    CHECK(pages == std::vector<Change>(all.end() - 20, all.end()));
    if (all.size() > 50) CHECK(aggregator.changes_since(0).is_incomplete);
    const auto loaded = Aggregator::load(aggregator.save(), options).value();
    CHECK(loaded.changes_since(cursor).next == all.size());
    CHECK(loaded.changes_since(cursor - 1).is_incomplete);
  }

  TEST_CASE("no more articles are kept open than asked for") {
    Options options;
    options.cluster.max_active_articles = 100;
    MemoryEventArchive archive;
    auto aggregator = Aggregator::create(options, &archive).value();
    for (const Article& article : stream(600, 40, 3)) {
      (void)aggregator.add(article);
      const auto now = aggregator.statistics();
      CHECK((now.active_articles <= 100 || now.active_events == 1));
    }
    CHECK(aggregator.statistics().articles == 600);
    CHECK(aggregator.statistics().events_closed > 0);
  }
}

}  // namespace
