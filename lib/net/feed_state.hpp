// What is remembered of a feed.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "newsloom/types.hpp"

namespace newsloom::net {

struct FeedState {
  std::string etag;
  std::string last_modified;
  std::string moved_to;
  std::string title;
  std::string reason;
  std::optional<Timestamp> last_success;
  std::optional<Timestamp> next_try;
  std::uint32_t failures = 0;
  bool is_gone = false;
  std::int64_t interval = 0;  // seconds, 0: nothing known yet
  std::uint64_t articles = 0;
  /// Items of the last answer by a hash of their id, and a hash of what they said.
  std::map<std::uint64_t, std::uint64_t> items;
};

[[nodiscard]] std::string encode(const FeedState& state);
/// Absent for bytes `encode` did not write: then the feed is as new.
[[nodiscard]] std::optional<FeedState> decode_feed_state(std::string_view bytes);

}  // namespace newsloom::net
