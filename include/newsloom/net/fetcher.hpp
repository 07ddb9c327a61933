// newsloom net: fetching feeds and pages as a good guest.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "newsloom/error.hpp"
#include "newsloom/net/transport.hpp"
#include "newsloom/types.hpp"

namespace newsloom::net {

struct FetcherOptions {
  // Behaviour.

  /// Who asks, with a way to reach them; its first token is what robots.txt is read for.
  std::string user_agent = "newsloom/0.1 (news aggregator)";
  /// robots.txt is asked for once a day and obeyed; a site that cannot say is left alone.
  bool respect_robots = true;
  /// What is reserved against text and data mining is not used: the header `tdm-reservation: 1` and
  /// /.well-known/tdmrep.json.
  bool respect_reservations = true;
  /// RFC 9309 wants five followed at least; nothing sensible needs more.
  std::size_t max_redirects = 5;

  // Manners: time between the beginnings of two requests to one host. `Crawl-delay` counts if it is
  // longer.

  std::chrono::milliseconds host_interval{1'000};
  /// Random share of the interval that is added, in [0, 1], so that many do not come in step.
  double jitter = 0.2;
  /// A request that would have to wait longer for its host fails at once, and says when to try.
  std::chrono::milliseconds max_wait{60'000};
  /// The most a `Retry-After` is believed.
  std::chrono::seconds max_retry_after{std::chrono::days{1}};
  std::chrono::seconds robots_lifetime{std::chrono::days{1}};
  /// After a robots.txt that could not be had.
  std::chrono::seconds robots_retry{std::chrono::minutes{10}};

  // Limits.

  TransferLimits limits = {};
  /// After decompression. A feed of 10,000 items has about 20 MB.
  std::size_t max_decoded_bytes = std::size_t{32} << 20U;
  /// Hosts remembered; the ones not asked for longest are forgotten. Each takes about 1 kB.
  std::size_t max_hosts = 20'000;

  // Injected.

  const Clock* clock = nullptr;  ///< null: the machine's
  std::uint64_t seed = 1;        ///< of the jitter
  Logger logger = {};
};

/// What to get, and what is known of it.
struct FetchRequest {
  std::string url = {};
  std::string accept = "*/*";
  std::string etag = {};           ///< as the last answer had it, byte for byte
  std::string last_modified = {};  ///< the same
};

/// What came of it. Without `failure` it is an answer with status 200, or 304 (`is_unmodified`).
struct Fetched {
  std::optional<Error> failure;
  /// Not before this; of 429, 503 and hosts that are asked too often.
  std::optional<Timestamp> retry_at;
  int status = 0;  ///< of the last answer; 0 if there was none
  bool is_unmodified = false;
  std::string url;            ///< after redirects
  std::string permanent_url;  ///< where 301 and 308 alone lead; what to ask for from now on
  std::string content_type;
  std::string body;  ///< decompressed
  std::string etag;
  std::string last_modified;
  std::optional<std::chrono::seconds> fresh_for;
};

struct FetchStatistics {
  std::uint64_t fetches = 0;
  std::uint64_t requests = 0;  ///< sent, with redirects and robots.txt
  std::uint64_t unmodified = 0;
  std::uint64_t failures = 0;
  std::uint64_t disallowed = 0;
  std::uint64_t bytes = 0;  ///< of bodies, as transferred
};

/// Fetches politely: robots.txt and reservations first, hosts one request after the other with
/// pauses, redirects followed within limits and never from https to http, conditional requests,
/// gzip, deflate and br undone within limits.
///
/// Runs on the loop of its transport; one thread. It keeps no bodies and tries nothing twice by
/// itself: see `FeedPoller` for when to come again.
class Fetcher {
 public:
  /// Both must outlive the fetcher and whatever it is fetching.
  Fetcher(Loop& loop, Transport& transport, const FetcherOptions& options = {});
  ~Fetcher();
  Fetcher(const Fetcher&) = delete;
  Fetcher& operator=(const Fetcher&) = delete;

  /// Calls back exactly once, on the loop's thread, never before `fetch` returned. Failures:
  /// `disallowed`, `redirect_refused`, `bad_status`, `too_large`, `corrupt`, `truncated`,
  /// `unknown_format` (a coding that was not asked for), the transport's.
  void fetch(FetchRequest request, std::function<void(Fetched)> done);
  [[nodiscard]] FetchStatistics statistics() const;

  struct State;  ///< private to the implementation

 private:
  std::shared_ptr<State> state_;
};

}  // namespace newsloom::net
