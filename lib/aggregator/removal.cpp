// Articles that change or go: out of sums, records and attribution, as if they had never been
// there.
#include <algorithm>
#include <utility>

#include "state.hpp"

namespace newsloom {
namespace {

std::vector<std::pair<ArticleId, Role>> roles_of(const EventRecord& event) {
  std::vector<std::pair<ArticleId, Role>> roles;
  for (const CoverageRow& row : view_of(event, EventStatus::open).coverage) {
    roles.emplace_back(row.article, row.role);
  }
  std::ranges::sort(roles);
  return roles;
}

// A record is shared with snapshots, so what changes is a copy.
std::shared_ptr<ArticleRecord> altered(std::shared_ptr<const ArticleRecord>& member) {
  auto copy = std::make_shared<ArticleRecord>(*member);
  member = copy;
  return copy;
}

Error not_active(const ArticleId& id, EventId event) {
  return {ErrorCode::not_active,
          "the article's event " + event.str() + " is closed, and no archive knows it",
          {id.str(), {}, {}, {}}};
}

// Members of a removed article's text: the earliest is the original now. Roles that change by that,
// or by the removal itself, are told.
void settle(EventRecord& event, const ArticleId& gone, std::vector<Change>& changes,
            const std::vector<std::pair<ArticleId, Role>>& before) {
  std::optional<ArticleId> heir;
  for (auto& member : event.members) {
    if (member->row.copy_of != gone) continue;
    const auto copy = altered(member);
    copy->row.copy_of = heir;
    copy->counts_in_sum = !heir;
    if (!heir) heir = copy->row.article;
  }
  set_dates(event);
  for (const auto& [article, role] : roles_of(event)) {
    const auto old = std::ranges::lower_bound(before, article, {},
                                              [](const auto& r) -> auto& { return r.first; });
    if (old->second != role) changes.emplace_back(ArticleReattributed{event.id, article, role});
  }
}

}  // namespace

bool Aggregator::State::take_out(const ArticleId& id, EventId event_id,
                                 std::vector<Change>& changes) {
  const std::uint64_t number = known.at(id).number;
  const auto before = roles_of(*open.at(event_id));
  EventRecord& event = writable(event_id);
  std::erase_if(event.members, [&](const auto& member) { return member->number == number; });
  clusterer.remove(event_id, number);
  known.erase(id);
  if (event.members.empty()) {
    for (const EventId alias : event.aliases) alias_of.erase(alias);
    open.erase(event_id);
    return true;
  }
  settle(event, id, changes, before);
  return false;
}

std::optional<bool> Aggregator::State::take_out_of_archive(const ArticleId& id, EventId event_id,
                                                           std::vector<Change>& changes) {
  if (archive == nullptr) return std::nullopt;
  const auto view = archive->find(event_id);
  const auto state = archive->state(event_id);
  auto event = view && state ? record_of(*view, *state) : std::nullopt;
  if (!event) return std::nullopt;
  const auto before = roles_of(*event);
  std::erase_if(event->members, [&](const auto& member) { return member->row.article == id; });
  known.erase(id);
  if (event->members.empty()) {
    for (const EventId alias : event->aliases) alias_of.erase(alias);
    archive->erase(event_id);
    return true;
  }
  settle(*event, id, changes, before);
  archive->put(view_of(*event, EventStatus::closed), state_of(*event));
  return false;
}

result<Update> Aggregator::State::remove(const ArticleId& id) {
  const auto found = known.find(id);
  if (found == known.end()) {
    return Error{
        ErrorCode::not_found, "there is no article \"" + id.str() + "\"", {id.str(), {}, {}, {}}};
  }
  const EventId event = found->second.event;
  Update update;
  update.article = id;
  update.event = event;
  update.changes.emplace_back(ArticleRemoved{event, id});
  const std::optional<bool> is_gone = open.contains(event)
                                          ? std::optional(take_out(id, event, update.changes))
                                          : take_out_of_archive(id, event, update.changes);
  if (!is_gone) return not_active(id, event);
  if (*is_gone) update.changes.emplace_back(EventRemoved{event});
  ++counters.removed;
  return update;
}

result<Update> Aggregator::State::revise(const Article& article, const Prepared& done) {
  const Known old = known.at(article.id);
  std::vector<Change> changes;
  const bool was_open = open.contains(old.event);
  const std::vector<EventId> aliases =
      was_open ? open.at(old.event)->aliases : std::vector<EventId>{};
  const std::optional<bool> is_gone = was_open
                                          ? std::optional(take_out(article.id, old.event, changes))
                                          : take_out_of_archive(article.id, old.event, changes);
  if (!is_gone) return not_active(article.id, old.event);
  const bool was_alone = *is_gone && was_open;  // an event that closed does not open again
  Article revised;  // its features are prepared: only what describes it is looked at
  revised.id = article.id;
  revised.precision = article.precision;
  revised.revision = std::max(article.revision, old.revision + 1);
  Update update = place_new(revised, done, was_alone ? std::optional(old.event) : std::nullopt);
  --counters.articles;
  ++counters.revisions;
  update.is_revision = true;
  update.revision = revised.revision;
  const bool stays = update.event == old.event;
  // Then neither created nor joined: the event is the one it was in.
  if (stays) {
    std::erase_if(update.changes, [&](const Change& change) {
      return std::holds_alternative<EventCreated>(change) ||
             std::holds_alternative<ArticleJoined>(change);
    });
    changes.insert(changes.begin(), ArticleRevised{old.event, article.id, revised.revision});
  } else {
    changes.insert(changes.begin(), ArticleRemoved{old.event, article.id});
    if (*is_gone) changes.emplace_back(EventRemoved{old.event});
  }
  update.is_new_event = update.is_new_event && !stays;
  if (stays && was_alone) {
    --counters.events_created;
    if (open.contains(old.event)) {
      clusterer.restore_aliases(old.event, aliases);
      for (const EventId alias : aliases) move_alias(alias, nullptr, writable(old.event));
    }
  }
  changes.insert(changes.end(), update.changes.begin(), update.changes.end());
  update.changes = std::move(changes);
  return update;
}

}  // namespace newsloom
