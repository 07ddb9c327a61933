#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "newsloom/site/shelf.hpp"
#include "newsroom.hpp"

namespace newsloom::site {
namespace {

TEST_CASE("readers and refreshing in several threads") {
  tests::Room room;
  Shelf shelf(*room.newsroom);
  const auto articles = tests::sample_articles();
  std::atomic<bool> is_over = false;
  std::thread reader([&] {
    while (!is_over) {
      for (const Card& card : shelf.cards({.limit = 5})) (void)shelf.page(card.id);
      (void)shelf.topic("Calderra");
    }
  });
  for (const Article& article : articles) {
    room.add({article});
    (void)shelf.refresh();
  }
  is_over = true;
  reader.join();
  while (shelf.refresh()) {
  }
  CHECK(shelf.cards({.limit = 1'000}).size() == room.newsroom->events({.limit = 1'000}).size());
}

}  // namespace
}  // namespace newsloom::site
