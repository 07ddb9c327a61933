// Whose text an article has, and what that changes for others.
#include <algorithm>
#include <set>

#include "newsloom/text/stem.hpp"
#include "state.hpp"

namespace newsloom {
namespace {

constexpr double q15 = 32768.0;

std::uint64_t hash_of(const std::string& name) { return name.empty() ? 0 : text::hash_bytes(name); }

auto find_member(EventRecord& event, std::uint64_t number) {
  return std::ranges::lower_bound(event.members, number, {},
                                  [](const auto& member) { return member->number; });
}

}  // namespace

// A record is shared with snapshots, so what changes is a copy.
void Aggregator::State::set_origin(EventRecord& event, std::uint64_t number) const {
  const auto member = find_member(event, number);
  if (member == event.members.end() || (*member)->number != number) return;
  auto altered = std::make_shared<ArticleRecord>(**member);
  CoverageRow& row = altered->row;
  row.copy_of.reset();
  row.is_own_text = false;
  row.order = OrderBasis::none;
  row.copied_share = row.source_share = 0;
  if (const ReuseMemory::Source* origin = reuse.origin(number)) {
    row.copy_of = origin->id;
    row.is_own_text = origin->is_own;
    row.order = origin->order;
    row.copied_share = origin->link.this_in_other();
    row.source_share = origin->link.other_in_this();
  }
  *member = std::move(altered);
}

void Aggregator::State::retell(const std::vector<std::uint64_t>& articles,
                               std::optional<std::uint64_t> newcomer,
                               std::vector<Change>& changes) {
  std::set<EventId> events;
  for (const std::uint64_t number : articles) {
    const EventId event = known.at(*reuse.id(number)).event;
    set_origin(writable(event), number);
    events.insert(event);
  }
  const std::size_t first = changes.size();
  for (const EventId event : events) roles.reassess(*open.at(event), options.coverage, changes);
  if (!newcomer) return;
  // New evidence of another original is told even if the role is the same.
  for (const std::uint64_t number : articles) {
    const ArticleId& id = *reuse.id(number);
    const bool is_told = number == *newcomer ||
                         std::any_of(changes.begin() + static_cast<std::ptrdiff_t>(first),
                                     changes.end(), [&id](const Change& change) {
                                       const auto* told = std::get_if<ArticleReattributed>(&change);
                                       return told != nullptr && told->article == id;
                                     });
    if (is_told) continue;
    const EventId event = known.at(id).event;
    const ReuseMemory::Source* origin = reuse.origin(number);
    changes.emplace_back(ArticleReattributed{
        event, id, roles.role(event, number).value_or(Role::report),
        origin == nullptr ? std::optional<ArticleId>() : std::optional(origin->id)});
  }
}

void Aggregator::State::attribute(const Prepared& done, const cluster::Decision& decision,
                                  const ArticleId& id, std::vector<Change>& changes) {
  const std::uint64_t number = known.at(id).number;
  const EventRecord& event = *open.at(decision.event);
  const CoverageRow& row = event.members.back()->row;
  ReuseMemory::Facts facts;
  facts.id = id;
  facts.published = row.published;
  facts.precision = row.precision;
  facts.outlet = hash_of(row.outlet);
  facts.family = hash_of(row.family);
  facts.credited_family = hash_of(row.credit_family);
  std::optional<ReuseMemory::NearCopy> near_copy;
  if (decision.copy_of) near_copy = {*decision.copy_of, decision.score / q15};
  const auto changed = reuse.add(number, facts, done.analysis.sketch, near_copy);

  // Most articles have nobody's text, or that of an article everybody copies.
  const bool only_newcomer = changed.size() == 1 && changed.front() == number;
  if (changed.empty() || only_newcomer) {
    bool is_first_print = false;
    if (only_newcomer) {
      set_origin(writable(decision.event), number);
      const ReuseMemory::Source& origin = *reuse.origin(number);
      const auto role = roles.role(decision.event, origin.article);
      is_first_print = role == Role::report || role == Role::follow_up;
    }
    if (is_first_print) {
      roles.reassess(*open.at(decision.event), options.coverage, changes);
    } else {
      roles.add_last(*open.at(decision.event), options.coverage, changes);
    }
    return;
  }
  retell(changed, number, changes);
  // The newcomer is printed by those, if they are in its event.
  roles.reassess(*open.at(decision.event), options.coverage, changes);
}

}  // namespace newsloom
