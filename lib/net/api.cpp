#include "newsloom/net/api.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <mutex>
#include <unordered_map>
#include <utility>

#include "api_json.hpp"
#include "api_query.hpp"
#include "newsloom/attribution/coverage_report.hpp"
#include "newsloom/ingest/json_lines.hpp"

namespace newsloom::net {

namespace json = boost::json;

struct Api::State {
  State(live::Newsroom& of, const ApiOptions& given) : newsroom(of), options(given) {}

  void add_routes();
  [[nodiscard]] ServerResponse events(const ServerRequest& request);
  [[nodiscard]] ServerResponse events_by_title(const std::string& words,
                                               const store::ArchiveQuery& query);
  [[nodiscard]] ServerResponse events_about(const ServerRequest& request,
                                            const store::ArchiveQuery& query);
  [[nodiscard]] std::uint64_t generation() const {
    return newsroom.generation() + (options.version ? options.version() : 0);
  }
  [[nodiscard]] ServerResponse event(const ServerRequest& request, bool with_articles);
  [[nodiscard]] ServerResponse article(const ServerRequest& request);
  [[nodiscard]] ServerResponse outlets();
  [[nodiscard]] ServerResponse search(const ServerRequest& request);
  [[nodiscard]] ServerResponse post_articles(const ServerRequest& request);
  [[nodiscard]] ServerResponse delete_article(const ServerRequest& request);
  [[nodiscard]] ServerResponse stream(const ServerRequest& request);
  [[nodiscard]] ServerResponse feeds();
  [[nodiscard]] ServerResponse health();
  [[nodiscard]] ServerResponse metrics();
  [[nodiscard]] json::object with_title(const EventView& event) const;
  [[nodiscard]] std::optional<ServerResponse> forbidden(const ServerRequest& request) const;
  void keep(const std::string& target, const ServerResponse& response, std::uint64_t generation);

  live::Newsroom& newsroom;
  const ApiOptions options;
  Router router;

  // Answers that hold until something changes.
  std::mutex cache_mutex;
  std::unordered_map<std::string, ServerResponse> cache;
  std::uint64_t cache_generation = 0;
  std::size_t cache_size = 0;
};

namespace {

constexpr std::string_view openapi =
#include "net/openapi.json.inc"
    ;

ServerResponse answer(const json::object& object, int status = 200) {
  ServerResponse response;
  response.status = status;
  response.body = json::serialize(object);
  return response;
}

// In a time that does not depend on how much is right.
bool equal_secrets(std::string_view given, std::string_view secret) {
  if (given.size() != secret.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < given.size(); ++i) {
    difference |= static_cast<unsigned>(static_cast<unsigned char>(given[i] ^ secret[i]));
  }
  return difference == 0;
}

std::string metric(const char* name, const char* type, std::uint64_t value) {
  const std::string full = std::string("newsloom_") + name;
  return "# TYPE " + full + " " + type + "\n" + full + " " + std::to_string(value) + "\n";
}

}  // namespace

std::optional<ServerResponse> Api::State::forbidden(const ServerRequest& request) const {
  if (options.token.empty()) return problem(403, "this server only reads: it was given no token");
  constexpr std::string_view scheme = "Bearer ";
  std::string_view given = header(request.headers, "Authorization");
  if (given.starts_with(scheme)) {
    given.remove_prefix(scheme.size());
    if (equal_secrets(given, options.token)) return std::nullopt;
  }
  auto response = problem(401, "a token is needed: Authorization: Bearer …");
  response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

// An event in a list needs something to be called.
json::object Api::State::with_title(const EventView& event) const {
  json::object object = summary_json(event);
  const auto subject = options.subject ? options.subject(event.id) : std::nullopt;
  if (subject) {
    object["title"] = subject->title;
    if (!subject->lead.empty()) object["lead"] = subject->lead;
    if (!subject->category.empty()) object["category"] = subject->category;
    json::array topics;
    for (const std::string& topic : subject->topics) topics.emplace_back(topic);
    object["topics"] = std::move(topics);
    return object;
  }
  if (const auto best = newsroom.store().find(event.representative)) object["title"] = best->title;
  return object;
}

ServerResponse Api::State::events(const ServerRequest& request) {
  auto query = query_of(request, options.max_page);
  if (!query) return problem(query.error());
  if (const auto* words = parameter(request, "q")) return events_by_title(*words, *query);
  if (parameter(request, "category") != nullptr || parameter(request, "topic") != nullptr) {
    return events_about(request, *query);
  }
  const std::size_t limit = query->limit;
  ++query->limit;  // whether there is more
  const auto found = newsroom.events(*query);
  json::array list;
  for (std::size_t i = 0; i < std::min(found.size(), limit); ++i) {
    list.push_back(with_title(found[i]));
  }
  ServerResponse response;
  json::object body;
  body["events"] = std::move(list);
  if (found.size() > limit) add_next(request, cursor_of(found[limit - 1]), body, response);
  response.body = json::serialize(body);
  return response;
}

// The events of a category or topic that match the rest, latest update first.
ServerResponse Api::State::events_about(const ServerRequest& request,
                                        const store::ArchiveQuery& query) {
  const std::string* const category = parameter(request, "category");
  const std::string* const topic = parameter(request, "topic");
  if (!options.about) {
    return problem(bad_parameter(category ? "category" : "topic", "is not known to this server"));
  }
  ServerResponse response;
  json::array list;
  json::object body;
  std::optional<std::string> last;
  for (const EventId id : options.about(category ? *category : "", topic ? *topic : "")) {
    const auto event = newsroom.event(id);
    if (!event || !store::matches(*event, query)) continue;
    if (list.size() == query.limit) {  // there is more
      add_next(request, *last, body, response);
      break;
    }
    list.push_back(with_title(*event));
    last = cursor_of(*event);
  }
  body["events"] = std::move(list);
  response.body = json::serialize(body);
  return response;
}

// The events of articles whose title has the words, latest article first.
ServerResponse Api::State::events_by_title(const std::string& words,
                                           const store::ArchiveQuery& query) {
  const auto found = newsroom.events_titled(words, query);
  if (!found) return problem(found.error());
  json::array list;
  for (const EventView& event : *found) list.push_back(with_title(event));
  return answer({{"events", std::move(list)}});
}

ServerResponse Api::State::event(const ServerRequest& request, bool with_articles) {
  const std::string& text = request.parameters.at("id");
  const auto id = EventId::parse(text);
  if (!id) return problem(404, "\"" + text + "\" is no event's id");
  const auto found = newsroom.event(*id);
  if (!found) return problem(found.error());
  if (found->id != *id) {
    auto moved = problem(308, "the event was merged into " + found->id.str());
    moved.headers.emplace_back(
        "Location", "/v1/events/" + found->id.str() + (with_articles ? "/articles" : ""));
    return moved;
  }
  if (!with_articles && options.page) {
    auto page = options.page(*id);
    if (!page) return problem(page.error());
    ServerResponse response;
    response.body = *std::move(page);
    return response;
  }
  json::object body = with_title(*found);
  json::array coverage;
  for (const CoverageRow& row : found->coverage) {
    json::object object = to_json(row);
    if (const auto article = newsroom.store().find(row.article, row.revision)) {
      object["title"] = article->title;
      object["url"] = article->url;
    }
    coverage.push_back(std::move(object));
  }
  if (with_articles) return answer({{"articles", std::move(coverage)}});
  body["coverage"] = std::move(coverage);
  return answer(body);
}

ServerResponse Api::State::article(const ServerRequest& request) {
  const ArticleId id(request.parameters.at("id"));
  std::optional<std::uint32_t> revision;
  if (parameter(request, "revision") != nullptr) {
    const auto asked = number(request, "revision", 0);
    if (!asked) return problem(asked.error());
    revision = static_cast<std::uint32_t>(std::min<std::uint64_t>(*asked, UINT32_MAX));
  }
  const auto found = newsroom.store().find(id, revision);
  if (!found) return problem(found.error());
  json::object body = to_json(*found);
  if (const auto event = newsroom.store().event_of(id); event && *event) {
    body["event"] = (*event)->str();
  }
  return answer(body);
}

ServerResponse Api::State::outlets() {
  constexpr std::size_t latest = 1'000;
  json::array list;
  for (const auto& outlet : attribution::count_outlets(newsroom.events({.limit = latest}))) {
    list.push_back(json::object{{"outlet", outlet.outlet},
                                {"family", outlet.family},
                                {"articles", outlet.articles},
                                {"events", outlet.events},
                                {"first_reports", outlet.first_reports},
                                {"copies", outlet.copies}});
  }
  return answer({{"outlets", std::move(list)}});
}

ServerResponse Api::State::search(const ServerRequest& request) {
  const std::string* const words = parameter(request, "q");
  if (words == nullptr) return problem(bad_parameter("q", "is missing: what to search for"));
  const auto limit = number(request, "limit", usual_page);
  if (!limit) return problem(limit.error());
  const auto before = number(request, "cursor", INT64_MAX);
  if (!before) return problem(before.error());
  const std::size_t page = std::clamp<std::size_t>(*limit, 1, options.max_page);
  const auto hits = newsroom.store().search(*words, page + 1, *before);
  if (!hits) return problem(hits.error());
  json::array list;
  for (std::size_t i = 0; i < std::min(hits->size(), page); ++i)
    list.push_back(to_json((*hits)[i]));
  ServerResponse response;
  json::object body;
  body["articles"] = std::move(list);
  if (hits->size() > page) {
    add_next(request, std::to_string((*hits)[page - 1].sequence), body, response);
  }
  response.body = json::serialize(body);
  return response;
}

ServerResponse Api::State::post_articles(const ServerRequest& request) {
  if (auto no = forbidden(request)) return *std::move(no);
  ingest::JsonLinesOptions limits;
  ingest::LineSplitter lines(ingest::from_memory(std::string_view(request.body)),
                             limits.max_line_bytes);
  ingest::ArticleParser parser(limits);
  std::vector<Article> articles;
  std::vector<std::string> rejected;
  std::vector<ingest::Problem> problems;
  while (!lines.is_finished()) {
    const auto line = lines.next();
    if (line && !*line) break;
    auto article = line ? parser.parse((*line)->bytes, problems) : result<Article>(line.error());
    if (article) {
      articles.push_back(*std::move(article));
    } else {
      rejected.push_back(article.error().message);
    }
  }
  if (articles.empty()) {
    return problem(rejected.empty() ? 400 : 422,
                   rejected.empty() ? "there is no article in the body" : rejected.front());
  }
  json::array placed;
  for (const auto& update : newsroom.add(articles)) {
    if (update) {
      placed.push_back(to_json(*update));
    } else if (update.error().code == ErrorCode::disk_full ||
               update.error().code == ErrorCode::io_error) {
      return problem(update.error());
    } else {
      rejected.push_back(update.error().message);
    }
  }
  json::array refused;
  for (const std::string& why : rejected) refused.emplace_back(why);
  return answer({{"articles", std::move(placed)}, {"rejected", std::move(refused)}}, 201);
}

ServerResponse Api::State::delete_article(const ServerRequest& request) {
  if (auto no = forbidden(request)) return *std::move(no);
  const auto removed = newsroom.remove(ArticleId(request.parameters.at("id")));
  if (!removed) return problem(removed.error());
  return {.status = 204, .content_type = {}};
}

ServerResponse Api::State::stream(const ServerRequest& request) {
  std::uint64_t cursor = newsroom.changes_since(UINT64_MAX).next;
  const std::string_view last = header(request.headers, "Last-Event-ID");
  if (!last.empty()) {
    const auto [end, error] = std::from_chars(last.data(), last.data() + last.size(), cursor);
    if (error != std::errc{}) return problem(bad_parameter("Last-Event-ID", "is no whole number"));
  } else {
    const auto asked = number(request, "cursor", cursor);
    if (!asked) return problem(asked.error());
    cursor = *asked;
  }
  ServerResponse response;
  response.content_type = "text/event-stream";
  response.headers.emplace_back("Cache-Control", "no-store");
  response.more = [this, cursor, is_first = true]() mutable -> std::optional<std::string> {
    constexpr std::size_t at_once = 500;
    const ChangeLog log = newsroom.changes_since(cursor, at_once);
    std::string text = is_first ? "retry: 2000\n" : "";
    is_first = false;
    if (log.is_incomplete) text += "event: reset\ndata: {}\n\n";
    std::uint64_t at = log.next - log.changes.size();
    for (const Change& change : log.changes) {
      text += "id: " + std::to_string(++at) +
              "\nevent: change\ndata: " + json::serialize(to_json(change)) + "\n\n";
    }
    cursor = log.next;
    return text.empty() || text.ends_with("\n\n") ? text : text + "\n";
  };
  return response;
}

ServerResponse Api::State::feeds() {
  json::array list;
  if (options.feeds) {
    for (const FeedStatus& feed : options.feeds()) list.push_back(to_json(feed));
  }
  ServerResponse response = answer({{"feeds", std::move(list)}});
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

ServerResponse Api::State::health() {
  const auto statistics = newsroom.statistics();
  json::object body{{"status", "ok"},
                    {"articles", statistics.articles},
                    {"open_events", statistics.active_events}};
  if (const auto mark = newsroom.watermark()) body["watermark"] = rfc3339(*mark);
  ServerResponse response = answer(body);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

ServerResponse Api::State::metrics() {
  const Statistics now = newsroom.statistics();
  std::string text = metric("articles_total", "counter", now.articles) +
                     metric("revisions_total", "counter", now.revisions) +
                     metric("removed_total", "counter", now.removed) +
                     metric("near_copies_total", "counter", now.near_copies) +
                     metric("events_created_total", "counter", now.events_created) +
                     metric("events_closed_total", "counter", now.events_closed) +
                     metric("open_events", "gauge", now.active_events) +
                     metric("open_articles", "gauge", now.active_articles) +
                     metric("aggregator_bytes", "gauge", now.memory);
  if (options.metrics) text += options.metrics();
  ServerResponse response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = std::move(text);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

void Api::State::add_routes() {
  const auto get = [this](std::string_view pattern, Router::Handler handler) {
    router.add("GET", pattern, std::move(handler));
  };
  get("/v1/events", [this](const ServerRequest& request) { return events(request); });
  get("/v1/events/{id}", [this](const ServerRequest& request) { return event(request, false); });
  get("/v1/events/{id}/articles",
      [this](const ServerRequest& request) { return event(request, true); });
  get("/v1/articles/{id}", [this](const ServerRequest& request) { return article(request); });
  get("/v1/outlets", [this](const ServerRequest&) { return outlets(); });
  get("/v1/search", [this](const ServerRequest& request) { return search(request); });
  get("/v1/stream", [this](const ServerRequest& request) { return stream(request); });
  get("/v1/openapi.json", [](const ServerRequest&) {
    ServerResponse response;
    response.body = openapi;
    return response;
  });
  get("/v1/feeds", [this](const ServerRequest&) { return feeds(); });
  get("/v1/health", [this](const ServerRequest&) { return health(); });
  get("/metrics", [this](const ServerRequest&) { return metrics(); });
  router.add("POST", "/v1/articles",
             [this](const ServerRequest& request) { return post_articles(request); });
  router.add("DELETE", "/v1/articles/{id}",
             [this](const ServerRequest& request) { return delete_article(request); });
}

// Whoever finds another generation empties the cache.
void Api::State::keep(const std::string& target, const ServerResponse& response,
                      std::uint64_t generation) {
  const std::lock_guard guard(cache_mutex);
  if (cache_generation != generation) {
    cache.clear();
    cache_size = 0;
    cache_generation = generation;
  }
  const std::size_t size = target.size() + response.body.size();
  if (cache_size + size > options.cache_bytes) return;
  if (cache.emplace(target, response).second) cache_size += size;
}

Api::Api(live::Newsroom& newsroom, const ApiOptions& options)
    : state_(std::make_unique<State>(newsroom, options)) {
  state_->add_routes();
}
Api::~Api() = default;

Router& Api::router() { return state_->router; }

std::optional<ServerResponse> Api::cached(const ServerRequest& request) {
  if (request.method != "GET" && request.method != "HEAD") return std::nullopt;
  State& state = *state_;
  const std::uint64_t generation = state.generation();
  const std::lock_guard guard(state.cache_mutex);
  if (state.cache_generation != generation) return std::nullopt;
  const auto found = state.cache.find(request.target);
  if (found == state.cache.end()) return std::nullopt;
  return found->second;
}

ServerResponse Api::handle(ServerRequest& request) {
  if (auto kept = cached(request)) return *std::move(kept);
  State& state = *state_;
  const std::uint64_t generation = state.generation();
  ServerResponse response = state.router.handle(request);
  const bool may_keep = request.method == "GET" && response.status == 200 && !response.more &&
                        header(response.headers, "Cache-Control") != "no-store";
  if (may_keep) state.keep(request.target, response, generation);
  return response;
}

}  // namespace newsloom::net
