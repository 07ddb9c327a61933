// What an arrival changes around it: the articles of the nearest events are grouped anew.
//
// Items are single articles (with their near-copies), or whole events too large to be taken apart.
// Two items are linked by their score less what is usual around them; average link then says which
// belong together, and what moved is carried out: an id goes with its founding article.
#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "clusterer_state.hpp"

namespace newsloom::cluster {
namespace {

// By how many of its latest articles a large event is compared.
constexpr std::size_t sample_of_large = 16;
// How many members of an event look around for `maintain`.
constexpr std::size_t members_looking = 3;
constexpr std::size_t least_queue = 64;
// What the embeddings of two articles about different things have in common, in 1/32768.
constexpr std::int32_t usual_dense = 9830;              // 0.3
constexpr std::int64_t bound = std::int64_t{1} << 24U;  // above any score

constexpr unsigned dot_to_q15 = 2 * 12 - 15;  // of the product of two unit vectors
static_assert(SparseVector::unit == 1U << 12U);

}  // namespace

std::int64_t OnlineClusterer::State::score_of(const ArticleFeatures& a,
                                              const ArticleFeatures& b) const {
  std::uint64_t mixed = 0;
  for (std::size_t view = 0; view < view_count; ++view) {
    mixed += std::uint64_t{dot(a.views[view], b.views[view]) >> dot_to_q15} * weights.view[view];
  }
  mixed += std::uint64_t{dot(a.title, b.title) >> dot_to_q15} * weights.title;
  const std::uint32_t dense = a.language == b.language ? weights.dense : weights.dense_across;
  if (dense > 0) {
    const std::int32_t above = std::max(0, dense_cosine_q15(a.dense, b.dense) - usual_dense);
    mixed += static_cast<std::uint64_t>(above) * one_q15 / (one_q15 - usual_dense) * dense;
  }
  return static_cast<std::int64_t>(((mixed >> 15U) * kernel(a.published, b.published)) >> 15U);
}

std::int64_t OnlineClusterer::State::score_of(const Scratch::State::Item::Sampled& a,
                                              const Scratch::State::Item::Sampled& b,
                                              PairScores* remembered) const {
  if (remembered == nullptr) return score_of(*a.features, *b.features);
  const auto [first, second] = std::minmax(a.article, b.article);
  if (const auto score = remembered->find(first, second)) return *score;
  const std::int64_t score = score_of(*a.features, *b.features);
  remembered->put(first, second, static_cast<std::int32_t>(score));
  return score;
}

// Adds to the events grouped anew those among the candidates that come near enough to joining.
void OnlineClusterer::State::add_neighbours(std::uint32_t background, std::size_t articles,
                                            Scratch::State& scratch) const {
  const std::uint64_t needed =
      weights.threshold + ((std::uint64_t{background} * weights.runner_up) >> 15U);
  const std::uint64_t least = (needed * weights.neighbour) >> 15U;
  for (const auto& [candidate, slot] : scratch.scored) {
    if (scratch.slots.size() >= options.group_events || candidate.score < least) return;
    if (std::ranges::find(scratch.slots, slot) != scratch.slots.end()) continue;
    const std::uint64_t summed = events[slot].summed;
    const std::size_t more = summed > options.large_event ? 1 : summed;
    if (articles + more > options.group_articles) continue;
    articles += more;
    scratch.slots.push_back(slot);
  }
}

void OnlineClusterer::State::collect_items(const ArticleFeatures* arriving, const Choice& choice,
                                           Scratch::State& scratch) const {
  scratch.item_count = 0;
  const auto next = [&scratch]() -> Scratch::State::Item& {
    if (scratch.item_count == scratch.items.size()) scratch.items.emplace_back();
    Scratch::State::Item& item = scratch.items[scratch.item_count++];
    item.sample.clear();
    item.size = 1;
    item.bonds = nullptr;
    return item;
  };
  if (arriving != nullptr) {
    Scratch::State::Item& item = next();
    item.slot = no_slot;
    item.first = item.text = next_article;
    item.background = choice.background;
    item.bonds = choice.bonds.get();
    item.sample.push_back({arriving, next_article});
  }
  for (const std::uint32_t slot : scratch.slots) {
    const Event& event = events[slot];
    if (event.summed <= options.large_event) {
      for (const Member& member : event.members) {
        if (member.is_copy) continue;
        Scratch::State::Item& item = next();
        item.slot = slot;
        item.first = member.article;
        item.text = member.text;
        item.background = member.background;
        item.bonds = member.extras.get();
        item.sample.push_back({member.features.get(), member.article});
      }
      continue;
    }
    Scratch::State::Item& item = next();
    item.slot = slot;
    item.first = event.founder;
    item.size = static_cast<std::int64_t>(event.summed);
    item.background = 0;
    for (auto member = event.members.rbegin();
         member != event.members.rend() && item.sample.size() < sample_of_large; ++member) {
      if (member->is_copy) continue;
      item.sample.push_back({member->features.get(), member->article});
      item.background += member->background;
    }
    item.background /= static_cast<std::int64_t>(item.sample.size());
  }
}

// The remembered scores of one item with those behind it.
void OnlineClusterer::State::prefetch_scores(std::size_t i, const Scratch::State& scratch) const {
  if (scratch.pairs == nullptr || i >= scratch.item_count) return;
  const std::uint64_t one = scratch.items[i].sample.front().article;
  for (std::size_t j = i + 1; j < scratch.item_count; ++j) {
    const auto [first, second] = std::minmax(one, scratch.items[j].sample.front().article);
    scratch.pairs->prefetch(first, second);
  }
}

void OnlineClusterer::State::link_items(Scratch::State& scratch) const {
  const std::size_t count = scratch.item_count;
  scratch.links.reset(count);
  scratch.arriving.assign(count, 0);
  for (std::size_t i = 0; i < count; ++i) scratch.links.set_size(i, scratch.items[i].size);
  for (std::size_t i = 0; i < count; ++i) {
    const Scratch::State::Item& a = scratch.items[i];
    prefetch_scores(i + 1, scratch);
    for (std::size_t j = i + 1; j < count; ++j) {
      const Scratch::State::Item& b = scratch.items[j];
      std::int64_t sum = 0;
      for (const auto& left : a.sample) {
        for (const auto& right : b.sample) sum += score_of(left, right, scratch.pairs.get());
      }
      const std::int64_t score = sum / static_cast<std::int64_t>(a.sample.size() * b.sample.size());
      if (i == 0) scratch.arriving[j] = score;
      scratch.links.set_mean(i, j, score - usual(a, b));
    }
  }
  bind(scratch);
  scratch.groups = scratch.links.group(weights.threshold);
}

bool OnlineClusterer::State::holds(const Scratch::State::Item& item, std::uint64_t article) const {
  if (item.size == 1) return item.first == article;
  return std::ranges::binary_search(events[item.slot].members, article, {}, &Member::article);
}

// What somebody knows counts more than any score: bound items meet before all others.
void OnlineClusterer::State::bind(Scratch::State& scratch) const {
  for (std::size_t i = 0; i < scratch.item_count; ++i) {
    const MemberExtras* bonds = scratch.items[i].bonds;
    if (bonds == nullptr) continue;
    for (std::size_t j = 0; j < scratch.item_count; ++j) {
      if (i == j) continue;
      const auto is_held = [&](std::uint64_t article) { return holds(scratch.items[j], article); };
      if (std::ranges::any_of(bonds->with, is_held)) scratch.links.set_mean(i, j, bound);
      if (std::ranges::any_of(bonds->without, is_held)) scratch.links.forbid(i, j);
    }
  }
}

std::int64_t OnlineClusterer::State::usual(const Scratch::State::Item& a,
                                           const Scratch::State::Item& b) const {
  return ((a.background + b.background) * weights.runner_up) >> 16U;
}

// Whether an item holds the founding article of its event.
bool OnlineClusterer::State::holds_founder(const Scratch::State::Item& item) const {
  return item.slot != no_slot && (item.size > 1 || events[item.slot].founder == item.first);
}

std::uint32_t OnlineClusterer::State::keeper_of(std::size_t group,
                                                const Scratch::State& scratch) const {
  std::uint32_t keeper = no_slot;
  for (std::size_t i = 0; i < scratch.item_count; ++i) {
    const Scratch::State::Item& item = scratch.items[i];
    if (scratch.groups[i] != group || !holds_founder(item)) continue;
    if (keeper == no_slot || events[item.slot].founder < events[keeper].founder) {
      keeper = item.slot;
    }
  }
  return keeper;
}

// Score and requirement of the arriving article (item 0), with those it is together with, or else
// with the event that comes nearest to it.
void OnlineClusterer::State::explain_grouping(const Scratch::State& scratch,
                                              Decision& decision) const {
  struct Mean {
    std::int64_t score = 0;
    std::int64_t required = 0;
    std::int64_t size = 0;
    void add(std::int64_t one_score, std::int64_t one_required, std::int64_t weight) {
      score += one_score * weight;
      required += one_required * weight;
      size += weight;
    }
    [[nodiscard]] std::int64_t margin() const { return (score - required) / size; }
  };
  const auto mean_over = [&](auto belongs) {
    Mean mean;
    for (std::size_t i = 1; i < scratch.item_count; ++i) {
      const Scratch::State::Item& item = scratch.items[i];
      if (!belongs(i)) continue;
      mean.add(scratch.arriving[i], weights.threshold + usual(scratch.items[0], item), item.size);
    }
    return mean;
  };
  Mean best = mean_over([&](std::size_t i) { return scratch.groups[i] == scratch.groups[0]; });
  if (best.size == 0) {
    for (const std::uint32_t slot : scratch.slots) {
      const Mean mean = mean_over([&](std::size_t i) { return scratch.items[i].slot == slot; });
      if (best.size == 0 || mean.margin() > best.margin()) best = mean;
    }
  }
  decision.score = static_cast<std::uint32_t>(best.score / best.size);
  decision.required = static_cast<std::uint32_t>(best.required / best.size);
}

void OnlineClusterer::State::apply_grouping(const Scratch::State& scratch,
                                            std::uint32_t slot_of_arriving,
                                            std::vector<Regrouping>& done) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> merges;  // into, from
  for (std::size_t first = 0; first < scratch.item_count; ++first) {
    if (scratch.groups[first] != first) continue;  // a group is named by its first item
    std::uint32_t into = keeper_of(first, scratch);
    if (into == no_slot) {
      std::uint64_t founder = UINT64_MAX;
      for (std::size_t i = first; i < scratch.item_count; ++i) {
        if (scratch.groups[i] == first) founder = std::min(founder, scratch.items[i].first);
      }
      const std::uint32_t of = scratch.items[first].slot;
      if (of == no_slot) {
        into = slot_of_arriving;
        events[into].founder = founder;
      } else {
        const EventId family = events[of].family;
        into = found(EventId(next_event++), family, founder);
      }
    }
    move_items(scratch, first, into, done);
    for (std::size_t i = first; i < scratch.item_count; ++i) {
      const Scratch::State::Item& item = scratch.items[i];
      if (scratch.groups[i] == first && item.slot != into && holds_founder(item)) {
        merges.emplace_back(into, item.slot);
      }
    }
  }
  // A merger may carry the kept id to the other's slot, so slots are looked up by id.
  std::vector<std::pair<EventId, EventId>> ids;
  ids.reserve(merges.size());
  for (const auto& [into, from] : merges) ids.emplace_back(events[into].id, events[from].id);
  for (const auto& [into, from] : ids) merge_events(slots.at(into), slots.at(from), done);
}

// Those of a group whose event stays elsewhere.
void OnlineClusterer::State::move_items(const Scratch::State& scratch, std::size_t group,
                                        std::uint32_t into, std::vector<Regrouping>& done) {
  std::vector<std::uint64_t> texts;
  std::vector<std::uint64_t> founders;
  for (const std::uint32_t from : scratch.slots) {
    if (from == into) continue;
    texts.clear();
    founders.clear();
    bool is_merged = false;
    for (std::size_t i = 0; i < scratch.item_count; ++i) {
      const Scratch::State::Item& item = scratch.items[i];
      if (scratch.groups[i] != group || item.slot != from) continue;
      texts.push_back(item.text);
      founders.push_back(item.first);
      is_merged = is_merged || holds_founder(item);
    }
    if (is_merged || texts.empty()) continue;
    Event& event = events[from];
    const auto moves = [&texts](const Member& member) {
      return std::ranges::find(texts, member.text) != texts.end();
    };
    Regrouping regrouping{event.id, events[into].id, false, {}, {}};
    std::vector<Member> moving;
    for (Member& member : event.members) {
      if (!moves(member)) continue;
      regrouping.articles.push_back(member.article);
      moving.push_back(std::move(member));
    }
    std::erase_if(event.members, [](const Member& member) { return !member.features; });
    move_members(from, into, moving);
    for (const Alias& alias : std::exchange(event.aliases, {})) {
      const bool goes = std::ranges::find(founders, alias.founder) != founders.end();
      add_alias(goes ? into : from, alias);
      if (goes) regrouping.aliases.push_back(alias.id);
    }
    set_dates(from);
    set_place_in_order(from);
    done.push_back(std::move(regrouping));
  }
}

void OnlineClusterer::State::add_alias(std::uint32_t slot, Alias alias) {
  auto& aliases = events[slot].aliases;
  aliases.insert(std::ranges::upper_bound(aliases, alias.id, {}, &Alias::id), alias);
}

// The larger one's sums stay where they are, whichever id is kept.
void OnlineClusterer::State::merge_events(std::uint32_t into, std::uint32_t from,
                                          std::vector<Regrouping>& done) {
  Regrouping regrouping{events[from].id, events[into].id, true, {}, {}};
  for (const Member& member : events[from].members) regrouping.articles.push_back(member.article);
  for (const Alias& alias : events[from].aliases) regrouping.aliases.push_back(alias.id);
  done.push_back(std::move(regrouping));
  if (events[from].summed > events[into].summed) {
    Event& a = events[into];
    Event& b = events[from];
    std::swap(a.id, b.id);
    std::swap(a.family, b.family);
    std::swap(a.founder, b.founder);
    std::swap(a.aliases, b.aliases);
    std::swap(a.is_queued, b.is_queued);
    slots[a.id] = into;
    slots[b.id] = from;
    std::swap(into, from);
  }
  add_alias(into, {events[from].id, events[from].founder});
  for (const Alias& alias : events[from].aliases) add_alias(into, alias);
  std::vector<Member> moving = std::exchange(events[from].members, {});
  move_members(from, into, moving);
  erase(from);
}

// Members that are no longer among those of `from`, to their places by arrival among those of
// `into`.
void OnlineClusterer::State::move_members(std::uint32_t from, std::uint32_t into,
                                          std::vector<Member>& moving) {
  Event& left = events[from];
  Event& joined = events[into];
  for (const Member& member : moving) {
    if (member.is_copy) continue;
    for (std::size_t view = 0; view < view_count; ++view) {
      left.squared[view] -= index.remove(view, from, member.features->views[view]);
      joined.squared[view] += index.add(view, into, member.features->views[view]);
    }
    --left.summed;
    ++joined.summed;
    if (member.copy_handle) copy_home[*member.copy_handle].slot = into;
  }
  const auto middle = static_cast<std::ptrdiff_t>(joined.members.size());
  joined.members.insert(joined.members.end(), std::make_move_iterator(moving.begin()),
                        std::make_move_iterator(moving.end()));
  std::inplace_merge(joined.members.begin(), joined.members.begin() + middle, joined.members.end(),
                     [](const Member& a, const Member& b) { return a.article < b.article; });
  set_lengths(from);
  set_lengths(into);
  set_dates(into);
  set_place_in_order(into);
}

void OnlineClusterer::State::queue(std::uint32_t slot) {
  if (events[slot].is_queued) return;
  events[slot].is_queued = true;
  to_examine.push_back(events[slot].id);
  // Who never calls `maintain` does not pay for it: ids of closed events are dropped.
  if (to_examine.size() <= 2 * slots.size() + least_queue) return;
  std::erase_if(to_examine, [this](EventId id) { return !slots.contains(id); });
}

// The event's first members look around again, with all that has come in since.
void OnlineClusterer::State::examine(std::uint32_t slot, std::vector<Regrouping>& done) {
  Scratch::State& scratch = *own_scratch.state_;
  scratch.slots.assign(1, slot);
  const bool is_large = events[slot].summed > options.large_event;
  std::size_t articles = is_large ? 1 : events[slot].summed;
  std::size_t looking = 0;
  for (Member& member : events[slot].members) {
    if (member.is_copy) continue;
    if (looking++ == members_looking) break;
    score_candidates(*member.features, runner_up_last + 1, scratch);
    std::erase_if(scratch.scored, [slot](const auto& scored) { return scored.slot == slot; });
    member.background = background_of(scratch.scored, 1);
    add_neighbours(member.background, articles, scratch);
    articles = is_large ? 1 : events[slot].summed;
    for (const std::uint32_t other : scratch.slots) {
      const std::uint64_t summed = events[other].summed;
      if (other != slot) articles += summed > options.large_event ? 1 : summed;
    }
  }
  if (scratch.slots.size() < 2) return;
  collect_items(nullptr, {}, scratch);
  link_items(scratch);
  apply_grouping(scratch, no_slot, done);
}

std::vector<Regrouping> OnlineClusterer::maintain(std::size_t max_operations) {
  State& state = *state_;
  std::vector<Regrouping> done;
  // What an operation touches is looked at by the next call, so that every call ends.
  const std::size_t waiting = state.to_examine.size();
  std::size_t operations = 0;
  for (std::size_t i = 0; i < waiting && operations < max_operations; ++i) {
    const auto found = state.slots.find(state.to_examine.front());
    state.to_examine.pop_front();
    if (found == state.slots.end()) continue;
    state.events[found->second].is_queued = false;
    const std::size_t before = done.size();
    state.examine(found->second, done);
    ++operations;
    for (std::size_t at = before; at < done.size(); ++at) {
      const auto touched = state.slots.find(done[at].into);
      if (touched != state.slots.end()) state.queue(touched->second);
    }
  }
  return done;
}

std::size_t OnlineClusterer::events_to_examine() const noexcept {
  return state_->to_examine.size();
}

void OnlineClusterer::restore_aliases(EventId event, std::span<const EventId> ids) {
  const auto found = state_->slots.find(event);
  if (found == state_->slots.end()) return;
  const std::uint64_t founder = state_->events[found->second].founder;
  for (const EventId id : ids) state_->add_alias(found->second, {id, founder});
}

std::vector<EventId> OnlineClusterer::aliases(EventId event) const {
  std::vector<EventId> ids;
  const auto found = state_->slots.find(event);
  if (found == state_->slots.end()) return ids;
  for (const Alias& alias : state_->events[found->second].aliases) ids.push_back(alias.id);
  return ids;
}

}  // namespace newsloom::cluster
