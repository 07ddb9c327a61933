#include "newsloom/net/fetcher.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "net/origin.hpp"

namespace newsloom::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// A fetcher over a transport in memory that counts.
struct Bench {
  explicit Bench(MemoryTransport::Handler handler)
      : transport(loop, [this, handler = std::move(handler)](const Request& request) {
          asked.push_back(request);
          return handler(request);
        }) {
    options.host_interval = milliseconds{0};
    options.clock = &clock;
  }
  Fetched fetch(FetchRequest request) {
    if (!fetcher) fetcher.emplace(loop, transport, options);
    std::optional<Fetched> fetched;
    fetcher->fetch(std::move(request), [&](Fetched done) { fetched = std::move(done); });
    CHECK_FALSE(fetched);
    loop.run();
    REQUIRE(fetched);
    return *fetched;
  }
  Fetched fetch(const std::string& url) { return fetch(FetchRequest{.url = url}); }
  [[nodiscard]] long count(const std::string& url) const {
    return std::ranges::count(asked, url, &Request::url);
  }

  Loop loop;
  ManualClock clock{Timestamp{seconds{1'772'000'000}}};
  std::vector<Request> asked;
  FetcherOptions options;
  MemoryTransport transport;
  std::optional<Fetcher> fetcher;
};

Response missing() { return {404, {}, {}}; }

// Everything but robots.txt and reservations.
MemoryTransport::Handler pages(std::function<result<Response>(const Request&)> handler) {
  return [handler = std::move(handler)](const Request& request) -> result<Response> {
    const bool is_rules =
        request.url.ends_with("robots.txt") || request.url.ends_with("tdmrep.json");
    return is_rules ? result<Response>(missing()) : handler(request);
  };
}

TEST_CASE("validators go back byte for byte, and a 304 keeps them") {
  Bench bench(pages([](const Request& request) -> result<Response> {
    if (header(request.headers, "If-None-Match") == "W/\"a  b\"") return Response{304, {}, {}};
    return Response{200, {{"ETag", "W/\"a  b\""}, {"Last-Modified", "yesterday, GMT"}}, "body"};
  }));
  const Fetched first = bench.fetch("https://a.example/feed");
  REQUIRE_FALSE(first.failure);
  CHECK(first.body == "body");
  CHECK(first.etag == "W/\"a  b\"");
  FetchRequest again{.url = "https://a.example/feed"};
  again.etag = first.etag;
  again.last_modified = first.last_modified;
  const Fetched second = bench.fetch(again);
  REQUIRE_FALSE(second.failure);
  CHECK(second.is_unmodified);
  CHECK(second.etag == first.etag);
  CHECK(second.last_modified == "yesterday, GMT");
  CHECK(header(bench.asked.back().headers, "If-Modified-Since") == "yesterday, GMT");
  CHECK(header(bench.asked.back().headers, "User-Agent") == bench.options.user_agent);
}

TEST_CASE("a 304 nobody asked for is no answer") {
  Bench bench(pages([](const Request&) { return Response{304, {}, {}}; }));
  CHECK(bench.fetch("https://a.example/").failure->code == ErrorCode::bad_status);
}

TEST_CASE("redirects are followed, permanent ones remembered, within limits") {
  Bench bench(pages([](const Request& request) -> result<Response> {
    const std::string& url = request.url;
    const auto to = [](int status, const char* where) {
      return Response{status, {{"Location", where}}, {}};
    };
    if (url == "https://a.example/moved") return to(301, "/moved2");
    if (url == "https://a.example/moved2") return to(308, "https://b.example/now");
    if (url == "https://b.example/now") return to(302, "/today");
    if (url == "https://b.example/today") return Response{200, {}, "here"};
    if (url == "https://a.example/round") return to(302, "/round2");
    if (url == "https://a.example/round2") return to(302, "/round");
    if (url == "https://a.example/down") return to(301, "http://a.example/plain");
    if (url == "http://a.example/up") return to(301, "https://b.example/today");
    if (url == "https://a.example/nowhere") return Response{302, {}, {}};
    if (url == "https://a.example/file") return to(302, "file:///etc/passwd");
    const auto at = url.rfind('/') + 1;
    return to(302, ("/" + std::to_string(std::stoi(url.substr(at)) + 1)).c_str());
  }));
  const Fetched moved = bench.fetch("https://a.example/moved");
  REQUIRE_FALSE(moved.failure);
  CHECK(moved.body == "here");
  CHECK(moved.url == "https://b.example/today");
  CHECK(moved.permanent_url == "https://b.example/now");
  CHECK_FALSE(bench.fetch("http://a.example/up").failure);
  for (const char* path : {"round", "down", "file", "1"}) {
    CAPTURE(path);
    const Fetched refused = bench.fetch("https://a.example/" + std::string(path));
    REQUIRE(refused.failure);
    CHECK(refused.failure->code == ErrorCode::redirect_refused);
  }
  CHECK(bench.fetch("https://a.example/nowhere").failure.has_value());
  CHECK(bench.count("http://a.example/plain") == 0);
  CHECK(bench.count("https://a.example/6") == 1);
  CHECK(bench.count("https://a.example/7") == 0);
}

TEST_CASE("robots.txt is asked for once, obeyed, and a site that cannot say is left alone") {
  Bench bench([](const Request& request) -> result<Response> {
    if (request.url == "https://a.example:443/robots.txt") {
      return Response{200, {}, "User-agent: newsloom\nDisallow: /private"};
    }
    if (request.url.starts_with("https://down.example:443/robots")) return Response{503, {}, {}};
    if (request.url.ends_with("tdmrep.json")) return missing();
    return Response{200, {}, "page"};
  });
  CHECK(bench.fetch("https://a.example/private/x").failure->code == ErrorCode::disallowed);
  CHECK_FALSE(bench.fetch("https://a.example/public").failure);
  CHECK_FALSE(bench.fetch("https://a.example/public2").failure);
  CHECK(bench.count("https://a.example:443/robots.txt") == 1);
  CHECK(bench.count("https://a.example/private/x") == 0);
  CHECK(bench.fetch("https://down.example/x").failure->code == ErrorCode::disallowed);
  CHECK(bench.count("https://down.example/x") == 0);
  bench.clock.set(bench.clock.now() + bench.options.robots_lifetime);
  CHECK_FALSE(bench.fetch("https://a.example/public").failure);
  CHECK(bench.count("https://a.example:443/robots.txt") == 2);
}

TEST_CASE("a redirect does not lead around robots.txt") {
  Bench bench([](const Request& request) -> result<Response> {
    if (request.url == "https://b.example:443/robots.txt") {
      return Response{200, {}, "User-agent: *\nDisallow: /"};
    }
    if (request.url == "https://a.example/x") {
      return Response{302, {{"Location", "https://b.example/y"}}, {}};
    }
    return missing();
  });
  CHECK(bench.fetch("https://a.example/x").failure->code == ErrorCode::disallowed);
  CHECK(bench.count("https://b.example/y") == 0);
}

TEST_CASE("what is reserved is not used") {
  Bench bench([](const Request& request) -> result<Response> {
    if (request.url == "https://a.example:443/.well-known/tdmrep.json") {
      return Response{200, {}, R"([{"location":"/news/*","tdm-reservation":1}])"};
    }
    if (request.url.ends_with("robots.txt")) return missing();
    if (request.url == "https://a.example/marked") {
      return Response{200, {{"TDM-Reservation", "1"}}, "text"};
    }
    return Response{200, {}, "text"};
  });
  CHECK(bench.fetch("https://a.example/news/1").failure->code == ErrorCode::disallowed);
  CHECK(bench.fetch("https://a.example/marked").failure->code == ErrorCode::disallowed);
  CHECK_FALSE(bench.fetch("https://a.example/other").failure);
}

TEST_CASE("a host that asks for a pause gets it, and is not asked before") {
  Bench bench(pages([](const Request& request) -> result<Response> {
    if (request.url.ends_with("/busy")) return Response{429, {{"Retry-After", "120"}}, {}};
    return Response{200, {}, "x"};
  }));
  const Timestamp start = bench.clock.now();
  const Fetched busy = bench.fetch("https://a.example/busy");
  CHECK(busy.failure->code == ErrorCode::bad_status);
  CHECK(busy.retry_at == start + seconds{120});
  const Fetched other = bench.fetch("https://a.example/other");
  CHECK(other.retry_at == start + seconds{120});
  CHECK(bench.count("https://a.example/other") == 0);
  CHECK_FALSE(bench.fetch("https://b.example/other").failure);
  bench.clock.set(start + seconds{120});
  CHECK_FALSE(bench.fetch("https://a.example/other").failure);
}

TEST_CASE("codings are undone within limits") {
  const std::string text(100'000, 'x');
  Bench bench(pages([&](const Request& request) -> result<Response> {
    CHECK(header(request.headers, "Accept-Encoding") == "gzip, br");
    const Headers gzip = {{"Content-Encoding", "gzip"}};
    if (request.url.ends_with("/good")) return Response{200, gzip, tests::gzipped(text)};
    if (request.url.ends_with("/bomb")) {
      return Response{200, gzip, tests::gzipped(std::string(5'000'000, 'x'))};
    }
    if (request.url.ends_with("/cut")) {
      return Response{200, gzip, tests::gzipped(text).substr(0, 60)};
    }
    return Response{200, {{"Content-Encoding", "magic"}}, "x"};
  }));
  bench.options.max_decoded_bytes = 1'000'000;
  CHECK(bench.fetch("https://a.example/good").body == text);
  CHECK(bench.fetch("https://a.example/bomb").failure->code == ErrorCode::too_large);
  CHECK(bench.fetch("https://a.example/cut").failure.has_value());
  CHECK(bench.fetch("https://a.example/magic").failure.has_value());
}

TEST_CASE("requests to one host keep their distance, those to others do not wait") {
  std::vector<std::pair<std::string, std::chrono::steady_clock::time_point>> times;
  Bench bench(pages([&](const Request& request) -> result<Response> {
    times.emplace_back(request.url, std::chrono::steady_clock::now());
    return Response{200, {}, "x"};
  }));
  bench.options.host_interval = milliseconds{60};
  bench.options.jitter = 0;
  bench.options.max_wait = milliseconds{100};
  bench.options.respect_robots = bench.options.respect_reservations = false;
  bench.fetcher.emplace(bench.loop, bench.transport, bench.options);
  std::size_t done = 0;
  std::size_t refused = 0;
  for (int i = 0; i < 4; ++i) {
    bench.fetcher->fetch({.url = "https://a.example/" + std::to_string(i)}, [&](Fetched fetched) {
      ++done;
      refused += fetched.retry_at ? 1U : 0U;
    });
  }
  bench.loop.run();
  CHECK(done == 4);
  CHECK(refused == 2);  // the third and the fourth would have waited longer than allowed
  REQUIRE(times.size() == 2);
  CHECK(times[1].second - times[0].second >= milliseconds{55});
}

}  // namespace
}  // namespace newsloom::net
