// Makes copies of real articles, as agencies' clients make them, and texts that only look like
// copies.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "newsloom/article.hpp"

namespace newsloom::testing {

/// What is done to a text. Shares are of its words.
struct Edits {
  double keep = 1;           ///< cut off behind this share
  double drop = 0;           ///< sentences left out, as a share of them
  bool move_lead = false;    ///< the first sentence goes further down
  bool house_style = false;  ///< spelling, titles, quotes, "percent", paragraphs
  double graft = 0;          ///< share of the result that is another article's
  bool thin_words = false;   ///< one word in eight is dropped
  bool credit = false;       ///< a credit line is added, or taken away where there is one
  bool interleave = false;   ///< half of it is another original's, in turns

  [[nodiscard]] std::string name() const;
};

struct PlantedCopy {
  Article article;
  std::vector<ArticleId> originals;  ///< the main one first, then what was grafted or interleaved
  Edits edits;
  double overlap = 0;  ///< share of the copy's words that the main original's sentences gave
};

/// The same seed gives the same copies on every machine. Texts are English or anything with
/// sentences and spaces. Not thread-safe.
class CopyMaker {
 public:
  explicit CopyMaker(std::uint64_t seed) : state_(seed) {}

  /// Two edits or more, drawn.
  [[nodiscard]] Edits draw();
  /// `graft` and `second` are used only if the edits ask for them.
  [[nodiscard]] PlantedCopy copy(const Article& original, const Article& graft,
                                 const Article& second, const Edits& edits);
  /// A hard negative: `report`, an independent text, with all quotations of `other` put in.
  [[nodiscard]] Article with_quotations(const Article& report, const Article& other);
  /// A number below `bound`, which is not 0.
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);

 private:
  [[nodiscard]] bool chance(double probability);
  [[nodiscard]] std::vector<std::string> edited(std::vector<std::string> sentences,
                                                const Edits& edits);
  [[nodiscard]] std::string thinned(const std::string& text);
  [[nodiscard]] std::string in_paragraphs(const std::vector<std::string>& sentences);

  std::uint64_t state_;
};

}  // namespace newsloom::testing
