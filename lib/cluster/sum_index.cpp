#include "sum_index.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

namespace newsloom::cluster {
namespace {
constexpr std::size_t first_capacity = std::size_t{1} << 12U;
// Terms ahead of the one at hand whose cells, and whose lists, are on their way from memory.
constexpr std::size_t far = 12;
constexpr std::size_t near = 5;
}  // namespace

SumIndex::SumIndex() : table_(first_capacity) {}
SumIndex::~SumIndex() { clear(); }

SumIndex::SumIndex(SumIndex&& other) noexcept
    : table_(std::exchange(other.table_, {})),
      used_(std::exchange(other.used_, 0)),
      posting_bytes_(std::exchange(other.posting_bytes_, 0)) {}

SumIndex& SumIndex::operator=(SumIndex&& other) noexcept {
  if (this != &other) {
    clear();
    table_ = std::exchange(other.table_, {});
    used_ = std::exchange(other.used_, 0);
    posting_bytes_ = std::exchange(other.posting_bytes_, 0);
  }
  return *this;
}

void SumIndex::clear() noexcept {
  for (List& list : table_) {
    if (list.capacity > 1) delete[] list.many;
  }
  table_.clear();
}

std::uint32_t SumIndex::Entries::sum_of(std::uint32_t slot) const noexcept {
  const Posting* const end = begin + size;
  const Posting* const place = std::lower_bound(
      begin, end, slot, [](const Posting& posting, std::uint32_t s) { return posting.slot < s; });
  return place != end && place->slot == slot ? place->sum : 0;
}

// The list of a term that comes up soon: first the table's cell, then the list it points to.
void SumIndex::prefetch(std::uint64_t key) const noexcept {
  __builtin_prefetch(&table_[key & (table_.size() - 1)], 1);
}

void SumIndex::prefetch_list(std::uint64_t key) const noexcept {
  const List& list = table_[key & (table_.size() - 1)];
  if (list.capacity > 1) __builtin_prefetch(list.many + list.size / 2, 1);
}

std::uint64_t SumIndex::add(std::size_t view, std::uint32_t slot, const SparseVector& vector) {
  std::uint64_t grown = 0;
  const auto hashes = vector.hashes();
  const auto weights = vector.weights();
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + far < hashes.size()) prefetch(view_key(hashes[i + far], view));
    if (i + near < hashes.size()) prefetch_list(view_key(hashes[i + near], view));
    List& list = find_or_insert(view_key(hashes[i], view));
    const std::uint32_t before = list.capacity;
    Posting* posting = find_or_insert(list, slot);
    if (list.capacity != before) {
      posting_bytes_ += (list.capacity - (before == 1 ? 0 : before)) * sizeof(Posting);
    }
    const std::uint64_t weight = weights[i];
    grown += 2 * weight * posting->sum + weight * weight;
    posting->sum += weights[i];
  }
  return grown;
}

std::uint64_t SumIndex::remove(std::size_t view, std::uint32_t slot, const SparseVector& vector) {
  std::uint64_t shrunk = 0;
  const auto hashes = vector.hashes();
  const auto weights = vector.weights();
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (i + far < hashes.size()) prefetch(view_key(hashes[i + far], view));
    if (i + near < hashes.size()) prefetch_list(view_key(hashes[i + near], view));
    const std::size_t at = position(view_key(hashes[i], view));
    List& list = table_[at];
    if (list.key == 0) continue;
    Posting* posting = find_or_insert(list, slot);
    const std::uint64_t weight = weights[i];
    shrunk += 2 * weight * posting->sum - weight * weight;
    posting->sum -= weights[i];
    if (posting->sum == 0) erase_entry(list, posting);
    if (list.size == 0) erase_list(at);
  }
  return shrunk;
}

std::size_t SumIndex::memory() const noexcept {
  return table_.size() * sizeof(List) + posting_bytes_;
}

std::size_t SumIndex::position(std::uint64_t key) const noexcept {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = key & mask;
  while (table_[at].key != 0 && table_[at].key != key) at = (at + 1) & mask;
  return at;
}

SumIndex::List& SumIndex::find_or_insert(std::uint64_t key) {
  std::size_t at = position(key);
  if (table_[at].key == key) return table_[at];
  if ((used_ + 1) * 4 > table_.size() * 3) {
    grow();
    at = position(key);
  }
  table_[at].key = key;
  ++used_;
  return table_[at];
}

SumIndex::Posting* SumIndex::find_or_insert(List& list, std::uint32_t slot) {
  Posting* const begin = list.begin();
  Posting* const end = begin + list.size;
  Posting* place = std::lower_bound(
      begin, end, slot, [](const Posting& posting, std::uint32_t s) { return posting.slot < s; });
  if (place != end && place->slot == slot) return place;
  const auto offset = place - begin;
  if (list.size == list.capacity) {
    const std::uint32_t capacity = list.capacity * 2;
    auto* const moved = new Posting[capacity];
    std::memcpy(moved, begin, list.size * sizeof(Posting));
    if (list.capacity > 1) delete[] list.many;
    list.many = moved;
    list.capacity = capacity;
  }
  place = list.begin() + offset;
  std::memmove(place + 1, place, (list.size - static_cast<std::size_t>(offset)) * sizeof(Posting));
  *place = {slot, 0};
  ++list.size;
  return place;
}

void SumIndex::erase_entry(List& list, Posting* posting) {
  const auto rest = static_cast<std::size_t>(list.begin() + list.size - (posting + 1));
  std::memmove(posting, posting + 1, rest * sizeof(Posting));
  --list.size;
}

void SumIndex::erase_list(std::size_t at) {
  if (table_[at].capacity > 1) {
    posting_bytes_ -= table_[at].capacity * sizeof(Posting);
    delete[] table_[at].many;
  }
  const std::size_t mask = table_.size() - 1;
  std::size_t hole = at;
  for (std::size_t next = (hole + 1) & mask; table_[next].key != 0; next = (next + 1) & mask) {
    const std::size_t home = table_[next].key & mask;
    if (((next - home) & mask) >= ((next - hole) & mask)) {
      table_[hole] = table_[next];
      hole = next;
    }
  }
  table_[hole] = List();
  --used_;
}

void SumIndex::grow() {
  std::vector<List> old(table_.size() * 2);
  old.swap(table_);
  for (const List& list : old) {
    if (list.key != 0) table_[position(list.key)] = list;
  }
}

}  // namespace newsloom::cluster
