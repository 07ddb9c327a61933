// An interrupted stream goes on to the same bytes; a damaged state is refused.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "newsloom/aggregator.hpp"

namespace {

using namespace newsloom;

const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 2};

std::vector<Article> stream(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<Article> all;
  for (std::size_t i = 0; i < count; ++i) {
    Article article;
    article.id = ArticleId("a" + std::to_string(i));
    article.url = "https://paper" + std::to_string(random() % 7) + ".example/" + article.id.str();
    article.language = random() % 5 == 0 ? "es" : "en";
    if (random() % 10 != 0) {
      article.published = start + std::chrono::hours{3 * i + random() % 9};
      article.precision = DatePrecision::minute;
    }
    if (random() % 5 == 0 && i > 3) {
      article.text = all[i - 1 - random() % 3].text + " Something was added.";
    } else {
      const auto story = i / 20 + random() % 3;
      for (int word = 0; word < 50; ++word) {
        article.text += word % 2 == 0
                            ? "word" + std::to_string(story) + "x" + std::to_string(random() % 12)
                            : "common" + std::to_string(random() % 300);
        article.text += ' ';
      }
    }
    article.title = "About " + article.text.substr(0, 20);
    all.push_back(article);
  }
  return all;
}

// Everything an aggregator tells.
std::string told(const Aggregator& aggregator, const MemoryEventArchive& archive) {
  std::string all;
  const auto show = [&all](const EventView& event) {
    all += event.id.str() + ":";
    for (const CoverageRow& row : event.coverage) {
      all += " " + row.article.str() + "/" + std::string(to_string(row.role)) + "/" +
             std::to_string(row.similarity) + "/" + row.outlet;
    }
    all += "\n";
    return true;
  };
  for (const EventView& event : aggregator.events()) show(event);
  archive.for_each(show);
  return all;
}

std::string added(Aggregator& aggregator, const Article& article) {
  const Update update = aggregator.add(article).value();
  return update.event.str() + " " + std::to_string(update.score) + " " +
         std::to_string(update.changes.size()) + "\n";
}

TEST_SUITE("aggregator state") {
  TEST_CASE("interrupted anywhere, the stream goes on to the same bytes") {
    const auto articles = stream(400, 1);
    MemoryEventArchive whole_archive;
    auto whole = Aggregator::create({}, &whole_archive).value();
    std::string whole_log;
    for (const Article& article : articles) whole_log += added(whole, article);

    for (const std::size_t every : {7U, 100U, 399U}) {
      CAPTURE(every);
      MemoryEventArchive archive;
      auto aggregator = Aggregator::create({}, &archive).value();
      std::string log;
      for (std::size_t i = 0; i < articles.size(); ++i) {
        if (i % every == every - 1) {
          const std::string saved = aggregator.save();
          auto loaded = Aggregator::load(saved, {}, &archive);
          REQUIRE(loaded.has_value());
          CHECK(loaded->save().size() == saved.size());
          aggregator = *std::move(loaded);
        }
        log += added(aggregator, articles[i]);
      }
      CHECK(log == whole_log);
      CHECK(told(aggregator, archive) == told(whole, whole_archive));
      CHECK(aggregator.statistics().articles == whole.statistics().articles);
      CHECK(aggregator.watermark() == whole.watermark());
    }
  }

  TEST_CASE("also after removals and revisions") {
    const auto articles = stream(200, 2);
    MemoryEventArchive archive;
    auto one = Aggregator::create({}, &archive).value();
    auto other = Aggregator::create({}, &archive).value();
    std::mt19937 random(3);
    for (std::size_t i = 0; i < articles.size(); ++i) {
      CHECK(added(one, articles[i]) == added(other, articles[i]));
      const ArticleId id("a" + std::to_string(random() % (i + 1)));
      if (random() % 4 == 0) {
        const auto a = one.remove(id);
        const auto b = other.remove(id);
        CHECK(a.has_value() == b.has_value());
      }
      if (random() % 4 == 0) {
        Article revised = articles[random() % (i + 1)];
        revised.text += " It was corrected.";
        const auto a = one.add(revised);
        const auto b = other.add(revised);
        REQUIRE(a.has_value() == b.has_value());
        if (a) CHECK(a->event == b->event);
      }
      if (random() % 3 == 0) other = Aggregator::load(other.save(), {}, &archive).value();
      REQUIRE(told(one, {}) == told(other, {}));
    }
  }

  TEST_CASE("an empty one is saved and loaded") {
    const auto aggregator = Aggregator::create({}).value();
    CHECK(Aggregator::load(aggregator.save(), {}).value().events().empty());
  }

  TEST_CASE("what is damaged, cut or foreign is refused, saying why") {
    auto aggregator = Aggregator::create({}).value();
    for (const Article& article : stream(60, 4)) (void)aggregator.add(article);
    const std::string saved = aggregator.save();
    const auto why = [](const std::string& bytes, const Options& options = {}) {
      const auto loaded = Aggregator::load(bytes, options);
      REQUIRE_FALSE(loaded.has_value());
      CHECK(loaded.error().code == ErrorCode::state_unusable);
      return loaded.error().message;
    };
    CHECK(why("").find("is none") != std::string::npos);
    CHECK(why("newsloo" + saved).find("is none") != std::string::npos);
    for (std::size_t size = 8; size < saved.size(); size += 97) (void)why(saved.substr(0, size));
    CHECK(why(saved + "x").find("bytes behind its header") != std::string::npos);
    std::string newer = saved;
    newer[8] = 9;
    CHECK(why(newer).find("version 9, this library reads 4") != std::string::npos);
    std::mt19937 random(5);
    for (int round = 0; round < 200; ++round) {
      std::string damaged = saved;
      damaged[random() % damaged.size()] ^= static_cast<char>(1U << (random() % 8));
      (void)why(damaged);
    }
    Options other;
    other.cluster.join_threshold = 0.2;
    CHECK(why(saved, other).find("other options") != std::string::npos);
    Options dense;
    dense.cluster.dense_weight = 0.1;
    CHECK(why(saved, dense).find("other options") != std::string::npos);
  }

  TEST_CASE("embeddings are compared only if asked for, and saved with what they decide") {
    const auto articles = stream(80, 4);
    const auto scores = [&](const Options& options) {
      auto aggregator = Aggregator::create(options).value();
      std::vector<double> all;
      for (const Article& article : articles) all.push_back(aggregator.add(article)->score);
      return all;
    };
    Options without_model;
    without_model.model = nullptr;
    CHECK(scores({}) == scores(without_model));
    Options dense;
    dense.cluster.dense_weight = 0.4;
    dense.cluster.dense_weight_across = 0.4;
    if (dense.model->vectors().dim() > 0) CHECK(scores({}) != scores(dense));
    dense.model = nullptr;
    CHECK(scores({}) == scores(dense));

    dense.model = embed::Model::builtin();
    auto straight = Aggregator::create(dense).value();
    std::string whole;
    for (const Article& article : articles) whole += added(straight, article);
    auto begun = Aggregator::create(dense).value();
    std::string log;
    for (std::size_t i = 0; i < articles.size() / 2; ++i) log += added(begun, articles[i]);
    auto resumed = Aggregator::load(begun.save(), dense).value();
    for (std::size_t i = articles.size() / 2; i < articles.size(); ++i) {
      log += added(resumed, articles[i]);
    }
    CHECK(log == whole);
  }

  TEST_CASE("confidence says how sure each decision is") {
    auto aggregator = Aggregator::create({}).value();
    std::size_t joined = 0;
    for (const Article& article : stream(200, 4)) {
      const Update update = aggregator.add(article).value();
      CAPTURE(article.id.str());
      CHECK(update.confidence > 0);
      CHECK(update.confidence <= 1);
      if (update.is_new_event || update.is_near_copy) continue;
      ++joined;
      CHECK(update.score > update.required);
    }
    CHECK(joined > 0);
  }
}

}  // namespace
