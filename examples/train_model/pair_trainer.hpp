// Word vectors under which the passages of one article are alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <newsloom/embed/model_builder.hpp>
#include <string>

#include "corpus.hpp"

namespace train {

struct PairOptions {
  std::size_t dim = 64;
  std::size_t epochs = 8;
  std::size_t batch = 256;      // pairs; the others of a batch are a pair's negatives
  float temperature = 0.08F;    // of the softmax over a batch
  float rate = 0.1F;            // Adagrad's, decaying to a tenth
  std::uint32_t min_count = 5;  // documents that have the word
  std::size_t max_rows = 60000;
  std::uint64_t seed = 1;
  float sif = 1e-3F;           // Arora et al. 2017: a word starts with length a / (a + p)
  std::size_t components = 0;  // common components taken out afterwards
};

using Log = std::function<void(const std::string&)>;

/// Learns one vector a stem, shared by all languages, such that the sum over a title is nearer to
/// the sum over the article's lead than to those of other articles of the same days: InfoNCE over
/// in-batch negatives (van den Oord et al. 2018), batches of neighbours in time. Pairs of an
/// article: title and lead, title and body, lead and body; of a bare title: its two halves.
/// A word's length is learned with it, so it is its weight.
newsloom::embed::VectorTable train_pairs(const Corpus& corpus, const PairOptions& options,
                                         const Log& log);

}  // namespace train
