#include "sum_index.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace newsloom::cluster {
namespace {

constexpr std::uint64_t first_homes = 4096;
constexpr std::size_t tail = 64;  // cells behind the last home
// Terms ahead of the one at hand whose cells, and whose lists, are on their way from memory.
constexpr std::size_t far = 12;
constexpr std::size_t near = 5;

}  // namespace

SumIndex::SumIndex() {
  for (Table& table : tables_) table.resize(first_homes);
}
SumIndex::~SumIndex() { clear(); }

SumIndex::SumIndex(SumIndex&& other) noexcept
    : tables_(std::exchange(other.tables_, {})), list_bytes_(std::exchange(other.list_bytes_, 0)) {}

SumIndex& SumIndex::operator=(SumIndex&& other) noexcept {
  if (this != &other) {
    clear();
    tables_ = std::exchange(other.tables_, {});
    list_bytes_ = std::exchange(other.list_bytes_, 0);
  }
  return *this;
}

void SumIndex::clear() noexcept {
  for (Table& table : tables_) {
    for (Cell& cell : table.cells) {
      if (cell.size > 1) delete[] (cell.many - 1);
    }
    table = {};
  }
}

std::uint32_t SumIndex::Entries::sum_of(std::uint32_t slot, std::uint32_t around) const noexcept {
  constexpr std::uint32_t first_step = 8;  // a line of memory
  std::uint32_t low = around;              // the slot is in [low, high), if anywhere
  std::uint32_t high = around + 1;
  for (std::uint32_t step = first_step; low > 0 && begin[low].slot > slot; step *= 2) {
    high = low;
    low -= std::min(low, step);
  }
  for (std::uint32_t step = first_step; high < size && begin[high].slot <= slot; step *= 2) {
    low = high;
    high += std::min(size - high, step);
  }
  const Posting* const place =
      std::lower_bound(begin + low, begin + high, slot,
                       [](const Posting& posting, std::uint32_t s) { return posting.slot < s; });
  return place != begin + high && place->slot == slot ? place->sum : 0;
}

// What comes up soon: first the table's cells, then the lists they point to.
void SumIndex::prefetch(const Table& table, std::span<const Term> terms,
                        std::size_t i) const noexcept {
  if (i + far < terms.size()) __builtin_prefetch(&table.cells[table.home(terms[i + far])], 1);
  if (i + near < terms.size()) {
    const Cell& cell = table.cells[table.place(terms[i + near])];
    if (cell.size > 1) __builtin_prefetch(cell.many + cell.size / 2, 1);
  }
}

std::uint64_t SumIndex::add(std::size_t view, std::uint32_t slot, const SparseVector& vector) {
  std::uint64_t grown = 0;
  Table& table = tables_[view];
  const auto terms = vector.terms();
  const auto weights = vector.weights();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    prefetch(table, terms, i);
    Posting* const posting = find_or_insert(table.find_or_insert(terms[i]), slot);
    const std::uint64_t weight = weights[i];
    grown += 2 * weight * posting->sum + weight * weight;
    posting->sum += weights[i];
  }
  return grown;
}

std::uint64_t SumIndex::remove(std::size_t view, std::uint32_t slot, const SparseVector& vector) {
  std::uint64_t shrunk = 0;
  Table& table = tables_[view];
  const auto terms = vector.terms();
  const auto weights = vector.weights();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    prefetch(table, terms, i);
    const std::size_t at = table.place(terms[i]);
    Cell& cell = table.cells[at];
    if (cell.size == 0 || cell.term != terms[i]) continue;
    Posting* const posting = find_or_insert(cell, slot);
    const std::uint64_t weight = weights[i];
    shrunk += 2 * weight * posting->sum - weight * weight;
    posting->sum -= weights[i];
    if (posting->sum == 0) erase_entry(cell, posting);
    if (cell.size == 0) table.erase(at);
  }
  return shrunk;
}

std::size_t SumIndex::terms() const noexcept {
  std::size_t terms = 0;
  for (const Table& table : tables_) terms += table.used;
  return terms;
}

std::size_t SumIndex::memory() const noexcept {
  std::size_t bytes = list_bytes_;
  for (const Table& table : tables_) bytes += table.cells.capacity() * sizeof(Cell);
  return bytes;
}

void SumIndex::Table::resize(std::uint64_t new_homes) {
  std::vector<Cell> old(new_homes + tail);
  old.swap(cells);
  homes = new_homes;
  std::size_t next = 0;
  for (const Cell& cell : old) {
    if (cell.size == 0) continue;
    next = std::max(next, home(cell.term));
    if (next + 1 >= cells.size()) cells.resize(next + tail);
    cells[next++] = cell;
  }
}

SumIndex::Cell& SumIndex::Table::find_or_insert(Term term) {
  std::size_t at = place(term);
  if (cells[at].size != 0 && cells[at].term == term) return cells[at];
  if ((used + 1) * 5 > homes * 4) {
    resize(homes + homes / 4);
    at = place(term);
  }
  std::size_t free = at;
  while (cells[free].size != 0) ++free;
  if (free + 1 == cells.size()) cells.resize(cells.size() + tail);
  std::memmove(static_cast<void*>(&cells[at + 1]), &cells[at], (free - at) * sizeof(Cell));
  cells[at] = Cell();
  cells[at].term = term;
  ++used;
  return cells[at];
}

void SumIndex::Table::erase(std::size_t at) {
  std::size_t end = at + 1;
  while (cells[end].size != 0 && home(cells[end].term) < end) ++end;
  std::memmove(static_cast<void*>(&cells[at]), &cells[at + 1], (end - at - 1) * sizeof(Cell));
  cells[end - 1] = Cell();
  --used;
}

// Gives a list of at least two entries room for `room` of them.
void SumIndex::set_room(Cell& cell, std::uint32_t room) {
  auto* const block = new Posting[std::size_t{room} + 1];
  block->slot = room;
  std::memcpy(block + 1, cell.begin(), cell.size * sizeof(Posting));
  list_bytes_ += (std::size_t{room} + 1) * sizeof(Posting);
  if (cell.size > 1) {
    list_bytes_ -= (std::size_t{cell.many[-1].slot} + 1) * sizeof(Posting);
    delete[] (cell.many - 1);
  }
  cell.many = block + 1;
}

SumIndex::Posting* SumIndex::find_or_insert(Cell& cell, std::uint32_t slot) {
  if (cell.size == 0) {
    cell.size = 1;
    cell.one = {slot, 0};
    return &cell.one;
  }
  Posting* const begin = cell.begin();
  Posting* const end = begin + cell.size;
  Posting* place = std::lower_bound(
      begin, end, slot, [](const Posting& posting, std::uint32_t s) { return posting.slot < s; });
  if (place != end && place->slot == slot) return place;
  const auto offset = static_cast<std::size_t>(place - begin);
  constexpr std::uint32_t first_room = 2;
  if (cell.size == 1) {
    set_room(cell, first_room);
  } else if (cell.size == cell.many[-1].slot) {
    set_room(cell, cell.size + cell.size / 4 + 1);
  }
  place = cell.many + offset;
  std::memmove(place + 1, place, (cell.size - offset) * sizeof(Posting));
  *place = {slot, 0};
  ++cell.size;
  return place;
}

void SumIndex::erase_entry(Cell& cell, Posting* posting) {
  const auto rest = static_cast<std::size_t>(cell.begin() + cell.size - (posting + 1));
  std::memmove(posting, posting + 1, rest * sizeof(Posting));
  --cell.size;
  if (cell.size != 1) return;  // else the last one moves into the cell
  Posting* const block = cell.many - 1;
  list_bytes_ -= (std::size_t{block->slot} + 1) * sizeof(Posting);
  cell.one = block[1];
  delete[] block;
}

}  // namespace newsloom::cluster
