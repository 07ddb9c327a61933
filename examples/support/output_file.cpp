#include "support/output_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

namespace examples {

bool OutputFile::open(const std::string& path) {
  if (path.empty()) return true;
  path_ = path;
  file_.reset(std::fopen(path.c_str(), "wb"));
  if (!file_) fmt::print(stderr, "cannot write {}: {}\n", path, std::strerror(errno));
  return file_ != nullptr;
}

void OutputFile::write(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), file_.get());
  std::fputc('\n', file_.get());
}

bool OutputFile::close() {
  if (!file_) return true;
  const bool failed_before = std::ferror(file_.get()) != 0;
  const bool failed = std::fclose(file_.release()) != 0 || failed_before;
  if (failed) fmt::print(stderr, "cannot write all of {}: {}\n", path_, std::strerror(errno));
  return !failed;
}

}  // namespace examples
