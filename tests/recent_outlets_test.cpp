#include "aggregator/recent_outlets.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

namespace newsloom {
namespace {

TEST_CASE("recent outlets: always what the resolver says, of more hosts than are remembered") {
  const auto outlets = attribution::OutletResolver::create().value();
  RecentOutlets recent;
  const std::vector<std::string> given = {"", "The Sorrel Courier", "courier.example.com",
                                          "unknown", std::string(400, 'x')};
  const std::vector<std::string> schemes = {"https://", "", "//", "ftp://"};
  std::mt19937 random(3);
  for (int step = 0; step < 5'000; ++step) {
    const auto host = std::to_string(random() % (step % 3 == 0 ? 900U : 12U));
    std::string url = schemes[random() % schemes.size()] + "www.paper" + host + ".com";
    if (random() % 2 == 0) url += "/2026/story-" + std::to_string(random() % 50);
    // A page that wraps another is of the other's host.
    if (random() % 9 == 0) url = "https://web.archive.org/web/2026/https://paper" + host + ".org/a";
    if (random() % 40 == 0) url.clear();
    const std::string& name = given[random() % given.size()];
    CAPTURE(url);
    CAPTURE(name);
    REQUIRE(recent.resolve(outlets, url, name) == outlets.resolve(url, name));
  }
}

}  // namespace
}  // namespace newsloom
