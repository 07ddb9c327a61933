#include "newsloom/text/analysis.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using namespace newsloom::text;

const std::string title = "Ferry drifts off Port Halden";
const std::string body =
    "The ferry Astrid Mare lost power off Port Halden on Tuesday, the harbour authority said. "
    "Passengers waited for 214 minutes. Mayor Mara Lindqvist praised the crew of the Astrid Mare.";

Analysis analysis_of(const std::string& headline, const std::string& text,
                     const std::string& language = "en") {
  Analyzer analyzer;
  Analysis out;
  analyzer.analyze(headline, text, language, out);
  return out;
}

bool distinct(const std::vector<CountedTerm>& terms) {
  std::vector<std::uint64_t> hashes;
  for (const auto& term : terms) hashes.push_back(term.hash);
  std::ranges::sort(hashes);
  return std::ranges::adjacent_find(hashes) == hashes.end();
}

// The spelling of every name term.
std::vector<std::string> names_of(const std::string& headline, const std::string& text,
                                  const std::string& language = "en") {
  Analyzer analyzer;
  Analysis out;
  analyzer.analyze(headline, text, language, out);
  std::vector<std::string> names;
  for (const auto& term : out.names) {
    names.push_back(analyzer.spelled(headline, text, language, term.hash));
  }
  std::ranges::sort(names);
  return names;
}

TEST_SUITE("text analysis") {
  TEST_CASE("names are what is capitalised where no rule of writing asks for it, and numbers") {
    CHECK(names_of(title, body) == std::vector<std::string>{"214", "Astrid", "Halden", "Lindqvist",
                                                            "Mara", "Mare", "Port", "Tuesday"});
  }

  TEST_CASE("a headline in title case says nothing about names, one that stands alone does") {
    const auto with_text =
        names_of("Storm Closes Schools Across Region", "A storm closed schools.");
    CHECK(with_text.empty());
    const auto alone = names_of("Biles withdraws from Tokyo final", "");
    CHECK(std::ranges::count(alone, "Tokyo") == 1);
  }

  TEST_CASE("accents do not part names") {
    const auto a = analysis_of("", "Yesterday the mayor met Erdoğan in Łódź and left again.");
    const auto b = analysis_of("", "Yesterday the mayor met Erdogan in Lodz and left again.");
    REQUIRE(a.names.size() == 2);
    REQUIRE(b.names.size() == 2);
    CHECK(a.names[0].hash == b.names[0].hash);
    CHECK(a.names[1].hash == b.names[1].hash);
    CHECK(a.words.size() == b.words.size());
  }

  TEST_CASE("title and lead words weigh more") {
    AnalysisOptions options;
    options.title_weight = 5;
    options.lead_tokens = 2;
    options.lead_weight = 3;
    Analyzer analyzer(options);
    Analysis out;
    analyzer.analyze("zebra", "walrus otter badger", "en", out);
    std::vector<std::uint32_t> counts;
    for (const auto& term : out.words) counts.push_back(term.count);
    CHECK(counts == std::vector<std::uint32_t>{5, 3, 3, 1});
  }

  TEST_CASE("terms are distinct, stop words are none, buffers do not leak from one to the next") {
    Analyzer analyzer;
    Analysis out;
    analyzer.analyze(title, body, "en", out);
    const auto words = out.words.size();
    CHECK(distinct(out.words));
    CHECK(distinct(out.names));
    analyzer.analyze("", "", "", out);
    CHECK(out.words.empty());
    CHECK(out.names.empty());
    CHECK(out.fingerprint.empty());
    CHECK(out.tokens == 0);
    analyzer.analyze(title, body, "en", out);
    CHECK(out.words.size() == words);
    CHECK(analysis_of("", "the of and to in a is", "en").words.empty());
  }

  TEST_CASE("the fingerprint is of the text, and of the title only where there is no text") {
    CHECK(analysis_of("One headline", body).fingerprint ==
          analysis_of("Another", body).fingerprint);
    CHECK_FALSE(analysis_of(title, "").fingerprint.empty());
  }

  TEST_CASE("the language is found, and a declared one is a hint") {
    CHECK(analysis_of(title, body, "").language == "en");
    CHECK(analysis_of(title, body, "es-MX").language == "en");
    CHECK(analysis_of("Biles", "", "pt-BR").language == "pt");
  }

  TEST_CASE("what is longer than the limits is not looked at") {
    AnalysisOptions options;
    options.max_text_bytes = 1024;
    Analyzer analyzer(options);
    Analysis out;
    std::string text;
    while (text.size() < 3000) text += "ünïcödé wörds ";
    analyzer.analyze("", text, "en", out);
    CHECK(out.truncated);
    CHECK(out.tokens < 150);  // the whole text has over 300
  }

  TEST_CASE("any bytes are accepted") {
    CHECK(analysis_of("\xff\xfe", std::string("a\0b \xed\xa0\x80 c", 9)).tokens > 0);
  }
}

}  // namespace
