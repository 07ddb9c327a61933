#include "newsloom/attribution/framing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "attribution/event_texts.hpp"

using namespace newsloom;
using attribution::Predicate;
using attribution::PredicateKind;

namespace {

test::EventTexts quake() {
  test::EventTexts texts;
  texts
      .add("wire",
           "The quake killed 12 people in the Tarsova valley. “The road is open again,” Bruno Katz "
           "said. Soldiers cleared the road to the villages of the valley on Wednesday night.",
           1)
      .add("post",
           "Twelve people died in the Tarsova valley. “The road is open again,” said Bruno Katz. "
           "The clinic in Drova has no power and 40 patients were flown out of the valley.",
           2)
      .add("times",
           "The Tarsova valley counts 12 dead after the quake. Soldiers reached the last village. "
           "“The road is open again,” Katz told reporters.",
           3)
      .add(
          "review",
          "Houses in the Tarsova valley were never built for a quake. Parliament knew the road and "
          "the villages of the valley well enough to act after the last one.",
          4);
  return texts;
}

std::vector<Predicate> of(const attribution::EventReading& event, std::string_view family,
                          PredicateKind kind) {
  std::vector<Predicate> all;
  for (const Predicate& predicate : attribution::find_framing(event)) {
    if (predicate.family == family && predicate.kind == kind) all.push_back(predicate);
  }
  return all;
}

}  // namespace

TEST_CASE("every predicate found holds when it is checked again") {
  const test::EventTexts texts = quake();
  const auto event = texts.read();
  const attribution::Framing framing(event);
  CHECK(framing.predicates().size() >= 8);
  for (const Predicate& predicate : framing.predicates()) {
    INFO(attribution::to_string(predicate.kind) << " " << predicate.family);
    CHECK(framing.holds(predicate));
  }
}

TEST_CASE("what an outlet leads with") {
  const auto texts = quake();
  const auto event = texts.read();
  const auto leads = of(event, "review", PredicateKind::leads_with);
  REQUIRE(leads.size() == 1);
  CHECK(event.in(leads[0].statement) ==
        "Houses in the Tarsova valley were never built for a quake.");
}

TEST_CASE("what an outlet leaves out that most others have") {
  const auto texts = quake();
  const auto event = texts.read();
  const auto left = of(event, "review", PredicateKind::leaves_out);
  REQUIRE(left.size() == 2);
  CHECK(event.in(left[0].detail) == "12 people");
  CHECK(left[0].elsewhere.size() == 3);
  CHECK(event.in(left[1].detail) == "“The road is open again,”");
  CHECK(of(event, "post", PredicateKind::leaves_out).empty());
}

TEST_CASE("what an outlet alone reports, and stresses") {
  const auto texts = quake();
  const auto event = texts.read();
  const auto alone = of(event, "post", PredicateKind::alone_reports);
  REQUIRE(alone.size() == 1);
  CHECK(event.in(alone[0].detail) == "40 patients");
  const auto stressed = of(event, "review", PredicateKind::stresses);
  REQUIRE(stressed.size() == 1);
  CHECK(event.in(stressed[0].statement).starts_with("Parliament knew"));
}

TEST_CASE("a predicate that is not true does not hold") {
  const auto texts = quake();
  const auto event = texts.read();
  const attribution::Framing framing(event);
  for (Predicate predicate : framing.predicates()) {
    INFO(attribution::to_string(predicate.kind) << " " << predicate.family);
    Predicate wrong = predicate;
    wrong.family = predicate.family == "wire" ? "post" : "wire";
    wrong.outlet = wrong.family;
    CHECK_FALSE(framing.holds(wrong));
    wrong = predicate;
    wrong.statement.where.span.end += 1;
    CHECK_FALSE(framing.holds(wrong));
    wrong = predicate;
    wrong.detail.article = 99;
    CHECK_FALSE(framing.holds(wrong));
    wrong = predicate;
    wrong.detail.where.span = {4'000'000'000U, 4'100'000'000U};
    CHECK_FALSE(framing.holds(wrong));
    if (predicate.kind == PredicateKind::leaves_out) {
      wrong = predicate;
      wrong.elsewhere.resize(1);
      CHECK_FALSE(framing.holds(wrong));
    }
  }
}

TEST_CASE("copies and unknown outlets have no row") {
  test::EventTexts texts;
  texts.add("a", "The quake killed 12 people in the valley of Tarsova.")
      .add("b", "The quake killed 12 people in the valley of Tarsova.")
      .as_copy()
      .add("", "The quake killed 12 people in the valley of Tarsova.");
  for (const Predicate& predicate : attribution::find_framing(texts.read())) {
    CHECK(predicate.family == "a");
    CHECK(predicate.kind != PredicateKind::alone_reports);
  }
}

TEST_CASE("one outlet, no article, no text") {
  CHECK(attribution::find_framing(attribution::EventReading{}).empty());
  test::EventTexts texts;
  texts.add("a", "").add("b", "", 0, "Only a title");
  const auto event = texts.read();
  const auto found = attribution::find_framing(event);
  REQUIRE(found.size() == 1);
  CHECK(event.in(found[0].statement) == "Only a title");
}

TEST_CASE("articles of nothing but names, numbers or quotations take bounded time") {
  std::string names;
  std::string numbers;
  std::string quotations;
  constexpr int repeats = 6000;
  for (int i = 0; i < repeats; ++i) {
    const std::string given{static_cast<char>('A' + i % 26), static_cast<char>('a' + i / 26 % 26),
                            static_cast<char>('a' + i / 676)};
    names += "“It was so,” said " + given + " Smith. ";
    numbers += std::to_string(i + 10) + " people died in 1987 and " + std::to_string(i) + " cats. ";
    quotations += "“one two three four five " + given + "” ";
  }
  test::EventTexts texts;
  for (const std::string& text : {names, numbers, quotations}) {
    texts.add("a" + std::to_string(texts.articles().size()), text);
    texts.add("b" + std::to_string(texts.articles().size()), text);
  }
  const auto event = texts.read();
  const attribution::Framing framing(event);
  for (const Predicate& predicate : framing.predicates()) CHECK(framing.holds(predicate));
}
