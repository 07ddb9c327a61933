// Reads articles, clusters them, and shows the pages of events.
//
//   event_page FILE|FOLDER|- … [--event ID] [--format text|markdown|html|json] [--site DIR]
//              [--language CODE] [--topics FILE] [--verify]
//
// Without --event: the event with most independent sources. --site writes DIR/index.html, a page an
// event, and the feeds rss.xml, atom.xml and feed.json. --verify proves every page: each sentence
// from its article's bytes, each verb, agreement, conflict and count from the articles anew.
// Exit codes: 0 done, 1 nothing usable or a page that does not hold, 2 usage.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <newsloom/aggregator.hpp>
#include <newsloom/ingest/reader.hpp>
#include <newsloom/page/compose.hpp>
#include <newsloom/page/feeds.hpp>
#include <newsloom/page/json.hpp>
#include <newsloom/page/render.hpp>
#include <newsloom/page/verify.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/output_file.hpp"
#include "support/terminal.hpp"

namespace {

namespace page = newsloom::page;
using newsloom::EventId;

constexpr int done_code = 0;
constexpr int failed_code = 1;
constexpr int usage_code = 2;

struct Settings {
  std::vector<std::string> inputs;
  std::string event;
  std::string format = "text";
  std::string site;
  std::string language;
  std::string topics;
  std::string base_url;
  bool verify = false;
};

void define(CLI::App& app, Settings& settings) {
  app.add_option("input", settings.inputs, "articles: files, folders, or -")->required();
  app.add_option("--event", settings.event, "the event's id, as cluster_articles prints it");
  app.add_option("--format", settings.format)
      ->check(CLI::IsMember({"text", "markdown", "html", "json"}));
  app.add_option("--site", settings.site, "write all pages, a front page and feeds to this folder");
  app.add_option("--base-url", settings.base_url, "where the site will stand, for the feeds");
  app.add_option("--language", settings.language, "the reader's, where an event is covered in it");
  app.add_option("--topics", settings.topics, "your own descriptions, JSON Lines");
  app.add_flag("--verify", settings.verify, "prove every page that is made");
}

int fail(const newsloom::Error& error) {
  fmt::print(stderr, "{}\n", error.to_string());
  return failed_code;
}

// Everything a page is made from.
struct Newsroom {
  newsloom::MemoryArticleSource articles;
  newsloom::MemoryEventArchive archive;
  std::vector<newsloom::EventView> events;  // best first
  page::StoryIndex stories;
  std::optional<page::KnownTopics> topics;
  page::PageOptions options;

  [[nodiscard]] page::PageContext context() const {
    page::PageContext context;
    context.stories = &stories;
    context.known_topics = topics ? &*topics : nullptr;
    return context;
  }
};

std::optional<newsloom::Error> read_topics(const std::string& path, Newsroom& room) {
  std::ifstream in(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  if (!in) return newsloom::Error{newsloom::ErrorCode::io_error, "cannot read " + path, {}};
  auto topics = page::KnownTopics::read(bytes);
  if (!topics) return topics.error();
  room.topics = std::move(*topics);
  return std::nullopt;
}

std::optional<newsloom::Error> fill(const Settings& settings, Newsroom& room) {
  auto aggregator = newsloom::Aggregator::create({}, &room.archive);
  if (!aggregator) return aggregator.error();
  newsloom::ingest::read_paths(
      settings.inputs, {},
      [&](newsloom::Article&& article) {
        const auto update = aggregator->add(article);
        if (update) {
          article.revision = update->revision;
          room.articles.put(std::move(article));
        } else {
          fmt::print(stderr, "rejected: {}\n", update.error().to_string());
        }
        return true;
      },
      [](const newsloom::ingest::Problem& problem) {
        fmt::print(stderr, "{}\n", problem.error.to_string());
      });
  std::vector<newsloom::EventView> events = aggregator->events();
  room.archive.for_each([&events](const newsloom::EventView& event) {
    events.push_back(event);
    return true;
  });
  room.events = newsloom::select_events(std::move(events), {});
  for (const auto& event : room.events) {
    if (const auto put = room.stories.put(event, room.articles); !put) return put.error();
  }
  room.options.language = settings.language;
  if (!settings.topics.empty()) return read_topics(settings.topics, room);
  return std::nullopt;
}

// The page, proved if asked for.
newsloom::result<newsloom::EventPage> make(const Settings& settings, const Newsroom& room,
                                           const newsloom::EventView& event) {
  auto made = newsloom::compose_page(event, room.articles, room.options, room.context());
  if (!made || !settings.verify) return made;
  page::VerifyOptions how;
  how.page = room.options;
  if (const auto spans = newsloom::verify_spans(*made, room.articles, how); !spans) {
    return spans.error();
  }
  if (const auto claims = newsloom::verify_claims(*made, room.articles, how); !claims) {
    return claims.error();
  }
  return made;
}

bool write_file(const std::filesystem::path& path, const std::string& text) {
  examples::OutputFile file;
  if (!file.open(path.string())) return false;
  file.write(text);
  return file.close();
}

int write_site(const Settings& settings, const Newsroom& room) {
  const std::filesystem::path folder(settings.site);
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  std::vector<newsloom::EventPage> pages;
  for (const auto& event : room.events) {
    auto made = make(settings, room, event);
    if (!made) return fail(made.error());
    if (!write_file(folder / (event.id.str() + ".html"), page::to_html(*made))) return failed_code;
    pages.push_back(std::move(*made));
  }
  const page::FeedOptions feed{.title = "Events", .base_url = settings.base_url};
  const bool written = write_file(folder / "index.html", page::front_page_html(pages)) &&
                       write_file(folder / "rss.xml", page::to_rss(pages, feed)) &&
                       write_file(folder / "atom.xml", page::to_atom(pages, feed)) &&
                       write_file(folder / "feed.json", page::to_json_feed(pages, feed));
  fmt::print(stderr, "{} pages{}\n", pages.size(), settings.verify ? ", all proved" : "");
  return written ? done_code : failed_code;
}

const newsloom::EventView* choose(const Settings& settings, const Newsroom& room) {
  const newsloom::EventView* chosen = nullptr;
  for (const auto& event : room.events) {
    if (!settings.event.empty()) {
      if (event.id.str() == settings.event) return &event;
    } else if (chosen == nullptr ||
               event.independent_source_count > chosen->independent_source_count) {
      chosen = &event;
    }
  }
  return chosen;
}

int show(const Settings& settings, const Newsroom& room) {
  const newsloom::EventView* event = choose(settings, room);
  if (event == nullptr) {
    fmt::print(stderr, "no such event\n");
    return failed_code;
  }
  const auto made = make(settings, room, *event);
  if (!made) return fail(made.error());
  std::string text = page::to_text(*made);
  if (settings.format == "json") text = page::to_json(*made) + "\n";
  if (settings.format == "markdown") text = page::to_markdown(*made);
  if (settings.format == "html") text = page::to_html(*made);
  fmt::print("{}", text);
  return done_code;
}

}  // namespace

int main(int argc, char** argv) {
  Settings settings;
  CLI::App app("Pages of events, every sentence a byte range of its source.");
  define(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? done_code : usage_code;
  }
  Newsroom room;
  if (const auto error = fill(settings, room)) return fail(*error);
  return settings.site.empty() ? show(settings, room) : write_site(settings, room);
}
