#include "support/page_output.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <newsloom/page/compose.hpp>
#include <newsloom/page/json.hpp>
#include <system_error>

#include "support/output_file.hpp"

namespace examples {
namespace {

// Pages of an earlier run would stand for events that are no more.
bool remove_old_pages(const std::string& folder) {
  std::error_code error;
  std::vector<std::filesystem::path> old;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    const bool is_page = entry.path().extension() == ".json" &&
                         newsloom::EventId::parse(entry.path().stem().string()).has_value();
    if (!is_page) {
      fmt::print(stderr, "{}: is no event page; pages are written to a folder of their own\n",
                 entry.path().string());
      return false;
    }
    old.push_back(entry.path());
  }
  for (const auto& path : old) std::filesystem::remove(path, error);
  if (error) fmt::print(stderr, "{}: {}\n", folder, error.message());
  return !error;
}

}  // namespace

bool write_pages(const std::string& folder, const std::vector<newsloom::EventView>& events,
                 const newsloom::ArticleSource& articles) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    fmt::print(stderr, "{}: {}\n", folder, error.message());
    return false;
  }
  if (!remove_old_pages(folder)) return false;
  newsloom::page::StoryIndex stories;
  for (const newsloom::EventView& event : events) {
    if (const auto put = stories.put(event, articles); !put) {
      fmt::print(stderr, "{}\n", put.error().to_string());
      return false;
    }
  }
  newsloom::page::PageContext context;
  context.stories = &stories;
  for (const newsloom::EventView& event : events) {
    const auto page = newsloom::compose_page(event, articles, {}, context);
    if (!page) {
      fmt::print(stderr, "{}\n", page.error().to_string());
      return false;
    }
    OutputFile file;
    if (!file.open((fs::path(folder) / (event.id.str() + ".json")).string())) return false;
    file.write(newsloom::page::to_json(*page));
    if (!file.close()) return false;
  }
  return true;
}

}  // namespace examples
