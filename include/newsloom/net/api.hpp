// newsloom net: a newsroom as an HTTP API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "newsloom/live/newsroom.hpp"
#include "newsloom/net/message.hpp"
#include "newsloom/net/router.hpp"

namespace newsloom::net {

struct ApiOptions {
  /// Whoever has it may POST and DELETE (`Authorization: Bearer …`). Empty: nobody may.
  std::string token = {};
  std::size_t max_page = 200;  ///< events of one answer, whatever `limit` says
  /// Bytes of answers kept until something changes, so that many readers cost as much as one.
  std::size_t cache_bytes = std::size_t{32} << 20U;
  /// The page of an event as JSON (`newsloom/event-page/1`) or HTML; absent: `/v1/events/{id}` and
  /// `/events/{id}` answer with the event's coverage. Called in any thread.
  std::function<result<std::string>(EventId id, bool as_html)> page = {};
  /// More text for /metrics, in Prometheus' format: of the server, the fetcher, …
  std::function<std::string()> metrics = {};
};

/// The routes of a newsroom:
///
/// | | |
/// |---|---|
/// | GET /v1/events | `since, until, language, outlet, min_sources, q, limit, cursor`; `next`, Link
/// | | GET /v1/events/{id} | 308 to where a merged event went | | GET /v1/events/{id}/articles |
/// coverage with titles and addresses | | GET /v1/articles/{id} | `revision` | | GET /v1/outlets |
/// of the latest thousand events | | GET /v1/search | `q`, `limit`, `cursor`: titles | | POST
/// /v1/articles | one article object, or JSON Lines; answered when durable | | DELETE
/// /v1/articles/{id} | | | GET /v1/stream | changes as server-sent events; `Last-Event-ID` or
/// `cursor` goes on | | GET /v1/health, /metrics | |
///
/// Errors are problems (RFC 9457). Thread-safe: `handle` may run in any number of threads, and
/// waits for the disk only when it writes.
class Api {
 public:
  /// The newsroom must outlive it.
  explicit Api(live::Newsroom& newsroom, const ApiOptions& options = {});
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  [[nodiscard]] ServerResponse handle(ServerRequest& request);
  /// The answer if it is at hand, without touching the disk: for the server's own thread.
  [[nodiscard]] std::optional<ServerResponse> cached(const ServerRequest& request);
  /// For routes of one's own beside these. Before requests come.
  [[nodiscard]] Router& router();

  struct State;  ///< private to the implementation

 private:
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::net
