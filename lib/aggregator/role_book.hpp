// The roles of open events' articles as they were told last.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "articles.hpp"
#include "newsloom/attribution/coverage.hpp"
#include "newsloom/event.hpp"

namespace newsloom {

/// Knows what has to be told when an event changes: the roles of its articles, made by the same
/// rules as a view's. Follows from the records, so it is not saved. Not thread-safe.
class RoleBooks {
 public:
  /// Judges an event whose articles or origins changed; appends an `ArticleReattributed` for each
  /// article that was there and has another role now, in order of arrival. O(n log n) in articles.
  void reassess(const EventRecord& event, const attribution::CoverageOptions& options,
                std::vector<Change>& changes);
  /// The same after the last article of `event` joined and no origin changed: if it cannot change
  /// what others are, only its own role is found. Amortised O(1) where dates ascend.
  void add_last(const EventRecord& event, const attribution::CoverageOptions& options,
                std::vector<Change>& changes);
  void forget(EventId event) { books_.erase(event); }
  /// The role an article was last told to have.
  [[nodiscard]] std::optional<Role> role(EventId event, std::uint64_t article) const;

 private:
  struct Book {
    std::vector<std::pair<std::uint64_t, Role>> roles;  // by number, ascending
    // Of the articles judged; places in the event's members.
    std::optional<std::size_t> earliest;  // dated well enough
    std::optional<std::size_t> first_report;
    std::optional<Timestamp> newest;
    std::optional<Timestamp> earliest_report;
    std::unordered_map<std::string, std::size_t> earliest_of;  // by outlet, likewise
    bool has_undated_reports = false;
  };
  [[nodiscard]] static bool may_change_others(const Book& book, const EventRecord& event);
  void note(Book& book, const EventRecord& event, std::size_t place, Role role);

  std::unordered_map<EventId, Book> books_;
};

/// Judges members in order of arrival: a role each, in that order.
[[nodiscard]] std::vector<Role> roles_of(
    const std::vector<std::shared_ptr<const ArticleRecord>>& members,
    const attribution::CoverageOptions& options);

}  // namespace newsloom
