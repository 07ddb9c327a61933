// Articles that change or go: out of sums, records and attribution, as if they had never been
// there.
#include <algorithm>
#include <utility>

#include "attribution/roles.hpp"
#include "state.hpp"

namespace newsloom {
namespace {

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

// Near-copies of a removed article: the earliest is in the sums in its stead.
void settle_sums(EventRecord& event, std::uint64_t gone) {
  std::optional<std::uint64_t> heir;
  for (auto& member : event.members) {
    if (member->near_copy_of != gone) continue;
    const auto copy = altered(member);
    copy->near_copy_of = heir;
    if (!heir) heir = copy->number;
  }
  set_dates(event);
}

// In a closed event, whose texts are no longer compared with any, the earliest copy of a removed
// article is the origin of the others.
void settle_origins(EventRecord& event, const ArticleId& gone) {
  std::shared_ptr<const ArticleRecord> heir;
  for (auto& member : event.members) {
    if (member->row.copy_of != gone) continue;
    CoverageRow& row = altered(member)->row;
    row.copied_share = row.source_share = 0;
    if (heir == nullptr) {
      row.copy_of.reset();
      row.is_own_text = false;
      row.order = OrderBasis::none;
      heir = member;
      continue;
    }
    row.copy_of = heir->row.article;
    row.is_own_text = !row.outlet.empty() && row.outlet == heir->row.outlet;
    const bool is_dated = attribution::has_interval(row) && attribution::has_interval(heir->row);
    row.order = is_dated && attribution::certainly_before(heir->row, row)
                    ? OrderBasis::published
                    : OrderBasis::undetermined;
  }
}

}  // namespace

bool Aggregator::State::take_out(const ArticleId& id, EventId event_id,
                                 std::vector<Change>& changes) {
  const std::uint64_t number = known.at(id).number;
  EventRecord& event = writable(event_id);
  std::erase_if(event.members, [&](const auto& member) { return member->number == number; });
  clusterer.remove(event_id, number);
  known.erase(id);
  const std::vector<std::uint64_t> changed = reuse.remove(number);
  const bool is_gone = event.members.empty();
  if (is_gone) {
    for (const EventId alias : event.aliases) alias_of.erase(alias);
    open.erase(event_id);
    roles.forget(event_id);
  } else {
    settle_sums(event, number);
  }
  retell(changed, std::nullopt, changes);
  if (!is_gone) roles.reassess(*open.at(event_id), options.coverage, changes);
  return is_gone;
}

std::optional<bool> Aggregator::State::take_out_of_archive(const ArticleId& id, EventId event_id,
                                                           std::vector<Change>& changes) {
  if (archive == nullptr) return std::nullopt;
  const auto view = archive->find(event_id);
  const auto state = archive->state(event_id);
  auto event = view && state ? record_of(*view, *state) : std::nullopt;
  if (!event) return std::nullopt;
  const auto before = roles_of(event->members, options.coverage);
  std::vector<std::uint64_t> numbers;
  for (const auto& member : event->members) numbers.push_back(member->number);
  const std::uint64_t number = known.at(id).number;
  std::erase_if(event->members, [&](const auto& member) { return member->row.article == id; });
  known.erase(id);
  retell(reuse.remove(number), std::nullopt, changes);
  if (event->members.empty()) {
    for (const EventId alias : event->aliases) alias_of.erase(alias);
    archive->erase(event_id);
    return true;
  }
  settle_sums(*event, number);
  settle_origins(*event, id);
  const auto after = roles_of(event->members, options.coverage);
  for (std::size_t i = 0; i < after.size(); ++i) {
    const ArticleRecord& member = *event->members[i];
    const auto old = std::ranges::lower_bound(numbers, member.number) - numbers.begin();
    if (before[static_cast<std::size_t>(old)] == after[i]) continue;
    changes.emplace_back(
        ArticleReattributed{event_id, member.row.article, after[i], member.row.copy_of});
  }
  archive->put(view_of(*event, EventStatus::closed, options.coverage), state_of(*event));
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

result<Update> Aggregator::State::revise(const Article& article, Prepared& done) {
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
  weigh_new(done);
  decide_new(revised, done, was_alone ? std::optional(old.event) : std::nullopt);
  Update update = place_new(revised, done);
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
