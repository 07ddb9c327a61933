#include "newsloom/attribution/quotes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "attribution/quote_scores.hpp"

namespace {

using namespace newsloom;
using attribution::Quote;
using attribution::QuoteForm;

struct Article {
  std::string text;
  std::string language = "en";

  [[nodiscard]] std::vector<Quote> quotes() const {
    return attribution::find_quotes({}, text, language);
  }
  // "form|what was said / goes on|source|cue|speaker" of each, a line a quote.
  [[nodiscard]] std::string shown(std::optional<QuoteForm> only = std::nullopt) const {
    std::string lines;
    for (const Quote& quote : quotes()) {
      if (only && quote.form != *only) continue;
      if (!lines.empty()) lines += '\n';
      lines += std::string(attribution::to_string(quote.form)) + '|';
      for (const auto& part : quote.parts) {
        if (&part != &quote.parts.front()) lines += " / ";
        lines += part.inner.in(text);
      }
      lines += '|' + std::string(quote.source.in(text)) + '|' + std::string(quote.cue.in(text)) +
               '|' + std::string(quote.speaker.span.in(text));
    }
    return lines;
  }
};

std::string direct(std::string text, std::string language = "en") {
  return Article{std::move(text), std::move(language)}.shown(QuoteForm::direct);
}

std::string indirect(std::string text, std::string language = "en") {
  return Article{std::move(text), std::move(language)}.shown(QuoteForm::indirect);
}

}  // namespace

TEST_CASE("the speaker stands before, behind, inverted or in the middle") {
  CHECK(direct("Ann Carver said: “We will rebuild the bridge.”") ==
        "direct|We will rebuild the bridge.|Ann Carver|said|Ann Carver");
  CHECK(direct("“We will rebuild the bridge,” Ann Carver said.") ==
        "direct|We will rebuild the bridge,|Ann Carver|said|Ann Carver");
  CHECK(direct("“We will rebuild the bridge,” said Ann Carver, the mayor.") ==
        "direct|We will rebuild the bridge,|Ann Carver|said|Ann Carver");
  CHECK(direct("“We will rebuild,” Ann Carver said, “whatever it costs.”") ==
        "direct|We will rebuild, / whatever it costs.|Ann Carver|said|Ann Carver");
  CHECK(direct("“We will rebuild,” Ann Carver said. “It will take a year.”") ==
        "direct|We will rebuild, / It will take a year.|Ann Carver|said|Ann Carver");
  CHECK(direct("“We will rebuild the bridge.” — Ann Carver\n\nMore news") ==
        "direct|We will rebuild the bridge.|Ann Carver||Ann Carver");
}

TEST_CASE("a quotation goes on in the next paragraph") {
  CHECK(direct("“We will rebuild,” Ann Carver said.\n\n“It will take a year.”\n\nNo one spoke.") ==
        "direct|We will rebuild, / It will take a year.|Ann Carver|said|Ann Carver");
  CHECK(direct("“We will rebuild the bridge.\n\n“It will take a year,” Ann Carver said.") ==
        "direct|We will rebuild the bridge. / It will take a year,|Ann Carver|said|Ann Carver");
}

TEST_CASE("pronouns and surnames lead to the fullest name") {
  CHECK(direct("Senator Ann Carver met Paul Reid. “It went well,” she said.") ==
        "direct|It went well,|she|said|Ann Carver");
  CHECK(direct("Ann Carver met Paul Reid. “It went well,” he said.") ==
        "direct|It went well,|he|said|Paul Reid");
  CHECK(direct("Ann Carver was early. “It went well,” Carver said.") ==
        "direct|It went well,|Carver|said|Ann Carver");
  CHECK(direct("Mara Lindqvist, the mayor of Port Halden, praised the crew. “They kept everyone "
               "calm,” the mayor said.") ==
        "direct|They kept everyone calm,|the mayor|said|Mara Lindqvist");
}

TEST_CASE("words inside a sentence are a partial quotation") {
  CHECK(Article{"Ann Carver called the plan “a farce of the first order” on Monday."}.shown() ==
        "partial|a farce of the first order|Ann Carver|called|Ann Carver");
  CHECK(Article{"She read “Gone” on the train."}.shown().empty());
}

TEST_CASE("what was said without marks") {
  CHECK(indirect("The harbour authority said two tugs reached the ship at dawn.") ==
        "indirect|two tugs reached the ship at dawn|The harbour authority|said|The harbour "
        "authority");
  CHECK(indirect("Two tugs reached the ship at dawn, the harbour authority said on Tuesday.") ==
        "indirect|Two tugs reached the ship at dawn|the harbour authority|said|the harbour "
        "authority");
  CHECK(indirect("According to the ministry, two tugs reached the ship at dawn.") ==
        "indirect|two tugs reached the ship at dawn|the ministry|According to|the ministry");
  CHECK(indirect("El ministro dijo que el puente se abrirá en mayo.", "es") ==
        "indirect|el puente se abrirá en mayo|El ministro|dijo|El ministro");
}

TEST_CASE("hostile text costs itself only") {
  std::string marks;
  for (int i = 0; i < 20000; ++i) marks += "\"“„«said ";
  CHECK_NOTHROW((void)attribution::find_quotes(marks, marks, "en"));
  const std::string word(10000, 'x');
  CHECK_NOTHROW(
      (void)attribution::find_quotes(word, "“" + word + " " + word + "” said " + word, "en"));
  CHECK_NOTHROW((void)attribution::find_quotes("", "قال الوزير: “نعم سنفعل ذلك غدا”.", "ar"));
  CHECK_NOTHROW(
      (void)attribution::find_quotes("", "大臣は「明日には終わるだろう」と述べた。", "ja"));
}

TEST_CASE("a hundred quotations in German, Spanish, French, Portuguese and Italian") {
  std::ifstream file(std::string(NEWSLOOM_SOURCE_DIR) + "/tests/attribution/data/quotations.txt");
  REQUIRE(file);
  struct Gold {
    std::string words, source, speaker;
  };
  struct Sample {
    Article article;
    std::vector<Gold> gold;
  };
  std::vector<Sample> samples;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("# ")) continue;
    if (line.starts_with("@ ")) {
      samples.push_back({{"", line.substr(2)}, {}});
    } else if (line.starts_with("= ")) {
      const std::size_t first = line.find(" | ");
      const std::size_t second = line.find(" | ", first + 3);
      samples.back().gold.push_back({line.substr(2, first - 2),
                                     line.substr(first + 3, second - first - 3),
                                     line.substr(second + 3)});
    } else {
      samples.back().article.text += line + "\n\n";
    }
  }
  struct Tally {
    std::size_t gold = 0, found = 0, matched = 0, sources = 0, speakers = 0;
  };
  std::map<std::string, Tally> tallies;
  Tally all;
  std::string wrong;
  for (const Sample& sample : samples) {
    const std::string_view text = sample.article.text;
    Tally tally;
    tally.gold = sample.gold.size();
    const std::vector<Quote> quotes = sample.article.quotes();
    for (const Quote& quote : quotes) {
      if (quote.form == QuoteForm::direct) tally.found += quote.parts.size();
    }
    for (const Gold& gold : sample.gold) {
      const Quote* found = nullptr;
      for (const Quote& quote : quotes) {
        if (quote.form != QuoteForm::direct) continue;
        for (const auto& part : quote.parts) {
          if (part.inner.in(text).starts_with(gold.words)) found = &quote;
        }
      }
      std::string source;
      std::string speaker;
      if (found != nullptr) {
        ++tally.matched;
        source = found->source.in(text);
        speaker = found->speaker.span.in(text);
        const bool right = gold.source == "-" ? source.empty()
                                              : source.find(gold.source) != std::string::npos ||
                                                    (!source.empty() &&
                                                     gold.source.find(source) != std::string::npos);
        tally.sources += right ? 1U : 0U;
        tally.speakers += speaker == gold.speaker ? 1U : 0U;
        if (right && speaker == gold.speaker) continue;
      }
      wrong += "\n" + sample.article.language + ": " + gold.words + " | " + gold.source + " | " +
               gold.speaker + " <- " + source + " | " + speaker;
    }
    for (Tally* into : {&all, &tallies[sample.article.language]}) {
      into->gold += tally.gold;
      into->found += tally.found;
      into->matched += tally.matched;
      into->sources += tally.sources;
      into->speakers += tally.speakers;
    }
  }
  INFO(wrong);
  CHECK(all.gold >= 100);
  for (const auto& [language, tally] : tallies) {
    INFO(language << ": " << tally.matched << " of " << tally.gold << ", found " << tally.found
                  << ", sources " << tally.sources << ", speakers " << tally.speakers);
    CHECK(tally.matched * 100 >= 90 * tally.gold);
    CHECK(tally.matched * 100 >= 90 * tally.found);
    CHECK(tally.sources * 100 >= 85 * tally.matched);
    CHECK(tally.speakers * 100 >= 85 * tally.matched);
  }
}

TEST_CASE("quotations marked by hand are found, with their speakers") {
  const char* corpora = std::getenv("NEWSLOOM_CORPORA");
  const std::filesystem::path archive =
      std::filesystem::path(corpora == nullptr ? "" : corpora) / "quotes/polnear-train-dev.tar.zst";
  if (corpora == nullptr || !std::filesystem::exists(archive)) {
    MESSAGE("SKIPPED: no attributions marked by hand at NEWSLOOM_CORPORA");
    return;
  }
  const auto articles = bench::read_polnear(archive.string(), "dev");
  REQUIRE(articles.size() > 50);
  bench::QuoteScores scores;
  attribution::ArticleReader reader;
  for (const bench::GoldArticle& article : articles) {
    bench::score_article(article, attribution::find_quotes(reader.read({}, article.text, "en")),
                         scores);
  }
  CHECK(scores.direct.f1() >= 0.90);
  CHECK(scores.right_speakers * 100 >= 85 * scores.speakers);
}
