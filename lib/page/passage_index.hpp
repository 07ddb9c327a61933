// newsloom page: which passages have a word, a name, a figure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace newsloom::page {

struct Passage;
struct PageSource;

/// An inverted index of an event's passages, so that comparing a sentence with all others costs
/// what they have in common. Passages are numbered: those of texts by their place, headlines behind
/// them in their sources' order. Points into what it was built of. Immutable once built.
class PassageIndex {
 public:
  PassageIndex() = default;
  /// O(words log words).
  PassageIndex(const std::vector<Passage>& passages, const std::vector<PageSource>& sources);

  /// A passage and how many of the words asked for it has.
  struct Match {
    const Passage* passage = nullptr;
    std::uint32_t shared = 0;
  };
  /// Passages that have at least `least` of `terms`, which are distinct, by number; `least` is 1 or
  /// more. O(passages + postings of the terms).
  [[nodiscard]] std::vector<Match> with_terms(std::span<const std::uint64_t> terms,
                                              std::size_t least) const;
  /// Calls `use` with each passage that has the name or figure, by number.
  template <class Use>
  void for_name(std::uint64_t name, Use&& use) const {
    for_each(names_, name, use);
  }
  template <class Use>
  void for_number(std::int64_t number, Use&& use) const {
    for_each(numbers_, static_cast<std::uint64_t>(number), use);
  }

 private:
  using Posting = std::pair<std::uint64_t, std::uint32_t>;
  static std::span<const Posting> postings_of(const std::vector<Posting>& postings,
                                              std::uint64_t value);
  template <class Use>
  void for_each(const std::vector<Posting>& postings, std::uint64_t value, Use&& use) const {
    for (const Posting& posting : postings_of(postings, value)) use(*passages_[posting.second]);
  }

  std::vector<const Passage*> passages_;
  std::vector<Posting> terms_;  // ascending, like the others
  std::vector<Posting> names_;
  std::vector<Posting> numbers_;
};

}  // namespace newsloom::page
