// Word vectors under which the passages of one article are alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <newsloom/embed/model_builder.hpp>
#include <span>
#include <string>
#include <utility>

#include "corpus.hpp"
#include "translations.hpp"

namespace train {

struct PairOptions {
  std::size_t dim = 96;
  std::size_t epochs = 6;
  std::size_t batch = 512;      // pairs; the others of a batch are a pair's negatives
  float temperature = 0.05F;    // of the softmax over a batch
  float rate = 0.1F;            // Adagrad's, decaying to a tenth
  std::uint32_t min_count = 5;  // documents that have the word
  std::size_t max_rows = 60000;
  std::uint64_t seed = 1;
  float sif = 1e-3F;  // Arora et al. 2017: a word starts with length a / (a + p)
};

using Log = std::function<void(const std::string&)>;

/// Learns one vector a stem, shared by all languages, such that the sum over a title is nearer to
/// the sum over the article's lead than to those of other articles of the same days: InfoNCE over
/// in-batch negatives (van den Oord et al. 2018), batches of neighbours in time. Pairs of an
/// article: title and lead, title and body, lead and body; of a bare title: its two halves.
/// A word's length is learned with it, so it is its weight.
/// What is learned from beside the articles by themselves.
struct MorePairs {
  /// Of `find_partners`: title and lead of one against title and lead of the other.
  std::span<const std::pair<std::uint32_t, std::uint32_t>> partners;
  /// These put languages into one space.
  std::span<const Translation> translations;
};

newsloom::embed::VectorTable train_pairs(const Corpus& corpus, const MorePairs& more,
                                         const PairOptions& options, const Log& log);

}  // namespace train
