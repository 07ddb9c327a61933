// newsloom page: which events belong to one story.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/page/options.hpp"
#include "newsloom/page/statement.hpp"

namespace newsloom::page {

/// What is kept of an event to link others to it.
struct StoryNode {
  EventId id;
  std::optional<Timestamp> date_start;
  std::optional<Timestamp> date_updated;
  std::optional<Timestamp> lead_day;  ///< the day `lead` speaks of, if it names one
  std::string language;
  std::optional<Statement> title;
  std::optional<Statement> lead;
  std::optional<Statement> more;  ///< another sentence of a text, for pages that have the lead
  /// Hashes of the stems of their content words, ascending: what tells that two say the same.
  std::vector<std::uint64_t> title_terms = {};
  std::vector<std::uint64_t> lead_terms = {};
  std::vector<std::uint64_t> more_terms = {};

  /// Whether its lead can stand in another page: a sentence of a text, in that page's language. A
  /// headline alone tells too little to be an answer or somebody's background.
  [[nodiscard]] bool can_be_told(std::string_view in_language) const {
    return lead && language == in_language && lead->segments().front().field() == Field::text;
  }
};

/// How one event hangs together with another.
struct StoryLink {
  EventId event;
  double score = 0;  ///< in [0, 1]
};

/// Finds the events of a story: by the names they share, the rarer the more, by their words, and by
/// time. Holds a title, a lead and about a hundred hashes an event, 2 KB. The postings it looks at
/// for one question are bounded, so an archive of a million events answers as fast as one of a
/// thousand. Integers and divisions decide. Reading is thread-safe, changing is not.
class StoryIndex {
 public:
  StoryIndex();
  ~StoryIndex();
  StoryIndex(StoryIndex&&) noexcept;
  StoryIndex& operator=(StoryIndex&&) noexcept;

  /// Adds an event, or puts it in the place of what was known of it. Errors: `not_found` if none of
  /// its articles is stored. O(bytes of its three articles nearest to it).
  [[nodiscard]] result<void> put(const EventView& event, const ArticleSource& articles);
  /// Forgets an event. O(its names).
  void erase(EventId id);
  [[nodiscard]] std::size_t size() const noexcept;
  /// Null if it is not here.
  [[nodiscard]] const StoryNode* find(EventId id) const;

  /// Events that began before `event` did and lead to it, best first, at most `count`. Undated
  /// events precede nothing.
  [[nodiscard]] std::vector<StoryLink> earlier(EventId event, std::size_t count,
                                               const BackgroundOptions& options) const;
  /// Events within `period` of it that have names in common with it, best first.
  [[nodiscard]] std::vector<StoryLink> related(EventId event, std::size_t count,
                                               std::chrono::days period, double min_score) const;
  /// Events in which a name occurs, newest first; case and accents do not count.
  [[nodiscard]] std::vector<EventId> with_name(std::string_view name, std::size_t count) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::page
