#include "newsloom/page/feeds.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "dates.hpp"
#include "escape.hpp"

namespace newsloom::page {
namespace {

std::string summary_of(const EventPage& page) {
  std::string summary;
  for (const Statement& statement : page.whats_happened) {
    summary += (summary.empty() ? "" : " ") + statement.text();
  }
  return summary;
}

std::string title_of(const EventPage& page) {
  return page.title ? page.title->text() : page.id.str();
}

std::string link_of(const EventPage& page, const FeedOptions& options) {
  return options.base_url + "/" + page.id.str() + ".html";
}

std::span<const EventPage> first(std::span<const EventPage> pages, std::size_t count) {
  return pages.first(std::min(pages.size(), count));
}

std::string element(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + escape_xml(text) + "</" + std::string(name) + ">\n";
}

}  // namespace

std::string to_rss(std::span<const EventPage> pages, const FeedOptions& options) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n";
  out += element("title", options.title) + element("link", options.base_url + "/") +
         element("description", "Events and who covered them");
  for (const EventPage& page : first(pages, options.max_items)) {
    out += "<item>\n" + element("title", title_of(page)) + element("link", link_of(page, options)) +
           element("description", summary_of(page));
    out += "<guid isPermaLink=\"false\">" + page.id.str() + "</guid>\n";
    if (!page.category.empty()) out += element("category", page.category);
    if (page.date_updated) out += element("pubDate", rfc822(*page.date_updated));
    out += "</item>\n";
  }
  return out + "</channel>\n</rss>\n";
}

std::string to_atom(std::span<const EventPage> pages, const FeedOptions& options) {
  const auto items = first(pages, options.max_items);
  Timestamp updated{};
  for (const EventPage& page : items)
    updated = std::max(updated, page.date_updated.value_or(updated));
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
  out += element("title", options.title) + element("id", options.base_url + "/") +
         element("updated", rfc3339(updated)) + "<author><name>newsloom</name></author>\n";
  for (const EventPage& page : items) {
    out += "<entry>\n" + element("title", title_of(page)) + element("id", link_of(page, options)) +
           "<link href=\"" + escape_xml(link_of(page, options)) + "\"/>\n" +
           element("updated", rfc3339(page.date_updated.value_or(Timestamp{}))) +
           element("summary", summary_of(page)) + "</entry>\n";
  }
  return out + "</feed>\n";
}

std::string to_json_feed(std::span<const EventPage> pages, const FeedOptions& options) {
  namespace json = boost::json;
  json::array items;
  for (const EventPage& page : first(pages, options.max_items)) {
    json::object item{{"id", link_of(page, options)},
                      {"url", link_of(page, options)},
                      {"title", title_of(page)},
                      {"content_text", summary_of(page)}};
    if (page.date_updated) item["date_modified"] = rfc3339(*page.date_updated);
    if (page.date_start) item["date_published"] = rfc3339(*page.date_start);
    if (!page.language.empty()) item["language"] = page.language;
    if (!page.category.empty()) item["tags"] = json::array{page.category};
    items.emplace_back(std::move(item));
  }
  const json::object feed{{"version", "https://jsonfeed.org/version/1.1"},
                          {"title", options.title},
                          {"home_page_url", options.base_url + "/"},
                          {"items", std::move(items)}};
  return json::serialize(feed);
}

}  // namespace newsloom::page
