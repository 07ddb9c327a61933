// Which sentences of an outlet are near to an event and far from the other outlets' sentences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "newsloom/attribution/event_reading.hpp"

namespace newsloom::attribution {

/// Terms of all sentences of an event, by language and stem. Immutable once built.
class SentenceOverlap {
 public:
  /// `family_of` has an article's family, or SIZE_MAX where it has no words of its own. Sentences
  /// of fewer than `min_words` words are passed over. O(terms).
  SentenceOverlap(const EventReading& event, const std::vector<std::size_t>& family_of,
                  std::size_t min_words);

  /// The `most` sentences a family stresses, best first: the share of their terms that other
  /// families use, times the share that no single sentence of another family has, in thousandths
  /// each. O(the family's terms times their postings, of which a few hundred are read).
  [[nodiscard]] std::vector<Place> stressed_by(std::size_t family, std::size_t most) const;

 private:
  struct Sentence {
    Place place;
    std::size_t family = 0;
    bool is_first = false;             ///< of its text
    std::vector<std::uint64_t> terms;  ///< ascending, without repetition
  };
  std::vector<Sentence> sentences_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_term_;
};

}  // namespace newsloom::attribution
