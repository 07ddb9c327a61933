// Text reuse, credits and roles on the whole way: what later evidence changes is told.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"

namespace {

using namespace newsloom;

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

const std::string wire =
    "The ferry Astrid Mare lost power off Port Halden early on Tuesday and drifted for four hours "
    "before two tugs reached it, the harbour authority said.\n\nThree members of the crew were "
    "treated for smoke inhalation after a fire broke out in the engine room below the main deck. "
    "Investigators will ask why the emergency generator did not start, an official of the shipping "
    "inspectorate said on Wednesday.";

Article article(const std::string& id, const std::string& outlet, int minute,
                const std::string& text) {
  Article made;
  made.id = ArticleId(id);
  made.outlet = outlet;
  made.language = "en";
  made.title = "Ferry Astrid Mare drifts off Port Halden";
  made.text = text;
  made.published = start + std::chrono::minutes{minute};
  made.precision = DatePrecision::minute;
  return made;
}

CoverageRow row_of(const Aggregator& aggregator, const std::string& id) {
  const EventView event = aggregator.event(aggregator.event_of(ArticleId(id)).value()).value();
  const auto row = std::ranges::find(event.coverage, ArticleId(id), &CoverageRow::article);
  REQUIRE(row != event.coverage.end());
  return *row;
}

std::vector<ArticleReattributed> told(const Update& update) {
  std::vector<ArticleReattributed> changes;
  for (const Change& change : update.changes) {
    if (const auto* one = std::get_if<ArticleReattributed>(&change)) changes.push_back(*one);
  }
  return changes;
}

TEST_SUITE("aggregator text reuse") {
  TEST_CASE("an original that comes in after its copies takes them, and the update says so") {
    auto aggregator = Aggregator::create({}).value();
    (void)aggregator.add(article("b", "courier.example", 30, wire + " Buses replaced it."));
    (void)aggregator.add(article("c", "herald.example", 40, "Local readers first. " + wire));
    CHECK(row_of(aggregator, "b").role == Role::first_report);
    CHECK(row_of(aggregator, "c").copy_of == ArticleId("b"));

    const Update update = aggregator.add(article("a", "meridian.example", 5, wire)).value();
    const auto changes = told(update);
    REQUIRE(changes.size() == 2);
    for (const auto& change : changes) CHECK(change.copy_of == ArticleId("a"));
    CHECK(row_of(aggregator, "a").role == Role::first_report);
    const CoverageRow copy = row_of(aggregator, "b");
    CHECK(copy.role == Role::copy);
    CHECK(copy.order == OrderBasis::published);
    CHECK(copy.copied_share > 800);
    CHECK_FALSE(copy.why.empty());
    CHECK(aggregator.event(update.event)->independent_source_count == 1);
  }

  TEST_CASE("a stated credit goes before the dates") {
    auto aggregator = Aggregator::create({}).value();
    (void)aggregator.add(article("b", "courier.example", 1, "PORT HALDEN (Reuters) - " + wire));
    Article original = article("a", "Reuters", 9, wire);
    (void)aggregator.add(original);
    const CoverageRow copy = row_of(aggregator, "b");
    CHECK(copy.role == Role::copy);
    CHECK(copy.credit == "reuters.com");
    CHECK(copy.copy_of == ArticleId("a"));
    CHECK(copy.order == OrderBasis::stated_credit);
    CHECK(row_of(aggregator, "a").outlet == "reuters.com");
    CHECK(row_of(aggregator, "a").role == Role::first_report);
  }

  TEST_CASE("where dates do not tell, the order is undetermined and said to be") {
    auto aggregator = Aggregator::create({}).value();
    Article a = article("a", "meridian.example", 0, wire);
    Article b = article("b", "courier.example", 0, wire + " Buses replaced it.");
    a.precision = b.precision = DatePrecision::day;
    (void)aggregator.add(a);
    (void)aggregator.add(b);
    CHECK(row_of(aggregator, "b").order == OrderBasis::undetermined);
    CHECK_FALSE(aggregator.events().front().first_report.has_value());
  }

  TEST_CASE("the same outlet tells again: a revision; marks make opinion") {
    auto aggregator = Aggregator::create({}).value();
    (void)aggregator.add(article("a", "meridian.example", 0, wire));
    (void)aggregator.add(article("b", "meridian.example", 60, wire + " It is in port now."));
    Article opinion =
        article("o", "courier.example", 70,
                "The ferry Astrid Mare is a lesson for Port Halden: engines fail, and "
                "a harbour authority with two tugs is no plan.");
    opinion.url = "https://courier.example/opinion/ferry";
    (void)aggregator.add(opinion);
    CHECK(row_of(aggregator, "b").role == Role::revision);
    CHECK(row_of(aggregator, "o").genre == Genre::opinion);
    CHECK(row_of(aggregator, "o").role == Role::opinion);
  }

  TEST_CASE("evidence survives save and load, and goes when its article goes") {
    auto aggregator = Aggregator::create({}).value();
    (void)aggregator.add(article("a", "meridian.example", 5, wire));
    (void)aggregator.add(article("b", "courier.example", 30, wire + " Buses replaced it."));
    auto loaded = Aggregator::load(aggregator.save(), {}).value();
    CHECK(loaded.events() == aggregator.events());
    for (Aggregator* one : {&aggregator, &loaded}) {
      const Update update =
          one->add(article("c", "herald.example", 40, "Local readers first. " + wire)).value();
      CHECK(row_of(*one, "c").copy_of == ArticleId("a"));
      (void)one->remove(ArticleId("a"));
      CHECK(row_of(*one, "b").role == Role::first_report);
      CHECK(row_of(*one, "c").copy_of == ArticleId("b"));
      (void)one->remove(ArticleId("b"));
      CHECK_FALSE(row_of(*one, "c").copy_of.has_value());
      CHECK(update.event == one->event_of(ArticleId("c")).value());
    }
  }

  TEST_CASE("press releases and what prints them are no independent source") {
    auto aggregator = Aggregator::create({}).value();
    Article release = article("a", "", 0, "FOR IMMEDIATE RELEASE\n\n" + wire);
    release.url = "https://www.prnewswire.com/news-releases/ferry.html";
    (void)aggregator.add(release);
    const Update update = aggregator.add(article("b", "courier.example", 30, wire)).value();
    CHECK(row_of(aggregator, "a").role == Role::press_release);
    CHECK(row_of(aggregator, "b").copy_of == ArticleId("a"));
    CHECK(aggregator.event(update.event)->independent_source_count == 0);
  }
}

}  // namespace
