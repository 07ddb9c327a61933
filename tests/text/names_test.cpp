#include "newsloom/text/names.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/utf8.hpp"
#include "text/random_text.hpp"

namespace {

using namespace newsloom::text;

std::vector<Mention> mentions(std::string_view source, std::string_view language,
                              const TokenizerOptions& options = {}) {
  std::vector<Token> tokens;
  Tokenizer(options).tokenize(source, language, tokens);
  std::vector<Mention> out;
  find_names(source, language, tokens, out);
  return out;
}

/// The names found, with '|' between them, '*' before acronyms.
std::string names(std::string_view source, std::string_view language = "en") {
  std::string out;
  for (const Mention& mention : mentions(source, language)) {
    if (!out.empty()) out += '|';
    if (mention.kind == MentionKind::acronym) out += '*';
    out += mention.in(source);
  }
  return out;
}

/// What is true of the mentions of any text.
void check_mentions(std::string_view source, const std::vector<Token>& tokens,
                    const std::vector<Mention>& found) {
  std::uint32_t end = 0;
  std::size_t next_token = 0;
  for (const Mention& mention : found) {
    REQUIRE(mention.begin >= end);
    REQUIRE(mention.begin < mention.end);
    REQUIRE(mention.end <= source.size());
    REQUIRE(is_boundary(source, mention.begin));
    REQUIRE(is_boundary(source, mention.end));
    REQUIRE(mention.first_token >= next_token);
    REQUIRE(mention.token_count >= 1);
    REQUIRE(mention.token_count <= max_mention_tokens);
    next_token = mention.first_token + std::size_t{mention.token_count};
    REQUIRE(next_token <= tokens.size());
    const Token& first = tokens[mention.first_token];
    const Token& last = tokens[next_token - 1];
    REQUIRE(mention.begin >= first.begin);
    REQUIRE(mention.begin < first.end);
    REQUIRE(mention.end > last.begin);
    REQUIRE(mention.end <= last.end);
    REQUIRE(mention.in(source).find('\n') == std::string_view::npos);
    end = mention.end;
  }
}

}  // namespace

TEST_SUITE("text names") {
  TEST_CASE("runs of capitals are names") {
    CHECK(names("He said Angela Merkel and Emmanuel Macron met in New York, not Rome.") ==
          "Angela Merkel|Emmanuel Macron|New York|Rome");
    CHECK(names("with Jean-Claude Juncker, O'Brien and D’Angelo (of Ulster) today") ==
          "Jean-Claude Juncker|O'Brien|D’Angelo|Ulster");
    CHECK(names("as J. K. Rowling, J.K. Rowling and George W. Bush in St. Petersburg say") ==
          "J. K. Rowling|J.K. Rowling|George W. Bush|St. Petersburg");
    CHECK(names("he met Владимир Путин and Αλέξης Τσίπρας", "") == "Владимир Путин|Αλέξης Τσίπρας");
  }

  TEST_CASE("only a joint stands inside a name") {
    CHECK(names("with Merkel, Macron; Conte (Rutte) May") == "Merkel|Macron|Conte|Rutte");
    CHECK(names("from Angela  Merkel to Donald\tTrump") == "Angela|Merkel|Donald|Trump");
    CHECK(names("he saw Angela\nMerkel saw Angela\nthere") == "Angela|Angela");
    CHECK(names("on the Trump\u2013Kim talks, Trump\u00A0Tower") == "Trump|Kim|Trump\u00A0Tower");
    CHECK(names("he took Vitamin C. The end") == "Vitamin C");
  }

  TEST_CASE("particles join what they stand between") {
    CHECK(names("by the Bank of England, Ursula von der Leyen and Bashar al-Assad") ==
          "Bank of England|Ursula von der Leyen|Bashar al-Assad");
    CHECK(names("when Mohammed bin Salman met Charles de Gaulle and Vincent van Gogh") ==
          "Mohammed bin Salman|Charles de Gaulle|Vincent van Gogh");
    CHECK(names("to Alexander the Great and Luiz Inácio Lula da Silva") ==
          "Alexander the Great|Luiz Inácio Lula da Silva");
    CHECK(names("for de Gaulle, the University of and a Bank of the") == "Gaulle|University|Bank");
    CHECK(names("sie sah Hans und Anna Schmidt", "de") == "Anna Schmidt");
  }

  TEST_CASE("a particle that is a common word of the language does not join") {
    CHECK(names("jechał z Warszawy do Krakowa", "pl") == "Warszawy|Krakowa");
    CHECK(names("presiden Jokowi di Jakarta", "id") == "Jokowi|Jakarta");
    CHECK(names("das war am Ende der Woche", "de").empty());
    CHECK(names("hier sprach Ursula von der Leyen", "de") == "Ursula von der Leyen");
  }

  TEST_CASE("words that open a sentence are dropped") {
    CHECK(names("The Bank of England raised rates.") == "Bank of England");
    CHECK(names("In Paris they met.") == "Paris");
    CHECK(names("He left. However Boris Johnson stayed.") == "Boris Johnson");
    CHECK(names("he was in The Hague") == "The Hague");
    // "Sources" is in no table, but the text has it in lower case.
    CHECK(names("Sources Reuters knows said so, but the sources of Reuters err.") ==
          "Reuters|Reuters");
  }

  TEST_CASE("a word alone at a sentence's start needs the rest of the text") {
    CHECK(names("Police came.").empty());
    CHECK(names("Merkel came.").empty());
    CHECK(names("Merkel came. They saw Merkel.") == "Merkel|Merkel");
    CHECK(names("Merkel's car came. They saw Angela Merkel.") == "Merkel|Angela Merkel");
    CHECK(names("He said: \"Trump won\".").empty());
    CHECK(names("Angela Merkel came.") == "Angela Merkel");
    CHECK(names("Then: Trump won").empty());
    CHECK(names("NATO came. They saw.") == "*NATO");
  }

  TEST_CASE("sentence_start says where a capital proves nothing") {
    const auto found = mentions("Angela Merkel met \"Boris Johnson\" and Emmanuel Macron", "en");
    REQUIRE(found.size() == 3);
    CHECK(found[0].sentence_start);
    CHECK(found[1].sentence_start);
    CHECK_FALSE(found[2].sentence_start);
    CHECK_FALSE(mentions("In Paris", "en").at(0).sentence_start);
    CHECK_FALSE(mentions("Mr. Xi left", "en").at(0).sentence_start);
    CHECK(found[0].first_token == 0);
    CHECK(found[0].token_count == 2);
    CHECK(found[2].first_token == 6);
  }

  TEST_CASE("titles belong to no name") {
    CHECK(names("US President Donald Trump and Mr. Xi met Dr Jill Stein") ==
          "*US|Donald Trump|Xi|Jill Stein");
    CHECK(names("then Prime Minister Theresa May spoke; Mrs May left; the President too") ==
          "Theresa May|May");
    CHECK(names("said Secretary of State Mike Pompeo") == "Mike Pompeo");
    CHECK(names("Prime Minister").empty());
    CHECK(names("Der Minister sah Präsident Putin und Herr Müller", "de") == "Putin|Müller");
    CHECK(names("a dit M. Macron à Mme Le Pen", "fr") == "Macron|Le Pen");
    CHECK(names("según el Presidente Mariano Rajoy y la Sra. Merkel", "es") ==
          "Mariano Rajoy|Merkel");
    CHECK(names("disse o Presidente Michel Temer", "pt") == "Michel Temer");
    CHECK(names("ha detto il Ministro Matteo Salvini", "it") == "Matteo Salvini");
  }

  TEST_CASE("months, weekdays, single letters, I and stop words are no names") {
    CHECK(names("on Monday in June he and I took Plan A to The place").find("Monday") ==
          std::string::npos);
    CHECK(names("on Monday in June I said so").empty());
    CHECK(names("so I'm here and I Claudius said").find('I') == std::string::npos);
    CHECK(names("le Lundi de Mars il dit", "fr").empty());
    CHECK(names("on Super Tuesday, Theresa May won") == "Super Tuesday|Theresa May");
    CHECK(names("the letter X and And this").empty());
  }

  TEST_CASE("an English 's ends a name and is no part of it") {
    CHECK(names("about Trump's White House and Syria’s Assad") == "Trump|White House|Syria|Assad");
    CHECK(names("the U.S.'s allies") == "*U.S.");
  }

  TEST_CASE("elided articles are no part of a name") {
    CHECK(names("L’Allemagne et l'Italie sont en France", "fr") == "Allemagne|Italie|France");
    CHECK(names("on voit Jeanne d'Arc et Valéry Giscard d’Estaing", "fr") ==
          "Jeanne d'Arc|Valéry Giscard d’Estaing");
    CHECK(names("il dit d'Angela Merkel", "fr") == "Angela Merkel");
    CHECK(names("L'été est là. C'est beau.", "fr").empty());
    CHECK(names("con l'OTAN", "fr") == "*OTAN");
    CHECK(names("il presidente dell'Inter e Massimo D'Alema", "it") == "Inter|Massimo D'Alema");
  }

  TEST_CASE("words in capitals are acronyms, except where everything is in capitals") {
    CHECK(names("when NATO, the EU, the U.N. and UNESCO met") == "*NATO|*EU|*U.N.|*UNESCO");
    CHECK(names("сказал ООН и США", "ru") == "*ООН|*США");
    CHECK(names("in Chapter XIV and part IV only") == "Chapter XIV");
    CHECK(names("the EU Commission said") == "EU Commission");
    CHECK(names("TRUMP WINS IN OHIO").empty());
    CHECK(names("TRUMP WINS IN OHIO\nHe won in Ohio with NATO.") == "Ohio|*NATO");
    CHECK(mentions("of NATO here", "en").at(0).kind == MentionKind::acronym);
    CHECK(mentions("of NATO Base here", "en").at(0).kind == MentionKind::name);
  }

  TEST_CASE("a headline Written Like This names what the rest of the text knows") {
    const std::string body = "\nYesterday the leader Kim Jong Un met Donald Trump in Singapore.";
    CHECK(names("Trump Meets Kim in Singapore for Historic Talks" + body) ==
          "Trump|Kim|Singapore|Kim Jong Un|Donald Trump|Singapore");
    CHECK(mentions("Trump Meets Kim in Singapore for Talks" + body, "en").at(1).sentence_start);
    CHECK(names("Historic Singapore Talks Between Trump and Kim") ==
          "Historic Singapore Talks Between Trump|Kim");
  }

  TEST_CASE("in German one noun alone is no name without another sign") {
    CHECK(names("Die Kanzlerin sah das Haus und den Garten.", "de").empty());
    CHECK(names("Dort kam Angela Merkel an. Dann ging Merkel ins Haus.", "de") ==
          "Angela Merkel|Merkel");
    CHECK(names("Er sah die NATO und die SPD.", "de-AT") == "*NATO|*SPD");
  }

  TEST_CASE("scripts without case have no names but acronyms of others") {
    for (std::string_view language : {"ar", "zh", "ja", "hi", "ko", "he", ""}) {
      CHECK(names("قال الرئيس محمد بن سلمان", language).empty());
      CHECK(names("习近平主席在北京会见了默克尔", language).empty());
      CHECK(names("東京オリンピックが開幕した", language).empty());
      CHECK(names("प्रधानमंत्री नरेंद्र मोदी ने कहा", language).empty());
      CHECK(names("문재인 대통령은 말했다", language).empty());
    }
    CHECK(names("中国与 NATO 和 Apple 公司以及 WTO EU 今天表示", "zh") == "*NATO|*WTO|*EU");
  }

  TEST_CASE("a run has at most eight tokens") {
    CHECK(names("at Aa Bb Cc Dd Ee Ff Gg Hh Ii Jj") == "Aa Bb Cc Dd Ee Ff Gg Hh|Ii Jj");
    CHECK(names("at Aa Bb Cc Dd Ee Ff Gg of Hh") == "Aa Bb Cc Dd Ee Ff Gg|Hh");
    CHECK(names("at Aa Bb Cc Dd Ee Ff of Gg") == "Aa Bb Cc Dd Ee Ff of Gg");
  }

  TEST_CASE("no tokens, no names") {
    CHECK(mentions("", "en").empty());
    CHECK(mentions(" ... ", "en").empty());
    std::vector<Mention> out(3);
    find_names("", "en", {}, out);
    CHECK(out.empty());
  }

  TEST_CASE("the mentions of random text lie on characters and tokens, ascending and disjoint") {
    newsloom::text::testing::RandomText random(11);
    const std::vector<std::string_view> languages{"", "en", "de", "fr", "it", "zh", "xx-Latn"};
    const std::vector<std::string_view> pieces{
        "Angela", "Merkel", "of",   "the", "von",  "der", "al",  "-",      " ",  " ",
        " ",      " ",      ". ",   "\n",  "'s",   "’s",  "l'",  "L’",     "d'", "dell'",
        "Été",    "NATO",   "U.N.", "J",   "Mr",   ".",   ": ",  "\"",     "“",  "President",
        "State",  "May",    "The",  "I",   "中国", "И",   "ООН", "Prime",  "S",  "'",
        "\u0301", "ß",      "3",    "van", "x",    "Ⅻ",   "ǅ",   "\u00A0", "İ",  "\u200D"};
    TokenizerOptions options;
    Tokenizer words(options);
    options.han = HanSegmentation::bigrams;
    options.max_token_bytes = 16;
    Tokenizer bigrams(options);
    std::vector<Token> tokens;
    std::vector<Mention> found;
    for (int round = 0; round < 30000; ++round) {
      const std::string source = round % 3 == 0   ? random.unicode(60)
                                 : round % 3 == 1 ? random.of(pieces, 30)
                                                  : random.of(pieces, 10) + random.unicode(5);
      const std::string_view language = languages[random.below(languages.size())];
      CAPTURE(source);
      CAPTURE(language);
      (random.below(2) == 0 ? words : bigrams).tokenize(source, language, tokens);
      find_names(source, language, tokens, found);
      check_mentions(source, tokens, found);
    }
  }

  TEST_CASE("ill-formed bytes are survived") {
    newsloom::text::testing::RandomText random(12);
    for (int round = 0; round < 10000; ++round) {
      const std::string source = "Ab " + random.bytes(40);
      for (const Mention& mention : mentions(source, "fr")) REQUIRE(mention.end <= source.size());
    }
  }

  TEST_CASE("hostile texts take linear time") {
    constexpr std::size_t size = 1'000'000;
    for (std::string_view piece : {"Aa ", "Aa of ", "Aa's ", "of ", "A. ", "Prime ", "d'Aa ", "\"",
                                   "NATO\n", "Aa-", "The ", "Aa: "}) {
      std::string source;
      while (source.size() < size) source += piece;
      const auto start = std::chrono::steady_clock::now();
      const auto found = mentions(source, "fr");
      const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start);
      CAPTURE(piece);
      CHECK(found.size() <= size);
      CHECK(seconds.count() < 30.0);  // 0.1 s; sanitizers take ten times as long
    }
  }
}
