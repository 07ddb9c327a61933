// newsloom page: whom and what an event's articles name, aliases put together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/page/event_page.hpp"
#include "reading.hpp"

namespace newsloom::page {

/// Where a name stands.
struct Occurrence {
  std::uint32_t source = 0;
  Field field = Field::text;
  std::uint32_t mention = 0;  ///< index into the field's names
};

/// Somebody or something that is named.
struct Entity {
  std::string key;   ///< folded, without accents
  std::string name;  ///< as it is written: the longest form that is used often enough
  std::vector<std::string> aliases;     ///< keys of other forms
  std::vector<Occurrence> occurrences;  ///< ascending
  std::size_t voices = 0;
  TopicKind kind = TopicKind::other;
};

/// Names under which the same thing is found in other events.
[[nodiscard]] std::string name_key(std::string_view name);

/// The entities of the articles that were read, those most voices name first. A shorter name is an
/// alias of a longer one that ends or begins with it ("Xu", "Eric Xu"), an acronym of the words
/// whose initials it has, where there is one candidate, or one far more frequent than the next.
[[nodiscard]] std::vector<Entity> find_entities(const PageReading& reading);

}  // namespace newsloom::page
