// Direct and partial quotations of one field, with cue and source as they stand there.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "attribution/phrases.hpp"
#include "newsloom/attribution/quotes.hpp"

namespace newsloom::attribution {

/// A quote before its speaker is known.
struct DraftQuote {
  Quote quote;
  TokenRange source;         ///< tokens of `quote.source`
  bool is_inferred = false;  ///< the source was found in another sentence than the quotation
};

/// One pass over the quotations of a field.
class QuoteFinder {
 public:
  QuoteFinder(const FieldView& view, Field field) : view_(view), phrases_(view), field_(field) {}

  /// In order of their first parts.
  [[nodiscard]] std::vector<DraftQuote> find();

 private:
  // What surrounds a quotation.
  struct Surroundings {
    std::size_t index = 0;
    text::Quoted quoted;
    TokenRange words;
    TokenRange before;  // clause in front of it, up to the quotation before or the sentence's begin
    TokenRange after;   // clause behind it
    std::string_view gap;  // bytes in front of it, to the token before
    bool opens_paragraph = false;
    bool opens_sentence = false;
    bool comma_behind = false;  // inside the marks or behind them
    bool goes_on = false;       // the sentence does, in lower case: “a farce” that nobody wanted
    bool open_end = false;      // ends with ? ! … — or nothing: a cue may follow
  };

  [[nodiscard]] Surroundings look_around(std::size_t index) const;
  [[nodiscard]] TokenRange clause_before(const Surroundings& around) const;
  [[nodiscard]] TokenRange clause_after(const Surroundings& around) const;
  void read_end(Surroundings& around) const;
  void take(const Surroundings& around);
  [[nodiscard]] std::optional<CuedSource> cue_behind(const Surroundings& around) const;
  [[nodiscard]] std::optional<CuedSource> cue_before(const Surroundings& around) const;
  [[nodiscard]] std::optional<CuedSource> signature(const Surroundings& around) const;
  [[nodiscard]] bool continues_last(const Surroundings& around, bool has_own_cue) const;
  [[nodiscard]] bool is_title_behind_cue(const Surroundings& around) const;
  [[nodiscard]] bool is_whole(const Surroundings& around, const std::optional<CuedSource>& before,
                              bool has_cue_behind) const;
  [[nodiscard]] TokenRange introduced_by(const Surroundings& around) const;
  void go_on(const Surroundings& around, const std::optional<CuedSource>& behind);
  void add(const Surroundings& around, QuoteForm form, const std::optional<CuedSource>& cued,
           bool cue_is_behind);

  const FieldView& view_;
  PhraseFinder phrases_;
  Field field_;
  std::vector<DraftQuote> out_;
  std::size_t reach_ = 0;       // byte up to which the last quote's attribution reaches
  std::size_t last_index_ = 0;  // of its last part in the field's quotations
  bool last_cue_behind_ = false;
};

}  // namespace newsloom::attribution
