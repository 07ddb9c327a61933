// HTTP/1.1 over TCP and TLS. One of the two units that see Beast: it takes half a minute to
// compile.
// clang-format off: <utility> before awaitable.hpp, which forgets it for g++ 12
#include <utility>
#include <boost/asio/as_tuple.hpp>
// clang-format on
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <deque>
#include <map>
#include <optional>
#include <variant>
#include <vector>

#include "loop.hpp"
#include "web_address.hpp"

namespace newsloom::net {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using SteadyClock = std::chrono::steady_clock;
using boost::system::error_code;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);

using PlainStream = beast::tcp_stream;
using SecureStream = beast::ssl_stream<beast::tcp_stream>;

/// An open connection. Plain or secure, one is set.
struct Connection {
  std::unique_ptr<PlainStream> plain;
  std::unique_ptr<SecureStream> secure;
  SteadyClock::time_point idle_since{};

  [[nodiscard]] beast::tcp_stream& lowest() const {
    return secure ? beast::get_lowest_layer(*secure) : *plain;
  }
};

Error failed(ErrorCode code, const Request& request, std::string message) {
  return {code, std::move(message), {request.url, {}, {}, {}}};
}

// What an operation's failure means, `code` being what it most likely is.
Error failed(const error_code& error, ErrorCode code, const Request& request,
             std::string_view what) {
  std::string message(what);
  message += ": " + error.message();
  if (error == beast::error::timeout || error == asio::error::timed_out) {
    return failed(ErrorCode::timed_out, request, std::move(message));
  }
  if (error == http::error::body_limit || error == http::error::header_limit ||
      error == http::error::buffer_overflow) {
    return failed(ErrorCode::too_large, request, std::move(message));
  }
  if (error.category() == http::make_error_code(http::error::bad_version).category()) {
    return failed(ErrorCode::protocol_error, request, std::move(message));
  }
  return failed(code, request, std::move(message));
}

Address address_of(const asio::ip::address& address) {
  Address plain;
  if (address.is_v4()) {
    const auto bytes = address.to_v4().to_bytes();
    std::ranges::copy(bytes, plain.bytes.begin());
    plain.size = bytes.size();
  } else {
    const auto bytes = address.to_v6().to_bytes();
    std::ranges::copy(bytes, plain.bytes.begin());
    plain.size = bytes.size();
  }
  return plain;
}

// A deadline for connecting, and one for everything.
struct Deadlines {
  SteadyClock::time_point connected;
  SteadyClock::time_point done;
};

http::request<http::string_body> wire_request(const Request& request, const WebAddress& address) {
  http::request<http::string_body> wire;
  wire.version(11);
  wire.method_string(request.method);
  wire.target(address.target);
  wire.set(http::field::host, address.host_field());
  for (const auto& [name, value] : request.headers) wire.insert(name, value);
  wire.body() = request.body;
  if (!request.body.empty() || request.method == "POST") wire.prepare_payload();
  return wire;
}

Response plain_response(http::response<http::string_body>&& wire) {
  Response response;
  response.status = static_cast<int>(wire.result_int());
  for (const auto& field : wire) {
    response.headers.emplace_back(std::string(field.name_string()), std::string(field.value()));
  }
  response.body = std::move(wire.body());
  return response;
}

/// How one attempt on a connection ended.
struct Attempt {
  result<Response> response = Response{};
  bool can_reuse = false;
  bool is_stale = false;  // nothing at all came back: the peer had closed the connection before
};

template <class Stream>
asio::awaitable<Attempt> exchange_on(Stream& stream, const Request& request,
                                     const WebAddress& address, std::uint64_t& bytes_received) {
  auto wire = wire_request(request, address);
  const auto [write_error, written] = co_await http::async_write(stream, wire, no_throw);
  if (write_error) {
    co_return Attempt{failed(write_error, ErrorCode::unreachable, request, "could not be asked"),
                      false, write_error != beast::error::timeout};
  }
  beast::flat_buffer buffer(request.limits.max_header_bytes + request.limits.max_body_bytes);
  constexpr int most_interim = 8;  // 100 and 103 answers before the real one
  bool has_answered = false;
  for (int i = 0; i < most_interim; ++i) {
    http::response_parser<http::string_body> parser;
    parser.header_limit(static_cast<std::uint32_t>(request.limits.max_header_bytes));
    parser.body_limit(request.limits.max_body_bytes);
    if (request.method == "HEAD") parser.skip(true);
    const auto [error, got] = co_await http::async_read(stream, buffer, parser, no_throw);
    bytes_received += got;
    has_answered = has_answered || got > 0;
    if (error) {
      const bool is_closed = error == http::error::end_of_stream ||
                             error == asio::error::connection_reset || error == asio::error::eof;
      const ErrorCode code = has_answered ? ErrorCode::protocol_error : ErrorCode::unreachable;
      co_return Attempt{failed(error, code, request, "the answer broke off"), false,
                        is_closed && !has_answered};
    }
    constexpr unsigned first_final = 200;
    if (parser.get().result_int() < first_final) continue;
    // Bytes behind the answer are none of ours: whoever sent them is not to be trusted again.
    const bool can_reuse = parser.keep_alive() && buffer.size() == 0;
    co_return Attempt{plain_response(parser.release()), can_reuse, false};
  }
  co_return Attempt{failed(ErrorCode::protocol_error, request, "there was no final answer"), false,
                    false};
}

}  // namespace

struct HttpTransport::State : std::enable_shared_from_this<HttpTransport::State> {
  State(Loop& in, const HttpOptions& given)
      : loop(in), options(given), tls(ssl::context::tls_client) {}

  [[nodiscard]] result<void> prepare_tls();
  [[nodiscard]] asio::awaitable<result<Response>> exchange(Request request);
  [[nodiscard]] asio::awaitable<result<std::vector<tcp::endpoint>>> resolve(
      const Request& request, const WebAddress& address, SteadyClock::time_point deadline);
  [[nodiscard]] asio::awaitable<result<Connection>> connect(const Request& request,
                                                            const WebAddress& address,
                                                            Deadlines deadlines);
  [[nodiscard]] std::optional<Connection> take_idle(const std::string& origin);
  void keep(const std::string& origin, Connection connection);

  Loop& loop;
  const HttpOptions options;
  ssl::context tls;
  std::map<std::string, std::deque<Connection>> idle;
  std::size_t idle_count = 0;
  HttpStatistics statistics;
};

result<void> HttpTransport::State::prepare_tls() {
  error_code error;
  (void)tls.set_default_verify_paths(error);
  if (!error) (void)tls.set_verify_mode(ssl::verify_peer, error);
  SSL_CTX_set_min_proto_version(tls.native_handle(), TLS1_2_VERSION);
  if (!error && !options.extra_certificates.empty()) {
    (void)tls.add_certificate_authority(asio::buffer(options.extra_certificates), error);
  }
  if (!error) return {};
  return Error{ErrorCode::tls_failed,
               "certificates to trust cannot be read: " + error.message(),
               {{}, {}, {}, "extra_certificates"}};
}

std::optional<Connection> HttpTransport::State::take_idle(const std::string& origin) {
  const auto found = idle.find(origin);
  if (found == idle.end()) return std::nullopt;
  std::optional<Connection> taken;
  // The one used last is the likeliest to be open still.
  while (!found->second.empty() && !taken) {
    Connection connection = std::move(found->second.back());
    found->second.pop_back();
    --idle_count;
    const bool is_young = SteadyClock::now() - connection.idle_since < options.max_idle_time;
    if (is_young) taken = std::move(connection);
  }
  if (found->second.empty()) idle.erase(found);
  return taken;
}

void HttpTransport::State::keep(const std::string& origin, Connection connection) {
  if (options.max_idle_per_host == 0 || options.max_idle == 0) return;
  while (idle_count >= options.max_idle) {  // any one goes
    auto& connections = idle.begin()->second;
    connections.pop_front();
    --idle_count;
    if (connections.empty()) idle.erase(idle.begin());
  }
  auto& connections = idle[origin];
  if (connections.size() >= options.max_idle_per_host) return;
  connection.lowest().expires_never();
  connection.idle_since = SteadyClock::now();
  connections.push_back(std::move(connection));
  ++idle_count;
}

// The resolver cannot be interrupted, so its answer is waited for beside a clock.
asio::awaitable<result<std::vector<tcp::endpoint>>> HttpTransport::State::resolve(
    const Request& request, const WebAddress& address, SteadyClock::time_point deadline) {
  struct Waiting {
    explicit Waiting(asio::io_context& context) : resolver(context), clock(context) {}
    tcp::resolver resolver;
    asio::steady_timer clock;
    bool is_done = false;
    error_code error;
    tcp::resolver::results_type found;
  };
  auto& context = loop.state().context;
  auto waiting = std::make_shared<Waiting>(context);
  waiting->clock.expires_at(deadline);
  waiting->resolver.async_resolve(address.host, std::to_string(address.port),
                                  tcp::resolver::numeric_service,
                                  [waiting](error_code error, tcp::resolver::results_type found) {
                                    waiting->is_done = true;
                                    waiting->error = error;
                                    waiting->found = std::move(found);
                                    waiting->clock.cancel();
                                  });
  if (!waiting->is_done) co_await waiting->clock.async_wait(no_throw);
  if (!waiting->is_done) {
    co_return failed(ErrorCode::timed_out, request, "the name was not resolved in time");
  }
  if (waiting->error) {
    co_return failed(waiting->error, ErrorCode::unreachable, request, "the name has no address");
  }
  std::vector<tcp::endpoint> allowed;
  std::string refused;
  for (const auto& entry : waiting->found) {
    if (options.addresses.allows(address_of(entry.endpoint().address()))) {
      allowed.push_back(entry.endpoint());
    } else {
      refused = entry.endpoint().address().to_string();
    }
  }
  if (!allowed.empty()) co_return allowed;
  co_return failed(ErrorCode::address_refused, request,
                   "\"" + address.host + "\" is at " + refused +
                       ", which is no public address; allow it if it is meant");
}

asio::awaitable<result<Connection>> HttpTransport::State::connect(const Request& request,
                                                                  const WebAddress& address,
                                                                  Deadlines deadlines) {
  if (!options.addresses.allows_port(address.port)) {
    co_return failed(ErrorCode::address_refused, request,
                     "port " + std::to_string(address.port) + " is not connected to");
  }
  auto endpoints = co_await resolve(request, address, deadlines.connected);
  if (!endpoints) co_return endpoints.error();
  ++statistics.connections;
  Connection connection;
  auto& context = loop.state().context;
  if (address.is_secure) {
    connection.secure = std::make_unique<SecureStream>(context, tls);
  } else {
    connection.plain = std::make_unique<PlainStream>(context);
  }
  connection.lowest().expires_at(deadlines.connected);
  const auto [error, endpoint] = co_await connection.lowest().async_connect(*endpoints, no_throw);
  if (error) co_return failed(error, ErrorCode::unreachable, request, "cannot be connected to");
  if (!connection.secure) co_return std::move(connection);
  connection.secure->set_verify_callback(ssl::host_name_verification(address.host));
  // A name in the greeting, as one address serves many; an address is none.
  if (!Address::parse(address.host)) {
    // What SSL_set_tlsext_host_name is, without its old-style cast.
    std::string name = address.host;
    SSL_ctrl(connection.secure->native_handle(), SSL_CTRL_SET_TLSEXT_HOSTNAME,
             TLSEXT_NAMETYPE_host_name, name.data());
  }
  const auto [tls_error] =
      co_await connection.secure->async_handshake(ssl::stream_base::client, no_throw);
  if (tls_error) {
    const long verified = SSL_get_verify_result(connection.secure->native_handle());
    std::string what = "no secure connection";
    if (verified != X509_V_OK) {
      what += std::string(" (") + X509_verify_cert_error_string(verified) + ")";
    }
    co_return failed(tls_error, ErrorCode::tls_failed, request, what);
  }
  co_return std::move(connection);
}

asio::awaitable<result<Response>> HttpTransport::State::exchange(Request request) {
  ++statistics.requests;
  const auto address = parse_web_address(request.url);
  if (!address) co_return address.error();
  const auto start = SteadyClock::now();
  const Deadlines deadlines{start + std::min(request.limits.connect, request.limits.total),
                            start + request.limits.total};
  const std::string origin = address->origin();
  for (;;) {
    auto idle_connection = take_idle(origin);
    const bool is_reused = idle_connection.has_value();
    if (is_reused) {
      ++statistics.reused;
    } else {
      auto connected = co_await connect(request, *address, deadlines);
      if (!connected) co_return connected.error();
      idle_connection = *std::move(connected);
    }
    Connection connection = *std::move(idle_connection);
    connection.lowest().expires_at(deadlines.done);
    std::optional<Attempt> attempt;
    if (connection.secure) {
      attempt =
          co_await exchange_on(*connection.secure, request, *address, statistics.bytes_received);
    } else {
      attempt =
          co_await exchange_on(*connection.plain, request, *address, statistics.bytes_received);
    }
    // The peer may close a connection while it idles; a new one is tried then. Each pass takes one
    // idle connection away, so this ends.
    if (is_reused && attempt->is_stale) continue;
    if (attempt->can_reuse) keep(origin, std::move(connection));
    co_return std::move(attempt->response);
  }
}

HttpTransport::HttpTransport(std::shared_ptr<State> state) : state_(std::move(state)) {}
HttpTransport::~HttpTransport() { state_->idle.clear(); }

result<std::unique_ptr<HttpTransport>> HttpTransport::create(Loop& loop,
                                                             const HttpOptions& options) {
  auto state = std::make_shared<State>(loop, options);
  if (auto ready = state->prepare_tls(); !ready) return ready.error();
  return std::unique_ptr<HttpTransport>(new HttpTransport(std::move(state)));
}

void HttpTransport::send(Request request, Callback done) {
  const auto answer = [](std::shared_ptr<State> state, Request asked,
                         Callback callback) -> asio::awaitable<void> {
    auto response = co_await state->exchange(std::move(asked));
    callback(std::move(response));
  };
  asio::co_spawn(state_->loop.state().context, answer(state_, std::move(request), std::move(done)),
                 rethrow);
}

HttpStatistics HttpTransport::statistics() const { return state_->statistics; }

}  // namespace newsloom::net
