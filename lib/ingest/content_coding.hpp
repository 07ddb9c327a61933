// Bodies as HTTP sends them: transfer and content codings undone. Private.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "newsloom/error.hpp"

namespace newsloom::ingest {

/// What could be decoded, and what ended it too early.
struct DecodedBody {
  std::string bytes;
  std::optional<Error> fault;  ///< `truncated`, `corrupt`, `too_large`
};

/// Undoes `coding`: gzip (also x-gzip), deflate (with or without zlib's frame), br, zstd; identity
/// and "" copy. A body that does not begin as its coding does is taken as it is, because crawlers
/// store decoded bodies under their old headers. Several codings: "gzip, br". At most `max_bytes`
/// come out. O(bytes). Errors in `fault`; an unknown coding is `unknown_format`.
[[nodiscard]] DecodedBody undo_coding(std::string_view body, std::string_view coding,
                                      std::size_t max_bytes);

/// Undoes HTTP/1.1 chunking; a body that is not chunked is taken as it is. O(bytes).
[[nodiscard]] DecodedBody undo_chunks(std::string_view body);

}  // namespace newsloom::ingest
