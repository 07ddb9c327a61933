// newsloom page: what a user knows about people, organisations and places.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/error.hpp"
#include "newsloom/page/event_page.hpp"

namespace newsloom::page {

/// One line of a user's topic file.
struct KnownTopic {
  std::string name;
  TopicKind kind = TopicKind::other;
  TopicNote note;
};

/// Descriptions from a user's own file, shown as such and with their source, never as a statement.
/// Immutable once read; thread-safe.
class KnownTopics {
 public:
  /// Reads JSON Lines: {"name", "aliases"?: [], "kind"?, "description", "source", "licence"?}.
  /// Empty lines are passed over. Errors: `json_syntax`, `wrong_type` with the line; `too_large`
  /// beyond a million lines. O(bytes).
  [[nodiscard]] static result<KnownTopics> read(std::string_view json_lines);

  /// The topic of that name or alias, compared without case and accents; null if there is none.
  [[nodiscard]] const KnownTopic* find(std::string_view name) const;
  [[nodiscard]] std::size_t size() const noexcept { return topics_.size(); }

 private:
  std::vector<KnownTopic> topics_;
  std::map<std::string, std::size_t, std::less<>> by_name_;  // folded
};

}  // namespace newsloom::page
