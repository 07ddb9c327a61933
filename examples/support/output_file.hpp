// A file a program writes line by line.
#pragma once

#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

namespace examples {

/// Says on stderr what went wrong; a disk that is full is noticed at the latest by `close`.
class OutputFile {
 public:
  /// An empty path leaves it closed and is fine.
  bool open(const std::string& path);
  [[nodiscard]] bool is_open() const { return file_ != nullptr; }
  /// Adds the line and a newline.
  void write(std::string_view line);
  bool close();

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_;
  std::string path_;
};

}  // namespace examples
