// Whether the worst that a stream can do to a clusterer stays far from quadratic: four shapes of
// articles, each at doubling sizes.
//
//   bench_worst [--largest 1.0] [--threads 0]
//
// near_identical: 10,000 articles of one text, a word or two changed, within a minute. one_event:
// 100,000 articles of one event among as many others. one_word: 2,000 articles that are one
// word repeated, ever more often. shared_name: 100,000 events of one article that all have one
// name. A size that takes four times as long as half of it is quadratic; shown is the last doubling
// of each shape, and the program fails if one takes more than three times as long.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/aggregator.hpp"

namespace {

using namespace newsloom;
using Clock = std::chrono::steady_clock;

constexpr std::size_t batch_size = 1'024;
constexpr double too_much = 3;  // times as long for twice as many: n^1.58

// Words nobody uses, the same for the same number.
std::string word(std::uint64_t number) {
  constexpr std::string_view consonants = "bdfgklmnprstvz";
  constexpr std::string_view vowels = "aeiou";
  std::string out;
  number = number * 0x9E3779B97F4A7C15U >> 16U;
  for (int syllable = 0; syllable < 4; ++syllable) {
    out += consonants[number % consonants.size()];
    number /= consonants.size();
    out += vowels[number % vowels.size()];
    number /= vowels.size();
  }
  return out;
}

// Words out of `vocabulary` ones from `first` on.
std::string words(std::mt19937_64& random, std::size_t count, std::uint64_t first,
                  std::uint64_t vocabulary) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += i % 15 == 0 ? ". " : " ";
    text += word(first + random() % vocabulary);
  }
  return text + ".";
}

Article article(std::uint64_t number, std::string title, std::string text, std::uint64_t second) {
  constexpr std::chrono::sys_days day{std::chrono::year{2026} / 5 / 4};
  constexpr std::uint64_t outlets = 500;
  Article made;
  made.id = ArticleId("w" + std::to_string(number));
  made.outlet = "paper" + std::to_string(number % outlets) + ".example";
  made.title = std::move(title);
  made.text = std::move(text);
  made.language = "en";
  made.published = Timestamp{day} + std::chrono::seconds{second};
  made.precision = DatePrecision::second;
  return made;
}

constexpr std::uint64_t many_words = 1U << 20U;

Article near_identical(std::uint64_t number, std::uint64_t /*size*/) {
  std::mt19937_64 same(1);
  std::string text = words(same, 300, 0, 600);
  std::mt19937_64 random(number);
  text += " " + word(random() % many_words) + " " + word(random() % many_words) + ".";
  return article(number, "Bridge at Kastel gives way", std::move(text), number * 60 / 10'000);
}

// Half of the articles; the others are of nothing else, or the event's words would tell nothing.
Article one_event(std::uint64_t number, std::uint64_t /*size*/) {
  std::mt19937_64 random(number);
  if (number % 2 == 1) {
    return article(number, words(random, 5, 2'000, many_words),
                   words(random, 60, 2'000, many_words), number);
  }
  return article(number, "Bridge at Kastel gives way: " + words(random, 2, 0, 12),
                 "Ivo Tarn of Kastel spoke of the bridge. " + words(random, 45, 0, 60) + " " +
                     words(random, 5, 1'000, many_words),
                 number);
}

Article one_word(std::uint64_t number, std::uint64_t size) {
  constexpr std::uint64_t articles = 500;
  std::string text;
  for (std::uint64_t i = 0; i < size / articles; ++i) text += "bridge ";
  return article(number, "bridge", std::move(text), number);
}

Article shared_name(std::uint64_t number, std::uint64_t /*size*/) {
  std::mt19937_64 random(number);
  return article(number, "Ivo Tarn " + words(random, 5, 2'000, many_words),
                 "Ivo Tarn " + words(random, 60, 2'000, many_words), number);
}

struct Shape {
  const char* name;
  std::uint64_t largest;
  std::uint64_t articles;  // of every size; 0: as many as the size says
  std::function<Article(std::uint64_t, std::uint64_t)> make;
};

struct Run {
  double seconds = 0;
  std::uint64_t events = 0;
};

Run run_once(const Shape& shape, std::uint64_t size, Executor& executor) {
  Options options;
  options.executor = &executor;
  auto aggregator = Aggregator::create(options);
  Run run;
  if (!aggregator) return run;
  const std::uint64_t articles = shape.articles > 0 ? shape.articles : size;
  std::vector<Article> batch;
  for (std::uint64_t done = 0; done < articles;) {
    batch.clear();
    while (batch.size() < batch_size && done < articles) batch.push_back(shape.make(done++, size));
    const auto start = Clock::now();
    for (const auto& update : aggregator->add(batch)) {
      if (!update) fmt::print(stderr, "{}\n", update.error().to_string());
    }
    run.seconds += std::chrono::duration<double>(Clock::now() - start).count();
  }
  run.events = aggregator->statistics().active_events;
  return run;
}

int measure(double largest, std::size_t threads) {
  ThreadPool pool(threads);
  const std::vector<Shape> shapes{{"near_identical", 10'000, 0, near_identical},
                                  {"one_event", 200'000, 0, one_event},
                                  {"one_word", 1'000'000, 500, one_word},
                                  {"shared_name", 100'000, 0, shared_name}};
  bool is_fine = true;
  fmt::print("{:<16} {:>10} {:>10} {:>12} {:>8} {:>8}\n", "shape", "size", "seconds", "µs a unit",
             "times", "events");
  for (const Shape& shape : shapes) {
    double before = 0;
    double times = 0;
    for (unsigned halvings = 4; halvings-- > 0;) {
      const auto size =
          static_cast<std::uint64_t>(largest * static_cast<double>(shape.largest)) >> halvings;
      const Run run = run_once(shape, size, pool);
      times = before > 0 ? run.seconds / before : 0;
      before = run.seconds;
      fmt::print("{:<16} {:>10} {:>10.2f} {:>12.2f} {:>8.2f} {:>8}\n", shape.name, size,
                 run.seconds, 1e6 * run.seconds / static_cast<double>(size), times, run.events);
      (void)std::fflush(stdout);
    }
    is_fine = is_fine && times <= too_much;
  }
  fmt::print("{}\n", is_fine ? "none is quadratic" : "one grows too fast");
  return is_fine ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  double largest = 1;
  std::size_t threads = 0;
  CLI::App app("Measures what the worst streams cost, at doubling sizes.");
  app.add_option("--largest", largest, "largest sizes as a share of the usual ones")
      ->check(CLI::Range(0.001, 100.0));
  app.add_option("--threads", threads, "0: as many as the hardware has");
  CLI11_PARSE(app, argc, argv);
  return measure(largest, threads);
}
