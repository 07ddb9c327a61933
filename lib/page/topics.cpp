// More on these topics: who and what the event is about.
#include <algorithm>

#include "descriptions.hpp"
#include "draft.hpp"
#include "names.hpp"
#include "newsloom/page/compose.hpp"

namespace newsloom::page {
namespace {

/// Whether a name is worth a topic: several voices have it, or one says it again and again.
bool is_topic(const Entity& entity, std::size_t voices) {
  constexpr std::size_t often = 3;
  if (voices > 1) return entity.voices > 1;
  return entity.occurrences.size() >= often;
}

/// Whether an article in the page's language names it.
bool is_in_language(const PageReading& reading, const Entity& entity) {
  return std::any_of(entity.occurrences.begin(), entity.occurrences.end(),
                     [&](const Occurrence& at) {
                       return reading.sources[at.source].language == reading.language;
                     });
}

std::vector<EventId> other_events(const PageReading& reading, const Entity& entity,
                                  const StoryIndex* stories, std::size_t most) {
  std::vector<EventId> events;
  if (stories == nullptr) return events;
  for (const EventId id : stories->with_name(entity.name, most + 1)) {
    if (id != reading.event->id && events.size() < most) events.push_back(id);
  }
  return events;
}

}  // namespace

void write_topics(Draft& draft, const std::vector<Entity>& entities, const PageContext& context,
                  EventPage& page) {
  const PageReading& reading = draft.reading();
  const TopicOptions& options = draft.options().topics;
  const auto add = [&](const Entity& entity) {
    Topic topic;
    topic.name = entity.name;
    topic.kind = entity.kind;
    topic.mention_count = entity.occurrences.size();
    topic.events = other_events(reading, entity, context.stories, options.max_events);
    // Everybody knows a place, and what stands behind its name mostly is about something else.
    const auto found = entity.kind == TopicKind::place ? std::nullopt : describe(reading, entity);
    if (found && !draft.is_within_shown(found->source, found->span)) {
      topic.description = draft.state(found->source, found->field, found->span);
      const TopicKind told = kind_told(reading, *found);
      if (topic.kind == TopicKind::other) topic.kind = told;
    }
    if (context.known_topics != nullptr) {
      const KnownTopic* known = context.known_topics->find(entity.name);
      for (const std::string& alias : entity.aliases) {
        if (known == nullptr) known = context.known_topics->find(alias);
      }
      if (known != nullptr) {
        topic.note = known->note;
        if (known->kind != TopicKind::other) topic.kind = known->kind;
      }
    }
    page.topics.push_back(std::move(topic));
  };
  for (const Entity& entity : entities) {
    if (page.topics.size() == options.max_topics) break;
    if (is_topic(entity, reading.voice_count) && is_in_language(reading, entity)) add(entity);
  }
  // An event of few words names few: then the one most often named is its topic.
  if (page.topics.empty() && !entities.empty()) add(entities.front());
}

}  // namespace newsloom::page
