// newsloom net: a list of feeds, asked again and again, as articles.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/net/fetcher.hpp"
#include "newsloom/types.hpp"

namespace newsloom::net {

/// Where the poller keeps what it knows of a feed between runs; `store::Store` has what is needed
/// (`put_blob`, `blob`). Small bytes by URL.
class FeedMemory {
 public:
  virtual ~FeedMemory() = default;
  [[nodiscard]] virtual std::optional<std::string> load(const std::string& feed) const = 0;
  virtual void save(const std::string& feed, const std::string& bytes) = 0;
};

struct FeedPollerOptions {
  // When to come again: what the feed says (Cache-Control, Expires), within these. A feed that had
  // something new is asked sooner next time, one that had nothing later.

  std::chrono::seconds shortest{std::chrono::minutes{5}};
  std::chrono::seconds first{std::chrono::minutes{15}};  ///< while nothing is known
  std::chrono::seconds longest{std::chrono::hours{6}};
  /// After the first failure; doubled with each further one, up to `longest_pause`.
  std::chrono::seconds pause{std::chrono::minutes{5}};
  std::chrono::seconds longest_pause{std::chrono::days{1}};
  /// Random share of the interval that is added, in [0, 1].
  double jitter = 0.1;

  /// Feeds fetched at the same time.
  std::size_t max_concurrent = 32;
  /// Fetch the pages of items whose text is shorter than this, in bytes. 0: never.
  std::size_t fetch_pages_below = 600;
  /// Of one answer; the rest waits for the next.
  std::size_t max_pages_per_feed = 50;
  /// Of one feed that are remembered, so that no page is fetched twice; about 40 bytes each.
  std::size_t max_items = 2'000;

  const Clock* clock = nullptr;  ///< null: the machine's
  std::uint64_t seed = 1;
  Logger logger = {};
};

/// How it goes with one feed; for people to look at.
struct FeedStatus {
  std::string url;
  std::string title;
  std::optional<Timestamp> last_success;
  std::optional<Timestamp> next_try;  ///< absent while it is being asked, and for `is_gone`
  std::uint32_t failures = 0;         ///< in a row
  std::string reason;                 ///< of the last failure
  std::string moved_to;               ///< it says it lives there now, and is asked there
  bool is_gone = false;               ///< status 410: not asked again
  std::uint64_t articles = 0;         ///< handed on so far
};

struct PollStatistics {
  std::uint64_t polls = 0;
  std::uint64_t unmodified = 0;
  std::uint64_t failures = 0;
  std::uint64_t articles = 0;
  std::uint64_t pages_fetched = 0;
  std::uint64_t pages_failed = 0;  ///< the item is handed on as the feed has it
};

/// Asks feeds when they are due and hands their new articles on. One feed's failure is its own.
///
/// An item is handed on when it is new or has changed; the page of an item is fetched for the same
/// reason and no other. Validators and items are remembered only after the articles were taken, so
/// that what a crash loses is asked for again. Runs on the fetcher's loop, one thread.
class FeedPoller {
 public:
  /// Takes articles; an error makes the feed be asked again later as after a failure of its own.
  using Sink = std::function<result<void>(std::vector<Article>&&)>;

  /// All must outlive the poller. `memory` may be null: everything is new then.
  FeedPoller(Loop& loop, Fetcher& fetcher, FeedMemory* memory, Sink sink,
             const FeedPollerOptions& options = {});
  ~FeedPoller();
  FeedPoller(const FeedPoller&) = delete;
  FeedPoller& operator=(const FeedPoller&) = delete;

  /// Adds feeds, due now or when memory says; one that is there already is left as it is.
  void add(std::span<const std::string> feeds);
  /// Asks what is due, and goes on until `stop`. Returns at once; the work is the loop's.
  void start();
  /// No further feed is begun.
  void stop();
  [[nodiscard]] std::vector<FeedStatus> feeds() const;
  [[nodiscard]] PollStatistics statistics() const;

  struct State;  ///< private to the implementation

 private:
  std::shared_ptr<State> state_;
};

/// The feeds of an OPML list, or of a plain list (a URL a line, "#" comments); each once, in order.
/// Anything else in it is ignored. O(bytes).
[[nodiscard]] std::vector<std::string> read_feed_list(std::string_view bytes);

}  // namespace newsloom::net
