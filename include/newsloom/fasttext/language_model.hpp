// newsloom fasttext: a user's fastText model as the language identifier.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "newsloom/error.hpp"
#include "newsloom/text/language.hpp"

namespace newsloom::fasttext {

struct LanguageModelOptions {
  /// What a label is without this is the language's code.
  std::string label_prefix = "__label__";
  /// Answers less sure than this are "unknown". In [0, 1].
  double least_confidence = 0.5;
  /// A file larger than this is not opened. lid.176.bin has 131 MB, lid.176.ftz 0.9 MB.
  std::uint64_t max_bytes = std::uint64_t{1} << 30U;
};

/// Identifies languages by a supervised fastText model, such as lid.176.ftz, which was right on
/// .985 of single sentences at 15 us (CLD2: .957 at 7 us). Give it to
/// `text::LanguageOptions::model`.
///
/// Immutable once loaded; `identify` may run in several threads. The file is read once and not
/// kept open. What fastText itself does not notice, a file cut short or with something behind its
/// end, is refused here.
class LanguageModel final : public text::LanguageModel {
 public:
  /// Errors: `io_error` if the file cannot be read, `too_large`, `model_unusable` for what is no
  /// fastText model of a version we know, truncated, or not a classifier.
  [[nodiscard]] static result<std::shared_ptr<const LanguageModel>> load(
      const std::string& path, const LanguageModelOptions& options = {});
  ~LanguageModel() override;
  LanguageModel(const LanguageModel&) = delete;
  LanguageModel& operator=(const LanguageModel&) = delete;

  [[nodiscard]] text::Language identify(std::string_view sample) const override;

 private:
  struct State;
  explicit LanguageModel(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::fasttext
