#include "newsloom/attribution/agreement.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "attribution/event_texts.hpp"

using namespace newsloom;
using attribution::Claim;
using attribution::ClaimKind;
using attribution::ClaimStatus;

namespace {

// "status topic|unit|: value(outlet,outlet) value(…)" of quantities, a line each.
std::string shown(const attribution::EventReading& event) {
  std::string lines;
  for (const Claim& claim : attribution::compare_claims(event)) {
    if (claim.kind != ClaimKind::quantity) continue;
    if (!lines.empty()) lines += '\n';
    lines += attribution::to_string(claim.status);
    if (claim.newer_may_explain) lines += " newer";
    lines += ' ' + std::string(attribution::to_string(claim.topic)) + claim.unit + ':';
    for (const auto& value : claim.values) {
      lines += ' ' + std::to_string(value.value_e3 / 1000) + '(';
      for (const std::string& outlet : value.outlets) lines += outlet + ',';
      lines.back() = ')';
    }
  }
  return lines;
}

std::size_t conflicts(const attribution::EventReading& event) {
  const auto claims = attribution::compare_claims(event);
  return static_cast<std::size_t>(
      std::ranges::count(claims, ClaimStatus::conflict, &Claim::status));
}

}  // namespace

TEST_CASE("what families agree on, across languages") {
  test::EventTexts texts;
  texts.add("a", "The quake killed at least 12 people in the valley.")
      .add("b", "Zwölf Menschen starben bei dem Erdbeben.", 1, {}, "de")
      .add("c", "El terremoto dejó 12 muertos.", 2, {}, "es");
  CHECK(shown(texts.read()) == "agreement dead: 12(a,b,c)");
}

TEST_CASE("values that contradict each other, with whoever states them") {
  test::EventTexts texts;
  texts.add("a", "The fire killed 12 people.", 5).add("b", "The fire killed 15 people.", 5);
  CHECK(shown(texts.read()) == "conflict dead: 12(a) 15(b)");
}

TEST_CASE("a later value may simply be newer") {
  test::EventTexts texts;
  texts.add("a", "The quake killed 9 people.", 1)
      .add("b", "The quake killed 9 people.", 2)
      .add("c", "The death toll rose to 12.", 9);
  CHECK(shown(texts.read()) == "conflict newer dead: 9(a,b) 12(c)");
}

TEST_CASE("a rounded value agrees with an exact one near it") {
  test::EventTexts texts;
  texts.add("a", "The ferry carried more than 200 passengers.")
      .add("b", "The ferry carried 214 passengers.");
  CHECK(shown(texts.read()) == "agreement aboard: 214(a,b)");
  test::EventTexts other;
  other.add("a", "The ferry carried more than 200 passengers.")
      .add("b", "The ferry carried 190 passengers.");
  CHECK(conflicts(other.read()) == 1);
}

TEST_CASE("only one family has it") {
  test::EventTexts texts;
  texts.add("a", "The fire burned 40 houses in Lindmoor.").add("b", "The fire reached Lindmoor.");
  CHECK(shown(texts.read()) == "only_from : 40(a)");
}

TEST_CASE("counts of one noun answer one question only where the words around them agree") {
  test::EventTexts texts;
  texts.add("a", "The union represents 400 drivers at the tram company of Port Halden.")
      .add("b", "Of the passengers in the burning bus, 12 drivers of other cars were witnesses.");
  CHECK(conflicts(texts.read()) == 0);
  test::EventTexts same;
  same.add("a", "Schools closed in Lindmoor after 64 measles cases were confirmed.")
      .add("b", "In Lindmoor 83 measles cases were confirmed and schools closed.");
  CHECK(conflicts(same.read()) == 1);
}

TEST_CASE("an article that has both values knows how they go together") {
  test::EventTexts texts;
  texts.add("a", "The quake killed 12 people in the valley. An earlier one had killed 31 people.")
      .add("b", "The quake killed 12 people.")
      .add("c", "In this region a quake killed 31 people before.");
  CHECK(conflicts(texts.read()) == 0);
}

TEST_CASE("copies and unknown outlets are no voices") {
  test::EventTexts texts;
  texts.add("a", "The fire killed 12 people.").add("b", "The fire killed 12 people.").as_copy();
  CHECK(shown(texts.read()).find("agreement") == std::string::npos);
  test::EventTexts unknown;
  unknown.add("a", "The fire killed 12 people.").add("", "The fire killed 15 people.");
  CHECK(conflicts(unknown.read()) == 0);
}

TEST_CASE("places and dates that several families name") {
  test::EventTexts texts;
  texts.add("a", "The bridge in Port Halden collapsed on 3 March 2026.")
      .add("b", "A bridge near Port Halden fell on 3 March.");
  std::size_t places = 0;
  std::size_t dates = 0;
  for (const Claim& claim : attribution::compare_claims(texts.read())) {
    if (claim.status != ClaimStatus::agreement) continue;
    places += claim.kind == ClaimKind::place ? 1U : 0U;
    dates += claim.kind == ClaimKind::date ? 1U : 0U;
  }
  CHECK(places == 1);
  CHECK(dates == 1);
}

TEST_CASE("the order of equal articles changes nothing but places") {
  test::EventTexts texts;
  test::EventTexts turned;
  texts.add("a", "The fire killed 12 people.", 1).add("b", "The fire killed 15 people.", 2);
  turned.add("b", "The fire killed 15 people.", 2).add("a", "The fire killed 12 people.", 1);
  CHECK(shown(texts.read()) == shown(turned.read()));
}
