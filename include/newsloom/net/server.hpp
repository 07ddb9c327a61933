// newsloom net: an HTTP/1.1 server, small and hard to wear out.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "newsloom/error.hpp"
#include "newsloom/net/message.hpp"
#include "newsloom/net/transport.hpp"

namespace newsloom::net {

struct ServerOptions {
  /// An address, not a name. The default is reached from this machine only.
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0: any free one; see `Server::port`

  // Limits. Each connection costs about 10 kB and a file descriptor.

  std::size_t max_connections = 20'000;
  std::size_t max_header_bytes = std::size_t{16} << 10U;
  std::size_t max_body_bytes = std::size_t{4} << 20U;
  /// For a whole request to arrive, from the moment the connection is free for it.
  std::chrono::milliseconds request_time{15'000};
  std::chrono::milliseconds handler_time{30'000};  ///< then 503
  std::chrono::milliseconds write_time{30'000};    ///< for a reader to take an answer
  std::chrono::milliseconds heartbeat{15'000};     ///< of answers that go on
  std::chrono::milliseconds drain_time{10'000};    ///< at most, when stopping
};

struct ServerStatistics {
  std::uint64_t connections = 0;  ///< since the start
  std::uint64_t requests = 0;
  std::uint64_t refused = 0;  ///< malformed, too large or too slow
  std::size_t open = 0;       ///< now
};

/// Serves HTTP/1.1 with keep-alive and pipelining over plain TCP (TLS is a proxy's task). It reads
/// requests within limits, hands them to `handler` and writes what it answers, `finish`ed.
///
/// Runs on the loop, one thread. `handler` must return soon; it may answer later and from another
/// thread.
class Server {
 public:
  /// Thread-safe; call it once. Later answers are dropped.
  using Respond = std::function<void(ServerResponse)>;
  using Handler = std::function<void(ServerRequest, Respond)>;

  /// Listens. Errors: `io_error` (the port is taken), `invalid_argument` (no address).
  [[nodiscard]] static result<std::unique_ptr<Server>> start(Loop& loop, Handler handler,
                                                             const ServerOptions& options = {});
  /// Closes everything at once.
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept;
  /// There may be more for answers that go on. Thread-safe, cheap.
  void notify();
  /// Takes no new connection; requests that are being answered are, idle connections and answers
  /// that go on end. Calls `done` on the loop when all are closed, or `drain_time` has passed.
  void stop(std::function<void()> done);
  /// Thread-safe.
  [[nodiscard]] ServerStatistics statistics() const;

  struct State;  ///< private to the implementation

 private:
  explicit Server(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace newsloom::net
