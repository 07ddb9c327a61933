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
  CoverageRow row;
  EventId event;
  std::size_t arrival = 0;
};

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
      follow(changes);
    } else {
      aggregator_ = Aggregator::load(aggregator_.save(), options(), &archive_).value();
    }
    ++steps_;
  }

  // Articles that other articles' arrival moved, and ids that lead elsewhere now.
  void follow(const std::vector<Change>& changes) {
    for (const Change& change : changes) {
      if (const auto* split = std::get_if<EventSplit>(&change)) {
        if (!events_.contains(split->into)) REQUIRE(used_.insert(split->into).second);
        events_.insert(split->into);
        for (const ArticleId& id : split->articles) {
          if (!entries_.contains(id)) continue;  // the arriving one, entered afterwards
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
      article.text =
          texts_[random_() % texts_.size()] + " Added " + std::to_string(random_()) + ".";
    } else {
      const auto story = random_() % 20;
      for (int word = 0; word < 45; ++word) {
        article.text += word % 2 == 0
                            ? "word" + std::to_string(story) + "x" + std::to_string(random_() % 9)
                            : "common" + std::to_string(random_() % 150);
        article.text += ' ';
      }
      texts_.push_back(article.text);
      if (texts_.size() > 8) texts_.erase(texts_.begin());
    }
    article.title = "Title " + std::to_string(random_() % 50);
    return article;
  }

  void add() { place(make(ArticleId("a" + std::to_string(next_id_++)))); }

  void revise() { place(make(any())); }

  void place(const Article& article) {
    const auto placed = aggregator_.add(article);
    REQUIRE(placed.has_value());
    const Update& update = *placed;
    changes_ += update.changes.size();
    const auto old = entries_.find(article.id);
    REQUIRE(update.is_revision == (old != entries_.end()));
    if (old != entries_.end()) forget(old->second);
    if (update.is_new_event) REQUIRE(used_.insert(update.event).second);  // an id is used once
    events_.insert(update.event);
    follow(update.changes);
    Entry entry;
    entry.event = update.event;
    entry.arrival = next_arrival_++;
    // Outlet, language and the original are attribution's and the text's to say, here taken over.
    const EventView view = aggregator_.event(update.event).value();
    const auto row = std::ranges::find(view.coverage, article.id, &CoverageRow::article);
    REQUIRE(row != view.coverage.end());
    entry.row = *row;
    REQUIRE(entry.row.revision == update.revision);
    REQUIRE(entry.row.published == article.published);
    if (entry.row.copy_of) REQUIRE(entries_.at(*entry.row.copy_of).event == entry.event);
    entries_.insert_or_assign(article.id, entry);
  }

  void remove() {
    const ArticleId id = any();
    const auto removed = aggregator_.remove(id);
    REQUIRE(removed.has_value());
    changes_ += removed->changes.size();
    forget(entries_.at(id));
  }

  // The earliest copy is the original of the others now.
  void forget(const Entry& gone) {
    const ArticleId id = gone.row.article;
    std::vector<Entry*> copies;
    for (auto& [other, entry] : entries_) {
      if (entry.row.copy_of == id) copies.push_back(&entry);
    }
    std::ranges::sort(copies, {}, &Entry::arrival);
    for (Entry* copy : copies) {
      copy->row.copy_of.reset();
      if (copy != copies.front()) copy->row.copy_of = copies.front()->row.article;
    }
    entries_.erase(id);
  }

  ArticleId any() {
    auto entry = entries_.begin();
    std::advance(entry, static_cast<std::ptrdiff_t>(random_() % entries_.size()));
    return entry->first;
  }

  static void check_view(const EventView& view, std::vector<const Entry*> members) {
    std::ranges::sort(members, {}, &Entry::arrival);
    std::vector<CoverageRow> rows;
    for (const Entry* member : members) rows.push_back(member->row);
    const auto expected = attribution::attribute_coverage(std::move(rows));
    REQUIRE(view.coverage.size() == expected.rows.size());
    for (std::size_t i = 0; i < expected.rows.size(); ++i) {
      CoverageRow row = view.coverage[i];
      row.similarity = expected.rows[i].similarity;  // the features' to say
      REQUIRE(row == expected.rows[i]);
    }
    REQUIRE(view.first_report == expected.first_report);
    REQUIRE(view.date_updated == expected.date_updated);
    REQUIRE(view.independent_source_count == expected.independent_source_count);
    REQUIRE(view.languages == expected.languages);
  }

  std::mt19937 random_;
  MemoryEventArchive archive_;
  Aggregator aggregator_;
  std::map<ArticleId, Entry> entries_;
  std::set<EventId> used_;
  std::set<EventId> events_;   // ever seen
  std::set<EventId> aliases_;  // of events merged into others
  std::size_t merges_ = 0;
  std::vector<std::string> texts_;
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
