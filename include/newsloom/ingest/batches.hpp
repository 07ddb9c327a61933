// newsloom ingest: articles in batches, the next one read while the last is worked on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "newsloom/article.hpp"
#include "newsloom/ingest/reader.hpp"

namespace newsloom::ingest {

struct BatchOptions {
  ReadOptions read;
  std::size_t size = 1'024;  ///< articles a batch, at least 1; the last one may be smaller
  std::uint64_t max_articles = UINT64_MAX;
};

/// Has the articles to itself, as long as it runs. Returning false stops the reading.
using BatchCallback = std::function<bool(std::span<Article> batch)>;

/// Reads paths as `read_paths` does, on a thread of its own that is there as long as the call: it
/// reads one batch ahead. Both callbacks run on the calling thread, never at once, in the order of
/// the input but for problems, which are told before the batch they were met in. What a callback
/// throws ends the reading and is thrown on.
///
/// `articles` of the summary counts those handed to `on_batch`. Memory: three batches, and what
/// `read_paths` needs. When it is stopped early it still waits for the read that is under way,
/// which on standard input may take until somebody writes.
ReadSummary read_batches(std::span<const std::string> paths, const BatchOptions& options,
                         const BatchCallback& on_batch, const ProblemCallback& on_problem);

}  // namespace newsloom::ingest
