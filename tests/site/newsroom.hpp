// A newsroom with the sample of this repository in it.
#pragma once

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <newsloom/ingest/reader.hpp>
#include <newsloom/live/newsroom.hpp>
#include <string>
#include <vector>

#include "support/folder.hpp"

namespace newsloom::tests {

inline std::vector<Article> sample_articles() {
  std::vector<Article> articles;
  const std::vector<std::string> paths = {NEWSLOOM_SOURCE_DIR "/examples/data/articles.jsonl"};
  ingest::read_paths(
      paths, {},
      [&articles](Article&& article) {
        articles.push_back(std::move(article));
        return true;
      },
      [](const ingest::Problem& problem) { FAIL(problem.error.to_string()); });
  return articles;
}

struct Room {
  Room() {
    live::NewsroomOptions options;
    options.publish_every = std::chrono::milliseconds{0};
    store = store::Store::open(folder.file("s")).value();
    newsroom = live::Newsroom::open(*store, options).value();
  }
  void add(const std::vector<Article>& articles) {
    for (const auto& update : newsroom->add(articles)) REQUIRE(update);
  }
  Folder folder;
  std::unique_ptr<store::Store> store;
  std::unique_ptr<live::Newsroom> newsroom;
};

}  // namespace newsloom::tests
