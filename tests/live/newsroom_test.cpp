#include "newsloom/live/newsroom.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "live/stream.hpp"
#include "support/folder.hpp"

namespace newsloom::live {
namespace {

using store::Store;
using tests::Folder;
using tests::stream;
using tests::told;

// What happens to a newsroom and to an aggregator in memory, side by side.
class Oracle {
 public:
  void add(const Article& given) {
    Article article = given;
    const auto known = articles_.find(article.id);
    if (known != articles_.end()) article.revision = known->second + 1;
    const auto update = aggregator_.add(article);
    if (update && !update->is_known_article) articles_[article.id] = update->revision;
  }
  void remove(const ArticleId& id) {
    if (aggregator_.remove(id)) articles_.erase(id);
  }
  [[nodiscard]] std::string told() const { return tests::told(aggregator_, archive_); }
  [[nodiscard]] std::uint64_t changes() const { return aggregator_.changes_since(UINT64_MAX).next; }
  [[nodiscard]] std::vector<Change> log() const { return aggregator_.changes_since(0).changes; }

 private:
  MemoryEventArchive archive_;
  Aggregator aggregator_ = Aggregator::create({}, &archive_).value();
  std::map<ArticleId, std::uint32_t> articles_;
};

std::string told(const Newsroom& newsroom) {
  return tests::told(newsroom.latest(), newsroom.store());
}

TEST_CASE("a newsroom tells what an aggregator in memory tells") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  auto newsroom = Newsroom::open(*store).value();
  Oracle oracle;
  const auto articles = stream(300, 1);
  for (const auto& update : newsroom->add(articles)) REQUIRE(update);
  for (const Article& article : articles) oracle.add(article);
  CHECK(told(*newsroom) == oracle.told());
  CHECK(newsroom->changes_since(0).changes == oracle.log());
  for (const Article& article : articles) {
    const auto event = store->event_of(article.id).value();
    REQUIRE(event);
    const auto view = newsroom->event(*event).value();
    const bool covers = std::ranges::any_of(
        view.coverage, [&](const CoverageRow& row) { return row.article == article.id; });
    CHECK(covers);
  }
}

TEST_CASE("after a restart it is what it would be without, wherever the snapshot was") {
  const auto articles = stream(150, 2);
  for (const std::size_t snapshot_at : {std::size_t{0}, std::size_t{77}, std::size_t{149}}) {
    CAPTURE(snapshot_at);
    const Folder folder;
    Oracle oracle;
    std::uint64_t cursor = 0;
    for (std::size_t begin = 0; begin < articles.size(); begin += 50) {
      auto store = Store::open(folder.file("s")).value();
      auto newsroom = Newsroom::open(*store).value();
      CHECK(told(*newsroom) == oracle.told());
      for (std::size_t i = begin; i < begin + 50; ++i) {
        REQUIRE(newsroom->add(articles[i]));
        oracle.add(articles[i]);
        if (i % 13 == 5) {
          const ArticleId gone = articles[i / 2].id;
          (void)newsroom->remove(gone);
          oracle.remove(gone);
        }
        if (i == snapshot_at) newsroom->snapshot().value();
      }
      cursor = newsroom->changes_since(UINT64_MAX).next;
      CHECK(cursor == oracle.changes());
    }
    auto store = Store::open(folder.file("s")).value();
    auto newsroom = Newsroom::open(*store).value();
    CHECK(newsroom->resumed().had_snapshot);
    CHECK(told(*newsroom) == oracle.told());
    CHECK(newsroom->changes_since(UINT64_MAX).next == cursor);
    store->check().value();
  }
}

TEST_CASE("a copy of the files at any moment opens to what was acknowledged") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  auto newsroom = Newsroom::open(*store, {.snapshot_every = 40}).value();
  Oracle oracle;
  const auto articles = stream(150, 3);
  for (std::size_t i = 0; i < articles.size(); ++i) {
    REQUIRE(newsroom->add(articles[i]));
    oracle.add(articles[i]);
    newsroom->maintain().value();
    if (i % 29 != 0) continue;
    const std::string copy = folder.file("copy" + std::to_string(i));
    store->backup(copy).value();
    auto other_store = Store::open(copy).value();
    auto other = Newsroom::open(*other_store).value();
    CHECK(told(*other) == oracle.told());
  }
}

TEST_CASE("an article that is none costs itself only") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  auto newsroom = Newsroom::open(*store).value();
  auto articles = stream(6, 4);
  articles[1].title = articles[1].text = " ";
  articles[3].id = ArticleId();
  articles[4].id = articles[5].id;
  articles[4].title = articles[4].text = "";
  const auto updates = newsroom->add(articles);
  REQUIRE(updates.size() == 6);
  CHECK(updates[0]);
  CHECK(updates[1].error().code == ErrorCode::missing_content);
  CHECK(updates[2]);
  CHECK(updates[3].error().code == ErrorCode::invalid_argument);
  CHECK_FALSE(updates[4]);
  CHECK(updates[5]);
  CHECK(newsroom->add(articles[5])->is_known_article);
  CHECK(store->statistics().value().articles == 3);
}

TEST_CASE("when the store is full, nothing is placed that is not kept") {
  const Folder folder;
  auto store = Store::open(folder.file("s"), {.max_bytes = 400'000}).value();
  auto newsroom = Newsroom::open(*store).value();
  std::size_t kept = 0;
  bool was_refused = false;
  const auto articles = stream(3000, 5);
  for (std::size_t i = 0; i + 10 <= articles.size() && !was_refused; i += 10) {
    for (const auto& update : newsroom->add(std::span(articles).subspan(i, 10))) {
      kept += update ? 1U : 0U;
      if (update) continue;
      CHECK(update.error().code == ErrorCode::disk_full);
      was_refused = true;
    }
  }
  REQUIRE(was_refused);
  CHECK(kept > 10);
  const std::string before = told(*newsroom);
  CHECK(newsroom->statistics().articles + newsroom->statistics().revisions == kept);
  newsroom.reset();
  store.reset();
  store = Store::open(folder.file("s")).value();
  newsroom = Newsroom::open(*store).value();
  CHECK(told(*newsroom) == before);
  store->check().value();
}

TEST_CASE("a state of other options is refused, or all is made anew on request") {
  const Folder folder;
  const auto articles = stream(60, 6);
  {
    auto store = Store::open(folder.file("s")).value();
    auto newsroom = Newsroom::open(*store).value();
    for (const auto& update : newsroom->add(articles)) REQUIRE(update);
    newsroom->snapshot().value();
  }
  auto store = Store::open(folder.file("s")).value();
  NewsroomOptions options;
  options.aggregator.cluster.join_threshold *= 1.5;
  const auto refused = Newsroom::open(*store, options);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::state_unusable);
  options.rebuild = true;
  auto newsroom = Newsroom::open(*store, options).value();
  CHECK(newsroom->resumed().was_rebuilt);
  CHECK(newsroom->statistics().articles > 0);
  newsroom->snapshot().value();
  newsroom.reset();
  options.rebuild = false;
  CHECK(Newsroom::open(*store, options).has_value());
}

TEST_CASE("events open and closed are listed in one order, page by page") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  auto newsroom = Newsroom::open(*store).value();
  for (const auto& update : newsroom->add(stream(400, 7))) REQUIRE(update);
  (void)newsroom->latest();
  REQUIRE(newsroom->view().size() > 2);
  std::size_t closed = 0;
  store->for_each([&](const EventView&) { return ++closed > 0; });
  REQUIRE(closed > 2);
  const auto all = newsroom->events({.limit = 100'000});
  CHECK(all.size() == newsroom->view().size() + closed);
  std::vector<EventId> paged;
  store::ArchiveQuery query{.limit = 7};
  for (auto page = newsroom->events(query); !page.empty(); page = newsroom->events(query)) {
    for (const EventView& event : page) paged.push_back(event.id);
    query.after = std::pair(page.back().date_updated, page.back().id);
    REQUIRE(paged.size() <= all.size());
  }
  REQUIRE(paged.size() == all.size());
  for (std::size_t i = 0; i < all.size(); ++i) CHECK(paged[i] == all[i].id);
}

TEST_CASE("who listens hears of changes, and finds them") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  auto newsroom = Newsroom::open(*store).value();
  std::uint64_t heard = 0;
  newsroom->on_change([&](std::uint64_t next) { heard = next; });
  const auto articles = stream(3, 8);
  REQUIRE(newsroom->add(articles[0]));
  CHECK(heard == newsroom->changes_since(0).next);
  CHECK(heard > 0);
  const auto log = newsroom->changes_since(0, 1);
  CHECK(log.changes.size() == 1);
  CHECK(log.next == 1);
}

TEST_CASE("an event can be asked for as soon as its id is known, and others cost nothing") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  NewsroomOptions options;
  options.publish_every = std::chrono::hours{1};  // readers see nothing by themselves
  auto newsroom = Newsroom::open(*store, options).value();
  for (const Article& article : stream(20, 9)) {
    const auto update = newsroom->add(article);
    REQUIRE(update);
    const auto event = newsroom->event(update->event);
    REQUIRE(event);
    const auto& rows = event->coverage;
    CHECK(std::ranges::count(rows, article.id, &CoverageRow::article) == 1);
  }
  const std::uint64_t generation = newsroom->generation();
  CHECK(newsroom->event(EventId(999'999)).error().code == ErrorCode::not_found);
  CHECK(newsroom->generation() == generation);  // nothing was made anew for it
  CHECK(newsroom->latest().size() > newsroom->events({.limit = 0}).size());
}

TEST_CASE("events are found by what their articles are titled, each once, as far as they match") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  auto newsroom = Newsroom::open(*store).value();
  for (const auto& update : newsroom->add(stream(120, 4))) REQUIRE(update);
  (void)newsroom->latest();
  const auto found = newsroom->events_titled("about", {.limit = 1'000});
  REQUIRE(found);
  std::set<EventId> ids;
  for (const EventView& event : *found) ids.insert(event.id);
  CHECK(ids.size() == found->size());
  CHECK(found->size() > 3);
  CHECK(newsroom->events_titled("about", {.limit = 2})->size() == 2);
  const auto matching =
      newsroom->events_titled("about", {.min_sources = 3, .limit = 1'000}).value();
  for (const EventView& event : matching) {
    CHECK(event.independent_source_count >= 3);
  }
  CHECK(newsroom->events_titled("nosuchword", {})->empty());
}

}  // namespace
}  // namespace newsloom::live
