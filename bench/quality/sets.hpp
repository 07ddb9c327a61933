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

/// Reads one JSON Lines file. Errors: what ingest reports for the file as a whole.
[[nodiscard]] result<LabelledSet> read_set(const std::string& path);

/// Where the corpora are: NEWSLOOM_CORPORA, else ../shared/data; empty if neither exists.
[[nodiscard]] std::string corpora_folder();

/// The seven sets of events/ in the order of DATA.md.
[[nodiscard]] const std::vector<std::string>& set_names();

}  // namespace newsloom::bench
