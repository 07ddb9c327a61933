#include "api_json.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <charconv>
#include <cstdio>
#include <variant>

#include "types/calendar.hpp"

namespace newsloom::net {
namespace {

namespace json = boost::json;

void put(json::object& object, const char* name, std::string_view text) {
  if (!text.empty()) object[name] = json::string_view(text.data(), text.size());
}

void put(json::object& object, const char* name, std::optional<Timestamp> time) {
  if (time) object[name] = rfc3339(*time);
}

struct ChangeJson {
  json::object operator()(const EventCreated& change) const {
    return {{"type", "event_created"},
            {"event", change.event.str()},
            {"article", change.article.str()}};
  }
  json::object operator()(const ArticleJoined& change) const {
    return {{"type", "article_joined"},
            {"event", change.event.str()},
            {"article", change.article.str()}};
  }
  json::object operator()(const EventsMerged& change) const {
    return {{"type", "events_merged"}, {"from", change.from.str()}, {"into", change.into.str()}};
  }
  json::object operator()(const EventSplit& change) const {
    json::array articles;
    for (const ArticleId& id : change.articles) articles.emplace_back(id.str());
    return {{"type", "event_split"},
            {"from", change.from.str()},
            {"into", change.into.str()},
            {"articles", std::move(articles)}};
  }
  json::object operator()(const ArticleReattributed& change) const {
    const std::string_view role = to_string(change.role);
    return {{"type", "article_reattributed"},
            {"event", change.event.str()},
            {"article", change.article.str()},
            {"role", json::string_view(role.data(), role.size())}};
  }
  json::object operator()(const ArticleRevised& change) const {
    return {{"type", "article_revised"},
            {"event", change.event.str()},
            {"article", change.article.str()},
            {"revision", change.revision}};
  }
  json::object operator()(const ArticleRemoved& change) const {
    return {{"type", "article_removed"},
            {"event", change.event.str()},
            {"article", change.article.str()}};
  }
  json::object operator()(const EventRemoved& change) const {
    return {{"type", "event_removed"}, {"event", change.event.str()}};
  }
  json::object operator()(const EventClosed& change) const {
    return {{"type", "event_closed"}, {"event", change.event.str()}};
  }
};

template <class Number>
std::optional<Number> number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string rfc3339(Timestamp given) {
  const Timestamp time = detail::on_calendar(given);
  const auto day = detail::day_of(time);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss of_day{time - day};
  constexpr std::size_t room = 40;
  std::array<char, room> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int{date.year()},
      unsigned{date.month()}, unsigned{date.day()}, static_cast<int>(of_day.hours().count()),
      static_cast<int>(of_day.minutes().count()), static_cast<int>(of_day.seconds().count()));
  return {text.data(), static_cast<std::size_t>(std::max(length, 0))};
}

json::object to_json(const CoverageRow& row) {
  json::object object;
  object["article_id"] = row.article.str();
  object["revision"] = row.revision;
  put(object, "outlet", row.outlet);
  put(object, "family", row.family);
  put(object, "language", row.language);
  put(object, "published", row.published);
  put(object, "role", to_string(row.role));
  if (row.copy_of) object["copy_of"] = row.copy_of->str();
  object["similarity"] = row.similarity;
  return object;
}

json::object summary_json(const EventView& event) {
  json::object object;
  object["id"] = event.id.str();
  json::array aliases;
  for (const EventId alias : event.aliases) aliases.emplace_back(alias.str());
  object["aliases"] = std::move(aliases);
  object["status"] = event.status == EventStatus::open ? "open" : "closed";
  put(object, "date_start", event.date_start);
  put(object, "date_updated", event.date_updated);
  object["representative"] = event.representative.str();
  if (event.first_report) object["first_report"] = event.first_report->str();
  object["article_count"] = event.coverage.size();
  object["outlet_count"] = event.outlet_count;
  object["family_count"] = event.family_count;
  object["independent_source_count"] = event.independent_source_count;
  json::object languages;
  for (const auto& [language, count] : event.languages) languages[language] = count;
  object["languages"] = std::move(languages);
  return object;
}

json::object to_json(const Article& article) {
  json::object object;
  object["id"] = article.id.str();
  object["revision"] = article.revision;
  put(object, "url", article.url);
  put(object, "outlet", article.outlet);
  put(object, "language", article.language);
  put(object, "published", article.published);
  put(object, "modified", article.modified);
  put(object, "title", article.title);
  put(object, "text", article.text);
  put(object, "section", article.section);
  put(object, "image", article.image);
  put(object, "credit", article.credit);
  json::array authors;
  for (const std::string& author : article.authors) authors.emplace_back(author);
  if (!authors.empty()) object["authors"] = std::move(authors);
  if (article.free_to_read) object["free_to_read"] = *article.free_to_read;
  return object;
}

json::object to_json(const store::TitleHit& hit) {
  json::object object;
  object["article_id"] = hit.article.str();
  put(object, "title", hit.title);
  put(object, "outlet", hit.outlet);
  put(object, "published", hit.published);
  if (hit.event) object["event"] = hit.event->str();
  return object;
}

json::object to_json(const Change& change) { return std::visit(ChangeJson{}, change); }

json::object to_json(const Update& update) {
  return {{"id", update.article.str()},          {"event", update.event.str()},
          {"revision", update.revision},         {"score", update.score},
          {"required", update.required},         {"confidence", update.confidence},
          {"is_new_event", update.is_new_event}, {"is_near_copy", update.is_near_copy},
          {"is_revision", update.is_revision},   {"is_known_article", update.is_known_article}};
}

json::object to_json(const FeedStatus& feed) {
  json::object object;
  const std::size_t query = feed.url.find('?');
  object["url"] = query == std::string::npos ? feed.url : feed.url.substr(0, query) + "?…";
  put(object, "title", feed.title);
  put(object, "last_success", feed.last_success);
  put(object, "next_try", feed.next_try);
  object["failures"] = feed.failures;
  put(object, "reason", feed.reason);
  object["is_gone"] = feed.is_gone;
  object["articles"] = feed.articles;
  return object;
}

std::string cursor_of(const EventView& event) {
  const std::string time =
      event.date_updated ? std::to_string(event.date_updated->time_since_epoch().count()) : "";
  return time + "." + std::to_string(event.id.number());
}

std::optional<std::pair<std::optional<Timestamp>, EventId>> parse_cursor(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto id = number<std::uint64_t>(text.substr(dot + 1));
  if (!id) return std::nullopt;
  if (dot == 0) return std::pair(std::optional<Timestamp>(), EventId(*id));
  const auto time = number<std::int64_t>(text.substr(0, dot));
  if (!time) return std::nullopt;
  return std::pair(std::optional(Timestamp{std::chrono::seconds{*time}}), EventId(*id));
}

}  // namespace newsloom::net
