// What the articles of labelled events agree on, contradict each other in and have alone, and how
// fast it is found: reading, quotations matched, claims compared, framing with its re-check.
//
//   bench_attribution_agreement EVENTS.jsonl [--show] [--max-articles N]
//
// EVENTS: JSON Lines with title, text, outlet, language, published and the event's label.
#include "newsloom/attribution/agreement.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>
#include <chrono>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "newsloom/attribution/framing.hpp"
#include "newsloom/ingest/dates.hpp"

namespace {

using namespace newsloom;
using Stopwatch = std::chrono::steady_clock;

struct Row {
  std::string id, title, text, outlet, language, event, published;
};

std::string text_of(const boost::json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::map<std::string, std::vector<Row>> read_events(const std::string& path, std::size_t most) {
  std::map<std::string, std::vector<Row>> events;
  std::ifstream file(path);
  std::size_t count = 0;
  for (std::string line; count < most && std::getline(file, line); ++count) {
    boost::system::error_code error;
    const auto value = boost::json::parse(line, error);
    if (error || !value.is_object()) continue;
    const auto& object = value.as_object();
    Row row;
    row.id = text_of(object, "id");
    row.title = text_of(object, "title");
    row.text = text_of(object, "text");
    row.outlet = text_of(object, "outlet");
    row.language = text_of(object, "language");
    row.published = text_of(object, "published");
    row.event = text_of(object, "event");
    if (row.outlet.empty()) row.outlet = row.id;
    events[row.event].push_back(std::move(row));
  }
  return events;
}

void show_conflict(const attribution::Claim& claim, const attribution::EventReading& event) {
  for (const auto& value : claim.values) {
    const attribution::Place& place = value.places.front();
    const auto& reading = event.articles[place.article].reading[place.where.field];
    text::Span sentence = place.where.span;
    for (const text::Span& one : reading.sentences) {
      if (one.contains(place.where.span)) sentence = one;
    }
    fmt::print("  {} [{}] {} | {}\n", value.value_e3 / 1000, value.families.front(),
               event.in(place), sentence.in(reading.source));
  }
  fmt::print("\n");
}

double since(Stopwatch::time_point start) {
  return std::chrono::duration<double>(Stopwatch::now() - start).count();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Agreement, conflicts and framing of labelled events");
  std::string path;
  bool show = false;
  std::size_t most = SIZE_MAX;
  app.add_option("events", path)->required();
  app.add_flag("--show", show, "print the conflicts with their sentences");
  app.add_option("--max-articles", most);
  CLI11_PARSE(app, argc, argv);

  std::size_t articles = 0;
  std::size_t with_others = 0;
  std::map<std::string, std::size_t> counts;
  double reading = 0;
  double comparing = 0;
  double framing_time = 0;
  for (const auto& [label, rows] : read_events(path, most)) {
    std::vector<attribution::EventArticle> about;
    for (const Row& row : rows) {
      attribution::EventArticle article;
      article.article = ArticleId(row.id);
      article.outlet = article.family = row.outlet;
      article.language = row.language.empty() ? "en" : row.language;
      if (const auto date = ingest::parse_date(row.published)) article.published = date->time;
      article.title = row.title;
      article.text = row.text;
      about.push_back(article);
    }
    articles += rows.size();
    auto start = Stopwatch::now();
    const attribution::EventReading event = attribution::read_event(about);
    reading += since(start);
    start = Stopwatch::now();
    const auto claims = attribution::compare_claims(event);
    comparing += since(start);
    start = Stopwatch::now();
    const attribution::Framing framing(event);
    framing_time += since(start);
    with_others += rows.size() > 1 ? 1U : 0U;
    for (const auto& claim : claims) {
      if (claim.kind != attribution::ClaimKind::quantity) continue;
      ++counts[std::string(attribution::to_string(claim.status))];
      if (show && claim.status == attribution::ClaimStatus::conflict) show_conflict(claim, event);
    }
    for (const auto& shared : attribution::match_quotes(event)) {
      counts["shared quotation"] += shared.carrier_count() > 1 ? 1U : 0U;
      counts["altered quotation"] += shared.versions.size() > 1 ? 1U : 0U;
    }
    for (const auto& predicate : framing.predicates()) {
      ++counts[std::string(attribution::to_string(predicate.kind))];
      if (!framing.holds(predicate)) ++counts["does not hold"];
    }
  }
  fmt::print("{} articles, {} events of several\n", articles, with_others);
  for (const auto& [name, count] : counts) fmt::print("  {:<20} {}\n", name, count);
  const double all = static_cast<double>(articles);
  fmt::print("articles/s: reading {:.0f}, comparing {:.0f}, framing {:.0f}, all {:.0f}\n",
             all / reading, all / comparing, all / framing_time,
             all / (reading + comparing + framing_time));
  return 0;
}
