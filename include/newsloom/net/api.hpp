// newsloom net: a newsroom as an HTTP API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "newsloom/live/newsroom.hpp"
#include "newsloom/net/feed_poller.hpp"
#include "newsloom/net/message.hpp"
#include "newsloom/net/router.hpp"

namespace newsloom::net {

/// What an event is about, for lists.
struct EventSubject {
  std::string title;
  std::string lead;
  std::string category;
  std::vector<std::string> topics;
};

struct ApiOptions {
  /// Whoever has it may POST and DELETE (`Authorization: Bearer …`). Empty: nobody may.
  std::string token = {};
  std::size_t max_page = 200;  ///< events of one answer, whatever `limit` says
  /// Bytes of answers kept until something changes, so that many readers cost as much as one.
  std::size_t cache_bytes = std::size_t{32} << 20U;
  /// The page of an event as JSON (`newsloom/event-page/1`); absent: `/v1/events/{id}` answers with
  /// the event's coverage. Called in any thread.
  std::function<result<std::string>(EventId id)> page = {};
  /// The subject of an event; absent: lists have the title of its representative article only.
  std::function<std::optional<EventSubject>(EventId id)> subject = {};
  /// Events of a category, a topic or both (empty: any), latest update first; absent: `/v1/events`
  /// takes neither parameter.
  std::function<std::vector<EventId>(const std::string& category, const std::string& topic)> about =
      {};
  /// Counts what answers depend on beside the newsroom, and never falls; absent: nothing.
  std::function<std::uint64_t()> version = {};
  /// The feeds that are followed, for `/v1/feeds`; absent: none. Addresses are shown without their
  /// queries, which may hold keys.
  std::function<std::vector<FeedStatus>()> feeds = {};
  /// More text for /metrics, in Prometheus' format: of the server, the fetcher, …
  std::function<std::string()> metrics = {};
};

/// The routes of a newsroom, as `/v1/openapi.json` has them in detail:
/// - GET /v1/events: `since`, `until`, `language`, `outlet`, `category`, `topic`, `min_sources`,
///   `q`, `limit`, `cursor`; the next page as `next` and as a Link;
/// - GET /v1/events/{id}: the page; 308 to where a merged event went;
/// - GET /v1/events/{id}/articles: coverage with titles and addresses;
/// - GET /v1/articles/{id}: `revision`;
/// - GET /v1/outlets: of the latest thousand events;
/// - GET /v1/search: `q`, `limit`, `cursor`: titles;
/// - POST /v1/articles: one article object, or JSON Lines; answered when durable;
/// - DELETE /v1/articles/{id};
/// - GET /v1/stream: changes as server-sent events; `Last-Event-ID` or `cursor` goes on;
/// - GET /v1/feeds: how each feed does, with the reason of its last failure and its next try;
/// - GET /v1/health, /metrics, /v1/openapi.json.
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
