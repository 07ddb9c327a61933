// Which events an article might belong to: gathered roughly, scored exactly.
//
// All events that share one of the article's rarer terms are gathered with their dot products so
// far. The best few by a rough score, which needs one multiplication a view, are completed with the
// postponed terms and scored exactly. Only integers, so any order gives the same.
#include <algorithm>
#include <cstddef>
#include <span>

#include "clusterer_state.hpp"

namespace newsloom::cluster {
namespace {

// Events scored exactly, at least; more than the runner-ups need, as rough order is not the last.
constexpr std::size_t least_pool = 16;
// Up to here it is quicker to read the members' vectors than to search the lists.
constexpr std::size_t most_members_read = 6;
constexpr std::size_t shortest_postponed = 64;  // entries; shorter lists cost next to nothing
constexpr std::size_t ahead = 12;               // entries whose sums are on their way from memory
constexpr unsigned unit_bits = 12;              // of SparseVector::unit
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

void OnlineClusterer::Scratch::State::add_dots(const Term& term) {
  const std::span<const SumIndex::Posting> entries(term.entries.begin, term.entries.size);
  for (std::size_t entry = 0; entry < entries.size(); ++entry) {
    if (entry + ahead < entries.size()) __builtin_prefetch(&dots[entries[entry + ahead].slot], 1);
    const SumIndex::Posting& posting = entries[entry];
    Dots& sums = dots[posting.slot];
    if ((sums[0] | sums[1]) == 0) touched.push_back(posting.slot);
    sums[term.view] += term.weight * posting.sum;
  }
}

// The terms most events hold are left for later, as long as they are a small part of the article's
// vector: an event that shares nothing but those can hardly be its best.
void OnlineClusterer::State::gather(const ArticleFeatures& features,
                                    Scratch::State& scratch) const {
  scratch.dots.resize(events.size());
  scratch.touched.clear();
  scratch.terms.clear();
  scratch.rare_terms.clear();
  const std::size_t longest_rare = std::min<std::size_t>(shortest_postponed, options.longest_list);
  for (std::size_t view = 0; view < view_count; ++view) {
    index.for_each_term(
        view, features.views[view],
        [&](std::uint64_t hash, std::uint64_t weight, SumIndex::Entries entries) {
          const bool is_rare = entries.size <= longest_rare;
          if (is_rare) __builtin_prefetch(entries.begin);
          (is_rare ? scratch.rare_terms : scratch.terms).push_back({view, hash, weight, entries});
        });
  }
  for (const auto& term : scratch.rare_terms) scratch.add_dots(term);
  std::sort(scratch.terms.begin(), scratch.terms.end(), [](const auto& a, const auto& b) {
    return a.entries.size != b.entries.size ? a.entries.size > b.entries.size
           : a.weight != b.weight           ? a.weight < b.weight
                                            : a.hash < b.hash;
  });
  std::array<std::uint64_t, view_count> allowance{};
  allowance.fill(weights.postponed);
  scratch.postponed = 0;
  for (std::size_t i = 0; i < scratch.terms.size(); ++i) {
    const auto term = scratch.terms[i];
    const std::uint64_t squared = term.weight * term.weight;
    const bool is_short = term.entries.size <= shortest_postponed;
    if (term.entries.size > options.longest_list ||
        (!is_short && squared <= allowance[term.view])) {
      allowance[term.view] -= std::min(squared, allowance[term.view]);
      scratch.terms[scratch.postponed++] = term;
      continue;
    }
    scratch.add_dots(term);
  }
  scratch.terms.resize(scratch.postponed);
  scratch.lookup.assign(scratch.terms);
}

void OnlineClusterer::Scratch::State::Lookup::assign(const std::vector<Term>& looked_up) {
  std::size_t wanted = least_cells;
  while (wanted < 4 * looked_up.size()) wanted *= 2;
  for (auto& cells : views) cells.assign(wanted, {});
  for (const Term& term : looked_up) {
    auto& cells = views[term.view];
    std::size_t at = term.hash & (wanted - 1);
    while (cells[at].weight != 0) at = (at + 1) & (wanted - 1);
    cells[at] = {term.hash, term.weight};
  }
}

void OnlineClusterer::Scratch::State::Lookup::add_dots(const ArticleFeatures& features,
                                                       Dots& sums) const {
  for (std::size_t view = 0; view < view_count; ++view) {
    const auto& cells = views[view];
    const std::size_t mask = cells.size() - 1;
    const auto hashes = features.views[view].hashes();
    const auto weights = features.views[view].weights();
    std::uint64_t dot = 0;
    for (std::size_t i = 0; i < hashes.size(); ++i) {
      std::size_t at = hashes[i] & mask;
      while (cells[at].weight != 0 && cells[at].hash != hashes[i]) at = (at + 1) & mask;
      dot += cells[at].weight * weights[i];
    }
    sums[view] += dot;
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
  const std::span<const std::uint32_t> touched(scratch.touched);
  for (std::size_t i = 0; i < touched.size(); ++i) {
    const std::uint32_t slot = touched[i];
    if (i + ahead < touched.size()) {
      __builtin_prefetch(&scratch.dots[touched[i + ahead]]);
      __builtin_prefetch(&inverse_lengths[touched[i + ahead]]);
    }
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
  if (events[slot].summed <= most_members_read) {
    for (const Member& member : events[slot].members) {
      if (!member.is_copy) scratch.lookup.add_dots(*member.features, dots);
    }
  } else {
    for (const auto& term : scratch.terms) {
      dots[term.view] += term.weight * term.entries.sum_of(slot);
    }
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

// What `exact` will read of the picked events lies four steps of pointers deep: taken step by step
// for all of them together, memory answers them at once rather than one after the other.
void OnlineClusterer::State::prefetch_picked(const Scratch::State& scratch) const {
  const auto small = [this](std::uint32_t slot) {
    return events[slot].summed <= most_members_read;
  };
  for (const auto& rough : scratch.rough) __builtin_prefetch(&events[rough.slot]);
  for (const auto& rough : scratch.rough) {
    if (small(rough.slot)) __builtin_prefetch(events[rough.slot].members.data());
  }
  for (const auto& rough : scratch.rough) {
    if (!small(rough.slot)) continue;
    for (const Member& member : events[rough.slot].members) {
      __builtin_prefetch(member.features.get());
    }
  }
  for (const auto& rough : scratch.rough) {
    if (!small(rough.slot)) continue;
    for (const Member& member : events[rough.slot].members) {
      for (const SparseVector& view : member.features->views) view.prefetch();
    }
  }
}

// Leaves the `wanted` best events in `scratch.scored`, best first.
void OnlineClusterer::State::score_candidates(const ArticleFeatures& features, std::size_t wanted,
                                              Scratch::State& scratch) const {
  gather(features, scratch);
  pick_rough(features, std::max(wanted, least_pool), scratch);
  prefetch_picked(scratch);
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
