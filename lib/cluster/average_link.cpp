#include "average_link.hpp"

#include <algorithm>
#include <numeric>

namespace newsloom::cluster {

void LinkTable::reset(std::size_t items) {
  sizes_.assign(items, 1);
  sums_.assign(items * items, 0);
  means_.assign(items * items, 0);
  groups_.resize(items);
  std::iota(groups_.begin(), groups_.end(), std::size_t{0});
  alive_ = groups_;
}

void LinkTable::set_mean(std::size_t a, std::size_t b, std::int64_t value) {
  sum(a, b) = sum(b, a) = value * sizes_[a] * sizes_[b];
  mean(std::min(a, b), std::max(a, b)) = value;
}

void LinkTable::forbid(std::size_t a, std::size_t b) {
  sum(a, b) = sum(b, a) = forbidden;
  mean(std::min(a, b), std::max(a, b)) = forbidden;
}

void LinkTable::join(std::size_t into, std::size_t from) {
  const std::int64_t size = sizes_[into] + sizes_[from];
  for (const std::size_t other : alive_) {
    if (other == into || other == from) continue;
    const bool may_not = sum(into, other) <= forbidden || sum(from, other) <= forbidden;
    const std::int64_t total = may_not ? forbidden : sum(into, other) + sum(from, other);
    sum(into, other) = sum(other, into) = total;
    mean(std::min(into, other), std::max(into, other)) =
        may_not ? forbidden : total / (size * sizes_[other]);
  }
  sizes_[into] = size;
  std::ranges::replace(groups_, from, into);
  std::erase(alive_, from);
}

const std::vector<std::size_t>& LinkTable::group(std::int64_t threshold) {
  while (alive_.size() > 1) {
    std::int64_t best = threshold;
    std::size_t into = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i < alive_.size(); ++i) {
      for (std::size_t j = i + 1; j < alive_.size(); ++j) {
        const std::int64_t value = mean(alive_[i], alive_[j]);
        if (value <= best) continue;
        best = value;
        into = alive_[i];
        from = alive_[j];
      }
    }
    if (into == from) break;
    join(into, from);
  }
  return groups_;
}

}  // namespace newsloom::cluster
