#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <set>
#include <thread>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom {
namespace {

TEST_CASE("every worker is called once a run, and run returns after all of them") {
  for (const std::size_t width : {1U, 2U, 3U, 8U}) {
    ThreadPool pool(width);
    REQUIRE(pool.width() == width);
    std::vector<int> calls(width);
    for (int round = 1; round <= 200; ++round) {
      pool.run([&](std::size_t worker) { ++calls[worker]; });
      REQUIRE(calls == std::vector<int>(width, round));
    }
  }
}

TEST_CASE("worker 0 is the calling thread, the others are not") {
  ThreadPool pool(4);
  std::array<std::thread::id, 4> ids;
  pool.run([&](std::size_t worker) { ids[worker] = std::this_thread::get_id(); });
  CHECK(ids[0] == std::this_thread::get_id());
  CHECK(std::set<std::thread::id>(ids.begin(), ids.end()).size() == 4);
}

TEST_CASE("a pool's width is clamped, and 0 is the hardware's") {
  CHECK(ThreadPool(0).width() >= 1);
  CHECK(ThreadPool(0).width() <= 256);
  CHECK(ThreadPool(100'000).width() <= 256);
}

TEST_CASE("a pool that never ran stops as well") {
  for (int i = 0; i < 50; ++i) ThreadPool pool(3);
}

TEST_CASE("workers that share a counter deal out every piece of work once") {
  ThreadPool pool(8);
  constexpr std::size_t pieces = 10'000;
  std::vector<std::uint8_t> done(pieces);
  std::atomic<std::size_t> next{0};
  pool.run([&](std::size_t) {
    for (std::size_t piece = next++; piece < pieces; piece = next++) ++done[piece];
  });
  CHECK(std::accumulate(done.begin(), done.end(), std::size_t{0}) == pieces);
}

}  // namespace
}  // namespace newsloom
