#include "newsloom/text/language.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace newsloom::text;

const std::string english =
    "The harbour authority said on Tuesday that the ferry had been towed back to port after its "
    "engine failed, and that all passengers were safe.";
const std::string german =
    "Die Hafenbehörde teilte am Dienstag mit, dass die Fähre nach einem Maschinenschaden in den "
    "Hafen geschleppt wurde und alle Fahrgäste in Sicherheit sind.";

TEST_SUITE("text language") {
  TEST_CASE("clear texts are recognised") {
    const LanguageIdentifier identifier;
    CHECK(identifier.identify("", english).code == "en");
    CHECK(identifier.identify("", english).reliable);
    CHECK(identifier.identify("", german).code == "de");
    CHECK(identifier
              .identify("",
                        "La autoridad portuaria dijo que el transbordador fue remolcado "
                        "al puerto tras una avería del motor.")
              .code == "es");
    CHECK(identifier
              .identify("",
                        "Управление порта сообщило, что паром был отбуксирован в порт "
                        "после отказа двигателя, никто не пострадал.")
              .code == "ru");
    CHECK(identifier.identify("", "港务局周二表示,渡轮在发动机故障后被拖回港口,所有乘客均安全。")
              .code == "zh");
    CHECK(identifier.identify("", "קברניט המעבורת אמר כי כל הנוסעים בטוחים לאחר תקלה במנוע").code ==
          "he");
  }

  TEST_CASE("a clear text overrules what was declared, a short one does not") {
    const LanguageIdentifier identifier;
    CHECK(identifier.identify("", english, "de").code == "en");
    const Language held = identifier.identify("Bayern München in Berlin", "", "es-MX");
    CHECK(held.code == "es");
    CHECK_FALSE(held.reliable);
  }

  TEST_CASE("nothing to go by is unknown") {
    const LanguageIdentifier identifier;
    CHECK(identifier.identify("", "") == Language{});
    CHECK(identifier.identify("", "12 345 - 678 !!!") == Language{});
    CHECK(identifier.identify("", "", "pt-BR").code == "pt");
  }

  TEST_CASE("tags are reduced to today's primary subtag") {
    CHECK(primary_language("pt-BR") == "pt");
    CHECK(primary_language("EN_us") == "en");
    CHECK(primary_language("iw-IL") == "he");
    CHECK(primary_language("in") == "id");
    CHECK(primary_language("nb") == "no");
    CHECK(primary_language("fil") == "fil");
    CHECK(primary_language("und").empty());
    CHECK(primary_language("e").empty());
    CHECK(primary_language("english").empty());
    CHECK(primary_language("1-2").empty());
    CHECK(primary_language("").empty());
  }

  TEST_CASE("a model of the user's own is asked instead") {
    class Klingon final : public LanguageModel {
     public:
      Language identify(std::string_view sample) const override {
        return {sample.size() > 600 ? "too-long" : "tlh", 1, true};
      }
    };
    const LanguageIdentifier identifier({.model = std::make_shared<Klingon>()});
    CHECK(identifier.identify("nuqneH", std::string(5000, 'x')).code == "tlh");
  }

  TEST_CASE("more is looked at only where the beginning is unclear or contradicts") {
    class Counting final : public LanguageModel {
     public:
      explicit Counting(Language beginning) : beginning_(std::move(beginning)) {}
      Language identify(std::string_view sample) const override {
        sizes.push_back(sample.size());
        return sample.size() <= 300 ? beginning_ : Language{"de", 0.95, true};
      }
      mutable std::vector<std::size_t> sizes;

     private:
      Language beginning_;
    };
    const auto looked = [](const Language& beginning, std::string_view declared) {
      const auto model = std::make_shared<Counting>(beginning);
      const LanguageIdentifier identifier({.model = model});
      const std::string code = identifier.identify("title", std::string(5000, 'x'), declared).code;
      return std::pair(code, model->sizes);
    };
    using Sizes = std::vector<std::size_t>;
    CHECK(looked({"en", 0.97, true}, "") == std::pair(std::string("en"), Sizes{300}));
    CHECK(looked({"en", 0.97, true}, "en-GB") == std::pair(std::string("en"), Sizes{300}));
    CHECK(looked({"en", 0.97, false}, "") == std::pair(std::string("de"), Sizes{300, 600}));
    CHECK(looked({"en", 0.80, true}, "") == std::pair(std::string("de"), Sizes{300, 600}));
    CHECK(looked({"en", 0.97, true}, "fr") == std::pair(std::string("de"), Sizes{300, 600}));
  }
}

}  // namespace
