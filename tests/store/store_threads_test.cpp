// Several threads at one store.
#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "newsloom/store/store.hpp"
#include "support/folder.hpp"

namespace newsloom::store {
namespace {

Article article(std::string id) {
  Article made;
  made.title = "About " + id;
  made.id = ArticleId(std::move(id));
  return made;
}

TEST_CASE("writers share commits, readers and a backup go on meanwhile") {
  const tests::Folder folder;
  auto store = Store::open(folder.file("s"), {.max_readers = 2}).value();
  constexpr int writers = 4;
  constexpr int rounds = 60;
  std::atomic<int> lost = 0;
  std::atomic<bool> is_over = false;
  std::vector<std::thread> threads;
  for (int writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      for (int round = 0; round < rounds; ++round) {
        const Article one = article(std::to_string(writer) + "/" + std::to_string(round));
        if (!store->append(std::span(&one, 1)) || !store->find(one.id)) ++lost;
        EventView event;
        event.id = EventId(static_cast<std::uint64_t>(round * writers + writer + 1));
        store->put(event, "state");
        if (store->find(event.id) != event) ++lost;
      }
    });
  }
  std::thread reader([&] {
    while (!is_over) {
      if (!store->search("about", 5)) ++lost;
      (void)store->archived({.limit = 5});
      (void)store->resolve(EventId(3));
    }
  });
  for (int i = 0; i < 3; ++i) store->backup(folder.file("copy" + std::to_string(i))).value();
  for (std::thread& thread : threads) thread.join();
  is_over = true;
  reader.join();
  CHECK(lost == 0);
  const auto statistics = store->statistics().value();
  CHECK(statistics.articles == writers * rounds);
  CHECK(statistics.writes >= writers * rounds);
  CHECK(statistics.commits < statistics.writes);
  store->check().value();
  for (int i = 0; i < 3; ++i) {
    Store::open(folder.file("copy" + std::to_string(i))).value()->check().value();
  }
}

}  // namespace
}  // namespace newsloom::store
