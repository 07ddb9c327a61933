// The feeds' side: a loop and a thread of its own, as a feed's articles wait for the disk.
#pragma once

#include <atomic>
#include <memory>
#include <mutex>
#include <newsloom/live/newsroom.hpp>
#include <newsloom/net/feed_poller.hpp>
#include <newsloom/net/fetcher.hpp>
#include <newsloom/store/store.hpp>
#include <newsloom/types.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace serve {

/// What feeds answered last, in the store.
class StoredFeeds final : public newsloom::net::FeedMemory {
 public:
  explicit StoredFeeds(newsloom::store::Store& in) : store_(in) {}
  [[nodiscard]] std::optional<std::string> load(const std::string& feed) const override;
  void save(const std::string& feed, const std::string& bytes) override;

 private:
  newsloom::store::Store& store_;
};

struct FeedSettings {
  std::string user_agent;
  std::vector<std::string> allowed_networks;
};

/// Follows feeds into a newsroom, which has to outlive it.
class Feeds {
 public:
  Feeds(const FeedSettings& settings, newsloom::live::Newsroom& newsroom,
        const newsloom::Logger& logger);
  ~Feeds();
  Feeds(const Feeds&) = delete;
  Feeds& operator=(const Feeds&) = delete;

  void start(const std::vector<std::string>& urls);
  void stop();
  /// How feeds do, as of half a second ago: the poller itself is its thread's.
  [[nodiscard]] std::vector<newsloom::net::FeedStatus> statuses();

 private:
  void remember();

  newsloom::net::Loop loop_;
  StoredFeeds memory_;
  std::unique_ptr<newsloom::net::HttpTransport> transport_;
  std::optional<newsloom::net::Fetcher> fetcher_;
  std::optional<newsloom::net::FeedPoller> poller_;
  std::atomic<bool> is_over_ = false;
  std::thread thread_;
  std::mutex mutex_;
  std::vector<newsloom::net::FeedStatus> statuses_;
};

}  // namespace serve
