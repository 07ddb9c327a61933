// newsloom page: which of an event's articles tell of the one thing.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/event.hpp"
#include "newsloom/text/tokenize.hpp"

namespace newsloom::page {

/// What an article says first, and how near it is to its event.
struct Opening {
  /// Stems of the content words of the title and of the text's first ones, ascending, distinct.
  std::vector<std::uint64_t> terms;
  double similarity = 0;    ///< of the row, in [0, 1]
  std::string_view family;  ///< of the row, looked into; empty when the outlet is unknown
};
[[nodiscard]] Opening read_opening(text::Tokenizer& tokenizer, const Article& article,
                                   const CoverageRow& row);

/// The group of alike openings that most publisher families tell, of as many the largest; ascending
/// indices. An event gathers what hangs together, so it can hold a vote and the debate before it,
/// or two trials of one person: what all its articles say tells nothing about which of the two an
/// article is about, what some say does. Two openings are as alike as their cosine, words weighted
/// by how few of the *event's* articles have them, and a little more where both are near to the
/// event. Groups grow by average linkage. More is asked the greater `strictness`, in [0, 1], and
/// the more articles there are, because among few even a word of two weighs little. Never one
/// article alone but the two most alike; all of fewer than three. O(articles^2 + pairs of articles
/// that share a word, for each word).
[[nodiscard]] std::vector<std::size_t> find_core(std::span<const Opening> openings,
                                                 double strictness);

}  // namespace newsloom::page
