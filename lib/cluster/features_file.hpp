// Frozen features as bytes and back.
#pragma once

#include <memory>

#include "newsloom/cluster/features.hpp"
#include "types/binary.hpp"

namespace newsloom::cluster {

void write_features(detail::Writer& out, const ArticleFeatures& features);
/// Refuses (see `Reader::ok`) what breaks the promises of `SparseVector`.
[[nodiscard]] std::shared_ptr<const ArticleFeatures> read_features(detail::Reader& in);

}  // namespace newsloom::cluster
