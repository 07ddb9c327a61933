// Go deeper: what articles ask, and how an event came about; Common questions: what ties the
// stories of a period together. Answers are passages of at least two events.
#include <algorithm>

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

/// The statement of an event's lead, unless it is the page's own.
void add_lead(const StoryIndex& stories, EventId id, std::string_view language,
              QuestionAndAnswer& entry) {
  const StoryNode* node = stories.find(id);
  if (node == nullptr || !node->lead || node->language != language) return;
  const bool is_told =
      std::any_of(entry.answer.begin(), entry.answer.end(),
                  [&](const Statement& told) { return told.text() == node->lead->text(); });
  if (is_told) return;
  entry.answer.push_back(*node->lead);
  entry.events.push_back(id);
}

/// The passage of the page that answers best: most of the question's words, and says something.
const Passage* best_answer(const PageReading& reading, const Passage& question, double min_share) {
  const Passage* best = nullptr;
  double best_score = 0;
  for (const Passage& passage : reading.passages) {
    constexpr std::uint32_t unwanted = trait::question | trait::first_person | trait::all_quoted;
    if (!passage.has(trait::showable) || (passage.traits & unwanted) != 0) continue;
    if (!reading.in_language(passage)) continue;
    const double share = share_in(question.terms, passage.terms);
    constexpr double earlier = 0.01;
    const double score = share - earlier * static_cast<double>(passage.position);
    if (share >= min_share && score > best_score) {
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
  if (!page.title) return;
  QuestionAndAnswer entry{*page.title, {}, {}};
  std::vector<StoryLink> links =
      stories.earlier(reading.event->id, options.max_answers, draft.options().background);
  std::sort(links.begin(), links.end(), [&](const StoryLink& a, const StoryLink& b) {
    return stories.find(a.event)->date_start < stories.find(b.event)->date_start;
  });
  for (const StoryLink& link : links) add_lead(stories, link.event, reading.language, entry);
  if (entry.answer.empty()) return;
  add_lead(stories, reading.event->id, reading.language, entry);
  if (entry.events.size() < 2) return;
  auto question = StatementBuilder()
                      .connective(reading.language, Connective::came_to)
                      .repeat(*page.title)
                      .connective(reading.language, Connective::close_ask)
                      .build();
  if (!question) return;  // too short a headline for what frames it
  entry.question = std::move(*question);
  page.go_deeper.push_back(std::move(entry));
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
    const Passage* answer = best_answer(reading, passage, options.min_answer);
    if (answer == nullptr) continue;
    auto question = draft.state(passage);
    auto told = draft.state(*answer);
    if (!question || !told) continue;
    QuestionAndAnswer entry{std::move(*question), {std::move(*told)}, {reading.event->id}};
    for (const StoryLink& link : links) {
      if (entry.answer.size() >= options.max_answers) break;
      add_lead(stories, link.event, reading.language, entry);
    }
    if (entry.events.size() >= 2) page.go_deeper.push_back(std::move(entry));
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
    if (!other->title || !other->lead || other->language != reading.language) continue;
    if (other->lead->text() == own->lead->text()) continue;
    auto question = StatementBuilder()
                        .connective(reading.language, Connective::links_first)
                        .repeat(*own->title)
                        .connective(reading.language, Connective::links_then)
                        .repeat(*other->title)
                        .connective(reading.language, Connective::close_ask)
                        .build();
    if (!question) continue;
    QuestionAndAnswer entry{std::move(*question), {}, {}};
    add_lead(stories, own->id, reading.language, entry);
    add_lead(stories, other->id, reading.language, entry);
    if (entry.events.size() >= 2) page.common_questions.push_back(std::move(entry));
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
