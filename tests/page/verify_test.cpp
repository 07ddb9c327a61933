#include "newsloom/page/verify.hpp"

#include <doctest/doctest.h>

#include <boost/json.hpp>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "newsloom/page/compose.hpp"
#include "newsloom/page/json.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;
namespace json = boost::json;

struct Fixture {
  tests::Sample sample = tests::make_sample();
  json::value page;

  Fixture() {
    StoryIndex stories;
    REQUIRE(stories.put(sample.earlier, sample.articles));
    REQUIRE(stories.put(sample.event, sample.articles));
    PageContext context;
    context.stories = &stories;
    const auto made = compose_page(sample.event, sample.articles, {}, context);
    REQUIRE(made);
    page = json::parse(to_json(*made));
  }
  bool spans_hold(const json::value& value) const {
    return verify_spans(json::serialize(value), sample.articles).has_value();
  }
  bool claims_hold(const json::value& value) const {
    return verify_claims(json::serialize(value), sample.articles).has_value();
  }
};

json::object& lead(json::value& page) { return page.at("whats_happened").at(0).as_object(); }
json::object& segment(json::value& page) { return lead(page).at("segments").at(0).as_object(); }

TEST_CASE_FIXTURE(Fixture, "a page as it was made holds") {
  CHECK(spans_hold(page));
  CHECK(claims_hold(page));
  const auto checked = verify_spans(json::serialize(page), sample.articles);
  CHECK(checked->statements > 5);
  CHECK(checked->verbatim_segments >= checked->statements);
}

TEST_CASE_FIXTURE(Fixture, "bad pages of every kind are refused") {
  using Change = std::function<void(json::value&)>;
  const std::vector<std::pair<const char*, Change>> changes{
      {"another text", [](auto& p) { segment(p)["text"] = lead(p)["text"] = "It was arson."; }},
      {"a letter changed",
       [](auto& p) {
         json::string text = segment(p)["text"].as_string();
         text[0] = text[0] == 'X' ? 'Y' : 'X';
         segment(p)["text"] = lead(p)["text"] = text;
       }},
      {"text that is not its segments'", [](auto& p) { lead(p)["text"] = "Something else"; }},
      {"a range moved", [](auto& p) { segment(p)["begin"] = segment(p)["begin"].as_int64() + 1; }},
      {"a range behind the end", [](auto& p) { segment(p)["end"] = 1'000'000; }},
      {"a negative range", [](auto& p) { segment(p)["begin"] = -1; }},
      {"an empty range", [](auto& p) { segment(p)["end"] = segment(p)["begin"]; }},
      {"the other field", [](auto& p) { segment(p)["field"] = "title"; }},
      {"no field", [](auto& p) { segment(p)["field"] = "url"; }},
      {"another article", [](auto& p) { segment(p)["article_id"] = "w"; }},
      {"an article nobody has", [](auto& p) { segment(p)["article_id"] = "zz"; }},
      {"another revision", [](auto& p) { segment(p)["revision"] = 9; }},
      {"an invented connective",
       [](auto& p) {
         lead(p)["segments"].as_array().emplace_back(
             json::object{{"kind", "connective"}, {"text", " He is guilty."}});
         lead(p)["text"] = json::string(lead(p)["text"].as_string()) += " He is guilty.";
       }},
      {"connectives only",
       [](auto& p) {
         lead(p)["segments"] = json::array{json::object{{"kind", "connective"}, {"text", "”?"}}};
         lead(p)["text"] = "”?";
       }},
      {"a kind that does not exist", [](auto& p) { segment(p)["kind"] = "generated"; }},
      {"written, which is off", [](auto& p) { segment(p)["kind"] = "written"; }},
      {"no segments", [](auto& p) { lead(p)["segments"] = json::array{}; }},
      {"no sources", [](auto& p) { lead(p)["sources"] = json::array{}; }},
      {"a source it does not use",
       [](auto& p) { lead(p)["sources"].as_array().emplace_back("w"); }},
      {"a bare text for a statement", [](auto& p) { p.as_object()["title"] = "Bridge falls"; }},
      {"a wrong statement deep inside",
       [](auto& p) {
         p.at("what_the_papers_say").at(0).at("statement").as_object()["text"] = "Invented.";
       }},
      {"coverage of an unknown article",
       [](auto& p) { p.at("coverage").at(0).as_object()["article_id"] = "zz"; }},
      {"an article counted twice",
       [](auto& p) { p.at("coverage").as_array().push_back(p.at("coverage").at(0)); }},
      {"too many articles", [](auto& p) { p.as_object()["article_count"] = 99; }},
      {"too many outlets", [](auto& p) { p.as_object()["outlet_count"] = 99; }},
      {"more independent sources than families",
       [](auto& p) { p.as_object()["independent_source_count"] = 99; }},
      {"another schema", [](auto& p) { p.as_object()["schema"] = "newsloom/event-page/2"; }},
      {"no coverage", [](auto& p) { p.as_object().erase("coverage"); }},
  };
  for (const auto& [name, change] : changes) {
    CAPTURE(name);
    json::value changed = page;
    change(changed);
    CHECK_FALSE(spans_hold(changed));
  }
}

/// A sentence with the two outlets that say so: a value of the page's conflict has an agreement's
/// members.
json::value agreed(const json::value& page) {
  return page.at("behind_the_headline").at("conflicts").at(0).at("values").at(0);
}

TEST_CASE_FIXTURE(Fixture, "an agreement of the outlets that say so holds") {
  json::value changed = page;
  changed.at("behind_the_headline").as_object()["agreements"] = json::array{agreed(page)};
  REQUIRE(agreed(page).at("outlets").as_array().size() == 2);
  CHECK(claims_hold(changed));
}

TEST_CASE_FIXTURE(Fixture, "claims that do not hold are refused, though every byte is true") {
  using Change = std::function<void(json::value&)>;
  const std::vector<std::pair<const char*, Change>> changes{
      {"a row of another outlet",
       [](auto& p) { p.at("what_the_papers_say").at(0).as_object()["outlet"] = "daily.example"; }},
      {"a verb that does not exist",
       [](auto& p) { p.at("what_the_papers_say").at(0).as_object()["verb"] = "admits"; }},
      {"a speaker nobody names",
       [](auto& p) { p.at("quotes").at(0).as_object()["speaker"] = "Otto Nobody"; }},
      {"words nobody set between marks",
       [](auto& p) {
         p.at("quotes").at(0).as_object()["statement"] = p.at("whats_happened").at(0);
       }},
      {"an agreement of an outlet that does not say so",
       [](auto& p) {
         json::value forged = agreed(p);
         forged.at("outlets").as_array().emplace_back("nobody.example");
         p.at("behind_the_headline").as_object()["agreements"] = json::array{forged};
       }},
      {"alone, what others have too",
       [](auto& p) {
         p.at("behind_the_headline").as_object()["only_from"] = json::array{
             json::object{{"outlet", "wire.example"}, {"statement", agreed(p).at("statement")}}};
       }},
      {"a conflict between equal figures",
       [](auto& p) {
         const json::value same = agreed(p);
         p.at("behind_the_headline").as_object()["conflicts"] = json::array{
             json::object{{"quantity", same.at("statement")}, {"values", json::array{same, same}}}};
       }},
      {"one independent source too few",
       [](auto& p) { p.as_object()["independent_source_count"] = 2; }},
  };
  for (const auto& [name, change] : changes) {
    CAPTURE(name);
    json::value changed = page;
    REQUIRE_NOTHROW(change(changed));
    CHECK_FALSE(claims_hold(changed));
  }
}

TEST_CASE_FIXTURE(Fixture, "what is no page is an error, not a crash") {
  for (const char* text : {"", "{", "[]", "null", "{\"schema\":1}", "{\"schema\":\"x\"}",
                           "{\"schema\":\"newsloom/event-page/1\"}",
                           "{\"schema\":\"newsloom/event-page/1\",\"title\":{\"segments\":3}}"}) {
    CHECK_FALSE(verify_spans(text, sample.articles));
    CHECK_FALSE(verify_claims(text, sample.articles));
  }
}

}  // namespace
