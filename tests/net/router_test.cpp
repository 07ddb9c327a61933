#include "newsloom/net/router.hpp"

#include <doctest/doctest.h>

namespace newsloom::net {
namespace {

TEST_CASE("the first route that fits answers, a trailing slash aside") {
  Router router;
  router.add("GET", "/", [](const ServerRequest&) { return ServerResponse{.body = "top"}; });
  router.add("GET", "/a/b", [](const ServerRequest&) { return ServerResponse{.body = "ab"}; });
  router.add("GET", "/a/{x}", [](const ServerRequest&) { return ServerResponse{.body = "ax"}; });
  const auto body = [&](std::string target) {
    ServerRequest request;
    request.method = "GET";
    request.target = std::move(target);
    return router.handle(request).body;
  };
  CHECK(body("/") == "top");
  CHECK(body("/a/b") == "ab");
  CHECK(body("/a/b/") == "ab");
  CHECK(body("/a/c") == "ax");
}

}  // namespace
}  // namespace newsloom::net
