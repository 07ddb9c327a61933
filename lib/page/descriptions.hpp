// newsloom page: what articles say somebody or something is.
#pragma once

#include <cstdint>
#include <optional>

#include "names.hpp"
#include "reading.hpp"

namespace newsloom::page {

/// Bytes of an article that describe an entity.
struct Description {
  std::uint32_t source = 0;
  Field field = Field::text;
  text::Span span;
};

/// The shortest good description among the entity's occurrences: an apposition ("Mara Lindqvist,
/// the mayor of Port Halden, …") or a definition ("Nvidia is a maker of …", the whole sentence).
/// Only in the page's language; nothing where none is found. O(occurrences * words of a sentence).
[[nodiscard]] std::optional<Description> describe(const PageReading& reading, const Entity& entity);

/// What the description's own noun says it is of: a person for "the mayor of Port Halden". `other`
/// for a whole sentence and for nouns nobody listed. O(words of it).
[[nodiscard]] TopicKind kind_told(const PageReading& reading, const Description& description);

}  // namespace newsloom::page
