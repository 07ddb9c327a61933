#include "feeds.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <utility>

namespace serve {

namespace live = newsloom::live;
namespace net = newsloom::net;

std::optional<std::string> StoredFeeds::load(const std::string& feed) const {
  auto bytes = store_.blob("feed", feed);
  return bytes ? *std::move(bytes) : std::nullopt;
}

void StoredFeeds::save(const std::string& feed, const std::string& bytes) {
  if (const auto saved = store_.put_blob("feed", feed, bytes); !saved) {
    fmt::print(stderr, "{}\n", saved.error().to_string());
  }
}

Feeds::Feeds(const FeedSettings& settings, live::Newsroom& newsroom, const newsloom::Logger& logger)
    : memory_(newsroom.store()) {
  net::HttpOptions http;
  http.addresses.allowed = settings.allowed_networks;
  if (!settings.allowed_networks.empty()) http.addresses.ports = {};
  transport_ = net::HttpTransport::create(loop_, http).value();
  net::FetcherOptions manners;
  manners.user_agent = settings.user_agent;
  manners.logger = logger;
  fetcher_.emplace(loop_, *transport_, manners);
  net::FeedPollerOptions options;
  options.logger = logger;
  poller_.emplace(
      loop_, *fetcher_, &memory_,
      [&newsroom](std::vector<newsloom::Article>&& articles) -> newsloom::result<void> {
        for (const auto& update : newsroom.add(articles)) {
          const bool is_stores =
              !update && newsloom::stage_of(update.error().code) == newsloom::Stage::store;
          if (is_stores) return update.error();
        }
        return {};
      },
      options);
}

Feeds::~Feeds() { stop(); }

void Feeds::start(const std::vector<std::string>& urls) {
  poller_->add(urls);
  poller_->start();
  thread_ = std::thread([this] {
    while (!is_over_) {
      loop_.run_for(std::chrono::milliseconds{500});
      remember();
    }
  });
}

void Feeds::stop() {
  is_over_ = true;
  if (thread_.joinable()) thread_.join();
}

std::vector<net::FeedStatus> Feeds::statuses() {
  const std::lock_guard guard(mutex_);
  return statuses_;
}

void Feeds::remember() {
  auto now = poller_->feeds();
  const std::lock_guard guard(mutex_);
  statuses_ = std::move(now);
}

}  // namespace serve
