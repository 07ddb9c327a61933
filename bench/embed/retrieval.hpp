// How well similarities find what belongs together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <newsloom/article.hpp>
#include <newsloom/embed/embedder.hpp>
#include <newsloom/text/analysis.hpp>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace newsloom::bench {

/// Texts with what similarities are computed from.
struct Embedded {
  std::vector<std::string> languages;
  std::vector<std::vector<std::pair<std::uint32_t, float>>> words;  // unit tf-idf, by term number
  std::vector<std::vector<std::pair<std::uint32_t, float>>> names;
  std::vector<float> dense;  // (texts, dim), unit rows; empty without vectors
  std::size_t dim = 0;

  [[nodiscard]] std::size_t size() const { return words.size(); }
};

/// How far concepts reach.
struct ConceptCoverage {
  std::size_t names = 0;     // capitalised tokens that are no stop words
  std::size_t mapped = 0;    // of those, in the name of a concept
  std::size_t articles = 0;  // with at least one concept
};

/// Analyses the texts; idf is that of these texts, by language. `embedder` may be null. With
/// `concepts`, those found in capitalised words are further names.
Embedded embed_texts(std::span<const Article> articles, embed::Embedder* embedder,
                     const embed::Concepts* concepts = nullptr,
                     ConceptCoverage* coverage = nullptr);

/// Weights of the three cosines a similarity is the sum of.
struct Mix {
  std::string name;
  float words = 0;
  float names = 0;
  float dense = 0;
};

/// Which pairs are looked at.
enum class Pairs { all, across_languages };

/// Mean average precision: of each text's ranking of the others, how far up those of its event
/// (`labels`) are; texts without another one are no queries. Ties count as half. One figure a mix.
/// At most `max_queries` texts, evenly spaced. O(queries * texts * terms in common).
std::vector<double> mean_average_precision(const Embedded& texts,
                                           std::span<const std::uint32_t> labels,
                                           std::span<const Mix> mixes, Pairs pairs,
                                           std::size_t max_queries);

/// Share of `texts[i]` (first half) whose most similar one of the second half is i + n/2.
std::vector<double> precision_at_1(const Embedded& texts, std::span<const Mix> mixes);

}  // namespace newsloom::bench
