// The one folding pass behind fold_case, fold_accents and the tokenizer.
#pragma once

#include <string>
#include <string_view>

namespace newsloom::text {

/// Which mapping of the character table is applied.
enum class FoldForm : unsigned char {
  fold,  ///< NFKC_Casefold
  term,  ///< what tokens are hashed over: see `Mapping term`
};

/// Appends the folded `text`. Linear: a run of characters that interact is cut after 4 kB.
void append_folded(std::string_view text, FoldForm form, std::string& out);

/// Appends `folded`, which is case-folded, without accents. Uses `scratch` only when characters
/// interact, which is rare; the caller keeps it to save allocations.
void append_loose(std::string_view folded, std::string& scratch, std::string& out);

}  // namespace newsloom::text
