// Batch mode: the stream, looked at again as long as its events are open.
#include <algorithm>
#include <string>
#include <utility>

#include "newsloom/aggregator.hpp"

namespace newsloom {
namespace {

constexpr std::size_t articles_at_once = 512;
constexpr std::size_t last_rounds = 2;

// An id of its own for every article: what is given twice is clustered twice.
std::vector<Article> numbered(std::span<const Article> articles, std::size_t first) {
  std::vector<Article> copies(articles.begin(), articles.end());
  for (std::size_t i = 0; i < copies.size(); ++i)
    copies[i].id = ArticleId(std::to_string(first + i));
  return copies;
}

}  // namespace

result<std::vector<std::optional<EventId>>> cluster_corpus(std::span<const Article> articles,
                                                           const Options& options) {
  auto aggregator = Aggregator::create(options);
  if (!aggregator) return aggregator.error();
  for (std::size_t first = 0; first < articles.size(); first += articles_at_once) {
    const auto some = articles.subspan(first, std::min(articles_at_once, articles.size() - first));
    (void)aggregator->add(numbered(some, first));
    (void)aggregator->maintain(articles_at_once);
  }
  for (std::size_t round = 0; round < last_rounds; ++round) (void)aggregator->maintain(SIZE_MAX);
  std::vector<std::optional<EventId>> events;
  events.reserve(articles.size());
  for (std::size_t i = 0; i < articles.size(); ++i) {
    const auto event = aggregator->event_of(ArticleId(std::to_string(i)));
    events.push_back(event ? std::optional(*event) : std::nullopt);
  }
  return events;
}

}  // namespace newsloom
