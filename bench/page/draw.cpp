// Draws pages to be read against their sources.
//
//   bench_page_draw --set PAGES ARTICLES … [--pages 60] [--seed 60] [--from N --to N]
//
// PAGES and ARTICLES are what `cluster_articles --pages --articles` wrote of a set. Drawn are pages
// with at least three articles, each once, of all sets together; the same seed draws the same.
// Every statement is printed under its section behind the sentence that precedes it in its article,
// which is what a reader of the page does not see: the faults counted in RESULTS.md are those this
// shows.

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <newsloom/text/utf8.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace {

namespace json = boost::json;

constexpr std::uint64_t min_articles = 3;

struct Source {
  std::string title;
  std::string text;
};
using Sources = std::map<std::string, Source, std::less<>>;

struct DrawnPage {
  std::string path;
  json::object page;
  std::size_t set = 0;
};

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string text_of(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

Sources read_sources(const std::string& path) {
  std::ifstream in(path);
  Sources sources;
  for (std::string line; std::getline(in, line);) {
    if (line.empty()) continue;
    const json::value value = json::parse(line);
    const json::object& article = value.as_object();
    sources[text_of(article, "id")] = {text_of(article, "title"), text_of(article, "text")};
  }
  return sources;
}

/// The bytes before `at` that a reader of the article has just read.
std::string before(const std::string& text, std::size_t at) {
  constexpr std::size_t context = 160;
  std::size_t begin = at > context ? at - context : 0;
  while (begin < at && !newsloom::text::is_boundary(text, begin)) ++begin;
  std::string found = text.substr(begin, at - begin);
  std::replace(found.begin(), found.end(), '\n', ' ');
  return found;
}

void print_statement(const json::object& statement, const Sources& sources,
                     const std::string& mark) {
  const json::object& segment = statement.at("segments").as_array().front().as_object();
  const auto source = sources.find(text_of(segment, "article_id"));
  if (source != sources.end() && text_of(segment, "field") == "text") {
    const auto begin = segment.at("begin").to_number<std::size_t>();
    std::printf("    [… %s]\n", before(source->second.text, begin).c_str());
  }
  std::printf("  %s %s\n", mark.c_str(), text_of(statement, "text").c_str());
}

bool is_statement(const json::value& value) {
  return value.is_object() && value.as_object().contains("segments");
}

/// Statements wherever they stand, with the plain words beside them (outlet, verb, speaker, date).
void print_part(const json::value& value, const Sources& sources) {
  if (is_statement(value)) return print_statement(value.as_object(), sources, "*");
  if (value.is_array()) {
    for (const json::value& entry : value.as_array()) print_part(entry, sources);
    return;
  }
  if (!value.is_object()) return;
  std::string mark = "*";
  for (const char* name : {"outlet", "verb", "speaker", "date", "name", "kind"}) {
    const std::string word = text_of(value.as_object(), name);
    // A kind nobody knows is not shown.
    if (!word.empty() && word != "other") mark += " " + word + " |";
  }
  if (mark.size() > 1) std::printf("  %s\n", mark.c_str());
  for (const auto& [name, member] : value.as_object()) {
    if (is_statement(member)) {
      print_statement(member.as_object(), sources, std::string(name) + ":");
    } else if (member.is_array() || member.is_object()) {
      print_part(member, sources);
    }
  }
}

void print_page(const DrawnPage& drawn, const Sources& sources, std::size_t number) {
  std::printf("\n===== %zu %s\n", number, drawn.path.c_str());
  for (const json::value& row : drawn.page.at("coverage").as_array()) {
    const json::object& article = row.as_object();
    std::printf("  - %s%s: %s\n",
                article.contains("related") ? "(related, not of this event) " : "",
                text_of(article, "outlet").c_str(), text_of(article, "title").c_str());
  }
  for (const char* section :
       {"title", "whats_happened", "what_the_papers_say", "behind_the_headline", "how_we_got_here",
        "go_deeper", "common_questions", "topics", "timeline", "quotes"}) {
    const json::value* part = drawn.page.if_contains(section);
    if (part == nullptr) continue;
    std::printf(" # %s\n", section);
    print_part(*part, sources);
  }
}

std::vector<DrawnPage> read_pages(const std::string& folder, std::size_t set) {
  std::vector<DrawnPage> pages;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const json::value value = json::parse(read_file(entry.path().string()));
    const json::object& page = value.as_object();
    if (page.at("coverage").as_array().size() >= min_articles) {
      pages.push_back({entry.path().string(), page, set});
    }
  }
  std::sort(pages.begin(), pages.end(),
            [](const DrawnPage& a, const DrawnPage& b) { return a.path < b.path; });
  return pages;
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::pair<std::string, std::string>> sets;
  std::size_t count = 60;
  std::uint64_t seed = 60;
  std::size_t from = 1;
  std::size_t to = SIZE_MAX;
  CLI::App app("Draws pages to be read against their sources.");
  app.add_option("--set", sets, "folder of pages, and the articles they were made of")->required();
  app.add_option("--pages", count);
  app.add_option("--seed", seed);
  app.add_option("--from", from, "first of the drawn pages to print, from 1");
  app.add_option("--to", to);
  CLI11_PARSE(app, argc, argv);
  std::vector<DrawnPage> pages;
  std::vector<Sources> sources;
  for (const auto& [folder, articles] : sets) {
    for (DrawnPage& page : read_pages(folder, sources.size())) pages.push_back(std::move(page));
    sources.push_back(read_sources(articles));
  }
  // Fisher and Yates by hand: the standard leaves open what std::shuffle does with its numbers.
  std::mt19937_64 random(seed);
  for (std::size_t i = pages.size(); i > 1; --i) std::swap(pages[i - 1], pages[random() % i]);
  if (pages.size() > count) pages.resize(count);
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i + 1 < from || i + 1 > to) continue;
    print_page(pages[i], sources[pages[i].set], i + 1);
  }
}
