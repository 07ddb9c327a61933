// newsloom bench: what anybody would write first, to compare with.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "newsloom/article.hpp"

namespace newsloom::bench {

/// Term → weight, ascending by term, of length 1.
using PlainVector = std::vector<std::pair<std::uint32_t, float>>;

/// Lower-cased words of ASCII letters, digits and whatever is not ASCII, numbered as they come.
class PlainVocabulary {
 public:
  /// Counts the article's words and their documents; returns tf · idf of length 1.
  PlainVector observe(const Article& article);

 private:
  std::unordered_map<std::string, std::uint32_t> numbers_;
  std::vector<std::uint32_t> frequency_;  // documents, by number
  std::uint64_t documents_ = 0;
};

/// Online: an article joins the event with the nearest centroid, found by an inverted index, if the
/// cosine is at least `threshold`; else it founds one. A label an article. O(n * postings).
[[nodiscard]] std::vector<std::uint32_t> plain_online(std::span<const Article> articles,
                                                      double threshold);

/// Batch: all cosines of all articles, then average link (nearest-neighbour chains) down to
/// `threshold`. A label an article. O(n^2) time and memory.
[[nodiscard]] std::vector<std::uint32_t> plain_average_link(std::span<const Article> articles,
                                                            double threshold);

}  // namespace newsloom::bench
