// How long a page takes: composing an event of N articles, alone and beside a large story index.
//
//   bench_page_compose FILE [--articles 50] [--events 1000000]
//
// FILE is JSON Lines; its first N articles of 4 to 8 kB are taken as one event, whatever they are
// about. The index is filled with that many copies of events of two articles each under other
// names.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <newsloom/page/compose.hpp>
#include <string>
#include <vector>

#include "labelled_events.hpp"

namespace {

using namespace newsloom;

double milliseconds_of(const EventView& event, const MemoryArticleSource& articles,
                       const page::PageContext& context) {
  constexpr int runs = 21;
  std::vector<double> times;
  for (int run = 0; run < runs; ++run) {
    const auto start = std::chrono::steady_clock::now();
    const auto made = compose_page(event, articles, {}, context);
    const std::chrono::duration<double, std::milli> time = std::chrono::steady_clock::now() - start;
    if (!made) return -1;
    times.push_back(time.count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  std::string file;
  std::size_t count = 50;
  std::size_t events = 100'000;
  CLI::App app("Time of composing a page.");
  app.add_option("file", file)->required();
  app.add_option("--articles", count);
  app.add_option("--events", events, "in the story index");
  CLI11_PARSE(app, argc, argv);
  bench::LabelledEvent event;
  std::ifstream in(file);
  for (std::string line; event.articles.size() < count && std::getline(in, line);) {
    Article article = bench::article_of(boost::json::parse(line).as_object());
    constexpr std::size_t least = 4000;
    constexpr std::size_t most = 8000;
    if (article.text.size() < least || article.text.size() > most) continue;
    event.reuse_group.push_back(event.articles.size());
    event.articles.push_back(std::move(article));
  }
  MemoryArticleSource articles;
  for (const Article& article : event.articles) articles.put(article);
  EventView view = bench::view_of(event, std::vector<bool>(event.articles.size()));
  view.id = EventId(events + 1);
  std::printf("%zu articles, alone: %.2f ms (median of 21)\n", event.articles.size(),
              milliseconds_of(view, articles, {}));
  page::StoryIndex stories;
  for (std::size_t i = 0; i < events; ++i) {
    bench::LabelledEvent pair;
    pair.articles = {event.articles[i % event.articles.size()]};
    pair.articles[0].published = std::chrono::sys_days{std::chrono::year{2010} / 1 / 1} +
                                 std::chrono::minutes{static_cast<int>(i % 3'000'000)};
    pair.articles[0].text.resize(600);
    pair.reuse_group = {0};
    MemoryArticleSource own;
    own.put(pair.articles[0]);
    EventView small = bench::view_of(pair, {false});
    small.id = EventId(i + 1);
    if (!stories.put(small, own)) return 1;
  }
  if (!stories.put(view, articles)) return 1;
  page::PageContext context;
  context.stories = &stories;
  std::printf("beside %zu events: %.2f ms\n", stories.size(),
              milliseconds_of(view, articles, context));
}
