#include "cluster/features_file.hpp"

#include <algorithm>
#include <functional>

namespace newsloom::cluster {

namespace {

void write_vector(detail::Writer& out, const SparseVector& vector) {
  out.numbers(vector.hashes());
  out.numbers(vector.weights());
}

SparseVector read_vector(detail::Reader& in) {
  const auto hashes = in.numbers<std::uint64_t>();
  const auto weights = in.numbers<std::uint16_t>();
  const auto is_sorted =
      std::ranges::adjacent_find(hashes, std::ranges::greater_equal{}) == hashes.end();
  const bool in_range = std::ranges::all_of(
      weights, [](std::uint16_t weight) { return weight <= SparseVector::unit; });
  in.require(hashes.size() == weights.size() && is_sorted && in_range);
  return in.ok() ? SparseVector(hashes, weights) : SparseVector();
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
