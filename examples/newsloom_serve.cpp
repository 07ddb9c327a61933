// A private news site: feeds in, pages and an API out, over HTTP.
//
//   newsloom_serve [--store FILE] [--feeds LIST] [--port P] [--token-file FILE] …
//   newsloom_serve --demo
//
// Listens on the loopback address only, unless told otherwise. Stops on SIGINT and SIGTERM and
// loses nothing. Exit codes: 0 stopped, 1 could not start, 2 usage.

#include <fmt/format.h>
#include <sys/resource.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <newsloom/ingest/reader.hpp>
#include <newsloom/live/newsroom.hpp>
#include <newsloom/net/api.hpp>
#include <newsloom/net/server.hpp>
#include <newsloom/site/site.hpp>
#include <newsloom/store/store.hpp>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "demo.hpp"
#include "feeds.hpp"
#include "workers.hpp"

namespace {

namespace live = newsloom::live;
namespace net = newsloom::net;
namespace site = newsloom::site;
namespace store = newsloom::store;

constexpr int done_code = 0;
constexpr int no_start_code = 1;
constexpr int usage_code = 2;

std::atomic<bool> is_asked_to_stop = false;

struct Settings {
  std::string store = "newsloom.db";
  std::string feeds;
  std::vector<std::string> inputs;
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;
  std::string token_file;
  std::string user_agent = net::FetcherOptions{}.user_agent;
  std::vector<std::string> allowed_networks;
  std::size_t threads = 2;
  std::uint64_t keep_days = 0;
  std::string title = "newsloom";
  std::string base_url;
  bool demo = false;
  bool rebuild = false;
  bool quiet = false;
};

void define(CLI::App& app, Settings& settings) {
  app.add_option("input", settings.inputs, "articles to begin with: files or folders");
  app.add_option("--store", settings.store, "where everything is kept (made if missing)");
  app.add_option("--feeds", settings.feeds, "feeds to follow: OPML, or a URL a line");
  app.add_option("--address", settings.address, "to listen at; others than loopback are reachable");
  app.add_option("--port", settings.port, "0: any free one");
  app.add_option("--token-file", settings.token_file,
                 "whoever knows its content may POST and DELETE");
  app.add_option("--user-agent", settings.user_agent, "who asks for feeds; say how to reach you");
  app.add_option("--allow-network", settings.allowed_networks,
                 "private networks feeds may come from, as 10.0.0.0/8");
  app.add_option("--threads", settings.threads, "that answer requests")->check(CLI::Range(1, 64));
  app.add_option("--keep-days", settings.keep_days, "forget articles and events after; 0: never");
  app.add_option("--title", settings.title, "what the site is called");
  app.add_option("--base-url", settings.base_url, "where it is reached, for links in its feeds");
  app.add_flag(
      "--demo", settings.demo,
      "the sample of this repository, arriving over a minute; keeps nothing, needs no network");
  app.add_flag("--rebuild", settings.rebuild, "make events anew if the saved state does not fit");
  app.add_flag("-q,--quiet", settings.quiet, "say nothing but errors");
}

std::optional<std::string> content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    fmt::print(stderr, "{}: cannot be read\n", path);
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void raise_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

void read_inputs(const Settings& settings, live::Newsroom& newsroom) {
  std::vector<newsloom::Article> batch;
  const auto flush = [&] {
    for (const auto& update : newsroom.add(batch)) {
      if (!update) fmt::print(stderr, "rejected: {}\n", update.error().to_string());
    }
    batch.clear();
  };
  newsloom::ingest::read_paths(
      settings.inputs, {},
      [&](newsloom::Article&& article) {
        constexpr std::size_t at_once = 1'000;
        batch.push_back(std::move(article));
        if (batch.size() == at_once) flush();
        return !is_asked_to_stop;
      },
      [](const newsloom::ingest::Problem& problem) {
        fmt::print(stderr, "{}\n", problem.error.to_string());
      });
  flush();
}

// Every so often: a snapshot if one is due, and what is too old goes.
void maintain(const Settings& settings, live::Newsroom& newsroom) {
  if (const auto kept = newsroom.maintain(); !kept) {
    fmt::print(stderr, "{}\n", kept.error().to_string());
  }
  if (settings.keep_days == 0) return;
  const auto before = newsloom::SystemClock().now() -
                      std::chrono::days{static_cast<std::int64_t>(settings.keep_days)};
  store::Retention retention;
  retention.articles_received_before = before;
  retention.events_updated_before = before;
  if (const auto dropped = newsroom.store().retain(retention); !dropped) {
    fmt::print(stderr, "{}\n", dropped.error().to_string());
  }
}

std::string feed_metrics(const std::vector<net::FeedStatus>& feeds) {
  const auto failing =
      std::ranges::count_if(feeds, [](const net::FeedStatus& feed) { return feed.failures > 0; });
  return fmt::format(
      "# TYPE newsloom_feeds gauge\nnewsloom_feeds {}\n"
      "# TYPE newsloom_feeds_failing gauge\nnewsloom_feeds_failing {}\n",
      feeds.size(), failing);
}

int run(const Settings& settings, live::Newsroom& newsroom, const std::string& token,
        const newsloom::Logger& logger) {
  serve::Feeds feeds({settings.user_agent, settings.allowed_networks}, newsroom, logger);
  site::SiteOptions site_options;
  site_options.title = settings.title;
  site_options.base_url = settings.base_url;
  site::Site site(newsroom, site_options);
  net::ApiOptions api_options;
  api_options.token = token;
  api_options.metrics = [&feeds] { return feed_metrics(feeds.statuses()); };
  api_options.feeds = [&feeds] { return feeds.statuses(); };
  site.extend(api_options);
  net::Api api(newsroom, api_options);
  site.add_routes(api.router());
  net::Loop loop;
  serve::Workers workers(settings.threads);
  net::ServerOptions options;
  options.address = settings.address;
  options.port = settings.port;
  auto server = net::Server::start(
      loop,
      [&](net::ServerRequest request, net::Server::Respond respond) {
        if (auto kept = api.cached(request)) return respond(*std::move(kept));
        const bool is_taken = workers.submit([&api, request = std::move(request),
                                              respond]() mutable { respond(api.handle(request)); });
        if (!is_taken) respond(net::problem(503, "too many requests are waiting"));
      },
      options);
  if (!server) {
    fmt::print(stderr, "{}\n", server.error().to_string());
    return no_start_code;
  }
  newsroom.on_change([&](std::uint64_t) { (*server)->notify(); });
  fmt::print("http://{}:{}/\n", settings.address, (*server)->port());
  std::fflush(stdout);
  if (!settings.feeds.empty()) {
    const auto list = content_of(settings.feeds);
    if (!list) return no_start_code;
    feeds.start(net::read_feed_list(*list));
  }
  std::thread demo([&settings, &newsroom] {
    if (settings.demo) serve::play_demo(newsroom, [] { return is_asked_to_stop.load(); });
  });
  std::thread background([&] {
    read_inputs(settings, newsroom);
    for (int tick = 0; !is_asked_to_stop; ++tick) {
      constexpr int ticks_a_minute = 300;
      std::this_thread::sleep_for(std::chrono::milliseconds{200});
      (void)site.shelf().refresh();
      if (tick % ticks_a_minute == 0) maintain(settings, newsroom);
    }
    (*server)->stop([&loop] { loop.stop(); });
  });
  loop.run();
  background.join();
  demo.join();
  feeds.stop();
  newsroom.on_change({});
  return done_code;
}

// A store of the demo's own, gone afterwards.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "newsloom-demo-XXXXXX").string();
    if (mkdtemp(name.data()) != nullptr) path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  /// Empty if there could be none.
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Serves events of articles and feeds over HTTP, from a store that survives.");
  define(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? done_code : usage_code;
  }
  std::signal(SIGINT, [](int) { is_asked_to_stop = true; });
  std::signal(SIGTERM, [](int) { is_asked_to_stop = true; });
  std::signal(SIGPIPE, SIG_IGN);
  raise_file_limit();
  const newsloom::Logger logger = [&settings](newsloom::LogLevel level, std::string_view message) {
    if (!settings.quiet || level == newsloom::LogLevel::error) {
      fmt::print(stderr, "{}\n", message);
    }
  };
  std::string token;
  if (!settings.token_file.empty()) {
    auto content = content_of(settings.token_file);
    if (!content) return no_start_code;
    token = content->substr(0, content->find_first_of("\r\n"));
  }
  std::optional<ScratchFolder> scratch;
  if (settings.demo) {
    scratch.emplace();
    if (scratch->path().empty()) {
      fmt::print(stderr, "no folder for the demo can be made\n");
      return no_start_code;
    }
    settings.store = (scratch->path() / "demo.db").string();
  }
  store::StoreOptions store_options;
  store_options.logger = logger;
  const auto opened = store::Store::open(settings.store, store_options);
  if (!opened) {
    fmt::print(stderr, "{}\n", opened.error().to_string());
    return no_start_code;
  }
  newsloom::ThreadPool pool(0);
  live::NewsroomOptions options;
  options.rebuild = settings.rebuild;
  options.aggregator.executor = &pool;
  options.aggregator.logger = logger;
  auto newsroom = live::Newsroom::open(**opened, options);
  if (!newsroom) {
    fmt::print(stderr, "{}\n(--rebuild makes events anew)\n", newsroom.error().to_string());
    return no_start_code;
  }
  const int code = run(settings, **newsroom, token, logger);
  if (const auto saved = (*newsroom)->snapshot(); !saved) {
    fmt::print(stderr, "{}\n", saved.error().to_string());
  }
  return code;
}
