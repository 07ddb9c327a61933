#include "newsloom/site/site.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <charconv>
#include <span>
#include <utility>

#include "html.hpp"
#include "newsloom/net/message.hpp"
#include "newsloom/page/feeds.hpp"
#include "newsloom/page/json.hpp"
#include "newsloom/page/render.hpp"
#include "page/dates.hpp"

namespace newsloom::site {
namespace {

namespace json = boost::json;
using net::ServerRequest;
using net::ServerResponse;
using Query = std::map<std::string, std::string>;

ServerResponse served(std::string body, const char* type) {
  ServerResponse response;
  response.content_type = type;
  response.body = std::move(body);
  return response;
}

/// A page for people: its own style and script, and nothing from elsewhere.
ServerResponse html(std::string body, int status = 200) {
  auto response = served(std::move(body), "text/html; charset=utf-8");
  response.status = status;
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
      "form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
  return response;
}

std::string value_of(const Query& query, const char* name) {
  const auto found = query.find(name);
  return found == query.end() ? std::string() : found->second;
}

/// The front page with one parameter changed; an empty value takes it out.
std::string front_link(Query query, const std::string& name, const std::string& value) {
  query.erase("page");
  query.erase(name);
  if (!value.empty()) query[name] = value;
  std::string link = "/";
  char separator = '?';
  for (const auto& [key, given] : query) {
    if (given.empty()) continue;
    link += separator + net::percent_encode(key) + "=" + net::percent_encode(given);
    separator = '&';
  }
  return link;
}

ChoiceGroup choices(const char* title, const std::string& parameter,
                    const std::vector<std::pair<std::string, std::size_t>>& counts,
                    const Query& query, std::size_t most) {
  const std::string chosen = value_of(query, parameter.c_str());
  ChoiceGroup group{title, {}};
  group.choices.push_back({"all", front_link(query, parameter, ""), 0, chosen.empty()});
  for (const auto& [value, count] : counts) {
    const bool is_chosen = value == chosen;
    if (group.choices.size() > most && !is_chosen) continue;
    group.choices.push_back({value, front_link(query, parameter, value), count, is_chosen});
  }
  return group;
}

std::string text_of(const json::object& object) { return json::serialize(object); }

}  // namespace

struct Site::State {
  State(live::Newsroom& of, const SiteOptions& given)
      : newsroom(of), options(given), shelf(of, given.shelf) {}

  [[nodiscard]] ServerResponse front(const ServerRequest& request);
  [[nodiscard]] ServerResponse event(const ServerRequest& request);
  [[nodiscard]] ServerResponse coverage(const ServerRequest& request);
  [[nodiscard]] ServerResponse topic(const ServerRequest& request);
  [[nodiscard]] ServerResponse topic_json(const ServerRequest& request);
  [[nodiscard]] ServerResponse outlets();
  [[nodiscard]] ServerResponse outlet(const ServerRequest& request);
  [[nodiscard]] std::vector<page::EventPage> feed_pages();
  [[nodiscard]] std::vector<Card> found_by_title(const std::string& words) const;
  [[nodiscard]] Frame frame(std::string heading) const;
  [[nodiscard]] ServerResponse missing(const std::string& what) const;
  [[nodiscard]] const attribution::OutletRegistry& registry() const {
    return options.outlets ? *options.outlets : attribution::OutletRegistry::built_in();
  }
  /// As the registry has it, else the id.
  [[nodiscard]] std::string name_of(const std::string& outlet) const {
    const auto* known = registry().find_domain(outlet);
    return known == nullptr ? outlet : known->name;
  }

  live::Newsroom& newsroom;
  const SiteOptions options;
  Shelf shelf;
};

Frame Site::State::frame(std::string heading) const {
  Frame frame{options.title, std::move(heading), {}, {}};
  CardQuery newest;
  newest.order = CardQuery::Order::newest;
  newest.limit = 1;
  const auto cards = shelf.cards(newest);
  if (!cards.empty()) frame.updated = cards.front().updated;
  return frame;
}

ServerResponse Site::State::missing(const std::string& what) const {
  FrontPage page;
  page.frame = frame("Not here");
  page.shows_heading = true;
  page.empty = what;
  return html(to_html(page), 404);
}

std::vector<Card> Site::State::found_by_title(const std::string& words) const {
  std::vector<Card> cards;
  const auto events = newsroom.events_titled(words, {.limit = options.events_a_page});
  if (!events) return cards;
  for (const EventView& event : *events) {
    if (auto card = shelf.card(event.id)) cards.push_back(*std::move(card));
  }
  return cards;
}

ServerResponse Site::State::front(const ServerRequest& request) {
  (void)shelf.refresh();
  const Query& query = request.parsed.query;
  FrontPage page;
  page.frame = frame("Events");
  page.frame.words = value_of(query, "q");
  if (!page.frame.words.empty()) {
    page.frame.heading = "Headlines with “" + page.frame.words + "”";
    page.shows_heading = true;
    page.cards = found_by_title(page.frame.words);
    page.empty = "No headline has these words.";
    return html(to_html(page));
  }
  CardQuery wanted;
  wanted.category = value_of(query, "category");
  wanted.language = value_of(query, "language");
  wanted.topic = value_of(query, "topic");
  wanted.outlet = value_of(query, "outlet");
  std::size_t number = 1;
  const std::string asked = value_of(query, "page");
  std::from_chars(asked.data(), asked.data() + asked.size(), number);
  constexpr std::size_t most_pages = 10'000;
  number = std::clamp<std::size_t>(number, 1, most_pages);
  wanted.offset = (number - 1) * options.events_a_page;
  wanted.limit = options.events_a_page + 1;  // whether there is more
  page.cards = shelf.cards(wanted);
  const auto page_link = [&query](std::size_t of) {
    const std::string link = front_link(query, "page", "");
    return link + (link.find('?') == std::string::npos ? "?" : "&") + "page=" + std::to_string(of);
  };
  if (page.cards.size() > options.events_a_page) {
    page.cards.pop_back();
    page.next = page_link(number + 1);
  }
  if (number > 1) page.previous = page_link(number - 1);
  const CardCounts counts = shelf.counts();
  constexpr std::size_t most_choices = 12;
  const auto offer = [&](const char* title, const char* parameter, const auto& values) {
    if (values.size() < 2 && value_of(query, parameter).empty()) return;
    page.groups.push_back(choices(title, parameter, values, query, most_choices));
  };
  offer("Category", "category", counts.categories);
  offer("Language", "language", counts.languages);
  auto topics = counts.topics;  // one event's own are on its page
  std::erase_if(topics, [](const auto& topic) { return topic.second < 2; });
  offer("Topic", "topic", topics);
  page.leads = number == 1;
  page.empty = "Nothing yet. What comes in is shown at once.";
  return html(to_html(page));
}

ServerResponse Site::State::event(const ServerRequest& request) {
  std::string text = request.parameters.at("id");
  constexpr std::string_view ending = ".html";
  if (text.ends_with(ending)) text.resize(text.size() - ending.size());
  const auto id = EventId::parse(text);
  if (!id) return missing("“" + text + "” is no event.");
  const auto made = shelf.page(*id);
  if (!made) return missing("There is no such event, or not any more.");
  const page::EventPage& page = **made;
  if (page.id != *id) {
    auto moved = net::problem(308, "the event was merged into " + page.id.str());
    moved.headers.emplace_back("Location", "/events/" + page.id.str() + ".html");
    return moved;
  }
  page::HtmlOptions how;
  how.home = "/";
  how.stylesheet = "/style.css";
  how.script = "/live.js";
  how.outlet_link = outlet_link;
  how.topic_link = [this](const std::string& name) {
    return shelf.knows_topic(name) ? topic_link(name) : std::string();
  };
  how.coverage = "/events/" + page.id.str() + "/coverage";
  how.has_image = false;  // it would be loaded from elsewhere
  how.title_of = [this](EventId of) {
    const auto card = shelf.card(of);
    return card ? card->title : of.str();
  };
  return html(page::to_html(page, how));
}

ServerResponse Site::State::coverage(const ServerRequest& request) {
  const auto id = EventId::parse(request.parameters.at("id"));
  const auto found =
      id ? newsroom.event(*id) : result<EventView>(Error{ErrorCode::not_found, "", {}});
  if (!found) return missing("There is no such event, or not any more.");
  CoveragePage page;
  const auto card = shelf.card(found->id);
  if (card) page.card = *card;
  page.frame = frame(page.card.title);
  page.report = attribution::report_coverage(*found, registry());
  for (const CoverageRow& row : found->coverage) {
    CoverageArticle shown{row, {}, {}};
    if (const auto article = newsroom.store().find(row.article, row.revision)) {
      shown.title = article->title;
      shown.url = article->url;
    }
    page.articles.push_back(std::move(shown));
  }
  return html(to_html(page));
}

ServerResponse Site::State::topic(const ServerRequest& request) {
  (void)shelf.refresh();
  const std::string& name = request.parameters.at("name");
  auto summary = shelf.topic(name);
  if (!summary) return missing("No event here is about “" + name + "”.");
  TopicPage page;
  page.frame = frame(summary->name);
  page.events = summary->events.size();
  for (const EventId id : summary->events) {
    if (page.cards.size() == options.events_a_page) break;
    if (auto card = shelf.card(id)) page.cards.push_back(*std::move(card));
  }
  for (const auto& description : summary->descriptions) {
    if (const auto card = shelf.card(description.event)) {
      page.titles[description.event] = card->title;
    }
  }
  page.topic = *std::move(summary);
  return html(to_html(page));
}

ServerResponse Site::State::topic_json(const ServerRequest& request) {
  (void)shelf.refresh();
  const std::string& name = request.parameters.at("name");
  const auto summary = shelf.topic(name);
  if (!summary) return net::problem(404, "no event here is about \"" + name + "\"");
  json::object body;
  body["name"] = summary->name;
  const std::string_view kind = to_string(summary->kind);
  body["kind"] = json::string_view(kind.data(), kind.size());
  json::array descriptions;
  for (const auto& given : summary->descriptions) {
    json::array sources;
    for (const ArticleId& id : given.statement.sources()) sources.emplace_back(id.str());
    json::array outlets;
    for (const std::string& outlet : given.outlets) outlets.emplace_back(outlet);
    descriptions.push_back(json::object{{"text", given.statement.text()},
                                        {"event", given.event.str()},
                                        {"articles", std::move(sources)},
                                        {"outlets", std::move(outlets)}});
  }
  body["descriptions"] = std::move(descriptions);
  if (summary->note) {
    body["note"] = json::object{{"text", summary->note->text},
                                {"source", summary->note->source},
                                {"licence", summary->note->licence}};
  }
  json::array related;
  for (const std::string& other : summary->related) related.emplace_back(other);
  body["related"] = std::move(related);
  CardQuery query;
  query.topic = name;
  query.order = CardQuery::Order::newest;
  constexpr std::size_t most_events = 200;
  query.limit = most_events;
  json::array events;
  for (const Card& card : shelf.cards(query)) {
    json::object event{
        {"id", card.id.str()}, {"title", card.title}, {"independent_source_count", card.sources}};
    if (card.updated) event["date_updated"] = page::rfc3339(*card.updated);
    events.push_back(std::move(event));
  }
  body["events"] = std::move(events);
  return served(text_of(body), "application/json");
}

ServerResponse Site::State::outlets() {
  constexpr std::size_t latest = 1'000;
  OutletsPage page;
  page.frame = frame("Outlets");
  for (auto& activity : attribution::count_outlets(newsroom.events({.limit = latest}))) {
    page.rows.push_back({name_of(activity.outlet), std::move(activity)});
  }
  std::ranges::stable_sort(page.rows, std::greater{},
                           [](const OutletRow& row) { return row.activity.events; });
  return html(to_html(page));
}

ServerResponse Site::State::outlet(const ServerRequest& request) {
  (void)shelf.refresh();
  const std::string& id = request.parameters.at("id");
  CardQuery query;
  query.outlet = id;
  query.order = CardQuery::Order::newest;
  query.limit = options.events_a_page;
  FrontPage page;
  page.frame = frame(name_of(id));
  page.shows_heading = true;
  page.cards = shelf.cards(query);
  if (page.cards.empty()) return missing("Nothing of “" + id + "” is here.");
  if (shelf.count(query) > page.cards.size()) page.next = "/?outlet=" + net::percent_encode(id);
  return html(to_html(page));
}

std::vector<page::EventPage> Site::State::feed_pages() {
  (void)shelf.refresh();
  CardQuery query;
  query.order = CardQuery::Order::newest;
  query.limit = options.events_a_feed;
  std::vector<page::EventPage> pages;
  for (const Card& card : shelf.cards(query)) {
    if (const auto made = shelf.page(card.id)) pages.push_back(**made);
  }
  return pages;
}

Site::Site(live::Newsroom& newsroom, const SiteOptions& options)
    : state_(std::make_unique<State>(newsroom, options)) {}
Site::~Site() = default;

Shelf& Site::shelf() noexcept { return state_->shelf; }

void Site::extend(net::ApiOptions& options) {
  State& state = *state_;
  options.version = [&state] { return state.shelf.version(); };
  options.subject = [&state](EventId id) -> std::optional<net::EventSubject> {
    const auto card = state.shelf.card(id);
    if (!card) return std::nullopt;
    return net::EventSubject{card->title, card->lead, card->category, card->topics};
  };
  options.about = [&state](const std::string& category, const std::string& topic) {
    (void)state.shelf.refresh();
    CardQuery query;
    query.category = category;
    query.topic = topic;
    query.order = CardQuery::Order::newest;
    query.limit = SIZE_MAX;
    std::vector<EventId> ids;
    for (const Card& card : state.shelf.cards(query)) ids.push_back(card.id);
    return ids;
  };
  options.page = [&state](EventId id) -> result<std::string> {
    const auto made = state.shelf.page(id);
    if (!made) return made.error();
    return page::to_json(**made);
  };
}

void Site::add_routes(net::Router& router) {
  State& state = *state_;
  const auto get = [&router](std::string_view pattern, net::Router::Handler handler) {
    router.add("GET", pattern, std::move(handler));
  };
  get("/", [&state](const ServerRequest& request) { return state.front(request); });
  get("/events/{id}", [&state](const ServerRequest& request) { return state.event(request); });
  get("/events/{id}/coverage",
      [&state](const ServerRequest& request) { return state.coverage(request); });
  get("/topics/{name}", [&state](const ServerRequest& request) { return state.topic(request); });
  get("/outlets", [&state](const ServerRequest&) { return state.outlets(); });
  get("/outlets/{id}", [&state](const ServerRequest& request) { return state.outlet(request); });
  get("/v1/topics/{name}",
      [&state](const ServerRequest& request) { return state.topic_json(request); });
  const auto feed_options = [&state] {
    return page::FeedOptions{.title = state.options.title,
                             .base_url = state.options.base_url + "/events"};
  };
  get("/feed.xml", [&state, feed_options](const ServerRequest&) {
    return served(page::to_rss(state.feed_pages(), feed_options()),
                  "application/rss+xml; charset=utf-8");
  });
  get("/feed.atom", [&state, feed_options](const ServerRequest&) {
    return served(page::to_atom(state.feed_pages(), feed_options()),
                  "application/atom+xml; charset=utf-8");
  });
  get("/feed.json", [&state, feed_options](const ServerRequest&) {
    return served(page::to_json_feed(state.feed_pages(), feed_options()), "application/feed+json");
  });
  get("/style.css",
      [](const ServerRequest&) { return served(style_sheet(), "text/css; charset=utf-8"); });
  get("/live.js", [](const ServerRequest&) {
    return served(std::string(live_script()), "text/javascript; charset=utf-8");
  });
}

}  // namespace newsloom::site
