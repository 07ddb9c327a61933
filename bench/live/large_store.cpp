// A large store: how long until it is open, until events are listed, until a title is found.
//
//   bench_live_large_store FOLDER [ARTICLES] [ACTIVE] [--fill-only|--keep]
//
// Makes FOLDER/store of ARTICLES (1,000,000) invented articles, of which about the last ACTIVE
// (100,000) are in open events, unless it is there already; then opens it and measures.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <newsloom/live/newsroom.hpp>
#include <random>
#include <string>
#include <vector>

#include "support/peak_memory.hpp"

namespace {

using namespace newsloom;
using SteadyClock = std::chrono::steady_clock;

double milliseconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double, std::milli>(SteadyClock::now() - start).count();
}

// Words as a large vocabulary has them: few are frequent.
std::string word(std::mt19937& random, std::size_t vocabulary) {
  const double share = std::generate_canonical<double, 32>(random);
  const auto rank =
      static_cast<std::size_t>(share * share * share * static_cast<double>(vocabulary));
  std::string text;
  for (std::size_t rest = rank + 7; rest > 0; rest /= 20) {
    text += "bcdfghjklmnpqrstvwxz"[rest % 20];
    text += "aeiou"[rest % 5];
  }
  return text;
}

// A story is about a dozen articles from a few days; each has words of its own and of the story.
Article article(std::size_t number, std::chrono::seconds apart) {
  std::mt19937 random(static_cast<unsigned>(number));
  const std::size_t story = number / 12 + random() % 400;
  std::mt19937 of_story(static_cast<unsigned>(story * 7919 + 1));
  std::vector<std::string> story_words;
  for (int i = 0; i < 12; ++i) story_words.push_back(word(of_story, 200'000));
  Article made;
  made.id = ArticleId("https://paper" + std::to_string(random() % 900) + ".example/news/" +
                      std::to_string(number));
  made.url = made.id.str();
  made.language = "en";
  made.published = Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}} +
                   apart * static_cast<std::int64_t>(number);
  made.precision = DatePrecision::second;
  for (int i = 0; i < 9; ++i) {
    made.title +=
        (i == 0 ? "" : " ") + (i % 2 == 0 ? story_words[random() % 12] : word(random, 200'000));
  }
  for (int i = 0; i < 80; ++i) {
    made.text += i % 3 == 0 ? story_words[random() % 12] : word(random, 200'000);
    made.text += i % 11 == 10 ? ". " : " ";
  }
  return made;
}

void fill(const std::string& path, std::size_t articles, std::size_t active) {
  // Events close a horizon after their last article, so so many articles fit into it.
  const auto horizon = cluster::ClusterOptions{}.horizon;
  const auto apart =
      std::max(std::chrono::seconds{1}, std::chrono::duration_cast<std::chrono::seconds>(horizon) /
                                            static_cast<std::int64_t>(active));
  auto store = store::Store::open(path).value();
  ThreadPool pool(0);
  live::NewsroomOptions options;
  options.aggregator.executor = &pool;
  options.aggregator.cluster.max_active_events = 1'000'000;
  auto newsroom = live::Newsroom::open(*store, options).value();
  const auto start = SteadyClock::now();
  constexpr std::size_t batch = 10'000;
  for (std::size_t begin = newsroom->statistics().articles; begin < articles; begin += batch) {
    std::vector<Article> some;
    for (std::size_t i = begin; i < std::min(begin + batch, articles); ++i) {
      some.push_back(article(i, apart));
    }
    for (const auto& update : newsroom->add(some)) {
      if (update) continue;
      fmt::print(stderr, "{}\n", update.error().to_string());
      std::exit(1);
    }
    if (begin % 100'000 == 0)
      fmt::print(stderr, "{} articles, {:.0f} s\n", begin + batch,
                 milliseconds_since(start) / 1000);
  }
  newsroom->snapshot().value();
}

template <class Work>
void measure(const char* what, double limit, Work work) {
  constexpr int rounds = 15;
  std::vector<double> times;
  std::size_t count = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto start = SteadyClock::now();
    count = static_cast<std::size_t>(work(round));
    times.push_back(milliseconds_since(start));
  }
  const double first = times.front();
  std::ranges::sort(times);
  fmt::print(
      "{:<34} first {:8.2f} ms, median {:8.2f} ms, worst {:8.2f} ms ({} found, wanted < {} ms)\n",
      what, first, times[rounds / 2], times.back(), count, limit);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_live_large_store FOLDER [ARTICLES] [ACTIVE]\n");
    return 2;
  }
  const std::string path = std::string(argv[1]) + "/store";
  const std::size_t articles = argc > 2 ? std::stoul(argv[2]) : 1'000'000;
  const std::size_t active = argc > 3 ? std::stoul(argv[3]) : 100'000;
  std::filesystem::create_directories(argv[1]);
  fill(path, articles, active);

  live::NewsroomOptions options;
  options.aggregator.cluster.max_active_events = 1'000'000;
  auto start = SteadyClock::now();
  auto store = store::Store::open(path).value();
  const double store_opened = milliseconds_since(start);
  auto newsroom = live::Newsroom::open(*store, options).value();
  const double opened = milliseconds_since(start);
  const auto statistics = newsroom->statistics();
  const auto stored = store->statistics().value();
  fmt::print("{} articles in {} MB, {} active in {} open events, {} closed events\n",
             stored.articles, stored.file_bytes / 1'000'000, statistics.active_articles,
             statistics.active_events, stored.archived_events);
  fmt::print("{:<34} {:8.0f} ms, of which the store {:.0f} ms (wanted < 5000 ms)\n", "opens",
             opened, store_opened);
  measure("events: newest 50", 20, [&](int) { return newsroom->events({.limit = 50}).size(); });
  measure("events: next page", 20, [&](int) {
    const auto first = newsroom->events({.limit = 50});
    return newsroom
        ->events({.after = std::pair(first.back().date_updated, first.back().id), .limit = 50})
        .size();
  });
  measure("events: ranked, 3 sources", 20,
          [&](int) { return newsroom->view().events({.min_sources = 3, .limit = 50}).size(); });
  measure("events: one language, month-old", 20, [&](int) {
    const auto oldest =
        *newsroom->events({.limit = 1}).front().date_updated - std::chrono::days{30};
    return newsroom->events({.until = oldest, .language = "en", .limit = 50}).size();
  });
  measure("title: two words", 50, [&](int round) {
    const Article some =
        article(static_cast<std::size_t>(round) * articles / 16, std::chrono::seconds{1});
    return store->search(some.title.substr(0, some.title.find(' ', some.title.find(' ') + 1)), 20)
        .value()
        .size();
  });
  measure("title: one frequent word's beginning", 50,
          [&](int) { return store->search("ba", 20).value().size(); });
  measure("title: nothing", 50,
          [&](int) { return store->search("nosuchword ba", 20).value().size(); });
  measure("article by id", 1, [&](int round) {
    const Article some =
        article(static_cast<std::size_t>(round) * articles / 16, std::chrono::seconds{1});
    return store->find(some.id).value().title == some.title ? 1 : 0;
  });
  fmt::print("peak memory {} MB\n", bench::peak_memory() / 1'000'000);
  return 0;
}
