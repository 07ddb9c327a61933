// newsloom page: the place for a user's own writer. The library has none.
#pragma once

#include <string>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/error.hpp"
#include "newsloom/page/event_page.hpp"
#include "newsloom/page/statement.hpp"

namespace newsloom::page {

/// A sentence somebody wrote, and the bytes it rests on.
struct WrittenSentence {
  std::string text;
  std::vector<Support> supports;  ///< at least one
};

/// Writes sentences of its own, a language model for example. Off unless a caller passes one in
/// `PageContext`; then its sentences take the place of *What's happened*, as segments of kind
/// `written`, so that nobody mistakes them for what an article says.
class Writer {
 public:
  virtual ~Writer() = default;
  /// @param page  as it was made by extraction.
  /// Errors: whatever it says; the page then fails.
  [[nodiscard]] virtual result<std::vector<WrittenSentence>> write(
      const EventPage& page, const ArticleSource& articles) = 0;
};

/// Makes statements of what a writer wrote, if they hold: every name, number, date and quotation of
/// a sentence occurs in its supports.
class WrittenStatements {
 public:
  /// Errors: `invalid_argument`, naming what does not occur, or a support that is no range of a
  /// stored article; errors of `articles`.
  [[nodiscard]] static result<Statement> make(const WrittenSentence& sentence,
                                              const ArticleSource& articles);
};

}  // namespace newsloom::page
