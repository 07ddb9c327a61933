#include "newsloom/article.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace newsloom {
namespace {

Article article(std::string id, std::uint32_t revision, std::string title) {
  Article made;
  made.id = ArticleId(std::move(id));
  made.revision = revision;
  made.title = std::move(title);
  return made;
}

TEST_CASE("an article is found by id, the newest revision unless one is asked for") {
  MemoryArticleSource articles;
  articles.put(article("a", 0, "first"));
  articles.put(article("a", 2, "third"));
  articles.put(article("a", 1, "second"));
  CHECK(articles.size() == 1);
  CHECK(articles.find(ArticleId("a")).value().title == "third");
  CHECK(articles.find(ArticleId("a"), 0).value().title == "first");
  CHECK(articles.find(ArticleId("a"), 1).value().title == "second");
}

TEST_CASE("the same id and revision is replaced") {
  MemoryArticleSource articles;
  articles.put(article("a", 0, "wrong"));
  articles.put(article("a", 0, "right"));
  CHECK(articles.size() == 1);
  CHECK(articles.find(ArticleId("a")).value() == article("a", 0, "right"));
}

TEST_CASE("what is not kept is not found") {
  MemoryArticleSource articles;
  articles.put(article("a", 0, "only"));
  CHECK(articles.find(ArticleId("b")).error().code == ErrorCode::not_found);
  const auto revision = articles.find(ArticleId("a"), 5);
  REQUIRE_FALSE(revision);
  CHECK(revision.error().code == ErrorCode::not_found);
  CHECK(revision.error().message == "article \"a\" has no revision 5");
}

TEST_CASE("a source that is moved takes its articles along") {
  MemoryArticleSource articles;
  articles.put(article("a", 0, "kept"));
  const MemoryArticleSource moved = std::move(articles);
  CHECK(moved.find(ArticleId("a")).value().title == "kept");
}

}  // namespace
}  // namespace newsloom
