// newsloom page: the words a page's sections look for, read from words.json.
#pragma once

#include <array>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "newsloom/text/tokenize.hpp"

namespace newsloom::page {

/// Words and phrases of one language and purpose, as token hashes.
class PhraseSet {
 public:
  /// Adds a phrase: folded words, separated by single spaces.
  void add(std::string_view phrase);
  /// Tokens of the longest phrase that begins at `tokens[0]`; 0 when none does. O(phrases that
  /// begin with the same word).
  [[nodiscard]] std::size_t match(std::span<const text::Token> tokens) const;
  /// Whether one occurs anywhere. O(tokens).
  [[nodiscard]] bool occurs_in(std::span<const text::Token> tokens) const;

 private:
  /// Most words begin no phrase: those are told by a bit of their hash, without a look-up.
  static constexpr std::size_t bits = 4096;
  std::bitset<bits> may_begin_;
  std::unordered_map<std::uint64_t, std::vector<std::vector<std::uint64_t>>> rest_by_first_;
};

/// The keys of words.json.
enum class WordList : std::uint8_t {
  openers,       ///< what makes a sentence lean on the one before
  pronouns,      ///< of people
  vague,         ///< of things
  first_person,  ///< the author's or the reader's
  cause,
  contrast,
  forecast,
  boilerplate,
  report,
  determiners,
  not_descriptions,
  copulas,
  person_titles,
  person_verbs,
  report_verbs,
  organisation_words,
  place_words,
  place_prepositions,
  months,
  click_bait,
  weekdays,  ///< Monday first
  yesterday,
  last_week,
  last_month,
  last_year,
  in,   ///< what stands in front of a year or a month
  ago,  ///< in front of a number of years or behind it
  years,
  months_long,
  weeks,
  days,
  future,         ///< what makes a weekday one to come
  additive,       ///< "also": what is said comes on top of something
  openers_comma,  ///< as `openers`, before a comma only
  definite_articles,
  demonstratives,  ///< what they stand before was spoken of, unless it is one of `times`
  times,
  credits,          ///< of a picture
  passives,         ///< what makes a verb of saying one of being told
  name_beginnings,  ///< of places and little else: "New", "San"
  no_beginnings,    ///< what no name begins with: "of", "ahead"
  too_general,      ///< what is no topic by itself: "Department", "Latest"
  inside,  ///< what a name stands behind inside of a longer phrase: "a member of the Kastel Club"
  places,  ///< that everybody knows, besides those of `is_known_place`
  ranks,   ///< abbreviated: what stands before a name and is no part of one before it
  people,  ///< what somebody is, besides `person_titles`: "widow", "swimmer"
  compounds,         ///< what a hyphen joins to a name to make a property of it: "Kastel-based"
  occasions,         ///< what takes place, and is neither a place nor somebody: "Games", "Cup"
  object_relatives,  ///< before a subject: "that", "which"
};
inline constexpr std::size_t word_list_count = 49;

/// One language's lists; those it does not have are empty. Immutable.
struct Vocabulary {
  std::array<PhraseSet, word_list_count> lists;
  /// Hash → month, 1 to 12.
  std::unordered_map<std::uint64_t, unsigned> month_of;
  /// Hash → weekday, 1 (Monday) to 7.
  std::unordered_map<std::uint64_t, unsigned> weekday_of;

  [[nodiscard]] const PhraseSet& operator[](WordList list) const noexcept {
    return lists[static_cast<std::size_t>(list)];
  }
};

/// The lists of `language` (primary subtag); empty ones for a language that has none. Thread-safe,
/// valid for the whole run. O(log languages).
[[nodiscard]] const Vocabulary& vocabulary(std::string_view language);

}  // namespace newsloom::page
