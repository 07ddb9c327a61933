// newsloom text: what stands between quotation marks.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "newsloom/text/span.hpp"

namespace newsloom::text {

/// A quotation or a quoted title. Whether somebody said it, is for attribution to find out.
struct Quoted {
  Span outer;          ///< with the marks
  Span inner;          ///< without them; never empty
  bool closed = true;  ///< false: the paragraph ends before the closing mark, and the next one goes
                       ///< on with an opening mark, as speeches over several paragraphs are set

  friend bool operator==(const Quoted&, const Quoted&) = default;
};

/// Bytes a quotation may have. Longer ones are a mark that was forgotten.
inline constexpr std::size_t longest_quotation = 2000;

/// Replaces `out` by the quotations of `text`, in order, not overlapping: of nested ones the
/// outermost. Marks: “…” „…“ „…” «…» »…« ‹…› 「…」 『…』 "…" ''…'' and, where they open after a
/// space and close before none, ‘…’ and '…'; an apostrophe is none.
///
/// A mark that is not closed in its paragraph costs itself only: what follows is looked at as if it
/// were not there; a straight " that opens again before it was closed is such a mark. Paragraphs
/// end at line breaks. O(bytes): unclosed marks are looked beyond for at most `longest_quotation`
/// bytes, and no more than a few of them for the same bytes. Any bytes are accepted. Pure and
/// thread-safe.
void find_quoted(std::string_view text, std::vector<Quoted>& out);

}  // namespace newsloom::text
