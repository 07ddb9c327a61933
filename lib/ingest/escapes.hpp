// Mends what is valid JSON to some and too much for the parser: escapes that stand for no
// character, numbers without bounds.
#pragma once

#include <cstddef>
#include <string>

namespace newsloom::ingest {

/// Rewrites, in place, every \uD800–\uDFFF escape that is not half of a pair to \uFFFD, and control
/// characters inside strings to spaces; returns how many. The length stays. Works on JSON text that
/// may be broken elsewhere. O(length).
std::size_t replace_lone_surrogates(std::string& json);

/// Puts quotes around every number, outside strings, that no 64-bit type holds; returns how many.
/// What is no number by JSON's grammar is left alone. O(length).
std::size_t quote_large_numbers(std::string& json);

}  // namespace newsloom::ingest
