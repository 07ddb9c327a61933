// Sparse vectors out of maps, for tests.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "newsloom/cluster/features.hpp"

namespace newsloom::cluster {

using Terms = std::map<Term, std::uint16_t>;

inline SparseVector vector_of(const Terms& terms) {
  std::vector<Term> ascending;
  std::vector<std::uint16_t> weights;
  for (const auto& [term, weight] : terms) {
    ascending.push_back(term);
    weights.push_back(weight);
  }
  return {ascending, weights};
}

}  // namespace newsloom::cluster
