// JSON escapes that stand for no character.
#pragma once

#include <cstddef>
#include <string>

namespace newsloom::ingest {

/// Rewrites, in place, every \uD800–\uDFFF escape that is not half of a pair to \uFFFD, and control
/// characters inside strings to spaces; returns how many. The length stays. Works on JSON text that
/// may be broken elsewhere. O(length).
std::size_t replace_lone_surrogates(std::string& json);

}  // namespace newsloom::ingest
