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

}  // namespace newsloom::page
