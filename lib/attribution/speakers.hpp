// From the source at a cue ("he", "Cruz", "the mayor") to the fullest name the article gives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "attribution/quote_finder.hpp"

namespace newsloom::attribution {

/// Resolves the speakers of an article's quotes, in order: what a pronoun meant before helps to
/// read the next one.
class SpeakerResolver {
 public:
  SpeakerResolver(const FieldView& title, const FieldView& text);

  /// Sets `quote.speaker`. Call it in reading order, title first.
  void resolve(DraftQuote& draft);

 private:
  // Somebody or something named: all mentions that share their last word and do not contradict.
  struct Entity {
    FieldSpan fullest;
    std::size_t words = 0;     // of the fullest mention
    std::uint32_t gender = 0;  // bits of `cue_word::gender`; both: the article contradicts itself
    bool is_acronym = false;
  };
  struct Naming {
    std::size_t entity = 0;
    std::size_t token = 0;
    std::size_t sentence = 0;
    bool is_subject = false;  // the first name of its sentence
    bool is_place = false;    // behind a preposition of place
  };

  void read_names(Field field);
  [[nodiscard]] TokenRange person_in(const FieldView& view, const text::Mention& name) const;
  void read_role(const FieldView& view, const TokenRange& name, std::size_t entity);
  [[nodiscard]] std::size_t entity_of(const FieldView& view, const TokenRange& name, Field field,
                                      bool is_acronym);
  [[nodiscard]] std::uint32_t gender_at(const FieldView& view, const TokenRange& name) const;
  [[nodiscard]] const text::Mention* name_in(const FieldView& view, const TokenRange& source) const;
  [[nodiscard]] std::optional<std::size_t> entity_named(Field field,
                                                        const text::Mention& name) const;
  [[nodiscard]] std::optional<std::size_t> meant_by(const FieldView& view, Field field,
                                                    std::size_t pronoun) const;
  [[nodiscard]] std::optional<std::size_t> described_by(const FieldView& view,
                                                        const TokenRange& source) const;
  void speak(DraftQuote& draft, std::size_t entity);
  [[nodiscard]] const FieldView& view(Field field) const {
    return field == Field::title ? title_ : text_;
  }
  [[nodiscard]] const std::vector<Naming>& namings(Field field) const {
    return field == Field::title ? in_title_ : in_text_;
  }

  const FieldView& title_;
  const FieldView& text_;
  std::vector<Entity> entities_;
  std::vector<Naming> in_title_;  // ascending by token
  std::vector<Naming> in_text_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> by_last_word_;
  std::unordered_map<std::uint64_t, std::size_t> by_given_name_;  // of full names, the last one
  std::unordered_map<std::uint64_t, std::size_t> by_role_;        // "mayor" → entity
  std::optional<std::size_t> last_speaker_;
  FieldSpan last_description_;  // of a speaker without a name
};

}  // namespace newsloom::attribution
