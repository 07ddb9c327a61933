#include "cluster/average_link.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <random>
#include <vector>

#include "cluster/pair_scores.hpp"

namespace newsloom::cluster {
namespace {

constexpr std::int64_t never = INT64_MIN / 4;

struct Table {
  std::vector<std::int64_t> sizes;
  std::vector<std::vector<std::int64_t>> means;  // `never`: forbidden
};

Table random_table(std::mt19937& random, std::size_t items) {
  std::uniform_int_distribution<std::int64_t> size(1, 5);
  std::uniform_int_distribution<std::int64_t> mean(-2000, 2000);
  Table table;
  for (std::size_t i = 0; i < items; ++i) table.sizes.push_back(size(random));
  table.means.assign(items, std::vector<std::int64_t>(items, 0));
  for (std::size_t i = 0; i < items; ++i) {
    for (std::size_t j = i + 1; j < items; ++j) {
      const bool is_forbidden = random() % 16 == 0;
      table.means[i][j] = table.means[j][i] = is_forbidden ? never : mean(random);
    }
  }
  return table;
}

// The definition, from the pairs of items each time anew; nothing if two groups may not meet.
std::optional<std::int64_t> mean_between(const Table& table, const std::vector<std::size_t>& groups,
                                         std::size_t a, std::size_t b) {
  std::int64_t sum = 0;
  std::int64_t left = 0;
  std::int64_t right = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i] == a) left += table.sizes[i];
    if (groups[i] == b) right += table.sizes[i];
    for (std::size_t j = 0; j < groups.size(); ++j) {
      if (groups[i] != a || groups[j] != b) continue;
      if (table.means[i][j] == never) return std::nullopt;
      sum += table.means[i][j] * table.sizes[i] * table.sizes[j];
    }
  }
  return sum / (left * right);
}

std::vector<std::size_t> group_by_definition(const Table& table, std::int64_t threshold) {
  std::vector<std::size_t> groups(table.sizes.size());
  for (std::size_t i = 0; i < groups.size(); ++i) groups[i] = i;
  while (true) {
    std::int64_t best = threshold;
    std::size_t into = 0;
    std::size_t from = 0;
    for (std::size_t a = 0; a < groups.size(); ++a) {
      for (std::size_t b = a + 1; b < groups.size(); ++b) {
        if (groups[a] != a || groups[b] != b) continue;
        const auto mean = mean_between(table, groups, a, b);
        if (!mean || *mean <= best) continue;
        best = *mean;
        into = a;
        from = b;
      }
    }
    if (into == from) return groups;
    for (std::size_t& group : groups) group = group == from ? into : group;
  }
}

TEST_CASE("average link: as by its definition, whatever the sizes, with pairs that may not meet") {
  std::mt19937 random(7);
  LinkTable links;
  for (std::size_t items = 1; items <= 14; ++items) {
    for (int round = 0; round < 40; ++round) {
      const Table table = random_table(random, items);
      links.reset(items);
      for (std::size_t i = 0; i < items; ++i) links.set_size(i, table.sizes[i]);
      for (std::size_t i = 0; i < items; ++i) {
        for (std::size_t j = i + 1; j < items; ++j) {
          links.set_mean(i, j, table.means[i][j] == never ? 0 : table.means[i][j]);
          if (table.means[i][j] == never) links.forbid(j, i);
        }
      }
      CHECK(links.group(100) == group_by_definition(table, 100));
    }
  }
}

TEST_CASE("pair scores: what is found is what was put, for this pair and no other") {
  PairScores scores;
  CHECK_FALSE(scores.find(3, 4));
  scores.put(3, 4, -17);
  CHECK(scores.find(3, 4) == -17);
  CHECK_FALSE(scores.find(4, 3));
  CHECK_FALSE(scores.find(3, 5));
  // Far more pairs than there is room for: some are forgotten, none is wrong.
  std::size_t found = 0;
  for (std::uint64_t a = 0; a < 800; ++a) {
    for (std::uint64_t b = a + 1; b < 800; ++b) {
      scores.put(a, b, static_cast<std::int32_t>(a * 1000 + b));
    }
  }
  for (std::uint64_t a = 0; a < 800; ++a) {
    for (std::uint64_t b = a + 1; b < 800; ++b) {
      const auto score = scores.find(a, b);
      if (!score) continue;
      ++found;
      REQUIRE(*score == static_cast<std::int32_t>(a * 1000 + b));
    }
  }
  CHECK(found > 80'000);
  CHECK(found < 800 * 799 / 2);
}

}  // namespace
}  // namespace newsloom::cluster
