// How long a page takes, alone and beside a big story index.
//
//   bench_page_speed FILE [--articles 50] [--rounds 3] [--stories 1000000]
//
// Events are made of N articles of FILE (JSON Lines) that follow one another, so that no two are
// one text and none is left out; each is composed with the event itself in the index. Then the
// index is filled with invented events, whose names are those of a few thousand people and places,
// some in every tenth event, over ten years, and the same pages are composed again. Prints
// min/median/max of the milliseconds of processor time a page takes, which other programs disturb
// less than a clock on the wall.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <newsloom/page/compose.hpp>
#include <random>
#include <string>
#include <vector>

#include "labelled_events.hpp"

namespace {

using namespace newsloom;
double milliseconds_since(std::clock_t start) {
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

std::vector<bench::LabelledEvent> events_of(const std::string& path, std::size_t size) {
  std::vector<Article> articles;
  for (const auto& event : bench::read_labelled_events(path)) {
    articles.insert(articles.end(), event.articles.begin(), event.articles.end());
  }
  std::vector<bench::LabelledEvent> events;
  for (std::size_t begin = 0; begin + size <= articles.size(); begin += size) {
    bench::LabelledEvent& event = events.emplace_back();
    for (std::size_t i = 0; i < size; ++i) {
      event.articles.push_back(articles[begin + i]);
      event.reuse_group.push_back(i);
    }
  }
  return events;
}

/// A name of the n-th somebody: two words of syllables.
std::string name_of(std::size_t n) {
  constexpr std::array<const char*, 16> syllables{"ka",  "sar", "ti",  "mol", "ve", "dro",
                                                  "nu",  "pel", "ri",  "gos", "la", "ben",
                                                  "tho", "fi",  "mur", "ze"};
  std::string name;
  for (int word = 0; word < 2; ++word) {
    std::string part;
    for (int i = 0; i < 3; ++i, n = n / syllables.size() + 7)
      part += syllables[n % syllables.size()];
    part.front() = static_cast<char>(part.front() - 'a' + 'A');
    name += (word == 0 ? "" : " ") + part;
  }
  return name;
}

/// An event of one short article. A few names are everywhere, most are rare.
Article invented(std::size_t number, std::mt19937_64& random, const Article& like) {
  constexpr std::size_t somebodies = 5'000;
  const auto somebody = [&] {
    const std::size_t among = random() % 10 == 0 ? 10 : somebodies;
    return name_of(random() % among);
  };
  Article article;
  article.id = ArticleId("invented-" + std::to_string(number));
  article.language = "en";
  article.title = like.title;
  article.text = "The council met " + somebody() + " and " + somebody() + " near " + somebody() +
                 " on Monday. " + like.title + ".";
  constexpr std::int64_t ten_years = 315'000'000;
  article.published = like.published.value_or(Timestamp{}) -
                      std::chrono::seconds(static_cast<std::int64_t>(random() % ten_years));
  article.precision = DatePrecision::day;
  return article;
}

struct Times {
  std::vector<double> pages;

  void print(const char* name) {
    std::sort(pages.begin(), pages.end());
    std::printf("%s: %zu pages, ms min %.2f median %.2f max %.2f\n", name, pages.size(),
                pages.front(), pages[pages.size() / 2], pages.back());
  }
};

Times compose_all(const std::vector<EventView>& views, const ArticleSource& articles,
                  const page::StoryIndex& stories, std::size_t rounds) {
  Times times;
  page::PageContext context;
  context.stories = &stories;
  for (std::size_t round = 0; round < rounds; ++round) {
    for (const EventView& view : views) {
      const std::clock_t start = std::clock();
      const auto page = page::compose_page(view, articles, {}, context);
      times.pages.push_back(milliseconds_since(start));
      if (!page) std::fprintf(stderr, "%s\n", page.error().to_string().c_str());
    }
  }
  return times;
}

}  // namespace

int main(int argc, char** argv) {
  std::string file;
  std::size_t size = 50;
  std::size_t rounds = 3;
  std::size_t stories_wanted = 1'000'000;
  CLI::App app("Milliseconds a page takes.");
  app.add_option("file", file, "JSON Lines of articles")->required();
  app.add_option("--articles", size, "of an event");
  app.add_option("--rounds", rounds);
  app.add_option("--stories", stories_wanted, "events in the index");
  CLI11_PARSE(app, argc, argv);
  MemoryArticleSource articles;
  page::StoryIndex stories;
  std::vector<EventView> views;
  const auto events = events_of(file, size);
  for (const auto& event : events) {
    for (const Article& article : event.articles) articles.put(article);
    EventView view = bench::view_of(event, std::vector<bool>(event.articles.size()));
    view.id = EventId(views.size() + 1);
    if (const auto put = stories.put(view, articles); !put) continue;
    views.push_back(std::move(view));
  }
  if (views.empty()) {
    std::fprintf(stderr, "%s has fewer than %zu articles\n", file.c_str(), size);
    return 1;
  }
  compose_all(views, articles, stories, 1);  // word lists are read once
  compose_all(views, articles, stories, rounds).print("alone");
  std::mt19937_64 random(1);
  const std::clock_t start = std::clock();
  for (std::size_t i = 0; i < stories_wanted; ++i) {
    const auto& like = events[i % events.size()].articles[i % size];
    MemoryArticleSource one;
    bench::LabelledEvent event{"", {invented(i, random, like)}, {0}};
    one.put(event.articles.front());
    EventView view = bench::view_of(event, {false});
    view.id = EventId(views.size() + i + 1);
    if (const auto put = stories.put(view, one); !put) return 1;
  }
  std::printf("index of %zu events filled in %.0f s\n", stories.size(),
              milliseconds_since(start) / 1000);
  compose_all(views, articles, stories, rounds).print("beside it");
}
