#include "newsloom/page/statement.hpp"

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

#include "sample.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::page;

const Article& sample_article() {
  static const Article made = tests::article("a", "wire.example", "2026-05-04", "Zürich: größer",
                                             "Sätze in Zürich sind lang.");
  return made;
}

TEST_CASE("a statement says where each of its bytes comes from") {
  const auto made = StatementBuilder().verbatim(sample_article(), Field::text, {0, 6}).build();
  REQUIRE(made);
  CHECK(made->text() == "Sätze");
  CHECK(made->sources() == std::vector{ArticleId("a")});
  CHECK(made->segments().front().span() == text::Span{0, 6});
  CHECK(made->date() == sample_article().published);
}

TEST_CASE("a range outside the field, empty, or through a character is refused") {
  const auto refused = [](text::Span span) {
    return !StatementBuilder().verbatim(sample_article(), Field::text, span).build().has_value();
  };
  CHECK(refused({0, 2}));  // "ä" is two bytes
  CHECK(refused({2, 6}));
  CHECK(refused({3, 3}));
  CHECK(refused({6, 3}));
  CHECK(refused({0, 1000}));
  CHECK_FALSE(refused({0, 6}));
}

TEST_CASE("most of a statement is verbatim") {
  CHECK_FALSE(StatementBuilder().connective("en", Connective::came_to).build());
  CHECK_FALSE(StatementBuilder()
                  .connective("en", Connective::came_to)
                  .verbatim(sample_article(), Field::text, {0, 6})
                  .connective("en", Connective::close_ask)
                  .build());
  CHECK_FALSE(StatementBuilder().build());
}

TEST_CASE("no text of a caller's own gets into a statement") {
  static_assert(!std::is_default_constructible_v<Statement>);
  static_assert(!std::is_default_constructible_v<Segment>);
  static_assert(!std::is_constructible_v<Segment, std::string>);
  static_assert(!std::is_constructible_v<Slot, std::string>);
  CoverageRow row;
  row.outlet = std::string(500, 'x');
  CHECK(Slot::outlet(row).str().size() == max_slot_characters);
}

TEST_CASE("connectives are of the closed list, in six languages") {
  CoverageRow row;
  row.outlet = "wire.example";
  const Slot slot = Slot::outlet(row);
  for (const char* language : {"en", "de", "es", "fr", "pt", "it", "xx", "pt-BR"}) {
    for (std::size_t i = 0; i < connective_count; ++i) {
      const std::string text = connective_text(language, static_cast<Connective>(i), &slot);
      CAPTURE(text);
      CHECK(is_connective(text));
      CHECK(text.find('%') == std::string::npos);
    }
  }
  CHECK(connective_text("de", Connective::reports, &slot) == "wire.example berichtet: „");
  CHECK(is_connective(" "));
  CHECK_FALSE(is_connective("The minister resigned."));
  CHECK_FALSE(is_connective(" reports: “"));
  CHECK_FALSE(is_connective(std::string(61, 'x') + " reports: “"));
}

TEST_CASE("a date as a slot is a day") {
  CHECK(Slot::date(*sample_article().published).str() == "2026-05-04");
  CHECK(Slot::count(12).str() == "12");
  CHECK(Slot::name(sample_article(), Field::title, {0, 7}).str() == "Zürich");
}

}  // namespace
