#include "newsloom/net/message.hpp"

#include <doctest/doctest.h>

#include "newsloom/net/router.hpp"

namespace newsloom::net {
namespace {

TEST_CASE("targets are taken apart and decoded after they are") {
  const auto target =
      parse_target("/v1/articles/https%3A%2F%2Fa.example%2Fb?q=x+y&q=%C3%A9&empty").value();
  CHECK(target.path == std::vector<std::string>{"v1", "articles", "https://a.example/b"});
  CHECK(target.query.at("q") == "\xC3\xA9");
  CHECK(target.query.at("empty").empty());
  CHECK(parse_target("/").value().path.empty());
  CHECK(parse_target("/a/").value().ends_with_slash);
  for (const char* odd : {"", "a", "http://x/", "/%", "/%1", "/%zz", "/a/../b", "/%2e%2E/x", "/./a",
                          "/%00", "/a?b=%0a", "*"}) {
    CAPTURE(odd);
    CHECK_FALSE(parse_target(odd));
  }
  CHECK_FALSE(parse_target(std::string(100, '/')));
  CHECK(percent_encode("a b/\xC3\xA9~") == "a%20b%2F%C3%A9~");
}

TEST_CASE("gzip is sent to who takes it") {
  CHECK(accepts_gzip("gzip"));
  CHECK(accepts_gzip("br;q=1, GZIP;q=0.5"));
  CHECK(accepts_gzip("*"));
  CHECK_FALSE(accepts_gzip(""));
  CHECK_FALSE(accepts_gzip("br"));
  CHECK_FALSE(accepts_gzip("gzip;q=0"));
  CHECK_FALSE(accepts_gzip("gzip;q=0.000, *"));
}

TEST_CASE("entity tags are compared weakly") {
  CHECK(matches_etag("\"a\", W/\"b\"", "\"b\""));
  CHECK(matches_etag("*", "\"b\""));
  CHECK_FALSE(matches_etag("\"c\"", "W/\"b\""));
  CHECK_FALSE(matches_etag("", "\"b\""));
}

TEST_CASE("an answer gets its tag, is not sent twice, and is gzipped when that is worth it") {
  ServerRequest request;
  request.method = "GET";
  request.headers = {{"Accept-Encoding", "gzip"}};
  ServerResponse first;
  first.body = std::string(5'000, 'x');
  finish(request, first);
  CHECK(first.status == 200);
  CHECK(header(first.headers, "Content-Encoding") == "gzip");
  CHECK(first.body.size() < 200);
  CHECK_FALSE(header(first.headers, "Content-Security-Policy").empty());
  request.headers.emplace_back("If-None-Match", std::string(header(first.headers, "ETag")));
  ServerResponse second;
  second.body = std::string(5'000, 'x');
  finish(request, second);
  CHECK(second.status == 304);
  CHECK(second.body.empty());
}

TEST_CASE("problems say what is wrong, with the status that fits") {
  const auto not_found = problem(Error{ErrorCode::not_found, "no \"x\"", {}});
  CHECK(not_found.status == 404);
  CHECK(not_found.content_type == "application/problem+json");
  CHECK(not_found.body ==
        R"({"type":"about:blank","title":"Not Found","status":404,"detail":"no \"x\""})");
  CHECK(problem(Error{ErrorCode::disk_full, "", {}}).status == 507);
}

TEST_CASE("routes are found by method and path") {
  Router router;
  router.add("GET", "/v1/events/{id}", [](const ServerRequest& request) {
    ServerResponse response;
    response.body = request.parameters.at("id");
    return response;
  });
  const auto ask = [&](std::string method, std::string target) {
    ServerRequest request;
    request.method = std::move(method);
    request.target = std::move(target);
    return router.handle(request);
  };
  CHECK(ask("GET", "/v1/events/e%205?x=1").body == "e 5");
  CHECK(ask("HEAD", "/v1/events/e5").body == "e5");
  CHECK(ask("GET", "/v1/events").status == 404);
  CHECK(ask("GET", "/%").status == 400);
  const auto refused = ask("POST", "/v1/events/e5");
  CHECK(refused.status == 405);
  CHECK(header(refused.headers, "Allow") == "GET, HEAD, OPTIONS");
  CHECK(ask("OPTIONS", "/v1/events/e5").status == 204);
}

}  // namespace
}  // namespace newsloom::net
