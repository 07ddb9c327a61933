// The other unit that sees Beast: see http_transport.cpp.
// clang-format off: <utility> before awaitable.hpp, which forgets it for g++ 12
#include <utility>
#include <boost/asio/as_tuple.hpp>
// clang-format on
#include "newsloom/net/server.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <charconv>
#include <list>
#include <optional>

#include "loop.hpp"

namespace newsloom::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;
using SteadyClock = std::chrono::steady_clock;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

/// One connection. Known to the server until it is closed.
struct Session {
  explicit Session(tcp::socket socket)
      : stream(std::move(socket)), wake(stream.get_executor(), SteadyClock::time_point::max()) {}
  beast::tcp_stream stream;
  asio::steady_timer wake;  // of an answer that goes on
  bool is_idle = true;      // between two requests
};

/// A request's answer on its way from wherever it is made.
struct Waiting {
  explicit Waiting(const asio::any_io_executor& executor) : signal(executor) {}
  asio::steady_timer signal;
  std::optional<ServerResponse> response;
};

using WireResponse = http::response<http::string_body>;

WireResponse wire_response(const ServerRequest& request, ServerResponse&& response,
                           bool keep_alive) {
  WireResponse wire;
  wire.version(11);
  wire.result(static_cast<unsigned>(response.status));
  const std::string_view reason = reason_phrase(response.status);
  if (!reason.empty()) wire.reason({reason.data(), reason.size()});
  for (const auto& [name, value] : response.headers) wire.insert(name, value);
  const bool has_body = response.status != 304 && response.status != 204;
  if (has_body && !response.content_type.empty()) {
    wire.set(http::field::content_type, response.content_type);
  }
  wire.keep_alive(keep_alive);
  wire.body() = std::move(response.body);
  if (has_body) wire.prepare_payload();
  if (request.method == "HEAD") wire.body().clear();  // its Content-Length stays
  return wire;
}

ServerRequest plain_request(http::request<http::string_body>&& wire) {
  ServerRequest request;
  request.method = std::string(wire.method_string());
  request.target = std::string(wire.target());
  for (const auto& field : wire) {
    request.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  request.body = std::move(wire.body());
  return request;
}

// The answer to a request that could not be read; absent when nobody waits for one.
std::optional<ServerResponse> refusal(const error_code& error) {
  if (error == http::error::header_limit || error == http::error::buffer_overflow) {
    return problem(431, "the request's header is too large");
  }
  if (error == http::error::body_limit) return problem(413, "the request's body is too large");
  if (error == beast::error::timeout || error == http::error::end_of_stream ||
      error == http::error::partial_message ||
      error.category() != http::make_error_code(http::error::bad_version).category()) {
    return std::nullopt;
  }
  return problem(400, "this is no HTTP/1.1 request: " + error.message());
}

}  // namespace

struct Server::State : std::enable_shared_from_this<Server::State> {
  State(Loop& in, Handler by, const ServerOptions& given)
      : loop(in), handler(std::move(by)), options(given), acceptor(in.state().context) {}

  [[nodiscard]] result<void> listen();
  [[nodiscard]] asio::awaitable<void> accept();
  [[nodiscard]] asio::awaitable<void> serve(std::shared_ptr<Session> session);
  // One request and its answer; whether another may follow.
  [[nodiscard]] asio::awaitable<bool> exchange(Session& session, beast::flat_buffer& buffer);
  [[nodiscard]] asio::awaitable<ServerResponse> ask(const ServerRequest& request);
  [[nodiscard]] asio::awaitable<void> stream(Session& session, ServerResponse response);
  [[nodiscard]] asio::awaitable<bool> write(Session& session, WireResponse wire);
  void close_if_done();
  void close_all();

  Loop& loop;
  Handler handler;
  const ServerOptions options;
  tcp::acceptor acceptor;
  std::uint16_t port = 0;
  std::list<std::shared_ptr<Session>> sessions;
  std::function<void()> stopped;
  bool is_stopping = false;
  std::atomic<bool> is_notified = false;
  std::uint64_t notifications = 0;
  std::atomic<std::uint64_t> connections = 0;
  std::atomic<std::uint64_t> requests = 0;
  std::atomic<std::uint64_t> refused = 0;
  std::atomic<std::size_t> open = 0;
};

result<void> Server::State::listen() {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) {
    return Error{ErrorCode::invalid_argument,
                 "\"" + options.address + "\" is no address to listen at",
                 {{}, {}, {}, "address"}};
  }
  const tcp::endpoint endpoint(address, options.port);
  (void)acceptor.open(endpoint.protocol(), error);
  if (!error) (void)acceptor.set_option(tcp::acceptor::reuse_address(true), error);
  if (!error) (void)acceptor.bind(endpoint, error);
  constexpr int backlog = 4'096;
  if (!error) (void)acceptor.listen(backlog, error);
  if (error) {
    return Error{ErrorCode::io_error,
                 "cannot listen at " + options.address + ", port " + std::to_string(options.port) +
                     ": " + error.message(),
                 {}};
  }
  port = acceptor.local_endpoint().port();
  return {};
}

asio::awaitable<void> Server::State::accept() {
  constexpr std::chrono::milliseconds breather{20};
  while (!is_stopping) {
    if (sessions.size() >= options.max_connections) {  // the system keeps who comes waiting
      asio::steady_timer pause(loop.state().context, breather);
      co_await pause.async_wait(no_throw);
      continue;
    }
    auto [error, socket] = co_await acceptor.async_accept(no_throw);
    if (is_stopping || error == asio::error::operation_aborted) co_return;
    if (error) {  // no file descriptors left, or the peer is gone already
      asio::steady_timer pause(loop.state().context, breather);
      co_await pause.async_wait(no_throw);
      continue;
    }
    error_code ignored;
    (void)socket.set_option(tcp::no_delay(true), ignored);
    ++connections;
    auto session = std::make_shared<Session>(std::move(socket));
    sessions.push_back(session);
    ++open;
    asio::co_spawn(loop.state().context, serve(session), rethrow);
  }
}

asio::awaitable<void> Server::State::serve(std::shared_ptr<Session> session) {
  const auto self = shared_from_this();
  beast::flat_buffer buffer(options.max_header_bytes + options.max_body_bytes);
  while (co_await exchange(*session, buffer)) {
    if (is_stopping) break;
    session->is_idle = true;
  }
  error_code ignored;
  (void)session->stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  session->stream.close();
  sessions.remove(session);
  --open;
  close_if_done();
}

asio::awaitable<bool> Server::State::write(Session& session, WireResponse wire) {
  session.stream.expires_after(options.write_time);
  const auto [error, written] = co_await http::async_write(session.stream, wire, no_throw);
  co_return !error;
}

asio::awaitable<bool> Server::State::exchange(Session& session, beast::flat_buffer& buffer) {
  http::request_parser<http::string_body> parser;
  parser.header_limit(static_cast<std::uint32_t>(options.max_header_bytes));
  parser.body_limit(options.max_body_bytes);
  session.stream.expires_after(options.request_time);
  auto [error, got] = co_await http::async_read_header(session.stream, buffer, parser, no_throw);
  session.is_idle = false;
  if (!error && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
    http::response<http::string_body> go_on(http::status::continue_, 11);
    const auto [unsent, count] = co_await http::async_write(session.stream, go_on, no_throw);
    error = unsent;
  }
  if (!error) {
    const auto [unread, count] =
        co_await http::async_read(session.stream, buffer, parser, no_throw);
    error = unread;
  }
  if (error) {
    auto answer = refusal(error);
    if (error != http::error::end_of_stream) ++refused;
    if (!answer) co_return false;
    const ServerRequest unread;
    finish(unread, *answer);
    co_await write(session, wire_response(unread, *std::move(answer), false));
    co_return false;
  }
  ++requests;
  const bool wants_more = parser.get().keep_alive();
  const ServerRequest request = plain_request(parser.release());
  ServerResponse response = co_await ask(request);
  finish(request, response);
  if (response.more && request.method == "GET") {
    co_await stream(session, std::move(response));
    co_return false;
  }
  const bool keep_alive = wants_more && !is_stopping;
  const bool is_written =
      co_await write(session, wire_response(request, std::move(response), keep_alive));
  co_return is_written&& keep_alive;
}

asio::awaitable<ServerResponse> Server::State::ask(const ServerRequest& request) {
  auto waiting =
      std::make_shared<Waiting>(asio::any_io_executor(loop.state().context.get_executor()));
  waiting->signal.expires_after(options.handler_time);
  // Whoever answers may keep this for longer than the loop is there: it owns nothing of the loop's.
  handler(request, [weak = std::weak_ptr(waiting),
                    &context = loop.state().context](ServerResponse response) {
    auto asking = weak.lock();
    if (!asking) return;
    asio::post(context, [waiting = std::move(asking), response = std::move(response)]() mutable {
      if (waiting->response) return;
      waiting->response = std::move(response);
      waiting->signal.cancel();
    });
  });
  co_await waiting->signal.async_wait(no_throw);
  if (!waiting->response) co_return problem(503, "the answer took too long to make");
  co_return *std::move(waiting->response);
}

// Chunks by hand: a piece is sent when there is one, and a comment when there was none for long.
asio::awaitable<void> Server::State::stream(Session& session, ServerResponse response) {
  std::string head = "HTTP/1.1 200 OK\r\nContent-Type: " + response.content_type +
                     "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n";
  for (const auto& [name, value] : response.headers) head += name + ": " + value + "\r\n";
  head += "\r\n";
  const auto send = [&](const std::string& bytes) -> asio::awaitable<bool> {
    session.stream.expires_after(options.write_time);
    const auto [error, count] =
        co_await asio::async_write(session.stream, asio::buffer(bytes), no_throw);
    co_return !error;
  };
  if (!co_await send(head)) co_return;
  for (;;) {
    const std::uint64_t seen = notifications;  // what comes from here on may be missed by `more`
    const auto piece = is_stopping ? std::nullopt : response.more();
    if (!piece) break;
    const std::string bytes = piece->empty() ? ":\n\n" : *piece;
    constexpr int base = 16;
    std::array<char, 16> size{};
    const auto [end, error] =
        std::to_chars(size.data(), size.data() + size.size(), bytes.size(), base);
    const std::string chunk = std::string(size.data(), end) + "\r\n" + bytes + "\r\n";
    if (!co_await send(chunk)) co_return;
    if (notifications != seen || is_stopping) continue;
    session.wake.expires_after(options.heartbeat);
    session.stream.expires_never();
    co_await session.wake.async_wait(no_throw);
  }
  const std::string last = "0\r\n\r\n";
  co_await send(last);
}

void Server::State::close_if_done() {
  if (!is_stopping || !sessions.empty() || !stopped) return;
  const auto done = std::exchange(stopped, nullptr);
  done();
}

void Server::State::close_all() {
  for (const auto& session : sessions) session->stream.close();
}

Server::Server(std::shared_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
  state_->is_stopping = true;
  state_->stopped = nullptr;
  error_code ignored;
  (void)state_->acceptor.close(ignored);
  state_->close_all();
  for (const auto& session : state_->sessions) session->wake.cancel();
}

result<std::unique_ptr<Server>> Server::start(Loop& loop, Handler handler,
                                              const ServerOptions& options) {
  auto state = std::make_shared<State>(loop, std::move(handler), options);
  if (auto listening = state->listen(); !listening) return listening.error();
  const auto accepting = [](std::shared_ptr<State> server) -> asio::awaitable<void> {
    co_await server->accept();
  };
  asio::co_spawn(loop.state().context, accepting(state), rethrow);
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::uint16_t Server::port() const noexcept { return state_->port; }

void Server::notify() {
  if (state_->is_notified.exchange(true)) return;  // the loop has not got to it yet
  asio::post(state_->loop.state().context, [state = state_] {
    state->is_notified = false;
    ++state->notifications;
    for (const auto& session : state->sessions) session->wake.cancel();
  });
}

void Server::stop(std::function<void()> done) {
  asio::post(state_->loop.state().context, [state = state_, done = std::move(done)] {
    state->stopped = done;
    state->is_stopping = true;
    error_code ignored;
    (void)state->acceptor.close(ignored);
    for (const auto& session : state->sessions) {
      session->wake.cancel();
      if (session->is_idle) session->stream.cancel();
    }
    state->loop.after(state->options.drain_time, [weak = std::weak_ptr<State>(state)] {
      if (const auto late = weak.lock()) late->close_all();
    });
    state->close_if_done();
  });
}

ServerStatistics Server::statistics() const {
  return {state_->connections, state_->requests, state_->refused, state_->open};
}

}  // namespace newsloom::net
