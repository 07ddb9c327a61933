// newsloom ingest: the one door: articles from bytes, files, folders and standard input, whatever
// their format.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "newsloom/article.hpp"
#include "newsloom/ingest/byte_source.hpp"
#include "newsloom/ingest/document.hpp"
#include "newsloom/ingest/format.hpp"
#include "newsloom/ingest/json_lines.hpp"
#include "newsloom/ingest/page.hpp"
#include "newsloom/ingest/warc.hpp"

namespace newsloom::ingest {

struct ReadOptions {
  JsonLinesOptions json;
  DecompressOptions decompress;
  PageOptions page;
  DocumentOptions document;  ///< of feeds and other whole documents; `url` and `charset` are unused
  WarcOptions warc;
  /// A stream that begins with more white space than this is given up as `too_large`.
  std::uint64_t max_blank_bytes = std::uint64_t{16} << 20U;
};

/// What was read. Counts only; each rejection has been reported on its own.
struct ReadSummary {
  std::uint64_t files = 0;          ///< opened
  std::uint64_t skipped_files = 0;  ///< in folders: of no format we know, broken links, devices
  std::uint64_t articles = 0;       ///< delivered
  std::uint64_t passed_over = 0;    ///< in archives: answers that hold no article (images, errors)
  std::uint64_t rejected = 0;       ///< items, lines, pages and files lost
  std::uint64_t mended = 0;         ///< problems that cost less than an article
  std::uint64_t bytes = 0;          ///< decompressed
  bool stopped = false;             ///< a callback returned false
};

/// Returning false stops the reading.
using ArticleCallback = std::function<bool(Article&&)>;
/// Told of everything lost or mended, with source, line and field.
using ProblemCallback = std::function<void(const Problem&)>;

/// Reads one stream of any format (see `Format`), compressed or not, known by its content. JSON
/// Lines and web archives are read as they come; other documents are read whole, up to the limit of
/// their options. Each article's `source` is `name` unless it brings one of its own; problems have
/// it too.
///
/// A bad line, item or record costs itself; a damaged stream what comes after the damage; what is
/// of no known format is one rejected problem (`unknown_format`). Nothing is deduplicated. Runs on
/// the calling thread. Memory is bounded: JSON Lines by the line limit, an archive by the record
/// limit and a page, other documents by ten times `document.max_bytes`.
ReadSummary read_stream(std::unique_ptr<ByteSource> source, const std::string& name,
                        const ReadOptions& options, const ArticleCallback& on_article,
                        const ProblemCallback& on_problem);

/// The same of bytes in memory.
ReadSummary read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options,
                       const ArticleCallback& on_article, const ProblemCallback& on_problem);

/// Reads paths in order: files whatever they are called, folders recursively in order of name, and
/// "-" for standard input. In a folder, files of no format we know are skipped and counted, as are
/// hidden ones (".…", "…~") and devices; links to folders are not followed. What cannot be read is
/// a problem, and the rest goes on.
ReadSummary read_paths(std::span<const std::string> paths, const ReadOptions& options,
                       const ArticleCallback& on_article, const ProblemCallback& on_problem);

}  // namespace newsloom::ingest
