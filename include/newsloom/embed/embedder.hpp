// newsloom embed: an article as one short dense vector.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "newsloom/embed/model.hpp"
#include "newsloom/error.hpp"
#include "newsloom/text/analysis.hpp"

namespace newsloom::embed {

/// What is embedded: views of UTF-8 the caller keeps, any of them may be empty. `language` is
/// BCP-47, as far as it is known.
struct TextView {
  std::string_view title;
  std::string_view text;
  std::string_view language;
};

/// Turns texts into vectors whose cosine says how alike they are: the interface somebody's own
/// embedding model is plugged in by. Batch-first, because that is what such models are fast at.
///
/// Calls come from one thread at a time. The same text must give the same vector whatever else is
/// in the batch.
class Embedder {
 public:
  virtual ~Embedder() = default;
  /// Numbers a vector, at least 1; never changes.
  [[nodiscard]] virtual std::size_t dim() const noexcept = 0;
  /// Tells embedders apart whose vectors must not be mixed; saved states name it.
  [[nodiscard]] virtual std::uint64_t fingerprint() const noexcept = 0;
  /// Writes the vector of texts[i] to row i of `out`, (texts.size(), dim()) row-major, of unit
  /// length; zeros for a text the embedder knows nothing of.
  /// Errors: the embedder's own, then `out` holds nothing of use; `invalid_argument` if `out` has
  /// another size.
  virtual result<void> embed(std::span<const TextView> texts, std::span<float> out) = 0;
};

// The integer path, which decisions are made on: nothing in it is floating point, so every machine,
// compiler and number of threads gets the same bits. A vector is int8, scaled such that its length
// is about `q8_unit`; the cosine of two is their dot product over the product of their lengths,
// and a sum of vectors (of an event's articles) is exact, so that one can be taken out again.

/// The length of a quantised vector. Of 64 numbers one is 40 on average then, and 3 in 1000 would
/// be above 127, where they are cut.
inline constexpr std::int32_t q8_unit = 320;

/// The vector of one article from its terms as the analysis counts them: the sum over those of
/// `terms` that have a row of (1 + ln count) * weight * row, made `q8_unit` long and rounded to the
/// nearest integer, halves away from zero. Only the first 2,048 known terms count, and of a count
/// no more than 64.
/// @param terms  `text::Analysis::words`.
/// @param out    (vectors.dim()): zeros if no term is known.
/// Returns how many terms were known. O(terms * dim). Thread-safe, allocates nothing.
std::size_t embed_q8(const WordVectors& vectors, std::span<const text::CountedTerm> terms,
                     std::span<std::int8_t> out) noexcept;

/// Any vector of integers made `q8_unit` long, rounded as above; zeros if it has no length.
/// `values` and `out` have the same size, at most 2^16. O(size).
void quantise_q8(std::span<const std::int32_t> values, std::span<std::int8_t> out) noexcept;
/// The same for vectors of another embedder. What is not finite counts as 0. The same bits in, the
/// same bits out on every machine.
void quantise_q8(std::span<const float> values, std::span<std::int8_t> out) noexcept;

/// Dot product, exact for up to 2^16 numbers. O(size).
[[nodiscard]] std::int32_t dot_q8(std::span<const std::int8_t> a,
                                  std::span<const std::int8_t> b) noexcept;

/// Embeds with the word vectors of a model: analyses the text as the aggregator does, then
/// `embed_q8`. Holds an analyser and its buffers: one per thread; the model is shared.
class ModelEmbedder final : public Embedder {
 public:
  /// A model without vectors makes an embedder of dim 1 that knows nothing.
  explicit ModelEmbedder(std::shared_ptr<const Model> model = Model::builtin(),
                         const text::AnalysisOptions& options = {});
  ~ModelEmbedder() override;

  [[nodiscard]] std::size_t dim() const noexcept override;
  [[nodiscard]] std::uint64_t fingerprint() const noexcept override;
  /// Never fails but for `out`'s size. O(bytes of the texts).
  result<void> embed(std::span<const TextView> texts, std::span<float> out) override;
  /// One text as integers: `out` is (dim()). Returns how many of its terms were known.
  std::size_t embed_q8(const TextView& text, std::span<std::int8_t> out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::embed
