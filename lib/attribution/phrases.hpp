// Where the source of an attribution stands: the noun phrase in front of a cue or behind it.
#pragma once

#include <cstddef>
#include <optional>

#include "attribution/field_view.hpp"

namespace newsloom::attribution {

/// A cue and the phrase that is its subject, which is empty where the language leaves it out.
struct CuedSource {
  TokenRange cue;
  TokenRange source;
};

/// Finds cues and their subjects in one field. All searches are bounded by `window` tokens.
class PhraseFinder {
 public:
  explicit PhraseFinder(const FieldView& view) : view_(view) {}

  /// In the clause behind a quotation: `“…,” [clause]`.
  [[nodiscard]] std::optional<CuedSource> behind(const TokenRange& clause) const;
  /// The same by its shape alone, where no word is known to attribute.
  [[nodiscard]] std::optional<CuedSource> behind_unlisted(const TokenRange& clause) const;
  /// In the clause in front of one: `[clause] “…”`. The cue nearest to the quotation.
  [[nodiscard]] std::optional<CuedSource> before(const TokenRange& clause) const;
  /// The subject of the verb at `cue`, looked for in front of it, not before `first`.
  [[nodiscard]] TokenRange subject_before(std::size_t first, std::size_t cue) const;
  /// The phrase that begins at `at`: "the mayor of Port Halden", "Ross". May be empty.
  [[nodiscard]] TokenRange phrase_from(std::size_t at, std::size_t last) const;
  /// Who a whole sentence is about: its first pronoun or name.
  [[nodiscard]] TokenRange topic_of(const TokenRange& sentence) const;
  /// Whether this token is a cue and a verb: "the notes" is none.
  [[nodiscard]] bool is_cue(std::size_t at, std::uint32_t which) const;

 private:
  [[nodiscard]] TokenRange subject_behind(std::size_t cue, std::size_t last) const;
  [[nodiscard]] bool opens_with_preposition(const TokenRange& range) const;
  [[nodiscard]] TokenRange trimmed(TokenRange range) const;
  [[nodiscard]] TokenRange segment_before(std::size_t first, std::size_t last) const;
  [[nodiscard]] TokenRange narrowed(TokenRange segment) const;
  [[nodiscard]] bool names_somebody(const TokenRange& range) const;
  [[nodiscard]] bool is_apposition(const TokenRange& segment) const;

  const FieldView& view_;
};

}  // namespace newsloom::attribution
