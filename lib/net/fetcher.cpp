// clang-format off: <utility> before awaitable.hpp, which forgets it for g++ 12
#include <utility>
#include <boost/asio/as_tuple.hpp>
// clang-format on
#include "newsloom/net/fetcher.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "ingest/content_coding.hpp"
#include "loop.hpp"
#include "newsloom/ingest/url.hpp"
#include "newsloom/net/robots.hpp"
#include "web_address.hpp"

namespace newsloom::net {
namespace {

namespace asio = boost::asio;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr auto no_throw = asio::as_tuple(asio::use_awaitable);
constexpr int ok = 200;
constexpr int not_modified = 304;
constexpr int too_many_requests = 429;
constexpr int unavailable = 503;

/// What is known of one origin.
struct Host {
  SteadyClock::time_point next_free{};  // the beginning of the next request
  std::optional<Timestamp> blocked_until;
  RobotsRules robots;
  TdmReservations reservations;
  std::optional<Timestamp> rules_until;  // absent: never asked
  bool is_asking = false;                // somebody is asking for the rules right now
  std::uint64_t last_use = 0;
};

bool is_redirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool is_permanent(int status) { return status == 301 || status == 308; }

Error failed(ErrorCode code, const std::string& url, std::string message) {
  return {code, std::move(message), {url, {}, {}, {}}};
}

// The token robots.txt knows us by.
std::string product(const std::string& user_agent) {
  return user_agent.substr(0, user_agent.find_first_of("/ "));
}

}  // namespace

struct Fetcher::State : std::enable_shared_from_this<Fetcher::State> {
  State(Loop& in, Transport& by, const FetcherOptions& given)
      : loop(in), transport(by), options(given), random(given.seed) {}

  [[nodiscard]] asio::awaitable<void> fetch(FetchRequest request,
                                            std::function<void(Fetched)> done);
  [[nodiscard]] asio::awaitable<void> follow(const FetchRequest& request, Fetched& fetched);
  // One answer of `url` into `fetched`; where it leads, if it is a redirect.
  [[nodiscard]] asio::awaitable<std::optional<std::string>> step(const FetchRequest& request,
                                                                 const std::string& url,
                                                                 Fetched& fetched);
  [[nodiscard]] asio::awaitable<std::optional<Error>> ask_leave(const WebAddress& address,
                                                                const std::string& url,
                                                                Fetched& fetched);
  [[nodiscard]] asio::awaitable<void> read_rules(std::string origin);
  // A small file of the origin, redirects followed; its status, 0 for no answer.
  [[nodiscard]] asio::awaitable<int> get_file(std::string url, std::string& body);
  [[nodiscard]] asio::awaitable<bool> wait_for_turn(const std::string& origin, Fetched& fetched);
  [[nodiscard]] asio::awaitable<result<Response>> send(Request request);
  void accept(const FetchRequest& request, const std::string& url, Response&& response,
              Fetched& fetched);
  void refuse(const std::string& url, const Response& response, const std::string& origin,
              Fetched& fetched);
  [[nodiscard]] Host& host(const std::string& origin);
  [[nodiscard]] Timestamp now() const {
    return options.clock != nullptr ? options.clock->now() : SystemClock().now();
  }
  [[nodiscard]] asio::awaitable<void> sleep_until(SteadyClock::time_point time) {
    asio::steady_timer timer(loop.state().context, time);
    co_await timer.async_wait(no_throw);
  }

  Loop& loop;
  Transport& transport;
  const FetcherOptions options;
  std::mt19937_64 random;
  std::map<std::string, Host> hosts;
  std::uint64_t uses = 0;
  FetchStatistics statistics;
};

Host& Fetcher::State::host(const std::string& origin) {
  if (!hosts.contains(origin) && hosts.size() >= options.max_hosts) {
    const auto oldest = std::ranges::min_element(hosts, {}, [](const auto& entry) {
      constexpr auto never = std::numeric_limits<std::uint64_t>::max();
      return entry.second.is_asking ? never : entry.second.last_use;
    });
    hosts.erase(oldest);
  }
  Host& found = hosts[origin];
  found.last_use = ++uses;
  return found;
}

asio::awaitable<result<Response>> Fetcher::State::send(Request request) {
  struct Waiting {
    explicit Waiting(asio::io_context& context) : signal(context, SteadyClock::time_point::max()) {}
    asio::steady_timer signal;
    std::optional<result<Response>> response;
  };
  ++statistics.requests;
  auto waiting = std::make_shared<Waiting>(loop.state().context);
  transport.send(std::move(request), [waiting](result<Response> response) {
    waiting->response = std::move(response);
    waiting->signal.cancel();
  });
  if (!waiting->response) co_await waiting->signal.async_wait(no_throw);
  co_return *std::move(waiting->response);
}

// Hosts are asked one request after the other: each takes the next free moment.
asio::awaitable<bool> Fetcher::State::wait_for_turn(const std::string& origin, Fetched& fetched) {
  Host& at = host(origin);
  if (at.blocked_until && *at.blocked_until > now()) {
    fetched.retry_at = at.blocked_until;
    fetched.failure = failed(ErrorCode::bad_status, origin, "the host asked for a pause");
    co_return false;
  }
  const auto present = SteadyClock::now();
  const auto turn = std::max(at.next_free, present);
  if (turn - present > options.max_wait) {
    const auto wait = std::chrono::ceil<std::chrono::seconds>(turn - present);
    fetched.retry_at = now() + wait;
    fetched.failure = failed(ErrorCode::timed_out, origin, "the host is asked too often");
    co_return false;
  }
  const milliseconds pause =
      std::max(options.host_interval, at.robots.crawl_delay().value_or(milliseconds{0}));
  const double more =
      options.jitter * std::generate_canonical<double, std::numeric_limits<double>::digits>(random);
  at.next_free = turn + pause +
                 milliseconds{static_cast<std::int64_t>(more * static_cast<double>(pause.count()))};
  if (turn > present) co_await sleep_until(turn);
  co_return true;
}

asio::awaitable<int> Fetcher::State::get_file(std::string url, std::string& body) {
  for (std::size_t hop = 0; hop <= options.max_redirects; ++hop) {
    const auto address = parse_web_address(url);
    if (!address) co_return 0;
    Request request;
    request.url = url;
    request.headers = {{"User-Agent", options.user_agent}, {"Accept-Encoding", "gzip, br"}};
    request.limits = options.limits;
    auto response = co_await send(std::move(request));
    if (!response) co_return 0;
    if (!is_redirect(response->status)) {
      constexpr std::size_t max_file_bytes = std::size_t{1} << 20U;
      body = ingest::undo_coding(response->body, header(response->headers, "Content-Encoding"),
                                 max_file_bytes)
                 .bytes;
      co_return response->status;
    }
    const std::string next = ingest::resolve_url(url, header(response->headers, "Location"));
    if (address->is_secure && next.starts_with("http:")) co_return 0;
    url = next;
  }
  constexpr int unavailable_rules = 404;  // RFC 9309 2.3.1.2: too many redirects are no file
  co_return unavailable_rules;
}

asio::awaitable<void> Fetcher::State::read_rules(std::string origin) {
  std::string text;
  RobotsRules robots;
  bool is_known = true;
  if (options.respect_robots) {
    const int status = co_await get_file(origin + "/robots.txt", text);
    constexpr int server_error = 500;
    is_known = status != 0 && status < server_error && status != too_many_requests;
    if (!is_known) robots = RobotsRules::refuse_all();
    if (status == ok) robots = RobotsRules::parse(text, product(options.user_agent));
  }
  TdmReservations reservations;
  if (options.respect_reservations && is_known) {
    text.clear();
    const int status = co_await get_file(origin + "/.well-known/tdmrep.json", text);
    if (status == ok) reservations = TdmReservations::parse(text);
  }
  Host& at = host(origin);
  at.robots = std::move(robots);
  at.reservations = std::move(reservations);
  at.rules_until = now() + (is_known ? options.robots_lifetime : options.robots_retry);
}

asio::awaitable<std::optional<Error>> Fetcher::State::ask_leave(const WebAddress& address,
                                                                const std::string& url,
                                                                Fetched& fetched) {
  if (!options.respect_robots && !options.respect_reservations) co_return std::nullopt;
  const std::string origin = address.origin();
  // Somebody may be asking already; then their answer is ours.
  constexpr milliseconds look_again{20};
  while (host(origin).is_asking) co_await sleep_until(SteadyClock::now() + look_again);
  if (host(origin).rules_until.value_or(Timestamp::min()) <= now()) {
    host(origin).is_asking = true;
    co_await read_rules(origin);
    host(origin).is_asking = false;
  }
  const Host& at = host(origin);
  if (!at.robots.allows(address.target)) {
    ++statistics.disallowed;
    fetched.retry_at = at.rules_until;
    co_return failed(ErrorCode::disallowed, url, "the site's robots.txt does not allow it");
  }
  if (options.respect_reservations && at.reservations.is_reserved(address.target)) {
    ++statistics.disallowed;
    co_return failed(ErrorCode::disallowed, url, "the site reserves text and data mining");
  }
  co_return std::nullopt;
}

void Fetcher::State::refuse(const std::string& url, const Response& response,
                            const std::string& origin, Fetched& fetched) {
  if (response.status == too_many_requests || response.status == unavailable) {
    fetched.retry_at =
        parse_retry_after(header(response.headers, "Retry-After"), now(), options.max_retry_after);
    if (fetched.retry_at) host(origin).blocked_until = fetched.retry_at;
  }
  fetched.failure = failed(ErrorCode::bad_status, url,
                           "the answer has status " + std::to_string(response.status));
}

void Fetcher::State::accept(const FetchRequest& request, const std::string& url,
                            Response&& response, Fetched& fetched) {
  fetched.fresh_for = freshness(response.headers, now());
  fetched.etag = header(response.headers, "ETag");
  fetched.last_modified = header(response.headers, "Last-Modified");
  if (response.status == not_modified) {
    ++statistics.unmodified;
    fetched.is_unmodified = true;
    // A 304 need not repeat them.
    if (fetched.etag.empty()) fetched.etag = request.etag;
    if (fetched.last_modified.empty()) fetched.last_modified = request.last_modified;
    return;
  }
  if (options.respect_reservations && header(response.headers, "tdm-reservation") == "1") {
    ++statistics.disallowed;
    fetched.failure = failed(ErrorCode::disallowed, url, "the page reserves text and data mining");
    return;
  }
  fetched.content_type = header(response.headers, "Content-Type");
  auto decoded = ingest::undo_coding(response.body, header(response.headers, "Content-Encoding"),
                                     options.max_decoded_bytes);
  if (decoded.fault) {
    fetched.failure = std::move(decoded.fault);
    fetched.failure->where.source = url;
    return;
  }
  fetched.body = std::move(decoded.bytes);
}

asio::awaitable<std::optional<std::string>> Fetcher::State::step(const FetchRequest& request,
                                                                 const std::string& url,
                                                                 Fetched& fetched) {
  const auto address = parse_web_address(url);
  if (!address) {
    fetched.failure = address.error();
    co_return std::nullopt;
  }
  fetched.failure = co_await ask_leave(*address, url, fetched);
  if (fetched.failure) co_return std::nullopt;
  const std::string origin = address->origin();
  if (!co_await wait_for_turn(origin, fetched)) co_return std::nullopt;
  Request wire;
  wire.url = url;
  wire.limits = options.limits;
  wire.headers = {{"User-Agent", options.user_agent},
                  {"Accept", request.accept},
                  {"Accept-Encoding", "gzip, br"}};
  if (!request.etag.empty()) wire.headers.emplace_back("If-None-Match", request.etag);
  if (!request.last_modified.empty()) {
    wire.headers.emplace_back("If-Modified-Since", request.last_modified);
  }
  auto response = co_await send(std::move(wire));
  if (!response) {
    fetched.failure = response.error();
    co_return std::nullopt;
  }
  fetched.status = response->status;
  statistics.bytes += response->body.size();
  if (is_redirect(response->status)) {
    co_return ingest::resolve_url(url, header(response->headers, "Location"));
  }
  const bool is_asked_for = !request.etag.empty() || !request.last_modified.empty();
  if (response->status == ok || (response->status == not_modified && is_asked_for)) {
    accept(request, url, *std::move(response), fetched);
  } else {
    refuse(url, *response, origin, fetched);
  }
  co_return std::nullopt;
}

asio::awaitable<void> Fetcher::State::follow(const FetchRequest& request, Fetched& fetched) {
  std::string url = request.url;
  std::set<std::string> seen = {url};
  bool is_permanent_so_far = true;
  fetched.permanent_url = url;
  for (std::size_t hop = 0;; ++hop) {
    fetched.url = url;
    const auto next = co_await step(request, url, fetched);
    if (!next) co_return;
    const auto refused = [&](std::string why) {
      fetched.failure = failed(ErrorCode::redirect_refused, url, std::move(why));
    };
    if (!parse_web_address(*next)) co_return refused("the redirect leads nowhere: " + *next);
    if (hop == options.max_redirects) {
      co_return refused("more than " + std::to_string(hop) + " redirects");
    }
    if (!seen.insert(*next).second) co_return refused("the redirects go round in a circle");
    if (url.starts_with("https:") && !next->starts_with("https:")) {
      co_return refused("the redirect leaves https: " + *next);
    }
    is_permanent_so_far = is_permanent_so_far && is_permanent(fetched.status);
    if (is_permanent_so_far) fetched.permanent_url = *next;
    url = *next;
  }
}

asio::awaitable<void> Fetcher::State::fetch(FetchRequest request,
                                            std::function<void(Fetched)> done) {
  ++statistics.fetches;
  Fetched fetched;
  co_await follow(request, fetched);
  if (fetched.failure) ++statistics.failures;
  done(std::move(fetched));
}

Fetcher::Fetcher(Loop& loop, Transport& transport, const FetcherOptions& options)
    : state_(std::make_shared<State>(loop, transport, options)) {}
Fetcher::~Fetcher() = default;

void Fetcher::fetch(FetchRequest request, std::function<void(Fetched)> done) {
  const auto run = [](std::shared_ptr<State> state, FetchRequest asked,
                      std::function<void(Fetched)> callback) -> asio::awaitable<void> {
    co_await state->fetch(std::move(asked), std::move(callback));
  };
  asio::co_spawn(state_->loop.state().context, run(state_, std::move(request), std::move(done)),
                 rethrow);
}

FetchStatistics Fetcher::statistics() const { return state_->statistics; }

}  // namespace newsloom::net
