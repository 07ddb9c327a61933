// A stream of news without end, made from a corpus: for measuring what no corpus is big enough for.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "newsloom/article.hpp"

namespace newsloom::bench {

/// What the days of the stream look like.
struct StreamShape {
  double articles_a_day = 50'000;  ///< on average, over days
  double size_exponent = 2.1;      ///< Zipf: how rare an event of n articles is, n^-exponent
  std::size_t largest_event = 2'000;
  std::size_t outlets = 2'000;  ///< the first ones publish most (Zipf, 1)
  double copies = 0.15;         ///< share of an event's articles that reprint its agency report
  bool titles_only = false;
  std::uint64_t seed = 1;
};

/// Articles in the order of their publication, distinct from one another but for the reprints.
///
/// Events begin at random, by day more often than by night, and their articles follow within hours.
/// Each event is told from one article of the corpus: its names are other ones in every event, and
/// so is a fifth of its words; each article of it keeps some of the sentences, has some of another
/// article in between, and loses words. The same corpus, shape and seed give the same stream.
/// Memory: the corpus, and 24 bytes an article of events that have begun. Not thread-safe.
class StreamGenerator {
 public:
  /// `corpus` has at least one article with title and text (a title, for `titles_only`).
  StreamGenerator(std::vector<Article> corpus, const StreamShape& shape);
  ~StreamGenerator();

  /// The next article; its id is its number. O(length of two articles of the corpus).
  [[nodiscard]] Article next();
  /// Which event the last article told of, from 0 on.
  [[nodiscard]] std::uint64_t event() const noexcept;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::bench
