// Thousands of operations in random order, against an oracle that knows only the log: which article
// is in which event, with which text, told by the updates.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"
#include "newsloom/attribution/coverage.hpp"

namespace {

using namespace newsloom;

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

// What the log says of one article.
struct Entry {
  CoverageRow row;  // as it was placed; what later evidence changes is left out of comparisons
  EventId event;
  std::size_t arrival = 0;
  std::size_t text = 0;            // articles of one number have the same text, but for an end
  std::set<std::size_t> compared;  // with these it was compared for certain, at its arrival
  Role told = Role::report;        // by the updates
};

// Whose text it is, by the dates, else by arrival.
bool is_source(const Entry& a, const Entry& of) {
  const auto before = [](const CoverageRow& x, const CoverageRow& y) {
    return x.published && y.published && *x.published < *y.published &&
           *y.published - *x.published >= uncertainty(x.precision);
  };
  if (before(a.row, of.row)) return true;
  if (before(of.row, a.row)) return false;
  return a.arrival < of.arrival;
}

class World {
 public:
  explicit World(unsigned seed) : random_(seed), aggregator_(fresh()) {}

  void step() {
    const auto what = random_() % 100;
    if (what < 60 || entries_.empty()) {
      add();
    } else if (what < 75) {
      revise();
    } else if (what < 90) {
      remove();
    } else if (what < 94) {
      const auto changes = aggregator_.maintain(random_() % 8);
      changes_ += changes.size();
      hear(changes);
    } else {
      aggregator_ = Aggregator::load(aggregator_.save(), options(), &archive_).value();
    }
    ++steps_;
  }

  [[nodiscard]] std::size_t merges() const { return merges_; }

  void check() const {
    for (const EventId alias : aliases_) {
      const auto event = aggregator_.resolve(alias);
      if (!event) continue;  // its event's last article was removed
      const auto view = aggregator_.event(alias);
      REQUIRE(view.has_value());
      REQUIRE(view->id == *event);
      REQUIRE(std::ranges::binary_search(view->aliases, alias));
    }
    std::map<EventId, std::vector<const Entry*>> events;
    for (const auto& [id, entry] : entries_) {
      events[entry.event].push_back(&entry);
      REQUIRE(aggregator_.event_of(id).value() == entry.event);
    }
    std::size_t seen = 0;
    const auto check_event = [&](const EventView& view) {
      ++seen;
      const auto found = events.find(view.id);
      REQUIRE(found != events.end());
      check_view(view, found->second);
    };
    for (const EventView& view : aggregator_.events()) check_event(view);
    archive_.for_each([&](const EventView& view) {
      check_event(view);
      return true;
    });
    REQUIRE(seen == events.size());
    // Cursors go on over save and load, and the log ends where it should.
    REQUIRE(aggregator_.changes_since(changes_).changes.empty());
    REQUIRE(aggregator_.changes_since(changes_).next == changes_);
  }

 private:
  static Options options() {
    Options options;
    options.cluster.max_active_events = 12;  // so that events close and live in the archive
    return options;
  }
  Aggregator fresh() { return Aggregator::create(options(), &archive_).value(); }

  Article make(const ArticleId& id) {
    Article article;
    article.id = id;
    article.outlet =
        random_() % 12 == 0 ? "" : "paper" + std::to_string(random_() % 6) + ".example";
    article.language = random_() % 4 == 0 ? "de" : "en";
    if (random_() % 8 != 0) {
      article.published = start + std::chrono::minutes{steps_ + random_() % 200};
      article.precision = random_() % 5 == 0 ? DatePrecision::day : DatePrecision::minute;
    }
    if (random_() % 3 == 0 && !texts_.empty()) {
      const std::size_t which = random_() % texts_.size();
      text_ = text_numbers_[which];
      article.text = texts_[which] + " Added " + std::to_string(random_()) + ".";
    } else {
      const auto story = random_() % 20;
      for (int word = 0; word < 45; ++word) {
        article.text += word % 2 == 0
                            ? "word" + std::to_string(story) + "x" + std::to_string(random_() % 9)
                            : "common" + std::to_string(random_() % 150);
        article.text += ' ';
      }
      texts_.push_back(article.text);
      text_numbers_.push_back(next_text_++);
      if (texts_.size() > 8) {
        texts_.erase(texts_.begin());
        text_numbers_.erase(text_numbers_.begin());
      }
      text_ = text_numbers_.back();
    }
    article.title = "Title " + std::to_string(random_() % 50);
    return article;
  }

  void add() { place(make(ArticleId("a" + std::to_string(next_id_++)))); }

  void revise() { place(make(any())); }

  void place(const Article& article) {
    std::set<std::size_t> compared = compared_with(article.id);
    const auto placed = aggregator_.add(article);
    REQUIRE(placed.has_value());
    const Update& update = *placed;
    changes_ += update.changes.size();
    const auto old = entries_.find(article.id);
    const bool was_known = old != entries_.end();
    REQUIRE(update.is_revision == was_known);
    if (old != entries_.end()) entries_.erase(old);
    if (update.is_new_event) REQUIRE(used_.insert(update.event).second);  // an id is used once
    events_.insert(update.event);
    Entry& entry = entries_[article.id];
    entry.event = update.event;
    entry.arrival = next_arrival_++;
    hear(update.changes);
    // Outlet, language and the original are attribution's and the text's to say, here taken over.
    const EventView view = aggregator_.event(update.event).value();
    const auto row = std::ranges::find(view.coverage, article.id, &CoverageRow::article);
    REQUIRE(row != view.coverage.end());
    entry.row = *row;
    entry.told = row->role;
    entry.text = text_;
    entry.compared = std::move(compared);
    REQUIRE(entry.row.revision == update.revision);
    REQUIRE(entry.row.published == article.published);
    check_row(*row, entry, true);
  }

  // Up to eight open articles of one text are all compared with a new one.
  [[nodiscard]] std::set<std::size_t> compared_with(const ArticleId& article) const {
    std::set<std::size_t> same;
    for (const auto& [id, other] : entries_) {
      const bool is_open = !closed_.contains(other.event);
      if (other.text == text_ && is_open && id != article) same.insert(other.arrival);
    }
    constexpr std::size_t all_seen = 8;
    return same.size() <= all_seen ? same : std::set<std::size_t>();
  }

  // What the log says, in its order: roles told, articles that others' arrival moved, ids that
  // lead elsewhere now.
  void hear(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
      if (const auto* closed = std::get_if<EventClosed>(&change)) {
        closed_.insert(closed->event);
      } else if (const auto* told = std::get_if<ArticleReattributed>(&change)) {
        REQUIRE(entries_.at(told->article).event == told->event);
        entries_.at(told->article).told = told->role;
      } else if (const auto* split = std::get_if<EventSplit>(&change)) {
        if (!events_.contains(split->into)) REQUIRE(used_.insert(split->into).second);
        events_.insert(split->into);
        for (const ArticleId& id : split->articles) {
          REQUIRE(entries_.at(id).event == split->from);
          entries_.at(id).event = split->into;
        }
      } else if (const auto* merged = std::get_if<EventsMerged>(&change)) {
        for (auto& [id, entry] : entries_) {
          if (entry.event == merged->from) entry.event = merged->into;
        }
        REQUIRE(aliases_.insert(merged->from).second);  // an id goes once
        ++merges_;
      }
    }
  }

  void remove() {
    const ArticleId id = any();
    const auto removed = aggregator_.remove(id);
    REQUIRE(removed.has_value());
    changes_ += removed->changes.size();
    entries_.erase(id);
    hear(removed->changes);
  }

  ArticleId any() {
    auto entry = entries_.begin();
    std::advance(entry, static_cast<std::ptrdiff_t>(random_() % entries_.size()));
    return entry->first;
  }

  void check_view(const EventView& view, std::vector<const Entry*> members) const {
    std::ranges::sort(members, {}, &Entry::arrival);
    std::vector<CoverageRow> rows;
    for (const Entry* member : members) {
      const auto row = std::ranges::find(view.coverage, member->row.article, &CoverageRow::article);
      REQUIRE(row != view.coverage.end());
      check_row(*row, *member, view.status == EventStatus::open);
      rows.push_back(*row);
      rows.back().why = {"nobody reads this"};
    }
    const auto expected = attribution::attribute_coverage(std::move(rows));
    REQUIRE(view.coverage == expected.rows);
    REQUIRE(view.first_report == expected.first_report);
    REQUIRE(view.date_updated == expected.date_updated);
    REQUIRE(view.independent_source_count == expected.independent_source_count);
    REQUIRE(view.languages == expected.languages);
  }

  void check_row(const CoverageRow& row, const Entry& entry, bool is_open) const {
    CoverageRow without = entry.row;
    without.copy_of = row.copy_of;
    without.is_own_text = row.is_own_text;
    without.order = row.order;
    without.copied_share = row.copied_share;
    without.source_share = row.source_share;
    without.role = row.role;
    without.why = row.why;
    without.similarity = row.similarity;
    REQUIRE(row == without);
    REQUIRE(row.role == entry.told);
    const auto original = row.copy_of ? entries_.find(*row.copy_of) : entries_.end();
    if (original != entries_.end()) {
      REQUIRE(original->second.text == entry.text);
      if (is_open) REQUIRE(is_source(original->second, entry));
    }
    if (!is_open || row.copy_of) return;
    for (const auto& [id, other] : entries_) {
      const bool compared =
          entry.compared.contains(other.arrival) || other.compared.contains(entry.arrival);
      if (compared) REQUIRE_FALSE(is_source(other, entry));
    }
  }

  std::mt19937 random_;
  MemoryEventArchive archive_;
  Aggregator aggregator_;
  std::map<ArticleId, Entry> entries_;
  std::set<EventId> used_;
  std::set<EventId> events_;   // ever seen
  std::set<EventId> aliases_;  // of events merged into others
  std::size_t merges_ = 0;
  std::set<EventId> closed_;
  std::vector<std::string> texts_;
  std::vector<std::size_t> text_numbers_;  // of `texts_`
  std::size_t next_text_ = 0;
  std::size_t text_ = 0;  // of the article made last
  std::size_t steps_ = 0;
  std::size_t next_id_ = 0;
  std::size_t next_arrival_ = 0;
  std::uint64_t changes_ = 0;
};

TEST_SUITE("aggregator interleaving") {
  TEST_CASE("add, revise, remove, maintain, save and load in any order agree with the log") {
    for (const unsigned seed : {1U, 2U, 3U, 4U, 5U}) {
      CAPTURE(seed);
      World world(seed);
      for (int step = 0; step < 2000; ++step) {
        CAPTURE(step);
        world.step();
        if (step % 20 == 0) world.check();
      }
      world.check();
      CHECK(world.merges() > 0);
    }
  }
}

}  // namespace
