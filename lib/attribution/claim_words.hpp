// The words that say what a number counts, when something was and where.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "newsloom/attribution/claims.hpp"

namespace newsloom::attribution {

// All take the hash of a folded word (`Token::hash`); the words of en de es fr pt it are held
// together where they do not contradict each other.

/// What a word says happened to those counted: "killed", "Tote", "heridos".
[[nodiscard]] Topic topic_word(std::uint64_t word) noexcept;

/// Words for those counted that say nothing of who they are: "people", "Menschen", and the topics'
/// own ("dead").
[[nodiscard]] bool is_anybody_word(std::uint64_t word) noexcept;

/// English plurals without s: "people", "children".
[[nodiscard]] bool is_plural_without_s(std::uint64_t word) noexcept;

/// Adjectives that stand in front of Romance nouns: "altos", "nuevas".
[[nodiscard]] bool is_leading_adjective(std::uint64_t word) noexcept;

/// Words between a number and what it counts, or between a bound and its number: "other", "more".
[[nodiscard]] bool is_filler(std::uint64_t word) noexcept;

/// Words that make a bare number beside them something else than a count: in front of it "number",
/// "page", Italian "alle" (a time); behind it "times", "Uhr"; and words that say that what follows
/// them is counted: "number (of)", "Zahl (der)".
/// Behind a time "old", "ago", "später", in front of one "vor", "hace".
enum class NumberContext : std::uint8_t { before, behind, amount, age_or_past, past_before };
[[nodiscard]] bool is_number_context(std::uint64_t word, NumberContext where) noexcept;

/// What a word says in a language's dates and places.
struct CalendarWord {
  unsigned month = 0;           ///< 1 to 12 for a month's name, short forms too
  unsigned weekday = 0;         ///< 1 (Monday) to 7
  std::optional<int> from_day;  ///< days from the article's own date: "yesterday" is -1
  bool leads_place = false;     ///< "in", "near", "bei", "cerca"
};

class CalendarWords {
 public:
  CalendarWord& operator[](std::uint64_t word) { return words_[word]; }
  [[nodiscard]] CalendarWord of(std::uint64_t word) const {
    const auto found = words_.find(word);
    return found == words_.end() ? CalendarWord{} : found->second;
  }

 private:
  std::unordered_map<std::uint64_t, CalendarWord> words_;
};

/// Those of a language, none if it is not one of the six.
[[nodiscard]] const CalendarWords& calendar_words(std::string_view language);

}  // namespace newsloom::attribution
