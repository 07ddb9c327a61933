#include "newsloom/store/store.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "store/schema.hpp"
#include "support/folder.hpp"

namespace newsloom::store {
namespace {

using tests::Folder;

Article article(const std::string& id, const std::string& title, const std::string& text = "") {
  Article made;
  made.id = ArticleId(id);
  made.title = title;
  made.text = text;
  return made;
}

Appended append(Store& store, const Article& one) {
  return store.append(std::span(&one, 1)).value().front();
}

std::vector<std::string> log_of(const Store& store, std::uint64_t after = 0) {
  std::vector<std::string> entries;
  store
      .replay(after,
              [&](LogEntry&& entry) {
                if (const auto* added = std::get_if<Article>(&entry.what)) {
                  entries.push_back(added->id.str() + "/" + std::to_string(added->revision));
                } else {
                  entries.push_back("-" + std::get<Removal>(entry.what).article.str());
                }
                return true;
              })
      .value();
  return entries;
}

std::vector<std::string> titles_of(const Store& store, std::string_view query) {
  std::vector<std::string> titles;
  const auto hits = store.search(query, 100).value();
  for (const TitleHit& hit : hits) titles.push_back(hit.title);
  return titles;
}

EventView event(std::uint64_t id, std::optional<int> updated, std::size_t sources = 1) {
  EventView made;
  made.id = EventId(id);
  made.status = EventStatus::closed;
  if (updated) {
    made.date_start = Timestamp{std::chrono::seconds{*updated - 1}};
    made.date_updated = Timestamp{std::chrono::seconds{*updated}};
  }
  made.independent_source_count = sources;
  made.languages = {{id % 2 == 0 ? "en" : "sv", 1}};
  return made;
}

std::vector<std::uint64_t> ids(const std::vector<EventView>& events) {
  std::vector<std::uint64_t> numbers;
  for (const EventView& one : events) numbers.push_back(one.id.number());
  return numbers;
}

TEST_CASE("the same content is known, other content is a revision, in one log") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  const auto first = append(*store, article("a", "one"));
  CHECK_FALSE(first.is_known);
  CHECK(first.revision == 0);
  const auto again = append(*store, article("a", "one"));
  CHECK(again.is_known);
  CHECK(again.sequence == 0);
  const auto second = append(*store, article("a", "two"));
  CHECK(second.revision == 1);
  CHECK(second.sequence > first.sequence);
  CHECK(append(*store, article("a", "one")).revision == 2);  // back again is news, too
  CHECK(log_of(*store) == std::vector<std::string>{"a/0", "a/1", "a/2"});
  CHECK(log_of(*store, first.sequence) == std::vector<std::string>{"a/1", "a/2"});
}

TEST_CASE("what is no article costs the call, and says which one") {
  const Folder folder;
  auto store = Store::open(folder.file("s"), {.max_article_bytes = 100}).value();
  const std::vector<Article> mixed = {article("a", "fine"), article("b", "", "  \n")};
  const auto refused = store->append(mixed);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::missing_content);
  CHECK(refused.error().where.source == "b");
  CHECK(refused.error().where.line == 2);
  CHECK(log_of(*store).empty());
  const Article nameless = article("", "title");
  CHECK(store->append(std::span(&nameless, 1)).error().code == ErrorCode::invalid_argument);
  const Article large = article("c", "t", std::string(101, 'x'));
  CHECK(store->append(std::span(&large, 1)).error().code == ErrorCode::too_large);
}

TEST_CASE("a removed article is hidden at once and erased with the next snapshot") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  append(*store, article("a", "harbour"));
  append(*store, article("a", "harbour closed"));
  const auto at = store->remove(ArticleId("a")).value();
  CHECK(store->find(ArticleId("a")).error().code == ErrorCode::not_found);
  CHECK(store->find(ArticleId("a"), 0).error().code == ErrorCode::not_found);
  CHECK(titles_of(*store, "harbour").empty());
  CHECK(store->remove(ArticleId("a")).error().code == ErrorCode::not_found);
  CHECK(append(*store, article("a", "harbour")).revision == 0);  // a new beginning
  CHECK(log_of(*store) == std::vector<std::string>{"a/0", "a/1", "-a", "a/0"});
  store->put_snapshot({"state", at, store->archive_mark()}).value();
  CHECK(log_of(*store) == std::vector<std::string>{"a/0"});
  CHECK(store->statistics().value().articles == 1);
  store->check().value();
}

TEST_CASE("a revision that is withdrawn leaves the one before") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  append(*store, article("a", "harbour"));
  append(*store, article("a", "airport"));
  store->withdraw(ArticleId("a"), 1).value();
  CHECK(store->find(ArticleId("a")).value().title == "harbour");
  CHECK(titles_of(*store, "harbour").size() == 1);
  CHECK(titles_of(*store, "airport").empty());
  CHECK(store->withdraw(ArticleId("a"), 1).error().code == ErrorCode::not_found);
  store->check().value();
}

TEST_CASE("a sequence is never used twice, not even after the last entry went") {
  const Folder folder;
  std::uint64_t last = 0;
  {
    auto store = Store::open(folder.file("s")).value();
    last = append(*store, article("a", "one")).sequence;
    store->put_snapshot({"state", last, 0}).value();
    store->withdraw(ArticleId("a"), 0).value();
  }
  auto store = Store::open(folder.file("s")).value();
  CHECK(append(*store, article("b", "two")).sequence > last);
}

TEST_CASE("titles are found by words, beginnings, accents aside, latest first") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  append(*store, article("1", "Café owners meet the mayor"));
  append(*store, article("2", "The mayor's café burns"));
  append(*store, article("3", "東京で地震、けが人なし"));
  append(*store, article("4", "น้ำท่วมกรุงเทพ"));
  append(*store, article("5", "Say \"AND\" OR nothing - NEAR(x)"));
  CHECK(titles_of(*store, "cafe mayor") ==
        std::vector<std::string>{"The mayor's café burns", "Café owners meet the mayor"});
  CHECK(titles_of(*store, "CAFÉ own").size() == 1);
  CHECK(titles_of(*store, "own café").empty());  // only the last word may be a beginning
  CHECK(titles_of(*store, "地震").size() == 1);
  CHECK(titles_of(*store, "震地").empty());
  CHECK(titles_of(*store, "กรุงเทพ").size() == 1);
  CHECK(titles_of(*store, "\"AND\" near(x)").size() == 1);
  for (const char* odd : {"", "\"", "*", "()", "-", "a OR", "^x", "title:", "\xff\xfe", "''"}) {
    CAPTURE(odd);
    CHECK(store->search(odd, 10).has_value());
  }
  const auto first = store->search("mayor", 1).value();
  REQUIRE(first.size() == 1);
  const auto next = store->search("mayor", 1, first.front().sequence).value();
  REQUIRE(next.size() == 1);
  CHECK(next.front().article == ArticleId("1"));
}

TEST_CASE("only the newest title of an article is found") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  append(*store, article("a", "Ferry late"));
  append(*store, article("a", "Ferry lost"));
  CHECK(titles_of(*store, "ferry") == std::vector<std::string>{"Ferry lost"});
  CHECK(titles_of(*store, "late").empty());
}

TEST_CASE("an article's event is known before and after it is written, through merges") {
  const Folder folder;
  {
    auto store = Store::open(folder.file("s")).value();
    append(*store, article("a", "ferry"));
    append(*store, article("b", "bridge"));
    CHECK_FALSE(store->event_of(ArticleId("a")).value());
    CHECK(store->event_of(ArticleId("none")).error().code == ErrorCode::not_found);
    const std::vector<std::pair<ArticleId, EventId>> events = {{ArticleId("a"), EventId(5)}};
    store->set_events(events);
    CHECK(store->event_of(ArticleId("a")).value() == EventId(5));
    store->set_alias(EventId(5), EventId(4));
    store->flush().value();
    store->set_alias(EventId(4), EventId(2));
    CHECK(store->resolve(EventId(5)) == EventId(2));
  }
  auto store = Store::open(folder.file("s")).value();
  CHECK(store->event_of(ArticleId("a")).value() == EventId(2));
  CHECK(store->search("ferry", 1).value().front().event == EventId(2));
  CHECK(store->resolve(EventId(9)) == EventId(9));
}

TEST_CASE("the archive goes back to the snapshot, which may lie between two writes of an event") {
  const Folder folder;
  {
    auto store = Store::open(folder.file("s")).value();
    store->put(event(1, 10, 1), "s1");
    store->put(event(2, 20, 1), "s2");
    const std::uint64_t mark = store->archive_mark();
    store->put(event(1, 11, 9), "later");
    store->erase(EventId(2));
    store->put(event(3, 30), "s3");
    store->put_snapshot({"state", 0, mark}).value();
    CHECK(store->find(EventId(1))->independent_source_count == 9);
    CHECK_FALSE(store->find(EventId(2)));
  }
  auto store = Store::open(folder.file("s")).value();
  CHECK(store->snapshot().value()->bytes == "state");
  CHECK_FALSE(store->find(EventId(2)));
  store->rewind_archive().value();
  CHECK(store->find(EventId(1)) == event(1, 10, 1));
  CHECK(store->state(EventId(2)) == "s2");
  CHECK_FALSE(store->find(EventId(3)));
}

TEST_CASE("a large snapshot comes back byte for byte, the newest one only") {
  const Folder folder;
  std::string bytes;
  for (std::uint32_t i = 0; i < 3'000'000; ++i) bytes += static_cast<char>(i * i >> 7U);
  {
    auto store = Store::open(folder.file("s")).value();
    CHECK_FALSE(store->snapshot().value());
    store->put_snapshot({bytes + bytes, 1, 0}).value();
    store->put_snapshot({bytes, 7, 0}).value();
  }
  auto store = Store::open(folder.file("s")).value();
  const auto snapshot = store->snapshot().value();
  REQUIRE(snapshot);
  CHECK(snapshot->bytes == bytes);
  CHECK(snapshot->sequence == 7);
}

TEST_CASE("closed events are listed latest first, page by page, written or waiting") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  store->put(event(1, 100, 3), "");
  store->put(event(2, 300, 1), "");
  store->put(event(3, {}, 2), "");
  store->put(event(6, 300, 2), "");
  store->flush().value();
  store->put(event(4, 200, 2), "");
  store->put(event(1, 150, 3), "");
  store->put(event(5, {}, 2), "");
  CHECK(ids(store->archived({})) == std::vector<std::uint64_t>{2, 6, 4, 1, 3, 5});
  CHECK(ids(store->archived({.min_sources = 2})) == std::vector<std::uint64_t>{6, 4, 1, 3, 5});
  CHECK(ids(store->archived({.language = "en"})) == std::vector<std::uint64_t>{2, 6, 4});
  CHECK(ids(store->archived({.since = Timestamp{std::chrono::seconds{200}}})) ==
        std::vector<std::uint64_t>{2, 6, 4});
  CHECK(ids(store->archived({.until = Timestamp{std::chrono::seconds{199}}})) ==
        std::vector<std::uint64_t>{4, 1});
  std::vector<std::uint64_t> paged;
  ArchiveQuery query{.limit = 1};
  for (auto page = store->archived(query); !page.empty(); page = store->archived(query)) {
    paged.push_back(page.front().id.number());
    query.after = std::pair(page.front().date_updated, page.front().id);
    REQUIRE(paged.size() < 10);
  }
  CHECK(paged == std::vector<std::uint64_t>{2, 6, 4, 1, 3, 5});
}

TEST_CASE("what is old is dropped, but nothing a replay or an open event needs") {
  const Folder folder;
  ManualClock clock{Timestamp{std::chrono::seconds{1000}}};
  auto store = Store::open(folder.file("s"), {.clock = &clock}).value();
  append(*store, article("closed", "one"));
  append(*store, article("open", "two"));
  append(*store, article("never placed", "three"));
  const std::vector<std::pair<ArticleId, EventId>> events = {{ArticleId("closed"), EventId(1)},
                                                             {ArticleId("open"), EventId(2)}};
  store->set_events(events);
  EventView old = event(1, 500);
  old.coverage.resize(1);
  old.coverage.front().article = ArticleId("closed");
  store->put(old, "state");
  clock.set(Timestamp{std::chrono::seconds{2000}});
  append(*store, article("new", "four"));
  const Retention retention{.articles_received_before = Timestamp{std::chrono::seconds{1500}},
                            .events_updated_before = Timestamp{std::chrono::seconds{1500}}};
  CHECK(store->retain(retention).value().articles == 0);  // no snapshot has them
  store->put_snapshot({"state", 4, store->archive_mark()}).value();
  const Dropped dropped = store->retain(retention).value();
  CHECK(dropped.articles == 2);
  CHECK(dropped.events == 1);
  CHECK(store->find(ArticleId("open")).has_value());
  CHECK(store->find(ArticleId("new")).has_value());
  CHECK_FALSE(store->find(ArticleId("closed")).has_value());
  CHECK_FALSE(store->find(EventId(1)));
  store->check().value();
}

TEST_CASE("blobs are kept by kind and key") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  store->put_blob("feed", "a", "1").value();
  store->put_blob("feed", "a", std::string_view("2\0", 2)).value();
  store->put_blob("page", "a", "3").value();
  CHECK(store->blob("feed", "a").value() == std::string("2\0", 2));
  CHECK(store->blob("page", "a").value() == "3");
  CHECK_FALSE(store->blob("page", "b").value());
  store->erase_blob("page", "a").value();
  CHECK_FALSE(store->blob("page", "a").value());
}

TEST_CASE("a store of schema version 1 is brought up to date with its articles") {
  const Folder folder;
  {
    auto connection =
        Connection::open(folder.file("s"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).value();
    migrate(*connection, 1).value();
    CHECK(connection->query_integer("PRAGMA user_version").value() == 1);
    connection
        ->execute(
            "INSERT INTO articles(sequence, id, revision, url, outlet, language, precision, title,"
            " body, about, digest, received)"
            " VALUES(3, 'old', 0, '', '', '', 0, 'Loom in the attic', x'00', x'00', x'00', 5)")
        .value();
    CHECK(Store::open(folder.file("s"), {.read_only = true}).error().code == ErrorCode::read_only);
  }
  auto store = Store::open(folder.file("s")).value();
  CHECK(store->statistics().value().schema_version == schema_version());
  CHECK(titles_of(*store, "attic").size() == 1);
  CHECK(append(*store, article("new", "t")).sequence == 4);
  store->check().value();
}

TEST_CASE("what is no store of ours is refused and left as it is") {
  const Folder folder;
  SUBCASE("another program's database") {
    auto other =
        Connection::open(folder.file("s"), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE).value();
    other->execute("CREATE TABLE bookmarks(url TEXT)").value();
    other.reset();
    const auto refused = Store::open(folder.file("s"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::damaged);
    CHECK(refused.error().where.source == folder.file("s"));
  }
  SUBCASE("a later version") {
    Store::open(folder.file("s")).value().reset();
    Connection::open(folder.file("s"), SQLITE_OPEN_READWRITE)
        .value()
        ->execute("PRAGMA user_version = 99")
        .value();
    const auto refused = Store::open(folder.file("s"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::newer_version);
    CHECK(refused.error().message.find("99") != std::string::npos);
  }
  SUBCASE("noise") {
    std::ofstream(folder.file("s")) << std::string(8192, 'n');
    CHECK(Store::open(folder.file("s")).error().code == ErrorCode::damaged);
  }
  SUBCASE("a folder that is not there") {
    CHECK_FALSE(Store::open(folder.file("none/s")).has_value());
  }
}

TEST_CASE("one writes, others read") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  append(*store, article("a", "one"));
  CHECK(Store::open(folder.file("s")).error().code == ErrorCode::locked);
  auto reader = Store::open(folder.file("s"), {.read_only = true}).value();
  CHECK(reader->find(ArticleId("a")).value().title == "one");
  append(*store, article("b", "two"));
  CHECK(reader->find(ArticleId("b")).value().title == "two");
  const Article more = article("c", "three");
  CHECK(reader->append(std::span(&more, 1)).error().code == ErrorCode::read_only);
  CHECK(reader->put_blob("k", "k", "v").error().code == ErrorCode::read_only);
}

TEST_CASE("at the size limit a write fails, nothing is lost, and room makes it go on") {
  const Folder folder;
  constexpr std::uint64_t limit = 512 * 1024;
  std::vector<std::string> kept;
  {
    auto store = Store::open(folder.file("s"), {.max_bytes = limit}).value();
    std::string noise(20'000, ' ');
    for (int i = 0; i < 1000; ++i) {
      for (std::size_t c = 0; c < noise.size(); ++c) {
        noise[c] =
            static_cast<char>('!' + (c * c * 31 + c / 7 * static_cast<std::size_t>(i + 3)) % 90);
      }
      const Article one = article(std::to_string(i), "title " + std::to_string(i), noise);
      const auto done = store->append(std::span(&one, 1));
      if (!done) {
        CHECK(done.error().code == ErrorCode::disk_full);
        CHECK(done.error().message.find("nothing was changed") != std::string::npos);
        break;
      }
      kept.push_back(std::to_string(i));
    }
    REQUIRE(kept.size() > 3);
    REQUIRE(kept.size() < 1000);
    for (const std::string& id : kept) CHECK(store->find(ArticleId(id)).has_value());
    CHECK(store->statistics().value().articles == kept.size());
    store->check().value();
  }
  auto store = Store::open(folder.file("s")).value();
  CHECK(log_of(*store).size() == kept.size());
  append(*store, article("more", "room"));
  store->check().value();
}

TEST_CASE("a backup is a whole store, and never overwrites") {
  const Folder folder;
  auto store = Store::open(folder.file("s")).value();
  for (int i = 0; i < 100; ++i) append(*store, article(std::to_string(i), "t"));
  store->backup(folder.file("copy")).value();
  CHECK(store->backup(folder.file("copy")).error().code == ErrorCode::already_exists);
  append(*store, article("after", "t"));
  auto copy = Store::open(folder.file("copy")).value();
  CHECK(log_of(*copy).size() == 100);
  copy->check().value();
}

TEST_CASE("options out of range are refused by name") {
  const Folder folder;
  CHECK(Store::open(folder.file("s"), {.compression_level = 20}).error().where.field ==
        "compression_level");
  CHECK(Store::open(folder.file("s"), {.max_readers = 0}).error().where.field == "max_readers");
}

}  // namespace
}  // namespace newsloom::store
