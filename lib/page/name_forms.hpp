// newsloom page: the forms in which names stand in an event's articles.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "names.hpp"
#include "reading.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {

/// One way a name is written.
struct Form {
  std::string written;  ///< where it stands first
  std::vector<Occurrence> occurrences;
  bool in_text = false;
  bool is_prose = false;  ///< somewhere where not every word has a capital
  bool is_run = false;    ///< of several words
  std::size_t sources = 0;
};
using Forms = std::map<std::string, Form>;  // by key

/// A name's tokens as a reader takes it; none for a part of something else.
struct NameTokens {
  std::size_t first = 0;
  std::size_t count = 0;
};
/// A mention with what hyphens and "&" join to it ("COVID-19", "Opa-locka", "Orso & Sons") and what
/// begins it at a sentence's start ("New York"), without title and office in front ("Commissioner
/// Ivo Tarn") and weekdays around. Nothing for half of a pair ("Kastel-Sarn line") and for letters
/// out of an abbreviation ("JJ.OO.").
[[nodiscard]] NameTokens name_tokens(const attribution::FieldReading& read, std::size_t index,
                                     const Vocabulary& words);

/// The names of all articles that were read, by `name_key`. Left out is what is no name by itself:
/// halves of hyphenated words, parts of longer names, properties ("Turkish"), runs of capitals out
/// of a headline. O(names log names).
[[nodiscard]] Forms collect_forms(const PageReading& reading);

/// The words of a key. They look into it.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view key);

/// The bytes between a token and the next; empty behind the last.
[[nodiscard]] std::string_view gap_behind(const attribution::FieldReading& read, std::size_t token);

}  // namespace newsloom::page
