// One suite for every implementation of the interfaces: in memory, and in the store.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "newsloom/article.hpp"
#include "newsloom/event.hpp"
#include "newsloom/store/store.hpp"
#include "support/folder.hpp"

namespace newsloom {
namespace {

struct InMemory {
  MemoryArticleSource articles;
  MemoryEventArchive events;
  void put(const Article& article) { articles.put(article); }
  [[nodiscard]] const ArticleSource& source() const { return articles; }
  [[nodiscard]] EventArchive& archive() { return events; }
};

struct InStore {
  tests::Folder folder;
  std::unique_ptr<store::Store> opened = store::Store::open(folder.file("store")).value();
  void put(const Article& article) { REQUIRE(opened->append(std::span(&article, 1))); }
  [[nodiscard]] const ArticleSource& source() const { return *opened; }
  [[nodiscard]] EventArchive& archive() { return *opened; }
};

// Written to the disk and read by another connection, as after a restart.
struct InReopenedStore : InStore {
  [[nodiscard]] const ArticleSource& source() {
    reopen();
    return *opened;
  }
  [[nodiscard]] EventArchive& archive() {
    reopen();
    return *opened;
  }
  void reopen() {
    opened.reset();
    opened = store::Store::open(folder.file("store")).value();
  }
};

Article article(std::string id, std::uint32_t revision, std::string title) {
  Article made;
  made.id = ArticleId(std::move(id));
  made.revision = revision;
  made.url = "https://harbourpost.example/" + title;
  made.outlet = "The Harbour Post";
  made.language = "en-GB";
  made.published = Timestamp{std::chrono::seconds{1'772'000'000}};
  made.precision = DatePrecision::minute;
  made.text =
      "Bytes \xE2\x80\x9Cin quotes\xE2\x80\x9D stay, and so does a NUL: " + std::string(1, '\0') +
      std::string(500, 'x');
  made.title = std::move(title);
  made.modified = Timestamp{std::chrono::seconds{-1}};
  made.fetched = Timestamp{std::chrono::seconds{9}};
  made.authors = {"Ada Weaver", "", "B. Loom"};
  made.section = "World";
  made.categories = {"ferries"};
  made.image = "https://harbourpost.example/a.jpg";
  made.credit = "A Wire";
  made.free_to_read = false;
  made.source = "feed.xml";
  return made;
}

EventView event(std::uint64_t number, std::size_t outlets) {
  EventView made;
  made.id = EventId(number);
  made.aliases = {EventId(number + 100), EventId(number + 101)};
  made.status = EventStatus::closed;
  CoverageRow row;
  row.article = ArticleId("a");
  row.revision = 3;
  row.outlet = "harbourpost.example";
  row.family = "harbour";
  row.language = "en";
  row.published = Timestamp{std::chrono::seconds{5}};
  row.precision = DatePrecision::day;
  row.role = Role::copy;
  row.copy_of = ArticleId("b");
  row.genre = Genre::opinion;
  row.is_newsroom = false;
  row.credit = "wire.example";
  row.credit_family = "wire";
  row.is_own_text = true;
  row.order = OrderBasis::published;
  row.copied_share = 700;
  row.source_share = 650;
  row.why = {"as dated", "as credited"};
  row.similarity = 0.25;
  made.coverage = {row, CoverageRow{}};
  made.date_start = Timestamp{std::chrono::seconds{5}};
  made.date_updated = Timestamp{std::chrono::seconds{-7}};
  made.first_report = ArticleId("b");
  made.representative = ArticleId("a");
  made.languages = {{"en", 2}, {"sv", 1}};
  made.outlet_count = outlets;
  made.family_count = 2;
  made.independent_source_count = 1;
  return made;
}

TEST_CASE_TEMPLATE("articles are found as they were put, byte for byte", Where, InMemory, InStore,
                   InReopenedStore) {
  Where where;
  const Article whole = article("a", 0, "first");
  where.put(whole);
  Article bare;
  bare.id = ArticleId("bare");
  bare.title = "only a title";
  where.put(bare);
  CHECK(where.source().find(ArticleId("a")).value() == whole);
  CHECK(where.source().find(ArticleId("bare")).value() == bare);
}

TEST_CASE_TEMPLATE("the newest revision is found unless one is asked for", Where, InMemory, InStore,
                   InReopenedStore) {
  Where where;
  where.put(article("a", 0, "first"));
  where.put(article("a", 1, "second"));
  where.put(article("a", 4, "fifth"));
  where.put(article("ab", 0, "another"));
  CHECK(where.source().find(ArticleId("a")).value().title == "fifth");
  CHECK(where.source().find(ArticleId("a"), 0).value().title == "first");
  CHECK(where.source().find(ArticleId("a"), 1).value().title == "second");
  const auto none = where.source().find(ArticleId("a"), 2);
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::not_found);
  CHECK(none.error().message == "article \"a\" has no revision 2");
  CHECK(where.source().find(ArticleId("b")).error().code == ErrorCode::not_found);
}

TEST_CASE_TEMPLATE("an archived event is found as it was put, the last put counts", Where, InMemory,
                   InStore, InReopenedStore) {
  Where where;
  where.archive().put(event(3, 1), "old");
  where.archive().put(event(3, 2), std::string("by\0tes", 6));
  CHECK(where.archive().find(EventId(3)) == event(3, 2));
  CHECK(where.archive().state(EventId(3)) == std::string("by\0tes", 6));
  CHECK_FALSE(where.archive().find(EventId(4)));
  CHECK_FALSE(where.archive().state(EventId(4)));
}

TEST_CASE_TEMPLATE("an event and its state are forgotten together", Where, InMemory, InStore,
                   InReopenedStore) {
  Where where;
  where.archive().put(event(3, 1), "bytes");
  where.archive().erase(EventId(3));
  where.archive().erase(EventId(4));
  CHECK_FALSE(where.archive().find(EventId(3)));
  CHECK_FALSE(where.archive().state(EventId(3)));
  where.archive().put(event(3, 7), "again");
  CHECK(where.archive().find(EventId(3)) == event(3, 7));
}

TEST_CASE_TEMPLATE("events are visited in order of id until the visitor has enough", Where,
                   InMemory, InStore, InReopenedStore) {
  Where where;
  for (const std::uint64_t number : {10U, 2U, 4'000'000'000U, 7U}) {
    where.archive().put(event(number, 1), {});
  }
  where.archive().erase(EventId(7));
  std::vector<std::uint64_t> seen;
  EventArchive& archive = where.archive();
  archive.for_each([&](const EventView& view) {
    seen.push_back(view.id.number());
    return true;
  });
  CHECK(seen == std::vector<std::uint64_t>{2, 10, 4'000'000'000U});
  seen.clear();
  archive.for_each([&](const EventView& view) {
    seen.push_back(view.id.number());
    archive.put(event(view.id.number(), 5), {});  // a visitor may use what it visits
    return archive.find(view.id)->outlet_count != 5;
  });
  CHECK(seen == std::vector<std::uint64_t>{2});
}

}  // namespace
}  // namespace newsloom
