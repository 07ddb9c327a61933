// What says the same in two languages: dictionary entries, sentence pairs, CLDR's names.
#pragma once

#include <cstdint>
#include <functional>
#include <newsloom/error.hpp>
#include <newsloom/text/tokenize.hpp>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace train {

/// Stems of one entry or sentence in both languages. Those of one `source` are a batch's negatives.
struct Translation {
  std::uint32_t source = 0;
  std::vector<std::uint64_t> left;
  std::vector<std::uint64_t> right;
};

/// Collects translations. What has no word left on one side, stop words aside, is dropped.
class Translations {
 public:
  /// A dictionary of Debian's dict-freedict-* (…/freedict-spa-eng.dict.dz): the languages are in
  /// its name, as ISO 639-2 codes. Errors: `io_error`, `unknown_format` for another name.
  newsloom::result<void> add_dictionary(const std::string& path);
  /// Lines of `source<TAB>translation`; the languages are in the name (…/en-ru.tsv). Only every
  /// second line is taken, the first of two: the others are kept to be scored on.
  newsloom::result<void> add_sentences(const std::string& path);
  /// CLDR's names of countries, cities, months, … in `languages`, each with the English one.
  void add_names(std::span<const std::string> languages);

  [[nodiscard]] const std::vector<Translation>& all() const { return all_; }

 private:
  void add(std::string_view left, std::string_view left_language, std::string_view right,
           std::string_view right_language);
  std::vector<std::uint64_t> stems(std::string_view text, std::string_view language);

  newsloom::text::Tokenizer tokenizer_;
  std::vector<newsloom::text::Token> tokens_;
  std::vector<Translation> all_;
  std::uint32_t source_ = 0;
};

}  // namespace train
