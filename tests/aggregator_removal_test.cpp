#include "newsloom/aggregator.hpp"
// What goes and what changes leaves no trace.

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace newsloom;

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

// A story's article: half of its words are the story's. Every fourth repeats an earlier one.
Article make(std::mt19937& random, std::size_t number, std::vector<Article>& texts) {
  Article article;
  article.id = ArticleId("a" + std::to_string(number));
  article.outlet = "paper" + std::to_string(random() % 7) + ".example";
  article.language = "en";
  if (random() % 10 != 0) {
    article.published = start + std::chrono::minutes{20 * number + random() % 300};
    article.precision = DatePrecision::minute;
  }
  if (random() % 4 == 0 && !texts.empty()) {
    const Article& wire =
        texts[texts.size() - 1 - random() % std::min<std::size_t>(texts.size(), 5)];
    article.title = "Again " + wire.title;
    article.text = wire.text + " Something was added.";
    return article;
  }
  const auto story = random() % 6;
  article.title = "Story" + std::to_string(story);
  for (int word = 0; word < 60; ++word) {
    const auto own = random() % 12;
    article.text += word % 2 == 0 ? "word" + std::to_string(story) + "x" + std::to_string(own)
                                  : "common" + std::to_string(random() % 300);
    article.text += ' ';
  }
  texts.push_back(article);
  return article;
}

// Views without what only the order of creation decides.
std::map<EventId, EventView> views(const Aggregator& aggregator) {
  std::map<EventId, EventView> all;
  for (const EventView& event : aggregator.events()) all.emplace(event.id, event);
  return all;
}

template <class What>
std::size_t count(const Update& update) {
  return static_cast<std::size_t>(std::ranges::count_if(
      update.changes, [](const Change& change) { return std::holds_alternative<What>(change); }));
}

const std::string wire =
    "The ferry Astrid Mare lost power off Port Halden on Tuesday and drifted for four hours before "
    "two tugs reached it, the harbour authority said. Three crew members were treated for smoke.";

Article simple(const std::string& id, const std::string& text, int minute) {
  Article article;
  article.id = ArticleId(id);
  article.outlet = id + ".example";
  article.language = "en";
  article.title = "Ferry drifts";
  article.text = text;
  article.published = start + std::chrono::minutes{minute};
  article.precision = DatePrecision::minute;
  return article;
}

TEST_SUITE("aggregator removal") {
  TEST_CASE("adding an article and removing it leaves every view as it was") {
    std::mt19937 random(3);
    std::vector<Article> texts;
    auto aggregator = Aggregator::create({}).value();
    std::size_t number = 0;
    for (; number < 150; ++number) (void)aggregator.add(make(random, number, texts));
    for (int round = 0; round < 100; ++round) {
      const auto before = views(aggregator);
      const Article article = make(random, number++, texts);
      const auto added = aggregator.add(article);
      REQUIRE(added.has_value());
      const auto removed = aggregator.remove(article.id);
      REQUIRE(removed.has_value());
      CHECK(removed->event == added->event);
      CHECK(count<EventRemoved>(*removed) == (added->is_new_event ? 1 : 0));
      CHECK(views(aggregator) == before);
      CHECK_FALSE(aggregator.event_of(article.id).has_value());
    }
    CHECK(aggregator.statistics().removed == 100);
  }

  TEST_CASE("taking all out again, in any order, leaves nothing") {
    std::mt19937 random(4);
    std::vector<Article> texts;
    auto aggregator = Aggregator::create({}).value();
    std::vector<ArticleId> ids;
    for (std::size_t i = 0; i < 200; ++i) {
      const Article article = make(random, i, texts);
      ids.push_back(article.id);
      REQUIRE(aggregator.add(article).has_value());
    }
    std::ranges::shuffle(ids, random);
    for (const ArticleId& id : ids) {
      REQUIRE(aggregator.remove(id).has_value());
      for (const EventView& event : aggregator.events()) {
        REQUIRE_FALSE(event.coverage.empty());
        for (const CoverageRow& row : event.coverage) {  // no copy of what is gone
          if (!row.copy_of) continue;
          REQUIRE(std::ranges::count(event.coverage, *row.copy_of, &CoverageRow::article) == 1);
        }
      }
    }
    CHECK(aggregator.events().empty());
    CHECK(aggregator.statistics().active_events == 0);
    CHECK(aggregator.statistics().active_articles == 0);
  }

  TEST_CASE("the earliest copy stands in for a removed original") {
    auto aggregator = Aggregator::create({}).value();
    (void)aggregator.add(simple("w", wire, 0));
    (void)aggregator.add(simple("c", wire + " Buses ran.", 10));
    (void)aggregator.add(simple("d", wire + " Trams ran.", 20));
    const auto removed = aggregator.remove(ArticleId("w")).value();
    CHECK(count<ArticleReattributed>(removed) == 1);
    const EventView event = aggregator.event(removed.event).value();
    REQUIRE(event.coverage.size() == 2);
    CHECK(event.coverage[0].role == Role::first_report);
    CHECK(event.coverage[1].copy_of == ArticleId("c"));
    CHECK(event.independent_source_count == 1);
    // A later reprint is found by the copy's text.
    CHECK(aggregator.add(simple("e", wire + " Planes flew.", 30))->is_near_copy);
  }

  TEST_CASE("other content under a known id is a revision, and alone it keeps its event") {
    auto aggregator = Aggregator::create({}).value();
    const EventId event = aggregator.add(simple("w", wire, 0))->event;
    Article revised = simple("w", "Something else altogether was meant, the editors said.", 5);
    const auto update = aggregator.add(revised).value();
    CHECK(update.is_revision);
    CHECK(update.revision == 1);
    CHECK(update.event == event);
    CHECK_FALSE(update.is_new_event);
    REQUIRE(update.changes.size() == 1);
    CHECK(std::get<ArticleRevised>(update.changes[0]).revision == 1);
    CHECK(aggregator.event(event)->coverage.front().revision == 1);
    CHECK(aggregator.add(revised)->is_known_article);
    CHECK(aggregator.statistics().articles == 1);
    CHECK(aggregator.statistics().events_created == 1);
  }

  TEST_CASE("what a source says beside the content, and how it writes the URL, is no revision") {
    auto aggregator = Aggregator::create({}).value();
    Article article = simple("w", wire, 0);
    article.url = "https://paper.example/ferry";
    (void)aggregator.add(article);
    article.url += "?from=feed";
    article.outlet = "The Paper";
    article.authors = {"Ann Lee"};
    article.categories = {"sea"};
    article.modified = article.published;
    article.source = "feed.xml";
    CHECK(aggregator.add(article)->is_known_article);
    article.url = "https://journal.example/ferry";
    CHECK(aggregator.add(article)->is_revision);
  }

  TEST_CASE("a revision may move to another event, and says so") {
    auto aggregator = Aggregator::create({}).value();
    const std::string other =
        "Voters in Calderra elected Ines Caldas, a former judge, who ended the long rule of the "
        "Union of the Coast, the election office announced on Sunday night after counting.";
    (void)aggregator.add(simple("w", wire, 0));
    const EventId election = aggregator.add(simple("o", other, 5))->event;
    (void)aggregator.add(simple("c", wire + " Buses ran.", 10));
    const auto update = aggregator.add(simple("c", other + " She thanked all.", 10)).value();
    CHECK(update.event == election);
    CHECK(count<ArticleRemoved>(update) == 1);
    CHECK(count<ArticleJoined>(update) == 1);
    CHECK(count<EventCreated>(update) == 0);
  }

  TEST_CASE("articles are taken out of closed events as well") {
    Options options;
    options.cluster.max_active_events = 1;
    MemoryEventArchive archive;
    auto aggregator = Aggregator::create(options, &archive).value();
    const EventId event = aggregator.add(simple("w", wire, 0))->event;
    (void)aggregator.add(simple("c", wire + " Buses ran.", 10));
    (void)aggregator.add(simple("d", wire + " Trams ran.", 20));
    (void)aggregator.add(simple("x", "Voters in Calderra elected a former judge on Sunday.", 30));
    REQUIRE(archive.find(event));
    REQUIRE(archive.find(event)->coverage.size() == 3);

    const auto removed = aggregator.remove(ArticleId("w")).value();
    CHECK(count<ArticleReattributed>(removed) == 1);
    const EventView view = aggregator.event(event).value();
    CHECK(view.status == EventStatus::closed);
    REQUIRE(view.coverage.size() == 2);
    CHECK(view.coverage[0].role == Role::first_report);
    CHECK(view.coverage[0].similarity == 1.0);
    CHECK(view.coverage[1].copy_of == ArticleId("c"));

    const auto revised = aggregator.add(simple("c", "Something else altogether was meant.", 10));
    REQUIRE(revised.has_value());
    CHECK(revised->is_revision);
    CHECK(revised->event != event);
    CHECK(aggregator.event(event)->coverage.size() == 1);
    CHECK(count<EventRemoved>(aggregator.remove(ArticleId("d")).value()) == 1);
    CHECK_FALSE(archive.find(event));
    CHECK_FALSE(aggregator.event(event).has_value());

    auto forgetful = Aggregator::create(options).value();
    (void)forgetful.add(simple("w", wire, 0));
    (void)forgetful.add(simple("x", "Voters in Calderra elected a former judge on Sunday.", 30));
    CHECK(forgetful.remove(ArticleId("w")).error().code == ErrorCode::not_active);
    CHECK(forgetful.event_of(ArticleId("w")).has_value());
  }

  TEST_CASE("what is not there cannot be removed") {
    auto aggregator = Aggregator::create({}).value();
    CHECK(aggregator.remove(ArticleId("x")).error().code == ErrorCode::not_found);
  }
}

}  // namespace
