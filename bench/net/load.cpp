// An open-loop client for newsloom_serve: requests begin when the plan says so, whether earlier
// ones have been answered or not, and a latency counts from the planned moment.
//
//   bench_net_load URL [REQUESTS_A_SECOND] [ARTICLES_A_SECOND] [SECONDS] [TOKEN] [SLOW_CONNECTIONS]
//
// URL as "http://127.0.0.1:8080". Needs a server on the loopback address with that token; articles
// are invented, twelve a story.
#include <arpa/inet.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <newsloom/net/message.hpp>
#include <newsloom/net/transport.hpp>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace newsloom;
using SteadyClock = std::chrono::steady_clock;
using std::chrono::milliseconds;

struct Plan {
  std::string url;
  double requests = 2'000;
  double articles = 200;
  double seconds = 60;
  std::string token;
  int slow = 0;
};

struct Tally {
  std::vector<double> latencies;  // ms
  std::uint64_t errors = 0;
  std::uint64_t sent = 0;
};

std::string article_json(std::uint64_t number) {
  std::mt19937 random(static_cast<unsigned>(number));
  const std::uint64_t story = number / 12 + random() % 40;
  std::string text;
  for (int i = 0; i < 120; ++i) {
    text += i % 3 == 0 ? "story" + std::to_string(story) + "x" + std::to_string(random() % 15)
                       : "word" + std::to_string(random() % 4'000);
    text += ' ';
  }
  const auto now = std::chrono::duration_cast<std::chrono::seconds>(
      std::chrono::system_clock::now().time_since_epoch());
  return fmt::format(
      R"({{"id":"load-{0}-{1}","url":"https://paper{2}.example/{0}","published":{1},)"
      R"("title":"story{3} word{4} of the day","text":"{5}"}})",
      number, now.count(), random() % 300, story, random() % 4'000, text);
}

// What readers ask for, in about their proportions.
std::string target(std::mt19937& random) {
  const auto dice = static_cast<unsigned>(random() % 100);
  if (dice < 45) return "/v1/events";
  if (dice < 60) return fmt::format("/v1/events?min_sources={}&limit=20", 1 + random() % 4);
  if (dice < 80) return fmt::format("/v1/events/e{}", 1 + random() % 400);
  if (dice < 90) return fmt::format("/v1/search?q=word{}", random() % 4'000);
  if (dice < 95) return "/v1/health";
  return "/metrics";
}

class Load {
 public:
  Load(const Plan& plan) : plan_(plan), start_(SteadyClock::now()) {
    net::HttpOptions options;
    options.addresses.allowed = {"127.0.0.0/8", "::1"};
    options.addresses.ports = {};
    options.max_idle = options.max_idle_per_host = 4'096;
    transport_ = net::HttpTransport::create(loop_, options).value();
  }
  void run() {
    tick();
    while (loop_.run_for(milliseconds{500})) {
    }
  }
  Tally reads;
  Tally writes;

 private:
  // Sends what is due since the last look.
  void tick() {
    const double at = std::chrono::duration<double>(SteadyClock::now() - start_).count();
    const double until = std::min(at, plan_.seconds);
    while (static_cast<double>(reads.sent) < until * plan_.requests) {
      send(reads, static_cast<double>(reads.sent) / plan_.requests, target(random_), {});
    }
    while (static_cast<double>(writes.sent) < until * plan_.articles) {
      send(writes, static_cast<double>(writes.sent) / plan_.articles, "/v1/articles",
           article_json(writes.sent));
    }
    if (at < plan_.seconds) loop_.after(milliseconds{1}, [this] { tick(); });
  }
  void send(Tally& tally, double planned, const std::string& path, std::string body) {
    ++tally.sent;
    net::Request request;
    request.url = plan_.url + path;
    if (!body.empty()) {
      request.method = "POST";
      request.headers = {{"Authorization", "Bearer " + plan_.token}};
      request.body = std::move(body);
    }
    transport_->send(std::move(request), [this, &tally, planned](result<net::Response> response) {
      const double now = std::chrono::duration<double>(SteadyClock::now() - start_).count();
      tally.latencies.push_back((now - planned) * 1'000);
      constexpr int not_found = 404;  // an event that is not there yet
      if (!response || (response->status >= 400 && response->status != not_found)) ++tally.errors;
    });
  }

  const Plan plan_;
  net::Loop loop_;
  std::unique_ptr<net::HttpTransport> transport_;
  SteadyClock::time_point start_;
  std::mt19937 random_{1};
};

void report(const char* what, Tally& tally) {
  std::ranges::sort(tally.latencies);
  const auto quantile = [&](double share) {
    if (tally.latencies.empty()) return 0.0;
    return tally.latencies[static_cast<std::size_t>(
        share * static_cast<double>(tally.latencies.size() - 1))];
  };
  fmt::print(
      "{:<8} {} sent, {} answered, {} errors; ms: p50 {:.1f} p90 {:.1f} p99 {:.1f} worst {:.1f}\n",
      what, tally.sent, tally.latencies.size(), tally.errors, quantile(0.5), quantile(0.9),
      quantile(0.99), quantile(1));
}

// Connections that send half a request and then nothing.
std::vector<int> slow_connections(const Plan& plan) {
  std::vector<int> open;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port =
      htons(static_cast<std::uint16_t>(std::stoi(plan.url.substr(plan.url.rfind(':') + 1))));
  for (int i = 0; i < plan.slow; ++i) {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0 ||
        ::connect(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
      break;
    }
    (void)::send(descriptor, "GET / HTT", 9, MSG_NOSIGNAL);
    open.push_back(descriptor);
  }
  return open;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr,
               "usage: bench_net_load URL [REQUESTS/S] [ARTICLES/S] [SECONDS] [TOKEN] [SLOW]\n");
    return 2;
  }
  Plan plan;
  plan.url = argv[1];
  if (argc > 2) plan.requests = std::stod(argv[2]);
  if (argc > 3) plan.articles = std::stod(argv[3]);
  if (argc > 4) plan.seconds = std::stod(argv[4]);
  if (argc > 5) plan.token = argv[5];
  if (argc > 6) plan.slow = std::stoi(argv[6]);
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
  const auto slow = slow_connections(plan);
  Load load(plan);
  load.run();
  report("reads", load.reads);
  report("writes", load.writes);
  fmt::print("{} slow connections beside\n", slow.size());
  for (const int descriptor : slow) ::close(descriptor);
  return load.reads.errors + load.writes.errors == 0 ? 0 : 1;
}
