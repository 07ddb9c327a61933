// One field of an article as attribution reads it: tokens with what the cue words say of them, and
// the gaps between them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "attribution/cue_words.hpp"
#include "newsloom/attribution/reading.hpp"

namespace newsloom::attribution {

/// Tokens [first, last) of a field; empty when equal.
struct TokenRange {
  std::size_t first = 0;
  std::size_t last = 0;
  [[nodiscard]] bool empty() const noexcept { return first >= last; }
  [[nodiscard]] std::size_t size() const noexcept { return empty() ? 0 : last - first; }
};

/// Looks into a reading; build one a field and call. O(tokens) to build.
class FieldView {
 public:
  FieldView(const Reading& reading, Field field);

  [[nodiscard]] std::size_t size() const noexcept { return field_.tokens.size(); }
  [[nodiscard]] const text::Token& token(std::size_t at) const { return field_.tokens[at]; }
  [[nodiscard]] const FieldReading& field() const noexcept { return field_; }
  [[nodiscard]] std::string_view source() const noexcept { return field_.source; }
  [[nodiscard]] std::string_view language() const noexcept { return language_; }
  /// What the cue words say of a token; 0 beyond the last.
  [[nodiscard]] std::uint32_t bits(std::size_t at) const {
    return at < bits_.size() ? bits_[at] : 0;
  }
  [[nodiscard]] bool is(std::size_t at, std::uint32_t any) const { return (bits(at) & any) != 0; }

  /// First token that begins at or behind a byte. O(log tokens).
  [[nodiscard]] std::size_t token_from(std::size_t byte) const;
  /// Bytes between two neighbouring tokens, the first of them `left`; before the first and behind
  /// the last token, to the field's edge.
  [[nodiscard]] std::string_view gap_after(std::size_t left) const;
  [[nodiscard]] std::string_view gap_before(std::size_t at) const;
  /// Whether the gap in front of a token has one of these bytes.
  [[nodiscard]] bool gap_has(std::size_t at, std::string_view any) const {
    return gap_before(at).find_first_of(any) != std::string_view::npos;
  }
  /// Whether two tokens belong to one phrase: a space, a hyphen, an initial's dot between them.
  [[nodiscard]] bool adjoin(std::size_t left) const;

  /// Index of the sentence that holds a byte, or the first one behind it. O(log sentences).
  [[nodiscard]] std::size_t sentence_at(std::size_t byte) const;
  /// The name of which this token is a part; nullptr if it is none's. O(log names).
  [[nodiscard]] const text::Mention* name_at(std::size_t token) const;
  /// The bytes of a range of tokens that is not empty.
  [[nodiscard]] text::Span span(const TokenRange& range) const {
    return {field_.tokens[range.first].begin, field_.tokens[range.last - 1].end};
  }
  /// Tokens within [begin, end) of the field's bytes.
  [[nodiscard]] TokenRange tokens_in(std::size_t begin, std::size_t end) const {
    return {token_from(begin), token_from(end)};
  }

 private:
  const FieldReading& field_;
  std::string_view language_;
  std::vector<std::uint32_t> bits_;
};

}  // namespace newsloom::attribution
