#include "passage_index.hpp"

#include <algorithm>

#include "reading.hpp"

namespace newsloom::page {

PassageIndex::PassageIndex(const std::vector<Passage>& passages,
                           const std::vector<PageSource>& sources) {
  const auto add = [this](const Passage& passage) {
    const auto number = static_cast<std::uint32_t>(passages_.size());
    passages_.push_back(&passage);
    for (const std::uint64_t term : passage.terms) terms_.emplace_back(term, number);
    for (const std::uint64_t name : passage.names) names_.emplace_back(name, number);
    for (const std::int64_t value : passage.numbers) {
      numbers_.emplace_back(static_cast<std::uint64_t>(value), number);
    }
  };
  for (const Passage& passage : passages) add(passage);
  for (const PageSource& source : sources) {
    if (source.headline) add(*source.headline);
  }
  for (auto* postings : {&terms_, &names_, &numbers_}) {
    std::sort(postings->begin(), postings->end());
  }
}

std::vector<PassageIndex::Match> PassageIndex::with_terms(std::span<const std::uint64_t> terms,
                                                          std::size_t least) const {
  std::vector<std::uint32_t> shared(passages_.size());
  for (const std::uint64_t term : terms) {
    for (const Posting& posting : postings_of(terms_, term)) ++shared[posting.second];
  }
  std::vector<Match> found;
  for (std::size_t i = 0; i < shared.size(); ++i) {
    if (shared[i] >= least) found.push_back({passages_[i], shared[i]});
  }
  return found;
}

std::span<const PassageIndex::Posting> PassageIndex::postings_of(
    const std::vector<Posting>& postings, std::uint64_t value) {
  const auto less = [](const Posting& posting, std::uint64_t wanted) {
    return posting.first < wanted;
  };
  const auto begin = std::lower_bound(postings.begin(), postings.end(), value, less);
  auto end = begin;
  while (end != postings.end() && end->first == value) ++end;
  return {begin, end};
}

}  // namespace newsloom::page
