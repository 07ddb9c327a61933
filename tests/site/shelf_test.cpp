#include "newsloom/site/shelf.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "newsroom.hpp"

namespace newsloom::site {
namespace {

void refresh_all(Shelf& shelf) {
  while (shelf.refresh()) {
  }
}

TEST_CASE("every event has a card that says what the event says") {
  tests::Room room;
  room.add(tests::sample_articles());
  Shelf shelf(*room.newsroom);
  CHECK(shelf.cards({}).empty());
  refresh_all(shelf);
  const auto cards = shelf.cards({.order = CardQuery::Order::newest, .limit = 1'000});
  const auto events = room.newsroom->events({.limit = 1'000});
  REQUIRE(cards.size() == events.size());
  for (std::size_t i = 0; i < cards.size(); ++i) {
    CHECK(cards[i].id == events[i].id);
    CHECK(cards[i].sources == events[i].independent_source_count);
    CHECK(cards[i].articles == events[i].coverage.size());
    CHECK_FALSE(cards[i].title.empty());
    if (cards[i].sources < 2) CHECK(cards[i].lead.empty());
  }
}

TEST_CASE("cards are ranked by sources and age, and restricted") {
  tests::Room room;
  room.add(tests::sample_articles());
  Shelf shelf(*room.newsroom);
  refresh_all(shelf);
  const auto all = shelf.cards({.limit = 1'000});
  REQUIRE(all.size() > 10);
  CHECK(all.front().sources >= 2);
  const auto some = shelf.cards({.min_sources = 4, .limit = 1'000});
  CHECK(some.size() < all.size());
  CHECK(shelf.count({.min_sources = 4}) == some.size());
  for (const Card& card : some) CHECK(card.sources >= 4);
  for (const Card& card : shelf.cards({.language = "de", .limit = 1'000})) {
    CHECK(std::ranges::count(card.languages, "de") == 1);
  }
  const CardCounts counts = shelf.counts();
  for (const auto& [category, count] : counts.categories) {
    CHECK(shelf.count({.category = category}) == count);
  }
  for (const auto& [topic, count] : counts.topics) CHECK(shelf.count({.topic = topic}) == count);
  for (const auto& [language, count] : counts.languages) {
    CHECK(shelf.count({.language = language}) == count);
  }
  CHECK(shelf.cards({.outlet = "nobody.example"}).empty());
  const auto first = shelf.cards({.offset = 0, .limit = 5});
  const auto second = shelf.cards({.offset = 5, .limit = 5});
  CHECK(first.back() == all[4]);
  CHECK(second.front() == all[5]);
}

TEST_CASE("a card follows its event, and goes with it") {
  tests::Room room;
  auto articles = tests::sample_articles();
  const std::size_t half = articles.size() / 2;
  room.add({articles.begin(), articles.begin() + static_cast<std::ptrdiff_t>(half)});
  Shelf shelf(*room.newsroom);
  refresh_all(shelf);
  const std::uint64_t before = shelf.version();
  CHECK_FALSE(shelf.refresh());
  CHECK(shelf.version() == before);  // nothing changed
  room.add({articles.begin() + static_cast<std::ptrdiff_t>(half), articles.end()});
  refresh_all(shelf);
  CHECK(shelf.version() > before);
  // The same cards as a shelf that sees it all at once.
  Shelf fresh(*room.newsroom);
  refresh_all(fresh);
  const auto by_id = [](std::vector<Card> cards) {
    std::ranges::sort(cards, {}, &Card::id);
    std::vector<std::pair<EventId, std::size_t>> brief;
    for (const Card& card : cards) brief.emplace_back(card.id, card.articles);
    return brief;
  };
  CHECK(by_id(shelf.cards({.limit = 1'000})) == by_id(fresh.cards({.limit = 1'000})));
  // An event whose last article is removed.
  const Card alone = [&] {
    for (const Card& card : shelf.cards({.limit = 1'000})) {
      if (card.articles == 1) return card;
    }
    return Card{};
  }();
  REQUIRE(alone.articles == 1);
  const auto event = room.newsroom->event(alone.id);
  REQUIRE(room.newsroom->remove(event->coverage.front().article));
  refresh_all(shelf);
  for (const Card& card : shelf.cards({.limit = 1'000})) CHECK(card.id != alone.id);
}

TEST_CASE("only so many cards and pages are kept, the latest") {
  tests::Room room;
  room.add(tests::sample_articles());
  ShelfOptions options;
  options.max_cards = 5;
  options.max_pages = 2;
  Shelf shelf(*room.newsroom, options);
  refresh_all(shelf);
  const auto cards = shelf.cards({.order = CardQuery::Order::newest, .limit = 100});
  REQUIRE(cards.size() == 5);
  const auto events = room.newsroom->events({.limit = 100});
  for (std::size_t i = 0; i < cards.size(); ++i) CHECK(cards[i].id == events[i].id);
  // What has no card is still found, and has a page.
  const auto old = shelf.card(events.back().id);
  REQUIRE(old);
  CHECK(old->articles == events.back().coverage.size());
  for (const EventView& event : events) CHECK(shelf.page(event.id));
}

TEST_CASE("a page is made once, until its event changes") {
  tests::Room room;
  auto articles = tests::sample_articles();
  const Article last = articles.back();
  articles.pop_back();
  room.add(articles);
  Shelf shelf(*room.newsroom);
  refresh_all(shelf);
  const EventId id = shelf.cards({.limit = 1}).front().id;
  const auto page = shelf.page(id);
  REQUIRE(page);
  CHECK(*shelf.page(id) == *page);  // the same object
  room.add({last});
  const EventId of_last = room.newsroom->store().event_of(last.id).value().value();
  const auto now = shelf.page(of_last);
  REQUIRE(now);
  CHECK((*now)->article_count == room.newsroom->event(of_last)->coverage.size());
  CHECK(shelf.page(EventId(999'999)).error().code == ErrorCode::not_found);
}

TEST_CASE("a topic has its events and what was said of it, whatever its case") {
  tests::Room room;
  room.add(tests::sample_articles());
  Shelf shelf(*room.newsroom);
  refresh_all(shelf);
  std::size_t described = 0;
  for (const auto& [name, count] : shelf.counts().topics) {
    const auto topic = shelf.topic(name);
    REQUIRE(topic);
    CHECK(topic->name == name);
    std::string upper = name;
    for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    CHECK(shelf.topic(upper));
    for (const auto& description : topic->descriptions) {
      ++described;
      CHECK_FALSE(description.statement.text().empty());
      CHECK_FALSE(description.outlets.empty());
    }
    for (const std::string& other : topic->related) CHECK(other != name);
  }
  CHECK(described > 0);
  CHECK_FALSE(shelf.topic("Nobody Atall"));
  CHECK_FALSE(shelf.topic(""));
}

}  // namespace
}  // namespace newsloom::site
