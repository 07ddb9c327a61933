// Attributions without quotation marks: "The mayor said the bridge would be closed."
#pragma once

#include <vector>

#include "attribution/quote_finder.hpp"

namespace newsloom::attribution {

/// The indirect attributions of a field, in order; the sentences of `direct` quotes are passed
/// over. O(tokens).
[[nodiscard]] std::vector<DraftQuote> find_indirect(const FieldView& view, Field field,
                                                    const std::vector<DraftQuote>& direct);

}  // namespace newsloom::attribution
