// Quantities, dates and places of one field.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "attribution/claim_words.hpp"
#include "attribution/field_view.hpp"
#include "newsloom/attribution/claims.hpp"

namespace newsloom::attribution {

/// One pass a kind over the field; results are appended.
class ClaimFinder {
 public:
  ClaimFinder(const FieldView& view, Field field, std::optional<std::chrono::sys_days> published)
      : view_(view),
        field_(field),
        published_(published),
        calendar_(calendar_words(view.language())) {}

  void find_quantities(std::vector<Quantity>& out) const;
  void find_dates(std::vector<DateMention>& out) const;
  void find_places(std::vector<PlaceMention>& out) const;

 private:
  [[nodiscard]] TokenRange counted_by(const text::Number& number) const;
  [[nodiscard]] bool is_no_count(const text::Number& number, const TokenRange& counted) const;
  [[nodiscard]] TokenRange counted_before(const text::Number& number, const Quantity* last) const;
  [[nodiscard]] std::size_t noun_from(std::size_t first, std::size_t last) const;
  [[nodiscard]] Topic topic_of(const text::Number& number, const TokenRange& counted) const;
  [[nodiscard]] std::uint32_t bound_begin(const text::Number& number) const;
  [[nodiscard]] bool is_number(std::size_t token) const;
  [[nodiscard]] std::uint32_t sentence_of(std::uint32_t byte) const {
    return static_cast<std::uint32_t>(view_.sentence_at(byte));
  }
  [[nodiscard]] std::size_t read_calendar_date(std::size_t at, unsigned month,
                                               std::vector<DateMention>& out) const;
  [[nodiscard]] std::size_t read_relative_date(std::size_t at, const CalendarWord& word,
                                               std::vector<DateMention>& out) const;
  [[nodiscard]] std::optional<int> year_of(unsigned month, unsigned day) const;
  [[nodiscard]] int number_at(std::size_t at, std::size_t most_digits) const;
  void put_date(const TokenRange& tokens, int year, unsigned month, unsigned day,
                std::vector<DateMention>& out) const;

  const FieldView& view_;
  Field field_;
  std::optional<std::chrono::sys_days> published_;
  const CalendarWords& calendar_;
};

}  // namespace newsloom::attribution
