#include "newsloom/ingest/reader.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "byte_window.hpp"
#include "document_reader.hpp"
#include "newsloom/ingest/csv.hpp"
#include "newsloom/ingest/warc.hpp"

namespace newsloom::ingest {
namespace {

namespace fs = std::filesystem;

// Backups and what is hidden are nobody's input.
bool is_hidden(const fs::path& path) {
  const std::string name = path.filename().native();
  return name.starts_with('.') || name.ends_with('~');
}

// The beginning of a gzip stream, inflated.
std::string beginning_of_gzip(std::string_view bytes) {
  constexpr std::size_t enough = 64;
  const auto source = decompressed(from_memory(bytes));
  std::string out(enough, '\0');
  std::size_t size = 0;
  while (size < enough) {
    const auto got = source->read(std::as_writable_bytes(std::span(out)).subspan(size));
    if (!got || *got == 0) break;
    size += *got;
  }
  out.resize(size);
  return out;
}

// Adds up what happened and passes it on.
class Session {
 public:
  Session(const ReadOptions& options, const ArticleCallback& on_article,
          const ProblemCallback& on_problem)
      : options_(options),
        on_article_(on_article),
        on_problem_(on_problem),
        parser_(options.json),
        documents_(options) {}

  void read_path(const std::string& path) {
    std::error_code ignored;
    if (path == "-") {
      constexpr int standard_input = 0;
      read(from_descriptor(standard_input, "stdin"), "stdin");
    } else if (fs::is_directory(path, ignored)) {
      read_folder(path);
    } else {
      read_file(path);
    }
  }

  // `in_folder`: what is of no known format is passed over without a word.
  void read(std::unique_ptr<ByteSource> source, const std::string& name, bool in_folder = false) {
    name_ = &name;
    ByteWindow window(std::move(source));
    window.need(zip_head_bytes);
    // An archive is inflated member by member, so that damage stays where it is.
    const bool is_archive = window.begins_with(gzip_magic) &&
                            detect_format(beginning_of_gzip(window.view())) == Format::warc;
    if (is_archive) {
      ++summary_.files;
      return read_archive(from_window(std::move(window)));
    }
    ByteWindow plain(decompressed(from_window(std::move(window)), options_.decompress));
    const auto format = look_at(plain);
    if (format && *format == Format::unknown && in_folder) {
      ++summary_.skipped_files;
      return;
    }
    ++summary_.files;
    if (!format) return reject(format.error(), name);
    read_format(*format, std::move(plain));
  }

  [[nodiscard]] const ReadSummary& summary() const { return summary_; }

 private:
  static constexpr std::size_t zip_head_bytes = 512;

  void read_file(const std::string& path, bool in_folder = false) {
    auto source = open_file(path);
    if (!source) return reject(source.error(), path);
    read(*std::move(source), path, in_folder);
  }

  // What the stream is, with as little of it as tells. White space before it is taken away.
  result<Format> look_at(ByteWindow& window) {
    constexpr std::string_view space = " \t\r\n";
    std::uint64_t blank = 0;
    std::size_t wanted = 1;
    for (;;) {
      window.need(wanted);
      const std::string_view head = window.view();
      if (head.empty()) return Format::json_lines;  // no articles, no fault
      const std::size_t first = head.find_first_not_of(space);
      if (first == std::string_view::npos && head.size() >= format_head_bytes) {
        blank += head.size();
        if (blank > options_.max_blank_bytes) {
          return Error{ErrorCode::too_large,
                       "nothing but white space for " + std::to_string(blank) + " bytes",
                       {}};
        }
        window.consume(head.size());
        continue;
      }
      const Format format = detect_format(head);
      const bool is_all = head.size() < wanted || head.size() >= format_head_bytes;
      // A JSON text may say only later what it is, unless its first line is over.
      const bool is_open = format == Format::unknown || (is_json(format) && !has_line(head));
      if (is_all || !is_open) return first == std::string_view::npos ? Format::json_lines : format;
      wanted = std::min(head.size() + 1, format_head_bytes);
    }
  }

  static bool is_json(Format format) {
    return format == Format::json_lines || format == Format::json_feed || format == Format::ninjs;
  }
  // Whether the first line is there, and is more than an opening bracket.
  static bool has_line(std::string_view head) {
    constexpr std::size_t telling = 16;
    const std::size_t end = head.find('\n');
    return end != std::string_view::npos && end >= telling;
  }

  void read_format(Format format, ByteWindow window) {
    switch (format) {
      case Format::json_lines:
        return read_lines(from_window(std::move(window)));
      case Format::warc:
        window.consume(std::min(window.view().find("WARC/"), window.view().size()));
        return read_archive(from_window(std::move(window)));
      case Format::csv:
        return read_table(from_window(std::move(window)));
      case Format::unknown:
        return reject({ErrorCode::unknown_format, "this is of no format we know", {}}, *name_);
      default:
        return read_document(format, std::move(window));
    }
  }

  void read_lines(std::unique_ptr<ByteSource> source) {
    LineSplitter lines(std::move(source), options_.json.max_line_bytes);
    while (!summary_.stopped && !lines.is_finished()) {
      auto line = lines.next();
      if (!line) {
        reject(line.error(), *name_);
      } else if (*line) {
        read_line(**line, *name_);
      }
    }
    summary_.bytes += lines.bytes_read();
  }

  void read_document(Format format, ByteWindow window) {
    const std::size_t limit = documents_.max_bytes(format);
    window.need(limit + 1);
    summary_.bytes += std::min(window.view().size(), limit);
    if (window.view().size() > limit) {
      return reject({ErrorCode::too_large,
                     "a document (" + std::string(to_string(format)) + ") of more than " +
                         std::to_string(limit) + " bytes",
                     {}},
                    *name_);
    }
    // What came before a fault of the source is read all the same.
    read_bytes_as(format, window.view(), {}, std::nullopt);
    if (window.fault() && !summary_.stopped) reject(*window.fault(), *name_);
  }

  void read_table(std::unique_ptr<ByteSource> source) {
    CsvReader table(std::move(source), options_.document);
    while (!summary_.stopped && !table.is_finished()) {
      problems_.clear();
      auto article = table.next(problems_);
      for (Problem& problem : problems_) tell_of(std::move(problem));
      if (!article) {
        reject(article.error(), *name_);
      } else if (*article) {
        deliver(**std::move(article));
      }
    }
    summary_.bytes += table.bytes_read();
  }

  void read_archive(std::unique_ptr<ByteSource> source) {
    WarcReader archive(std::move(source), options_.warc);
    while (!summary_.stopped && !archive.is_finished()) {
      problems_.clear();
      const auto response = archive.next(problems_);
      for (Problem& problem : problems_) tell_of(std::move(problem));
      if (!response) {
        reject(response.error(), *name_);
      } else if (*response) {
        read_response(**response);
      }
    }
    summary_.bytes += archive.bytes_read();
  }

  void read_response(const WarcResponse& response) {
    constexpr int ok = 200;
    constexpr int redirects = 300;
    Format format = Format::unknown;
    if (response.status >= ok && response.status < redirects) format = detect_format(response.body);
    // Pages may begin with anything, and then only the server says so.
    const bool says_page =
        response.media_type == "text/html" || response.media_type == "application/xhtml+xml";
    if (format == Format::unknown && says_page && response.status == ok) format = Format::html;
    if (!DocumentReader::reads(format)) {
      ++summary_.passed_over;
      return;
    }
    read_bytes_as(format, response.body, {response.url, response.charset, response.fetched},
                  response.offset);
  }

  // `offset`: where in the source the document is.
  void read_bytes_as(Format format, std::string_view bytes, const DocumentSource& source,
                     std::optional<std::uint64_t> offset) {
    documents_.read(
        format, bytes, source, [this](Article&& article) { return deliver(std::move(article)); },
        [&](Problem&& problem) {
          if (offset) {
            problem.error.where.byte = offset;
            problem.error.where.line.reset();
            problem.error.message += ", in " + std::string(source.url);
          }
          tell_of(std::move(problem));
        });
  }

  bool deliver(Article&& article) {
    if (article.source.empty()) article.source = *name_;
    ++summary_.articles;
    summary_.stopped = !on_article_(std::move(article));
    return !summary_.stopped;
  }

  void tell_of(Problem problem) {
    problem.error.where.source = *name_;
    tell(problem);
  }

  void read_folder(const std::string& folder) {
    std::vector<std::string> files;
    std::vector<std::string> folders = {folder};
    while (!folders.empty()) {
      const std::string next = std::move(folders.back());
      folders.pop_back();
      list(next, files, folders);
    }
    std::sort(files.begin(), files.end());
    for (const std::string& file : files) {
      if (!summary_.stopped) read_file(file, true);
    }
  }

  // One folder: what it holds is added to `files` and `folders`. One that cannot be listed costs
  // only itself.
  void list(const std::string& folder, std::vector<std::string>& files,
            std::vector<std::string>& folders) {
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      std::error_code ignored;
      if (entry->is_directory(ignored)) {
        if (!entry->is_symlink(ignored)) folders.push_back(entry->path().native());
      } else if (entry->is_regular_file(ignored) && !is_hidden(entry->path())) {
        files.push_back(entry->path().native());
      } else {
        ++summary_.skipped_files;
      }
    }
    if (error) reject({ErrorCode::io_error, "cannot list: " + error.message(), {}}, folder);
  }

  void read_line(const LineSplitter::Line& line, const std::string& name) {
    problems_.clear();
    auto article = parser_.parse(line.bytes, problems_);
    for (Problem& problem : problems_) report(std::move(problem), name, line);
    if (!article) return report({article.error(), true}, name, line);
    deliver(*std::move(article));
  }

  void report(Problem problem, const std::string& name, const LineSplitter::Line& line) {
    Location& where = problem.error.where;
    where.source = name;
    where.line = line.number;
    where.byte = line.offset + where.byte.value_or(0);
    tell(problem);
  }

  void reject(Error error, const std::string& name) {
    error.where.source = name;
    tell({std::move(error), true});
  }

  void tell(const Problem& problem) {
    ++(problem.rejected ? summary_.rejected : summary_.mended);
    if (on_problem_) on_problem_(problem);
  }

  const ReadOptions& options_;
  const ArticleCallback& on_article_;
  const ProblemCallback& on_problem_;
  ArticleParser parser_;
  DocumentReader documents_;
  const std::string* name_ = nullptr;  // of what is being read
  std::vector<Problem> problems_;
  ReadSummary summary_;
};

}  // namespace

ReadSummary read_stream(std::unique_ptr<ByteSource> source, const std::string& name,
                        const ReadOptions& options, const ArticleCallback& on_article,
                        const ProblemCallback& on_problem) {
  Session session(options, on_article, on_problem);
  session.read(std::move(source), name);
  return session.summary();
}

ReadSummary read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options,
                       const ArticleCallback& on_article, const ProblemCallback& on_problem) {
  return read_stream(from_memory(bytes), name, options, on_article, on_problem);
}

ReadSummary read_paths(std::span<const std::string> paths, const ReadOptions& options,
                       const ArticleCallback& on_article, const ProblemCallback& on_problem) {
  Session session(options, on_article, on_problem);
  for (const std::string& path : paths) {
    if (!session.summary().stopped) session.read_path(path);
  }
  return session.summary();
}

}  // namespace newsloom::ingest
