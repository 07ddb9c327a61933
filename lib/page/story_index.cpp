#include "newsloom/page/story_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <unordered_map>
#include <utility>

#include "draft.hpp"
#include "names.hpp"
#include "newsloom/text/stem.hpp"
#include "predicates.hpp"
#include "reading.hpp"
#include "text_dates.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t read_articles = 3;
constexpr std::size_t read_bytes = 2'500;
constexpr std::size_t kept_names = 16;
/// Names and events a name that are looked at for one question.
constexpr std::size_t looked_names = 12;
constexpr std::size_t looked_events = 32;
constexpr double names_weight = 0.6;
/// Events from which on how rare a name is can be told.
constexpr std::size_t small_index = 32;

struct Node {
  StoryNode story;
  std::vector<std::uint64_t> names;  // hashes of keys, ascending
  std::vector<std::uint64_t> terms;  // of title and lead, ascending
};

/// An event under a name; undated ones come first.
struct Posting {
  std::int64_t start = std::numeric_limits<std::int64_t>::min();
  std::uint64_t event = 0;
  friend auto operator<=>(const Posting&, const Posting&) = default;
};

std::int64_t seconds_of(const std::optional<Timestamp>& time) {
  return time ? time->time_since_epoch().count() : std::numeric_limits<std::int64_t>::min();
}

}  // namespace

struct StoryIndex::State {
  std::unordered_map<std::uint64_t, Node> nodes;                     // by event
  std::unordered_map<std::uint64_t, std::vector<Posting>> postings;  // by name, ascending
  std::unordered_map<std::uint64_t, std::size_t> events_with;        // by word

  /// What an event more or less tells of a name or word: bits of how rare it is, of those it could
  /// be. 1 for what two events have, 0 for what half of all have; in a small index all count much.
  [[nodiscard]] double rarity(std::size_t events) const {
    const std::size_t all = std::max(nodes.size(), small_index);
    const auto bits = [](std::size_t value) { return static_cast<double>(std::bit_width(value)); };
    constexpr double half = 2;  // bits of 2: what half of all events have
    const double told = bits(all / std::max<std::size_t>(events, 1)) - half;
    return std::clamp(told / (bits(all / 2) - half), 0.0, 1.0);
  }
  [[nodiscard]] double weight(std::uint64_t name) const {
    const auto found = postings.find(name);
    return rarity(found == postings.end() ? 1 : found->second.size());
  }
  [[nodiscard]] double word_weight(std::uint64_t term) const {
    const auto found = events_with.find(term);
    const double weight = rarity(found == events_with.end() ? 1 : found->second);
    return weight * weight;
  }
  [[nodiscard]] double mass(const std::vector<std::uint64_t>& names) const {
    double sum = 0;
    for (const std::uint64_t name : names) sum += weight(name);
    return sum;
  }
  [[nodiscard]] double word_mass(const std::vector<std::uint64_t>& terms) const {
    double sum = 0;
    for (const std::uint64_t term : terms) sum += word_weight(term);
    return sum;
  }
  /// An event that is compared with many: what it weighs is added up once.
  struct Asked {
    const Node& node;
    double words = 0;
    double names = 0;
  };
  [[nodiscard]] Asked ask(const Node& node) const {
    return {node, word_mass(node.terms), mass(node.names)};
  }
  /// Cosine of the words, each by how rare it is.
  [[nodiscard]] double words_alike(const Asked& a, const Node& b) const {
    std::vector<std::uint64_t> shared;
    for (const std::uint64_t term : b.terms) {
      if (std::binary_search(a.node.terms.begin(), a.node.terms.end(), term)) {
        shared.push_back(term);
      }
    }
    if (shared.empty()) return 0;
    const double norm = std::sqrt(a.words * word_mass(b.terms));
    return norm > 0 ? word_mass(shared) / norm : 0;
  }
  /// Shared names, weighted by how rare they are, and shared words. In [0, 1]; 0 for a name only.
  [[nodiscard]] double alike(const Asked& a, const Node& b) const {
    std::vector<std::uint64_t> shared;
    std::set_intersection(a.node.names.begin(), a.node.names.end(), b.names.begin(), b.names.end(),
                          std::back_inserter(shared));
    // What many events name ties no two of them together.
    constexpr double rare = 0.65;
    const bool has_rare_one = std::any_of(
        shared.begin(), shared.end(), [this](std::uint64_t name) { return weight(name) >= rare; });
    if (!has_rare_one) return 0;
    const double words = words_alike(a, b);
    constexpr double some_words = 0.15;
    if (shared.size() == 1 && words < some_words) return 0;
    // Names that half of all events have tell nothing, though they be all there are.
    constexpr double enough = 1.5;
    const double less = std::max(std::min(a.names, mass(b.names)), enough);
    const double names = mass(shared) / less;
    return names_weight * names * std::min<double>(1, 2 * words / some_words) +
           (1 - names_weight) * words;
  }
  /// Calls `use` for each event that shares one of the rarest names and starts in [from, to].
  template <class Use>
  void near(const Node& node, std::int64_t from, std::int64_t to, Use&& use) const {
    std::vector<std::pair<std::size_t, std::uint64_t>> names;
    for (const std::uint64_t name : node.names) {
      const auto found = postings.find(name);
      if (found != postings.end()) names.emplace_back(found->second.size(), name);
    }
    std::sort(names.begin(), names.end());
    if (names.size() > looked_names) names.resize(looked_names);
    std::vector<std::uint64_t> events;
    for (const auto& [count, name] : names) {
      const std::vector<Posting>& list = postings.at(name);
      auto it = std::upper_bound(list.begin(), list.end(),
                                 Posting{to, std::numeric_limits<std::uint64_t>::max()});
      for (std::size_t seen = 0; it != list.begin() && seen < looked_events; ++seen) {
        --it;
        if (it->start < from) break;
        events.push_back(it->event);
      }
    }
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
    for (const std::uint64_t event : events) {
      if (event != node.story.id.number()) use(nodes.at(event));
    }
  }
};

StoryIndex::StoryIndex() : state_(std::make_unique<State>()) {}
StoryIndex::~StoryIndex() = default;
StoryIndex::StoryIndex(StoryIndex&&) noexcept = default;
StoryIndex& StoryIndex::operator=(StoryIndex&&) noexcept = default;

namespace {

/// The passage of the reading that a statement is.
const Passage* passage_of(const PageReading& reading, const Statement& statement) {
  const Segment& segment = statement.segments().front();
  return find_passage(reading, segment.article(), segment.field(), segment.span());
}

/// The one day that a passage names, if it does.
std::optional<Timestamp> day_told(const PageReading& reading, const Passage& passage) {
  if (passage.field != Field::text) return std::nullopt;
  const PageSource& source = reading.source_of(passage);
  const std::vector<NamedDate> dates = find_dates(source.article.text, reading.tokens_of(passage),
                                                  source.language, source.row->published);
  if (dates.size() != 1 || !dates.front().is_day()) return std::nullopt;
  return Timestamp{dates.front().first};
}

}  // namespace

result<void> StoryIndex::put(const EventView& event, const ArticleSource& articles) {
  erase(event.id);
  const PageOptions options;
  auto reading =
      read_page(event, articles, {read_articles, read_bytes, read_articles * read_bytes}, {});
  if (!reading) return reading.error();
  Draft draft(*reading, options);
  EventPage page;
  write_title(draft, page);
  write_happened(draft, page);
  Node node;
  node.story.id = event.id;
  node.story.date_start = event.date_start;
  node.story.date_updated = event.date_updated;
  node.story.language = reading->language;
  node.story.title = page.title;
  if (page.title) {
    if (const Passage* title = passage_of(*reading, *page.title)) {
      node.story.title_terms = title->terms;
    }
  }
  if (!page.whats_happened.empty()) {
    node.story.lead = page.whats_happened.front();
    if (const Passage* lead = passage_of(*reading, *node.story.lead)) {
      node.story.lead_terms = lead->terms;
      node.story.lead_day = day_told(*reading, *lead);
    }
  }
  constexpr double repetition = 0.5;
  if (const Passage* more = best_untold(draft, repetition); more != nullptr) {
    if (auto statement = draft.state(*more)) {
      node.story.more = std::move(*statement);
      node.story.more_terms = more->terms;
    }
  }
  for (const Entity& entity : find_entities(*reading)) {
    if (node.names.size() == kept_names) break;
    node.names.push_back(text::hash_bytes(entity.key));
  }
  const auto note = [&node](const Passage& passage) {
    node.terms.insert(node.terms.end(), passage.terms.begin(), passage.terms.end());
  };
  for (const PageSource& source : reading->sources) {
    if (source.headline) note(*source.headline);
    if (source.passage_count > 0) note(reading->passages[source.first_passage]);
  }
  for (auto* list : {&node.names, &node.terms}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
  }
  const Posting posting{seconds_of(event.date_start), event.id.number()};
  for (const std::uint64_t name : node.names) {
    std::vector<Posting>& list = state_->postings[name];
    list.insert(std::upper_bound(list.begin(), list.end(), posting), posting);
  }
  for (const std::uint64_t term : node.terms) ++state_->events_with[term];
  state_->nodes.emplace(event.id.number(), std::move(node));
  return {};
}

void StoryIndex::erase(EventId id) {
  const auto found = state_->nodes.find(id.number());
  if (found == state_->nodes.end()) return;
  const Posting posting{seconds_of(found->second.story.date_start), id.number()};
  for (const std::uint64_t name : found->second.names) {
    std::vector<Posting>& list = state_->postings[name];
    const auto at = std::lower_bound(list.begin(), list.end(), posting);
    if (at != list.end() && *at == posting) list.erase(at);
    if (list.empty()) state_->postings.erase(name);
  }
  for (const std::uint64_t term : found->second.terms) {
    const auto events = state_->events_with.find(term);
    if (--events->second == 0) state_->events_with.erase(events);
  }
  state_->nodes.erase(found);
}

std::size_t StoryIndex::size() const noexcept { return state_->nodes.size(); }

const StoryNode* StoryIndex::find(EventId id) const {
  const auto found = state_->nodes.find(id.number());
  return found == state_->nodes.end() ? nullptr : &found->second.story;
}

namespace {

std::vector<StoryLink> best_of(std::vector<StoryLink> links, std::size_t count) {
  std::sort(links.begin(), links.end(), [](const StoryLink& a, const StoryLink& b) {
    return a.score != b.score ? a.score > b.score : a.event < b.event;
  });
  if (links.size() > count) links.resize(count);
  return links;
}

}  // namespace

std::vector<StoryLink> StoryIndex::earlier(EventId event, std::size_t count,
                                           const BackgroundOptions& options) const {
  const auto found = state_->nodes.find(event.number());
  if (found == state_->nodes.end() || !found->second.story.date_start) return {};
  const Node& node = found->second;
  const std::int64_t start = seconds_of(node.story.date_start);
  const std::int64_t oldest = start - std::chrono::seconds(options.max_age).count();
  const State::Asked asked = state_->ask(node);
  std::vector<StoryLink> links;
  state_->near(node, oldest, start - 1, [&](const Node& other) {
    const double score = state_->alike(asked, other);
    if (score >= options.min_link) links.push_back({other.story.id, score});
  });
  return best_of(std::move(links), count);
}

std::vector<StoryLink> StoryIndex::related(EventId event, std::size_t count,
                                           std::chrono::days period, double min_score) const {
  const auto found = state_->nodes.find(event.number());
  if (found == state_->nodes.end() || !found->second.story.date_start) return {};
  const Node& node = found->second;
  const std::int64_t start = seconds_of(node.story.date_start);
  const std::int64_t reach = std::chrono::seconds(period).count();
  const State::Asked asked = state_->ask(node);
  std::vector<StoryLink> links;
  state_->near(node, start - reach, start + reach, [&](const Node& other) {
    const double score = state_->alike(asked, other);
    if (score >= min_score) links.push_back({other.story.id, score});
  });
  return best_of(std::move(links), count);
}

std::vector<EventId> StoryIndex::with_name(std::string_view name, std::size_t count) const {
  std::vector<EventId> events;
  const auto found = state_->postings.find(text::hash_bytes(name_key(name)));
  if (found == state_->postings.end()) return events;
  for (auto it = found->second.rbegin(); it != found->second.rend() && events.size() < count;
       ++it) {
    events.emplace_back(it->event);
  }
  return events;
}

}  // namespace newsloom::page
