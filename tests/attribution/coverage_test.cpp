#include "newsloom/attribution/coverage.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace {

using newsloom::ArticleId;
using newsloom::CoverageRow;
using newsloom::DatePrecision;
using newsloom::OrderBasis;
using newsloom::Role;
using newsloom::Timestamp;
using newsloom::attribution::attribute_coverage;
using newsloom::attribution::Coverage;

constexpr std::int64_t day = 86'400;

Timestamp at(std::int64_t seconds) { return Timestamp{std::chrono::seconds{seconds}}; }

struct Row {
  std::string id;
  std::string outlet = {};
  std::optional<std::int64_t> published = {};
  DatePrecision precision = DatePrecision::second;
  std::string copy_of = {};
  std::string family = {};
  std::string language = {};
  std::string credit = {};
};

Coverage cover(const std::vector<Row>& rows) {
  std::vector<CoverageRow> made;
  for (const Row& row : rows) {
    CoverageRow one;
    one.article = ArticleId(row.id);
    one.outlet = row.outlet;
    one.family = row.family.empty() ? row.outlet : row.family;
    one.language = row.language;
    one.credit = row.credit;
    if (row.published) one.published = at(*row.published);
    one.precision = row.published ? row.precision : DatePrecision::unknown;
    if (!row.copy_of.empty()) one.copy_of = ArticleId(row.copy_of);
    made.push_back(one);
  }
  return attribute_coverage(made);
}

std::string first_of(const std::vector<Row>& rows) {
  const Coverage coverage = cover(rows);
  for (const CoverageRow& row : coverage.rows) {
    const bool is_first = coverage.first_report == row.article;
    CHECK((row.role == Role::first_report) == is_first);
  }
  return coverage.first_report ? coverage.first_report->str() : "nobody";
}

std::string order_of(const Coverage& coverage) {
  std::string order;
  for (const CoverageRow& row : coverage.rows) order += row.article.str();
  return order;
}

}  // namespace

TEST_CASE("no rows give nothing") { CHECK(cover({}) == Coverage{}); }

TEST_CASE("rows are ordered by time, undated last, then by arrival") {
  const Coverage coverage = cover({{"u", "x.com", {}},
                                   {"c", "x.com", 9},
                                   {"a", "x.com", 5},
                                   {"v", "y.com", {}},
                                   {"b", "y.com", 5}});
  CHECK(order_of(coverage) == "abcuv");
  CHECK(coverage.date_start == at(5));
  CHECK(coverage.date_updated == at(9));
}

TEST_CASE("the first report is the one that is certainly before all others") {
  CHECK(first_of({{"b", "y.com", 2}, {"a", "x.com", 1}}) == "a");
  CHECK(first_of({{"b", "y.com", 1}, {"a", "x.com", 1}}) == "nobody");
  const auto minute = DatePrecision::minute;
  const auto whole_day = DatePrecision::day;
  CHECK(first_of({{"a", "x.com", 0, minute}, {"b", "y.com", 59}}) == "nobody");
  CHECK(first_of({{"a", "x.com", 0, minute}, {"b", "y.com", 60}}) == "a");
  CHECK(first_of({{"a", "x.com", 0, whole_day}, {"b", "y.com", 0, whole_day}}) == "nobody");
  CHECK(first_of({{"a", "x.com", 0, whole_day}, {"b", "y.com", day, whole_day}}) == "a");
  CHECK(first_of({{"a", "x.com", 0, whole_day}, {"b", "y.com", day - 1}}) == "nobody");
  CHECK(first_of({{"a", "x.com", 60}, {"b", "y.com", 60, minute}}) == "nobody");
  CHECK(first_of({{"a", "x.com", 59}, {"b", "y.com", 60, minute}}) == "a");
  CHECK(first_of({{"a", "x.com", 0}, {"b", "x.com", 0}, {"c", "y.com", 9}}) == "nobody");
}

TEST_CASE("an undated independent report leaves open who was first") {
  CHECK(first_of({{"a", "x.com", 1}, {"b", "y.com", {}}}) == "nobody");
  CHECK(first_of({{"a", "x.com", 1}, {"b", "y.com", 9, DatePrecision::unknown}}) == "nobody");
  CHECK(first_of({{"a", "x.com", 1}, {"b", "y.com", {}, {}, "a"}}) == "a");  // a copy does not
  CHECK(first_of({{"a", "x.com", 1}, {"b", "", {}}}) == "a");  // nor an unknown outlet
}

TEST_CASE("with one outlet its earliest determinable report is first") {
  CHECK(first_of({{"a", "x.com", 1}}) == "a");
  CHECK(first_of({{"b", "x.com", {}}, {"a", "x.com", 1}, {"c", "x.com", 2}}) == "a");
  CHECK(first_of({{"a", "x.com", 1}, {"c", "x.com", 1}}) == "nobody");
  CHECK(first_of({{"a", "x.com", {}}}) == "nobody");
  CHECK(first_of({{"a", "", 1}}) == "nobody");
}

TEST_CASE("copies and unknown outlets are never first") {
  CHECK(first_of({{"a", "x.com", 1, DatePrecision::second, "b"}, {"b", "y.com", 2}}) == "b");
  CHECK(first_of({{"a", "", 1}, {"b", "y.com", 2}, {"c", "z.com", 3}}) == "b");
}

TEST_CASE("dates at the ends of time do not overflow") {
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  CHECK(first_of({{"a", "x.com", least, DatePrecision::day}, {"b", "y.com", most}}) == "a");
  CHECK(first_of({{"a", "x.com", most, DatePrecision::day}, {"b", "y.com", most - 1}}) == "b");
}

TEST_CASE("roles follow copy_of, whatever the rows said before") {
  CoverageRow row;
  row.article = ArticleId("a");
  row.outlet = "x.com";
  row.role = Role::first_report;
  row.copy_of = ArticleId("a");  // of itself
  const Coverage coverage = attribute_coverage({row});
  CHECK(coverage.rows[0].role == Role::report);
  CHECK_FALSE(coverage.rows[0].copy_of.has_value());
  CHECK(cover({{"a", "x.com", 1}, {"b", "y.com", 2, {}, "a"}}).rows[1].role == Role::copy);
}

TEST_CASE("reprints of one text count once, for the family that was copied") {
  const Coverage wire = cover({{"a", "wire.com", 1},
                               {"b", "b.com", 2, {}, "a"},
                               {"c", "c.com", 3, {}, "a"},
                               {"d", "d.com", 4}});
  CHECK(wire.outlet_count == 4);
  CHECK(wire.family_count == 4);
  CHECK(wire.independent_source_count == 2);
  const Coverage also_own =
      cover({{"a", "wire.com", 1}, {"b", "b.com", 2, {}, "a"}, {"e", "b.com", 3}});
  CHECK(also_own.independent_source_count == 2);
  const Coverage chained =
      cover({{"a", "a.com", 1}, {"b", "b.com", 2, {}, "a"}, {"c", "c.com", 3, {}, "b"}});
  CHECK(chained.independent_source_count == 1);
}

TEST_CASE("a text whose original is not here counts once; of an unknown outlet it counts nothing") {
  CHECK(cover({{"b", "b.com", 2, {}, "gone"}, {"c", "c.com", 3, {}, "gone"}})
            .independent_source_count == 1);
  CHECK(cover({{"b", "b.com", 2, {}, "c"}, {"c", "c.com", 3, {}, "b"}}).independent_source_count ==
        1);
  CHECK(cover({{"a", "", 1}, {"b", "b.com", 2, {}, "a"}}).independent_source_count == 0);
}

TEST_CASE("families group outlets; unknown outlets count nothing") {
  const Coverage coverage = cover({{"a", "bbc.com", 1, {}, "", "bbc"},
                                   {"b", "bbc.co.uk", 2, {}, "", "bbc"},
                                   {"c", "", 3},
                                   {"d", "cnn.com", 4}});
  CHECK(coverage.outlet_count == 3);
  CHECK(coverage.family_count == 2);
  CHECK(coverage.independent_source_count == 2);
}

TEST_CASE("languages are counted, unknown is left out") {
  const Coverage coverage = cover({{"a", "x.com", 1, {}, "", "", "en"},
                                   {"b", "x.com", 1, {}, "", "", "en"},
                                   {"c", "x.com", 1, {}, "", "", "de"},
                                   {"d", "x.com", 1}});
  CHECK(coverage.languages == std::map<std::string, std::size_t>{{"de", 1}, {"en", 2}});
}

namespace {

CoverageRow row_at(const std::string& id, const std::string& outlet, std::int64_t published) {
  CoverageRow row;
  row.article = ArticleId(id);
  row.outlet = row.family = outlet;
  row.published = at(published);
  row.precision = DatePrecision::second;
  return row;
}

CoverageRow copy_at(const std::string& id, const std::string& outlet, std::int64_t published,
                    const std::string& original, OrderBasis order = OrderBasis::published) {
  CoverageRow row = row_at(id, outlet, published);
  row.copy_of = ArticleId(original);
  row.order = order;
  row.copied_share = 810;
  row.source_share = 950;
  return row;
}

bool says(const CoverageRow& row, const std::string& what) {
  std::string all;
  for (const std::string& why : row.why) all += why + "; ";
  CAPTURE(all);
  return all.find(what) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "original and copy: the evidence names shares, other article and what decided the order") {
  const auto rows =
      attribute_coverage({row_at("x", "first.com", 0), row_at("a", "wire.com", 10),
                          copy_at("b", "b.com", 20, "a"), copy_at("c", "c.com", 30, "a")})
          .rows;
  CHECK(rows[0].role == Role::first_report);
  CHECK(says(rows[0], "before every other"));
  CHECK(rows[1].role == Role::original);
  CHECK(says(rows[1], "in 2 other articles"));
  CHECK(rows[2].role == Role::copy);
  CHECK(says(rows[2], "81 % of its text is found in wire.com's article a, of which it has 95 %"));
  CHECK(says(rows[2], "published earlier"));
}

TEST_CASE("a copy of which it is not known whether it is one says so and blocks the first report") {
  const auto coverage = attribute_coverage({row_at("a", "wire.com", 0),
                                            copy_at("b", "b.com", 0, "a", OrderBasis::undetermined),
                                            row_at("c", "c.com", 90)});
  CHECK_FALSE(coverage.first_report.has_value());
  CHECK(coverage.rows[1].role == Role::copy);
  CHECK(says(coverage.rows[1], "cannot be told"));
  CHECK(coverage.independent_source_count == 2);
}

TEST_CASE("a stated credit makes a copy of a wire that is not here, which counts once") {
  CoverageRow b = row_at("b", "b.com", 0);
  CoverageRow c = row_at("c", "c.com", 10);
  b.credit = c.credit = "reuters.com";
  b.credit_family = c.credit_family = "thomsonreuters";
  const auto coverage = attribute_coverage({b, c, row_at("d", "d.com", 20)});
  CHECK(coverage.rows[0].role == Role::copy);
  CHECK_FALSE(coverage.rows[0].copy_of.has_value());
  CHECK(says(coverage.rows[0], "credits reuters.com"));
  CHECK(coverage.first_report == ArticleId("d"));
  CHECK(coverage.independent_source_count == 2);
  const auto sources = newsloom::attribution::independent_sources(coverage.rows);
  CHECK(sources.sources[0].family == "thomsonreuters");
  CHECK(sources.sources[0].articles.empty());
  CHECK(sources.sources[0].printed_by.size() == 2);
  CHECK(sources.uncounted.size() == 2);
}

TEST_CASE("a credited source that is not here counts through a newsroom nothing else counts for") {
  // Of an unknown outlet: nobody known has it.
  CHECK(cover({{.id = "a", .credit = "wire"}}).independent_source_count == 0);
  // Of a paper with a report of its own: that one is counted already.
  const std::vector<Row> own_and_wire = {
      {.id = "a", .outlet = "a.com", .published = 0},
      {.id = "b", .outlet = "a.com", .published = 9, .credit = "wire"}};
  CHECK(cover(own_and_wire).independent_source_count == 1);
  const auto sources = newsloom::attribution::independent_sources(cover(own_and_wire).rows);
  REQUIRE(sources.uncounted.size() == 1);
  CHECK(sources.uncounted[0].why.find("counts by another text") != std::string::npos);
  // Of two papers, two wires: two. Both wires in one paper: one.
  CHECK(cover({{.id = "a", .outlet = "a.com", .credit = "wire1"},
               {.id = "b", .outlet = "b.com", .credit = "wire2"}})
            .independent_source_count == 2);
  CHECK(cover({{.id = "a", .outlet = "a.com", .credit = "wire1"},
               {.id = "b", .outlet = "a.com", .credit = "wire2"}})
            .independent_source_count == 1);
  // The wire is here itself: its text in a paper adds nothing.
  CHECK(cover({{.id = "a", .outlet = "wire"}, {.id = "b", .outlet = "b.com", .credit = "wire"}})
            .independent_source_count == 1);
}

TEST_CASE("the same outlet's text told again is a revision, no copy and no second source") {
  const auto coverage = attribute_coverage(
      {row_at("a", "a.com", 0), copy_at("b", "a.com", 600, "a"), row_at("c", "c.com", 900)});
  CHECK(coverage.rows[1].role == Role::revision);
  CHECK(coverage.first_report == ArticleId("a"));
  CHECK(coverage.independent_source_count == 2);
  CoverageRow elsewhere = copy_at("d", "a.com", 0, "gone");
  elsewhere.is_own_text = true;
  CHECK(attribute_coverage({elsewhere}).rows[0].role == Role::revision);
}

TEST_CASE("follow-ups: after the outlet's own report, or long after everybody's") {
  CoverageRow same_day = row_at("c", "a.com", 3600);
  CoverageRow unclear = row_at("d", "d.com", day);
  CoverageRow late = row_at("e", "e.com", 2 * day);
  const auto coverage = attribute_coverage(
      {row_at("a", "a.com", 0), row_at("b", "b.com", 1800), same_day, unclear, late});
  CHECK(coverage.rows[1].role == Role::report);
  CHECK(coverage.rows[2].role == Role::follow_up);
  CHECK(says(coverage.rows[2], "its outlet's article a"));
  CHECK(coverage.rows[3].role == Role::follow_up);
  CHECK(says(coverage.rows[4], "long after"));
  newsloom::attribution::CoverageOptions patient;
  patient.follow_up_after = std::chrono::hours{36};
  CHECK(attribute_coverage({row_at("a", "a.com", 0), unclear}, patient).rows[1].role ==
        Role::report);
}

TEST_CASE("opinion and press releases are never first; releases and their reprints no source") {
  CoverageRow release = row_at("a", "prwire.com", 0);
  release.genre = newsloom::Genre::press_release;
  release.is_newsroom = false;
  CoverageRow opinion = row_at("b", "b.com", 10);
  opinion.genre = newsloom::Genre::analysis;
  const auto coverage = attribute_coverage(
      {release, opinion, copy_at("c", "c.com", 20, "a"), row_at("d", "d.com", 30)});
  CHECK(coverage.rows[0].role == Role::press_release);
  CHECK(says(coverage.rows[0], "no newsroom"));
  CHECK(coverage.rows[1].role == Role::opinion);
  CHECK(says(coverage.rows[1], "marked as analysis"));
  CHECK(coverage.first_report == ArticleId("d"));
  CHECK(coverage.independent_source_count == 2);
  const auto sources = newsloom::attribution::independent_sources(coverage.rows);
  REQUIRE(sources.uncounted.size() == 2);
  CHECK(sources.uncounted[1].why.find("press release") != std::string::npos);
}

TEST_CASE("copies in a ring: the earliest stands for the text") {
  const auto coverage =
      attribute_coverage({copy_at("a", "a.com", 5, "c"), copy_at("b", "b.com", 6, "a"),
                          copy_at("c", "c.com", 7, "b")});
  CHECK(coverage.rows[0].role == Role::original);
  CHECK(says(coverage.rows[0], "contradict"));
  CHECK(coverage.rows[1].role == Role::copy);
  CHECK(coverage.rows[2].role == Role::copy);
  CHECK(coverage.independent_source_count == 1);
  CHECK_FALSE(coverage.first_report.has_value());
}

TEST_CASE("random rows: independent <= families <= outlets, and arrival decides ties only") {
  std::uint64_t state = 7;
  const auto below = [&state](std::uint64_t bound) {
    state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    return (state >> 33) % bound;
  };
  for (int round = 0; round < 2000; ++round) {
    std::vector<Row> rows;
    for (std::uint64_t i = 0, n = below(8); i < n; ++i) {
      Row row;
      row.id = "a" + std::to_string(i);
      if (below(5) != 0) row.outlet = "o" + std::to_string(below(4));
      if (below(4) != 0) row.published = static_cast<std::int64_t>(i * 3 + below(3));
      row.family = below(2) == 0 ? "" : "f" + std::to_string(below(3));  // even contradictory
      if (below(3) == 0) row.copy_of = "a" + std::to_string(below(9));
      if (below(3) == 0) row.credit = (below(2) == 0 ? "o" : "wire") + std::to_string(below(4));
      rows.push_back(row);
    }
    const Coverage coverage = cover(rows);
    CHECK(coverage.independent_source_count <= coverage.family_count);
    CHECK(coverage.family_count <= coverage.outlet_count);
    CHECK(coverage.rows.size() == rows.size());
    std::reverse(rows.begin(), rows.end());
    CHECK(cover(rows).first_report == coverage.first_report);
  }
}

TEST_CASE("an event of a hundred thousand copies is attributed in no time") {
  std::vector<Row> rows{{"a", "wire.com", 0}};
  for (int i = 1; i < 100'000; ++i) {
    rows.push_back({"c" + std::to_string(i),
                    "o" + std::to_string(i % 500) + ".com",
                    i,
                    {},
                    i == 1 ? "a" : "c" + std::to_string(i - 1)});
  }
  const Coverage coverage = cover(rows);
  CHECK(coverage.independent_source_count == 1);
  CHECK(coverage.first_report == ArticleId("a"));
}
