#include "newsloom/net/feed_poller.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <random>
#include <utility>

#include "feed_state.hpp"
#include "ingest/http_message.hpp"
#include "newsloom/ingest/feed.hpp"
#include "newsloom/ingest/page.hpp"
#include "newsloom/text/stem.hpp"

namespace newsloom::net {
namespace {

using std::chrono::seconds;

constexpr const char* feed_types =
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, "
    "text/xml;q=0.9, application/json;q=0.8, */*;q=0.5";
constexpr const char* page_types = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1";
constexpr int gone = 410;

std::uint64_t hash_of(std::string_view text) { return text::hash_bytes(text); }

// What makes an item another one than last time.
std::uint64_t digest_of(const Article& article) {
  constexpr std::uint64_t odd = 0x9e3779b97f4a7c15ULL;
  return (hash_of(article.title) * odd + hash_of(article.text)) * odd +
         (article.modified
              ? static_cast<std::uint64_t>(article.modified->time_since_epoch().count())
              : 0U);
}

}  // namespace

/// One answer on its way: its new items, of which some wait for their pages.
struct Batch {
  std::vector<Article> articles;
  std::deque<std::size_t> without_text;  // places in `articles`
  FeedState after;                       // what is remembered once the articles are taken
};

struct FeedPoller::State : std::enable_shared_from_this<FeedPoller::State> {
  State(Loop& in, Fetcher& by, FeedMemory* kept, Sink to, const FeedPollerOptions& given)
      : loop(in),
        fetcher(by),
        memory(kept),
        sink(std::move(to)),
        options(given),
        random(given.seed) {}

  struct Entry {
    FeedState state;
    bool is_busy = false;
  };

  void add(const std::string& url);
  void look();
  void begin(const std::string& url);
  void answered(const std::string& url, Fetched&& fetched);
  void failed(const std::string& url, const Error& error, std::optional<Timestamp> retry_at);
  void read(const std::string& url, Fetched&& fetched);
  void fetch_pages(const std::string& url, const std::shared_ptr<Batch>& batch);
  void page_answered(Article& article, const Fetched& page);
  void hand_on(const std::string& url, Batch& batch);
  void finish(const std::string& url, FeedState state);
  [[nodiscard]] seconds next_interval(const FeedState& state, bool had_news,
                                      std::optional<seconds> fresh_for) const;
  [[nodiscard]] Timestamp now() const {
    return options.clock != nullptr ? options.clock->now() : SystemClock().now();
  }
  [[nodiscard]] seconds jittered(seconds interval) {
    std::uniform_real_distribution<double> share(0, std::max(options.jitter, 1e-9));
    return interval + seconds{static_cast<std::int64_t>(static_cast<double>(interval.count()) *
                                                        share(random))};
  }

  Loop& loop;
  Fetcher& fetcher;
  FeedMemory* memory;
  Sink sink;
  const FeedPollerOptions options;
  std::mt19937_64 random;
  std::map<std::string, Entry> feeds;
  std::size_t busy = 0;
  bool is_running = false;
  ingest::PageReader page_reader;
  PollStatistics statistics;
};

void FeedPoller::State::add(const std::string& url) {
  const auto [entry, is_new] = feeds.try_emplace(url);
  if (!is_new) return;
  const auto kept = memory != nullptr ? memory->load(url) : std::nullopt;
  if (auto state = kept ? decode_feed_state(*kept) : std::nullopt) {
    entry->second.state = *std::move(state);
  } else {
    entry->second.state.next_try = now();
  }
}

// Begins what is due, and looks again in a moment.
void FeedPoller::State::look() {
  if (!is_running) return;
  const Timestamp present = now();
  std::vector<std::pair<Timestamp, std::string>> due;
  for (const auto& [url, entry] : feeds) {
    if (entry.is_busy || entry.state.is_gone) continue;
    const Timestamp next = entry.state.next_try.value_or(present);
    if (next <= present) due.emplace_back(next, url);
  }
  std::ranges::sort(due);
  for (const auto& [next, url] : due) {
    if (busy >= options.max_concurrent) break;
    begin(url);
  }
  constexpr std::chrono::milliseconds look_again{200};
  loop.after(look_again, [self = weak_from_this()] {
    if (const auto state = self.lock()) state->look();
  });
}

void FeedPoller::State::begin(const std::string& url) {
  Entry& entry = feeds[url];
  entry.is_busy = true;
  ++busy;
  ++statistics.polls;
  FetchRequest request;
  request.url = entry.state.moved_to.empty() ? url : entry.state.moved_to;
  request.accept = feed_types;
  request.etag = entry.state.etag;
  request.last_modified = entry.state.last_modified;
  fetcher.fetch(std::move(request), [self = weak_from_this(), url](Fetched fetched) {
    if (const auto state = self.lock()) state->answered(url, std::move(fetched));
  });
}

void FeedPoller::State::answered(const std::string& url, Fetched&& fetched) {
  if (fetched.failure) {
    if (fetched.status == gone) feeds[url].state.is_gone = true;
    return failed(url, *fetched.failure, fetched.retry_at);
  }
  if (fetched.is_unmodified) {
    ++statistics.unmodified;
    FeedState state = feeds[url].state;
    state.etag = fetched.etag;
    state.last_modified = fetched.last_modified;
    state.interval = next_interval(state, false, fetched.fresh_for).count();
    return finish(url, std::move(state));
  }
  read(url, std::move(fetched));
}

void FeedPoller::State::failed(const std::string& url, const Error& error,
                               std::optional<Timestamp> retry_at) {
  ++statistics.failures;
  Entry& entry = feeds[url];
  FeedState& state = entry.state;
  ++state.failures;
  state.reason = error.to_string();
  constexpr std::uint32_t most_doublings = 20;
  const auto doubled = options.pause.count() << std::min(state.failures - 1, most_doublings);
  const seconds pause = std::min(seconds{doubled}, options.longest_pause);
  state.next_try = std::max(now() + jittered(pause), retry_at.value_or(Timestamp::min()));
  if (options.logger) options.logger(LogLevel::warning, "feed " + url + ": " + state.reason);
  if (memory != nullptr) memory->save(url, encode(state));
  entry.is_busy = false;
  --busy;
}

void FeedPoller::State::read(const std::string& url, Fetched&& fetched) {
  ingest::DocumentOptions about;
  about.url = fetched.url;
  const ingest::MediaType type = ingest::media_type(fetched.content_type);
  about.charset = type.charset;
  const auto feed = ingest::parse_feed(fetched.body, about);
  if (!feed) return failed(url, feed.error(), std::nullopt);
  auto found = ingest::articles_of(*feed, now());
  const FeedState& before = feeds[url].state;
  auto batch = std::make_shared<Batch>();
  batch->after = before;
  batch->after.items.clear();
  batch->after.title = feed->title;
  batch->after.etag = fetched.etag;
  batch->after.last_modified = fetched.last_modified;
  batch->after.moved_to = fetched.permanent_url == url ? std::string() : fetched.permanent_url;
  for (Article& article : found.articles) {
    const std::uint64_t id = hash_of(article.id.str());
    const std::uint64_t digest = digest_of(article);
    const auto known = before.items.find(id);
    const bool is_known = known != before.items.end() && known->second == digest;
    const bool wants_page = options.fetch_pages_below > 0 && !article.url.empty() &&
                            article.text.size() < options.fetch_pages_below;
    if (!is_known && wants_page && batch->without_text.size() >= options.max_pages_per_feed) {
      continue;  // not remembered either: it is new the next time as well
    }
    if (batch->after.items.size() < options.max_items) batch->after.items[id] = digest;
    if (is_known) continue;
    article.fetched = now();
    article.source = fetched.url;
    if (wants_page) batch->without_text.push_back(batch->articles.size());
    batch->articles.push_back(std::move(article));
  }
  batch->after.interval =
      next_interval(before, !batch->articles.empty(), fetched.fresh_for).count();
  fetch_pages(url, batch);
}

// One after the other, as they are mostly of one host.
void FeedPoller::State::fetch_pages(const std::string& url, const std::shared_ptr<Batch>& batch) {
  if (batch->without_text.empty()) return hand_on(url, *batch);
  const std::size_t place = batch->without_text.front();
  batch->without_text.pop_front();
  FetchRequest request;
  request.url = batch->articles[place].url;
  request.accept = page_types;
  fetcher.fetch(std::move(request),
                [self = weak_from_this(), url, batch, place](const Fetched& page) {
                  const auto state = self.lock();
                  if (!state) return;
                  state->page_answered(batch->articles[place], page);
                  state->fetch_pages(url, batch);
                });
}

// The page's text and what only it knows; who published what and when stays as the feed has it.
void FeedPoller::State::page_answered(Article& article, const Fetched& page) {
  ++statistics.pages_fetched;
  std::vector<ingest::Problem> problems;
  const auto read = page.failure ? result<ingest::Page>(*page.failure)
                                 : page_reader.read(page.body, {page.url}, problems);
  if (!read) {
    ++statistics.pages_failed;
    if (options.logger) options.logger(LogLevel::info, "page: " + read.error().to_string());
    return;
  }
  Article full = ingest::to_article(*read);
  if (full.text.size() > article.text.size()) article.text = std::move(full.text);
  if (article.title.empty()) article.title = std::move(full.title);
  if (article.language.empty()) article.language = std::move(full.language);
  if (article.image.empty()) article.image = std::move(full.image);
  if (article.credit.empty()) article.credit = std::move(full.credit);
  if (article.section.empty()) article.section = std::move(full.section);
  if (article.authors.empty()) article.authors = std::move(full.authors);
  if (!article.free_to_read) article.free_to_read = full.free_to_read;
  if (!article.published) {
    article.published = full.published;
    article.precision = full.precision;
  }
}

void FeedPoller::State::hand_on(const std::string& url, Batch& batch) {
  const std::size_t count = batch.articles.size();
  if (count > 0) {
    if (auto taken = sink(std::move(batch.articles)); !taken) {
      return failed(url, taken.error(), std::nullopt);
    }
  }
  statistics.articles += count;
  batch.after.articles += count;
  finish(url, std::move(batch.after));
}

void FeedPoller::State::finish(const std::string& url, FeedState state) {
  state.failures = 0;
  state.reason.clear();
  state.last_success = now();
  state.next_try = now() + jittered(seconds{state.interval});
  Entry& entry = feeds[url];
  entry.state = std::move(state);
  entry.is_busy = false;
  --busy;
  if (memory != nullptr) memory->save(url, encode(entry.state));
}

// What was new halves the interval, what was not makes it half as long again; what the server says
// about freshness is the least.
seconds FeedPoller::State::next_interval(const FeedState& state, bool had_news,
                                         std::optional<seconds> fresh_for) const {
  seconds interval = options.first;
  if (state.interval > 0) {
    interval = seconds{had_news ? state.interval / 2 : state.interval + state.interval / 2};
  }
  interval = std::max(interval, fresh_for.value_or(seconds{0}));
  return std::clamp(interval, options.shortest, options.longest);
}

FeedPoller::FeedPoller(Loop& loop, Fetcher& fetcher, FeedMemory* memory, Sink sink,
                       const FeedPollerOptions& options)
    : state_(std::make_shared<State>(loop, fetcher, memory, std::move(sink), options)) {}
FeedPoller::~FeedPoller() = default;

void FeedPoller::add(std::span<const std::string> feeds) {
  for (const std::string& url : feeds) state_->add(url);
}

void FeedPoller::start() {
  if (state_->is_running) return;
  state_->is_running = true;
  state_->loop.post([self = state_->weak_from_this()] {
    if (const auto state = self.lock()) state->look();
  });
}

void FeedPoller::stop() { state_->is_running = false; }

std::vector<FeedStatus> FeedPoller::feeds() const {
  std::vector<FeedStatus> all;
  for (const auto& [url, entry] : state_->feeds) {
    const FeedState& state = entry.state;
    FeedStatus status;
    status.url = url;
    status.title = state.title;
    status.last_success = state.last_success;
    if (!entry.is_busy && !state.is_gone) status.next_try = state.next_try;
    status.failures = state.failures;
    status.reason = state.reason;
    status.moved_to = state.moved_to;
    status.is_gone = state.is_gone;
    status.articles = state.articles;
    all.push_back(std::move(status));
  }
  return all;
}

PollStatistics FeedPoller::statistics() const { return state_->statistics; }

}  // namespace newsloom::net
