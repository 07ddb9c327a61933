#include <doctest/doctest.h>

#include <cstddef>
#include <string>

#include "newsloom/article.hpp"
#include "newsloom/event.hpp"

namespace newsloom {
namespace {

constexpr std::size_t width = 4;
constexpr std::size_t rounds = 500;

TEST_CASE("articles are put and found from several threads at once") {
  MemoryArticleSource articles;
  ThreadPool pool(width);
  std::vector<std::size_t> lost(width);
  pool.run([&](std::size_t worker) {
    for (std::size_t round = 0; round < rounds; ++round) {
      Article article;
      article.id = ArticleId(std::to_string(worker) + "/" + std::to_string(round));
      article.title = article.id.str();
      articles.put(article);
      const auto found = articles.find(article.id);
      if (!found || found->title != article.title) ++lost[worker];
    }
  });
  CHECK(lost == std::vector<std::size_t>(width, 0));
  CHECK(articles.size() == width * rounds);
}

TEST_CASE("events are put, found and visited from several threads at once") {
  MemoryEventArchive archive;
  ThreadPool pool(width);
  std::vector<std::size_t> lost(width);
  pool.run([&](std::size_t worker) {
    for (std::size_t round = 0; round < rounds; ++round) {
      EventView event;
      event.id = EventId(round * width + worker + 1);
      archive.put(event, {});
      if (archive.find(event.id) != event) ++lost[worker];
      archive.for_each([](const EventView&) { return false; });
    }
  });
  CHECK(lost == std::vector<std::size_t>(width, 0));
  std::size_t visited = 0;
  archive.for_each([&](const EventView&) { return ++visited > 0; });
  CHECK(visited == width * rounds);
}

}  // namespace
}  // namespace newsloom
