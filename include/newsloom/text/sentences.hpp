// newsloom text: where sentences begin and end.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "newsloom/text/span.hpp"

namespace newsloom::text {

/// Bytes after which a run without a sentence's end is cut at a space: lists and tables.
inline constexpr std::size_t longest_sentence = 2000;

/// Replaces `out` by the sentences of `text`, in order. They do not overlap, are not empty, neither
/// begin nor end with white space, and together hold every byte that is no white space.
///
/// A sentence ends at . ! ? … and their kin in other scripts, with the quotes and brackets that
/// close behind them, where white space and no lower-case letter follows; the full stops of
/// Chinese and Japanese need no space. An empty line always ends one, a line break after a headline
/// or a full stop too. No end is: an abbreviation of the language ("Dr.", "z. B.", "EE. UU."), an
/// initial ("J. Smith"), a German or Nordic ordinal ("3. Mai"), a dot inside a number or address.
/// Abbreviations that may also end a sentence ("Inc.", "U.S.", "etc.") do before a function word.
///
/// `language` is BCP-47, only its primary subtag counts; unknown ones get the international rules.
/// Any bytes are accepted. O(bytes), allocates only to grow `out`. Pure and thread-safe.
void split_sentences(std::string_view text, std::string_view language, std::vector<Span>& out);

}  // namespace newsloom::text
