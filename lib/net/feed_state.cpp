#include "feed_state.hpp"

#include "types/binary.hpp"

namespace newsloom::net {
namespace {

constexpr std::uint8_t version = 1;

}  // namespace

std::string encode(const FeedState& state) {
  std::string bytes;
  detail::Writer out(bytes);
  out.number(version);
  for (const std::string* part :
       {&state.etag, &state.last_modified, &state.moved_to, &state.title, &state.reason}) {
    out.text(*part);
  }
  out.time(state.last_success);
  out.time(state.next_try);
  out.number(state.failures);
  out.number(static_cast<std::uint8_t>(state.is_gone));
  out.number(state.interval);
  out.number(state.articles);
  out.size(state.items.size());
  for (const auto& [id, digest] : state.items) {
    out.number(id);
    out.number(digest);
  }
  return bytes;
}

std::optional<FeedState> decode_feed_state(std::string_view bytes) {
  detail::Reader in(bytes);
  in.require(in.number<std::uint8_t>() == version);
  FeedState state;
  for (std::string* part :
       {&state.etag, &state.last_modified, &state.moved_to, &state.title, &state.reason}) {
    *part = in.text();
  }
  state.last_success = in.time();
  state.next_try = in.time();
  state.failures = in.number<std::uint32_t>();
  state.is_gone = in.flag();
  state.interval = in.number<std::int64_t>();
  state.articles = in.number<std::uint64_t>();
  const std::size_t items = in.size(2 * sizeof(std::uint64_t));
  for (std::size_t i = 0; i < items && in.ok(); ++i) {
    const auto id = in.number<std::uint64_t>();
    state.items[id] = in.number<std::uint64_t>();
  }
  if (!in.at_end()) return std::nullopt;
  return state;
}

}  // namespace newsloom::net
