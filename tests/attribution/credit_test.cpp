#include "newsloom/attribution/credit.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace newsloom;
using attribution::CreditPlace;

const attribution::OutletResolver& resolver() {
  static const auto made = attribution::OutletResolver::create().value();
  return made;
}

std::string credit_of(const Article& article) {
  const auto own = resolver().resolve(article.url, article.outlet);
  const auto credit = find_credit(article, own, resolver());
  if (credit && !(credit->span == text::Span{})) {
    CHECK(credit->span.end <= article.text.size());
    CHECK(credit->span.begin < credit->span.end);
  }
  return credit ? credit->outlet.id : "nobody";
}

std::string credit_in(const std::string& text) {
  Article article;
  article.outlet = "courier.example";
  article.text = text;
  return credit_of(article);
}

Genre genre_of(const std::string& url, const std::string& title = "The dam holds",
               const std::string& text = "The dam held on Tuesday.") {
  Article article;
  article.url = url;
  article.title = title;
  article.text = text;
  return find_genre(article, resolver().resolve(url));
}

const std::string story =
    " The dam above Port Halden held through the night, engineers said on Tuesday, after a week of "
    "rain had filled it to the brim. Residents of two villages were told they may go home.";

}  // namespace

TEST_CASE("datelines name agencies") {
  CHECK(credit_in("PORT HALDEN (Reuters) -" + story) == "reuters.com");
  CHECK(credit_in("PORT HALDEN, March 3 (AP) —" + story) == "apnews.com");
  CHECK(credit_in("(Reuters) -" + story) == "reuters.com");
  CHECK(credit_in("Berlin (dpa) –" + story) == "dpa.com");
  CHECK(credit_in("Berlin (dpa/AFP) –" + story) == "dpa.com");
  CHECK(credit_in("Madrid, 3 mar (EFE).-" + story) == "efe.com");
  CHECK(credit_in("(ANSA) - ROMA, 03 MAR -" + story) == "ansa.it");
  CHECK(credit_in("LONDON, March 3, 2026 /PRNewswire/ --" + story) == "prnewswire.com");
  CHECK(credit_in("PORT HALDEN -" + story) == "nobody");
  CHECK(credit_in("The Norvik Press (NP) -" + story) == "nobody");
}

TEST_CASE("bylines and last lines do as well") {
  CHECK(credit_in("By the Associated Press\n" + story) == "apnews.com");
  CHECK(credit_in("By JOHN DOE, Associated Press\n" + story) == "apnews.com");
  CHECK(credit_in("By Reuters Staff\n\n" + story) == "reuters.com");
  CHECK(credit_in("AFP\n" + story) == "afp.com");
  CHECK(credit_in("Von Anna Berg\n" + story) == "nobody");
  CHECK(credit_in(story + "\n\n© 2026 The Associated Press. All rights reserved.") == "apnews.com");
  CHECK(credit_in(story + "\nCopyright 2018 Reuters") == "reuters.com");
  CHECK(credit_in(story + " (dpa)") == "dpa.com");
  CHECK(credit_in(story + "\nQuelle: dpa") == "dpa.com");
  CHECK(credit_in(story + "\n(Reporting by Anna Berg; Editing by Jo Lind)") == "reuters.com");
}

TEST_CASE("being quoted, or having helped, is no credit") {
  CHECK(credit_in("The dam held, Anna Berg told Reuters - and it will." + story) == "nobody");
  CHECK(credit_in(story + " Reuters contributed to this report.") == "nobody");
  CHECK(credit_in("The Associated Press (AP) reported on Tuesday that" + story) == "nobody");
  CHECK(credit_in("") == "nobody");
  CHECK(credit_in("(") == "nobody");
}

TEST_CASE("fields go before the text; nobody credits its own family") {
  Article article;
  article.outlet = "courier.example";
  article.text = "PORT HALDEN (AP) -" + story;
  article.credit = "Jo Lind / Reuters";
  CHECK(credit_of(article) == "reuters.com");
  article.credit = "Le Monde";  // named by the source itself: need not be an agency
  CHECK(credit_of(article) == "lemonde.fr");
  article.credit.clear();
  article.authors = {"Anna Berg", "Agence France-Presse"};
  CHECK(credit_of(article) == "afp.com");
  article.authors.clear();
  article.url = "https://apnews.com/article/1";
  CHECK(credit_of(article) == "nobody");
}

TEST_CASE("opinion and analysis by address, section and headline") {
  CHECK(genre_of("https://a.example/2026/03/03/dam") == Genre::news);
  CHECK(genre_of("https://a.example/opinion/2026/dam") == Genre::opinion);
  CHECK(genre_of("https://a.example/2026/Commentisfree/dam") == Genre::opinion);
  CHECK(genre_of("https://a.example/meinung/kommentare/damm") == Genre::opinion);
  CHECK(genre_of("https://a.example/analysis/dam") == Genre::analysis);
  CHECK(genre_of("https://a.example/news/opinion") == Genre::news);  // the article's own name
  CHECK(genre_of("", "Opinion: The dam is a lesson") == Genre::opinion);
  CHECK(genre_of("", "Kommentar: Der Damm als Lehre") == Genre::opinion);
  CHECK(genre_of("", "Análisis: la presa") == Genre::analysis);
  CHECK(genre_of("", "The dam is a lesson | Editorial") == Genre::opinion);
  CHECK(genre_of("", "Dam: the lessons") == Genre::news);
  Article article;
  article.title = "The dam is a lesson";
  article.section = "Opinión";
  CHECK(attribution::find_genre(article, {}) == Genre::opinion);
  article.section = "World";
  article.categories = {"dams", "Commentary"};
  CHECK(attribution::find_genre(article, {}) == Genre::opinion);
}

TEST_CASE("press releases by outlet and by how they begin") {
  CHECK(genre_of("https://www.prnewswire.com/news-releases/1.html") == Genre::press_release);
  CHECK(genre_of("", "Dam", "FOR IMMEDIATE RELEASE\n\nHalden Dams announces") ==
        Genre::press_release);
  CHECK(genre_of("", "Dam", "HALDEN, March 3 /PRNewswire/ -- Halden Dams announces") ==
        Genre::press_release);
  CHECK(genre_of("", "Press release: dam") == Genre::press_release);
}
