#include "newsloom/net/transport.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "net/origin.hpp"

namespace newsloom::net {
namespace {

using tests::answer;
using tests::Certificate;
using tests::Origin;

HttpOptions on_loopback() {
  HttpOptions options;
  options.addresses.allowed = {"127.0.0.0/8"};
  options.addresses.ports = {};
  return options;
}

result<Response> ask(const std::string& url, HttpOptions options = on_loopback(),
                     TransferLimits limits = {}) {
  Loop loop;
  auto transport = HttpTransport::create(loop, options).value();
  std::optional<result<Response>> answered;
  Request request;
  request.url = url;
  request.limits = limits;
  transport->send(request, [&](result<Response> response) { answered = std::move(response); });
  CHECK_FALSE(answered);
  loop.run();
  REQUIRE(answered);
  return *answered;
}

TEST_CASE("an answer comes back whole, headers byte for byte") {
  Origin origin([](Origin::Peer& peer, const std::string&, const std::string& head) {
    peer.send("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n");
    peer.send(answer(tests::field(head, "Host"), "ETag: W/\"odd  one\"\r\n"));
    return true;
  });
  const auto response = ask(origin.url("/a?b=c")).value();
  CHECK(response.status == 200);
  CHECK(origin.url("/") == "http://" + response.body + "/");
  CHECK(header(response.headers, "etag") == "W/\"odd  one\"");
  CHECK(origin.requests("/a?b=c") == 1);
}

TEST_CASE("a connection is used again, and a new one made when it was closed meanwhile") {
  Origin origin([](Origin::Peer& peer, const std::string& path, const std::string&) {
    peer.send(answer(path));
    return path != "/last";  // closes without saying so
  });
  Loop loop;
  auto transport = HttpTransport::create(loop, on_loopback()).value();
  for (const char* path : {"/1", "/2", "/last", "/3"}) {
    Request request;
    request.url = origin.url(path);
    std::string body;
    transport->send(request, [&](result<Response> response) { body = response.value().body; });
    loop.run();
    CHECK(body == path);
  }
  CHECK(origin.connections() == 2);
  CHECK(transport->statistics().reused >= 2);
}

TEST_CASE("what is slow, cut off, too large or no HTTP is an error of its own") {
  Origin origin([](Origin::Peer& peer, const std::string& path, const std::string&) {
    static const std::atomic<bool> never = false;
    if (path == "/hang") peer.hang(never);
    if (path == "/short") peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nnot so much");
    if (path == "/large") peer.send(answer(std::string(5'000, 'x')));
    if (path == "/header")
      peer.send("HTTP/1.1 200 OK\r\nX: " + std::string(9'000, 'x') + "\r\n\r\n");
    if (path == "/noise") peer.send("SSH-2.0-OpenSSH\r\n\r\n");
    if (path == "/slow") {
      for (int i = 0; i < 100; ++i) {
        peer.send(i == 0 ? "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" : "x");
        std::this_thread::sleep_for(std::chrono::milliseconds{20});
      }
    }
    return false;
  });
  TransferLimits limits;
  limits.total = std::chrono::milliseconds{400};
  limits.max_body_bytes = 4'000;
  limits.max_header_bytes = 8'000;
  const auto code = [&](const char* path) {
    return ask(origin.url(path), on_loopback(), limits).error().code;
  };
  CHECK(code("/hang") == ErrorCode::timed_out);
  CHECK(code("/slow") == ErrorCode::timed_out);
  CHECK(code("/short") == ErrorCode::protocol_error);
  CHECK(code("/large") == ErrorCode::too_large);
  CHECK(code("/header") == ErrorCode::too_large);
  CHECK(code("/noise") == ErrorCode::protocol_error);
  CHECK(code("/close") == ErrorCode::protocol_error);
}

TEST_CASE("addresses inside are refused, however they are written") {
  Origin origin([](Origin::Peer& peer, const std::string&, const std::string&) {
    peer.send(answer("secret"));
    return true;
  });
  HttpOptions careful;
  careful.addresses.ports = {};
  CHECK(ask(origin.url("/"), careful).error().code == ErrorCode::address_refused);
  const std::string port = origin.url("/").substr(origin.url("").rfind(':'));
  for (const char* host :
       {"localhost", "127.1", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
    CAPTURE(host);
    const auto refused = ask("http://" + std::string(host) + port, careful);
    REQUIRE_FALSE(refused);
    const bool is_refused = refused.error().code == ErrorCode::address_refused ||
                            refused.error().code == ErrorCode::invalid_url ||
                            refused.error().code == ErrorCode::unreachable;
    CHECK(is_refused);
  }
  CHECK(origin.connections() == 0);
  HttpOptions of_ports = on_loopback();
  of_ports.addresses.ports = {80};
  CHECK(ask(origin.url("/"), of_ports).error().code == ErrorCode::address_refused);
}

TEST_CASE("what is no web address is not asked for") {
  for (const char* url : {"", "ftp://a.example/", "http://", "/relative", "http://u:p@127.0.0.1/",
                          "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "javascript:1"}) {
    CAPTURE(url);
    CHECK(ask(url).error().code == ErrorCode::invalid_url);
  }
}

TEST_CASE("a secure connection needs a certificate that is trusted, of that host, and of today") {
  const Certificate good = tests::make_certificate("127.0.0.1");
  const Certificate other = tests::make_certificate("other.example");
  const Certificate old = tests::make_certificate("127.0.0.1", true);
  for (const Certificate* certificate : {&good, &other, &old}) {
    Origin origin(
        [](Origin::Peer& peer, const std::string&, const std::string&) {
          peer.send(answer("safe"));
          return true;
        },
        certificate);
    CHECK(ask(origin.url("/")).error().code == ErrorCode::tls_failed);
    HttpOptions trusting = on_loopback();
    trusting.extra_certificates = certificate->certificate;
    const auto response = ask(origin.url("/"), trusting);
    if (certificate == &good) {
      CHECK(response.value().body == "safe");
    } else {
      CHECK(response.error().code == ErrorCode::tls_failed);
    }
  }
  HttpOptions broken = on_loopback();
  broken.extra_certificates = "no certificate";
  Loop loop;
  CHECK(HttpTransport::create(loop, broken).error().code == ErrorCode::tls_failed);
}

TEST_CASE("work is run on the loop, later or at once, and the loop can be stopped") {
  Loop loop;
  std::string order;
  loop.after(std::chrono::milliseconds{30}, [&] { order += "b"; });
  loop.post([&] { order += "a"; });
  loop.run();
  CHECK(order == "ab");
  loop.after(std::chrono::hours{1}, [&] { order += "never"; });
  loop.post([&] { loop.stop(); });
  loop.run();
  CHECK(order == "ab");
}

}  // namespace
}  // namespace newsloom::net
