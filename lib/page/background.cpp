// How we got here: what earlier events of the story and the articles themselves say of the time
// before. Oldest first. And the timeline, a line a day.
#include <algorithm>
#include <chrono>
#include <map>
#include <utility>
#include <vector>

#include "draft.hpp"
#include "text_dates.hpp"
#include "types/calendar.hpp"

namespace newsloom::page {
namespace {

using std::chrono::days;
using std::chrono::sys_days;

/// A sentence and the stretch of time it speaks of.
struct Dated {
  const Passage* passage = nullptr;
  NamedDate date;
  double weight = 0;
};

std::vector<NamedDate> dates_of(const PageReading& reading, const Passage& passage) {
  const PageSource& source = reading.source_of(passage);
  return find_dates(source.article.text, reading.tokens_of(passage), source.language,
                    source.row->published);
}

/// Sentences whose earliest date lies before the event.
std::vector<Dated> background_sentences(const Draft& draft) {
  const PageReading& reading = draft.reading();
  std::vector<Dated> found;
  for (const Passage& passage : reading.passages) {
    if (!is_plain(reading, passage)) continue;
    const auto published = reading.source_of(passage).row->published;
    const auto start = reading.event->date_start ? reading.event->date_start : published;
    const std::vector<NamedDate> dates = dates_of(reading, passage);
    if (dates.empty()) continue;
    constexpr days before{3};
    const auto earliest =
        std::min_element(dates.begin(), dates.end(),
                         [](const NamedDate& a, const NamedDate& b) { return a.first < b.first; });
    // Without dates only a year named in full can be told to lie before, by a later one beside it.
    if (!start || earliest->last >= detail::day_of(*start) - before) continue;
    found.push_back({&passage, *earliest, support_share(reading, passage)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Dated& a, const Dated& b) { return a.weight > b.weight; });
  return found;
}

/// A statement with the day it happened; kept with it for sorting.
using Line = std::pair<Timestamp, Statement>;

/// Earlier events of the story that the page has not told of; their terms into `terms`.
std::vector<Line> linked_events(const Draft& draft, const StoryIndex* stories,
                                std::vector<std::vector<std::uint64_t>>& terms) {
  std::vector<Line> lines;
  if (stories == nullptr) return lines;
  const PageReading& reading = draft.reading();
  const BackgroundOptions& options = draft.options().background;
  constexpr double repetition = 0.5;
  constexpr double most = 0.67;
  std::vector<const std::vector<std::uint64_t>*> told;
  for (const StoryLink& link :
       stories->earlier(reading.event->id, options.max_linked_events, options)) {
    const StoryNode* node = stories->find(link.event);
    if (node == nullptr || !node->can_be_told(reading.language)) continue;
    // An event that tells what this one does is the same in a piece of its own, and no background.
    const bool is_told =
        draft.repeats(node->lead_terms, most) ||
        std::any_of(told.begin(), told.end(), [&](const std::vector<std::uint64_t>* other) {
          return say_the_same(*other, node->lead_terms, repetition);
        });
    if (is_told) continue;
    told.push_back(&node->lead_terms);
    terms.push_back(node->lead_terms);
    lines.emplace_back(node->lead_day.value_or(*node->date_start), *node->lead);
    if (lines.size() == options.max_sentences) break;
  }
  return lines;
}

/// Earlier events of the story by their headlines: their sentences stand in the background.
std::vector<Line> headlines_before(const Draft& draft, const StoryIndex* stories) {
  std::vector<Line> lines;
  if (stories == nullptr) return lines;
  const PageReading& reading = draft.reading();
  const BackgroundOptions& options = draft.options().background;
  const StoryNode* own = stories->find(reading.event->id);
  if (own == nullptr) return lines;
  constexpr double repetition = 0.5;
  std::vector<const std::vector<std::uint64_t>*> told{&own->title_terms};
  for (const StoryLink& link :
       stories->earlier(reading.event->id, options.max_linked_events, options)) {
    const StoryNode* node = stories->find(link.event);
    if (node == nullptr || !node->title || !node->can_be_told(reading.language)) continue;
    const bool is_told =
        std::any_of(told.begin(), told.end(), [&](const std::vector<std::uint64_t>* other) {
          return say_the_same(*other, node->title_terms, repetition);
        });
    if (is_told) continue;
    told.push_back(&node->title_terms);
    lines.emplace_back(*node->date_start, *node->title);
  }
  return lines;
}

bool is_told(const std::vector<Line>& lines, const Statement& statement) {
  return std::any_of(lines.begin(), lines.end(),
                     [&](const Line& line) { return line.second.text() == statement.text(); });
}

void sort_by_date(std::vector<Line>& lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Line& a, const Line& b) { return a.first < b.first; });
}

}  // namespace

void write_background(Draft& draft, const StoryIndex* stories, EventPage& page) {
  const BackgroundOptions& options = draft.options().background;
  std::vector<std::vector<std::uint64_t>> linked;
  std::vector<Line> lines = linked_events(draft, stories, linked);
  constexpr double repetition = 0.5;
  constexpr double min_weight = 0.12;
  for (const Dated& sentence : background_sentences(draft)) {
    if (lines.size() >= options.max_sentences) break;
    if (sentence.weight < min_weight || draft.repeats(*sentence.passage, repetition)) continue;
    auto statement = draft.state(*sentence.passage);
    if (!statement || is_told(lines, *statement)) continue;
    draft.mark_shown(*sentence.passage);
    lines.emplace_back(sentence.date.first, std::move(*statement));
  }
  for (auto& terms : linked) draft.mark_told(std::move(terms));
  sort_by_date(lines);
  for (Line& line : lines) page.how_we_got_here.push_back(std::move(line.second));
}

void write_timeline(Draft& draft, const StoryIndex* stories, EventPage& page) {
  const PageReading& reading = draft.reading();
  const BackgroundOptions& options = draft.options().background;
  std::map<sys_days, Dated> by_day;
  constexpr std::uint32_t last_position = 10;
  for (const Passage& passage : reading.passages) {
    if (!is_plain(reading, passage) || passage.position > last_position) continue;
    const std::vector<NamedDate> dates = dates_of(reading, passage);
    if (dates.size() != 1 || !dates.front().is_day()) continue;
    const double weight = support_share(reading, passage);
    Dated& best = by_day[dates.front().first];
    if (weight > best.weight) best = {&passage, dates.front(), weight};
  }
  std::vector<Line> lines = headlines_before(draft, stories);
  std::vector<const Passage*> told;
  for (const auto& [day, sentence] : by_day) {
    constexpr double repetition = 0.6;
    const bool repeats = draft.repeats(*sentence.passage, repetition) ||
                         std::any_of(told.begin(), told.end(), [&](const Passage* other) {
                           return say_the_same(*other, *sentence.passage, repetition);
                         });
    if (repeats) continue;
    auto statement = draft.state(*sentence.passage);
    if (!statement || is_told(lines, *statement)) continue;
    told.push_back(sentence.passage);
    lines.emplace_back(day, std::move(*statement));
  }
  // A line a day leads up to the event itself, by its headline.
  if (!lines.empty() && page.title && reading.event->date_start) {
    lines.emplace_back(*reading.event->date_start, *page.title);
  }
  sort_by_date(lines);
  if (lines.size() > options.max_timeline) {
    lines.erase(lines.begin(), lines.end() - static_cast<std::ptrdiff_t>(options.max_timeline));
  }
  if (lines.size() < 2) return;
  for (Line& line : lines) {
    page.timeline.push_back({line.first, DatePrecision::day, std::move(line.second)});
  }
}

}  // namespace newsloom::page
