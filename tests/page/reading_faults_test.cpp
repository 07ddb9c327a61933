// What readers of drawn pages stumbled over, each made anew with invented articles.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/page/compose.hpp"
#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

constexpr std::string_view lead =
    "A ferry with 40 people on board ran aground off Kastel on Monday, the coast guard said.";

/// A page of one article whose text is `lead`, then the given one, beside another outlet's.
EventPage page_with(const std::string& text, const std::string& title = "Ferry runs aground") {
  MemoryArticleSource articles;
  const std::vector<Article> event{
      tests::article("a", "one.example", "2026-05-04", title, std::string(lead) + "\n\n" + text),
      tests::article(
          "b", "two.example", "2026-05-04", "Kastel ferry aground with 40 on board",
          "The ferry Albatros ran aground off Kastel with 40 people on board on Monday.")};
  auto page = compose_page(tests::event_of(EventId(1), event, articles), articles);
  REQUIRE(page);
  return std::move(*page);
}

bool shows(const EventPage& page, std::string_view words) {
  const auto all = tests::statements_of(page);
  return std::any_of(all.begin(), all.end(), [&](const Statement* statement) {
    return statement->text().find(words) != std::string::npos;
  });
}

bool has_topic(const EventPage& page, std::string_view name) {
  return std::any_of(page.topics.begin(), page.topics.end(),
                     [&](const Topic& topic) { return topic.name == name; });
}

TEST_CASE("a sentence that points back is not shown, one that points to a time is") {
  CHECK_FALSE(shows(page_with("Kastel had warned of these rocks because Sarn ferries hit them."),
                    "these rocks"));
  CHECK(shows(page_with("Kastel lost a ferry this spring because Sarn pilots were on strike."),
              "this spring"));
}

TEST_CASE("a place is nobody a pronoun could mean") {
  CHECK_FALSE(shows(page_with("In Kastel, he will face Sarn prosecutors because of the wreck."),
                    "he will face"));
}

TEST_CASE("a pronoun may come before the name it means, and US is no pronoun") {
  CHECK(shows(page_with("In one of his last speeches, Ivo Tarn blamed Kastel because it slept."),
              "Ivo Tarn blamed"));
  CHECK(shows(page_with("The US navy sent a tug to Kastel because the Albatros was American."),
              "The US navy"));
}

TEST_CASE("who is called by the last name alone was introduced before") {
  const std::string introduced = "Ilse Varga of the Sarn ferries was on board. ";
  const EventPage page =
      page_with(introduced + "Varga could lose her licence because the Albatros was too fast.");
  CHECK_FALSE(shows(page, "Varga could lose"));
}

TEST_CASE("what is spoken of as known is no point of its own") {
  const EventPage page = page_with(
      "The suggestion could change how Kastel pilots its ferries. The city of Kastel will pay "
      "because the Albatros was in its service.");
  CHECK_FALSE(shows(page, "The suggestion"));
  CHECK(shows(page, "The city of Kastel"));
}

TEST_CASE("a caption is no sentence") {
  CHECK_FALSE(shows(page_with("Waiting for the Albatros in Kastel because of fog on Monday.\nH. "
                              "RIVAS/Kastel Images\n\nThe sea was calm."),
                    "Waiting for"));
}

TEST_CASE("who was told a thing did not say it") {
  const EventPage page = page_with(
      "Asked about it, Ilse Varga was told by Ivo Tarn: “The ferry company will pay for all of "
      "the damage at Kastel.”");
  for (const PageQuote& quote : page.quotes) CHECK(quote.speaker != "Ilse Varga");
}

TEST_CASE("a speaker is a name, without what describes it") {
  const EventPage page = page_with(
      "“The ferry hit the rocks off Kastel at full speed,” said Ivo Tarn, the mayor of Kastel.");
  REQUIRE(page.quotes.size() == 1);
  CHECK(page.quotes.front().speaker == "Ivo Tarn");
}

TEST_CASE("a site's name behind a headline is no part of it") {
  const EventPage page =
      page_with("Kastel was calm.", "Ferry runs aground off Kastel | The Kastel Post");
  CHECK_FALSE(shows(page, "Kastel Post"));
}

TEST_CASE("half of a hyphened name and a headline's capitals are no topics") {
  const EventPage page =
      page_with("The Opa-locka was near. The crew of the Opa-locka helped. Opa-locka sailors sang.",
                "Ferry Runs Aground Near Kastel Rocks");
  CHECK_FALSE(has_topic(page, "Opa"));
  CHECK_FALSE(has_topic(page, "Ferry Runs Aground Near Kastel Rocks"));
}

TEST_CASE("a comma behind a lead-in begins no description") {
  const EventPage page = page_with(
      "In Kastel, the price of a ferry ticket fell by half. Kastel was calm. Kastel slept.");
  for (const Topic& topic : page.topics) CHECK_FALSE(topic.description);
}

TEST_CASE("text cut into words keeps its sentences whole") {
  const EventPage page = page_with(
      "Kastel paid Mr . Tarn because the Albatros , built in Sarn by Frederick C . Varga , was "
      "his .");
  CHECK(shows(page, "Kastel paid Mr . Tarn because the Albatros"));
  CHECK(shows(page, "was his ."));
}

TEST_CASE("a dateline behind a caption and a player's button go") {
  const EventPage page = page_with(
      "(Ivo Tarn via WIRE)\n\nKASTEL (WIRE) — Kastel lost the Albatros because its pilot slept.\n\n"
      "CLOSE Sarn sent a tug because Kastel had none.");
  CHECK(shows(page, "Kastel lost the Albatros"));
  CHECK_FALSE(shows(page, "(WIRE)"));
  CHECK(shows(page, "Sarn sent a tug"));
  CHECK_FALSE(shows(page, "CLOSE"));
}

TEST_CASE("a line above a sentence is none of it where lines are not wrapped") {
  const EventPage page = page_with(
      "Albatros was built in Sarn yards forty years ago by Ivo Tarn\nKastel bought the Albatros "
      "because it was cheap.");
  CHECK(shows(page, "Kastel bought the Albatros because"));
  CHECK_FALSE(shows(page, "forty years ago by Ivo Tarn"));
}

TEST_CASE("what an agency's headline gets at another site is no part of it") {
  MemoryArticleSource articles;
  const std::vector<Article> event{
      tests::article("a", "one.example", "2026-05-04", "Ferry runs aground off Kastel", ""),
      tests::article(
          "b", "two.example", "2026-05-04",
          "Ferry runs aground off Kastel - Sarn 24 Hours: first with news, views and more", "")};
  const auto page = compose_page(tests::event_of(EventId(1), event, articles), articles);
  REQUIRE(page);
  CHECK_FALSE(shows(*page, "Sarn 24 Hours"));
  CHECK_FALSE(has_topic(*page, "Sarn"));
}

TEST_CASE("what a site files a headline under is no part of it") {
  CHECK_FALSE(shows(page_with("Kastel was calm.", "[Kastel 2030] Ferry runs aground off Kastel"),
                    "Kastel 2030"));
}

TEST_CASE("topics are things, whole, and once") {
  const EventPage page = page_with(
      "The Department was silent. The Department slept. New Kastel was calm. New Kastel waited. "
      "We asked New Kastel. Ren Jong-su came from Sarn. Sarn met Ren Jong Su. The U.S. was silent. "
      "Kastel asked the US for help. Sarn and the US sent tugs. A convention of Kastel Rotary "
      "Wednesday ended early, as Kastel Rotary had hoped. Kastel Rotary paid.");
  CHECK_FALSE(has_topic(page, "Department"));
  CHECK_FALSE(has_topic(page, "Kastel Rotary Wednesday"));
  CHECK_FALSE((has_topic(page, "Ren Jong-su") && has_topic(page, "Ren Jong Su")));
  CHECK_FALSE((has_topic(page, "US") && has_topic(page, "U.S.")));
}

TEST_CASE("whose name ends what describes another is not described by what follows") {
  const EventPage page = page_with(
      "The council of Kastel Bay made Albatros Day, the anniversary of the wreck off Sarn, a legal "
      "public holiday. Sarn was calm. Sarn waited.");
  for (const Topic& topic : page.topics) {
    if (topic.name != "Sarn" || !topic.description) continue;
    CHECK(topic.description->text() != "a legal public holiday");
  }
}

TEST_CASE("letters cut from a title are nobody") {
  const EventPage page = page_with(
      "“The Albatros was too fast for these waters by far,” the top US law officer said in "
      "Kastel.");
  for (const PageQuote& quote : page.quotes) CHECK(quote.speaker != "the top US");
}

TopicKind kind_of(const EventPage& page, std::string_view name) {
  const auto found = std::find_if(page.topics.begin(), page.topics.end(),
                                  [&](const Topic& topic) { return topic.name == name; });
  return found == page.topics.end() ? TopicKind::other : found->kind;
}

TEST_CASE("what everybody knows to be a place is one, and who is described as somebody a person") {
  MemoryArticleSource articles;
  const std::vector<Article> event{
      tests::article("a", "one.example", "2026-05-04", "Ferry runs aground",
                     std::string(lead) + " It had come from Norway. Lena Orso, the chief "
                                         "executive of Sarn Ferries, paid. Lena Orso slept."),
      tests::article(
          "b", "two.example", "2026-05-04", "Ferry aground off Kastel",
          "A ferry ran aground off Kastel. A tug was sent by Norway. Lena Orso thanked the tug.")};
  const auto page = compose_page(tests::event_of(EventId(1), event, articles), articles);
  REQUIRE(page);
  CHECK(kind_of(*page, "Norway") == TopicKind::place);
  CHECK(kind_of(*page, "Lena Orso") == TopicKind::person);
}

TEST_CASE("names are neither cut nor doubled") {
  const EventPage page = page_with(
      "Ilse O'Leary was there. Ilse O'Leary slept. Ilse O'Leary waited. Justice Varga was calm. "
      "Mara Varga slept. Varga waited in Kastel. Kastel asked Varga and Justice Varga. A "
      "Sarn-based crew sang. Kastel Marines Brig. Gen. Ivo Tarn spoke. Kastel Marines Brig. Gen. "
      "Ivo "
      "Tarn slept. Kastel Marines Brig. Gen. Ivo Tarn waited. Ivo said so. Ivo slept.");
  CHECK_FALSE(has_topic(page, "Ilse O"));
  CHECK_FALSE(has_topic(page, "Leary"));
  CHECK_FALSE(has_topic(page, "Justice Varga"));
  CHECK_FALSE(has_topic(page, "Sarn-based"));
  CHECK_FALSE(has_topic(page, "Kastel Marines Brig"));
  CHECK_FALSE(has_topic(page, "Ivo"));
}

TEST_CASE("a clause and somebody else's story describe nobody") {
  const EventPage page = page_with(
      "The Sarn Act, a federal judge ruled Monday, holds. The Sarn Act was old. The Sarn Act is "
      "known. Kastel Radio, the latest station to part with him, was silent. Kastel Radio slept. "
      "Kastel Radio waited.");
  for (const Topic& topic : page.topics) {
    if (!topic.description) continue;
    CHECK(topic.description->text() != "a federal judge ruled Monday");
    CHECK(topic.description->text() != "the latest station to part with him");
  }
}

TEST_CASE("a book's title is nobody's words") {
  const EventPage page = page_with(
      "Ivo Tarn of Kastel wrote a book and said, “How the Sea Is Ruining Kastel and Sarn "
      "Forever.”");
  CHECK(page.quotes.empty());
}

TEST_CASE("headlines of one event are told once, and answer no question") {
  MemoryArticleSource articles;
  const auto headline = [](const std::string& id, const std::string& date,
                           const std::string& title) {
    return tests::article(id, id + ".example", date, title, "");
  };
  const std::vector<Article> event{
      headline("a", "2026-05-05", "Kastel loses to Sarn and is out of the cup"),
      headline("b", "2026-05-05", "Kastel out of the cup after losing to Sarn"),
      headline("c", "2026-05-05", "Cup: Kastel is out, Sarn wins"),
      headline("d", "2026-05-05", "What will become of Kastel?")};
  const std::vector<Article> before{
      headline("e", "2026-05-01", "Kastel meets Sarn in the cup on Tuesday"),
      headline("f", "2026-05-01", "The cup: Kastel and Sarn meet")};
  const EventView view = tests::event_of(EventId(2), event, articles);
  StoryIndex stories;
  REQUIRE(stories.put(tests::event_of(EventId(1), before, articles), articles));
  REQUIRE(stories.put(view, articles));
  PageContext context;
  context.stories = &stories;
  const auto page = compose_page(view, articles, {}, context);
  REQUIRE(page);
  CHECK(page->whats_happened.size() == 1);
  CAPTURE(page->title->text());
  CAPTURE(page->whats_happened.front().text());
  CHECK_FALSE(page->whats_happened.front().text().ends_with('?'));
  CHECK(page->go_deeper.empty());
  CHECK(page->common_questions.empty());
  CHECK(page->how_we_got_here.empty());
}

TEST_CASE("what several headlines have behind a dash is their site") {
  MemoryArticleSource articles;
  const std::string site = " - news of Kastel and of the whole wide world";
  const std::vector<Article> event{
      tests::article("a", "one.example", "2026-05-04", "Ferry runs aground off Kastel" + site, ""),
      tests::article("b", "one.example", "2026-05-04", "Forty people saved from a ferry" + site,
                     ""),
      tests::article("c", "two.example", "2026-05-04", "Kastel ferry aground, forty saved", "")};
  const auto page = compose_page(tests::event_of(EventId(1), event, articles), articles);
  REQUIRE(page);
  CHECK_FALSE(shows(*page, "wide world"));
}

TEST_CASE("a title is not told again word for word") {
  MemoryArticleSource articles;
  const std::vector<Article> event{
      tests::article("a", "one.example", "2026-05-04", "Ferry runs aground off Kastel", ""),
      tests::article("b", "two.example", "2026-05-04", "Ferry runs aground off Kastel", "")};
  const auto page = compose_page(tests::event_of(EventId(1), event, articles), articles);
  REQUIRE(page);
  REQUIRE(page->title);
  CHECK(page->whats_happened.empty());
}

TEST_CASE("a day still to come is none of last year") {
  // "by 30 May", written on the fourth.
  const EventPage page = page_with("The Albatros could be sold because Sarn wants it by 30 May.");
  for (const TimelineEntry& entry : page.timeline) {
    CHECK(entry.date >= std::chrono::sys_days{std::chrono::year{2026} / 1 / 1});
  }
  CHECK_FALSE(std::ranges::any_of(page.how_we_got_here, [](const Statement& statement) {
    return statement.text().find("30 May") != std::string::npos;
  }));
}

TEST_CASE("games and ships are no places, whatever is held in them") {
  const EventPage page = page_with(
      "In Kastel Games nobody drowned. Pilots of the Kastel Games in Kastel Games were on board. "
      "In Kastel Games the Albatros had carried guests.");
  for (const Topic& topic : page.topics) {
    if (topic.name.find("Games") != std::string::npos) CHECK(topic.kind != TopicKind::place);
  }
}

TEST_CASE("nobody is quoted on somebody the words do not name, nor by half of who said it") {
  CHECK(page_with("“The ferry hit the rocks off Kastel at full speed,” said Ivo Tarn.")
            .quotes.size() == 1);
  CHECK(page_with("“The ferry drove him onto rocks off Kastel at full speed,” said Ivo Tarn.")
            .quotes.empty());
  for (const PageQuote& quote :
       page_with("“The ferry hit the rocks off Kastel at full speed,” an Albatros spokesman said.")
           .quotes) {
    CHECK(quote.speaker != "an Albatros");
  }
}

}  // namespace
