// Names of countries, cities, currencies, months, weekdays and languages in many languages: CLDR's,
// which ICU carries.
#pragma once

#include <newsloom/embed/model_builder.hpp>
#include <span>
#include <string>
#include <vector>

namespace train {

/// The names in these languages (BCP-47 primary subtags), tokenised and hashed. Where a name stands
/// for things of several kinds, the kind that comes first in the list above has it.
std::vector<newsloom::embed::ConceptName> collect_concepts(std::span<const std::string> languages);

/// A concept's name as it is written.
struct SpelledConcept {
  std::string concept_name;
  std::string language;
  std::string spelling;
};
/// The same names as text, before anything is left out.
std::vector<SpelledConcept> spell_concepts(std::span<const std::string> languages);

}  // namespace train
