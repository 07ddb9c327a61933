#include "newsloom/cluster/online_clusterer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <vector>

#include "newsloom/cluster/term_statistics.hpp"

namespace {

using namespace newsloom;
using namespace newsloom::cluster;
using std::chrono::days;
using std::chrono::hours;

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1};

struct Made {
  std::shared_ptr<const ArticleFeatures> features;
  std::vector<std::uint64_t> fingerprint;
};

// A stream about `stories` made-up stories, each with words of its own among common ones.
std::vector<Made> stream(std::size_t articles, std::size_t stories, std::uint64_t seed,
                         bool dated = true) {
  std::mt19937_64 random(seed);
  TermStatistics statistics;
  std::vector<Made> made;
  for (std::size_t i = 0; i < articles; ++i) {
    const std::uint64_t story = random() % stories;
    std::map<std::uint64_t, std::uint32_t> counts;
    for (int word = 0; word < 30; ++word) ++counts[random() % 400];
    for (int word = 0; word < 20; ++word) ++counts[10'000 + story * 100 + random() % 30];
    ArticleTerms terms;
    for (const auto& [hash, count] : counts) {
      terms.views[0].push_back({hash, count});
      if (hash >= 10'000 && hash % 3 == 0) terms.views[1].push_back({hash, count});
    }
    if (dated) terms.published = start + std::chrono::minutes{10 * i};
    std::vector<std::uint64_t> fingerprint;
    for (int value = 0; value < 40; ++value) fingerprint.push_back(random());
    std::ranges::sort(fingerprint);
    made.push_back(
        {std::make_shared<const ArticleFeatures>(statistics.observe(terms)), fingerprint});
  }
  return made;
}

// The slow, obvious way: which articles an event has, its sums made anew, every event scored.
class Oracle {
 public:
  struct Scored {
    std::uint64_t event;
    std::uint32_t words;
    std::uint32_t names;
  };
  std::vector<Scored> cosines(const ArticleFeatures& features) const {
    std::vector<Scored> all;
    for (const auto& [id, articles] : events_) {
      Scored scored{id, 0, 0};
      for (std::size_t view = 0; view < view_count; ++view) {
        std::map<Term, std::uint64_t> sums;
        for (const auto& [number, article] : articles) {
          const auto& vector = article->views[view];
          for (std::size_t i = 0; i < vector.size(); ++i) {
            sums[vector.terms()[i]] += vector.weights()[i];
          }
        }
        std::uint64_t dots = 0;
        std::uint64_t squared = 0;
        const auto& vector = features.views[view];
        for (std::size_t i = 0; i < vector.size(); ++i) {
          const auto found = sums.find(vector.terms()[i]);
          if (found != sums.end()) dots += found->second * vector.weights()[i];
        }
        for (const auto& [term, sum] : sums) squared += sum * sum;
        (view == 0 ? scored.words : scored.names) = cosine_q15(dots, squared);
      }
      if (scored.words + scored.names > 0) all.push_back(scored);
    }
    return all;
  }
  void join(const Decision& decision, std::shared_ptr<const ArticleFeatures> features) {
    events_[decision.event.number()].emplace(next_++, std::move(features));
    follow(decision.regroupings);
  }
  void follow(const std::vector<Regrouping>& regroupings) {
    for (const Regrouping& regrouping : regroupings) {
      auto& from = events_.at(regrouping.from.number());
      for (const std::uint64_t article : regrouping.articles) {
        events_[regrouping.into.number()].insert(from.extract(article));
      }
      CHECK(from.empty() == regrouping.is_merge);
      if (from.empty()) events_.erase(regrouping.from.number());
      ++moved_;
    }
  }
  void close(std::uint64_t id) { events_.erase(id); }
  [[nodiscard]] std::size_t moved() const { return moved_; }

 private:
  std::map<std::uint64_t, std::map<std::uint64_t, std::shared_ptr<const ArticleFeatures>>> events_;
  std::uint64_t next_ = 0;
  std::size_t moved_ = 0;
};

TEST_SUITE("cluster online clusterer") {
  TEST_CASE("the index gives the cosines of brute force, through joins, moves and closings") {
    OnlineClusterer clusterer({.horizon = hours{20}, .reported_candidates = 64});
    Oracle oracle;
    std::size_t compared = 0;
    std::vector<EventId> closed;
    for (const Made& article : stream(600, 25, 11)) {
      closed.clear();
      const Decision decision = clusterer.add(article.features, article.fingerprint, closed);
      const auto expected = oracle.cosines(*article.features);
      for (const Candidate& candidate : decision.candidates) {
        const auto found =
            std::ranges::find(expected, candidate.event.number(), &Oracle::Scored::event);
        REQUIRE(found != expected.end());
        CHECK(candidate.cosines[0] == found->words);
        CHECK(candidate.cosines[1] == found->names);
        ++compared;
      }
      oracle.join(decision, article.features);
      oracle.follow(clusterer.maintain(1));
      for (const EventId id : closed) oracle.close(id.number());
    }
    CHECK(compared > 1000);
    CHECK(oracle.moved() > 10);
  }

  TEST_CASE("articles of one story meet, others do not") {
    OnlineClusterer clusterer;
    std::vector<EventId> closed;
    std::map<std::uint64_t, std::size_t> sizes;
    for (const Made& article : stream(300, 10, 5)) {
      ++sizes[clusterer.add(article.features, article.fingerprint, closed).event.number()];
    }
    CHECK(sizes.size() >= 10);
    CHECK(sizes.size() <= 20);
  }

  TEST_CASE("two runs give the same bits") {
    const auto articles = stream(400, 15, 3);
    OnlineClusterer one;
    OnlineClusterer other;
    std::vector<EventId> closed;
    for (const Made& article : articles) {
      const Decision a = one.add(article.features, article.fingerprint, closed);
      const Decision b = other.add(article.features, article.fingerprint, closed);
      CHECK(a.event == b.event);
      CHECK(a.score == b.score);
      CHECK(a.required == b.required);
    }
  }

  TEST_CASE("deciding is adding without the trace") {
    const auto articles = stream(200, 8, 9, false);
    OnlineClusterer clusterer;
    OnlineClusterer::Scratch scratch;
    std::vector<EventId> closed;
    for (const Made& article : articles) {
      const Decision before = clusterer.decide(*article.features, article.fingerprint, scratch);
      const Decision after = clusterer.add(article.features, article.fingerprint, closed);
      CHECK(before.event == after.event);
      CHECK(before.score == after.score);
      CHECK(before.is_new_event == after.is_new_event);
    }
    CHECK(closed.empty());
    CHECK(clusterer.active_articles() == 200);
  }

  TEST_CASE("a near-copy joins its original and is not summed again") {
    auto articles = stream(2, 1, 21);
    const auto features = articles[0].features;
    OnlineClusterer clusterer;
    std::vector<EventId> closed;
    const Decision first = clusterer.add(features, articles[0].fingerprint, closed);
    OnlineClusterer::Scratch scratch;
    const auto before = clusterer.nearest(*articles[1].features, 1, scratch);
    for (int i = 0; i < 40; ++i) {
      auto copied = articles[0].fingerprint;
      copied.erase(copied.begin() + i % 30);  // a word changed somewhere
      const Decision copy = clusterer.add(features, copied, closed);
      CHECK(copy.event == first.event);
      REQUIRE(copy.copy_of.has_value());
      CHECK(*copy.copy_of == 0);
    }
    const auto after = clusterer.nearest(*articles[1].features, 1, scratch);
    REQUIRE(before.size() == 1);
    CHECK(before[0].cosines == after[0].cosines);
    CHECK(clusterer.active_articles() == 41);
  }

  TEST_CASE("events close after the horizon and cost nothing after") {
    OnlineClusterer clusterer({.horizon = hours{10}});
    const std::size_t empty = clusterer.memory();
    std::vector<EventId> closed;
    for (const Made& article : stream(2000, 300, 4)) {
      (void)clusterer.add(article.features, article.fingerprint, closed);
      CHECK(clusterer.active_articles() < 400);
    }
    CHECK(closed.size() > 1000);
    CHECK(std::ranges::adjacent_find(closed) == closed.end());
    CHECK(clusterer.memory() < empty + 4'000'000);
  }

  TEST_CASE("one absurd date drags nothing") {
    auto articles = stream(120, 5, 8);
    OnlineClusterer clusterer;
    std::vector<EventId> closed;
    for (std::size_t i = 0; i < articles.size(); ++i) {
      if (i % 40 == 20) {
        ArticleFeatures moved;
        moved.published = start + days{20'000};
        (void)clusterer.add(std::make_shared<const ArticleFeatures>(std::move(moved)), {}, closed);
      }
      (void)clusterer.add(articles[i].features, articles[i].fingerprint, closed);
    }
    CHECK(closed.empty());
    REQUIRE(clusterer.watermark().has_value());
    CHECK(*clusterer.watermark() <= start + days{3});
  }

  TEST_CASE("no article joins an event beyond the horizon") {
    const auto articles = stream(1, 1, 2, false);
    ArticleTerms terms;
    terms.views[0] = {{1, 1}, {2, 1}, {3, 1}};
    TermStatistics statistics;
    (void)statistics.observe(terms);
    terms.published = start;
    OnlineClusterer clusterer({.join_threshold = 0});
    std::vector<EventId> closed;
    const auto first = clusterer.add(
        std::make_shared<const ArticleFeatures>(statistics.observe(terms)), {}, closed);
    terms.published = start - days{13};
    const auto late = clusterer.add(
        std::make_shared<const ArticleFeatures>(statistics.observe(terms)), {}, closed);
    CHECK(first.event != late.event);
    CHECK(late.candidates.empty());
  }

  TEST_CASE("the number of open events is bounded, the one longest without news goes first") {
    OnlineClusterer clusterer({.join_threshold = 2, .max_active_events = 50});
    std::vector<EventId> closed;
    for (const Made& article : stream(120, 120, 6, false)) {
      (void)clusterer.add(article.features, article.fingerprint, closed);
      CHECK(clusterer.active_events() <= 50);
    }
    CHECK(closed.size() == 70);
    CHECK(std::ranges::is_sorted(closed));
  }

  TEST_CASE("an article without any term founds an event of its own") {
    OnlineClusterer clusterer;
    std::vector<EventId> closed;
    const auto empty = std::make_shared<const ArticleFeatures>();
    CHECK(clusterer.add(empty, {}, closed).event == EventId(1));
    CHECK(clusterer.add(empty, {}, closed).event == EventId(2));
  }
}

}  // namespace
