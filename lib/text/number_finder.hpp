// Finds numbers, token by token: lib/text/numbers.cpp reads figures, dates and pairs,
// lib/text/number_units.cpp what stands around a figure.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/numbers.hpp"
#include "text/figure.hpp"
#include "text/hash.hpp"
#include "text/number_words.hpp"

namespace newsloom::text {

inline constexpr std::string_view no_break_space = "\xC2\xA0";
inline constexpr std::string_view narrow_space = "\xE2\x80\xAF";

// A number on its way: what is known of it, and how far it reaches.
struct NumberDraft {
  Number number;
  Figure figure;  // `number.value_e3` follows from it and the multiplier
  std::int64_t multiplier = 1;
  std::size_t first = 0;  // tokens [first, end)
  std::size_t end = 0;
  std::uint32_t last_byte = 0;
  bool has_unit = false;

  void set_unit(NumberKind kind, std::string_view unit) {
    number.kind = kind;
    number.unit = {};
    std::ranges::copy(unit.substr(0, number.unit.size() - 1), number.unit.begin());
    has_unit = true;
  }
};

/// One pass over the tokens of one text.
class NumberFinder {
 public:
  NumberFinder(std::string_view text, std::string_view language, std::span<const Token> tokens,
               std::vector<Number>& out)
      : text_(text),
        language_(language),
        words_(number_words(language)),
        tokens_(tokens),
        out_(out) {}

  void run() {
    for (std::size_t at = 0; at < tokens_.size();) at = std::max(read(at), at + 1);
  }

 private:
  [[nodiscard]] std::string_view between(std::size_t left) const {
    if (left + 1 >= tokens_.size()) return "\n";
    return text_.substr(tokens_[left].end, tokens_[left + 1].begin - tokens_[left].end);
  }
  // Whether two tokens stand side by side, only a space or a hyphen between them.
  [[nodiscard]] bool adjoin(std::size_t left) const {
    const std::string_view gap = between(left);
    return gap == " " || gap == "-" || gap == no_break_space || gap == narrow_space;
  }
  [[nodiscard]] std::uint64_t hash(std::size_t token) const {
    return token < tokens_.size() ? tokens_[token].hash : 0;
  }
  [[nodiscard]] bool is_word(std::size_t token, std::string_view word) const {
    return hash(token) == hash_of(word);
  }
  // The hash of a word without what is elided before it: "d'euros".
  [[nodiscard]] std::uint64_t bare_hash(std::size_t token) {
    if (token >= tokens_.size() || !tokens_[token].has(token_flag::apostrophe)) return hash(token);
    folded_.clear();
    fold_token(text_, tokens_[token], folded_);
    return hash_of(std::string_view(folded_).substr(folded_.find('\'') + 1));
  }
  [[nodiscard]] std::optional<Figure> figure_at(std::size_t token) const {
    if (token >= tokens_.size()) return std::nullopt;
    return read_figure(tokens_[token].in(text_), language_);
  }

  [[nodiscard]] bool is_month(std::size_t token) const {
    return token < tokens_.size() && is_month_word(tokens_[token].hash) &&
           (tokens_[token].has(token_flag::capitalised) || !capitalises_months(language_));
  }

  [[nodiscard]] static bool is_ordinal(std::string_view suffix) {
    return suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th" || suffix == "º" ||
           suffix == "ª" || suffix == "er" || suffix == "re" || suffix == "e" || suffix == "ème" ||
           suffix == "°";
  }

  // Figures, dates and pairs.
  std::size_t read(std::size_t at);
  std::size_t read_words(std::size_t at);
  std::size_t read_digits(std::size_t at);
  [[nodiscard]] bool is_part_of_name(std::size_t at) const;
  void join_groups(NumberDraft& draft) const;
  std::size_t read_date(NumberDraft& draft);
  [[nodiscard]] bool is_day_of_month(const NumberDraft& draft) const;
  [[nodiscard]] bool is_first_of_days(std::size_t at) const;
  [[nodiscard]] bool is_behind_weekday(const NumberDraft& draft) const;
  [[nodiscard]] bool is_decade(const NumberDraft& draft) const;
  [[nodiscard]] bool is_early_year(const NumberDraft& draft) const;
  bool read_pair(NumberDraft& draft);
  [[nodiscard]] bool counts_something(std::size_t end) const;
  [[nodiscard]] std::int64_t afternoon(std::size_t end, std::int64_t hour) const;
  bool apply_suffix(NumberDraft& draft) const;
  [[nodiscard]] bool is_year(const NumberDraft& draft);

  // What stands around a figure, and out with it.
  [[nodiscard]] std::size_t percent_bytes(std::size_t byte) const;
  [[nodiscard]] std::string_view sign_before(std::size_t at) const;
  std::size_t finish(NumberDraft& draft);
  void read_multipliers(NumberDraft& draft);
  std::size_t code_before(NumberDraft& draft) const;
  void read_unit(NumberDraft& draft);
  void read_unit_word(NumberDraft& draft);
  [[nodiscard]] std::size_t percent_words(std::size_t at) const;
  [[nodiscard]] std::size_t percentage_point_words(std::size_t at) const;
  std::size_t put(NumberDraft& draft, std::uint32_t bytes_before = 0);
  void emit(NumberDraft& draft, std::uint32_t bytes_before = 0);
  [[nodiscard]] bool is_negative(std::size_t begin) const;
  [[nodiscard]] NumberBound bound_before(std::size_t at);

  std::string_view text_;
  std::string_view language_;
  const NumberWords& words_;
  std::span<const Token> tokens_;
  std::vector<Number>& out_;
  std::string folded_;
  std::string phrase_;
};

}  // namespace newsloom::text
