// Shows who covered an event: a row an article with its role and the evidence, independent sources
// and why others are none, outlets, who prints whom, spread over time and countries.
//
//   coverage FILE|FOLDER|- … [--event e7 | --article ID | --top 3] [--json] [--passages]
//            [--registry OUTLETS.json [--only-registry]]
//   coverage --print-registry
//
// Reads and clusters like cluster_articles. stdout is data, stderr is reports. Exit codes: 0 done,
// 1 nothing usable or no such event, 2 usage.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <newsloom/aggregator.hpp>
#include <newsloom/attribution/coverage_report.hpp>
#include <newsloom/attribution/passages.hpp>
#include <newsloom/ingest/outlet_registry.hpp>
#include <newsloom/ingest/reader.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "support/coverage_output.hpp"
#include "support/event_output.hpp"
#include "support/terminal.hpp"

namespace {

using namespace examples;
using newsloom::Article;
using newsloom::EventView;
using newsloom::attribution::OutletRegistry;

constexpr int done_code = 0;
constexpr int nothing_usable_code = 1;
constexpr int usage_code = 2;

struct Settings {
  std::vector<std::string> inputs;
  std::string event;
  std::string article;
  std::string registry;
  std::size_t top = 1;
  bool only_registry = false;
  bool print_registry = false;
  bool json = false;
  bool passages = false;
};

void define(CLI::App& app, Settings& settings) {
  app.add_option("input", settings.inputs, "files, folders, or -");
  app.add_option("--event", settings.event, "this event (\"e7\")");
  app.add_option("--article", settings.article, "the event of this article");
  app.add_option("--top", settings.top, "else so many events, best first; 0: all");
  app.add_flag("--json", settings.json, "JSON Lines, an event a line, instead of tables");
  app.add_flag("--passages", settings.passages, "below each copy, the longest passages it shares");
  app.add_option("--registry", settings.registry, "outlets in JSON, on top of the built-in ones");
  app.add_flag("--only-registry", settings.only_registry, "… instead of the built-in ones");
  app.add_flag("--print-registry", settings.print_registry, "print the outlets that are known");
}

// What is known about outlets under these settings.
std::optional<OutletRegistry> registry_of(const Settings& settings) {
  if (settings.registry.empty()) return OutletRegistry::built_in();
  auto users = newsloom::ingest::read_outlet_registry(settings.registry);
  auto registry = users && !settings.only_registry ? OutletRegistry::built_in().extended_by(*users)
                                                   : std::move(users);
  if (registry) return *std::move(registry);
  fmt::print(stderr, "{}\n", registry.error().to_string());
  return std::nullopt;
}

struct Stories {
  newsloom::MemoryEventArchive archive;
  newsloom::MemoryArticleSource articles;
  Titles titles;
  std::size_t accepted = 0;
};

void read(const Settings& settings, newsloom::Aggregator& aggregator, Stories& stories) {
  newsloom::ingest::read_paths(
      settings.inputs, {},
      [&](Article&& article) {
        const auto update = aggregator.add(article);
        if (!update) {
          fmt::print(stderr, "rejected: {}\n", update.error().to_string());
          return true;
        }
        ++stories.accepted;
        stories.titles.insert_or_assign(article.id, title_of(article));
        if (settings.passages) stories.articles.put(std::move(article));
        return true;
      },
      [](const newsloom::ingest::Problem& problem) {
        fmt::print(stderr, "{}: {}\n", problem.rejected ? "rejected" : "mended",
                   problem.error.to_string());
      });
}

std::vector<EventView> chosen(const Settings& settings, const newsloom::Aggregator& aggregator,
                              const Stories& stories) {
  std::optional<newsloom::EventId> wanted;
  if (!settings.event.empty()) wanted = newsloom::EventId::parse(settings.event);
  if (!settings.article.empty()) {
    const auto event = aggregator.event_of(newsloom::ArticleId(settings.article));
    if (event) wanted = *event;
  }
  if (!settings.event.empty() || !settings.article.empty()) {
    if (!wanted) return {};
    auto event = aggregator.event(*wanted);
    return event ? std::vector<EventView>{*std::move(event)} : std::vector<EventView>{};
  }
  std::vector<EventView> events = aggregator.events();
  stories.archive.for_each([&events](const EventView& event) {
    events.push_back(event);
    return true;
  });
  return newsloom::select_events(std::move(events),
                                 {.limit = settings.top == 0 ? SIZE_MAX : settings.top});
}

void print_passages(const EventView& event, const Stories& stories, const Style& style) {
  constexpr std::size_t most_passages = 5;
  constexpr std::size_t columns = 90;
  for (const auto& row : event.coverage) {
    if (!row.copy_of) continue;
    const auto shared = newsloom::attribution::align(row.article, *row.copy_of, stories.articles);
    const auto copy = stories.articles.find(row.article);
    if (!shared || !copy) continue;
    fmt::print("  {} and {}: {:.0f} % of its words, {:.0f} % of the other's\n", row.article.str(),
               row.copy_of->str(), 100 * shared->first_in_second(),
               100 * shared->second_in_first());
    for (std::size_t i = 0; i < std::min(most_passages, shared->passages.size()); ++i) {
      const auto& passage = shared->passages[i];
      fmt::print("    {}\n",
                 style.dim(fmt::format("[{}, {}) = [{}, {}) {}", passage.first.begin,
                                       passage.first.end, passage.second.begin, passage.second.end,
                                       fitted(passage.first.in(copy->text), columns))));
    }
  }
  fmt::print("\n");
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Shows who covered an event, who was first, and who printed whose text.");
  define(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? done_code : usage_code;
  }
  const auto registry = registry_of(settings);
  if (!registry) return usage_code;
  if (settings.print_registry) {
    fmt::print("{}\n", registry_json(*registry));
    return done_code;
  }
  if (settings.inputs.empty()) {
    fmt::print(stderr, "no input; see --help\n");
    return usage_code;
  }
  Stories stories;
  newsloom::Options options;
  options.outlets.registry = std::make_shared<const OutletRegistry>(*registry);
  auto aggregator = newsloom::Aggregator::create(options, &stories.archive);
  if (!aggregator) {
    fmt::print(stderr, "{}\n", aggregator.error().to_string());
    return usage_code;
  }
  read(settings, *aggregator, stories);
  const auto events = chosen(settings, *aggregator, stories);
  if (stories.accepted == 0 || events.empty()) {
    fmt::print(stderr, "{}\n", stories.accepted == 0 ? "no usable article" : "no such event");
    return nothing_usable_code;
  }
  const Style style(wants_colour(STDOUT_FILENO));
  for (const EventView& event : events) {
    const auto report = newsloom::attribution::report_coverage(event, *registry);
    if (settings.json) {
      fmt::print("{}\n", coverage_json(event, report, stories.titles));
    } else {
      print_coverage(event, report, stories.titles, style);
      if (settings.passages) print_passages(event, stories, style);
    }
  }
  return done_code;
}
