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

void set_dates(EventRecord& event) {
  event.oldest.reset();
  event.newest.reset();
  for (const auto& member : event.members) {
    if (const auto published = member->row.published) {
      event.newest = std::max(event.newest.value_or(*published), *published);
      event.oldest = std::min(event.oldest.value_or(*published), *published);
    }
  }
}

Error not_active(const ArticleId& id, EventId event) {
  return {ErrorCode::not_active,
          "the article's event " + event.str() + " is closed",
          {id.str(), {}, {}, {}}};
}

}  // namespace

bool Aggregator::State::take_out(const ArticleId& id, EventId event_id,
                                 std::vector<Change>& changes) {
  const Known gone = known.at(id);
  const auto before = roles_of(*open.at(event_id));
  EventRecord& event = writable(event_id);
  std::erase_if(event.members, [&](const auto& m) { return m->number == gone.number; });
  const auto removal = clusterer.remove(event_id, gone.number);
  known.erase(id);
  if (event.members.empty()) {
    open.erase(event_id);
    return true;
  }
  std::optional<ArticleId> heir;
  for (auto& member : event.members) {
    if (removal && removal->stands_in == member->number) {
      heir = member->row.article;
      const auto copy = altered(member);
      copy->row.copy_of.reset();
      copy->counts_in_sum = true;
    } else if (member->row.copy_of == id) {
      altered(member)->row.copy_of = heir;
    }
  }
  set_dates(event);
  for (const auto& [article, role] : roles_of(event)) {
    const auto old = std::ranges::lower_bound(before, article, {},
                                              [](const auto& r) -> auto& { return r.first; });
    if (old->second != role) changes.emplace_back(ArticleReattributed{event_id, article, role});
  }
  return false;
}

result<Update> Aggregator::State::remove(const ArticleId& id) {
  const auto found = known.find(id);
  if (found == known.end()) {
    return Error{
        ErrorCode::not_found, "there is no article \"" + id.str() + "\"", {id.str(), {}, {}, {}}};
  }
  const EventId event = found->second.event;
  if (!open.contains(event)) return not_active(id, event);
  Update update;
  update.article = id;
  update.event = event;
  update.changes.emplace_back(ArticleRemoved{event, id});
  if (take_out(id, event, update.changes)) update.changes.emplace_back(EventRemoved{event});
  ++counters.removed;
  return update;
}

result<Update> Aggregator::State::revise(const Article& article, const Prepared& done) {
  const Known old = known.at(article.id);
  if (!open.contains(old.event)) return not_active(article.id, old.event);
  std::vector<Change> changes;
  const bool was_alone = take_out(article.id, old.event, changes);
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
    if (was_alone) changes.emplace_back(EventRemoved{old.event});
  }
  update.is_new_event = update.is_new_event && !stays;
  if (stays && was_alone) --counters.events_created;
  changes.insert(changes.end(), update.changes.begin(), update.changes.end());
  update.changes = std::move(changes);
  return update;
}

}  // namespace newsloom
