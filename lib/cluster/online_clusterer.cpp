#include "newsloom/cluster/online_clusterer.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "clusterer_state.hpp"
#include "confidence.hpp"

namespace newsloom::cluster {
namespace {

constexpr std::uint64_t inverse_one = std::uint64_t{1} << 47U;

std::uint32_t to_q15(double value) {
  return static_cast<std::uint32_t>(std::lround(value * one_q15));
}

std::uint32_t confidence_of(const Decision& decision) {
  const std::int64_t margin = std::int64_t{decision.score} - decision.required;
  if (decision.copy_of) return confidence_q15(copy_calibration, margin);
  // A new event with others in it, which left theirs, is an event joined.
  return decision.is_new_event && margin <= 0 ? confidence_q15(founded_calibration, -margin)
                                              : confidence_q15(joined_calibration, margin);
}

}  // namespace

OnlineClusterer::Scratch::Scratch() : state_(std::make_unique<State>()) {}
OnlineClusterer::Scratch::~Scratch() = default;
OnlineClusterer::Scratch::Scratch(Scratch&&) noexcept = default;
OnlineClusterer::Scratch& OnlineClusterer::Scratch::operator=(Scratch&&) noexcept = default;

OnlineClusterer::State::State(const ClusterOptions& given)
    : options(given),
      kernel(std::clamp<std::chrono::seconds>(given.time_sigma, std::chrono::hours{1},
                                              std::chrono::days{365})) {
  options.horizon = std::clamp<std::chrono::seconds>(options.horizon, std::chrono::hours{1},
                                                     std::chrono::days{3650});
  options.max_active_events =
      std::clamp<std::size_t>(options.max_active_events, 1, std::size_t{1} << 31U);
  options.group_events = std::clamp<std::size_t>(options.group_events, 1, 64);
  options.group_articles = std::clamp<std::size_t>(options.group_articles, 2, 256);
  options.large_event = std::clamp<std::size_t>(options.large_event, 2, 128);
  options.max_active_articles =
      std::clamp<std::size_t>(options.max_active_articles, 1, std::size_t{1} << 40U);
  options.reported_candidates = std::clamp<std::size_t>(options.reported_candidates, 1, 64);
  weights.threshold = to_q15(std::clamp(options.join_threshold, 0.0, 2.0));
  weights.runner_up = to_q15(std::clamp(options.runner_up_weight, 0.0, 4.0));
  weights.title = to_q15(std::clamp(options.title_weight, 0.0, 4.0));
  weights.dense = to_q15(std::clamp(options.dense_weight, 0.0, 4.0));
  weights.dense_across = to_q15(std::clamp(options.dense_weight_across, 0.0, 4.0));
  weights.neighbour = to_q15(std::clamp(options.neighbour_share, 0.0, 1.0));
  weights.offshoot = to_q15(std::clamp(options.offshoot_score, 0.0, 2.0));
  weights.postponed = static_cast<std::uint64_t>(std::clamp(options.postponed_share, 0.0, 1.0) *
                                                 SparseVector::unit * SparseVector::unit);
  weights.view = {one_q15, to_q15(std::clamp(options.names_weight, 0.0, 4.0))};
  own_scratch.state_->pairs = std::make_unique<PairScores>();
}

std::optional<CopyIndex::Match> OnlineClusterer::State::copy_of(
    const ArticleFeatures& features, std::span<const std::uint64_t> fingerprint,
    const Bonds& bonds) const {
  if (!bonds.with.empty() || !bonds.without.empty()) return std::nullopt;
  const auto match = copies.find(fingerprint);
  if (!match || match->shared < options.copy_min_shared) return std::nullopt;
  if (match->shared * one_q15 < match->of * to_q15(options.copy_containment)) return std::nullopt;
  const Outline& event = outlines[copy_home[match->handle].slot];
  const bool near_in_time = kernel(features.published, event.newest()) >=
                            to_q15(std::clamp(options.copy_min_time, 0.0, 1.0));
  return near_in_time && within_horizon(features, event) ? match : std::nullopt;
}

// Mean score of ten candidates from `first_rank` on; those of the best one's own family say nothing
// about what is around it.
std::uint32_t OnlineClusterer::State::background_of(
    const std::vector<Scratch::State::Scored>& scored, std::size_t first_rank) const {
  if (scored.empty()) return 0;
  constexpr std::size_t ranks = runner_up_last - runner_up_first;
  const EventId family = events[scored.front().slot].family;
  std::uint64_t sum = 0;
  for (std::size_t rank = first_rank; rank < std::min(first_rank + ranks, scored.size()); ++rank) {
    if (events[scored[rank].slot].family != family) sum += scored[rank].candidate.score;
  }
  return static_cast<std::uint32_t>(sum / ranks);
}

EventId OnlineClusterer::State::family_of_new(
    const std::vector<Scratch::State::Scored>& scored) const {
  if (scored.empty()) return EventId(next_event);
  const Event& best = events[scored.front().slot];
  const bool is_offshoot =
      best.summed >= options.offshoot_size && scored.front().candidate.score >= weights.offshoot;
  return is_offshoot ? best.family : EventId(next_event);
}

OnlineClusterer::State::Choice OnlineClusterer::State::choose(
    const ArticleFeatures& features, std::span<const std::uint64_t> fingerprint, const Bonds& bonds,
    Scratch& scratch) const {
  Choice choice;
  Decision& decision = choice.decision;
  score_candidates(features, std::max(runner_up_last, options.reported_candidates),
                   *scratch.state_);
  const auto& scored = scratch.state_->scored;
  decision.candidates.reserve(std::min(scored.size(), options.reported_candidates));
  for (std::size_t i = 0; i < std::min(scored.size(), options.reported_candidates); ++i) {
    decision.candidates.push_back(scored[i].candidate);
  }
  choice.background = background_of(scored, runner_up_first);
  if (const auto match = copy_of(features, fingerprint, bonds)) {
    choice.slot = copy_home[match->handle].slot;
    choice.text = copy_home[match->handle].text;
    decision.copy_of = copy_home[match->handle].article;
    decision.score = match->shared * one_q15 / std::max(match->of, match->shared);
    decision.required = to_q15(options.copy_containment);
  } else {
    group_around(features, bonds, *scratch.state_, choice);
  }
  decision.is_new_event = choice.slot == no_slot;
  decision.confidence = confidence_of(decision);
  decision.event = decision.is_new_event ? EventId(next_event) : events[choice.slot].id;
  if (decision.is_new_event) choice.family = family_of_new(scored);
  return choice;
}

void OnlineClusterer::State::group_around(const ArticleFeatures& features, const Bonds& bonds,
                                          Scratch::State& scratch, Choice& choice) const {
  scratch.slots.clear();
  std::size_t articles = 1;
  for (const Bonds::Partner& partner : bonds.with) {
    const auto found = slots.find(partner.event);
    if (found == slots.end() || std::ranges::count(scratch.slots, found->second) > 0) continue;
    scratch.slots.push_back(found->second);
    articles += events[found->second].summed;
  }
  if (!bonds.with.empty() || !bonds.without.empty()) {
    auto known = std::make_unique<MemberExtras>();
    for (const Bonds::Partner& partner : bonds.with) known->with.push_back(partner.article);
    for (const Bonds::Partner& partner : bonds.without) known->without.push_back(partner.article);
    choice.bonds = std::move(known);
  }
  add_neighbours(choice.background, articles, scratch);
  Decision& decision = choice.decision;
  if (scratch.slots.empty()) {
    if (!scratch.scored.empty()) decision.score = scratch.scored.front().candidate.score;
    decision.required =
        weights.threshold +
        static_cast<std::uint32_t>((std::uint64_t{choice.background} * weights.runner_up) >> 15U);
    return;
  }
  collect_items(&features, choice, scratch);
  link_items(scratch);
  explain_grouping(scratch, decision);
  choice.slot = keeper_of(scratch.groups.front(), scratch);
  choice.is_grouped = true;
}

std::uint32_t OnlineClusterer::State::found(EventId id, EventId family, std::uint64_t founder) {
  std::uint32_t slot = 0;
  if (free_slots.empty()) {
    slot = static_cast<std::uint32_t>(events.size());
    events.emplace_back();
    outlines.emplace_back();
  } else {
    slot = free_slots.back();
    free_slots.pop_back();
  }
  events[slot].id = id;
  events[slot].family = family;
  events[slot].founder = founder;
  slots.emplace(id, slot);
  events[slot].by_arrival = order.insert(order.end(), {next_article, slot});
  return slot;
}

void OnlineClusterer::State::add_to_sums(std::uint32_t slot, const ArticleFeatures& features) {
  Event& event = events[slot];
  ++event.summed;
  for (std::size_t view = 0; view < view_count; ++view) {
    event.squared[view] += index.add(view, slot, features.views[view]);
  }
  set_lengths(slot);
}

void OnlineClusterer::State::put_in_sums(std::uint32_t slot, Member& member,
                                         std::span<const std::uint64_t> fingerprint) {
  add_to_sums(slot, *member.features);
  member.is_copy = false;
  member.copy_handle = copies.add(fingerprint);
  if (!member.copy_handle) return;
  if (copy_home.size() <= *member.copy_handle) copy_home.resize(*member.copy_handle + 1);
  copy_home[*member.copy_handle] = {slot, member.article, member.text};
}

void OnlineClusterer::State::take_from_sums(std::uint32_t slot, Member& member) {
  Event& event = events[slot];
  --event.summed;
  for (std::size_t view = 0; view < view_count; ++view) {
    event.squared[view] -= index.remove(view, slot, member.features->views[view]);
  }
  set_lengths(slot);
  if (member.copy_handle) copies.remove(*std::exchange(member.copy_handle, std::nullopt));
}

void OnlineClusterer::State::set_lengths(std::uint32_t slot) {
  for (std::size_t view = 0; view < view_count; ++view) {
    const std::uint64_t length = integer_sqrt(events[slot].squared[view]);
    events[slot].length[view] = length;
    outlines[slot].inverse_length[view] = length == 0 ? 0 : inverse_one / length;
  }
}

void OnlineClusterer::State::set_dates(std::uint32_t slot) {
  Outline& outline = outlines[slot];
  outline.forget_dates();
  for (const Member& member : events[slot].members) outline.add_date(member.features->published);
}

void OnlineClusterer::State::join(std::uint32_t slot, Member member) {
  Event& event = events[slot];
  outlines[slot].add_date(member.features->published);
  feature_bytes += member.features->memory();
  event.members.push_back(std::move(member));
  set_place_in_order(slot);
  ++active_articles;
}

void OnlineClusterer::State::set_place_in_order(std::uint32_t slot) {
  Event& event = events[slot];
  auto node = order.extract(event.by_arrival);
  node.value().article = event.members.back().article;
  event.by_arrival = order.insert(order.end(), std::move(node));  // mostly the newest
}

// Ids that went with an article that is gone go with the event's earliest one now.
void OnlineClusterer::State::pass_on_ids(std::uint32_t slot, std::uint64_t gone) {
  Event& event = events[slot];
  const auto summed = std::ranges::find(event.members, false, &Member::is_copy);
  const std::uint64_t heir =
      summed == event.members.end() ? event.members.front().article : summed->article;
  if (event.founder == gone) event.founder = heir;
  for (Alias& alias : event.aliases) {
    if (alias.founder == gone) alias.founder = heir;
  }
}

void OnlineClusterer::State::erase(std::uint32_t slot) {
  order.erase(events[slot].by_arrival);
  slots.erase(events[slot].id);
  events[slot] = Event();
  outlines[slot] = Outline();
  free_slots.push_back(slot);
}

void OnlineClusterer::State::close(std::uint32_t slot, std::vector<EventId>& closed) {
  Event& event = events[slot];
  for (Member& member : event.members) {
    if (!member.is_copy) take_from_sums(slot, member);
    feature_bytes -= member.features->memory();
  }
  active_articles -= event.members.size();
  closed.push_back(event.id);
  erase(slot);
}

// Looks at the events longest without an article only: one that is dated late and was touched early
// waits behind its elders, which costs it some room and nobody anything else.
void OnlineClusterer::State::close_what_is_over(std::vector<EventId>& closed) {
  const std::size_t before = closed.size();
  const auto now = watermark.now();
  while (!order.empty()) {
    const auto newest = outlines[order.begin()->slot].newest();
    const bool over = now && newest && *newest + options.horizon < *now;
    const bool too_many = order.size() > options.max_active_events ||
                          (active_articles > options.max_active_articles && order.size() > 1);
    if (!over && !too_many) break;
    close(order.begin()->slot, closed);
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
  return state_->choose(features, fingerprint, {}, scratch).decision;
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
                              std::vector<EventId>& closed, std::optional<EventId> id_if_new,
                              const Bonds& bonds) {
  State& state = *state_;
  if (features->published) {
    state.watermark.observe(*features->published);
    state.close_what_is_over(closed);
  }
  State::Choice choice = state.choose(*features, fingerprint, bonds, state.own_scratch);
  Decision& decision = choice.decision;
  std::uint32_t slot = choice.slot;
  if (decision.is_new_event) {
    const bool is_offshoot = choice.family != decision.event;
    decision.event = id_if_new ? *id_if_new : EventId(state.next_event++);
    slot = state.found(decision.event, is_offshoot ? choice.family : decision.event,
                       state.next_article);
  }
  Member member;
  member.article = state.next_article++;
  member.text = decision.copy_of ? choice.text : member.article;
  member.features = std::move(features);
  member.background = choice.background;
  member.extras = std::move(choice.bonds);
  if (bonds.is_ignored && !decision.copy_of) {
    member.is_copy = true;  // not summed; of nobody but itself
    choice.is_grouped = false;
  } else if (decision.copy_of) {
    const auto sample = fingerprint.first(std::min(fingerprint.size(), CopyIndex::sample_size));
    member.extras = std::make_unique<MemberExtras>();
    member.extras->sample.assign(sample.begin(), sample.end());
    member.is_copy = true;
  } else {
    state.put_in_sums(slot, member, fingerprint);
  }
  state.join(slot, std::move(member));
  if (choice.is_grouped) {
    state.apply_grouping(*state.own_scratch.state_, slot, decision.regroupings);
  }
  state.queue(state.slots.at(decision.event));
  state.close_what_is_over(closed);
  return std::move(decision);
}

std::optional<Removal> OnlineClusterer::remove(EventId event_id, std::uint64_t article) {
  State& state = *state_;
  const auto found = state.slots.find(event_id);
  if (found == state.slots.end()) return std::nullopt;
  const std::uint32_t slot = found->second;
  auto& members = state.events[slot].members;
  const auto member = std::ranges::lower_bound(members, article, {}, &Member::article);
  if (member == members.end() || member->article != article) return std::nullopt;

  Removal removal;
  if (!member->is_copy) {
    state.take_from_sums(slot, *member);
    const auto heir = std::ranges::find(member + 1, members.end(), member->text, &Member::text);
    if (heir != members.end()) {
      std::vector<std::uint64_t> sample;
      if (heir->extras) sample.swap(heir->extras->sample);
      state.put_in_sums(slot, *heir, sample);
      removal.stands_in = heir->article;
    }
  }
  const bool was_last = std::next(member) == members.end();
  state.feature_bytes -= member->features->memory();
  members.erase(member);
  --state.active_articles;
  if (members.empty()) {
    removal.event_is_gone = true;
    state.erase(slot);
    return removal;
  }
  state.pass_on_ids(slot, article);
  state.set_dates(slot);
  if (was_last) state.set_place_in_order(slot);
  return removal;
}

std::size_t OnlineClusterer::active_events() const noexcept { return state_->order.size(); }
std::size_t OnlineClusterer::active_articles() const noexcept { return state_->active_articles; }
std::optional<Timestamp> OnlineClusterer::watermark() const noexcept {
  return state_->watermark.now();
}
std::size_t OnlineClusterer::memory() const noexcept {
  const State& state = *state_;
  return state.feature_bytes + state.index.memory() + state.copies.memory() +
         state.events.capacity() * (sizeof(Event) + sizeof(Outline)) +
         state.active_articles * sizeof(Member);
}

}  // namespace newsloom::cluster
