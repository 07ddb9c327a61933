#include "newsloom/attribution/reuse.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <vector>

namespace {

using namespace newsloom::attribution;
using Sketch = std::vector<std::uint32_t>;

// A sketch of a text of `count` values, all of them small enough to be compared.
Sketch made(std::uint32_t seed, std::size_t count) {
  std::mt19937 random(seed);
  Sketch values;
  for (std::size_t i = 0; i < count; ++i)
    values.push_back(static_cast<std::uint32_t>(random() / 8));
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

Sketch mixed(const Sketch& a, std::size_t from_a, const Sketch& b, std::size_t from_b) {
  Sketch values(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(from_a));
  values.insert(values.end(), b.begin(), b.begin() + static_cast<std::ptrdiff_t>(from_b));
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::vector<ReuseLink> find(const ReuseIndex& index, const Sketch& sketch,
                            std::uint64_t outlet = 0) {
  std::vector<ReuseLink> links;
  ReuseIndex::Scratch scratch;
  index.find(sketch, outlet, UINT64_MAX, links, scratch);
  return links;
}

}  // namespace

TEST_CASE("containment both ways: a cut copy is wholly in its original, the original half in it") {
  ReuseIndex index;
  const Sketch whole = made(1, 100);
  index.add(7, 1, whole);
  const auto links = find(index, mixed(whole, 50, {}, 0), 2);
  REQUIRE(links.size() == 1);
  CHECK(links[0].article == 7);
  CHECK(links[0].this_in_other() == 1000);
  CHECK(links[0].other_in_this() == doctest::Approx(500).epsilon(0.1));
  CHECK(find(index, made(2, 100)).empty());
  CHECK(find(index, {}).empty());
}

TEST_CASE("a text mixed of two is linked with both, more of it first") {
  ReuseIndex index;
  const Sketch a = made(1, 100);
  const Sketch b = made(2, 100);
  index.add(1, 1, a);
  index.add(2, 2, b);
  const auto links = find(index, mixed(a, 40, b, 60), 3);
  REQUIRE(links.size() == 2);
  CHECK(links[0].article == 2);
  CHECK(links[1].article == 1);
}

TEST_CASE("one outlet's articles are linked only if most of the text is the same") {
  ReuseIndex index;
  const Sketch a = made(1, 100);
  index.add(1, 5, a);
  const Sketch third = mixed(a, 33, made(2, 67), 67);
  CHECK(find(index, third, 5).empty());
  CHECK(find(index, third, 6).size() == 1);
  CHECK(find(index, third, 0).size() == 1);  // unknown is like no other
  CHECK(find(index, mixed(a, 70, made(2, 30), 30), 5).size() == 1);
}

TEST_CASE("what many articles end with is boilerplate, a text that many print is not") {
  ReuseIndex index;
  const Sketch boilerplate = made(99, 20);
  for (std::uint32_t i = 0; i < 40; ++i) {
    index.add(i, i + 1, mixed(boilerplate, 20, made(100 + i, 60), 60));
  }
  CHECK(find(index, mixed(boilerplate, 20, made(500, 40), 40), 77).empty());
  const Sketch wire = made(600, 80);
  for (std::uint32_t i = 40; i < 80; ++i) {
    index.add(i, i + 1, mixed(wire, 60, made(700 + i, 20), 20));
  }
  CHECK_FALSE(find(index, mixed(wire, 40, made(900, 40), 40), 77).empty());
}

TEST_CASE("ten thousand copies cost a query no more than a few, the oldest among them") {
  ReuseIndex index;
  const Sketch wire = made(1, 80);
  for (std::uint64_t i = 0; i < 10'000; ++i) index.add(i, i + 1, wire);
  const auto links = find(index, wire);
  CHECK(links.size() <= 16);
  CHECK(links.front().article == 0);
}

TEST_CASE("random articles come and go: answers are those of an index that never had the others") {
  std::mt19937 random(5);
  ReuseIndex index;
  std::vector<std::pair<std::uint64_t, Sketch>> kept;
  for (std::uint64_t number = 0; number < 6000; ++number) {
    const auto base = static_cast<std::uint32_t>(random() % 400);
    const auto own = static_cast<std::uint32_t>(10'000 + random() % 1'000'000);
    const Sketch sketch = mixed(made(base, 60), 30 + random() % 30, made(own, 20), 20);
    index.add(number, number % 50, sketch);
    kept.emplace_back(number, sketch);
    while (kept.size() > 300 || (!kept.empty() && random() % 3 == 0)) {
      const auto gone = static_cast<std::ptrdiff_t>(random() % kept.size());
      REQUIRE(index.remove(kept[static_cast<std::size_t>(gone)].first));
      kept.erase(kept.begin() + gone);
    }
  }
  CHECK_FALSE(index.remove(999'999));
  CHECK(index.size() == kept.size());
  ReuseIndex fresh;
  for (const auto& [number, sketch] : kept) fresh.add(number, number % 50, sketch);
  for (const auto& [number, sketch] : kept) {
    CHECK(find(index, sketch) == find(fresh, sketch));
    CHECK(std::ranges::equal(index.sketch(number), sketch));
  }
}
