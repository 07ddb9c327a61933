// The inverted index over event sums: for every term, which events hold it and how much.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "newsloom/cluster/features.hpp"

namespace newsloom::cluster {

/// For each (view, term) a list of (event slot, sum of the members' weights), ascending by slot.
///
/// An event's vector *is* its entries here: nothing is stored twice. Most terms have one event, so
/// a list of one lives in the table. Memory: 24 bytes a distinct term at a load of at most 3/4,
/// plus 8 bytes an entry in lists of two and more. Not thread-safe while it changes; `accumulate`
/// is const. Exact: removing what was added leaves every bit as it was.
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

  /// Adds the dot products of `vector` with every event's sum to `dots[slot * stride]`, and calls
  /// `touch(slot)` for each entry met, before adding. O(entries of the vector's terms).
  template <class Touch>
  void accumulate(std::size_t view, const SparseVector& vector, std::uint64_t* dots,
                  std::size_t stride, Touch touch) const {
    const auto hashes = vector.hashes();
    const auto weights = vector.weights();
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      const List* list = find(view, hashes[i]);
      if (list == nullptr) continue;
      const Posting* postings = list->begin();
      for (std::uint32_t p = 0; p < list->size; ++p) {
        touch(postings[p].slot);
        dots[postings[p].slot * stride] += std::uint64_t{weights[i]} * postings[p].sum;
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

  [[nodiscard]] const List* find(std::size_t view, std::uint64_t hash) const noexcept;
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
