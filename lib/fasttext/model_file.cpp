#include "fasttext/model_file.hpp"

#include <exception>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace newsloom::fasttext {
namespace {

constexpr std::int32_t magic = 793712314;  // of fastText's files
constexpr std::int32_t newest_version = 12;

}  // namespace

Error unusable(const std::string& path, const std::string& why) {
  return {ErrorCode::model_unusable, why, {path, {}, {}, {}}};
}

result<void> load_model(const std::string& path, std::uint64_t max_bytes,
                        ::fasttext::FastText& model) {
  std::error_code failed;
  const std::uint64_t bytes = std::filesystem::file_size(path, failed);
  if (failed) return Error{ErrorCode::io_error, failed.message(), {path, {}, {}, {}}};
  if (bytes > max_bytes) {
    return Error{ErrorCode::too_large,
                 std::to_string(bytes) + " bytes; the limit is " + std::to_string(max_bytes),
                 {path, {}, {}, {}}};
  }
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{ErrorCode::io_error, "cannot be opened", {path, {}, {}, {}}};
  std::int32_t head[2] = {};  // NOLINT(*-avoid-c-arrays)
  file.read(reinterpret_cast<char*>(head), sizeof head);
  if (!file || head[0] != magic) return unusable(path, "is no fastText model");
  if (head[1] > newest_version) {
    return unusable(path, "has version " + std::to_string(head[1]) + "; up to " +
                              std::to_string(newest_version) + " are read");
  }
  // fastText throws on what it notices, and bad_alloc on sizes that cannot be.
  try {
    model.loadModel(file);
  } catch (const std::exception& error) {
    return unusable(path, std::string("cannot be loaded: ") + error.what());
  }
  const bool complete = !file.fail();
  if (!complete) return unusable(path, "is truncated");
  if (file.peek() != std::ifstream::traits_type::eof()) {
    return unusable(path, "has bytes behind the model's end");
  }
  return {};
}

}  // namespace newsloom::fasttext
