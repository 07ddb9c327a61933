#include "newsloom/ingest/syndication.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace {

using namespace newsloom::ingest;
using newsloom::Article;

std::string in_text(std::string_view text) {
  const auto mark = mark_in_text(text);
  return mark ? mark->agency : "";
}
std::string in_byline(std::string_view author) {
  const auto mark = mark_in_byline(author);
  return mark ? mark->agency : "";
}

TEST_CASE("datelines name the agency") {
  CHECK(in_text("(Reuters) - A ferry drifted.") == "Reuters");
  CHECK(in_text("LONDON (Reuters) – A ferry drifted.") == "Reuters");
  CHECK(in_text("HALDEN, Norway, March 5 (AP) — A ferry drifted.") == "Associated Press");
  CHECK(in_text("Berlin (dpa/tmn) - Eine Fähre trieb ab.") == "dpa");
  CHECK(in_text("BEIJING, March 5 (Xinhua) -- A ferry drifted.") == "Xinhua");
  CHECK(in_text("KUWAIT (KUNA) -- A ferry drifted.") == "KUNA");
  const auto mark = mark_in_text("PARIS (AFP) - Un bac dérive.");
  REQUIRE(mark);
  CHECK(mark->place == SyndicationPlace::dateline);
  CHECK(mark->begin == 0);
  CHECK(mark->end == std::string_view("PARIS (AFP) -").size());
}

TEST_CASE("bylines, first lines and the end of a text too") {
  CHECK(in_byline("By the Associated Press") == "Associated Press");
  CHECK(in_byline("Reuters Staff") == "Reuters");
  CHECK(in_byline("Ann Lee, Reuters") == "Reuters");
  CHECK(in_byline("ANN LEE Associated Press") == "Associated Press");
  CHECK(in_byline("Ann Lee (AFP)") == "AFP");
  CHECK(in_text("By The Associated Press\nA ferry drifted.") == "Associated Press");
  CHECK(in_text("A ferry drifted.\n\n© 2026 AFP") == "AFP");
  CHECK(in_text("A ferry. Copyright 2026 The Associated Press. All rights reserved.") ==
        "Associated Press");
  CHECK(in_text("Eine Fähre trieb ab. Quelle: dpa") == "dpa");
  CHECK(in_text("Un traghetto alla deriva. (ANSA)") == "ANSA");
}

TEST_CASE("a mention is no mark") {
  CHECK(in_text("Reuters reported that a ferry drifted.").empty());
  CHECK(in_text("The ferry (built 1999) drifted - slowly.").empty());
  CHECK(in_text("The Associated Press (AP) is a news agency.").empty());
  CHECK(in_text("A ferry drifted. With files from The Canadian Press").empty());
  CHECK(in_text("The European Union (EU) said on Monday.").empty());
  CHECK(in_text("").empty());
  CHECK(in_byline("Ann Lee").empty());
  CHECK(in_byline("Ana Pati").empty());
  CHECK(in_byline("").empty());
}

TEST_CASE("the credit is what is stated first: field, rights, authors, text") {
  Article article;
  article.text = "LONDON (Reuters) - A ferry drifted.";
  article.authors = {"Ann Lee", "AFP"};
  state_credit(article);
  CHECK(article.credit == "AFP");
  article.credit.clear();
  state_credit(article, "© 2026 dpa");
  CHECK(article.credit == "dpa");
  article.credit = "The Associated Press";
  state_credit(article, "© 2026 dpa");
  CHECK(article.credit == "Associated Press");
  article.credit = "Harbour Post";
  state_credit(article);
  CHECK(article.credit == "Harbour Post");
  Article own;
  own.text = "A ferry drifted.";
  state_credit(own, "© 2026 Harbour Post");
  CHECK(own.credit.empty());
}

}  // namespace
