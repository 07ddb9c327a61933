// newsloom ingest: articles from files, folders and standard input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "newsloom/article.hpp"
#include "newsloom/ingest/byte_source.hpp"
#include "newsloom/ingest/json_lines.hpp"

namespace newsloom::ingest {

struct ReadOptions {
  JsonLinesOptions json;
  DecompressOptions decompress;
};

/// What was read. Counts only; each rejection has been reported on its own.
struct ReadSummary {
  std::uint64_t files = 0;          ///< opened
  std::uint64_t skipped_files = 0;  ///< in folders: of no format we know, broken links, devices
  std::uint64_t articles = 0;       ///< delivered
  std::uint64_t rejected = 0;       ///< lines and files lost
  std::uint64_t mended = 0;         ///< problems that cost less than an article
  std::uint64_t bytes = 0;          ///< decompressed
  bool stopped = false;             ///< a callback returned false
};

/// Returning false stops the reading.
using ArticleCallback = std::function<bool(Article&&)>;
/// Told of everything lost or mended, with source, line and field.
using ProblemCallback = std::function<void(const Problem&)>;

/// Reads one stream of JSON Lines (or one JSON array of objects), compressed or not. `name` is what
/// problems call it. A bad line costs that line; a damaged stream what comes after the damage.
/// Runs on the calling thread; memory is bounded by the options' line limit.
ReadSummary read_stream(std::unique_ptr<ByteSource> source, const std::string& name,
                        const ReadOptions& options, const ArticleCallback& on_article,
                        const ProblemCallback& on_problem);

/// Reads paths in order: files whatever they are called, folders recursively in order of name (only
/// .jsonl, .ndjson and .json, each also with .gz or .zst; links to folders are not followed), and
/// "-" for standard input. What cannot be read is a problem, and the rest goes on.
ReadSummary read_paths(std::span<const std::string> paths, const ReadOptions& options,
                       const ArticleCallback& on_article, const ProblemCallback& on_problem);

}  // namespace newsloom::ingest
