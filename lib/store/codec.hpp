// What stands in the store's blobs: texts, and events.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "newsloom/article.hpp"
#include "newsloom/event.hpp"

namespace newsloom::store {

/// A text for the disk: a byte that says how, then zstd or, where that gains nothing, the text.
[[nodiscard]] std::string pack(std::string_view text, int level);
/// Absent for bytes that `pack` did not write, or a text beyond `max_bytes`.
[[nodiscard]] std::optional<std::string> unpack(std::string_view bytes, std::size_t max_bytes);

/// What a source says beside an article's content (the fields after `revision`), with a version.
[[nodiscard]] std::string encode_about(const Article& article);
/// False for bytes that `encode_about` did not write.
[[nodiscard]] bool decode_about(std::string_view bytes, Article& article);

/// An event as bytes, with a version; everything of it.
[[nodiscard]] std::string encode(const EventView& event);
/// Absent for bytes that `encode` did not write: damaged, cut, or of another version.
[[nodiscard]] std::optional<EventView> decode(std::string_view bytes);

}  // namespace newsloom::store
