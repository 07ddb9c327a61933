// newsloom net: one HTTP exchange, over the network or out of memory; and the loop that runs it.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "newsloom/error.hpp"
#include "newsloom/net/address.hpp"
#include "newsloom/net/caching.hpp"

namespace newsloom::net {

/// What waits for the network runs here, one thing at a time, on the thread that calls `run`.
class Loop {
 public:
  Loop();
  ~Loop();
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  /// Runs until `stop`, or until nothing is left to wait for. One thread at a time.
  void run();
  /// The same for at most so long. True while there may be more to do.
  bool run_for(std::chrono::milliseconds time);
  /// Makes `run` return soon. Thread-safe.
  void stop();
  /// Runs `work` on the loop's thread. Thread-safe.
  void post(std::function<void()> work);
  /// Runs `work` on the loop's thread after a time. Thread-safe.
  void after(std::chrono::milliseconds time, std::function<void()> work);

  struct State;  ///< private to the implementation
  [[nodiscard]] State& state() noexcept { return *state_; }

 private:
  std::unique_ptr<State> state_;
};

/// Limits of one exchange. All of them hold together.
struct TransferLimits {
  std::chrono::milliseconds connect{10'000};  ///< DNS, TCP and TLS
  std::chrono::milliseconds total{30'000};    ///< from the call to the last byte
  std::size_t max_header_bytes = std::size_t{64} << 10U;
  std::size_t max_body_bytes = std::size_t{16} << 20U;  ///< as transferred, before decompression
};

struct Request {
  std::string method = "GET";
  std::string url;  ///< absolute, http or https, percent-encoded
  Headers headers;  ///< Host and Connection are the transport's
  std::string body = {};
  TransferLimits limits = {};
};

struct Response {
  int status = 0;
  Headers headers;
  std::string body;  ///< transfer coding undone, content coding not
};

/// Makes one exchange: follows no redirect, keeps no cache, asks nobody for leave.
class Transport {
 public:
  virtual ~Transport() = default;
  using Callback = std::function<void(result<Response>)>;
  /// Calls back exactly once, on the loop's thread, never before `send` returned. Errors:
  /// `invalid_url`, `address_refused`, `unreachable`, `timed_out`, `tls_failed`, `protocol_error`
  /// (no HTTP, or cut off), `too_large`.
  virtual void send(Request request, Callback done) = 0;
};

/// Answers out of a function: for tests, and for whoever has pages elsewhere.
class MemoryTransport final : public Transport {
 public:
  using Handler = std::function<result<Response>(const Request&)>;
  MemoryTransport(Loop& loop, Handler handler) : loop_(loop), handler_(std::move(handler)) {}
  void send(Request request, Callback done) override;

 private:
  Loop& loop_;
  Handler handler_;
};

struct HttpOptions {
  AddressPolicy addresses = {};
  /// Certificates to trust beside the system's, as PEM text (a company's own authority, a test's).
  std::string extra_certificates = {};
  /// Connections kept open for the next request, a host and in all, and for how long.
  std::size_t max_idle_per_host = 2;
  std::size_t max_idle = 64;
  std::chrono::milliseconds max_idle_time{20'000};
};

struct HttpStatistics {
  std::uint64_t requests = 0;
  std::uint64_t connections = 0;
  std::uint64_t reused = 0;  ///< requests that found an open connection
  std::uint64_t bytes_received = 0;
};

/// HTTP/1.1 over TCP and TLS (1.2 and later; certificate chain and host name are always checked).
/// The addresses a name resolves to are checked against the policy, and only checked ones are
/// connected to, so that a name cannot change its meaning in between. To be used on the loop's
/// thread.
class HttpTransport final : public Transport {
 public:
  /// Errors: `tls_failed` for certificates that cannot be read.
  [[nodiscard]] static result<std::unique_ptr<HttpTransport>> create(Loop& loop,
                                                                     const HttpOptions& = {});
  ~HttpTransport() override;
  void send(Request request, Callback done) override;
  [[nodiscard]] HttpStatistics statistics() const;

  struct State;  ///< private to the implementation

 private:
  explicit HttpTransport(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

}  // namespace newsloom::net
