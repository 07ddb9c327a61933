// Which events an article might belong to: gathered roughly, scored exactly.
//
// All events that share a term of at most `longest_list` holders are gathered with their dot
// products so far. The best few by a rough score, which needs one multiplication a view, are
// completed with the frequent terms and scored exactly. Only integers, so any order gives the same.
#include <algorithm>
#include <cstddef>

#include "clusterer_state.hpp"

namespace newsloom::cluster {
namespace {

// Events scored exactly, at least; more than the runner-ups need, as rough order is not the last.
constexpr std::size_t least_pool = 32;
constexpr unsigned unit_bits = 12;  // of SparseVector::unit
static_assert(SparseVector::unit == 1U << unit_bits);

// Cosine in 1/32768, a little low.
std::uint64_t rough_cosine(std::uint64_t dot, std::uint64_t inverse_length) {
  return ((dot >> unit_bits) * inverse_length) >> 32U;
}

}  // namespace

bool OnlineClusterer::State::within_horizon(const ArticleFeatures& features,
                                            const Outline& event) const {
  if (!features.published || !event.newest) return true;
  return *features.published <= *event.newest + options.horizon &&
         *features.published + options.horizon >= *event.oldest;
}

void OnlineClusterer::State::gather(const ArticleFeatures& features,
                                    Scratch::State& scratch) const {
  scratch.dots.resize(events.size());
  scratch.touched.clear();
  scratch.frequent.clear();
  for (std::size_t view = 0; view < view_count; ++view) {
    index.for_each_term(view, features.views[view],
                        [&](std::uint64_t weight, SumIndex::Entries entries) {
                          if (entries.size > options.longest_list) {
                            scratch.frequent.push_back({view, weight, entries});
                            return;
                          }
                          for (std::uint32_t i = 0; i < entries.size; ++i) {
                            const SumIndex::Posting& posting = entries.begin[i];
                            auto& dots = scratch.dots[posting.slot];
                            if ((dots[0] | dots[1]) == 0) scratch.touched.push_back(posting.slot);
                            dots[view] += weight * posting.sum;
                          }
                        });
  }
}

// Keeps the `pool` best in a heap, the worst of them on top. Time can only lower a score, so what
// is not above the worst without it is passed over before its dates are looked at: nearly all are.
void OnlineClusterer::State::pick_rough(const ArticleFeatures& features, std::size_t pool,
                                        Scratch::State& scratch) const {
  const auto is_better = [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.slot < b.slot;
  };
  auto& heap = scratch.rough;
  heap.clear();
  for (const std::uint32_t slot : scratch.touched) {
    const auto& inverse_length = inverse_lengths[slot];
    std::uint64_t mixed = 0;
    for (std::size_t view = 0; view < view_count; ++view) {
      mixed += rough_cosine(scratch.dots[slot][view], inverse_length[view]) * weights.view[view];
    }
    const std::uint64_t untimed = (mixed >> 15U) * one_q15;
    if (heap.size() == pool && !is_better(Scratch::State::Rough{untimed, slot}, heap.front())) {
      continue;
    }
    const Outline& event = outlines[slot];
    if (!within_horizon(features, event)) continue;
    const Scratch::State::Rough rough{(mixed >> 15U) * kernel(features.published, event.newest),
                                      slot};
    if (heap.size() < pool) {
      heap.push_back(rough);
      std::push_heap(heap.begin(), heap.end(), is_better);
    } else if (is_better(rough, heap.front())) {
      std::pop_heap(heap.begin(), heap.end(), is_better);
      heap.back() = rough;
      std::push_heap(heap.begin(), heap.end(), is_better);
    }
  }
}

Candidate OnlineClusterer::State::exact(const ArticleFeatures& features, std::uint32_t slot,
                                        const Scratch::State& scratch) const {
  auto dots = scratch.dots[slot];
  for (const auto& term : scratch.frequent) {
    dots[term.view] += term.weight * term.entries.sum_of(slot);
  }
  Candidate candidate;
  candidate.event = events[slot].id;
  candidate.time = kernel(features.published, outlines[slot].newest);
  std::uint64_t mixed = 0;  // Q30
  for (std::size_t view = 0; view < view_count; ++view) {
    candidate.cosines[view] = cosine_q15(dots[view], events[slot].squared[view]);
    mixed += std::uint64_t{candidate.cosines[view]} * weights.view[view];
  }
  candidate.score = static_cast<std::uint32_t>(((mixed >> 15U) * candidate.time) >> 15U);
  return candidate;
}

// Leaves the `wanted` best events in `scratch.scored`, best first.
void OnlineClusterer::State::score_candidates(const ArticleFeatures& features, std::size_t wanted,
                                              Scratch::State& scratch) const {
  gather(features, scratch);
  pick_rough(features, std::max(wanted, least_pool), scratch);
  scratch.scored.clear();
  for (const auto& rough : scratch.rough) {
    scratch.scored.push_back({exact(features, rough.slot, scratch), rough.slot});
  }
  for (const std::uint32_t slot : scratch.touched) scratch.dots[slot] = {};
  std::sort(scratch.scored.begin(), scratch.scored.end(), [](const auto& a, const auto& b) {
    return a.candidate.score != b.candidate.score ? a.candidate.score > b.candidate.score
                                                  : a.candidate.event < b.candidate.event;
  });
  if (scratch.scored.size() > wanted) {
    scratch.scored.erase(scratch.scored.begin() + static_cast<std::ptrdiff_t>(wanted),
                         scratch.scored.end());
  }
}

}  // namespace newsloom::cluster
