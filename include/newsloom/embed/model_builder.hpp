// newsloom embed: writes model files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsloom/embed/model.hpp"
#include "newsloom/error.hpp"

namespace newsloom::embed {

/// One language's counts, for `ModelBuilder::set_frequencies`.
struct FrequencyTable {
  std::uint32_t documents = 0;
  std::uint32_t least_count = 1;  ///< terms in fewer documents were left out
  std::vector<std::pair<std::uint64_t, std::uint32_t>> terms;  ///< (hash, documents), distinct
};

/// A name of a concept: the `loose_hash` of its tokens, 1 to `max_concept_tokens`.
struct ConceptName {
  std::vector<std::uint64_t> loose_hashes;
  std::string concept_name;  ///< "region/DE"
};

/// Word vectors as they come out of training.
struct VectorTable {
  std::size_t dim = 0;               ///< 1 to 1024
  std::vector<std::uint64_t> stems;  ///< distinct stem hashes
  std::vector<float> rows;           ///< (stems, dim), row-major, finite
  std::vector<float> weights;        ///< (stems), what a row counts in a sum, ≥ 0 and finite
  std::vector<float> components;     ///< (k, dim), taken out of the rows already
};

/// Puts a model together. The same calls, in whatever order, give the same bytes on every machine.
/// Not thread-safe. Setting a part again replaces it.
class ModelBuilder {
 public:
  ModelBuilder() = default;
  /// Starts with all parts of a model, to replace some of them.
  explicit ModelBuilder(const Model& model);

  void set_description(std::string_view text);
  /// `language`: BCP-47 primary subtag, 1 to 8 letters.
  void set_frequencies(std::string_view language, const FrequencyTable& table);
  /// Hashes in any order.
  void set_stop_words(std::string_view language, std::span<const std::uint64_t> hashes);
  /// All names of all concepts. A name that more than one concept has is left out.
  /// Returns how many were left out for that.
  std::size_t set_concepts(std::span<const ConceptName> names);
  /// Quantises rows to int8, each by its own scale, and weight times scale to an integer.
  /// Errors: `invalid_argument` for shapes that do not fit together or numbers that are not finite.
  result<void> set_vectors(const VectorTable& table);
  /// Takes the vectors out.
  void remove_vectors();
  /// Any bytes, under a name of 1 to 24 letters, digits, '-', '_' or '.'; empty bytes remove it.
  /// Errors: `invalid_argument` for another name.
  result<void> set_blob(std::string_view name, std::span<const std::byte> bytes);

  /// The file. O(size).
  [[nodiscard]] std::string bytes() const;

 private:
  std::map<std::string, std::string, std::less<>> sections_;
};

}  // namespace newsloom::embed
