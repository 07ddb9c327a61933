#include "newsloom/site/shelf.hpp"

#include <algorithm>
#include <atomic>
#include <list>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <unordered_map>
#include <utility>

#include "newsloom/text/fold.hpp"
#include "types/event_order.hpp"

namespace newsloom::site {
namespace {

using SteadyClock = std::chrono::steady_clock;
// A card, and its topics as they are compared.
struct Shown {
  Card card;
  std::vector<std::string> keys;
};
using CardPointer = std::shared_ptr<const Shown>;
using PagePointer = std::shared_ptr<const page::EventPage>;

detail::EventPlace place_of(const Card& card) { return {card.updated, card.id}; }

bool contains(const std::vector<std::string>& sorted, const std::string& value) {
  return std::ranges::binary_search(sorted, value);
}

struct Matcher {
  explicit Matcher(const CardQuery& of) : query(of), topic(text::folded_accents(of.topic)) {}

  [[nodiscard]] bool operator()(const Shown& shown) const {
    const Card& card = shown.card;
    if (card.sources < query.min_sources) return false;
    if (!query.category.empty() && card.category != query.category) return false;
    if (!query.language.empty() && !contains(card.languages, query.language)) return false;
    if (!query.outlet.empty() && !contains(card.outlets, query.outlet)) return false;
    return topic.empty() || std::ranges::find(shown.keys, topic) != shown.keys.end();
  }

  const CardQuery& query;
  std::string topic;
};

std::vector<std::pair<std::string, std::size_t>> most_first(
    const std::map<std::string, std::size_t>& counts) {
  std::vector<std::pair<std::string, std::size_t>> sorted(counts.begin(), counts.end());
  std::ranges::stable_sort(sorted, std::greater{}, &std::pair<std::string, std::size_t>::second);
  return sorted;
}

constexpr std::size_t topics_of_a_card = 24;
constexpr std::size_t events_of_a_topic = 100;

}  // namespace

struct Shelf::State {
  State(live::Newsroom& of, const ShelfOptions& given) : newsroom(of), options(given) {}

  void find_changes();
  void renew(EventId id);
  void drop(EventId id);
  void show(Card card);
  [[nodiscard]] Card plain_card(const EventView& event) const;
  [[nodiscard]] result<PagePointer> compose(const EventView& event);
  [[nodiscard]] std::vector<CardPointer> matching(const CardQuery& query) const;
  [[nodiscard]] std::string category_of(const Article& article) const;
  [[nodiscard]] std::vector<EventId> events_about(std::string_view topic) const;

  live::Newsroom& newsroom;
  const ShelfOptions options;

  // What is to be done; whoever refreshes has it.
  std::mutex refresh_mutex;
  std::optional<std::uint64_t> cursor;  // of the newsroom's changes; absent before the first look
  std::set<EventId, std::greater<>> waiting;

  std::atomic<std::uint64_t> version = 0;

  mutable std::shared_mutex card_mutex;
  std::map<EventId, CardPointer> cards;
  std::set<detail::EventPlace> by_update;

  mutable std::shared_mutex story_mutex;
  page::StoryIndex stories;

  // Pages last asked for, the latest first.
  struct Kept {
    EventView event;
    PagePointer page;
    std::list<EventId>::iterator use;
  };
  std::mutex page_mutex;
  std::unordered_map<EventId, Kept> pages;
  std::list<EventId> uses;
};

// What changed since the last look; at first, and after too much, all of the latest events.
void Shelf::State::find_changes() {
  const ChangeLog log = newsroom.changes_since(cursor.value_or(UINT64_MAX));
  if (!cursor || log.is_incomplete) {
    for (const EventView& event : newsroom.events({.limit = options.max_cards})) {
      waiting.insert(event.id);
    }
    const std::shared_lock guard(card_mutex);
    for (const auto& [id, card] : cards) waiting.insert(id);
  }
  for (const Change& change : log.changes) {
    for (const EventId id : events_of(change)) waiting.insert(id);
  }
  cursor = log.next;
}

void Shelf::State::drop(EventId id) {
  {
    const std::unique_lock guard(card_mutex);
    const auto found = cards.find(id);
    if (found == cards.end()) return;
    by_update.erase(place_of(found->second->card));
    cards.erase(found);
  }
  const std::unique_lock guard(story_mutex);
  stories.erase(id);
}

void Shelf::State::show(Card card) {
  std::vector<std::string> keys;
  keys.reserve(card.topics.size());
  for (const std::string& topic : card.topics) keys.push_back(text::folded_accents(topic));
  std::optional<EventId> oldest;
  {
    const std::unique_lock guard(card_mutex);
    CardPointer& shown = cards[card.id];
    if (shown) by_update.erase(place_of(shown->card));
    by_update.insert(place_of(card));
    shown = std::make_shared<const Shown>(Shown{std::move(card), std::move(keys)});
    if (cards.size() > options.max_cards) oldest = std::prev(by_update.end())->id;
  }
  if (oldest) drop(*oldest);
}

std::string Shelf::State::category_of(const Article& article) const {
  if (options.categorizer == nullptr) return {};
  constexpr std::size_t beginning = 2'000;
  const std::string text = article.title + "\n" + article.text.substr(0, beginning);
  return options.categorizer->categorize(text, article.language).name;
}

// What the event and its representative article say, without reading the others.
Card Shelf::State::plain_card(const EventView& event) const {
  Card card;
  card.id = event.id;
  card.status = event.status;
  card.sources = event.independent_source_count;
  card.articles = event.coverage.size();
  card.started = event.date_start;
  card.updated = event.date_updated;
  std::size_t most = 0;
  for (const auto& [language, count] : event.languages) {
    card.languages.push_back(language);
    if (count > most) card.language = language;
    most = std::max(most, count);
  }
  for (const CoverageRow& row : event.coverage) {
    if (!row.outlet.empty()) card.outlets.push_back(row.outlet);
  }
  std::ranges::sort(card.outlets);
  const auto twice = std::ranges::unique(card.outlets);
  card.outlets.erase(twice.begin(), twice.end());
  if (const auto article = newsroom.store().find(event.representative)) {
    card.title =
        article->title.empty() ? article->text.substr(0, article->text.find('\n')) : article->title;
    card.category = category_of(*article);
  }
  if (card.title.empty()) card.title = event.id.str();
  return card;
}

result<PagePointer> Shelf::State::compose(const EventView& event) {
  {
    const std::lock_guard guard(page_mutex);
    const auto found = pages.find(event.id);
    if (found != pages.end() && found->second.event == event) {
      uses.splice(uses.begin(), uses, found->second.use);
      return found->second.page;
    }
  }
  page::PageContext context;
  context.categorizer = options.categorizer;
  context.known_topics = options.known_topics;
  context.stories = &stories;
  auto made = [&] {
    const std::shared_lock guard(story_mutex);
    return page::compose_page(event, newsroom.store(), options.page, context);
  }();
  if (!made) return made.error();
  auto page = std::make_shared<const page::EventPage>(*std::move(made));
  const std::lock_guard guard(page_mutex);
  const auto known = pages.find(event.id);
  if (known != pages.end()) {
    uses.erase(known->second.use);
    pages.erase(known);
  }
  uses.push_front(event.id);
  pages.emplace(event.id, Kept{event, page, uses.begin()});
  if (pages.size() > options.max_pages) {
    pages.erase(uses.back());
    uses.pop_back();
  }
  return page;
}

void Shelf::State::renew(EventId id) {
  const auto event = newsroom.event(id);
  if (!event || event->id != id) return drop(id);
  Card card = plain_card(*event);
  {
    const std::unique_lock guard(story_mutex);
    (void)stories.put(*event, newsroom.store());  // without a stored article it has no links
  }
  constexpr std::size_t worth_a_page = 2;
  if (event->independent_source_count >= worth_a_page) {
    if (const auto made = compose(*event)) {
      const page::EventPage& page = **made;
      if (page.title) card.title = page.title->text();
      if (!page.whats_happened.empty()) card.lead = page.whats_happened.front().text();
      if (card.lead == card.title) card.lead.clear();
      if (!page.category.empty()) card.category = page.category;
      for (const page::Topic& topic : page.topics) {
        if (card.topics.size() < topics_of_a_card) card.topics.push_back(topic.name);
      }
    }
  }
  show(std::move(card));
}

std::vector<CardPointer> Shelf::State::matching(const CardQuery& query) const {
  const Matcher matches(query);
  std::vector<CardPointer> found;
  Timestamp now{};
  {
    const std::shared_lock guard(card_mutex);
    if (!by_update.empty()) now = by_update.begin()->updated.value_or(now);
    for (const detail::EventPlace& place : by_update) {
      const CardPointer& card = cards.at(place.id);
      if (matches(*card)) found.push_back(card);
    }
  }
  if (query.order == CardQuery::Order::ranked) {
    const auto half_life = EventQuery{}.rank_half_life;
    std::ranges::stable_sort(found, std::greater{}, [=](const CardPointer& shown) {
      const Card& card = shown->card;
      return detail::rank_of(card.sources, card.articles, card.updated, now, half_life);
    });
  }
  return found;
}

Shelf::Shelf(live::Newsroom& newsroom, const ShelfOptions& options)
    : state_(std::make_unique<State>(newsroom, options)) {}
Shelf::~Shelf() = default;

bool Shelf::refresh() {
  State& state = *state_;
  const std::unique_lock guard(state.refresh_mutex, std::try_to_lock);
  if (!guard.owns_lock()) return true;
  state.find_changes();
  const auto end = SteadyClock::now() + state.options.refresh_time;
  bool is_changed = false;
  while (!state.waiting.empty()) {
    const EventId id = *state.waiting.begin();
    state.waiting.erase(state.waiting.begin());
    state.renew(id);
    is_changed = true;
    if (SteadyClock::now() >= end) break;
  }
  if (is_changed) ++state.version;
  return !state.waiting.empty();
}

std::uint64_t Shelf::version() const noexcept { return state_->version; }

result<std::shared_ptr<const page::EventPage>> Shelf::page(EventId id) {
  const auto event = state_->newsroom.event(id);
  if (!event) return event.error();
  return state_->compose(*event);
}

result<Card> Shelf::card(EventId id) const {
  {
    const std::shared_lock guard(state_->card_mutex);
    const auto found = state_->cards.find(id);
    if (found != state_->cards.end()) return found->second->card;
  }
  const auto event = state_->newsroom.event(id);
  if (!event) return event.error();
  return state_->plain_card(*event);
}

std::vector<Card> Shelf::cards(const CardQuery& query) const {
  const auto found = state_->matching(query);
  std::vector<Card> cards;
  for (std::size_t i = query.offset; i < found.size() && cards.size() < query.limit; ++i) {
    cards.push_back(found[i]->card);
  }
  return cards;
}

std::size_t Shelf::count(const CardQuery& query) const {
  const Matcher matches(query);
  const std::shared_lock guard(state_->card_mutex);
  return static_cast<std::size_t>(std::ranges::count_if(
      state_->cards, [&matches](const auto& entry) { return matches(*entry.second); }));
}

CardCounts Shelf::counts() const {
  std::map<std::string, std::size_t> categories;
  std::map<std::string, std::size_t> languages;
  std::map<std::string, std::size_t> topics;
  {
    const std::shared_lock guard(state_->card_mutex);
    for (const auto& [id, shown] : state_->cards) {
      const Card& card = shown->card;
      if (!card.category.empty()) ++categories[card.category];
      for (const std::string& language : card.languages) ++languages[language];
      for (const std::string& topic : card.topics) ++topics[topic];
    }
  }
  return {most_first(categories), most_first(languages), most_first(topics)};
}

// Those whose cards have it, then those whose articles name it; all of them newest first.
std::vector<EventId> Shelf::State::events_about(std::string_view topic) const {
  std::vector<EventId> ids;
  if (topic.empty()) return ids;
  CardQuery query;
  query.topic = topic;
  query.order = CardQuery::Order::newest;
  for (const CardPointer& shown : matching(query)) {
    if (ids.size() < events_of_a_topic) ids.push_back(shown->card.id);
  }
  const std::set<EventId> known(ids.begin(), ids.end());
  std::vector<EventId> named;
  {
    const std::shared_lock guard(story_mutex);
    named = stories.with_name(topic, events_of_a_topic);
  }
  const std::shared_lock guard(card_mutex);
  for (const EventId id : named) {
    if (ids.size() < events_of_a_topic && !known.contains(id) && cards.contains(id)) {
      ids.push_back(id);
    }
  }
  std::erase_if(ids, [this](EventId id) { return !cards.contains(id); });  // gone meanwhile
  std::ranges::sort(ids, [this](EventId a, EventId b) {
    return place_of(cards.at(a)->card) < place_of(cards.at(b)->card);
  });
  return ids;
}

bool Shelf::knows_topic(std::string_view name) const { return !state_->events_about(name).empty(); }

std::optional<TopicSummary> Shelf::topic(std::string_view name) {
  constexpr std::size_t most_pages = 12;
  TopicSummary summary;
  summary.events = state_->events_about(name);
  if (summary.events.empty()) return std::nullopt;
  const std::string wanted = text::folded_accents(name);
  std::map<std::string, std::size_t> beside;
  std::set<std::string> told;
  for (std::size_t i = 0; i < summary.events.size(); ++i) {
    if (const auto shown = card(summary.events[i])) {
      for (const std::string& other : shown->topics) {
        if (text::folded_accents(other) != wanted) ++beside[other];
      }
    }
    if (i >= most_pages) continue;
    const auto made = page(summary.events[i]);
    if (!made) continue;
    for (const page::Topic& topic : (*made)->topics) {
      if (text::folded_accents(topic.name) != wanted) continue;
      if (summary.name.empty()) summary.name = topic.name;
      if (summary.kind == page::TopicKind::other) summary.kind = topic.kind;
      if (topic.note && !summary.note) summary.note = topic.note;
      if (!topic.description || !told.insert(topic.description->text()).second) continue;
      TopicSummary::Description description{summary.events[i], *topic.description, {}};
      for (const page::CoverageEntry& entry : (*made)->coverage) {
        const auto& sources = description.statement.sources();
        if (std::ranges::find(sources, entry.row.article) != sources.end()) {
          description.outlets.push_back(entry.row.outlet);
        }
      }
      summary.descriptions.push_back(std::move(description));
    }
  }
  if (summary.name.empty()) summary.name = name;
  for (const auto& [other, count] : most_first(beside)) {
    constexpr std::size_t most_related = 12;
    if (summary.related.size() < most_related) summary.related.push_back(other);
  }
  return summary;
}

}  // namespace newsloom::site
