// The words that say what a number counts, when something was and where.
#pragma once

#include <cstdint>
#include <string_view>

#include "newsloom/attribution/claims.hpp"

namespace newsloom::attribution {

// All take the hash of a folded word (`Token::hash`); the words of en de es fr pt it are held
// together where they do not contradict each other.

/// What a word says happened to those counted: "killed", "Tote", "heridos".
[[nodiscard]] Topic topic_word(std::uint64_t word) noexcept;

/// English plurals without s: "people", "children".
[[nodiscard]] bool is_plural_without_s(std::uint64_t word) noexcept;

/// Adjectives that stand in front of Romance nouns: "altos", "nuevas".
[[nodiscard]] bool is_leading_adjective(std::uint64_t word) noexcept;

/// Words between a number and what it counts, or between a bound and its number: "other", "more".
[[nodiscard]] bool is_filler(std::uint64_t word) noexcept;

/// Words that make a bare number beside them something else than a count: in front of it "number",
/// "page", Italian "alle" (a time); behind it "times", "Uhr".
enum class NumberContext : std::uint8_t { before, behind };
[[nodiscard]] bool is_number_context(std::uint64_t word, NumberContext where) noexcept;

/// 1 to 12 for a month's name in the language, short forms included; else 0.
[[nodiscard]] unsigned month_number(std::uint64_t word, std::string_view language) noexcept;

/// 1 (Monday) to 7 for a weekday's name in the language; else 0.
[[nodiscard]] unsigned weekday_number(std::uint64_t word, std::string_view language) noexcept;

/// Days from the article's own date for "yesterday", "today", "tomorrow": -1, 0, 1; else 2.
[[nodiscard]] int day_offset(std::uint64_t word, std::string_view language) noexcept;
inline constexpr int no_day_offset = 2;

/// Prepositions of place: "in", "near", "bei", "cerca".
[[nodiscard]] bool is_place_preposition(std::uint64_t word, std::string_view language) noexcept;

}  // namespace newsloom::attribution
