#include "newsloom/attribution/coverage_report.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace newsloom;
using attribution::report_coverage;

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 3};

CoverageRow row(const std::string& id, const std::string& outlet, std::chrono::minutes at) {
  CoverageRow made;
  made.article = ArticleId(id);
  made.outlet = made.family = outlet;
  made.language = "en";
  made.published = start + at;
  made.precision = DatePrecision::minute;
  return made;
}

EventView event_of(std::vector<CoverageRow> rows) {
  auto coverage = attribution::attribute_coverage(std::move(rows));
  EventView event;
  event.coverage = std::move(coverage.rows);
  event.date_start = coverage.date_start;
  return event;
}

}  // namespace

TEST_CASE("outlets, families, countries and who prints whom") {
  using std::chrono::minutes;
  CoverageRow copy = row("b", "courier.example", minutes{30});
  copy.copy_of = ArticleId("a");
  copy.order = OrderBasis::published;
  CoverageRow later = row("c", "courier.example", minutes{100});
  later.copy_of = ArticleId("a");
  later.order = OrderBasis::published;
  CoverageRow credited = row("d", "herald.example", minutes{40});
  credited.credit = "apnews.com";
  credited.credit_family = "ap";
  CoverageRow bbc = row("e", "bbc.co.uk", minutes{60});
  CoverageRow bbc_com = row("f", "bbc.com", minutes{1500});
  bbc.family = bbc_com.family = "bbc";
  CoverageRow unknown = row("g", "", minutes{5});
  unknown.family.clear();
  const auto report = report_coverage(
      event_of({row("a", "reuters.com", minutes{0}), copy, later, credited, bbc, bbc_com, unknown}),
      attribution::OutletRegistry::built_in());

  REQUIRE(report.outlets.size() == 5);
  CHECK(report.outlets[0].name == "Reuters");
  CHECK(report.outlets[0].kind == attribution::OutletKind::wire);
  CHECK(report.outlets[0].is_independent);
  CHECK(report.outlets[1].outlet == "courier.example");
  CHECK(report.outlets[1].articles == 2);
  CHECK(report.outlets[1].own_articles == 0);
  CHECK(report.outlets[1].delay == minutes{30});
  CHECK_FALSE(report.outlets[1].is_independent);
  CHECK(report.families.size() == 4);
  CHECK(report.families.back().outlets == std::vector<std::string>{"bbc.co.uk", "bbc.com"});
  CHECK(report.countries.at("GB") == 3);
  CHECK(report.unknown_outlet_articles == 1);
  CHECK(report.days.size() == 2);
  CHECK(report.hours.at(start) == 4);
  CHECK(report.roles.at("copy") == 3);
  CHECK(report.roles.at("first_report") == 1);

  REQUIRE(report.followings.size() == 2);
  CHECK(report.followings[0].outlet == "courier.example");
  CHECK(report.followings[0].source == "reuters.com");
  CHECK(report.followings[0].articles == 2);
  CHECK(report.followings[0].delay == minutes{100});  // of two the later: the upper median
  CHECK(report.followings[1].source == "apnews.com");
  CHECK(report.followings[1].credited == 1);
  CHECK_FALSE(report.followings[1].delay.has_value());

  // Reuters, the BBC, and the AP, which is here as a reprint only.
  REQUIRE(report.sources.sources.size() == 3);
  CHECK(report.sources.sources[0].printed_by.size() == 2);
  CHECK(report.sources.uncounted.size() == 4);
}

TEST_CASE("an event of nothing has an empty report") {
  CHECK(report_coverage({}, {}) == attribution::CoverageReport{});
}

TEST_CASE("outlets over several events: articles, events, first reports, copies") {
  using std::chrono::minutes;
  CoverageRow copy = row("c", "b.example", minutes{40});
  copy.copy_of = ArticleId("a");
  copy.order = OrderBasis::published;
  CoverageRow unknown = row("u", "", minutes{1});
  EventView first = event_of(
      {row("a", "a.example", minutes{0}), row("b", "b.example", minutes{30}), copy, unknown});
  first.first_report = ArticleId("a");
  EventView second = event_of({row("d", "b.example", minutes{5})});
  second.first_report = ArticleId("d");
  const auto counted = attribution::count_outlets(std::vector{first, second});
  REQUIRE(counted.size() == 2);  // by id; the unknown one is none
  CHECK(counted[0] == attribution::OutletActivity{"a.example", "a.example", 1, 1, 1, 0});
  CHECK(counted[1] == attribution::OutletActivity{"b.example", "b.example", 2, 3, 1, 1});
  CHECK(attribution::count_outlets({}).empty());
}
