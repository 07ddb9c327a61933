#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <random>
#include <vector>

#include "aggregator/pipeline.hpp"
#include "newsloom/types.hpp"

namespace newsloom {
namespace {

// Work of a length that differs from item to item and from step to step.
void work(std::size_t item, std::size_t step) {
  std::minstd_rand random(static_cast<unsigned>(item * 3 + step + 1));
  std::atomic<std::size_t> spent = 0;
  for (std::size_t left = random() % 2'000; left > 0; --left) ++spent;
}

struct Seen {
  explicit Seen(std::size_t count)
      : prepared(count), weighed(count), decided(count), finished(count) {}
  std::vector<char> prepared;
  std::vector<char> weighed;
  std::vector<char> decided;
  std::vector<char> finished;
  std::size_t weighings = 0;
  std::atomic<std::size_t> decisions = 0;
  std::size_t results = 0;
  std::atomic<int> weighing = 0;
  std::atomic<int> deciding = 0;
  std::atomic<int> finishing = 0;
  std::atomic<bool> in_order = true;
  std::atomic<bool> overlapped = false;
  std::atomic<bool> overtaken = false;
};

// Runs `count` items of which every seventh is alone; stops behind `last`.
void run(std::size_t width, std::size_t count, std::size_t last, Seen& seen) {
  ThreadPool pool(width);
  OrderedPipeline pipeline(pool, count);
  std::vector<std::size_t> item_in(pipeline.window(), SIZE_MAX);
  const auto is_alone = [](std::size_t item) { return item % 7 == 3; };
  pipeline.run(
      [&](std::size_t, std::size_t item, std::size_t place) {
        work(item, 0);
        seen.prepared[item] = 1;
        item_in[place] = item;
      },
      [&](std::size_t item, std::size_t place) {
        if (++seen.weighing > 1) seen.overlapped = true;
        const bool is_next = item == seen.weighings && seen.prepared[item] != 0;
        if (!is_next || item_in[place] != item) seen.in_order = false;
        work(item, 3);
        seen.weighed[item] = 1;
        ++seen.weighings;
        --seen.weighing;
      },
      [&](std::size_t item, std::size_t place) {
        if (++seen.deciding > 1) seen.overlapped = true;
        const bool is_next = item == seen.decisions && seen.weighed[item] != 0;
        if (!is_next || item_in[place] != item) seen.in_order = false;
        work(item, 1);
        seen.decided[item] = 1;
        ++seen.decisions;
        --seen.deciding;
        return item != last;
      },
      [&](std::size_t item, std::size_t place) {
        if (++seen.finishing > 1) seen.overlapped = true;
        if (item != seen.results || item_in[place] != item) seen.in_order = false;
        if (is_alone(item)) {
          work(item, 2);
          const bool is_last = seen.weighings == item + 1 && seen.decisions == item + 1;
          if (seen.weighing > 0 || seen.deciding > 0 || !is_last) seen.overtaken = true;
        }
        seen.finished[item] = 1;
        ++seen.results;
        --seen.finishing;
      },
      is_alone);
}

TEST_CASE("items are weighed, decided and finished once each, in order, one at a time") {
  for (const std::size_t width : {1U, 2U, 3U, 8U}) {
    for (const std::size_t count : {0U, 1U, 2U, 31U, 500U}) {
      CAPTURE(width);
      CAPTURE(count);
      Seen seen(count);
      run(width, count, SIZE_MAX, seen);
      CHECK(seen.weighings == count);
      CHECK(seen.decisions == count);
      CHECK(seen.results == count);
      CHECK(seen.in_order);
      CHECK_FALSE(seen.overlapped);
      CHECK_FALSE(seen.overtaken);
    }
  }
}

TEST_CASE("what was decided before a stop is finished, and nothing else") {
  for (const std::size_t width : {1U, 2U, 8U}) {
    for (const std::size_t last : {0U, 1U, 100U, 299U}) {
      CAPTURE(width);
      CAPTURE(last);
      Seen seen(300);
      run(width, 300, last, seen);
      CHECK(seen.decisions == last + 1);
      CHECK(seen.results == last + 1);
      CHECK(seen.in_order);
    }
  }
}

}  // namespace
}  // namespace newsloom
