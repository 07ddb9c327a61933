#include "newsloom/embed/hash_index.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstring>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "embed/hash_index_writer.hpp"

namespace {

using newsloom::embed::HashIndex;
using newsloom::embed::HashIndexWriter;

// Numbers want an aligned home.
std::vector<std::uint64_t> aligned(const std::string& bytes) {
  std::vector<std::uint64_t> home(bytes.size() / sizeof(std::uint64_t) + 1);
  std::memcpy(home.data(), bytes.data(), bytes.size());
  return home;
}
std::span<const std::byte> as_bytes(const std::vector<std::uint64_t>& home, std::size_t size) {
  return std::as_bytes(std::span(home)).first(size);
}

TEST_SUITE("embed hash_index") {
  TEST_CASE("what was written is found in its row, and nothing else is") {
    std::mt19937_64 random(7);
    for (const std::size_t count : {0U, 1U, 2U, 5U, 100U, 5000U}) {
      std::set<std::uint64_t> distinct;
      while (distinct.size() < count) distinct.insert(random());
      const std::vector<std::uint64_t> hashes(distinct.begin(), distinct.end());
      const HashIndexWriter writer(hashes);
      const auto home = aligned(writer.bytes());
      const auto index = HashIndex::read(as_bytes(home, writer.bytes().size()));
      REQUIRE(index.has_value());
      CHECK(index->size() == count);
      CHECK(index->size_bytes() == writer.bytes().size());
      REQUIRE(writer.order().size() == count);
      for (std::size_t row = 0; row < count; ++row) {
        CHECK(index->find(hashes[writer.order()[row]]) == row);
      }
      for (int i = 0; i < 1000; ++i) {
        const std::uint64_t hash = random();
        if (!distinct.contains(hash)) CHECK(index->find(hash) == HashIndex::npos);
      }
    }
  }

  TEST_CASE("hashes that the index cannot tell apart have one row") {
    const std::vector<std::uint64_t> hashes = {1, 1ULL << 40U | 1U, 2};
    const HashIndexWriter writer(hashes);
    CHECK(writer.order() == std::vector<std::size_t>{0, 2});
  }

  TEST_CASE("bytes that are no index are refused") {
    const std::vector<std::uint64_t> hashes = {5, 1ULL << 63U, 77, 1ULL << 62U, 3, 9, 12, 1000};
    const std::string bytes = HashIndexWriter(hashes).bytes();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const auto home = aligned(bytes);
      CHECK_FALSE(HashIndex::read(as_bytes(home, size)).has_value());
    }
    for (const std::size_t at : {0U, 4U, 8U, 12U}) {  // rows, bucket bits, the first starts
      std::string changed = bytes;
      changed[at + 3] = '\x7f';
      const auto home = aligned(changed);
      CHECK_FALSE(HashIndex::read(as_bytes(home, changed.size())).has_value());
    }
  }
}

}  // namespace
