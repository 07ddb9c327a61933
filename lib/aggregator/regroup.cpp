// Records follow the articles the clusterer moves, and ids the events they lead to.
#include <algorithm>
#include <iterator>
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

void Aggregator::State::regroup(const std::vector<cluster::Regrouping>& regroupings,
                                std::vector<Change>& changes) {
  for (const cluster::Regrouping& regrouping : regroupings) move(regrouping, changes);
}

std::vector<Change> Aggregator::State::maintain(std::size_t max_operations) {
  std::vector<Change> changes;
  regroup(clusterer.maintain(max_operations), changes);
  return changes;
}

}  // namespace newsloom
