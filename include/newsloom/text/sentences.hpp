// newsloom text: where sentences begin and end.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "newsloom/text/span.hpp"

namespace newsloom::text {

/// Bytes a sentence has at most: a longer run without an end (lists, tables) is cut, at a space
/// among the last 500 of them if there is one, else on a character boundary.
inline constexpr std::size_t longest_sentence = 2000;

/// Replaces `out` by the sentences of `text`, in order. They do not overlap, are not empty, neither
/// begin nor end with white space, and together hold every byte that is no white space.
///
/// A sentence ends at . ! ? … and their kin in other scripts, with the quotes and brackets that
/// close behind them, where white space and no lower-case letter follows; the full stops of
/// Chinese and Japanese need no space. An empty line always ends one, a line break after a headline
/// or a full stop too, as does every one in Thai and its neighbours, which write no full stops;
/// \r\n is one break. No end is: an abbreviation of the language ("Dr.", "z. B.", "EE. UU."), an
/// initial ("J. Smith"), a German or Nordic ordinal ("3. Mai"), a list's number, a dot inside a
/// number or address. Who said what was quoted belongs to the quotation only where a small letter
/// or a Japanese particle shows it: “Stop!” he said; “Stop!” Smith said is cut in two.
/// Abbreviations that may also end a sentence ("Inc.", "U.S.", "etc.") do before a function word.
///
/// `language` is BCP-47, only its primary subtag counts; unknown ones get the international rules.
/// Any bytes are accepted; what is no character counts as no white space. O(bytes), allocates only
/// to grow `out`. Pure and thread-safe.
void split_sentences(std::string_view text, std::string_view language, std::vector<Span>& out);

}  // namespace newsloom::text
