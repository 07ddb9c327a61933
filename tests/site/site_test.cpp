#include "newsloom/site/site.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <set>
#include <string>

#include "newsroom.hpp"

namespace newsloom::site {
namespace {

namespace json = boost::json;

struct Served {
  explicit Served(const std::vector<Article>& articles, const SiteOptions& given = {})
      : site(*room.newsroom, given) {
    net::ApiOptions options;
    site.extend(options);
    api = std::make_unique<net::Api>(*room.newsroom, options);
    site.add_routes(api->router());
    room.add(articles);
    while (site.shelf().refresh()) {
    }
  }
  net::ServerResponse ask(const std::string& target) {
    net::ServerRequest request;
    request.method = "GET";
    request.target = target;
    return api->handle(request);
  }
  std::string get(const std::string& target) {
    const auto response = ask(target);
    CAPTURE(target);
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    return response.body;
  }
  tests::Room room;
  Site site;
  std::unique_ptr<net::Api> api;
};

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

// Addresses of this site in a page.
std::set<std::string> links(const std::string& html) {
  std::set<std::string> found;
  constexpr std::string_view before = "href=\"/";
  for (std::size_t at = html.find(before); at != std::string::npos;
       at = html.find(before, at + 1)) {
    const std::size_t begin = at + before.size() - 1;
    std::string link = html.substr(begin, html.find('"', begin) - begin);
    for (std::size_t amp = link.find("&amp;"); amp != std::string::npos; amp = link.find("&amp;")) {
      link.replace(amp, 5, "&");
    }
    found.insert(link);
  }
  return found;
}

TEST_CASE("no link of the site leads nowhere, and nothing comes from elsewhere") {
  Served served(tests::sample_articles());
  std::set<std::string> seen = {"/"};
  std::vector<std::string> waiting = {"/"};
  while (!waiting.empty()) {
    const std::string target = waiting.back();
    waiting.pop_back();
    const auto response = served.ask(target);
    CAPTURE(target);
    REQUIRE(response.status == 200);
    if (!response.content_type.starts_with("text/html")) continue;
    const std::string_view policy = net::header(response.headers, "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'"));
    CHECK_FALSE(has(response.body, "<style"));
    CHECK_FALSE(has(response.body, "<img"));
    CHECK_FALSE(has(response.body, " src=\"http"));
    CHECK_FALSE(has(response.body, " onclick"));
    CHECK_FALSE(has(response.body, "{{"));
    for (const std::string& link : links(response.body)) {
      if (seen.insert(link).second) waiting.push_back(link);
    }
  }
  CHECK(seen.contains("/outlets"));
  CHECK(seen.contains("/feed.xml"));
  CHECK(seen.contains("/style.css"));
  const auto some = [&seen](std::string_view beginning) {
    const auto at = seen.lower_bound(std::string(beginning));
    return at != seen.end() && at->starts_with(beginning);
  };
  CHECK(some("/events/"));
  CHECK(some("/topics/"));
  CHECK(some("/outlets/"));
  CHECK(some("/?category="));
  CHECK(some("/?language="));
}

TEST_CASE("the front page filters, searches and turns pages") {
  SiteOptions small;
  small.events_a_page = 10;
  Served served(tests::sample_articles(), small);
  const auto cards = [](const std::string& html) {
    std::size_t count = 0;
    for (std::size_t at = html.find("<article"); at != std::string::npos;
         at = html.find("<article", at + 1)) {
      ++count;
    }
    return count;
  };
  const auto all = served.site.shelf().count({});
  CHECK(cards(served.get("/")) == std::min<std::size_t>(all, 10));
  CHECK(cards(served.get("/?page=2")) == 10);
  CHECK(cards(served.get("/?page=3")) == all - 20);
  CHECK(has(served.get("/?page=2"), "rel=\"prev\""));
  CHECK(has(served.get("/?page=2"), "rel=\"next\""));
  CHECK_FALSE(has(served.get("/?page=3"), "rel=\"next\""));
  CHECK(cards(served.get("/?language=de")) ==
        std::min<std::size_t>(served.site.shelf().count({.language = "de"}), 10));
  CHECK(cards(served.get("/?q=ferry")) >= 1);
  CHECK(has(served.get("/?q=nosuchthing"), "No headline has these words."));
  CHECK(has(served.get("/?q=%3Cscript%3E"), "&lt;script&gt;"));
  CHECK(cards(served.get("/?page=99999999999999999999")) == 10);  // no number: the first
}

TEST_CASE("what is not here is said so, in the site's own look") {
  Served served(tests::sample_articles());
  for (const char* target : {"/events/e99999.html", "/events/nonsense", "/topics/Nobody%20Atall",
                             "/outlets/nobody.example", "/events/e99999/coverage"}) {
    const auto response = served.ask(target);
    CAPTURE(target);
    CHECK(response.status == 404);
    CHECK(response.content_type.starts_with("text/html"));
    CHECK(has(response.body, "<main"));
  }
  CHECK(served.ask("/v1/topics/Nobody%20Atall").status == 404);
}

TEST_CASE("hostile titles stay text") {
  const std::string title =
      "<script>alert(1)</script> \" onload=x {{title}} \u202eevil " + std::string(10'000, 'w');
  std::vector<Article> articles;
  for (int i = 0; i < 3; ++i) {
    Article article;
    article.id = ArticleId("h" + std::to_string(i));
    article.outlet = "paper" + std::to_string(i) + "\"><b>.example";
    article.url = "javascript:alert(1)";
    article.title = title;
    article.text =
        "Harbour workers <img src=x onerror=alert(1)> met in Port Halden on Monday. "
        "The Harbour Union said so " +
        std::to_string(i) + " times.";
    articles.push_back(article);
  }
  Served served(articles);
  for (const EventView& event : served.room.newsroom->events({.limit = 10})) {
    for (const std::string& target :
         {std::string("/"), "/events/" + event.id.str() + ".html",
          "/events/" + event.id.str() + "/coverage", std::string("/outlets")}) {
      const std::string html = served.get(target);
      CAPTURE(target);
      CHECK_FALSE(has(html, "<script>alert"));
      CHECK_FALSE(has(html, "<img"));
      CHECK_FALSE(has(html, "<b>.example"));
      CHECK_FALSE(has(html, "javascript:"));
      CHECK_FALSE(has(html, "\u202e"));
    }
  }
}

TEST_CASE("the API filters by category and topic, page by page, and names them") {
  Served served(tests::sample_articles());
  const auto counts = served.site.shelf().counts();
  REQUIRE_FALSE(counts.categories.empty());
  const auto& [category, count] = counts.categories.front();
  std::set<std::string> found;
  std::string target = "/v1/events?limit=2&category=" + net::percent_encode(category);
  for (;;) {
    const auto response = served.ask(target);
    REQUIRE(response.status == 200);
    const json::value body = json::parse(response.body);
    for (const auto& event : body.as_object().at("events").as_array()) {
      CHECK(std::string_view(event.as_object().at("category").as_string()) == category);
      CHECK(found.insert(std::string(event.as_object().at("id").as_string())).second);
    }
    if (!body.as_object().contains("next")) break;
    const std::string_view link = net::header(response.headers, "Link");
    target = std::string(link.substr(1, link.find('>') - 1));
  }
  CHECK(found.size() == count);
  const auto& [topic, topic_count] = counts.topics.front();
  const json::value about =
      json::parse(served.get("/v1/events?limit=200&topic=" + net::percent_encode(topic)));
  CHECK(about.as_object().at("events").as_array().size() == topic_count);
  const json::value described = json::parse(served.get("/v1/topics/" + net::percent_encode(topic)));
  CHECK(described.as_object().at("events").as_array().size() >= topic_count);
}

TEST_CASE("an event's page is the page format's, in the API and for readers") {
  Served served(tests::sample_articles());
  const Card card = served.site.shelf().cards({.limit = 1}).front();
  const json::value page = json::parse(served.get("/v1/events/" + card.id.str()));
  CHECK(page.as_object().at("id").as_string() == card.id.str());
  const std::string html = served.get("/events/" + card.id.str() + ".html");
  CHECK(has(html, "What the papers say"));
  CHECK(has(html, "href=\"/topics/"));
  CHECK(has(html, "href=\"/outlets/"));
  CHECK(has(html, "href=\"/events/" + card.id.str() + "/coverage\""));
  const std::string coverage = served.get("/events/" + card.id.str() + "/coverage");
  CHECK(has(coverage, "Outlet by outlet"));
}

TEST_CASE("feeds and the API's description can be read") {
  Served served(tests::sample_articles());
  CHECK(has(served.get("/feed.xml"), "<rss"));
  CHECK(has(served.get("/feed.atom"), "<feed"));
  const json::value feed = json::parse(served.get("/feed.json"));
  CHECK(feed.as_object().at("items").as_array().size() == served.site.shelf().count({}));
  const json::value openapi = json::parse(served.get("/v1/openapi.json"));
  for (const auto& [path, item] : openapi.as_object().at("paths").as_object()) {
    std::string target(path);
    for (const auto& [name, value] : {std::pair("{id}", "e1"), std::pair("{name}", "Calderra")}) {
      const std::size_t at = target.find(name);
      if (at != std::string::npos) target.replace(at, std::string_view(name).size(), value);
    }
    if (!item.as_object().contains("get")) continue;
    CAPTURE(target);
    const int status = served.ask(target).status;
    // /v1/articles/e1 is no article, and /v1/search wants words.
    CHECK(
        (status == 200 || status == 308 || target == "/v1/articles/e1" || target == "/v1/search"));
  }
}

TEST_CASE("an answer is kept until something changes") {
  auto articles = tests::sample_articles();
  const Article last = articles.back();
  articles.pop_back();
  Served served(articles);
  const std::string before = served.get("/");
  CHECK(served.get("/") == before);
  served.room.add({last});
  const std::string after = served.get("/");
  CHECK(after != before);
}

}  // namespace
}  // namespace newsloom::site
