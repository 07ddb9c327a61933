// newsloom attribution: who said what, in one article and across the articles of an event.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/attribution/reading.hpp"
#include "newsloom/text/span.hpp"

namespace newsloom::attribution {

/// How somebody's words are given.
enum class QuoteForm : std::uint8_t {
  direct,    ///< whole clauses between quotation marks: “We will rebuild,” she said.
  partial,   ///< some words between marks inside a sentence of the article's: called it “a farce”
  indirect,  ///< without marks: The mayor said the bridge would be closed.
};
/// "direct", "partial", "indirect".
[[nodiscard]] std::string_view to_string(QuoteForm form) noexcept;

/// A piece of what was said.
struct QuotePart {
  text::Span outer;  ///< with its marks; without marks the same as `inner`
  text::Span inner;  ///< what was said

  friend bool operator==(const QuotePart&, const QuotePart&) = default;
};

/// One attribution: a source, the words that attribute, and what is attributed. A plain value; all
/// spans lie in `field` but for `speaker`, which has its own.
struct Quote {
  QuoteForm form = QuoteForm::direct;
  Field field = Field::text;
  /// At least one, ascending, disjoint. More than one where the cue stands in between (“A,” he
  /// said, “B.”) or the quotation goes on behind it or in the next paragraph.
  std::vector<QuotePart> parts;
  /// "said", "told reporters" → "told", "dijo", "a déclaré"; a colon when that is all there is;
  /// empty where a quotation stands by itself.
  text::Span cue;
  /// The source as it stands at the cue: "Wyoming GOP chairman Matt Micheli", "he", "the release".
  /// Empty when there is none.
  text::Span source;
  /// The fullest name or description of that source in this article: "he" → "Ted Cruz", "Cruz" →
  /// "Ted Cruz". The same as `source` where that is the fullest; empty when a pronoun stands for
  /// nobody we could name.
  FieldSpan speaker;

  /// From the first part's begin to the last one's end, marks included.
  [[nodiscard]] text::Span extent() const noexcept {
    return {parts.front().outer.begin, parts.back().outer.end};
  }
  friend bool operator==(const Quote&, const Quote&) = default;
};

/// Words a quotation without a speaker has at least. Shorter ones are titles, slogans, irony.
inline constexpr std::size_t min_words_unattributed = 4;

/// The attributions of an article's title and text, in order of their first parts. Cues are known
/// in en de es fr pt it; in other languages quotations are found by their marks and given a speaker
/// only where a name and a colon introduce them.
///
/// - **Direct**: a quotation that opens a sentence, follows a comma, a colon or a cue, or stands in
///   a paragraph of its own. Its speaker is looked for behind it ("…," said Ross; "…," Ross said),
///   in front of it (Ross said: "…"), between its parts, then in the sentence before, and last it
///   is whoever spoke in the quotation before, if that stands next to it.
/// - **Partial**: a quotation inside a sentence, with the sentence's source if it has a cue.
/// - **Indirect**: a clause behind source and cue ("said that …", "according to …, …") or in front
///   of them ("…, the agency said"). Only from words that report and nothing else.
/// - **Speaker**: pronouns mean the latest named source that fits by number and, where the article
///   tells it ("Ms.", "la ministra", a pronoun before), by gender; a surname means the full name.
///
/// Quotations of fewer than `min_words_unattributed` words without a cue are left out. By rules
/// alone: nothing is learned, no dictionary of people. O(bytes). Pure and thread-safe.
[[nodiscard]] std::vector<Quote> find_quotes(const Reading& reading);

/// The same for an article not read yet; spans are into `title` and `text`.
[[nodiscard]] std::vector<Quote> find_quotes(std::string_view title, std::string_view text,
                                             std::string_view language);

/// One quotation of one article of an event.
struct QuoteCarrier {
  std::size_t article = 0;  ///< index into what was given
  std::size_t quote = 0;    ///< index into that article's quotes

  friend auto operator<=>(const QuoteCarrier&, const QuoteCarrier&) = default;
};

/// One wording of a quotation and who carries it.
struct QuoteVersion {
  std::vector<QuoteCarrier> carriers;  ///< ascending; the words are those of the first

  friend bool operator==(const QuoteVersion&, const QuoteVersion&) = default;
};

/// What somebody said once, however many articles have it.
struct SharedQuote {
  /// The fullest name any carrier gives, as bytes of `speaker_article`; empty when none does.
  FieldSpan speaker;
  std::size_t speaker_article = 0;
  /// Most carried first, then in order of the articles. More than one: the words differ beyond
  /// case, marks and cuts, and a reader should see them side by side.
  std::vector<QuoteVersion> versions;
  /// Whether two carriers name different people. Then it may be a mistake of one of them.
  bool speakers_differ = false;

  [[nodiscard]] std::size_t carrier_count() const noexcept;
  friend bool operator==(const SharedQuote&, const SharedQuote&) = default;
};

/// An article's reading and quotes, as `match_quotes` wants them. Pointers are not owned.
struct QuotedArticle {
  const Reading* reading = nullptr;
  std::span<const Quote> quotes;
};

/// The quotations of an event's articles with the same ones put together: direct and partial ones,
/// most carriers first, then in order of the articles. Two are the same quotation when one's words
/// are (but for an eighth of them) in the other's, in order; they are the same *version* when no
/// word differs where both have words: one may be cut out of the other. Quotations of fewer than
/// four words are matched only when equal. Across languages nothing is matched. O(words), expected,
/// candidates from shared runs of three words. Pure and thread-safe.
[[nodiscard]] std::vector<SharedQuote> match_quotes(std::span<const QuotedArticle> articles);

}  // namespace newsloom::attribution
