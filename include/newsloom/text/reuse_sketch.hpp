// newsloom text: a small sample of a text's word triples, by which reused text is recognised.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/text/tokenize.hpp"

namespace newsloom::text {

/// The constants of `reuse_sketch`. Sketches compare only if made with the same ones, so they are
/// no options. The numbers come from `bench_attribution_reuse` (bench/RESULTS.md, "text reuse").
namespace sketch {
/// Content words in a row that make one value. Eight words of text, as for `fingerprint`, do not
/// survive when one word in eight is dropped; three content words (five words of running text) do
/// so in three of four places, and hardly ever meet by chance.
inline constexpr std::size_t words = 3;
/// One value in this many is kept …
inline constexpr std::uint32_t one_in = 8;
/// … but of short texts at least this many, or all there are,
inline constexpr std::size_t least = 48;
/// … and of long ones no more than this: about 4,000 words are sampled at the full rate.
inline constexpr std::size_t most = 256;
}  // namespace sketch

/// What two sketches have in common, where both are complete.
struct SketchOverlap {
  std::uint32_t shared = 0;
  std::uint32_t of_a = 0;  ///< values of the first that could have been shared; shared <= of_a
  std::uint32_t of_b = 0;

  friend constexpr bool operator==(const SketchOverlap&, const SketchOverlap&) = default;
};

/// Replaces `out` by the sketch of a text: ascending, distinct hashes of runs of `sketch::words`
/// content words, of them the smallest (see `sketch`).
///
/// Content words are all tokens but stop words of the text's language, by their folded forms, so
/// that a dropped "that" or "the" costs nothing. What stands between double quotation marks is left
/// out: independent reports share what was said, not how it is told; a text of little else is
/// sampled whole. Marks are told apart by the spaces around them, which is quicker and rougher than
/// `find_quoted`. A text with fewer content words than a run has no sketch.
/// `tokens` are of `text`. O(text). Pure.
void reuse_sketch(std::string_view text, std::span<const Token> tokens,
                  std::vector<std::uint32_t>& out);

/// Compares two sketches, both ascending. The shares `shared / of_a` and `shared / of_b` estimate
/// how much of either text is found in the other. O(size of both). Pure.
[[nodiscard]] SketchOverlap overlap(std::span<const std::uint32_t> a,
                                    std::span<const std::uint32_t> b) noexcept;

}  // namespace newsloom::text
