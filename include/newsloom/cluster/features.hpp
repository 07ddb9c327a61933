// newsloom cluster: what clustering sees of an article. No text, no ids, no URLs.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom::cluster {

/// The sparse sub-vectors of an article. Each is normalised and compared on its own.
enum class View : std::uint8_t {
  words,  ///< every word and number, stemmed, title weighted up
  names,  ///< capitalised words, acronyms and numbers, accents folded: what crosses languages
};
inline constexpr std::size_t view_count = 2;

/// A term as features know it: 32 bits of its hash, which is what memory and registers are spent
/// on. Of a million different terms some hundred share theirs with another one, which no score
/// notices.
using Term = std::uint32_t;
[[nodiscard]] constexpr Term term_of(std::uint64_t hash) noexcept {
  return static_cast<Term>((hash * 0x9e3779b97f4a7c15ULL) >> 32U);
}

/// How often a term occurs in one article. Made by the aggregator from the text.
struct TermCount {
  std::uint64_t hash = 0;   ///< of (kind, folded bytes); 64-bit, so no global dictionary grows
  std::uint32_t count = 0;  ///< occurrences, title occurrences weighted up
};

/// The length of a dense vector.
inline constexpr std::int32_t dense_unit = 320;
/// Dimensions of a dense vector, at most.
inline constexpr std::size_t max_dense_dim = 1024;

/// What an article says of itself before the stream's statistics are applied. Reusable buffers:
/// filling it again does not allocate once it has grown.
struct ArticleTerms {
  std::array<std::vector<TermCount>, view_count> views;  ///< each distinct, in any order
  /// The headline's words, as in `View::words`; compared pair by pair, they make no candidates.
  std::vector<TermCount> title;
  /// An embedding of the article, `dense_unit` long in any number of dimensions; empty without one.
  std::vector<std::int8_t> dense;
  std::uint32_t language = 0;  ///< any number that tells languages apart; 0 is unknown
  std::optional<Timestamp> published;
  std::vector<std::uint64_t> fingerprint;  ///< ascending sample of shingle hashes; may be empty
};

/// A unit vector with non-negative entries: `weights[i]` belongs to `terms[i]`, ascending by term,
/// in fixed point such that the sum of squares is about `SparseVector::unit` squared. Immutable.
class SparseVector {
 public:
  /// The length of a vector, in the units of its weights. 2^12 keeps the sum of a million members
  /// inside 64 bits squared, and resolves 1 % of the median weight of a 100-term vector.
  static constexpr std::uint32_t unit = 4096;

  SparseVector() = default;
  /// Preconditions: same size, ascending distinct terms, weights at most `unit`.
  SparseVector(std::span<const Term> terms, std::span<const std::uint16_t> weights);

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
  /// Bytes its entries take.
  [[nodiscard]] std::size_t memory() const noexcept { return size_ * entry_bytes; }
  /// Warns memory that the entries will be read soon.
  void prefetch() const noexcept {
    constexpr std::size_t line = 64;
    for (std::size_t at = 0; at < size_ * entry_bytes; at += line) {
      __builtin_prefetch(bytes_.get() + at);
    }
  }
  [[nodiscard]] std::span<const Term> terms() const noexcept {
    return {reinterpret_cast<const Term*>(bytes_.get()), size_};
  }
  [[nodiscard]] std::span<const std::uint16_t> weights() const noexcept {
    return {reinterpret_cast<const std::uint16_t*>(bytes_.get() + size_ * sizeof(Term)), size_};
  }

 private:
  static constexpr std::size_t entry_bytes = sizeof(Term) + sizeof(std::uint16_t);
  struct Free {
    void operator()(std::byte* bytes) const noexcept { ::operator delete(bytes); }
  };
  std::unique_ptr<std::byte, Free> bytes_;  // size_ terms, then size_ weights
  std::uint32_t size_ = 0;
};

/// The frozen features of one article: made once on arrival, then only read. What is added to an
/// event's sums is what is subtracted later, bit for bit.
struct ArticleFeatures {
  std::array<SparseVector, view_count> views;
  SparseVector title;
  std::vector<std::int8_t> dense;  ///< `dense_unit` long, or empty
  std::optional<Timestamp> published;
  std::uint32_t language = 0;

  /// Bytes it takes, what its vectors hold included.
  [[nodiscard]] std::size_t memory() const noexcept {
    std::size_t bytes = sizeof(ArticleFeatures) + title.memory() + dense.capacity();
    for (const SparseVector& view : views) bytes += view.memory();
    return bytes;
  }
};

/// Integer square root, rounded down. O(1).
[[nodiscard]] std::uint64_t integer_sqrt(std::uint64_t value) noexcept;

/// log2(value) in 1/256, rounded down within 1/256 of the true value; 0 for 0. From our own table,
/// so that every machine gets the same bits. O(1).
[[nodiscard]] std::uint32_t log2_q8(std::uint64_t value) noexcept;

/// Cosine in 1/32768 of a unit vector and a sum of unit vectors, from their dot product and the
/// sum's squared length; 0 if the sum is empty. O(1).
[[nodiscard]] std::uint32_t cosine_q15(std::uint64_t dot, std::uint64_t sum_squared) noexcept;
/// The same from the sum's length, rounded down.
[[nodiscard]] std::uint32_t cosine_of_length_q15(std::uint64_t dot,
                                                 std::uint64_t sum_length) noexcept;

/// Dot product of two vectors, modulo 2^32 (of unit vectors it is at most about 2^24). O(size of
/// both).
[[nodiscard]] std::uint32_t dot(const SparseVector& a, const SparseVector& b) noexcept;

/// Cosine of two dense vectors in 1/32768; 0 if one is empty. O(dimensions).
[[nodiscard]] std::int32_t dense_cosine_q15(std::span<const std::int8_t> a,
                                            std::span<const std::int8_t> b) noexcept;

}  // namespace newsloom::cluster
