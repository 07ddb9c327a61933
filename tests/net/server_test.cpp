#include "newsloom/net/server.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace newsloom::net {
namespace {

using std::chrono::milliseconds;

// A server on a thread of its own.
struct Running {
  explicit Running(Server::Handler handler, const ServerOptions& options = {})
      : server(Server::start(loop, std::move(handler), options).value()),
        thread([this] { loop.run(); }) {}
  ~Running() {
    server->stop([this] { loop.stop(); });
    thread.join();
  }
  Loop loop;
  std::unique_ptr<Server> server;
  std::thread thread;
};

class Client {
 public:
  explicit Client(const Server& server) : descriptor_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(server.port());
    is_connected_ =
        ::connect(descriptor_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    timeval patience{3, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  }
  ~Client() { ::close(descriptor_); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  void send(std::string_view text) const {
    (void)::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
  }
  // Until `text` has come, or the end.
  std::string read_until(std::string_view text) {
    while (read_.find(text) == std::string::npos) {
      std::array<char, 4096> buffer{};
      const ssize_t got = ::recv(descriptor_, buffer.data(), buffer.size(), 0);
      if (got <= 0) break;
      read_.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return std::exchange(read_, {});
  }
  std::string read_to_end() { return read_until("\n\nno such text\n\n"); }
  [[nodiscard]] bool is_connected() const { return is_connected_; }

 private:
  int descriptor_;
  bool is_connected_ = false;
  std::string read_;
};

void echo(ServerRequest request, const Server::Respond& respond) {
  ServerResponse response;
  response.content_type = "text/plain";
  response.body = request.method + " " + request.target + " " + request.body;
  respond(std::move(response));
}

TEST_CASE("requests are answered in order on one connection") {
  Running running(echo);
  Client client(*running.server);
  client.send(
      "GET /a HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nHost: x\r\nContent-Length: "
      "4\r\n\r\nbody");
  const std::string both = client.read_until("POST /b body");
  CHECK(both.find("GET /a ") < both.find("POST /b body"));
  CHECK(both.find("Content-Security-Policy: default-src 'none'") != std::string::npos);
  client.send("HEAD /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string head = client.read_to_end();
  CHECK(head.find("Content-Length: 8") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
}

TEST_CASE("what is malformed, too large or too slow costs its own connection only") {
  ServerOptions options;
  options.max_body_bytes = 1'000;
  options.max_header_bytes = 2'000;
  options.request_time = milliseconds{300};
  Running running(echo, options);
  const auto ask = [&](std::string_view text) {
    Client client(*running.server);
    client.send(text);
    return client.read_to_end().substr(0, 12);
  };
  CHECK(ask("nonsense\r\n\r\n") == "HTTP/1.1 400");
  CHECK(ask("GET / HTTP/1.1\r\nX: " + std::string(3'000, 'x') + "\r\n\r\n") == "HTTP/1.1 431");
  CHECK(ask("POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n") == "HTTP/1.1 413");
  CHECK(ask("POST / HTTP/1.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n") == "HTTP/1.1 400");
  CHECK(ask("GET / HT").empty());  // never finished: closed after a while
  CHECK(ask("").empty());
  CHECK(ask("GET / HTTP/1.1\r\nConnection: close\r\n\r\n") == "HTTP/1.1 200");
  CHECK(running.server->statistics().refused >= 5);
}

TEST_CASE("an answer may come later, from another thread, and one that never comes is a 503") {
  ServerOptions options;
  options.handler_time = milliseconds{300};
  std::vector<std::thread> threads;
  Running running(
      [&](const ServerRequest& request, Server::Respond respond) {
        if (request.target == "/never") return;
        threads.emplace_back([request, respond = std::move(respond)] { echo(request, respond); });
      },
      options);
  Client client(*running.server);
  client.send("GET /later HTTP/1.1\r\n\r\n");
  CHECK(client.read_until("/later ").find("200 OK") != std::string::npos);
  client.send("GET /never HTTP/1.1\r\n\r\n");
  CHECK(client.read_until("}").find("503") != std::string::npos);
  for (std::thread& thread : threads) thread.join();
}

TEST_CASE("an answer that goes on is told what is new, until the server stops") {
  std::atomic<int> news = 0;
  std::atomic<bool> is_stopped = false;
  Running running([&](const ServerRequest&, const Server::Respond& respond) {
    ServerResponse response;
    response.content_type = "text/event-stream";
    response.more = [&news, seen = 0]() mutable -> std::optional<std::string> {
      if (seen == news) return "";
      seen = news;
      return "data: " + std::to_string(seen) + "\n\n";
    };
    respond(std::move(response));
  });
  Client client(*running.server);
  client.send("GET /stream HTTP/1.1\r\n\r\n");
  CHECK(client.read_until(":\n\n").find("text/event-stream") != std::string::npos);
  news = 7;
  running.server->notify();
  CHECK(client.read_until("data: 7").find("data: 7") != std::string::npos);
  running.server->stop([&] { is_stopped = true; });
  CHECK(client.read_to_end().ends_with("0\r\n\r\n"));
  for (int i = 0; i < 100 && !is_stopped; ++i) std::this_thread::sleep_for(milliseconds{10});
  CHECK(is_stopped);
}

TEST_CASE("stopping lets what was begun be answered, and takes nothing new") {
  std::optional<Server::Respond> held;
  std::atomic<bool> is_held = false;
  std::atomic<bool> is_stopped = false;  // told by the loop, maybe after the last check
  Running running([&](const ServerRequest&, Server::Respond respond) {
    held = std::move(respond);
    is_held = true;
  });
  Client idle(*running.server);
  Client busy(*running.server);
  busy.send("GET / HTTP/1.1\r\n\r\n");
  while (!is_held) std::this_thread::sleep_for(milliseconds{5});
  running.server->stop([&] { is_stopped = true; });
  CHECK(idle.read_to_end().empty());
  CHECK_FALSE(is_stopped);
  const Client late(*running.server);
  CHECK_FALSE(late.is_connected());
  (*held)(ServerResponse{.body = "done"});
  CHECK(busy.read_to_end().ends_with("done"));
}

TEST_CASE("many slow connections do not keep others from being served") {
  Running running(echo);
  std::vector<std::unique_ptr<Client>> slow;
  for (int i = 0; i < 300; ++i) {
    slow.push_back(std::make_unique<Client>(*running.server));
    slow.back()->send("GET / HTT");
  }
  Client client(*running.server);
  client.send("GET /quick HTTP/1.1\r\n\r\n");
  CHECK(client.read_until("/quick ").find("200 OK") != std::string::npos);
}

TEST_CASE("a port that is taken, or no address, is an error") {
  Loop loop;
  const auto first = Server::start(loop, echo).value();
  ServerOptions same;
  same.port = first->port();
  CHECK(Server::start(loop, echo, same).error().code == ErrorCode::io_error);
  CHECK(Server::start(loop, echo, {.address = "example"}).error().code ==
        ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace newsloom::net
