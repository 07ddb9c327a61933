// newsloom embed: what was learned before the first article arrives, in one file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/embed/hash_index.hpp"
#include "newsloom/error.hpp"
#include "newsloom/text/tokenize.hpp"

namespace newsloom::embed {

/// How many documents of one language have a term: a background for streams that have not seen
/// much yet. Terms are those of `text::Analysis`, `words` and `names` alike. Immutable, a view.
class DocumentFrequencies {
 public:
  /// Documents counted; 0 if the model has nothing for the language.
  [[nodiscard]] std::uint32_t documents() const noexcept { return documents_; }
  /// Terms known. The rarest were left out: what is not known was in fewer than `least_count()`.
  [[nodiscard]] std::size_t size() const noexcept { return index_.size(); }
  [[nodiscard]] std::uint32_t least_count() const noexcept { return least_count_; }
  /// Documents that have the term, within 4.5 % (in eighths of an octave), rounded; 0: not known.
  /// The same number on every machine. O(1).
  [[nodiscard]] std::uint32_t count(std::uint64_t term) const noexcept;

 private:
  friend class Model;
  HashIndex index_;
  std::span<const std::uint8_t> counts_;  // (size), log2 in eighths
  std::uint32_t documents_ = 0;
  std::uint32_t least_count_ = 0;
};

/// A thing that has names in many languages ("Germany", "Allemagne", "Германия"), found in tokens.
struct ConceptMatch {
  std::uint32_t id = 0;           ///< in [0, Concepts::size()); see `Concepts::name`
  std::uint64_t hash = 0;         ///< xxh3-64 of its name: the same in every model that knows it
  std::uint32_t token_count = 0;  ///< how many tokens the name took, 1 to `max_concept_tokens`
};

/// The longest name of a concept, in tokens.
inline constexpr std::size_t max_concept_tokens = 5;

/// Names of countries, cities that name a time zone, currencies, months, weekdays and languages in
/// every language, as CLDR has them, each leading to the same concept. Ambiguous names (one that is
/// a month in one language and a city in another) were left out. Immutable, a view.
class Concepts {
 public:
  /// Number of concepts.
  [[nodiscard]] std::size_t size() const noexcept { return names_.size(); }
  /// Number of (folded) names.
  [[nodiscard]] std::size_t name_count() const noexcept { return index_.size(); }
  /// "region/DE", "city/Asia/Tokyo", "currency/EUR", "month/3", "weekday/1", "language/de".
  [[nodiscard]] std::string_view name(std::uint32_t id) const noexcept { return names_[id]; }

  /// The concept of one word, by its `text::Token::loose_hash`. O(1).
  [[nodiscard]] std::optional<ConceptMatch> find(std::uint64_t loose_hash) const noexcept;
  /// The concept with the longest name that `tokens` begins with. O(max_concept_tokens).
  [[nodiscard]] std::optional<ConceptMatch> find(
      std::span<const text::Token> tokens) const noexcept;

 private:
  friend class Model;
  HashIndex index_;
  std::span<const std::uint32_t> values_;  // (name_count): lib/embed/model_format.hpp
  std::vector<std::string_view> names_;
  std::vector<std::uint64_t> hashes_;
};

/// Word vectors: int8 rows with an integer weight each, so that sums of them are exact.
/// A row is keyed by `text::Token::stem_hash` (of default `text::TokenizerOptions`); as that is a
/// prefix of the word, languages share the rows of words they share. Frequency weights (SIF) are in
/// the weights, and the common components have been taken out of the rows, which for a weighted sum
/// is the same as taking them out of the sum. Immutable, a view.
class WordVectors {
 public:
  /// The greatest weight of a row.
  static constexpr std::uint32_t max_weight = 1023;

  /// Numbers a row; 0 if the model has no vectors.
  [[nodiscard]] std::size_t dim() const noexcept { return dim_; }
  /// Rows.
  [[nodiscard]] std::size_t size() const noexcept { return index_.size(); }
  /// The row of a stem, or `HashIndex::npos`. O(1).
  [[nodiscard]] std::size_t find(std::uint64_t stem_hash) const noexcept {
    return index_.find(stem_hash);
  }
  /// (dim): multiply by `weight(row)` before adding rows up.
  [[nodiscard]] std::span<const std::int8_t> row(std::size_t row) const noexcept {
    return rows_.subspan(row * dim_, dim_);
  }
  [[nodiscard]] std::uint32_t weight(std::size_t row) const noexcept { return weights_[row]; }

 private:
  friend class Model;
  HashIndex index_;
  std::size_t dim_ = 0;
  std::span<const std::uint16_t> weights_;  // (size)
  std::span<const std::int8_t> rows_;       // (size, dim), row-major
};

/// Limits of `Model::open`.
struct ModelOptions {
  std::uint64_t max_bytes = std::uint64_t{1} << 30U;  ///< of the file
};

/// A model file: document frequencies and stop words by language, concepts, word vectors, and
/// blobs that other parts of the library read (decision weights, calibration).
///
/// One flat file, used where it lies: opened by mapping it into memory, nothing is copied. Numbers
/// are little-endian, sections begin at multiples of 64 bytes, an xxh3-64 guards all of it; see
/// ARCHITECTURE.md. Parts may be missing, then the accessors return what is empty. Immutable;
/// everything may be called from several threads. Written by `ModelBuilder` (model_builder.hpp).
class Model {
 public:
  /// The format `open` reads and `ModelBuilder` writes.
  static constexpr std::uint32_t format_version = 1;

  /// The model linked into the library; empty if it was built with NEWSLOOM_BUILTIN_MODEL=OFF.
  /// The first call checks it (about a millisecond).
  [[nodiscard]] static std::shared_ptr<const Model> builtin();

  /// Maps and checks a file. It must not be cut short by anybody while it is in use.
  /// Errors: `io_error`; `too_large`; `model_file_unusable` for what is no model, is truncated, has
  /// something behind its end, is damaged, or is of an older or newer format (both versions named).
  [[nodiscard]] static result<std::shared_ptr<const Model>> open(const std::string& path,
                                                                 const ModelOptions& options = {});
  /// The same from memory, which is copied. `name` is what errors call it.
  [[nodiscard]] static result<std::shared_ptr<const Model>> from_bytes(
      std::span<const std::byte> bytes, const std::string& name = "model");

  ~Model();
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  /// The checksum of the file: equal for equal models. Saved states name it.
  [[nodiscard]] std::uint64_t fingerprint() const noexcept;
  /// A few lines for people: what it was made of, by which command, when nothing else is to hand.
  [[nodiscard]] std::string_view description() const noexcept;
  /// The whole file.
  [[nodiscard]] std::span<const std::byte> bytes() const noexcept;

  /// Languages with document frequencies, ascending (BCP-47 primary subtags).
  [[nodiscard]] const std::vector<std::string_view>& languages() const noexcept;
  /// Of a language; an empty table if there is none. O(log languages).
  [[nodiscard]] const DocumentFrequencies& frequencies(std::string_view language) const noexcept;
  /// Hashes (`text::Token::hash`) of a language's stop words, ascending. O(log sections).
  [[nodiscard]] std::span<const std::uint64_t> stop_words(std::string_view language) const noexcept;
  [[nodiscard]] const Concepts& concepts() const noexcept;
  [[nodiscard]] const WordVectors& vectors() const noexcept;
  /// (components, dim), row-major: the unit vectors that were taken out of the rows; for whoever
  /// makes further rows for this space.
  [[nodiscard]] std::span<const float> common_components() const noexcept;
  /// What `ModelBuilder::set_blob` put there under this name, at an address that is a multiple of
  /// 64; empty if nothing. O(log sections).
  [[nodiscard]] std::span<const std::byte> blob(std::string_view name) const noexcept;
  /// The names of all blobs, ascending.
  [[nodiscard]] std::vector<std::string_view> blob_names() const;

 private:
  friend class ModelBuilder;
  struct State;
  explicit Model(std::unique_ptr<State> state);
  static result<std::shared_ptr<const Model>> take(std::unique_ptr<State> state,
                                                   const std::string& name);
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::embed
