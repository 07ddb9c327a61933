// newsloom page: what is compared between an event's articles.
#pragma once

#include <string>
#include <vector>

#include "draft.hpp"

namespace newsloom::page {

void write_conflicts(Draft& draft, BehindTheHeadline& behind);
void write_agreements(Draft& draft, BehindTheHeadline& behind, bool may_repeat);
void write_only_from(Draft& draft, BehindTheHeadline& behind);

/// Families with a sentence that says what `passage` says: most of its words and all its figures.
[[nodiscard]] std::vector<std::string> outlets_that_agree(const PageReading& reading,
                                                          const Passage& passage);
/// Whether no article of another family has the passage's figures or most of its names.
[[nodiscard]] bool is_only_from(const PageReading& reading, const Passage& passage);

/// Whether sentences at these places give different figures for one question.
[[nodiscard]] bool are_in_conflict(const PageReading& reading, const std::vector<Support>& places);

}  // namespace newsloom::page
