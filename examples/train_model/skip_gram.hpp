// Plain word vectors, and what makes them fit for sums of words.
#pragma once

#include <cstddef>
#include <newsloom/embed/model_builder.hpp>
#include <newsloom/error.hpp>
#include <string>

#include "corpus.hpp"
#include "pair_trainer.hpp"

namespace train {

/// Skip-gram with negative sampling (Mikolov et al. 2013) by fastText, one thread, over the stems
/// of the articles; takes dim, epochs, min_count, max_rows and seed of the options. Rows have unit
/// length and weight 1. Errors: `invalid_argument` where newsloom is built without fastText.
newsloom::result<newsloom::embed::VectorTable> train_skip_gram(const Corpus& corpus,
                                                               const PairOptions& options,
                                                               const Log& log);

/// Smooth inverse frequency (Arora et al. 2017): a word's weight becomes a / (a + its share).
void weigh_by_frequency(const Corpus& corpus, float a, newsloom::embed::VectorTable& table);

/// Takes out of every row what the first `count` principal components of the articles' vectors
/// (title and lead) have in common.
void remove_components(const Corpus& corpus, std::size_t count,
                       newsloom::embed::VectorTable& table);

}  // namespace train
