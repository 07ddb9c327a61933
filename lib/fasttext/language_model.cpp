#include "newsloom/fasttext/language_model.hpp"

#include <fasttext/fasttext.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

namespace newsloom::fasttext {
namespace {

constexpr std::int32_t magic = 793712314;  // of fastText's files
constexpr std::int32_t newest_version = 12;

Error unusable(const std::string& path, const std::string& why) {
  return {ErrorCode::model_unusable, why, {path, {}, {}, {}}};
}

}  // namespace

struct LanguageModel::State {
  ::fasttext::FastText model;
  LanguageModelOptions options;
};

LanguageModel::LanguageModel(std::unique_ptr<State> state) : state_(std::move(state)) {}
LanguageModel::~LanguageModel() = default;

result<std::shared_ptr<const LanguageModel>> LanguageModel::load(
    const std::string& path, const LanguageModelOptions& options) {
  std::error_code failed;
  const std::uint64_t bytes = std::filesystem::file_size(path, failed);
  if (failed) return Error{ErrorCode::io_error, failed.message(), {path, {}, {}, {}}};
  if (bytes > options.max_bytes) {
    return Error{
        ErrorCode::too_large,
        std::to_string(bytes) + " bytes; the limit is " + std::to_string(options.max_bytes),
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
  auto state = std::make_unique<State>();
  state->options = options;
  // fastText throws on what it notices, and bad_alloc on sizes that cannot be.
  try {
    state->model.loadModel(file);
  } catch (const std::exception& error) {
    return unusable(path, std::string("cannot be loaded: ") + error.what());
  }
  const bool complete = !file.fail();
  if (!complete) return unusable(path, "is truncated");
  if (file.peek() != std::ifstream::traits_type::eof()) {
    return unusable(path, "has bytes behind the model's end");
  }
  if (state->model.getArgs().model != ::fasttext::model_name::sup) {
    return unusable(path, "is no classifier");
  }
  return std::shared_ptr<const LanguageModel>(new LanguageModel(std::move(state)));
}

text::Language LanguageModel::identify(std::string_view sample) const {
  std::string line(sample);  // fastText stops at a line break
  std::ranges::replace(line, '\n', ' ');
  std::istringstream in(line);
  std::vector<std::pair<::fasttext::real, std::string>> found;
  text::Language language;
  if (!state_->model.predictLine(in, found, 1, 0) || found.empty()) return language;
  const auto& [log_probability, label] = found.front();
  language.confidence = std::clamp(std::exp(static_cast<double>(log_probability)), 0.0, 1.0);
  const std::string& prefix = state_->options.label_prefix;
  if (language.confidence < state_->options.least_confidence || !label.starts_with(prefix)) {
    return {};
  }
  language.code = text::primary_language(std::string_view(label).substr(prefix.size()));
  language.reliable = !language.code.empty();
  return language;
}

}  // namespace newsloom::fasttext
