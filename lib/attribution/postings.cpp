#include "attribution/postings.hpp"

namespace newsloom::attribution {
namespace {

constexpr std::size_t first_capacity = 1024;

}  // namespace

Postings::Postings() : table_(first_capacity), lists_(1) {}

void Postings::append(std::uint32_t value, std::uint32_t place) {
  if (used_ * 2 > table_.size()) grow();
  Entry& entry = table_[position(value)];
  if (entry.reference == 0) {
    entry = {value, place * 2 + 1};
    ++used_;
  } else if (is_list(entry.reference)) {
    lists_[entry.reference / 2].places.push_back(place);
  } else {
    const std::uint32_t first = entry.reference / 2;
    entry.reference = static_cast<std::uint32_t>(lists_.size()) * 2;
    lists_.push_back({{first, place}, 0});
  }
}

void Postings::grow() {
  std::vector<Entry> old(table_.size() * 2);
  old.swap(table_);
  for (const Entry& entry : old) {
    if (entry.reference != 0) table_[position(entry.value)] = entry;
  }
}

std::size_t Postings::memory() const noexcept {
  std::size_t bytes = table_.capacity() * sizeof(Entry) + lists_.capacity() * sizeof(List);
  for (const List& list : lists_) bytes += list.places.capacity() * sizeof(std::uint32_t);
  return bytes;
}

}  // namespace newsloom::attribution
