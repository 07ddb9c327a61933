// Articles of different outlets that tell the same news, found by their words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "corpus.hpp"

namespace train {

struct PartnerOptions {
  std::int32_t days = 1;        // apart, at most
  float least_cosine = 0.4F;    // of title and lead; below: another event
  float most_cosine = 0.8F;     // above: a copy, which teaches nothing
  std::size_t each = 3;         // partners an article has at most
  std::size_t lead_stems = 40;  // of the text, beside the title
  double most_frequent = 0.01;  // words that more articles have find no candidates
};

/// Pairs of documents (indices, the earlier first) of one language and outlets that differ, whose
/// tf-idf cosine is within bounds. Only dated articles. O(pairs within `days` that share a word).
std::vector<std::pair<std::uint32_t, std::uint32_t>> find_partners(const Corpus& corpus,
                                                                   const PartnerOptions& options);

}  // namespace train
