// newsloom attribution: an article read once, for everything that asks who said what.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/text/names.hpp"
#include "newsloom/text/numbers.hpp"
#include "newsloom/text/quoted.hpp"
#include "newsloom/text/span.hpp"
#include "newsloom/text/tokenize.hpp"

namespace newsloom::attribution {

/// Which of an article's two texts a span lies in.
enum class Field : std::uint8_t { title, text };

/// A range of bytes of an article, without saying of which article. A plain value.
struct FieldSpan {
  Field field = Field::text;
  text::Span span;

  [[nodiscard]] constexpr bool empty() const noexcept { return span.begin == span.end; }
  friend constexpr bool operator==(const FieldSpan&, const FieldSpan&) = default;
};

/// Title or text, taken apart. All spans are byte offsets into `source`, all lists ascend.
struct FieldReading {
  std::string_view source;  ///< the caller's bytes
  std::vector<text::Token> tokens;
  std::vector<text::Span> sentences;
  std::vector<text::Quoted> quoted;
  std::vector<text::Mention> names;
  std::vector<text::Number> numbers;
};

/// An article taken apart. It looks into the title and text it was made from: keep them.
struct Reading {
  std::string language;  ///< primary subtag, "" when unknown
  FieldReading title;
  FieldReading text;

  [[nodiscard]] const FieldReading& operator[](Field field) const noexcept {
    return field == Field::title ? title : text;
  }
  /// The bytes of a span of this article.
  [[nodiscard]] std::string_view in(const FieldSpan& where) const noexcept {
    return where.span.in((*this)[where.field].source);
  }
};

/// Reads articles: words, sentences, quotations, names and numbers. Holds a tokenizer, so it is not
/// thread-safe: one per thread. What it returns depends on its arguments only.
class ArticleReader {
 public:
  ArticleReader();
  ~ArticleReader();
  ArticleReader(ArticleReader&&) noexcept;
  ArticleReader& operator=(ArticleReader&&) noexcept;

  /// @param title, text  UTF-8 as stored; either may be empty. What stands behind the first MiB is
  ///                     not read. They must outlive the result.
  /// @param language     BCP-47 as identified; without it only what every language shares is found.
  /// Never fails. O(bytes).
  [[nodiscard]] Reading read(std::string_view title, std::string_view text,
                             std::string_view language);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace newsloom::attribution
