// newsloom fasttext: embeds with somebody's own fastText vectors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "newsloom/embed/embedder.hpp"
#include "newsloom/error.hpp"
#include "newsloom/text/tokenize.hpp"

namespace newsloom::fasttext {

struct VectorEmbedderOptions {
  // Behaviour.
  /// What the file has to be, where that is known: a file of another size or xxh3-64 is refused.
  std::optional<std::uint64_t> expected_bytes = {};
  std::optional<std::uint64_t> expected_hash = {};
  /// Words are looked up folded ("Straße" as "strasse"), for models of lower-cased text; false: as
  /// they are written.
  bool fold = true;
  /// Words up to here count; of a long article the end says least. [1, 2^20].
  std::size_t max_words = 1000;
  // Performance.
  /// Rows of words that are remembered, 4 * dim bytes each; when full, all are forgotten. [1,
  /// 2^24].
  std::size_t cache_rows = std::size_t{1} << 16U;
  /// A larger file is not loaded. Crawled vectors of 2 million words have 7 GB.
  std::uint64_t max_bytes = std::uint64_t{16} << 30U;
};

/// The mean of an article's word vectors, each of unit length, from a fastText `.bin` file
/// (skip-gram, CBOW or supervised; quantised or not); title and text alike, stop words left out. A
/// word that the model does not know gets its vector from its letters, if the model has subwords.
///
/// Each distinct word is asked of fastText once and its row kept, so that embedding allocates
/// nothing a token. One per thread: the cache is not shared. Floating point: the same on every
/// machine that rounds as IEEE 754 says, but not what decisions should be made on before
/// `embed::quantise_q8`. What fastText does not notice, a file cut short or with something behind
/// its end, is refused here.
class VectorEmbedder final : public embed::Embedder {
 public:
  /// Errors: `io_error` if the file cannot be read, `too_large`, `model_unusable` for another size
  /// or hash than expected (both named), and for what is no fastText model of a version we know, or
  /// truncated. Reads the file twice: to hash it, and to load it.
  [[nodiscard]] static result<std::unique_ptr<VectorEmbedder>> load(
      const std::string& path, const VectorEmbedderOptions& options = {});
  ~VectorEmbedder() override;

  [[nodiscard]] std::size_t dim() const noexcept override;
  /// xxh3-64 of the file.
  [[nodiscard]] std::uint64_t fingerprint() const noexcept override;
  result<void> embed(std::span<const embed::TextView> texts, std::span<float> out) override;

  /// Rows in the cache.
  [[nodiscard]] std::size_t cached_rows() const noexcept;

 private:
  struct State;
  explicit VectorEmbedder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::fasttext
