// newsloom attribution: which passages two texts have in common, byte for byte.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/text/span.hpp"
#include "newsloom/types.hpp"

namespace newsloom::attribution {

struct PassageOptions {
  /// Words in a row that begin a passage. 3 to 16. Three words meet by chance, four hardly.
  std::size_t seed_words = 4;
  /// Words that may be missing or other on either side inside a passage (a dropped word, a name
  /// spelled otherwise). 0 to 16.
  std::size_t most_gap = 3;
  /// Words a passage has at least in common. 1 to 1000.
  std::size_t least_words = 8;
  /// Bytes of a text that are read. 1 KiB to 16 MiB.
  std::size_t max_bytes = std::size_t{256} << 10U;
};

/// A passage of one text that stands in the other, words left out or changed aside.
struct Passage {
  text::Span first;       ///< in the first text
  text::Span second;      ///< in the second
  std::size_t words = 0;  ///< that both have, in order

  friend bool operator==(const Passage&, const Passage&) = default;
};

struct SharedText {
  std::vector<Passage> passages;     ///< in order of the first text, not overlapping in it
  std::size_t first_words = 0;       ///< of the first text, and …
  std::size_t second_words = 0;      ///< … of the second
  std::size_t shared_in_first = 0;   ///< words of the first inside passages that both have
  std::size_t shared_in_second = 0;  ///< of the second; each word counts once

  /// Share of the first text found in the second, in [0, 1], and the other way round.
  [[nodiscard]] double first_in_second() const noexcept;
  [[nodiscard]] double second_in_first() const noexcept;
};

/// Aligns two texts: from runs of `seed_words` folded words that both have, passages are extended
/// forwards and backwards over gaps, the longest first; so cuts, moved and grafted paragraphs,
/// dropped words and a changed spelling all leave passages. Where a phrase stands several times,
/// its occurrences are matched in order, few of them each, so that the time stays O(words of both)
/// but for texts of little else than repetition, and bounded for those. Any bytes are accepted;
/// spans lie on character boundaries. `language` is BCP-47 or empty. Pure, thread-safe.
[[nodiscard]] SharedText align(std::string_view first, std::string_view second,
                               std::string_view language, const PassageOptions& options = {});

/// The same for the texts of two stored articles. Errors: those of `articles`.
[[nodiscard]] result<SharedText> align(const ArticleId& first, const ArticleId& second,
                                       const ArticleSource& articles,
                                       const PassageOptions& options = {});

}  // namespace newsloom::attribution
