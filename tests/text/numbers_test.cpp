#include "newsloom/text/numbers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/utf8.hpp"
#include "text/random_text.hpp"

namespace {

using namespace newsloom::text;

std::vector<Number> numbers(std::string_view source, std::string_view language) {
  Tokenizer tokenizer;
  std::vector<Token> tokens;
  tokenizer.tokenize(source, language, tokens);
  std::vector<Number> found;
  find_numbers(source, language, tokens, found);
  return found;
}

// "span=value kind unit bound", joined by " | "; value in thousandths only where it is no whole.
std::string found(std::string_view source, std::string_view language) {
  constexpr std::string_view kinds[] = {"count",   "money", "percent", "measure",
                                        "ordinal", "year",  "time",    "score"};
  constexpr std::string_view bounds[] = {"", " >=", " <=", " ~"};
  std::string joined;
  for (const Number& number : numbers(source, language)) {
    if (!joined.empty()) joined += " | ";
    joined += std::string(number.span.in(source)) + "=" + std::to_string(number.value_e3 / 1000);
    if (number.value_e3 % 1000 != 0) joined += "+" + std::to_string(number.value_e3 % 1000);
    joined += " " + std::string(kinds[static_cast<std::size_t>(number.kind)]);
    if (number.unit[0] != '\0') joined += " " + std::string(number.unit_text());
    joined += bounds[static_cast<std::size_t>(number.bound)];
  }
  return joined;
}

TEST_SUITE("text numbers") {
  TEST_CASE("digits are grouped as the language writes them") {
    CHECK(found("It sold 1,250.5 of 12,34,567 seats", "en") ==
          "1,250.5=1250+500 count | 12,34,567=1234567 count");
    CHECK(found("Es waren 1.250,5 und 1.250 und 2,5 Gäste", "de") ==
          "1.250,5=1250+500 count | 1.250=1250 count | 2,5=2+500 count");
    CHECK(found("a total of 1.250 and 1,250", "en") == "1.250=1+250 count | 1,250=1250 count");
    CHECK(found("0.250 und 0,250 Punkte", "de") == "0.250=0+250 count | 0,250=0+250 count");
    CHECK(found("environ 1 250 000 personnes", "fr") == "1 250 000=1250000 count ~");
    CHECK(found("unos 2.300 vecinos de 5 pueblos", "es") == "2.300=2300 count ~ | 5=5 count");
    CHECK(found("قتل ١٢ شخصا", "ar") == "١٢=12 count");
    CHECK(found("१२ लोग", "hi") == "१२=12 count");
  }

  TEST_CASE("number words and multipliers") {
    CHECK(found("nine people and two dozen cars", "en") == "nine=9 count | two dozen=24 count");
    CHECK(found("elf Schulen und drei Millionen Menschen", "de") ==
          "elf=11 count | drei Millionen=3000000 count");
    CHECK(found("tres mil millones y dos millones", "es") ==
          "tres mil millones=3000000000 count | dos millones=2000000 count");
    CHECK(found("2,4 Milliarden und 5 Mio. Tonnen", "de") ==
          "2,4 Milliarden=2400000000 count | 5 Mio. Tonnen=5000000 measure t");
    CHECK(found("it has 3bn users, 10k in one town", "en") ==
          "3bn=3000000000 count | 10k=10000 count");
    CHECK(found("7 billion people", "en") == "7 billion=7000000000 count");
    CHECK(found("7 Billionen Zellen", "de") == "7 Billionen=7000000000000 count");
    CHECK(found("9999999999 billion billion", "en").starts_with("9999999999 billion billion=9223"));
  }

  TEST_CASE("money") {
    CHECK(found("for $2.5 billion, £3bn and €5", "en") ==
          "$2.5 billion=2500000000 money USD | £3bn=3000000000 money GBP | €5=5 money EUR");
    CHECK(found("US$40 million or 40 million dollars", "en") ==
          "US$40 million=40000000 money USD | 40 million dollars=40000000 money USD");
    CHECK(found("310 Millionen Euro, 5 €", "de") ==
          "310 Millionen Euro=310000000 money EUR | 5 €=5 money EUR");
    CHECK(found("2 millones de euros", "es") == "2 millones de euros=2000000 money EUR");
    CHECK(found("R$ 12 mil e 3 milhões de reais", "pt") ==
          "R$ 12 mil=12000 money BRL | 3 milhões de reais=3000000 money BRL");
    CHECK(found("10 millions d'euros", "fr") == "10 millions d'euros=10000000 money EUR");
  }

  TEST_CASE("per cent") {
    CHECK(found("up 4.25 per cent or 12% or 3 percent", "en") ==
          "4.25 per cent=4+250 percent % | 12%=12 percent % | 3 percent=3 percent %");
    CHECK(found("two percentage points", "en") == "two percentage points=2 percent pp");
    CHECK(found("um 4,25 Prozent auf 12 %", "de") ==
          "4,25 Prozent=4+250 percent % | 12 %=12 percent %");
    CHECK(found("el 38,4 por ciento", "es") == "38,4 por ciento=38+400 percent %");
    CHECK(found("de 71 pour cent", "fr") == "71 pour cent=71 percent %");
  }

  TEST_CASE("measures and magnitudes") {
    CHECK(found("20 kilometres south, 40km wide, 5 mph", "en") ==
          "20 kilometres=20 measure km | 40km=40 measure km | 5 mph=5 measure mph");
    CHECK(found("2.600 hectáreas", "es") == "2.600 hectáreas=2600 measure ha");
    CHECK(found("of magnitude 6.1 and a 5.4-magnitude one", "en") ==
          "6.1=6+100 measure Mw | 5.4-magnitude=5+400 measure Mw");
    CHECK(found("der Stärke 6,1", "de") == "6,1=6+100 measure Mw");
  }

  TEST_CASE("years, times, scores, ordinals; days of a month are none of them") {
    CHECK(found("in 1987, by 2027 and since 2008.", "en") ==
          "1987=1987 year | 2027=2027 year | 2008=2008 year");
    CHECK(found("killed 2000 people", "en") == "2000=2000 count");
    CHECK(found("at 14:30 they won 3-1", "en") == "14:30=870 time | 3-1=3001 score");
    CHECK(found("besiegte ihn 3:1", "de") == "3:1=3001 score");
    CHECK(found("the 3rd and 21st time", "en") == "3rd=3 ordinal | 21st=21 ordinal");
    CHECK(found("on 5 March, March 6 and 7th of May 2026", "en") == "2026=2026 year");
    CHECK(found("am 5. März", "de").empty());
    CHECK(found("el 6 de marzo", "es").empty());
    CHECK(found("on 2018-05-27, 27.05.2018 and 9/11 in 2018-19", "en") == "2018=2018 year");
    CHECK(found("the 1990s; by December 2024 prices rose; more than 2000", "en") ==
          "1990s=1990 year | 2024=2024 year | 2000=2000 count >=");
    CHECK(found("Covid-19 rose 10-15 %, by 10-15 km", "en") ==
          "10=10 count | 15 %=15 percent % | 10=10 count | 15 km=15 measure km");
    CHECK(found("G20 and F-16B met Article5", "en").find("20") == std::string::npos);
  }

  TEST_CASE("words that are numbers in one language are none in another") {
    CHECK(found("Due to this, once more", "en").empty());
    CHECK(found("es sei denn", "de").empty());
    CHECK(found("a queda dos carros", "pt").empty());
    CHECK(found("two hundred thousand, three hundred and five, twenty-five, a million", "en") ==
          "two hundred thousand=200000 count | three hundred and five=305 count | "
          "twenty-five=25 count | a million=1000000 count");
  }

  TEST_CASE("signs and units stay with their number") {
    CHECK(found("5 $10 notes at -5 °C, 12 km² at 90 km/h, 100+ calls", "en") ==
          "5=5 count | $10=10 money USD | -5 °C=-5 measure C | 12 km²=12 measure km2 | "
          "90 km/h=90 measure km/h | 100=100 count >=");
    CHECK(found("worth $1.2345 million or USD 5 million", "en") ==
          "$1.2345 million=1234500 money USD | USD 5 million=5000000 money USD");
    CHECK(found("5 Mio. € und miliardi", "de") == "5 Mio. €=5000000 money EUR");
    CHECK(found("3 miliardi di euro", "it") == "3 miliardi di euro=3000000000 money EUR");
  }

  TEST_CASE("bounds are read from the words before") {
    CHECK(found("at least 12 people, more than 300, up to 5, about 40", "en") ==
          "12=12 count >= | 300=300 count >= | 5=5 count <= | 40=40 count ~");
    CHECK(found("no fewer than nine", "en") == "nine=9 count >=");
    CHECK(found("mindestens 12, über 300, höchstens 5, rund 40", "de") ==
          "12=12 count >= | 300=300 count >= | 5=5 count <= | 40=40 count ~");
    CHECK(found("al menos 12, más de 300, hasta 5, unos 40", "es") ==
          "12=12 count >= | 300=300 count >= | 5=5 count <= | 40=40 count ~");
    CHECK(found("au moins 12, plus de 300, moins de 5, près de 40", "fr") ==
          "12=12 count >= | 300=300 count >= | 5=5 count <= | 40=40 count ~");
    CHECK(found("pelo menos 12, mais de 300, até 5, cerca de 40", "pt") ==
          "12=12 count >= | 300=300 count >= | 5=5 count <= | 40=40 count ~");
    CHECK(found("almeno 12, oltre 300, fino a 5, circa 40", "it") ==
          "12=12 count >= | 300=300 count >= | 5=5 count <= | 40=40 count ~");
    CHECK(found("It is over. 12 came", "en") == "12=12 count");
  }

  TEST_CASE("any text: ordered, on boundaries") {
    testing::RandomText random(13);
    constexpr std::string_view words[] = {
        "12", "1.250,5", " ",         "million ", "$",     "%",     " per cent", "-",
        ":",  "3bn ",    "at least ", "May ",     "euros", "2026 ", "٣",         "km"};
    for (int round = 0; round < 400; ++round) {
      std::string source;
      for (std::size_t i = random.below(60); i > 0; --i) {
        if (random.below(4) != 0) {
          source += words[random.below(std::size(words))];
        } else {
          append_utf8(random.code_point(), source);
        }
      }
      source = repair_utf8(source);
      CAPTURE(source);
      for (const char* language : {"en", "de", ""}) {
        std::uint32_t end = 0;
        for (const Number& number : numbers(source, language)) {
          REQUIRE(number.span.begin >= end);
          REQUIRE(number.span.begin < number.span.end);
          REQUIRE(number.span.end <= source.size());
          REQUIRE(is_boundary(source, number.span.begin));
          REQUIRE(is_boundary(source, number.span.end));

          end = number.span.end;
        }
      }
    }
  }
}

}  // namespace
