// newsloom text: which language an article is in.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace newsloom::text {

/// An answer. `code` is a BCP-47 primary subtag in lower case ("en", "zh"), empty when unknown.
struct Language {
  std::string code;
  double confidence = 0;  ///< of the identification, in [0, 1]; 0 if only declared
  bool reliable = false;  ///< the text itself says so, clearly

  friend bool operator==(const Language&, const Language&) = default;
};

/// Something that reads a language off a text; inject one to replace CLD2 (a fastText lid.176
/// model, say). Implementations are thread-safe for concurrent calls.
class LanguageModel {
 public:
  virtual ~LanguageModel() = default;
  /// Up to `LanguageOptions::sample_bytes` of well-formed UTF-8. Never fails: unknown is empty.
  [[nodiscard]] virtual Language identify(std::string_view sample) const = 0;
};

struct LanguageOptions {
  /// Bytes looked at: the title, then the text's beginning. 64 to 65,536. CLD2 takes about 28 us
  /// for 600 bytes and is right on .957 of single sentences, so more buys nothing.
  std::size_t sample_bytes = 600;
  /// Of these, bytes looked at first: where they are clear, nothing else is (bench/RESULTS.md,
  /// "language"). From `sample_bytes` on: all at once.
  std::size_t first_bytes = 300;
  /// Confidence from which the text overrules the declared language. [0, 1].
  double overrule_confidence = 0.9;
  /// A sample shorter than this never overrules: headlines are full of foreign names.
  std::size_t overrule_bytes = 80;
  /// Replaces the built-in model (CLD2); null keeps it.
  std::shared_ptr<const LanguageModel> model = {};
};

/// Decides on the language of an article from its text and from what its source declared.
///
/// The text is asked first: by the function words of its beginning (79 languages; not where a model
/// was injected), then, if these are unclear or contradict what was declared, by the model, which
/// sees more of it if its beginning is unclear. Where the text is short or unclear the declared
/// language holds, where it is clear and contradicts, the text wins (an English wire story on a
/// Spanish site). Region and script are dropped: "pt-BR" is "pt". Immutable after construction and
/// thread-safe.
class LanguageIdentifier {
 public:
  explicit LanguageIdentifier(LanguageOptions options = {});

  /// Both texts well-formed UTF-8, either may be empty; `declared` any BCP-47 tag or empty.
  /// O(sample_bytes).
  [[nodiscard]] Language identify(std::string_view title, std::string_view text,
                                  std::string_view declared = {}) const;

 private:
  LanguageOptions options_;
  bool knows_function_words_ = true;
};

/// The primary subtag of a BCP-47 tag, lower case, deprecated codes replaced ("iw-IL" → "he",
/// "in" → "id"); empty if `tag` does not begin with two or three letters. O(1).
[[nodiscard]] std::string primary_language(std::string_view tag);

}  // namespace newsloom::text
