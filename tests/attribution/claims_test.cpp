#include "newsloom/attribution/claims.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

#include "attribution/labelled_quantities.hpp"

using namespace newsloom;
using attribution::Claims;

namespace {

struct Text {
  std::string text;
  std::string language = "en";
  std::optional<Timestamp> published =
      std::chrono::sys_days(std::chrono::year(2026) / 3 / 4) + std::chrono::hours(12);

  [[nodiscard]] Claims claims() const {
    attribution::ArticleReader reader;
    return attribution::find_claims(reader.read({}, text, language), published);
  }
  // "value noun topic" of each quantity, separated by commas.
  [[nodiscard]] std::string quantities() const {
    std::string shown;
    for (const attribution::Quantity& quantity : claims().quantities) {
      if (!shown.empty()) shown += ", ";
      shown += std::to_string(quantity.number.value_e3 / 1000);
      const std::string_view unit = quantity.number.unit_text();
      if (!unit.empty()) shown += ' ' + std::string(unit);
      const std::string_view noun = quantity.counted.in(text);
      if (!noun.empty()) shown += ' ' + std::string(noun);
      const std::string_view topic = attribution::to_string(quantity.topic);
      if (!topic.empty()) shown += " [" + std::string(topic) + ']';
    }
    return shown;
  }
  [[nodiscard]] std::string dates() const {
    std::string shown;
    for (const attribution::DateMention& date : claims().dates) {
      const std::chrono::year_month_day day(date.first);
      if (!shown.empty()) shown += ", ";
      shown += std::string(date.span.in(text)) + '=' +
               std::to_string(static_cast<int>(day.year())) + '-' +
               std::to_string(static_cast<unsigned>(day.month())) + '-' +
               std::to_string(static_cast<unsigned>(day.day()));
      if (date.last != date.first) shown += "…";
    }
    return shown;
  }
  [[nodiscard]] std::string places() const {
    std::string shown;
    for (const attribution::PlaceMention& place : claims().places) {
      if (!shown.empty()) shown += ", ";
      shown += place.span.in(text);
    }
    return shown;
  }
};

}  // namespace

TEST_CASE("a count keeps what it counts and what happened") {
  CHECK(Text{"At least 12 people were killed and 30 injured."}.quantities() ==
        "12 people [dead], 30 injured [injured]");
  CHECK(Text{"The blast killed 9 people, injuring 40 others."}.quantities() ==
        "9 people [dead], 40 [injured]");
  CHECK(Text{"The death toll rose to 14."}.quantities() == "14 [dead]");
  CHECK(Text{"Die Zahl der Toten stieg auf 12.", "de"}.quantities() == "12 [dead]");
  CHECK(Text{"El terremoto dejó al menos 13 muertos.", "es"}.quantities() == "13 muertos [dead]");
  CHECK(Text{"Zwei seit November entführte Mitarbeiter sind frei.", "de"}.quantities() ==
        "2 Mitarbeiter");
}

TEST_CASE("the span begins with the bound and ends with the noun") {
  const Text text{"Officials said at least 12 people died."};
  const Claims claims = text.claims();
  REQUIRE(claims.quantities.size() == 1);
  CHECK(claims.quantities[0].span.in(text.text) == "at least 12 people");
  CHECK(claims.quantities[0].number.bound == text::NumberBound::at_least);
}

TEST_CASE("money, percentages, measures and durations") {
  CHECK(Text{"It cost $2.5 million, 12 per cent more, for 40 km in three years."}.quantities() ==
        "2500000 USD, 12 %, 40 km, 3 y");
  CHECK(Text{"Il a fallu 19 mois et 34.000 euros.", "fr"}.quantities() == "19 mo, 34000 EUR");
}

TEST_CASE("what looks like a count and is none") {
  CHECK(Text{"Bill Newby, 51, read page 12 of his book on 4 March 2026."}.quantities().empty());
  CHECK(Text{"The match on Channel 4 began at 5 pm and ended 3-1."}.quantities().empty());
  CHECK(Text{"Disse hoje (21) o ministro.", "pt"}.quantities().empty());
  CHECK(Text{"Bei der 107. Auflage siegte er.", "de"}.quantities().empty());
}

TEST_CASE("days are read as they are written, and against the article's date") {
  CHECK(Text{"It happened on 3 March 2026 and again on March 9."}.dates() ==
        "3 March 2026=2026-3-3, March 9=2026-3-9");
  CHECK(Text{"On Monday he left; yesterday he came back."}.dates() ==
        "Monday=2026-3-2, yesterday=2026-3-3");
  CHECK(Text{"They will meet on Friday."}.dates() == "Friday=2026-3-6");
  CHECK(Text{"El 4 de marzo de 2025 llovió.", "es"}.dates() == "4 de marzo de 2025=2025-3-4");
  CHECK(Text{"Seit Dezember 2025 ist er im Amt.", "de"}.dates() == "Dezember 2025=2025-12-1…");
  CHECK(Text{"On Monday he left on March 9.", "en", std::nullopt}.dates().empty());
}

TEST_CASE("places are names behind a preposition of place") {
  CHECK(Text{"The road in the Tarsova valley was reopened near Port Halden."}.places() ==
        "Tarsova, Port Halden");
  CHECK(Text{"L'accident a eu lieu près de Montreval.", "fr"}.places() == "Montreval");
}

TEST_CASE("spans of hostile texts lie on characters") {
  for (const std::string& text :
       {std::string("12 12 12 12 "), std::string(20000, '9'), std::string("٣٠ قتيلا 30 ١٢"),
        std::string("at least at least at least 12")}) {
    const Claims claims = Text{text}.claims();
    for (const auto& quantity : claims.quantities) {
      CHECK(quantity.span.begin < quantity.span.end);
      CHECK(quantity.span.end <= text.size());
    }
  }
}

TEST_CASE("quantities labelled by hand before the extractor was written are found") {
  const char* corpora = std::getenv("NEWSLOOM_CORPORA");
  if (corpora == nullptr || !std::filesystem::exists(std::string(corpora) + "/corpora")) {
    MESSAGE("SKIPPED: no corpora at NEWSLOOM_CORPORA");
    return;
  }
  const auto windows = bench::read_windows(std::string(NEWSLOOM_SOURCE_DIR) +
                                           "/tests/attribution/data/quantities.tsv");
  const auto articles = bench::read_labelled_articles(windows, corpora);
  bench::QuantityScores scores;
  for (const bench::LabelledWindow& window : windows) {
    const auto found = articles.find(window.corpus + '/' + window.article);
    if (found != articles.end()) bench::score_window(window, found->second.text, scores);
  }
  REQUIRE(scores.gold >= 150);
  CHECK(scores.f1() >= 0.85);
  CHECK(scores.right_nouns * 100 >= 85 * scores.nouns);
}
