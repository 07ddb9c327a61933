#include "newsloom/attribution/passages.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "support/copies.hpp"

namespace {

using namespace newsloom;
using attribution::align;
using attribution::SharedText;

const std::string lead = "The ferry Astrid Mare lost power off Port Halden early on Tuesday.";
const std::string middle =
    "Two tugs reached it after four hours and brought it back to the northern quay, the harbour "
    "authority said.";
const std::string ending = "Three members of the crew were treated for smoke inhalation.";

void check_spans(const SharedText& shared, const std::string& a, const std::string& b) {
  std::uint32_t end = 0;
  for (const auto& passage : shared.passages) {
    CHECK(passage.first.begin >= end);
    CHECK(passage.first.begin < passage.first.end);
    CHECK(passage.first.end <= a.size());
    CHECK(passage.second.begin < passage.second.end);
    CHECK(passage.second.end <= b.size());
    end = passage.first.end;
  }
  CHECK(shared.shared_in_first <= shared.first_words);
  CHECK(shared.shared_in_second <= shared.second_words);
}

}  // namespace

TEST_CASE("equal texts are one passage, different ones none") {
  const std::string text = lead + " " + middle;
  const SharedText same = align(text, text, "en");
  REQUIRE(same.passages.size() == 1);
  CHECK(same.passages[0].first.in(text) == text.substr(0, text.size() - 1));  // but for the dot
  CHECK(same.first_in_second() == 1.0);
  CHECK(same.second_in_first() == 1.0);
  CHECK(align(lead, ending, "en").passages.empty());
  CHECK(align("", text, "en").passages.empty());
  CHECK(align("", "", "en").first_in_second() == 0.0);
}

TEST_CASE("moved paragraphs are passages of their own, with bytes on both sides") {
  const std::string original = lead + "\n\n" + middle + "\n\n" + ending;
  const std::string copy = middle + " Something local was added here by hand. " + lead;
  const SharedText shared = align(copy, original, "en");
  check_spans(shared, copy, original);
  REQUIRE(shared.passages.size() == 2);
  CHECK(shared.passages[0].second.in(original).starts_with("Two tugs"));
  CHECK(shared.passages[1].second.in(original).starts_with("The ferry"));
  CHECK(shared.passages[0].first.in(copy) == shared.passages[0].second.in(original));
  CHECK(shared.second_in_first() > 0.7);
  CHECK(shared.second_in_first() < 0.8);
}

TEST_CASE("a dropped or changed word does not end a passage") {
  const std::string edited =
      "Two tugs reached it after hours and brought it to the northern quay, harbour officials "
      "authority said.";
  const SharedText shared = align(edited, middle, "en");
  check_spans(shared, edited, middle);
  REQUIRE(shared.passages.size() == 1);
  CHECK(shared.passages[0].words >= 14);
}

TEST_CASE("spans lie on characters in any script, and any bytes are accepted") {
  const std::string text =
      "Die Fähre trieb stundenlang vor Port Hälden, sagte die Behörde am Dienstag.";
  const SharedText shared = align("Übrigens: " + text, text, "de");
  REQUIRE(shared.passages.size() == 1);
  CHECK(shared.passages[0].second.in(text).starts_with("Die Fähre"));
  std::mt19937 random(3);
  for (int round = 0; round < 50; ++round) {
    std::string a;
    std::string b;
    for (int i = 0; i < 300; ++i) {
      a += static_cast<char>(random() % 5 == 0 ? ' ' : random() % 256);
      b += random() % 3 == 0 ? a.back() : static_cast<char>(random() % 256);
    }
    check_spans(align(a, b, "en"), a, b);
  }
}

TEST_CASE("words repeated ten thousand times cost no more than others") {
  std::string text;
  for (int i = 0; i < 10'000; ++i) text += "again and ";
  const SharedText shared = align(text, text, "en");
  check_spans(shared, text, text);
  CHECK(shared.first_in_second() > 0.5);
}

TEST_CASE("a copy with a quarter grafted and one word in eight dropped aligns with both sources") {
  Article original;
  original.id = ArticleId("o");
  original.language = "en";
  Article graft = original;
  graft.id = ArticleId("g");
  for (int i = 0; i < 30; ++i) {
    const std::string n = std::to_string(i);
    original.text += "Engineers of group " + n + " measured the wall at point " + n +
                     " and wrote down what they found there before noon. ";
    graft.text += "Voters of district " + n + " waited in line number " + n +
                  " until the doors of the school opened for them late. ";
  }
  testing::CopyMaker maker(4);
  testing::Edits edits;
  edits.graft = 0.25;
  edits.thin_words = true;
  const auto made = maker.copy(original, graft, original, edits);
  CHECK(align(made.article.text, original.text, "en").first_in_second() > 0.6);
  CHECK(align(made.article.text, graft.text, "en").first_in_second() > 0.15);
}

TEST_CASE("stored articles are aligned by their ids") {
  MemoryArticleSource articles;
  Article a;
  a.id = ArticleId("a");
  a.text = lead;
  articles.put(a);
  CHECK(align(ArticleId("a"), ArticleId("a"), articles)->passages.size() == 1);
  CHECK(align(ArticleId("a"), ArticleId("b"), articles).error().code == ErrorCode::not_found);
}
