#include "newsloom/aggregator.hpp"

#include <algorithm>
#include <utility>

#include "pipeline.hpp"
#include "state.hpp"

namespace newsloom {
namespace {

constexpr double q15 = 32768.0;
constexpr std::size_t longest_shared_list = 12;  // of terms in an explanation
constexpr std::size_t progress_every = 256;      // articles

double fraction(std::uint32_t value) { return std::min(1.0, value / q15); }

Neighbour neighbour_of(const cluster::Candidate& candidate) {
  Neighbour neighbour;
  neighbour.event = candidate.event;
  neighbour.score = fraction(candidate.score);
  neighbour.words = fraction(candidate.cosines[static_cast<std::size_t>(cluster::View::words)]);
  neighbour.names = fraction(candidate.cosines[static_cast<std::size_t>(cluster::View::names)]);
  neighbour.time = fraction(candidate.time);
  return neighbour;
}

Error not_found(const std::string& what) {
  return {ErrorCode::not_found, "there is no " + what, {what, {}, {}, {}}};
}

std::vector<EventView> select(const std::map<EventId, std::shared_ptr<const EventRecord>>& events,
                              const EventQuery& query,
                              const attribution::CoverageOptions& coverage) {
  std::vector<EventView> found;
  for (const auto& [id, record] : events) {
    if (may_match(*record, query)) found.push_back(view_of(*record, EventStatus::open, coverage));
  }
  return select_events(std::move(found), query);
}

// Terms both articles have, by the product of their weights, spelled as in the first.
std::vector<std::string> shared_terms(const cluster::SparseVector& a,
                                      const cluster::SparseVector& b,
                                      const std::vector<cluster::TermCount>& counted,
                                      const Article& article, text::Analyzer& analyzer) {
  std::vector<std::pair<std::uint64_t, cluster::Term>> shared;  // weight, term
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a.terms()[i] == b.terms()[j]) {
      shared.emplace_back(std::uint64_t{a.weights()[i]} * b.weights()[j], a.terms()[i]);
    }
    const bool step_a = a.terms()[i] <= b.terms()[j];
    const bool step_b = b.terms()[j] <= a.terms()[i];
    if (step_a) ++i;
    if (step_b) ++j;
  }
  std::sort(shared.begin(), shared.end(), [](const auto& x, const auto& y) {
    return x.first != y.first ? x.first > y.first : x.second < y.second;
  });
  if (shared.size() > longest_shared_list) shared.resize(longest_shared_list);
  std::vector<std::string> words;
  for (const auto& [weight, term] : shared) {
    const auto found = std::ranges::find(counted, term, [](const cluster::TermCount& count) {
      return cluster::term_of(count.hash);
    });
    if (found == counted.end()) continue;
    std::string word = analyzer.spelled(article.title, article.text, article.language, found->hash);
    if (!word.empty()) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

result<EventView> View::event(EventId id) const {
  if (state_) {
    const auto alias = state_->aliases.find(id);
    const auto found = state_->events.find(alias == state_->aliases.end() ? id : alias->second);
    if (found != state_->events.end()) {
      return view_of(*found->second, EventStatus::open, state_->coverage);
    }
  }
  return not_found("open event " + id.str());
}

std::vector<EventView> View::events(const EventQuery& query) const {
  return state_ ? select(state_->events, query, state_->coverage) : std::vector<EventView>{};
}

std::size_t View::size() const noexcept { return state_ ? state_->events.size() : 0; }

Aggregator::Aggregator(std::unique_ptr<State> state) : state_(std::move(state)) {}
Aggregator::~Aggregator() = default;
Aggregator::Aggregator(Aggregator&&) noexcept = default;
Aggregator& Aggregator::operator=(Aggregator&&) noexcept = default;

result<Aggregator> Aggregator::create(const Options& options, EventArchive* archive) {
  if (options.earliest_date > options.latest_date) {
    return Error{ErrorCode::invalid_argument,
                 "earliest_date is after latest_date",
                 {{}, {}, {}, "earliest_date"}};
  }
  auto outlets = attribution::OutletResolver::create(options.outlets);
  if (!outlets) return outlets.error();
  return Aggregator(std::make_unique<State>(options, *std::move(outlets), archive));
}

result<Update> Aggregator::add(const Article& article) {
  auto updates = add(std::span(&article, 1));
  return std::move(updates.front());
}

std::vector<result<Update>> Aggregator::add(std::span<const Article> articles,
                                            const ProgressCallback& progress) {
  State& state = *state_;
  std::vector<result<Update>> updates;
  updates.reserve(articles.size());
  // One article is not worth waking anybody for.
  Executor& executor = state.options.executor != nullptr && articles.size() > 1
                           ? *state.options.executor
                           : state.inline_executor;
  OrderedPipeline pipeline(executor, articles.size());
  while (state.workers.size() < executor.width()) {
    state.workers.emplace_back(state.options.analysis);
  }
  if (state.prepared.size() < pipeline.window()) state.prepared.resize(pipeline.window());
  const std::vector<char> is_new = state.find_new(articles);
  const auto tells_progress = [&](std::size_t item) {
    const std::size_t done = item + 1;
    return progress && (done % progress_every == 0 || done == articles.size());
  };
  const bool cancelled_at_once = progress && !progress({0, articles.size()});
  if (!cancelled_at_once) {
    pipeline.run(
        [&](std::size_t worker, std::size_t item, std::size_t place) {
          state.prepare(state.workers[worker], articles[item], state.prepared[place]);
        },
        [&](std::size_t item, std::size_t place) {
          if (is_new[item] != 0) state.weigh_new(state.prepared[place]);
        },
        [&](std::size_t item, std::size_t place) {
          if (is_new[item] != 0) state.decide_new(articles[item], state.prepared[place]);
          return !tells_progress(item) || progress({item + 1, articles.size()});
        },
        [&](std::size_t item, std::size_t place) {
          Prepared& prepared = state.prepared[place];
          updates.push_back(is_new[item] != 0
                                ? result<Update>(state.place_new(articles[item], prepared))
                                : state.place(articles[item], prepared));
          if (updates.back()) state.remember(updates.back()->changes);
        },
        [&](std::size_t item) { return is_new[item] == 0 || tells_progress(item); });
  }
  while (updates.size() < articles.size()) {
    updates.emplace_back(Error{ErrorCode::cancelled, "cancelled before this article", {}});
  }
  return updates;
}

result<Update> Aggregator::remove(const ArticleId& article) {
  auto update = state_->remove(article);
  if (update) state_->remember(update->changes);
  return update;
}

std::vector<Change> Aggregator::maintain(std::size_t max_operations) {
  std::vector<Change> changes = state_->maintain(max_operations);
  state_->remember(changes);
  return changes;
}

result<Update> Aggregator::classify(const Article& article) const {
  Worker worker(state_->options.analysis);
  Prepared prepared;
  state_->prepare(worker, article, prepared);
  if (prepared.analysis.tokens == 0) {
    return Error{ErrorCode::missing_content, "the article has no words", {}};
  }
  const cluster::Decision decision = state_->decide(prepared);
  return update_of(decision, article.id);
}

result<std::vector<Neighbour>> Aggregator::nearest(const Article& article,
                                                   std::size_t count) const {
  Worker worker(state_->options.analysis);
  Prepared prepared;
  state_->prepare(worker, article, prepared);
  if (prepared.analysis.tokens == 0) {
    return Error{ErrorCode::missing_content, "the article has no words", {}};
  }
  cluster::OnlineClusterer::Scratch scratch;
  std::vector<Neighbour> neighbours;
  for (const auto& candidate :
       state_->clusterer.nearest(state_->statistics.weigh(prepared.terms), count, scratch)) {
    neighbours.push_back(neighbour_of(candidate));
  }
  return neighbours;
}

result<Explanation> Aggregator::explain(const Article& article, const Article& other) const {
  Worker worker(state_->options.analysis);
  Prepared first;
  Prepared second;
  state_->prepare(worker, article, first);
  state_->prepare(worker, other, second);
  if (first.analysis.tokens == 0 || second.analysis.tokens == 0) {
    return Error{ErrorCode::missing_content, "an article without words has no reasons", {}};
  }
  const cluster::Decision decision = state_->decide(first);
  const auto a = state_->statistics.weigh(first.terms);
  const auto b = state_->statistics.weigh(second.terms);
  Explanation why;
  why.score = fraction(decision.score);
  why.required = fraction(decision.required);
  for (const auto& candidate : decision.candidates)
    why.neighbours.push_back(neighbour_of(candidate));
  constexpr auto words = static_cast<std::size_t>(cluster::View::words);
  constexpr auto names = static_cast<std::size_t>(cluster::View::names);
  why.shared_words = shared_terms(a.views[words], b.views[words], first.terms.views[words], article,
                                  worker.analyzer);
  why.shared_names = shared_terms(a.views[names], b.views[names], first.terms.views[names], article,
                                  worker.analyzer);
  return why;
}

result<EventId> Aggregator::event_of(const ArticleId& article) const {
  const auto found = state_->known.find(article);
  if (found == state_->known.end()) return not_found("article \"" + article.str() + "\"");
  return found->second.event;
}

result<EventId> Aggregator::resolve(EventId id) const {
  const EventId event = state_->resolve(id);
  const bool is_known = state_->open.contains(event) || event != id ||
                        (state_->archive != nullptr && state_->archive->find(event));
  if (!is_known) return not_found("event " + id.str());
  return event;
}

result<EventView> Aggregator::event(EventId given) const {
  const EventId id = state_->resolve(given);
  const auto found = state_->open.find(id);
  if (found != state_->open.end())
    return view_of(*found->second, EventStatus::open, state_->options.coverage);
  if (state_->archive != nullptr) {
    if (auto closed = state_->archive->find(id)) return *std::move(closed);
  }
  return not_found("event " + given.str());
}

std::vector<EventView> Aggregator::events(const EventQuery& query) const {
  return snapshot().events(query);
}

View Aggregator::snapshot() const {
  auto state = std::make_shared<View::State>();
  state->events = {state_->open.begin(), state_->open.end()};
  for (const auto& [id, record] : state->events) {
    for (const EventId alias : record->aliases) state->aliases.emplace(alias, id);
  }
  state->coverage = state_->options.coverage;
  View view;
  view.state_ = std::move(state);
  return view;
}

ChangeLog Aggregator::changes_since(std::uint64_t cursor, std::size_t limit) const {
  const State& state = *state_;
  ChangeLog since;
  since.is_incomplete = cursor < state.log_begin;
  const std::uint64_t end = state.log_begin + state.log.size();
  const std::uint64_t first = std::clamp(cursor, state.log_begin, end);
  const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(end - first, limit));
  const auto from = state.log.begin() + static_cast<std::ptrdiff_t>(first - state.log_begin);
  since.changes.assign(from, from + static_cast<std::ptrdiff_t>(count));
  since.next = first + count;
  return since;
}

Statistics Aggregator::statistics() const {
  Statistics now = state_->counters;
  now.active_events = state_->clusterer.active_events();
  now.active_articles = state_->clusterer.active_articles();
  now.event_memory = state_->clusterer.memory();
  now.memory = now.event_memory + state_->statistics.memory() + state_->reuse.memory();
  return now;
}

std::optional<Timestamp> Aggregator::watermark() const noexcept {
  return state_->clusterer.watermark();
}

}  // namespace newsloom
