// The labelled sets, read for scoring.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"

namespace newsloom::bench {

/// Articles in file order with their gold event; `unlabelled` where the file gives none (background
/// articles of a dense stream, which are clustered and not scored).
struct LabelledSet {
  static constexpr std::uint32_t unlabelled = UINT32_MAX;
  std::string name;
  std::vector<Article> articles;
  std::vector<std::uint32_t> gold;
};

/// Reads one JSON Lines file, compressed or not. Errors: `io_error`, and `missing_content` when it
/// has no usable article.
[[nodiscard]] result<LabelledSet> read_set(const std::string& path);

/// Puts articles of the same date into a random order, and undated ones among each other: what a
/// stream would as well have brought.
[[nodiscard]] LabelledSet shuffled(const LabelledSet& set, std::uint64_t seed);

/// Where the corpora are: NEWSLOOM_CORPORA, else ../shared/data; empty if there are none.
[[nodiscard]] std::string corpora_folder();

/// The names of the labelled sets in events/.
[[nodiscard]] const std::vector<std::string>& set_names();

}  // namespace newsloom::bench
