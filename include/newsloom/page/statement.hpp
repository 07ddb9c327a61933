// newsloom page: sentences that say where each of their bytes comes from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/attribution/reading.hpp"
#include "newsloom/error.hpp"
#include "newsloom/event.hpp"
#include "newsloom/text/span.hpp"
#include "newsloom/types.hpp"

namespace newsloom::page {

/// The part of a stored article a segment is read from.
using attribution::Field;
/// "title", "text".
[[nodiscard]] std::string_view to_string(Field field) noexcept;

enum class SegmentKind : std::uint8_t {
  verbatim,    ///< bytes of a stored article
  connective,  ///< an entry of the closed list, lib/page/connectives.json
  written,     ///< by a user's own `Writer`, with supports; never made by this library
};
/// "verbatim", "connective", "written".
[[nodiscard]] std::string_view to_string(SegmentKind kind) noexcept;

/// The closed list. One entry a language each; % in an entry stands for a `Slot`.
enum class Connective : std::uint8_t {
  reports,      ///< "% reports: “"
  meanwhile,    ///< "Meanwhile, % reports: “"
  adds,         ///< "% adds: “"
  close,        ///< "”"
  close_stop,   ///< "”."
  came_to,      ///< "How did it come to “"
  links_first,  ///< "What links “"
  links_then,   ///< "” and “"
  close_ask,    ///< "”?"
  ellipsis,     ///< " … "
};
inline constexpr std::size_t connective_count = 10;

/// Characters a `Slot` has at most.
inline constexpr std::size_t max_slot_characters = 60;

/// What may stand for the % of a connective: nothing a caller can word.
class Slot {
 public:
  /// The outlet's id. Longer ones are cut at `max_slot_characters`.
  [[nodiscard]] static Slot outlet(const CoverageRow& row);
  /// Bytes of an article, as a verbatim segment's; empty if they are none.
  [[nodiscard]] static Slot name(const Article& article, Field field, text::Span span);
  /// "2026-03-04".
  [[nodiscard]] static Slot date(Timestamp date);
  [[nodiscard]] static Slot count(std::size_t count);
  [[nodiscard]] const std::string& str() const noexcept { return text_; }

 private:
  explicit Slot(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// The entry of `language` (BCP-47, primary subtag; English where there is none) with its % filled.
/// O(length).
[[nodiscard]] std::string connective_text(std::string_view language, Connective connective,
                                          const Slot* slot = nullptr);

/// Whether `text` is an entry of the closed list, of any language; % matches 1 to
/// `max_slot_characters` characters. White space alone is one too. O(entries * length).
[[nodiscard]] bool is_connective(std::string_view text);

/// What supports a written sentence: bytes of a stored article.
struct Support {
  ArticleId article;
  std::uint32_t revision = 0;
  Field field = Field::text;
  text::Span span;
  friend bool operator==(const Support&, const Support&) = default;
};

/// A piece of a statement. Only `StatementBuilder` makes one, so its text is what its kind says.
class Segment {
 public:
  [[nodiscard]] SegmentKind kind() const noexcept { return kind_; }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  /// Of a verbatim segment; empty otherwise.
  [[nodiscard]] const ArticleId& article() const noexcept { return source_.article; }
  [[nodiscard]] std::uint32_t revision() const noexcept { return source_.revision; }
  [[nodiscard]] Field field() const noexcept { return source_.field; }
  [[nodiscard]] text::Span span() const noexcept { return source_.span; }
  /// Of a written segment.
  [[nodiscard]] const std::vector<Support>& supports() const noexcept { return supports_; }

  friend bool operator==(const Segment&, const Segment&) = default;

 private:
  friend class StatementBuilder;
  Segment() = default;
  SegmentKind kind_ = SegmentKind::verbatim;
  std::string text_;
  Support source_;
  std::vector<Support> supports_;
};

/// A sentence made of byte ranges of stored articles and of connectives.
///
/// There is no way to make one of other text: the constructor is private, `StatementBuilder` copies
/// the bytes itself and takes connectives by name. That the articles were stored as they were
/// given to it, is what `verify_spans` proves. A plain immutable value otherwise.
class Statement {
 public:
  /// All segments, one after the other.
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const std::vector<Segment>& segments() const noexcept { return segments_; }
  /// Articles of the segments, distinct, in order of appearance; never empty.
  [[nodiscard]] const std::vector<ArticleId>& sources() const noexcept { return sources_; }
  /// Outlets of other articles that say the same, distinct, ascending.
  [[nodiscard]] const std::vector<std::string>& also_reported_by() const noexcept {
    return also_reported_by_;
  }
  /// When the first source was published, or the day the sentence speaks of (timeline).
  [[nodiscard]] std::optional<Timestamp> date() const noexcept { return date_; }

  friend bool operator==(const Statement&, const Statement&) = default;

 private:
  friend class StatementBuilder;
  Statement() = default;
  std::string text_;
  std::vector<Segment> segments_;
  std::vector<ArticleId> sources_;
  std::vector<std::string> also_reported_by_;
  std::optional<Timestamp> date_;
};

/// The only way to a `Statement`. Calls can be chained; the first mistake is what `build` returns.
/// Not thread-safe; one statement a builder.
class StatementBuilder {
 public:
  /// Appends bytes of `article`. Mistakes: a span that is empty, outside the field, or not on
  /// character boundaries.
  StatementBuilder& verbatim(const Article& article, Field field, text::Span span);
  /// Appends an entry of the closed list. A slot is taken by entries that have a %.
  StatementBuilder& connective(std::string_view language, Connective connective,
                               const Slot* slot = nullptr);
  /// Appends a space, which is a connective too.
  StatementBuilder& space();
  /// Appends the segments of a statement made before.
  StatementBuilder& repeat(const Statement& statement);
  StatementBuilder& also_reported_by(std::vector<std::string> outlets);
  StatementBuilder& date(std::optional<Timestamp> date);
  /// Errors: `invalid_argument` for a mistake above, or if less than 70 % of the letters and
  /// digits are verbatim.
  [[nodiscard]] result<Statement> build();

 private:
  friend class WrittenStatements;
  StatementBuilder& written(std::string text, std::vector<Support> supports);
  void append(Segment segment);
  void add_source(const ArticleId& id);
  Statement statement_;
  std::optional<Error> mistake_;
};

/// Of a statement's letters and digits, the share that is verbatim at least, in percent.
inline constexpr std::size_t min_verbatim_percent = 70;

}  // namespace newsloom::page
