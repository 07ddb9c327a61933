// Records follow the articles the clusterer moves, and ids the events they lead to.
#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "state.hpp"

namespace newsloom {

EventId Aggregator::State::resolve(EventId id) const {
  const auto alias = alias_of.find(id);
  return alias == alias_of.end() ? id : alias->second;
}

void Aggregator::State::move_alias(EventId alias, EventRecord* from, EventRecord& into) {
  if (from != nullptr) std::erase(from->aliases, alias);
  into.aliases.insert(std::ranges::upper_bound(into.aliases, alias), alias);
  alias_of.insert_or_assign(alias, into.id);
}

void Aggregator::State::move(const cluster::Regrouping& regrouping, std::vector<Change>& changes) {
  const auto moves = [&regrouping](const auto& member) {
    return std::ranges::binary_search(regrouping.articles, member->number);
  };
  EventRecord& from = writable(regrouping.from);
  std::vector<std::shared_ptr<const ArticleRecord>> moving;
  std::ranges::copy_if(from.members, std::back_inserter(moving), moves);
  std::erase_if(from.members, moves);
  const bool is_new = !open.contains(regrouping.into);
  EventRecord& into = writable(regrouping.into);
  const auto middle = static_cast<std::ptrdiff_t>(into.members.size());
  into.members.insert(into.members.end(), moving.begin(), moving.end());
  std::inplace_merge(into.members.begin(), into.members.begin() + middle, into.members.end(),
                     [](const auto& a, const auto& b) { return a->number < b->number; });
  set_dates(into);
  counters.events_created += is_new ? 1U : 0U;
  for (const EventId alias : regrouping.aliases) move_alias(alias, &from, into);
  if (regrouping.is_merge) move_alias(regrouping.from, nullptr, into);
  std::vector<ArticleId> articles;
  for (const auto& member : moving) {
    articles.push_back(member->row.article);
    known.at(member->row.article).event = regrouping.into;
  }
  if (regrouping.is_merge) {
    open.erase(regrouping.from);
    changes.emplace_back(EventsMerged{regrouping.from, regrouping.into});
    return;
  }
  set_dates(from);
  changes.emplace_back(EventSplit{regrouping.from, regrouping.into, std::move(articles)});
}

// Where an article goes, its role may be another: who was told of the old one is told of the new.
void Aggregator::State::regroup(const std::vector<cluster::Regrouping>& regroupings,
                                std::vector<Change>& changes) {
  struct Told {
    EventId event;
    std::optional<Role> role;
  };
  std::map<std::uint64_t, Told> told;  // by arrival number
  std::set<EventId> touched;
  for (const cluster::Regrouping& regrouping : regroupings) {
    for (const std::uint64_t number : regrouping.articles) {
      told.try_emplace(number, Told{regrouping.from, roles.role(regrouping.from, number)});
    }
    move(regrouping, changes);
    touched.insert({regrouping.from, regrouping.into});
  }
  for (const EventId event : touched) {
    if (open.contains(event)) {
      roles.reassess(*open.at(event), options.coverage, changes);
    } else {
      roles.forget(event);
    }
  }
  for (const auto& [number, before] : told) {
    const ArticleId& id = *reuse.id(number);
    const EventId event = known.at(id).event;
    const auto role = roles.role(event, number);
    if (event == before.event || !before.role || role == before.role) continue;
    const ReuseMemory::Source* origin = reuse.origin(number);
    changes.emplace_back(ArticleReattributed{
        event, id, role.value_or(Role::report),
        origin == nullptr ? std::optional<ArticleId>() : std::optional(origin->id)});
  }
}

std::vector<Change> Aggregator::State::maintain(std::size_t max_operations) {
  std::vector<Change> changes;
  regroup(clusterer.maintain(max_operations), changes);
  return changes;
}

}  // namespace newsloom
