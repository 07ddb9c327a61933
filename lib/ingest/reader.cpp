#include "newsloom/ingest/reader.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace newsloom::ingest {
namespace {

namespace fs = std::filesystem;

bool is_known_name(std::string_view name) {
  for (const std::string_view packed : {".gz", ".zst"}) {
    if (name.ends_with(packed)) {
      name.remove_suffix(packed.size());
      break;
    }
  }
  return name.ends_with(".jsonl") || name.ends_with(".ndjson") || name.ends_with(".json");
}

// Adds up what happened and passes it on.
class Session {
 public:
  Session(const ReadOptions& options, const ArticleCallback& on_article,
          const ProblemCallback& on_problem)
      : options_(options),
        on_article_(on_article),
        on_problem_(on_problem),
        parser_(options.json) {}

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

  void read(std::unique_ptr<ByteSource> source, const std::string& name) {
    ++summary_.files;
    LineSplitter lines(decompressed(std::move(source), options_.decompress),
                       options_.json.max_line_bytes);
    while (!summary_.stopped && !lines.is_finished()) {
      auto line = lines.next();
      if (!line) {
        reject(line.error(), name);
      } else if (*line) {
        read_line(**line, name);
      }
    }
    summary_.bytes += lines.bytes_read();
  }

  [[nodiscard]] const ReadSummary& summary() const { return summary_; }

 private:
  void read_file(const std::string& path) {
    auto source = open_file(path);
    if (!source) return reject(source.error(), path);
    read(*std::move(source), path);
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
      if (!summary_.stopped) read_file(file);
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
      } else if (entry->is_regular_file(ignored) && is_known_name(entry->path().native())) {
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
    ++summary_.articles;
    summary_.stopped = !on_article_(*std::move(article));
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

ReadSummary read_paths(std::span<const std::string> paths, const ReadOptions& options,
                       const ArticleCallback& on_article, const ProblemCallback& on_problem) {
  Session session(options, on_article, on_problem);
  for (const std::string& path : paths) {
    if (!session.summary().stopped) session.read_path(path);
  }
  return session.summary();
}

}  // namespace newsloom::ingest
