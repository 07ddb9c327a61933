// newsloom page: whether a sentence can be read without what precedes it in its article.
#pragma once

#include "newsloom/attribution/reading.hpp"
#include "quotations.hpp"
#include "reading.hpp"
#include "vocabulary.hpp"

namespace newsloom::page {

/// Whether the sentence leans on none before it: no word at its beginning, no pronoun without a
/// name in front of it, no "this" but of time. Told from words, so only in languages that have
/// lists. O(tokens * phrases).
[[nodiscard]] bool can_stand_alone(const attribution::FieldReading& field, const Passage& passage,
                                   const Vocabulary& words, const Quotations& quotations);

/// Whether it opens as something spoken of before ("The statement …", "The Massachusetts senator
/// …") and does not say which at once ("The city of Kastel …"). O(tokens + log names).
[[nodiscard]] bool opens_definite(const attribution::FieldReading& field, const Passage& passage,
                                  const Vocabulary& words);

/// Takes `stands_alone` from sentences behind the first with somebody's last name alone whom their
/// article calls by a longer name elsewhere, unless a headline or another voice's first sentence
/// has that name, or more than a third of the voices: a reader has not met the others. O(names *
/// log names).
void find_unintroduced(PageReading& reading);

}  // namespace newsloom::page
