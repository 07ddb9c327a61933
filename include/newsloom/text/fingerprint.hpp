// newsloom text: a text-reuse fingerprint, computed once and used by all who look for copies.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace newsloom::text {

struct FingerprintOptions {
  /// Tokens a shingle has. 1 to 64. Eight words in a row are hardly ever chance; five, as used for
  /// plagiarism, meet in stock phrases of independent reports ("a spokesman for the ministry
  /// said").
  std::size_t shingle_tokens = 8;
  /// Of this many shingles in a row the one with the smallest hash is kept. 1 to 256. Any common
  /// run of shingle_tokens + window - 1 tokens (15) is noticed, before `max_values` cuts.
  std::size_t window = 8;
  /// Values kept, the smallest ones, so that long and short texts stay comparable (bottom-k, Broder
  /// 1997). 1 to 65,536.
  std::size_t max_values = 256;
};

/// Winnowed shingles (Schleimer, Wilkerson, Aiken 2003) of a token sequence: `out` becomes the
/// ascending, distinct hashes of the selected runs of tokens. A text shorter than one shingle gives
/// a single value, of all its tokens; an empty one none. Where it is cut, re-ordered in paragraphs
/// or edited, the untouched runs keep their values.
/// `tokens`: one hash a token. O(tokens). Allocates only to grow `out`. Pure.
void fingerprint(std::span<const std::uint64_t> tokens, const FingerprintOptions& options,
                 std::vector<std::uint64_t>& out);

/// Share of `part`'s values found in `whole`, in [0, 1]; 0 if `part` is empty. Both ascending.
/// O(size of both).
[[nodiscard]] double containment(std::span<const std::uint64_t> part,
                                 std::span<const std::uint64_t> whole) noexcept;

/// Jaccard resemblance of two fingerprints, in [0, 1]; 0 if both are empty. O(size of both).
[[nodiscard]] double resemblance(std::span<const std::uint64_t> a,
                                 std::span<const std::uint64_t> b) noexcept;

}  // namespace newsloom::text
