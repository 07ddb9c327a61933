// newsloom page: what the sections share while a page is made.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "names.hpp"
#include "newsloom/page/compose.hpp"
#include "newsloom/page/event_page.hpp"
#include "newsloom/page/options.hpp"
#include "newsloom/page/statement.hpp"
#include "reading.hpp"

namespace newsloom::page {

/// A page being made: the reading, the options, what is quoted so far.
class Draft {
 public:
  Draft(const PageReading& reading, const PageOptions& options)
      : reading_(reading), options_(options) {}

  [[nodiscard]] const PageReading& reading() const noexcept { return reading_; }
  [[nodiscard]] const PageOptions& options() const noexcept { return options_; }

  /// A statement of one passage, with who else says the same; nothing if the article has been
  /// quoted enough.
  [[nodiscard]] std::optional<Statement> state(const Passage& passage);
  /// The same for a part of an article's field.
  [[nodiscard]] std::optional<Statement> state(std::size_t source, Field field, text::Span span);

  /// Whether the bytes fit into what may be quoted of the article.
  [[nodiscard]] bool fits(std::size_t source, Field field, text::Span span) const;

  /// The passage the page is called by; null while there is none.
  [[nodiscard]] const Passage* title() const noexcept { return title_; }
  void set_title(const Passage& passage) { title_ = &passage; }

  /// Passages shown in a section that others should not repeat.
  void mark_shown(const Passage& passage) { shown_.push_back(&passage); }
  /// The same of a sentence of another event, by its terms.
  void mark_told(std::vector<std::uint64_t> terms) { told_.push_back(std::move(terms)); }
  /// Share of the passage's words that stand in the title or in one passage shown or another.
  [[nodiscard]] double told_share(const Passage& passage) const;
  /// Whether the passage says what one shown says, or no more than the title, or nearly nothing
  /// that all shown together do not.
  [[nodiscard]] bool repeats(const Passage& passage, double limit) const;
  /// The same for a sentence of another event, by its terms.
  [[nodiscard]] bool repeats(const std::vector<std::uint64_t>& terms, double limit) const;

  /// Whether the bytes of a source's text are in a passage that was shown.
  [[nodiscard]] bool is_within_shown(std::size_t source, text::Span span) const;

 private:
  /// Other outlets with the same text, and with a sentence that says the same.
  [[nodiscard]] std::vector<std::string> others_with(const Passage& passage) const;
  [[nodiscard]] std::vector<std::string> copies_of(std::size_t source) const;
  void take(std::size_t source, Field field, text::Span span);

  const PageReading& reading_;
  const PageOptions& options_;
  std::map<std::size_t, std::vector<text::Span>> quoted_;  // by source, disjoint
  std::vector<const Passage*> shown_;
  std::vector<std::vector<std::uint64_t>> told_;  // of other events' sentences
  const Passage* title_ = nullptr;
};

/// A headline, or the first sentence of little text: all gist. Two of them with a third of their
/// words in common are about one thing; in whole texts first sentences differ in what they add.
[[nodiscard]] bool is_gist(const PageReading& reading, const Passage& passage);

/// Whether two passages say the same: most of the shorter one's words.
[[nodiscard]] bool say_the_same(const Passage& a, const Passage& b, double limit);
/// The same of their terms.
[[nodiscard]] bool say_the_same(const std::vector<std::uint64_t>& a,
                                const std::vector<std::uint64_t>& b, double limit);

/// The sentence with most behind it, near the top of an article, that the page has not told; null
/// if there is none.
[[nodiscard]] const Passage* best_untold(const Draft& draft, double limit);

// The sections, a file each. They read the draft and fill their part of the page.
void write_title(Draft& draft, EventPage& page);
void write_happened(Draft& draft, EventPage& page);
void write_papers(Draft& draft, EventPage& page);
void write_behind(Draft& draft, EventPage& page);
void write_background(Draft& draft, const StoryIndex* stories, EventPage& page);
void write_timeline(Draft& draft, const StoryIndex* stories, EventPage& page);
void write_questions(Draft& draft, const StoryIndex* stories, EventPage& page);
void write_topics(Draft& draft, const std::vector<Entity>& entities, const PageContext& context,
                  EventPage& page);
void write_quotes(Draft& draft, const std::vector<Entity>& entities, EventPage& page);
void write_coverage(const Draft& draft, const ArticleSource& articles, EventPage& page);

}  // namespace newsloom::page
