// newsloom: words too frequent to say what an article is about.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace newsloom::text {

// The lists were counted, not collected: for each language of a public set of sentences, the
// words that stand in at least 2 % of the sentences, most frequent first, at most 80, without
// numbers and without what is mostly capitalised. lib/text/data/make_stop_words.cpp repeats it.
// They are for weighting, not for grammar. All functions here are pure and thread-safe.

/// Whether a word is a stop word of the language. `hash` is `Token::hash`, i.e. xxh3-64 of the
/// folded word. An unknown or empty language has none. O(log languages + log words).
[[nodiscard]] bool is_stop_word(std::string_view language, std::uint64_t hash) noexcept;

/// The hashes of all stop words of the language, ascending; empty when there is no list.
/// The span is valid for the whole run. O(log languages); the first call hashes all lists (0.1 ms).
[[nodiscard]] std::span<const std::uint64_t> stop_word_hashes(std::string_view language) noexcept;

/// Number of languages with a list.
[[nodiscard]] std::size_t stop_word_language_count() noexcept;

}  // namespace newsloom::text
