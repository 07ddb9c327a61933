#include "cluster/sum_index.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "cluster/sparse_vectors.hpp"

namespace {

using namespace newsloom::cluster;

// Sums by view, term and slot, the obvious way.
using Sums = std::map<std::pair<std::size_t, Term>, std::map<std::uint32_t, std::uint32_t>>;

// Some anywhere, most close together, and some at either end of what a term can be.
Term random_term(std::mt19937& random) {
  switch (random() % 4) {
    case 0:
      return static_cast<Term>(random());
    case 1:
      return UINT32_MAX - static_cast<Term>(random() % 200);
    case 2:
      return static_cast<Term>(random() % 200);
    default:
      return 0x80000000U + static_cast<Term>(random() % 2'000);
  }
}

std::uint64_t squared(const Sums& sums, std::size_t view, std::uint32_t slot) {
  std::uint64_t total = 0;
  for (const auto& [key, of_slot] : sums) {
    const auto found = of_slot.find(slot);
    if (key.first == view && found != of_slot.end()) {
      total += std::uint64_t{found->second} * found->second;
    }
  }
  return total;
}

void check_all(const SumIndex& index, const Sums& sums) {
  std::size_t terms = 0;
  for (std::size_t view = 0; view < view_count; ++view) {
    Terms all;
    for (const auto& [key, of_slot] : sums) {
      if (key.first == view && !of_slot.empty()) all.emplace(key.second, std::uint16_t{1});
    }
    terms += all.size();
    std::size_t visited = 0;
    index.for_each_term(view, vector_of(all),
                        [&](Term term, std::uint16_t, SumIndex::Entries entries) {
                          ++visited;
                          const auto& expected = sums.at({view, term});
                          REQUIRE(entries.size == expected.size());
                          std::size_t at = 0;
                          for (const auto& [slot, sum] : expected) {
                            CHECK(entries.begin[at].slot == slot);
                            CHECK(entries.begin[at++].sum == sum);
                          }
                          for (std::uint32_t slot = 0; slot < 40; ++slot) {
                            const auto found = expected.find(slot);
                            CHECK(entries.sum_of(slot, entries.guess(slot)) ==
                                  (found == expected.end() ? 0 : found->second));
                          }
                        });
    CHECK(visited == all.size());
  }
  CHECK(index.terms() == terms);
}

TEST_SUITE("cluster sum index") {
  TEST_CASE("sums are those of what was added and not removed, wherever terms stand") {
    std::mt19937 random(11);
    SumIndex index;
    Sums sums;
    struct Added {
      std::size_t view;
      std::uint32_t slot;
      Terms terms;
    };
    std::vector<Added> added;
    for (unsigned step = 0; step < 1'500; ++step) {
      const bool is_removal = step % 3 == 2 && step > 900;
      if (!is_removal) {
        Added one{random() % view_count, static_cast<std::uint32_t>(random() % 40), {}};
        while (one.terms.size() < 1 + step % 60) {
          one.terms[random_term(random)] = static_cast<std::uint16_t>(1 + random() % 4096);
        }
        const std::uint64_t before = step % 50 == 0 ? squared(sums, one.view, one.slot) : 0;
        for (const auto& [term, weight] : one.terms) sums[{one.view, term}][one.slot] += weight;
        const std::uint64_t grown = index.add(one.view, one.slot, vector_of(one.terms));
        if (step % 50 == 0) CHECK(before + grown == squared(sums, one.view, one.slot));
        added.push_back(std::move(one));
        continue;
      }
      std::swap(added[random() % added.size()], added.back());
      const Added gone = std::move(added.back());
      added.pop_back();
      for (const auto& [term, weight] : gone.terms) {
        auto& of_slot = sums.at({gone.view, term});
        of_slot.at(gone.slot) -= weight;
        if (of_slot.at(gone.slot) == 0) of_slot.erase(gone.slot);
      }
      (void)index.remove(gone.view, gone.slot, vector_of(gone.terms));
    }
    check_all(index, sums);
    for (const Added& one : added) (void)index.remove(one.view, one.slot, vector_of(one.terms));
    CHECK(index.terms() == 0);
    sums.clear();
    check_all(index, sums);
  }
}

}  // namespace
