// The inverted index over event sums: for every term, which events hold it and how much.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "hash.hpp"
#include "newsloom/cluster/features.hpp"

namespace newsloom::cluster {

/// For each (view, term) a list of (event slot, sum of the members' weights), ascending by slot.
///
/// An event's vector *is* its entries here: nothing is stored twice. Most terms have one event, so
/// a list of one lives in the table. Memory: 24 bytes a distinct term at a load of at most 3/4,
/// plus 8 bytes an entry in lists of two and more. Not thread-safe while it changes. Exact:
/// removing what was added leaves every bit as it was.
class SumIndex {
 public:
  struct Posting {
    std::uint32_t slot;
    std::uint32_t sum;
  };

  SumIndex();
  ~SumIndex();
  SumIndex(SumIndex&& other) noexcept;
  SumIndex& operator=(SumIndex&& other) noexcept;

  /// Adds a vector to the sum of `slot`; returns by how much the sum's squared length grows.
  /// O(terms * (log list + list insertions)).
  std::uint64_t add(std::size_t view, std::uint32_t slot, const SparseVector& vector);

  /// Subtracts what was added before; returns by how much the squared length shrinks.
  std::uint64_t remove(std::size_t view, std::uint32_t slot, const SparseVector& vector);

  /// The events that hold one term; valid until the index changes.
  struct Entries {
    const Posting* begin = nullptr;
    std::uint32_t size = 0;
    /// The sum of one event, 0 if it does not hold the term. O(log size).
    [[nodiscard]] std::uint32_t sum_of(std::uint32_t slot) const noexcept;
  };

  /// Calls `visit(hash, weight, entries)` for every term of `vector` that some event holds.
  /// O(terms), the tables' cache misses overlapped.
  template <class Visit>
  void for_each_term(std::size_t view, const SparseVector& vector, Visit visit) const {
    constexpr std::size_t ahead = 8;
    const auto hashes = vector.hashes();
    const auto weights = vector.weights();
    std::array<std::uint64_t, ahead> keys{};
    const std::size_t mask = table_.size() - 1;
    for (std::size_t i = 0; i < hashes.size() + ahead; ++i) {
      if (i >= ahead) {
        const std::size_t term = i - ahead;
        const List& list = table_[position(keys[term % ahead])];
        if (list.key != 0)
          visit(hashes[term], std::uint64_t{weights[term]}, Entries{list.begin(), list.size});
      }
      if (i < hashes.size()) {
        keys[i % ahead] = view_key(hashes[i], view);
        __builtin_prefetch(&table_[keys[i % ahead] & mask]);
      }
    }
  }

  [[nodiscard]] std::size_t terms() const noexcept { return used_; }
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct List {
    std::uint64_t key = 0;  // 0 is free
    std::uint32_t size = 0;
    std::uint32_t capacity = 1;  // 1: `one` is in use
    union {
      Posting one;
      Posting* many;
    };
    List() : one{0, 0} {}
    [[nodiscard]] const Posting* begin() const noexcept { return capacity == 1 ? &one : many; }
    [[nodiscard]] Posting* begin() noexcept { return capacity == 1 ? &one : many; }
  };

  void prefetch(std::uint64_t key) const noexcept;
  void prefetch_list(std::uint64_t key) const noexcept;
  [[nodiscard]] std::size_t position(std::uint64_t key) const noexcept;
  [[nodiscard]] List& find_or_insert(std::uint64_t key);
  [[nodiscard]] static Posting* find_or_insert(List& list, std::uint32_t slot);
  void erase_entry(List& list, Posting* posting);
  void erase_list(std::size_t at);
  void grow();
  void clear() noexcept;

  std::vector<List> table_;  // open addressing, power of two, linear probing, backward-shift erase
  std::size_t used_ = 0;
  std::size_t posting_bytes_ = 0;
};

}  // namespace newsloom::cluster
