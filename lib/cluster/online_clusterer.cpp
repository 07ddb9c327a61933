#include "newsloom/cluster/online_clusterer.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <list>
#include <utility>

#include "copy_index.hpp"
#include "sum_index.hpp"
#include "time_kernel.hpp"
#include "watermark.hpp"

namespace newsloom::cluster {
namespace {

// The candidates whose scores are the measure of the best: ranks 3 to 12, absent ones count 0.
// The second is left out, as it often is the same story's other half.
constexpr std::size_t runner_up_first = 2;
constexpr std::size_t runner_up_last = 12;

std::uint32_t to_q15(double value) {
  return static_cast<std::uint32_t>(std::lround(value * one_q15));
}

// Options in the fixed point that decides.
struct Weights {
  std::uint32_t threshold;                     // Q15
  std::uint32_t runner_up;                     // Q15
  std::uint32_t size;                          // Q15, of a base-2 logarithm
  std::array<std::uint32_t, view_count> view;  // Q15
};

struct Member {
  std::uint64_t article = 0;  // arrival number
  std::shared_ptr<const ArticleFeatures> features;
  std::optional<CopyIndex::Handle> copy_handle;
  bool is_copy = false;
};

struct Event {
  EventId id;  // 0: the slot is free
  std::array<std::uint64_t, view_count> squared{};
  std::vector<Member> members;
  std::uint64_t summed = 0;  // members that are no copies
  std::optional<Timestamp> oldest;
  std::optional<Timestamp> newest;
  std::list<std::uint32_t>::iterator by_arrival;  // in State::order
};

}  // namespace

struct OnlineClusterer::Scratch::State {
  struct Dots {
    std::array<std::uint64_t, view_count> view{};
  };
  std::vector<Dots> dots;             // by slot; all zero between calls
  std::vector<std::uint8_t> touched;  // by slot; all zero between calls
  std::vector<std::uint32_t> slots;
  struct Scored {
    Candidate candidate;
    std::uint32_t slot;
  };
  std::vector<Scored> scored;
};

OnlineClusterer::Scratch::Scratch() : state_(std::make_unique<State>()) {}
OnlineClusterer::Scratch::~Scratch() = default;
OnlineClusterer::Scratch::Scratch(Scratch&&) noexcept = default;
OnlineClusterer::Scratch& OnlineClusterer::Scratch::operator=(Scratch&&) noexcept = default;

struct OnlineClusterer::State {
  explicit State(const ClusterOptions& given);

  struct Choice {
    Decision decision;
    std::uint32_t slot = 0;  // of the event to join
  };
  [[nodiscard]] Choice choose(const ArticleFeatures& features,
                              std::span<const std::uint64_t> fingerprint, Scratch& scratch) const;
  [[nodiscard]] std::optional<CopyIndex::Match> copy_of(
      const ArticleFeatures& features, std::span<const std::uint64_t> fingerprint) const;
  void score_candidates(const ArticleFeatures& features, std::size_t wanted,
                        Scratch::State& scratch) const;
  [[nodiscard]] bool within_horizon(const ArticleFeatures& features, const Event& event) const;
  [[nodiscard]] std::uint32_t required_score(
      const std::vector<Scratch::State::Scored>& scored) const;
  std::uint32_t found(EventId id);
  void join(std::uint32_t slot, Member member);
  void close(std::uint32_t slot, std::vector<EventId>& closed);
  void close_what_is_over(std::vector<EventId>& closed);

  ClusterOptions options;
  Weights weights{};
  TimeKernel kernel;
  SumIndex index;
  CopyIndex copies;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> copy_home;  // by handle: slot, article
  std::vector<Event> events;                                       // by slot
  std::vector<std::uint32_t> free_slots;
  std::list<std::uint32_t> order;  // open events, the one longest without an article first
  Watermark watermark;
  std::uint64_t next_article = 0;
  std::uint64_t next_event = 1;
  std::size_t active_articles = 0;
  Scratch own_scratch;  // of `add`
};

OnlineClusterer::State::State(const ClusterOptions& given)
    : options(given),
      kernel(std::clamp<std::chrono::seconds>(given.time_sigma, std::chrono::hours{1},
                                              std::chrono::days{365})) {
  options.horizon = std::clamp<std::chrono::seconds>(options.horizon, std::chrono::hours{1},
                                                     std::chrono::days{3650});
  options.max_active_events =
      std::clamp<std::size_t>(options.max_active_events, 1, std::size_t{1} << 31U);
  options.reported_candidates = std::clamp<std::size_t>(options.reported_candidates, 1, 64);
  weights.threshold = to_q15(std::clamp(options.join_threshold, 0.0, 2.0));
  weights.runner_up = to_q15(std::clamp(options.runner_up_weight, 0.0, 4.0));
  constexpr double ln2 = 0.6931471805599453;
  weights.size = to_q15(std::clamp(options.size_weight, 0.0, 1.0) * ln2);
  weights.view = {one_q15, to_q15(std::clamp(options.names_weight, 0.0, 4.0))};
}

bool OnlineClusterer::State::within_horizon(const ArticleFeatures& features,
                                            const Event& event) const {
  if (!features.published || !event.newest) return true;
  return *features.published <= *event.newest + options.horizon &&
         *features.published + options.horizon >= *event.oldest;
}

std::optional<CopyIndex::Match> OnlineClusterer::State::copy_of(
    const ArticleFeatures& features, std::span<const std::uint64_t> fingerprint) const {
  const auto match = copies.find(fingerprint);
  if (!match || match->shared < options.copy_min_shared) return std::nullopt;
  if (match->shared * one_q15 < match->of * to_q15(options.copy_containment)) return std::nullopt;
  const Event& event = events[copy_home[match->handle].first];
  return within_horizon(features, event) ? match : std::nullopt;
}

// Leaves the `wanted` best events in `scratch.scored`, best first.
void OnlineClusterer::State::score_candidates(const ArticleFeatures& features, std::size_t wanted,
                                              Scratch::State& scratch) const {
  scratch.dots.resize(events.size());
  scratch.touched.resize(events.size());
  scratch.slots.clear();
  scratch.scored.clear();
  for (std::size_t view = 0; view < view_count; ++view) {
    if (scratch.dots.empty()) break;
    index.accumulate(view, features.views[view], scratch.dots.data()->view.data() + view,
                     view_count, [&scratch](std::uint32_t slot) {
                       if (scratch.touched[slot] == 0) {
                         scratch.touched[slot] = 1;
                         scratch.slots.push_back(slot);
                       }
                     });
  }
  for (const std::uint32_t slot : scratch.slots) {
    const auto dots = std::exchange(scratch.dots[slot], {});
    scratch.touched[slot] = 0;
    const Event& event = events[slot];
    if (!within_horizon(features, event)) continue;
    Candidate candidate;
    candidate.event = event.id;
    candidate.time = kernel(features.published, event.newest);
    std::uint64_t mixed = 0;  // Q30
    for (std::size_t view = 0; view < view_count; ++view) {
      candidate.cosines[view] = cosine_q15(dots.view[view], event.squared[view]);
      mixed += std::uint64_t{candidate.cosines[view]} * weights.view[view];
    }
    candidate.score = static_cast<std::uint32_t>(((mixed >> 15U) * candidate.time) >> 15U);
    scratch.scored.push_back({candidate, slot});
  }
  const std::size_t kept = std::min(scratch.scored.size(), wanted);
  std::partial_sort(
      scratch.scored.begin(), scratch.scored.begin() + static_cast<std::ptrdiff_t>(kept),
      scratch.scored.end(), [](const auto& a, const auto& b) {
        return a.candidate.score != b.candidate.score ? a.candidate.score > b.candidate.score
                                                      : a.candidate.event < b.candidate.event;
      });
  scratch.scored.erase(scratch.scored.begin() + static_cast<std::ptrdiff_t>(kept),
                       scratch.scored.end());
}

std::uint32_t OnlineClusterer::State::required_score(
    const std::vector<Scratch::State::Scored>& scored) const {
  std::uint64_t sum = 0;
  for (std::size_t rank = runner_up_first; rank < std::min(runner_up_last, scored.size()); ++rank) {
    sum += scored[rank].candidate.score;
  }
  const std::uint64_t mean = sum / (runner_up_last - runner_up_first);
  std::uint64_t required = weights.threshold + ((mean * weights.runner_up) >> 15U);
  if (!scored.empty()) {
    required +=
        (std::uint64_t{log2_q8(1 + events[scored.front().slot].summed)} * weights.size) >> 8U;
  }
  return static_cast<std::uint32_t>(required);
}

OnlineClusterer::State::Choice OnlineClusterer::State::choose(
    const ArticleFeatures& features, std::span<const std::uint64_t> fingerprint,
    Scratch& scratch) const {
  Choice choice;
  Decision& decision = choice.decision;
  score_candidates(features, std::max(runner_up_last, options.reported_candidates),
                   *scratch.state_);
  const auto& scored = scratch.state_->scored;
  decision.required = required_score(scored);
  if (!scored.empty()) decision.score = scored.front().candidate.score;
  for (std::size_t i = 0; i < std::min(scored.size(), options.reported_candidates); ++i) {
    decision.candidates.push_back(scored[i].candidate);
  }
  if (const auto match = copy_of(features, fingerprint)) {
    choice.slot = copy_home[match->handle].first;
    decision.copy_of = copy_home[match->handle].second;
    decision.is_new_event = false;
    decision.score = match->shared * one_q15 / std::max(match->of, match->shared);
  } else if (!scored.empty() && decision.score > decision.required) {
    choice.slot = scored.front().slot;
    decision.is_new_event = false;
  }
  decision.event = decision.is_new_event ? EventId(next_event) : events[choice.slot].id;
  return choice;
}

std::uint32_t OnlineClusterer::State::found(EventId id) {
  std::uint32_t slot = 0;
  if (free_slots.empty()) {
    slot = static_cast<std::uint32_t>(events.size());
    events.emplace_back();
  } else {
    slot = free_slots.back();
    free_slots.pop_back();
  }
  events[slot].id = id;
  events[slot].by_arrival = order.insert(order.end(), slot);
  return slot;
}

void OnlineClusterer::State::join(std::uint32_t slot, Member member) {
  Event& event = events[slot];
  if (const auto published = member.features->published) {
    event.newest = event.newest ? std::max(*event.newest, *published) : *published;
    event.oldest = event.oldest ? std::min(*event.oldest, *published) : *published;
  }
  if (!member.is_copy) {
    ++event.summed;
    for (std::size_t view = 0; view < view_count; ++view) {
      event.squared[view] += index.add(view, slot, member.features->views[view]);
    }
  }
  if (member.copy_handle) {
    if (copy_home.size() <= *member.copy_handle) copy_home.resize(*member.copy_handle + 1);
    copy_home[*member.copy_handle] = {slot, member.article};
  }
  order.splice(order.end(), order, event.by_arrival);
  event.members.push_back(std::move(member));
  ++active_articles;
}

void OnlineClusterer::State::close(std::uint32_t slot, std::vector<EventId>& closed) {
  Event& event = events[slot];
  for (const Member& member : event.members) {
    if (!member.is_copy) {
      for (std::size_t view = 0; view < view_count; ++view) {
        index.remove(view, slot, member.features->views[view]);
      }
    }
    if (member.copy_handle) copies.remove(*member.copy_handle);
  }
  active_articles -= event.members.size();
  closed.push_back(event.id);
  order.erase(event.by_arrival);
  event = Event();
  free_slots.push_back(slot);
}

// Looks at the events longest without an article only: one that is dated late and was touched early
// waits behind its elders, which costs it some room and nobody anything else.
void OnlineClusterer::State::close_what_is_over(std::vector<EventId>& closed) {
  const std::size_t before = closed.size();
  const auto now = watermark.now();
  while (!order.empty()) {
    const Event& oldest = events[order.front()];
    const bool over = now && oldest.newest && *oldest.newest + options.horizon < *now;
    if (!over && order.size() <= options.max_active_events) break;
    close(order.front(), closed);
  }
  std::sort(closed.begin() + static_cast<std::ptrdiff_t>(before), closed.end());
}

OnlineClusterer::OnlineClusterer(const ClusterOptions& options)
    : state_(std::make_unique<State>(options)) {}
OnlineClusterer::~OnlineClusterer() = default;
OnlineClusterer::OnlineClusterer(OnlineClusterer&&) noexcept = default;
OnlineClusterer& OnlineClusterer::operator=(OnlineClusterer&&) noexcept = default;

Decision OnlineClusterer::decide(const ArticleFeatures& features,
                                 std::span<const std::uint64_t> fingerprint,
                                 Scratch& scratch) const {
  return state_->choose(features, fingerprint, scratch).decision;
}

std::vector<Candidate> OnlineClusterer::nearest(const ArticleFeatures& features, std::size_t count,
                                                Scratch& scratch) const {
  state_->score_candidates(features, count, *scratch.state_);
  std::vector<Candidate> nearest;
  for (const auto& scored : scratch.state_->scored) nearest.push_back(scored.candidate);
  return nearest;
}

Decision OnlineClusterer::add(std::shared_ptr<const ArticleFeatures> features,
                              std::span<const std::uint64_t> fingerprint,
                              std::vector<EventId>& closed) {
  State& state = *state_;
  if (features->published) {
    state.watermark.observe(*features->published);
    state.close_what_is_over(closed);
  }
  auto [decision, slot] = state.choose(*features, fingerprint, state.own_scratch);
  if (decision.is_new_event) slot = state.found(EventId(state.next_event++));
  Member member;
  member.article = state.next_article++;
  member.features = std::move(features);
  member.is_copy = decision.copy_of.has_value();
  if (!member.is_copy) member.copy_handle = state.copies.add(fingerprint);
  state.join(slot, std::move(member));
  state.close_what_is_over(closed);
  return std::move(decision);
}

std::size_t OnlineClusterer::active_events() const noexcept { return state_->order.size(); }
std::size_t OnlineClusterer::active_articles() const noexcept { return state_->active_articles; }
std::optional<Timestamp> OnlineClusterer::watermark() const noexcept {
  return state_->watermark.now();
}
std::size_t OnlineClusterer::memory() const noexcept {
  const State& state = *state_;
  return state.index.memory() + state.copies.memory() + state.events.capacity() * sizeof(Event) +
         state.active_articles * sizeof(Member);
}

}  // namespace newsloom::cluster
