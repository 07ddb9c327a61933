// The clusterer as bytes and back. What follows from the rest (sums, lengths, dates) is not stored
// but made again; slots, orders and handles are, as they decide ties.
#include <algorithm>
#include <utility>

#include "cluster/features_file.hpp"
#include "clusterer_state.hpp"
#include "types/binary.hpp"

namespace newsloom::cluster {
namespace {

using detail::Reader;
using detail::Writer;

constexpr std::size_t least_member_bytes = 32;
constexpr std::uint32_t most_background = 16 * one_q15;  // a score is a sum of weighted cosines

void write(Writer& out, const Member& member) {
  out.number(member.article);
  out.number(member.text);
  out.number(static_cast<std::uint8_t>(member.is_copy));
  out.number(static_cast<std::uint8_t>(member.copy_handle.has_value()));
  out.number(member.copy_handle.value_or(0));
  const MemberExtras none;
  const MemberExtras& extras = member.extras ? *member.extras : none;
  out.numbers(std::span<const std::uint64_t>(extras.sample));
  out.number(member.background);
  out.numbers(std::span<const std::uint64_t>(extras.with));
  out.numbers(std::span<const std::uint64_t>(extras.without));
  write_features(out, *member.features);
}

Member read_member(Reader& in) {
  Member member;
  member.article = in.number<std::uint64_t>();
  member.text = in.number<std::uint64_t>();
  member.is_copy = in.flag();
  const bool has_handle = in.flag();
  const auto handle = in.number<CopyIndex::Handle>();
  if (has_handle) member.copy_handle = handle;
  MemberExtras extras;
  extras.sample = in.numbers<std::uint64_t>();
  in.require(extras.sample.size() <= CopyIndex::sample_size);
  in.require(!(member.is_copy && has_handle) && member.text <= member.article);
  member.background = in.number<std::uint32_t>();
  in.require(member.background <= most_background);
  extras.with = in.numbers<std::uint64_t>();
  extras.without = in.numbers<std::uint64_t>();
  if (!extras.sample.empty() || !extras.with.empty() || !extras.without.empty()) {
    member.extras = std::make_unique<MemberExtras>(std::move(extras));
  }
  member.features = read_features(in);
  return member;
}

}  // namespace

void OnlineClusterer::State::save(std::string& bytes) const {
  Writer out(bytes);
  watermark.save(out);
  out.number(next_article);
  out.number(next_event);
  copies.save(out);
  out.size(events.size());
  for (const Event& event : events) {
    out.number(event.id.number());
    out.number(event.family.number());
    out.number(event.founder);
    out.size(event.aliases.size());
    for (const Alias& alias : event.aliases) {
      out.number(alias.id.number());
      out.number(alias.founder);
    }
    out.size(event.members.size());
    for (const Member& member : event.members) write(out, member);
  }
  out.size(order.size());
  for (const LastArrival& last : order) out.number(last.slot);
  out.numbers(std::span<const std::uint32_t>(free_slots));
  out.size(to_examine.size());
  for (const EventId id : to_examine) out.number(id.number());
}

// One slot's event with all that follows from it.
void OnlineClusterer::State::load_event(Reader& in, std::uint32_t slot) {
  Event& event = events[slot];
  event.id = EventId(in.number<std::uint64_t>());
  event.family = EventId(in.number<std::uint64_t>());
  event.founder = in.number<std::uint64_t>();
  event.aliases.resize(in.size(2 * sizeof(std::uint64_t)));
  for (Alias& alias : event.aliases) {
    alias.id = EventId(in.number<std::uint64_t>());
    alias.founder = in.number<std::uint64_t>();
    in.require(alias.id.number() < next_event);
  }
  const std::size_t count = in.size(least_member_bytes);
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    Member member = read_member(in);
    const bool ascends = event.members.empty() || event.members.back().article < member.article;
    in.require(ascends && member.article < next_article);
    if (member.copy_handle) in.require(copies.knows(*member.copy_handle));
    if (!in.ok()) return;
    if (member.copy_handle) {
      if (copy_home.size() <= *member.copy_handle) copy_home.resize(*member.copy_handle + 1);
      copy_home[*member.copy_handle] = {slot, member.article, member.text};
    }
    if (!member.is_copy) add_to_sums(slot, *member.features);
    feature_bytes += member.features->memory();
    event.members.push_back(std::move(member));
  }
  const bool is_open = event.id.number() != 0;
  in.require(is_open != event.members.empty() && event.id.number() < next_event);
  if (!in.ok() || !is_open) return;
  const auto holds = [&event](std::uint64_t article) {
    return std::ranges::binary_search(event.members, article, {}, &Member::article);
  };
  in.require(holds(event.founder));
  for (const Alias& alias : event.aliases) in.require(holds(alias.founder));
  in.require(slots.emplace(event.id, slot).second);
  active_articles += event.members.size();
  set_dates(slot);
}

void OnlineClusterer::State::load_queue(Reader& in) {
  const std::size_t count = in.size(sizeof(std::uint64_t));
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    to_examine.emplace_back(in.number<std::uint64_t>());
    const auto found = slots.find(to_examine.back());
    if (found != slots.end()) events[found->second].is_queued = true;
  }
}

bool OnlineClusterer::State::load(std::string_view bytes) {
  Reader in(bytes);
  watermark.load(in);
  next_article = in.number<std::uint64_t>();
  next_event = in.number<std::uint64_t>();
  copies.load(in);
  const std::size_t count = in.size(3 * sizeof(std::uint64_t));
  in.require(count < UINT32_MAX);
  if (!in.ok()) return false;
  events.resize(count);
  outlines.resize(count);
  for (std::uint32_t slot = 0; slot < count && in.ok(); ++slot) load_event(in, slot);
  const std::size_t open_events = in.size(sizeof(std::uint32_t));
  in.require(open_events == slots.size());
  std::vector<bool> seen(count);
  const auto see = [&](std::uint32_t slot, bool is_open) {
    in.require(slot < count && !seen[slot] && (events[slot].id.number() != 0) == is_open);
    if (in.ok()) seen[slot] = true;
    return in.ok();
  };
  for (std::size_t i = 0; i < open_events && in.ok(); ++i) {
    const auto slot = in.number<std::uint32_t>();
    if (!see(slot, true)) continue;
    const auto& members = events[slot].members;
    const LastArrival last{members.empty() ? 0 : members.back().article, slot};
    in.require(order.empty() || *order.rbegin() < last);
    events[slot].by_arrival = order.insert(order.end(), last);
  }
  free_slots = in.numbers<std::uint32_t>();
  for (const std::uint32_t slot : free_slots) see(slot, false);
  in.require(open_events + free_slots.size() == count);
  load_queue(in);
  return in.at_end();
}

void OnlineClusterer::save(std::string& out) const { state_->save(out); }

result<OnlineClusterer> OnlineClusterer::load(std::string_view bytes,
                                              const ClusterOptions& options) {
  OnlineClusterer loaded(options);
  if (!loaded.state_->load(bytes)) {
    return Error{ErrorCode::corrupt, "the clusterer's state does not hold together", {}};
  }
  return loaded;
}

std::shared_ptr<const ArticleFeatures> OnlineClusterer::features(EventId event,
                                                                 std::uint64_t article) const {
  const auto found = state_->slots.find(event);
  if (found == state_->slots.end()) return nullptr;
  const auto& members = state_->events[found->second].members;
  const auto member = std::ranges::lower_bound(members, article, {}, &Member::article);
  return member != members.end() && member->article == article ? member->features : nullptr;
}

}  // namespace newsloom::cluster
