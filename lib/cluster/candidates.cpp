// Which events an article might belong to: gathered roughly, scored exactly.
//
// All events that share one of the article's rarer terms are gathered with their dot products so
// far. The best few by a rough score, which needs one multiplication a view, are completed with the
// postponed terms and scored exactly. Only integers, so any order gives the same.
#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>

#include "clusterer_state.hpp"
#include "sparse_dot.hpp"

namespace newsloom::cluster {
namespace {

// Events scored exactly, at least; more than the runner-ups need, as rough order is not the last.
constexpr std::size_t least_pool = 16;
// Up to here it is quicker to read the members' vectors than to search the lists, if there are more
// than a few for each of them.
constexpr std::size_t most_members_read = 6;
constexpr std::size_t searched_per_member = 4;
constexpr std::size_t shortest_postponed = 64;  // entries; shorter lists cost next to nothing
constexpr std::size_t ahead = 12;               // entries whose sums are on their way from memory
constexpr unsigned unit_bits = 12;              // of SparseVector::unit
static_assert(SparseVector::unit == 1U << unit_bits);

// Cosine in 1/32768, a little low.
std::uint64_t rough_cosine(std::uint64_t dot, std::uint64_t inverse_length) {
  return ((dot >> unit_bits) * inverse_length) >> 32U;
}

// A score in Q30 and a slot as one number, greater for a greater score and, of equal ones, for a
// smaller slot.
constexpr unsigned slot_bits = 31;  // of `max_active_events`
constexpr std::uint64_t slot_mask = (std::uint64_t{1} << slot_bits) - 1;
constexpr std::uint64_t most_ranked = UINT64_MAX >> slot_bits;
std::uint64_t ranked(std::uint64_t score, std::uint32_t slot) {
  return std::min(score, most_ranked) << slot_bits | (slot_mask - slot);
}
std::uint32_t slot_of(std::uint64_t rank) {
  return static_cast<std::uint32_t>(slot_mask - (rank & slot_mask));
}

}  // namespace

bool OnlineClusterer::State::within_horizon(const ArticleFeatures& features,
                                            const Outline& event) const {
  if (!features.published || !event.newest()) return true;
  return *features.published <= event.last + options.horizon &&
         *features.published + options.horizon >= event.first;
}

// Which slots are new to the article cannot be guessed, so every slot is written down and those
// that are not are written over.
void OnlineClusterer::Scratch::State::add_dots(const Shared& shared) {
  const std::span<const SumIndex::Posting> entries(shared.entries.begin, shared.entries.size);
  if (touched.size() < touched_count + entries.size()) {
    touched.resize(2 * (touched_count + entries.size()));
  }
  std::size_t count = touched_count;
  for (std::size_t entry = 0; entry < entries.size(); ++entry) {
    if (entry + ahead < entries.size()) __builtin_prefetch(&dots[entries[entry + ahead].slot], 1);
    const SumIndex::Posting& posting = entries[entry];
    Dots& sums = dots[posting.slot];
    touched[count] = posting.slot;
    count += (sums[0] | sums[1]) == 0 ? 1U : 0U;
    sums[shared.view] += std::uint64_t{shared.weight} * posting.sum;
  }
  touched_count = count;
}

// The terms most events hold are left for later, as long as they are a small part of the article's
// vector: an event that shares nothing but those can hardly be its best.
void OnlineClusterer::State::gather(const ArticleFeatures& features,
                                    Scratch::State& scratch) const {
  scratch.dots.resize(events.size());
  scratch.touched_count = 0;
  scratch.terms.clear();
  scratch.rare_terms.clear();
  const std::size_t longest_rare = std::min<std::size_t>(shortest_postponed, options.longest_list);
  for (std::size_t view = 0; view < view_count; ++view) {
    index.for_each_term(view, features.views[view],
                        [&](Term term, std::uint16_t weight, SumIndex::Entries entries) {
                          const bool is_rare = entries.size <= longest_rare;
                          if (is_rare) __builtin_prefetch(entries.begin);
                          (is_rare ? scratch.rare_terms : scratch.terms)
                              .push_back({entries, term, weight, static_cast<std::uint16_t>(view)});
                        });
  }
  for (const auto& term : scratch.rare_terms) scratch.add_dots(term);
  std::sort(scratch.terms.begin(), scratch.terms.end(), [](const auto& a, const auto& b) {
    return a.entries.size != b.entries.size ? a.entries.size > b.entries.size
           : a.weight != b.weight           ? a.weight < b.weight
                                            : a.term < b.term;
  });
  std::array<std::uint64_t, view_count> allowance{};
  allowance.fill(weights.postponed);
  std::size_t postponed = 0;
  for (std::size_t i = 0; i < scratch.terms.size(); ++i) {
    const auto shared = scratch.terms[i];
    const std::uint64_t squared = std::uint64_t{shared.weight} * shared.weight;
    const bool is_short = shared.entries.size <= shortest_postponed;
    if (shared.entries.size > options.longest_list ||
        (!is_short && squared <= allowance[shared.view])) {
      allowance[shared.view] -= std::min(squared, allowance[shared.view]);
      scratch.terms[postponed++] = shared;
      continue;
    }
    scratch.add_dots(shared);
  }
  scratch.terms.resize(postponed);
  std::sort(scratch.terms.begin(), scratch.terms.end(),
            [](const auto& a, const auto& b) { return a.term < b.term; });
  for (auto& of_view : scratch.postponed) {
    of_view.terms.clear();
    of_view.weights.clear();
  }
  for (const auto& shared : scratch.terms) {
    scratch.postponed[shared.view].terms.push_back(shared.term);
    scratch.postponed[shared.view].weights.push_back(shared.weight);
  }
}

// Keeps the `pool` best in a heap, the worst of them on top. Time can only lower a score, so what
// is not above the worst without it is passed over before its dates are looked at: nearly all are.
void OnlineClusterer::State::pick_rough(const ArticleFeatures& features, std::size_t pool,
                                        Scratch::State& scratch) const {
  auto& heap = scratch.rough;
  heap.clear();
  const std::span<const std::uint32_t> touched(scratch.touched.data(), scratch.touched_count);
  for (std::size_t i = 0; i < touched.size(); ++i) {
    const std::uint32_t slot = touched[i];
    if (i + ahead < touched.size()) {
      __builtin_prefetch(&scratch.dots[touched[i + ahead]]);
      __builtin_prefetch(&outlines[touched[i + ahead]]);
    }
    const Outline& event = outlines[slot];
    std::uint64_t mixed = 0;  // Q30
    for (std::size_t view = 0; view < view_count; ++view) {
      mixed +=
          rough_cosine(scratch.dots[slot][view], event.inverse_length[view]) * weights.view[view];
    }
    const std::uint64_t untimed = mixed >> 15U;
    if (heap.size() == pool && ranked(untimed * one_q15, slot) <= heap.front()) continue;
    if (!within_horizon(features, event)) continue;
    const std::uint64_t rank = ranked(untimed * kernel(features.published, event.newest()), slot);
    if (heap.size() < pool) {
      heap.push_back(rank);
      if (heap.size() == pool) std::ranges::make_heap(heap, std::greater{});
    } else if (rank > heap.front()) {
      std::ranges::pop_heap(heap, std::greater{});
      heap.back() = rank;
      std::ranges::push_heap(heap, std::greater{});
    }
  }
}

bool OnlineClusterer::State::reads_members(std::uint32_t slot,
                                           const Scratch::State& scratch) const {
  const std::uint64_t summed = events[slot].summed;
  return summed <= most_members_read && scratch.terms.size() > searched_per_member * summed;
}

Candidate OnlineClusterer::State::exact(const ArticleFeatures& features, std::uint32_t slot,
                                        Scratch::State& scratch) const {
  auto dots = scratch.dots[slot];
  if (reads_members(slot, scratch)) {
    for (const Member& member : events[slot].members) {
      if (member.is_copy) continue;
      for (std::size_t view = 0; view < view_count; ++view) {
        const SparseVector& vector = member.features->views[view];
        dots[view] += sparse_dot({scratch.postponed[view].terms, scratch.postponed[view].weights},
                                 {vector.terms(), vector.weights()});
      }
    }
  } else {
    // All lists are asked for at once, or each would be waited for.
    scratch.guesses.clear();
    for (const auto& shared : scratch.terms) scratch.guesses.push_back(shared.entries.guess(slot));
    for (std::size_t i = 0; i < scratch.terms.size(); ++i) {
      const auto& shared = scratch.terms[i];
      dots[shared.view] +=
          std::uint64_t{shared.weight} * shared.entries.sum_of(slot, scratch.guesses[i]);
    }
  }
  Candidate candidate;
  candidate.event = events[slot].id;
  candidate.time = kernel(features.published, outlines[slot].newest());
  std::uint64_t mixed = 0;  // Q30
  for (std::size_t view = 0; view < view_count; ++view) {
    candidate.cosines[view] = cosine_of_length_q15(dots[view], events[slot].length[view]);
    mixed += std::uint64_t{candidate.cosines[view]} * weights.view[view];
  }
  candidate.score = static_cast<std::uint32_t>(((mixed >> 15U) * candidate.time) >> 15U);
  return candidate;
}

// What `exact` will read of the picked events lies four steps of pointers deep: taken step by step
// for all of them together, memory answers them at once rather than one after the other.
void OnlineClusterer::State::prefetch_picked(const Scratch::State& scratch) const {
  for (const std::uint64_t rank : scratch.rough) __builtin_prefetch(&events[slot_of(rank)]);
  for (const std::uint64_t rank : scratch.rough) {
    const std::uint32_t slot = slot_of(rank);
    if (reads_members(slot, scratch)) __builtin_prefetch(events[slot].members.data());
  }
  for (const std::uint64_t rank : scratch.rough) {
    const std::uint32_t slot = slot_of(rank);
    if (!reads_members(slot, scratch)) continue;
    for (const Member& member : events[slot].members) __builtin_prefetch(member.features.get());
  }
  for (const std::uint64_t rank : scratch.rough) {
    const std::uint32_t slot = slot_of(rank);
    if (!reads_members(slot, scratch)) continue;
    for (const Member& member : events[slot].members) {
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
  for (const std::uint64_t rank : scratch.rough) {
    scratch.scored.push_back({exact(features, slot_of(rank), scratch), slot_of(rank)});
  }
  for (std::size_t i = 0; i < scratch.touched_count; ++i) scratch.dots[scratch.touched[i]] = {};
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
