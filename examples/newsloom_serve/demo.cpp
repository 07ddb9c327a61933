#include "demo.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <newsloom/article.hpp>
#include <newsloom/ingest/reader.hpp>
#include <span>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

namespace serve {
namespace {

constexpr std::string_view sample =
#include "articles.jsonl.inc"
    ;

// At once; they are of about a dozen events.
constexpr std::size_t beginning = 45;
constexpr std::chrono::seconds for_the_rest{60};

}  // namespace

void play_demo(newsloom::live::Newsroom& newsroom, const std::function<bool()>& is_over) {
  std::vector<newsloom::Article> articles;
  newsloom::ingest::read_bytes(
      sample, "sample", {},
      [&articles](newsloom::Article&& article) {
        articles.push_back(std::move(article));
        return true;
      },
      [](const newsloom::ingest::Problem& problem) {
        fmt::print(stderr, "{}\n", problem.error.to_string());
      });
  const std::span<const newsloom::Article> all(articles);
  const std::size_t first = std::min(beginning, all.size());
  (void)newsroom.add(all.first(first));
  const std::size_t rest = all.size() - first;
  if (rest == 0) return;
  const auto pause = std::chrono::duration_cast<std::chrono::milliseconds>(for_the_rest) /
                     static_cast<std::int64_t>(rest);
  for (const newsloom::Article& article : all.subspan(first)) {
    constexpr std::chrono::milliseconds step{50};
    for (auto waited = step; waited < pause && !is_over(); waited += step) {
      std::this_thread::sleep_for(step);
    }
    if (is_over()) return;
    (void)newsroom.add(article);
  }
}

}  // namespace serve
