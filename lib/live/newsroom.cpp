#include "newsloom/live/newsroom.hpp"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <utility>
#include <variant>

#include "types/event_order.hpp"

namespace newsloom::live {
namespace {

using SteadyClock = std::chrono::steady_clock;

// One call of `add` or `remove` that waits for its turn.
struct Request {
  std::span<const Article> articles;
  const ArticleId* removed = nullptr;
  std::vector<result<Update>> updates;
  bool is_done = false;
};

}  // namespace

struct Newsroom::State {
  State(store::Store& in, const NewsroomOptions& given) : store(in), options(given) {}

  [[nodiscard]] result<void> resume();
  [[nodiscard]] result<void> start_over(const Error& why);
  [[nodiscard]] result<void> replay(std::uint64_t after);
  void submit(Request& request);
  void serve(std::span<Request* const> requests);
  void place(std::vector<Article>& articles, std::vector<result<Update>*>& answers);
  void place_appended(std::span<Article> articles, std::span<const store::Appended> appended,
                      std::span<result<Update>* const> answers);
  [[nodiscard]] result<Update> remove(const ArticleId& id);
  void follow_changes();
  void follow(const Change& change, std::vector<std::pair<ArticleId, EventId>>& events);
  void publish();
  void show(EventId id, std::shared_ptr<const EventView> event);
  [[nodiscard]] std::vector<EventView> open_events(const store::ArchiveQuery& query) const;
  [[nodiscard]] std::shared_ptr<const EventView> shown_event(EventId id) const {
    const std::shared_lock guard(shown_mutex);
    const auto found = shown_events.find(id);
    return found == shown_events.end() ? nullptr : found->second;
  }
  [[nodiscard]] View shown_view() const {
    const std::shared_lock guard(shown_mutex);
    return shown;
  }

  store::Store& store;
  const NewsroomOptions options;
  Resumed resumed;

  // The aggregator and what belongs to its moment.
  mutable std::mutex mutex;
  std::optional<Aggregator> aggregator;
  std::uint64_t last_sequence = 0;  // that the aggregator has seen
  std::uint64_t snapshot_sequence = 0;
  std::mutex snapshot_mutex;  // one at a time

  // Who waits.
  std::mutex queue_mutex;
  std::condition_variable finished;
  std::deque<Request*> queue;
  bool has_leader = false;

  std::set<EventId> touched;  // since the last `publish`
  bool shows_all = false;     // `shown_events` lacks nothing but what was touched

  // What readers see.
  mutable std::shared_mutex shown_mutex;
  View shown;
  std::map<EventId, std::shared_ptr<const EventView>> shown_events;  // the view's, made once
  std::set<detail::EventPlace> by_update;                            // of them, latest first
  SteadyClock::time_point shown_at{};
  std::deque<Change> changes;
  std::uint64_t changes_begin = 0;
  Statistics shown_statistics;
  std::optional<Timestamp> shown_watermark;
  std::function<void(std::uint64_t)> listener;
  std::atomic<std::uint64_t> generation = 0;
  std::atomic<bool> is_stale = false;            // the aggregator has what `shown` has not
  std::atomic<std::uint64_t> highest_event = 0;  // of those that were open since the start
};

result<void> Newsroom::State::resume() {
  auto snapshot = store.snapshot();
  if (!snapshot) return snapshot.error();
  if (auto rewound = store.rewind_archive(); !rewound) return rewound;
  if (*snapshot) {
    auto loaded = Aggregator::load((*snapshot)->bytes, options.aggregator, &store);
    if (!loaded) {
      if (!options.rebuild) return loaded.error();
      return start_over(loaded.error());
    }
    aggregator.emplace(*std::move(loaded));
    resumed.had_snapshot = true;
    last_sequence = snapshot_sequence = (*snapshot)->sequence;
  } else {
    auto created = Aggregator::create(options.aggregator, &store);
    if (!created) return created.error();
    aggregator.emplace(*std::move(created));
  }
  changes_begin = aggregator->changes_since(UINT64_MAX).next;
  return replay(last_sequence);
}

result<void> Newsroom::State::start_over(const Error& why) {
  if (options.aggregator.logger) {
    options.aggregator.logger(LogLevel::warning, "events are made anew: " + why.to_string());
  }
  auto created = Aggregator::create(options.aggregator, &store);
  if (!created) return created.error();
  aggregator.emplace(*std::move(created));
  std::vector<EventId> old;
  store.for_each([&old](const EventView& event) {
    old.push_back(event.id);
    return true;
  });
  for (const EventId id : old) store.erase(id);
  resumed.was_rebuilt = true;
  last_sequence = 0;
  return replay(0);
}

// The same articles in the same order: how they are divided into calls does not matter.
result<void> Newsroom::State::replay(std::uint64_t after) {
  std::vector<Article> batch;
  const auto place_batch = [&] {
    (void)aggregator->add(std::span<const Article>(batch));
    batch.clear();
    follow_changes();
  };
  auto replayed = store.replay(after, [&](store::LogEntry&& entry) {
    ++resumed.replayed;
    last_sequence = entry.sequence;
    if (auto* article = std::get_if<Article>(&entry.what)) {
      batch.push_back(std::move(*article));
      if (batch.size() >= options.max_batch) place_batch();
    } else {
      place_batch();
      (void)aggregator->remove(std::get<store::Removal>(entry.what).article);
      follow_changes();
    }
    return true;
  });
  place_batch();
  publish();
  return replayed;
}

void Newsroom::State::follow(const Change& change,
                             std::vector<std::pair<ArticleId, EventId>>& events) {
  if (const auto* joined = std::get_if<ArticleJoined>(&change)) {
    events.emplace_back(joined->article, joined->event);
  } else if (const auto* revised = std::get_if<ArticleRevised>(&change)) {
    events.emplace_back(revised->article, revised->event);
  } else if (const auto* split = std::get_if<EventSplit>(&change)) {
    for (const ArticleId& article : split->articles) events.emplace_back(article, split->into);
  } else if (const auto* merged = std::get_if<EventsMerged>(&change)) {
    store.set_alias(merged->from, merged->into);
  }
}

void Newsroom::State::follow_changes() {
  const std::uint64_t seen = changes_begin + changes.size();
  ChangeLog fresh = aggregator->changes_since(seen);
  if (fresh.changes.empty() && fresh.next == seen) return;
  std::vector<std::pair<ArticleId, EventId>> events;
  for (const Change& change : fresh.changes) {
    follow(change, events);
    for (const EventId event : events_of(change)) {
      touched.insert(event);
      highest_event = std::max<std::uint64_t>(highest_event, event.number());
    }
  }
  store.set_events(events);
  const std::unique_lock guard(shown_mutex);
  if (fresh.is_incomplete) {  // more changes in one call than the aggregator remembers
    changes.clear();
    changes_begin = fresh.next - fresh.changes.size();
    shows_all = false;
  }
  for (Change& change : fresh.changes) changes.push_back(std::move(change));
  while (changes.size() > options.max_changes) {
    changes.pop_front();
    ++changes_begin;
  }
}

// Only events that changed are made anew for readers; that is most of the work.
void Newsroom::State::publish() {
  View fresh = aggregator->snapshot();
  std::vector<std::pair<EventId, std::shared_ptr<const EventView>>> made;
  if (shows_all) {
    for (const EventId id : touched) {
      auto event = fresh.event(id);
      const bool is_open = event && event->id == id;  // else merged, closed or gone
      made.emplace_back(id,
                        is_open ? std::make_shared<const EventView>(*std::move(event)) : nullptr);
    }
  } else {
    for (EventView& event : fresh.events({.order = EventQuery::Order::created})) {
      const EventId id = event.id;
      made.emplace_back(id, std::make_shared<const EventView>(std::move(event)));
    }
  }
  for (const auto& [id, event] : made) {
    highest_event = std::max<std::uint64_t>(highest_event, id.number());
  }
  const std::unique_lock guard(shown_mutex);
  if (!shows_all) {
    shown_events.clear();
    by_update.clear();
  }
  for (auto& [id, event] : made) show(id, std::move(event));
  shows_all = true;
  touched.clear();
  shown = std::move(fresh);
  shown_statistics = aggregator->statistics();
  shown_watermark = aggregator->watermark();
  shown_at = SteadyClock::now();
  is_stale = false;
  ++generation;
}

void Newsroom::State::show(EventId id, std::shared_ptr<const EventView> event) {
  const auto old = shown_events.find(id);
  if (old != shown_events.end()) {
    by_update.erase(detail::place_of(*old->second));
    shown_events.erase(old);
  }
  if (!event) return;
  by_update.insert(detail::place_of(*event));
  shown_events.emplace(id, std::move(event));
}

std::vector<EventView> Newsroom::State::open_events(const store::ArchiveQuery& query) const {
  std::vector<EventView> events;
  const std::shared_lock guard(shown_mutex);
  auto place = query.after ? by_update.upper_bound({query.after->first, query.after->second})
                           : by_update.begin();
  for (; place != by_update.end() && events.size() < query.limit; ++place) {
    if (query.since && (!place->updated || *place->updated < *query.since)) break;
    const EventView& event = *shown_events.at(place->id);
    if (store::matches(event, query)) events.push_back(event);
  }
  return events;
}

void Newsroom::State::submit(Request& request) {
  std::unique_lock guard(queue_mutex);
  queue.push_back(&request);
  finished.wait(guard, [&] { return request.is_done || !has_leader; });
  if (request.is_done) return;
  has_leader = true;
  const std::vector<Request*> requests(queue.begin(), queue.end());
  queue.clear();
  guard.unlock();
  serve(requests);
  guard.lock();
  for (Request* done : requests) done->is_done = true;
  has_leader = false;
  guard.unlock();
  finished.notify_all();
}

void Newsroom::State::serve(std::span<Request* const> requests) {
  std::uint64_t next = 0;
  std::function<void(std::uint64_t)> listening;
  {
    const std::lock_guard guard(mutex);
    listening = listener;
    std::vector<Article> batch;
    std::vector<result<Update>*> answers;
    for (Request* request : requests) {
      if (request->removed != nullptr) {
        place(batch, answers);
        request->updates.emplace_back(remove(*request->removed));
        continue;
      }
      request->updates.assign(request->articles.size(), Update{});
      for (std::size_t i = 0; i < request->articles.size(); ++i) {
        batch.push_back(request->articles[i]);
        answers.push_back(&request->updates[i]);
        if (batch.size() >= options.max_batch) place(batch, answers);
      }
    }
    place(batch, answers);
    is_stale = true;
    if (SteadyClock::now() - shown_at >= options.publish_every) publish();
    next = changes_begin + changes.size();
  }
  if (listening) listening(next);
}

// Appends, then places. An article the store would refuse is answered first, so that it does not
// cost its batch. Both vectors are empty afterwards.
void Newsroom::State::place(std::vector<Article>& articles, std::vector<result<Update>*>& answers) {
  while (!articles.empty()) {
    const auto appended = store.append(articles);
    if (appended) {
      place_appended(articles, *appended, answers);
      break;
    }
    const Error& error = appended.error();
    const bool is_articles_own = error.code == ErrorCode::missing_content ||
                                 error.code == ErrorCode::invalid_argument ||
                                 error.code == ErrorCode::too_large;
    const auto place = error.where.line.value_or(0);
    if (!is_articles_own || place < 1 || place > articles.size()) {
      for (result<Update>* answer : answers) *answer = error;
      break;
    }
    const auto at = static_cast<std::ptrdiff_t>(place - 1);
    *answers[place - 1] = Error{error.code, error.message, {error.where.source, {}, {}, {}}};
    articles.erase(articles.begin() + at);
    answers.erase(answers.begin() + at);
  }
  articles.clear();
  answers.clear();
}

void Newsroom::State::place_appended(std::span<Article> articles,
                                     std::span<const store::Appended> appended,
                                     std::span<result<Update>* const> answers) {
  for (std::size_t i = 0; i < articles.size(); ++i) articles[i].revision = appended[i].revision;
  auto updates = aggregator->add(std::span<const Article>(articles));
  for (std::size_t i = 0; i < articles.size(); ++i) {
    last_sequence = std::max(last_sequence, appended[i].sequence);
    // What the aggregator will not have, or finds to be the same (it knows whose an address is), is
    // not kept either: a replay must see what it saw.
    const bool is_placed = updates[i] && !updates[i]->is_known_article;
    if (!is_placed && !appended[i].is_known) {
      (void)store.withdraw(articles[i].id, appended[i].revision);
    }
    *answers[i] = std::move(updates[i]);
  }
  follow_changes();
}

result<Update> Newsroom::State::remove(const ArticleId& id) {
  // The log says first what will be done; an article it does not have is not in the aggregator.
  const auto sequence = store.remove(id);
  if (!sequence) return sequence.error();
  last_sequence = *sequence;
  auto update = aggregator->remove(id);
  follow_changes();
  return update;
}

Newsroom::Newsroom(std::unique_ptr<State> state) : state_(std::move(state)) {}

Newsroom::~Newsroom() {
  if (auto flushed = state_->store.flush(); !flushed && state_->options.aggregator.logger) {
    state_->options.aggregator.logger(LogLevel::error, flushed.error().to_string());
  }
}

result<std::unique_ptr<Newsroom>> Newsroom::open(store::Store& store,
                                                 const NewsroomOptions& options) {
  constexpr std::size_t largest_batch = 65'536;
  if (options.max_batch < 1 || options.max_batch > largest_batch) {
    return Error{ErrorCode::invalid_argument,
                 "max_batch is " + std::to_string(options.max_batch) + ", not within 1 to 65536",
                 {{}, {}, {}, "max_batch"}};
  }
  auto state = std::make_unique<State>(store, options);
  if (auto resumed = state->resume(); !resumed) return resumed.error();
  return std::unique_ptr<Newsroom>(new Newsroom(std::move(state)));
}

std::vector<result<Update>> Newsroom::add(std::span<const Article> articles) {
  Request request;
  request.articles = articles;
  state_->submit(request);
  return std::move(request.updates);
}

result<Update> Newsroom::add(const Article& article) {
  return std::move(add(std::span(&article, 1)).front());
}

result<Update> Newsroom::remove(const ArticleId& article) {
  Request request;
  request.removed = &article;
  state_->submit(request);
  return std::move(request.updates.front());
}

std::uint64_t Newsroom::generation() const noexcept {
  (void)view();
  return state_->generation;
}

View Newsroom::view() const {
  State& state = *state_;
  if (state.is_stale) {
    bool is_due = false;
    {
      const std::shared_lock guard(state.shown_mutex);
      is_due = SteadyClock::now() - state.shown_at >= state.options.publish_every;
    }
    // If articles are being placed right now, whoever does it will publish.
    const std::unique_lock guard(state.mutex, std::try_to_lock);
    if (is_due && guard.owns_lock() && state.is_stale) state.publish();
  }
  return state.shown_view();
}

View Newsroom::latest() const {
  State& state = *state_;
  const std::lock_guard guard(state.mutex);
  if (state.is_stale) state.publish();
  return state.shown_view();
}

result<EventView> Newsroom::event(EventId id) const {
  (void)view();  // as fresh as it should be
  State& state = *state_;
  if (const auto open = state.shown_event(id)) return *open;
  const auto look = [&](EventId at) -> result<EventView> {
    if (const auto open = state.shown_event(at)) return *open;
    auto found = state.shown_view().event(at);  // knows merged ones
    if (found) return found;
    if (auto closed = state.store.find(at)) return *std::move(closed);
    return found;
  };
  auto found = look(id);
  if (found) return found;
  const EventId now = state.store.resolve(id);
  if (now != id) return look(now);
  // It may have come since: who has its id has seen it be made. What never was waits for nobody.
  if (!state.is_stale || id.number() > state.highest_event) return found;
  const std::lock_guard guard(state.mutex);
  return state.aggregator->event(id);
}

std::vector<EventView> Newsroom::events(const store::ArchiveQuery& query) const {
  (void)view();  // as fresh as it should be
  std::vector<EventView> events = state_->open_events(query);
  std::set<EventId> open;
  for (const EventView& event : events) open.insert(event.id);
  for (EventView& event : state_->store.archived(query)) {
    // One that closed between the two looks is there already.
    if (!open.contains(event.id)) events.push_back(std::move(event));
  }
  std::ranges::sort(events, std::less<>{}, detail::place_of);
  if (events.size() > query.limit) events.resize(query.limit);
  return events;
}

result<std::vector<EventView>> Newsroom::events_titled(std::string_view words,
                                                       const store::ArchiveQuery& query) const {
  constexpr std::size_t articles_an_event = 8;
  const auto hits = state_->store.search(words, query.limit * articles_an_event);
  if (!hits) return hits.error();
  std::vector<EventView> events;
  std::set<EventId> seen;
  for (const store::TitleHit& hit : *hits) {
    if (events.size() == query.limit) break;
    if (!hit.event || !seen.insert(*hit.event).second) continue;
    auto found = event(*hit.event);
    if (found && store::matches(*found, query)) events.push_back(*std::move(found));
  }
  return events;
}

ChangeLog Newsroom::changes_since(std::uint64_t cursor, std::size_t limit) const {
  const State& state = *state_;
  const std::shared_lock guard(state.shown_mutex);
  ChangeLog since;
  since.is_incomplete = cursor < state.changes_begin;
  const std::uint64_t end = state.changes_begin + state.changes.size();
  const std::uint64_t first = std::clamp(cursor, state.changes_begin, end);
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(end - first, limit));
  const auto from =
      state.changes.begin() + static_cast<std::ptrdiff_t>(first - state.changes_begin);
  since.changes.assign(from, from + static_cast<std::ptrdiff_t>(count));
  since.next = first + count;
  return since;
}

void Newsroom::on_change(std::function<void(std::uint64_t)> listener) {
  const std::lock_guard guard(state_->mutex);
  state_->listener = std::move(listener);
}

result<void> Newsroom::snapshot() {
  const std::lock_guard one_at_a_time(state_->snapshot_mutex);
  store::Snapshot snapshot;
  {
    const std::lock_guard guard(state_->mutex);
    snapshot.bytes = state_->aggregator->save();
    snapshot.sequence = state_->last_sequence;
    snapshot.archive_mark = state_->store.archive_mark();
  }
  auto written = state_->store.put_snapshot(snapshot);
  if (!written) return written;
  const std::lock_guard guard(state_->mutex);
  state_->snapshot_sequence = snapshot.sequence;
  return {};
}

result<void> Newsroom::maintain() {
  {
    const std::lock_guard guard(state_->mutex);
    const std::uint64_t since = state_->last_sequence - state_->snapshot_sequence;
    if (since < state_->options.snapshot_every) return {};
  }
  return snapshot();
}

Statistics Newsroom::statistics() const {
  (void)view();  // brings them up to date as well
  const std::shared_lock guard(state_->shown_mutex);
  return state_->shown_statistics;
}

std::optional<Timestamp> Newsroom::watermark() const {
  const std::shared_lock guard(state_->shown_mutex);
  return state_->shown_watermark;
}

const Resumed& Newsroom::resumed() const noexcept { return state_->resumed; }
store::Store& Newsroom::store() noexcept { return state_->store; }
const store::Store& Newsroom::store() const noexcept { return state_->store; }

}  // namespace newsloom::live
