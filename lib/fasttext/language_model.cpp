#include "newsloom/fasttext/language_model.hpp"

#include <fasttext/fasttext.h>

#include <algorithm>
#include <cmath>
#include <sstream>
#include <utility>
#include <vector>

#include "fasttext/model_file.hpp"

namespace newsloom::fasttext {
struct LanguageModel::State {
  ::fasttext::FastText model;
  LanguageModelOptions options;
};

LanguageModel::LanguageModel(std::unique_ptr<State> state) : state_(std::move(state)) {}
LanguageModel::~LanguageModel() = default;

result<std::shared_ptr<const LanguageModel>> LanguageModel::load(
    const std::string& path, const LanguageModelOptions& options) {
  auto state = std::make_unique<State>();
  state->options = options;
  const auto loaded = load_model(path, options.max_bytes, state->model);
  if (!loaded) return loaded.error();
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
