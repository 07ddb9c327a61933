// newsloom page: which pairs of neighbouring words another article is likely to say too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <unordered_map>
#include <vector>

#include "newsloom/page/options.hpp"
#include "reading.hpp"

namespace newsloom::page {

/// What one pair of neighbouring words looks like in the articles at hand.
struct Pair {
  std::uint64_t first = 0;  ///< stems; 0 for stop words
  std::uint64_t second = 0;
  std::uint32_t voices = 0;
  std::uint32_t last_source = UINT32_MAX;
  std::uint32_t position = UINT32_MAX;  ///< least one in a text
  std::uint32_t occurrences = 0;        ///< in texts
  std::uint32_t titles = 0;
};

/// The same for every pair with the same two neighbours.
[[nodiscard]] std::uint64_t pair_key(const text::Token& a, const text::Token& b);

/// How likely another article of the event, one nobody has seen yet, says each pair of words among
/// its first sentences: that is what a summary should tell. A logistic model whose odds are kept as
/// factors, so that it needs no logarithm.
class PairModel {
 public:
  /// O(tokens). The reading must outlive it.
  explicit PairModel(const PageReading& reading);
  PairModel(const PairModel&) = delete;
  PairModel& operator=(const PairModel&) = delete;

  /// Distinct pairs, those of all articles in the page's language.
  [[nodiscard]] std::size_t size() const noexcept { return pairs_.size(); }
  /// The pair's number below `size()`; `size()` if no article has it.
  [[nodiscard]] std::size_t find(std::uint64_t key) const;
  /// Bits of `PairSign`; 0 for a pair no article has.
  [[nodiscard]] std::uint32_t signs(std::size_t pair) const;
  /// (0, 1); 0 for a pair no article has.
  [[nodiscard]] double probability(std::size_t pair, const PairOdds& odds) const;

 private:
  void count(const Passage& passage, std::uint32_t source);
  [[nodiscard]] std::uint32_t signs_of_words(const Pair& pair) const;

  struct Word {
    std::uint32_t occurrences = 0;
    bool in_title = false;
  };

  const PageReading& reading_;
  std::pmr::monotonic_buffer_resource arena_;
  std::vector<Pair> pairs_;
  std::pmr::unordered_map<std::uint64_t, std::uint32_t> number_of_{&arena_};
  std::pmr::unordered_map<std::uint64_t, Word> words_{&arena_};
};

/// Passages *What's happened* chooses among; if there is none, ever less is asked of them.
[[nodiscard]] std::vector<const Passage*> summary_candidates(const PageReading& reading,
                                                             const HappenedOptions& options);

}  // namespace newsloom::page
