#include "newsloom/net/api.hpp"

#include <doctest/doctest.h>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <string>
#include <vector>

#include "live/stream.hpp"
#include "support/folder.hpp"

namespace newsloom::net {
namespace {

namespace json = boost::json;

struct Bench {
  explicit Bench(ApiOptions options = {}) {
    options.token = "secret";
    live::NewsroomOptions room;
    room.publish_every = std::chrono::milliseconds{0};
    store = store::Store::open(folder.file("s")).value();
    newsroom = live::Newsroom::open(*store, room).value();
    api = std::make_unique<Api>(*newsroom, options);
  }
  ServerResponse ask(std::string method, std::string target, std::string body = "",
                     Headers headers = {}) {
    ServerRequest request;
    request.method = std::move(method);
    request.target = std::move(target);
    request.body = std::move(body);
    request.headers = std::move(headers);
    return api->handle(request);
  }
  json::value get(const std::string& target) {
    const ServerResponse response = ask("GET", target);
    CAPTURE(target);
    CAPTURE(response.body);
    REQUIRE(response.status == 200);
    return json::parse(response.body);
  }
  tests::Folder folder;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<live::Newsroom> newsroom;
  std::unique_ptr<Api> api;
};

const Headers with_token = {{"Authorization", "Bearer secret"}};

std::string id_of(const json::value& event) {
  return std::string(event.as_object().at("id").as_string());
}

TEST_CASE("events are listed page by page, with links") {
  Bench bench;
  for (const auto& update : bench.newsroom->add(tests::stream(200, 3))) REQUIRE(update);
  std::vector<std::string> paged;
  std::string target = "/v1/events?limit=7&min_sources=1";
  for (;;) {
    const ServerResponse response = bench.ask("GET", target);
    REQUIRE(response.status == 200);
    const json::value body = json::parse(response.body);
    for (const auto& event : body.as_object().at("events").as_array()) {
      paged.push_back(id_of(event));
      CHECK(event.as_object().contains("title"));
    }
    if (!body.as_object().contains("next")) break;
    const std::string_view link = header(response.headers, "Link");
    REQUIRE(link.ends_with(">; rel=\"next\""));
    target = std::string(link.substr(1, link.find('>') - 1));
    REQUIRE(paged.size() < 1'000);
  }
  std::vector<std::string> all;
  for (const EventView& event : bench.newsroom->events({.min_sources = 1, .limit = 10'000})) {
    all.push_back(event.id.str());
  }
  CHECK(paged == all);
}

TEST_CASE("what a query cannot mean is a problem that names the parameter") {
  Bench bench;
  for (const char* target :
       {"/v1/events?limit=x", "/v1/events?limit=0", "/v1/events?since=soon", "/v1/events?cursor=1",
        "/v1/events?min_sources=-1", "/v1/search", "/v1/articles/a?revision=x"}) {
    const ServerResponse response = bench.ask("GET", target);
    CAPTURE(target);
    CHECK(response.status == 400);
    CHECK(response.content_type == "application/problem+json");
    CHECK(response.body.find("parameter") != std::string::npos);
  }
  CHECK(bench.ask("GET", "/v1/events/e99").status == 404);
  CHECK(bench.ask("GET", "/v1/events/nonsense").status == 404);
  CHECK(bench.ask("GET", "/v1/articles/none").status == 404);
  CHECK(bench.ask("PUT", "/v1/events").status == 405);
}

TEST_CASE("articles are taken from who has the token, found by title, and taken out again") {
  Bench bench;
  const std::string lines =
      R"({"id":"https://a.example/1","url":"https://a.example/1","title":"Ferry sails again","text":"The ferry sails."})"
      "\n{\"title\":\"\"}\nnonsense\n";
  CHECK(bench.ask("POST", "/v1/articles", lines).status == 401);
  CHECK(bench.ask("POST", "/v1/articles", lines, {{"Authorization", "Bearer secreT"}}).status ==
        401);
  const ServerResponse taken = bench.ask("POST", "/v1/articles", lines, with_token);
  REQUIRE(taken.status == 201);
  const json::value body = json::parse(taken.body);
  REQUIRE(body.as_object().at("articles").as_array().size() == 1);
  CHECK(body.as_object().at("rejected").as_array().size() == 2);
  const std::string event(
      body.as_object().at("articles").as_array()[0].as_object().at("event").as_string());
  CHECK(bench.ask("POST", "/v1/articles", "nonsense", with_token).status == 422);

  const std::string path = "/v1/articles/https%3A%2F%2Fa.example%2F1";
  const json::value article = bench.get(path);
  CHECK(article.as_object().at("title") == "Ferry sails again");
  CHECK(article.as_object().at("event") == json::string_view(event));
  const json::value hits = bench.get("/v1/search?q=ferr");
  REQUIRE(hits.as_object().at("articles").as_array().size() == 1);
  CHECK(hits.as_object().at("articles").as_array()[0].as_object().at("event") ==
        json::string_view(event));
  CHECK(bench.get("/v1/events?q=ferry").as_object().at("events").as_array().size() == 1);
  CHECK(bench.get("/v1/events/" + event + "/articles")
            .as_object()
            .at("articles")
            .as_array()[0]
            .as_object()
            .at("url") == "https://a.example/1");
  CHECK(bench.get("/v1/outlets").as_object().at("outlets").as_array().size() == 1);
  CHECK(bench.get("/v1/health").as_object().at("status") == "ok");
  CHECK(bench.ask("GET", "/metrics").body.find("newsloom_articles_total 1") != std::string::npos);

  CHECK(bench.ask("DELETE", path).status == 401);
  CHECK(bench.ask("DELETE", path, "", with_token).status == 204);
  CHECK(bench.ask("DELETE", path, "", with_token).status == 404);
  CHECK(bench.ask("GET", path).status == 404);
  CHECK(bench.ask("GET", "/v1/events/" + event).status == 404);
}

TEST_CASE("without a token nobody writes") {
  Bench bench;
  Api reading(*bench.newsroom);
  ServerRequest request;
  request.method = "POST";
  request.target = "/v1/articles";
  request.headers = with_token;
  CHECK(reading.handle(request).status == 403);
}

TEST_CASE("a page that was injected is served for an event") {
  ApiOptions options;
  options.page = [](EventId id) -> result<std::string> {
    return "{\"page of\":\"" + id.str() + "\"}";
  };
  Bench bench(options);
  REQUIRE(bench.newsroom->add(tests::stream(1, 1)[0]));
  CHECK(bench.ask("GET", "/v1/events/e1").body == "{\"page of\":\"e1\"}");
}

TEST_CASE("an answer is kept until something changes") {
  Bench bench;
  const auto articles = tests::stream(2, 1);
  REQUIRE(bench.newsroom->add(articles[0]));
  ServerRequest request;
  request.method = "GET";
  request.target = "/v1/events";
  CHECK_FALSE(bench.api->cached(request));
  const std::string first = bench.api->handle(request).body;
  REQUIRE(bench.api->cached(request));
  CHECK(bench.api->cached(request)->body == first);
  REQUIRE(bench.newsroom->add(articles[1]));
  CHECK_FALSE(bench.api->cached(request));
}

TEST_CASE("changes are streamed from where a reader left off") {
  Bench bench;
  const auto articles = tests::stream(3, 1);
  REQUIRE(bench.newsroom->add(articles[0]));
  auto live = bench.ask("GET", "/v1/stream");
  REQUIRE(live.more);
  CHECK(live.content_type == "text/event-stream");
  CHECK(live.more()->find("event: change") == std::string::npos);
  REQUIRE(bench.newsroom->add(articles[1]));
  const std::string news = *live.more();
  CHECK(news.find("\"article_joined\"") != std::string::npos);
  CHECK(live.more()->empty());
  const std::size_t at = news.find("id: ") + 4;
  const std::string last = news.substr(at, news.find('\n', at) - at);
  auto later = bench.ask("GET", "/v1/stream", "", {{"Last-Event-ID", last}});
  const std::string rest = *later.more();
  CHECK(rest.find("id: " + last + "\n") == std::string::npos);
  auto whole = bench.ask("GET", "/v1/stream?cursor=0");
  CHECK(whole.more()->find("id: 1\n") != std::string::npos);
  CHECK(bench.ask("GET", "/v1/stream?cursor=x").status == 400);
}

TEST_CASE("feeds say how they do, and no keys") {
  ApiOptions options;
  options.feeds = [] {
    FeedStatus feed;
    feed.url = "https://paper.example/feed?key=secret";
    feed.failures = 2;
    feed.reason = "status 500";
    feed.next_try = Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 3 / 5}};
    return std::vector{feed};
  };
  Bench bench(options);
  const auto response = bench.ask("GET", "/v1/feeds");
  CHECK(response.body.find("secret") == std::string::npos);
  CHECK(header(response.headers, "Cache-Control") == "no-store");
  const json::value body = json::parse(response.body);
  const auto& feed = body.as_object().at("feeds").as_array().at(0).as_object();
  CHECK(feed.at("reason").as_string() == "status 500");
  CHECK(feed.at("next_try").as_string() == "2026-03-05T00:00:00Z");
  CHECK(feed.at("failures").to_number<int>() == 2);
}

}  // namespace
}  // namespace newsloom::net
