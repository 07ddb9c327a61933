#include "role_book.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "attribution/roles.hpp"

namespace newsloom {
namespace {

using Members = std::vector<std::shared_ptr<const ArticleRecord>>;

// Events of fewer articles are judged anew each time: it costs less than finding out whether to.
constexpr std::size_t small_event = 16;

std::vector<Role> judge_rows(const std::vector<const CoverageRow*>& rows,
                             const attribution::CoverageOptions& options) {
  if (rows.size() == 1) {
    return {attribution::judge(rows, options.follow_up_after).front().role};
  }
  std::vector<std::size_t> order(rows.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&rows](std::size_t a, std::size_t b) {
    return attribution::earlier_row(*rows[a], *rows[b]);
  });
  std::vector<const CoverageRow*> sorted;
  sorted.reserve(rows.size());
  for (const std::size_t place : order) sorted.push_back(rows[place]);
  const auto judgements = attribution::judge(sorted, options.follow_up_after);
  std::vector<Role> roles(rows.size());
  for (std::size_t i = 0; i < order.size(); ++i) roles[order[i]] = judgements[i].role;
  return roles;
}

bool is_report(const CoverageRow& row, Role role) {
  return !row.outlet.empty() && row.is_newsroom &&
         (role == Role::report || role == Role::original || role == Role::first_report ||
          role == Role::follow_up || row.order == OrderBasis::undetermined);
}

}  // namespace

std::vector<Role> roles_of(const Members& members, const attribution::CoverageOptions& options) {
  std::vector<const CoverageRow*> rows;
  rows.reserve(members.size());
  for (const auto& member : members) rows.push_back(&member->row);
  return judge_rows(rows, options);
}

void RoleBooks::note(Book& book, const EventRecord& event, std::size_t place, Role role) {
  const CoverageRow& row = event.members[place]->row;
  book.roles.emplace_back(event.members[place]->number, role);
  if (role == Role::first_report) book.first_report = place;
  const bool report = is_report(row, role);
  if (!attribution::has_interval(row)) {
    book.has_undated_reports = book.has_undated_reports || report;
    return;
  }
  const auto earlier = [&](const std::optional<std::size_t>& other) {
    return !other || *row.published < *event.members[*other]->row.published;
  };
  if (earlier(book.earliest)) book.earliest = place;
  book.newest = std::max(book.newest.value_or(*row.published), *row.published);
  if (report) {
    book.earliest_report = std::min(book.earliest_report.value_or(*row.published), *row.published);
  }
  // Looked at by newcomers of larger events only.
  if (row.outlet.empty() || event.members.size() < small_event) return;
  const auto [own, is_new] = book.earliest_of.try_emplace(row.outlet, place);
  if (!is_new && earlier(own->second)) own->second = place;
}

void RoleBooks::reassess(const EventRecord& event, const attribution::CoverageOptions& options,
                         std::vector<Change>& changes) {
  Book& book = books_[event.id];
  const auto before = std::exchange(book, Book()).roles;
  const std::vector<Role> roles = roles_of(event.members, options);
  book.roles.reserve(roles.size());
  for (std::size_t i = 0; i < roles.size(); ++i) {
    note(book, event, i, roles[i]);
    const ArticleRecord& member = *event.members[i];
    const auto old = std::ranges::lower_bound(before, member.number, {},
                                              [](const auto& told) { return told.first; });
    const bool was_there = old != before.end() && old->first == member.number;
    if (was_there && old->second != roles[i]) {
      changes.emplace_back(
          ArticleReattributed{event.id, member.row.article, roles[i], member.row.copy_of});
    }
  }
}

// A newcomer changes others by being first, by making the first doubtful, by being an outlet's or
// the event's earliest. Errs on the side of true.
bool RoleBooks::may_change_others(const Book& book, const EventRecord& event) {
  const CoverageRow& row = event.members.back()->row;
  const bool is_dated = attribution::has_interval(row);
  const bool is_plain_copy =
      row.copy_of.has_value() && row.order != OrderBasis::undetermined && !row.is_own_text;
  if (is_dated && book.newest && *row.published < *book.newest) return true;
  if (!is_dated && !is_plain_copy) return true;
  // Not the newest only, and dated: it can still stand in the way of the first report.
  if (is_plain_copy) return false;
  if (book.has_undated_reports) return true;
  if (!book.earliest_report) return true;
  if (!book.first_report) return *row.published <= *book.earliest_report;
  return !attribution::certainly_before(event.members[*book.first_report]->row, row);
}

void RoleBooks::add_last(const EventRecord& event, const attribution::CoverageOptions& options,
                         std::vector<Change>& changes) {
  const auto found = books_.find(event.id);
  const std::size_t place = event.members.size() - 1;
  if (event.members.size() <= small_event || found == books_.end() ||
      found->second.roles.size() != place || may_change_others(found->second, event)) {
    reassess(event, options, changes);
    return;
  }
  // What its own role can depend on: the event's and its outlet's earliest, and its original.
  Book& book = found->second;
  const CoverageRow& row = event.members.back()->row;
  std::vector<std::size_t> places{place};
  if (book.earliest) places.push_back(*book.earliest);
  const auto own = book.earliest_of.find(row.outlet);
  if (own != book.earliest_of.end()) places.push_back(own->second);
  if (book.first_report) places.push_back(*book.first_report);
  std::ranges::sort(places);
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<const CoverageRow*> rows;
  rows.reserve(places.size());
  for (const std::size_t at : places) rows.push_back(&event.members[at]->row);
  const Role role = judge_rows(rows, options).back();
  if (role == Role::first_report) {
    reassess(event, options, changes);
    return;
  }
  note(book, event, place, role);
}

std::optional<Role> RoleBooks::role(EventId event, std::uint64_t article) const {
  const auto found = books_.find(event);
  if (found == books_.end()) return std::nullopt;
  const auto told = std::ranges::lower_bound(found->second.roles, article, {},
                                             [](const auto& entry) { return entry.first; });
  if (told == found->second.roles.end() || told->first != article) return std::nullopt;
  return told->second;
}

}  // namespace newsloom
