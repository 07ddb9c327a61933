#include "cluster/features_file.hpp"

#include <algorithm>
#include <functional>

namespace newsloom::cluster {

namespace {

constexpr std::size_t most_terms = 4096;  // as `TermStatisticsOptions::max_terms` may say

void write_vector(detail::Writer& out, const SparseVector& vector) {
  out.numbers(vector.terms());
  out.numbers(vector.weights());
}

SparseVector read_vector(detail::Reader& in) {
  const auto terms = in.numbers<Term>();
  const auto weights = in.numbers<std::uint16_t>();
  const auto is_sorted =
      std::ranges::adjacent_find(terms, std::ranges::greater_equal{}) == terms.end();
  const bool in_range = std::ranges::all_of(
      weights, [](std::uint16_t weight) { return weight <= SparseVector::unit; });
  in.require(terms.size() == weights.size() && terms.size() <= most_terms && is_sorted && in_range);
  return in.ok() ? SparseVector(terms, weights) : SparseVector();
}

}  // namespace

void write_features(detail::Writer& out, const ArticleFeatures& features) {
  for (const SparseVector& view : features.views) write_vector(out, view);
  write_vector(out, features.title);
  out.numbers(std::span(features.dense));
  out.time(features.published);
  out.number(features.language);
}

std::shared_ptr<const ArticleFeatures> read_features(detail::Reader& in) {
  auto features = std::make_shared<ArticleFeatures>();
  for (SparseVector& view : features->views) view = read_vector(in);
  features->title = read_vector(in);
  features->dense = in.numbers<std::int8_t>();
  in.require(features->dense.size() <= max_dense_dim);
  features->published = in.time();
  features->language = in.number<std::uint32_t>();
  return features;
}

}  // namespace newsloom::cluster
