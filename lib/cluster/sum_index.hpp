// The inverted index over event sums: for every term, which events hold it and how much.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "newsloom/cluster/features.hpp"

namespace newsloom::cluster {

/// For each (view, term) a list of (event slot, sum of the members' weights), ascending by slot.
///
/// An event's vector *is* its entries here: nothing is stored twice. The terms of a view stand in
/// ascending order in a table with gaps, near where their value says, so a look-up is one guess and
/// a short walk, and growing is one pass. Most terms have one event, so a list of one lives in the
/// table. Memory: 16 bytes a distinct term at a load of .64 to .8, plus 8 bytes an entry in lists
/// of two and more, and one for the list. Not thread-safe while it changes. Exact: removing what
/// was added leaves every bit as it was.
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
    /// Where the entry of an event is if slots are spread evenly, and warns memory of it.
    [[nodiscard]] std::uint32_t guess(std::uint32_t slot) const noexcept {
      const std::uint32_t first = begin[0].slot;
      const std::uint32_t last = begin[size - 1].slot;
      const std::uint32_t near = std::clamp(slot, first, last) - first;
      const std::uint32_t span = std::max(last - first, 1U);
      const auto place = static_cast<std::uint32_t>(std::uint64_t{near} * (size - 1) / span);
      __builtin_prefetch(begin + place);
      return place;
    }
    /// The sum of one event, 0 if it does not hold the term, looked for around a place. O(log of
    /// how far it is from there).
    [[nodiscard]] std::uint32_t sum_of(std::uint32_t slot, std::uint32_t around) const noexcept;
  };

  /// Calls `visit(term, weight, entries)` for every term of `vector` that some event holds.
  /// O(terms), the tables' cache misses overlapped.
  template <class Visit>
  void for_each_term(std::size_t view, const SparseVector& vector, Visit visit) const {
    constexpr std::size_t ahead = 8;
    const Table& table = tables_[view];
    const auto terms = vector.terms();
    const auto weights = vector.weights();
    for (std::size_t i = 0; i < terms.size() + ahead; ++i) {
      if (i < terms.size()) __builtin_prefetch(&table.cells[table.home(terms[i])]);
      if (i < ahead) continue;
      const Cell& cell = table.cells[table.place(terms[i - ahead])];
      if (cell.size != 0 && cell.term == terms[i - ahead]) {
        visit(cell.term, weights[i - ahead], Entries{cell.begin(), cell.size});
      }
    }
  }

  [[nodiscard]] std::size_t terms() const noexcept;
  [[nodiscard]] std::size_t memory() const noexcept;

 private:
  struct Cell {
    Term term = 0;
    std::uint32_t size = 0;  // entries; 0: the cell is free; 1: `one` is the entry
    union {
      Posting one;
      Posting* many;  // behind an entry whose `slot` is the room there is
    };
    Cell() : one{0, 0} {}
    [[nodiscard]] const Posting* begin() const noexcept { return size == 1 ? &one : many; }
    [[nodiscard]] Posting* begin() noexcept { return size == 1 ? &one : many; }
  };
  // Used cells ascend by term, and none stands before its home or is kept from it by a free one.
  // The last cell is always free.
  struct Table {
    std::vector<Cell> cells;
    std::uint64_t homes = 0;
    std::size_t used = 0;
    [[nodiscard]] std::size_t home(Term term) const noexcept { return (term * homes) >> 32U; }
    // The term's cell, or where it would have to stand.
    [[nodiscard]] std::size_t place(Term term) const noexcept {
      std::size_t at = home(term);
      while (cells[at].size != 0 && cells[at].term < term) ++at;
      return at;
    }
    void resize(std::uint64_t new_homes);
    Cell& find_or_insert(Term term);
    void erase(std::size_t at);
  };

  void prefetch(const Table& table, std::span<const Term> terms, std::size_t i) const noexcept;
  Posting* find_or_insert(Cell& cell, std::uint32_t slot);
  void erase_entry(Cell& cell, Posting* posting);
  void set_room(Cell& cell, std::uint32_t room);
  void clear() noexcept;

  std::array<Table, view_count> tables_;
  std::size_t list_bytes_ = 0;
};

}  // namespace newsloom::cluster
