#include "newsloom/net/feed_poller.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "net/feed_state.hpp"
#include "net/origin.hpp"

namespace newsloom::net {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using tests::answer;
using tests::Origin;

class Memory final : public FeedMemory {
 public:
  [[nodiscard]] std::optional<std::string> load(const std::string& feed) const override {
    const auto found = kept.find(feed);
    return found == kept.end() ? std::nullopt : std::optional(found->second);
  }
  void save(const std::string& feed, const std::string& bytes) override { kept[feed] = bytes; }
  std::map<std::string, std::string> kept;
};

std::string item(const std::string& link, const std::string& title, const std::string& text) {
  return "<item><title>" + title + "</title><link>" + link + "</link><description>" + text +
         "</description></item>";
}

std::string feed(const std::string& items) {
  return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Loom</title>" + items +
         "</channel></rss>";
}

std::string page(const std::string& title) {
  std::string text =
      "<html><head><title>" + title + "</title></head><body><article><h1>" + title + "</h1>";
  for (int i = 0; i < 6; ++i) {
    text += "<p>The harbour council met on Tuesday to speak about " + title +
            ", and decided that the ferries will sail again in spring, number " +
            std::to_string(i) + " said, as nobody had asked for anything else.</p>";
  }
  return text + "</article></body></html>";
}

const std::string long_text(2'000, 'x');
constexpr int feeds = 40;
constexpr int items_a_feed = 10;

// Forty feeds, each with its own way of behaving, and the four hundred pages of their items.
class Site {
 public:
  Origin origin{[this](Origin::Peer& peer, const std::string& path, const std::string& head) {
    return serve(peer, path, head);
  }};
  std::atomic<int> round = 0;

  [[nodiscard]] std::string feed_url(int number) const {
    return origin.url("/feed/" + std::to_string(number));
  }

 private:
  [[nodiscard]] std::string items(int number) const {
    std::string all;
    for (int i = 0; i < items_a_feed; ++i) {
      const std::string name = std::to_string(number) + "/" + std::to_string(i);
      const bool is_changed = round > 0 && i == 0 && number % 10 == 0;
      all += item(origin.url("/page/" + name), "Story " + name + (is_changed ? " corrected" : ""),
                  "In short.");
    }
    return feed(all);
  }

  bool serve(Origin::Peer& peer, const std::string& path, const std::string& head) {
    if (path == "/robots.txt") {
      peer.send(answer("User-agent: *\nDisallow: /feed/9$\nDisallow: /page/*8/\n"));
      return true;
    }
    if (path.starts_with("/page/")) {
      peer.send(answer(page("the story of " + path), "Content-Type: text/html\r\n"));
      return true;
    }
    if (!path.starts_with("/feed/")) {
      peer.send(answer("", "", "404 Not Found"));
      return true;
    }
    return serve_feed(peer, std::stoi(path.substr(6)), head);
  }

  bool serve_feed(Origin::Peer& peer, int number, const std::string& head) {
    const std::string tag = "\"" + std::to_string(number) + "-" + std::to_string(round) + "\"";
    switch (number % 10) {
      case 0:  // changes between rounds
      case 8:  // its pages are not allowed
        if (number % 10 == 8 && tests::field(head, "If-None-Match") == "\"eight\"") {
          peer.send("HTTP/1.1 304 Not Modified\r\n\r\n");
          return true;
        }
        peer.send(answer(items(number),
                         number % 10 == 8 ? "ETag: \"eight\"\r\n" : "ETag: " + tag + "\r\n"));
        return true;
      case 1:  // gzip, never changes and says so
        if (!tests::field(head, "If-None-Match").empty()) {
          peer.send("HTTP/1.1 304 Not Modified\r\n\r\n");
          return true;
        }
        peer.send(
            answer(tests::gzipped(items(number)), "Content-Encoding: gzip\r\nETag: \"same\"\r\n"));
        return true;
      case 2:  // moved for good
        peer.send(answer("", "Location: /feed/" + std::to_string(number - 1) + "\r\n",
                         "301 Moved Permanently"));
        return true;
      case 3:
        peer.send(answer("", "Location: /feed/" + std::to_string(number) + "\r\n", "302 Found"));
        return true;
      case 4:
        peer.send(answer("", "", "500 Internal Server Error"));
        return true;
      case 5:
        peer.hang(origin.is_over());
        return false;
      case 6:  // cut off
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n<rss>");
        return false;
      case 7:  // a bomb
        peer.send(
            answer(tests::gzipped(std::string(3'000'000, ' ')), "Content-Encoding: gzip\r\n"));
        return true;
      default:
        peer.send(answer("", "", "410 Gone"));
        return true;
    }
  }
};

// A poller on that site, with a clock of its own.
struct Bench {
  explicit Bench(Site& site, Memory& memory) {
    HttpOptions http;
    http.addresses.allowed = {"127.0.0.1"};
    http.addresses.ports = {};
    transport = HttpTransport::create(loop, http).value();
    FetcherOptions manners;
    manners.host_interval = milliseconds{0};
    manners.limits.total = milliseconds{700};
    manners.max_decoded_bytes = 1'000'000;
    manners.clock = &clock;
    fetcher.emplace(loop, *transport, manners);
    FeedPollerOptions options;
    options.clock = &clock;
    options.jitter = 0;
    poller.emplace(
        loop, *fetcher, &memory,
        [this](std::vector<Article>&& articles) -> result<void> {
          if (is_full) return Error{ErrorCode::disk_full, "full", {}};
          for (Article& article : articles) taken.push_back(std::move(article));
          return {};
        },
        options);
    std::vector<std::string> urls;
    for (int i = 0; i < feeds; ++i) urls.push_back(site.feed_url(i));
    poller->add(urls);
  }
  // Until every feed has been asked, and has a next time.
  void run() {
    poller->start();
    const auto is_busy = [this] {
      return std::ranges::any_of(poller->feeds(), [this](const FeedStatus& feed) {
        return !feed.is_gone && (!feed.next_try || *feed.next_try <= clock.now());
      });
    };
    for (int i = 0; i < 400 && is_busy(); ++i) loop.run_for(milliseconds{50});
    CHECK_FALSE(is_busy());
    poller->stop();
  }
  [[nodiscard]] FeedStatus status(const std::string& url) const {
    for (const FeedStatus& feed : poller->feeds()) {
      if (feed.url == url) return feed;
    }
    return {};
  }

  Loop loop;
  ManualClock clock{Timestamp{seconds{1'772'000'000}}};
  std::unique_ptr<HttpTransport> transport;
  std::optional<Fetcher> fetcher;
  std::optional<FeedPoller> poller;
  std::vector<Article> taken;
  bool is_full = false;
};

TEST_CASE("forty feeds that behave as feeds do are read, and nothing is fetched without cause") {
  Site site;
  Memory memory;
  {
    Bench bench(site, memory);
    bench.run();
    // 0, 1 and 8 of each ten have articles of their own; 2 leads to 1.
    CHECK(bench.taken.size() == 4 * 4 * items_a_feed);
    for (const Article& article : bench.taken) {
      const bool is_page_allowed =
          article.url.find("8/", article.url.find("/page/")) == std::string::npos;
      CAPTURE(article.url);
      CHECK((article.text.size() > 300) == is_page_allowed);
      CHECK(article.title.starts_with("Story "));
      CHECK(article.fetched);
    }
    CHECK(bench.status(site.feed_url(0)).failures == 0);
    CHECK(bench.status(site.feed_url(0)).title == "The Loom");
    CHECK(bench.status(site.feed_url(2)).moved_to == site.feed_url(1));
    for (const int number : {3, 4, 5, 6, 7}) {
      const FeedStatus status = bench.status(site.feed_url(number));
      CAPTURE(status.reason);
      CHECK(status.failures == 1);
      CHECK_FALSE(status.reason.empty());
      CHECK(status.next_try == bench.clock.now() + seconds{300});
    }
    CHECK(bench.status(site.feed_url(9)).reason.find("robots.txt") != std::string::npos);
    CHECK(bench.status(site.feed_url(19)).is_gone);
  }
  CHECK(site.origin.requests("/robots.txt") == 1);
  const int pages_before = site.origin.requests("/page/0/1");
  CHECK(pages_before == 1);

  // After a restart, with what was remembered: only what changed is fetched.
  site.round = 1;
  Bench again(site, memory);
  again.clock.set(again.clock.now() + std::chrono::hours{2});
  again.run();
  CHECK(again.taken.size() == 4);  // one corrected story of each feed that changes
  for (const Article& article : again.taken) {
    CHECK(article.title.find("corrected") != std::string::npos);
  }
  CHECK(site.origin.requests("/page/0/0") == 2);
  CHECK(site.origin.requests("/page/0/1") == 1);
  CHECK(site.origin.requests("/page/1/0") == 1 + 1);  // as of feed 1, and of 2 which leads there
  CHECK(site.origin.requests("/feed/19") == 1);
  CHECK(again.status(site.feed_url(4)).failures == 2);
  CHECK(again.poller->statistics().unmodified == 12);
}

TEST_CASE("what could not be taken is asked for again") {
  Site site;
  Memory memory;
  Bench bench(site, memory);
  bench.is_full = true;
  bench.run();
  CHECK(bench.status(site.feed_url(1)).failures == 1);
  CHECK(bench.status(site.feed_url(1)).reason.find("full") != std::string::npos);
  bench.is_full = false;
  bench.clock.set(bench.clock.now() + std::chrono::hours{2});
  bench.run();
  CHECK(bench.taken.size() == 4 * 4 * items_a_feed);
}

TEST_CASE("what is remembered of a feed comes back, other bytes are refused") {
  FeedState state;
  state.etag = "\"x\"";
  state.failures = 3;
  state.items = {{1, 2}, {3, 4}};
  state.next_try = Timestamp{seconds{7}};
  const auto back = decode_feed_state(encode(state));
  REQUIRE(back);
  CHECK(back->etag == state.etag);
  CHECK(back->items == state.items);
  CHECK(back->next_try == state.next_try);
  CHECK_FALSE(decode_feed_state(""));
  CHECK_FALSE(decode_feed_state(encode(state) + "x"));
}

TEST_CASE("lists of feeds are read, OPML or lines, each feed once") {
  const auto opml = read_feed_list(
      "<opml><body><outline text='x'><outline type=\"rss\" "
      "xmlUrl=\"https://a.example/f?a=1&amp;b=2\"/>"
      "<outline xmlUrl = 'http://b.example/'/><outline xmlUrl=\"ftp://c.example/\"/>"
      "<outline xmlUrl='http://b.example/'/></outline></body></opml>");
  CHECK(opml == std::vector<std::string>{"https://a.example/f?a=1&b=2", "http://b.example/"});
  const auto lines = read_feed_list("# ours\nhttps://a.example/\r\n\n  https://b.example/x \nno\n");
  CHECK(lines == std::vector<std::string>{"https://a.example/", "https://b.example/x"});
  CHECK(read_feed_list("<opml xmlUrl=").empty());
}

}  // namespace
}  // namespace newsloom::net
