// Go deeper: what articles ask, and how an event came about; Common questions: what ties the
// stories of a period together. Answers are passages of at least two events.
#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>
#include <vector>

#include "draft.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t min_question_words = 5;
constexpr std::size_t max_question_words = 30;

bool is_question(const PageReading& reading, const Passage& passage) {
  constexpr std::uint32_t unwanted = trait::first_person | trait::quoted;
  const std::string_view sentence = reading.text_of(passage);
  const bool asks =
      sentence.ends_with('?') || sentence.ends_with("\uFF1F") || sentence.ends_with("\u061F");
  return passage.has(trait::showable | trait::question) && (passage.traits & unwanted) == 0 &&
         asks && passage.words >= min_question_words && passage.words <= max_question_words &&
         passage.terms.size() >= 2 && reading.in_language(passage);
}

/// Two sentences with more in common tell a reader the same twice.
constexpr double repetition = 0.5;

/// An answer being put together: nothing in it is said twice, nor what the question said.
class Answer {
 public:
  Answer(Statement question, std::vector<std::uint64_t> asked)
      : entry_{std::move(question), {}, {}}, asked_(std::move(asked)) {}

  /// False, and nothing added, if it was said.
  bool add(Statement statement, const std::vector<std::uint64_t>& terms, EventId event) {
    constexpr double no_more = 0.67;  // than the question
    const bool is_told =
        share_in(terms, asked_) >= no_more ||
        std::any_of(told_.begin(), told_.end(), [&](const std::vector<std::uint64_t>& other) {
          return say_the_same(terms, other, repetition);
        });
    if (is_told) return false;
    told_.push_back(terms);
    entry_.answer.push_back(std::move(statement));
    entry_.events.push_back(event);
    return true;
  }
  /// What an event is about, in the page's language and as the page has not told it yet.
  bool add_event(const Draft& draft, const StoryNode* node) {
    if (node == nullptr || !node->can_be_told(draft.reading().language)) return false;
    if (!draft.repeats(node->lead_terms, repetition)) {
      return add(*node->lead, node->lead_terms, node->id);
    }
    if (!node->more || draft.repeats(node->more_terms, repetition)) return false;
    return add(*node->more, node->more_terms, node->id);
  }
  /// Of the page's own articles the sentence with most behind it that the page has not shown; if
  /// there is none, what the event is about.
  bool add_own(Draft& draft, const StoryNode& own) {
    if (const Passage* best = best_untold(draft, repetition); best != nullptr) {
      auto statement = draft.state(*best);
      if (statement && add(std::move(*statement), best->terms, own.id)) return true;
    }
    return own.can_be_told(draft.reading().language) && add(*own.lead, own.lead_terms, own.id);
  }
  [[nodiscard]] std::size_t size() const noexcept { return entry_.answer.size(); }
  void ask(Statement question) { entry_.question = std::move(question); }
  /// Puts it on the page, whose later sections do not say it again.
  void put(Draft& draft, std::vector<QuestionAndAnswer>& section) {
    for (auto& terms : told_) draft.mark_told(std::move(terms));
    section.push_back(std::move(entry_));
  }

 private:
  QuestionAndAnswer entry_;
  std::vector<std::uint64_t> asked_;
  std::vector<std::vector<std::uint64_t>> told_;
};

/// Answers tie events together.
constexpr std::size_t least_events = 2;

/// The passage of the page that answers best: most of the question's words, and says something.
const Passage* best_answer(const Draft& draft, const Passage& question, double min_share) {
  const PageReading& reading = draft.reading();
  const Passage* best = nullptr;
  double best_score = 0;
  for (const Passage& passage : reading.passages) {
    constexpr std::uint32_t unwanted = trait::question | trait::first_person | trait::all_quoted;
    if (!passage.has(trait::showable) || (passage.traits & unwanted) != 0) continue;
    if (!reading.in_language(passage)) continue;
    const double share = share_in(question.terms, passage.terms);
    constexpr double earlier = 0.01;
    const double score = share - earlier * static_cast<double>(passage.position);
    if (share >= min_share && score > best_score && !draft.repeats(passage, repetition)) {
      best = &passage;
      best_score = score;
    }
  }
  return best;
}

/// "How did it come to “…”?" over earlier events of the story.
void ask_how_it_came(Draft& draft, const StoryIndex& stories, EventPage& page) {
  const PageReading& reading = draft.reading();
  const QuestionOptions& options = draft.options().questions;
  const StoryNode* own = stories.find(reading.event->id);
  if (!page.title || own == nullptr) return;
  Answer answer(*page.title, own->title_terms);
  std::vector<StoryLink> links =
      stories.earlier(reading.event->id, options.max_answers, draft.options().background);
  std::sort(links.begin(), links.end(), [&](const StoryLink& a, const StoryLink& b) {
    return stories.find(a.event)->date_start < stories.find(b.event)->date_start;
  });
  for (const StoryLink& link : links) answer.add_event(draft, stories.find(link.event));
  if (answer.size() == 0) return;
  if (answer.size() < least_events) answer.add_own(draft, *own);
  if (answer.size() < least_events) return;
  auto question = StatementBuilder()
                      .connective(reading.language, Connective::came_to)
                      .repeat(*page.title)
                      .connective(reading.language, Connective::close_ask)
                      .build();
  if (!question) return;  // too short a headline for what frames it
  answer.ask(std::move(*question));
  answer.put(draft, page.go_deeper);
}

/// What an article of the event asks, answered by it and by related events.
void ask_what_articles_ask(Draft& draft, const StoryIndex& stories, EventPage& page) {
  const PageReading& reading = draft.reading();
  const QuestionOptions& options = draft.options().questions;
  std::vector<StoryLink> links =
      stories.related(reading.event->id, options.max_answers, draft.options().background.max_age,
                      draft.options().background.min_link);
  if (links.empty()) return;
  for (const Passage& passage : reading.passages) {
    if (page.go_deeper.size() >= options.max_questions) return;
    if (!is_question(reading, passage)) continue;
    const Passage* best = best_answer(draft, passage, options.min_answer);
    if (best == nullptr) continue;
    auto question = draft.state(passage);
    auto told = draft.state(*best);
    if (!question || !told) continue;
    Answer answer(std::move(*question), {});
    answer.add(std::move(*told), best->terms, reading.event->id);
    for (const StoryLink& link : links) {
      if (answer.size() >= options.max_answers) break;
      answer.add_event(draft, stories.find(link.event));
    }
    if (answer.size() >= least_events) answer.put(draft, page.go_deeper);
  }
}

/// "What links “…” and “…”?" over stories of the same days.
void ask_what_links(Draft& draft, const StoryIndex& stories, EventPage& page) {
  const PageReading& reading = draft.reading();
  const QuestionOptions& options = draft.options().questions;
  const StoryNode* own = stories.find(reading.event->id);
  if (own == nullptr || !own->title || !own->lead) return;
  for (const StoryLink& link :
       stories.related(reading.event->id, options.max_common * 2, options.period,
                       draft.options().background.min_link)) {
    if (page.common_questions.size() >= options.max_common) return;
    const StoryNode* other = stories.find(link.event);
    if (!other->title || !other->can_be_told(reading.language)) continue;
    // Two headlines of one thing are linked by nothing worth asking.
    if (say_the_same(own->title_terms, other->title_terms, repetition)) continue;
    auto question = StatementBuilder()
                        .connective(reading.language, Connective::links_first)
                        .repeat(*own->title)
                        .connective(reading.language, Connective::links_then)
                        .repeat(*other->title)
                        .connective(reading.language, Connective::close_ask)
                        .build();
    if (!question) continue;
    std::vector<std::uint64_t> asked;
    std::set_union(own->title_terms.begin(), own->title_terms.end(), other->title_terms.begin(),
                   other->title_terms.end(), std::back_inserter(asked));
    Answer answer(std::move(*question), std::move(asked));
    if (!answer.add_event(draft, own)) answer.add_own(draft, *own);
    answer.add_event(draft, other);
    if (answer.size() >= least_events) answer.put(draft, page.common_questions);
  }
}

}  // namespace

void write_questions(Draft& draft, const StoryIndex* stories, EventPage& page) {
  if (stories == nullptr) return;
  ask_how_it_came(draft, *stories, page);
  ask_what_articles_ask(draft, *stories, page);
  ask_what_links(draft, *stories, page);
}

}  // namespace newsloom::page
