// Fuzz target: what the network hands to our own readers: robots.txt and reservations, request
// targets, header values, lists of feeds, addresses, URLs.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "net/feed_state.hpp"
#include "net/web_address.hpp"
#include "newsloom/net/address.hpp"
#include "newsloom/net/caching.hpp"
#include "newsloom/net/feed_poller.hpp"
#include "newsloom/net/message.hpp"
#include "newsloom/net/robots.hpp"

namespace {

using namespace newsloom;

void require(bool promise) {
  if (!promise) __builtin_trap();
}

void check_target(std::string_view text) {
  const auto target = net::parse_target(text);
  if (!target) return;
  std::string again;
  for (const std::string& segment : target->path) {
    require(segment != ".." && segment.find('\0') == std::string::npos);
    again += "/" + net::percent_encode(segment);
  }
  if (again.empty()) again = "/";
  const auto same = net::parse_target(again);
  // A last empty segment is a slash at the end, which is no segment.
  if (target->path.empty() || !target->path.back().empty()) {
    require(same && same->path == target->path);
  }
}

void check_headers(std::string_view text) {
  const Timestamp now{std::chrono::seconds{1'772'000'000}};
  constexpr std::chrono::hours most{24};
  if (const auto at = net::parse_retry_after(text, now, most)) {
    require(*at >= now && *at <= now + most);
  }
  if (const auto date = net::parse_http_date(text, now)) {
    require(net::parse_http_date(net::http_date(*date), now) == date);
  }
  const auto fresh = net::freshness({{"Cache-Control", std::string(text)}}, now);
  require(!fresh || fresh->count() >= 0);
  (void)net::freshness({{"Expires", std::string(text)}}, now);
  (void)net::accepts_gzip(text);
  (void)net::matches_etag(text, "\"a\"");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string_view first = input.substr(0, input.find('\n'));
  const auto robots = net::RobotsRules::parse(input, "newsloom");
  (void)robots.allows(first);
  require(robots.allows("/robots.txt"));
  (void)net::TdmReservations::parse(input).is_reserved(first);
  check_target(input);
  check_headers(input);
  (void)net::read_feed_list(input);
  (void)net::parse_web_address(first);
  if (const auto address = net::Address::parse(first)) (void)net::is_public(*address);
  if (const auto state = net::decode_feed_state(input)) {
    require(net::decode_feed_state(net::encode(*state)).has_value());
  }
  return 0;
}
