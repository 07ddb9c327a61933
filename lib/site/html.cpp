// Everything an article says goes through the templates' escaping.
#include "html.hpp"

#include <chrono>
#include <cstdio>

#include "newsloom/net/message.hpp"
#include "newsloom/page/render.hpp"
#include "page/dates.hpp"
#include "page/escape.hpp"
#include "page/facts.hpp"
#include "page/mustache.hpp"

namespace newsloom::site {
namespace {

using page::counted;
using page::Data;
using page::partial;
using page::plain_line;
using page::put;
using page::put_list;

constexpr std::string_view head_template =
#include "site/head.mustache.inc"
    ;
constexpr std::string_view foot_template =
#include "site/foot.mustache.inc"
    ;
constexpr std::string_view card_template =
#include "site/card.mustache.inc"
    ;
constexpr std::string_view front_template =
#include "site/front.mustache.inc"
    ;
constexpr std::string_view topic_template =
#include "site/topic.mustache.inc"
    ;
constexpr std::string_view outlets_template =
#include "site/outlets.mustache.inc"
    ;
constexpr std::string_view coverage_template =
#include "site/coverage.mustache.inc"
    ;
constexpr std::string_view style =
#include "site/site.css.inc"
    ;
constexpr std::string_view script =
#include "site/live.js.inc"
    ;

Data link_data(std::string_view name, const std::string& link) {
  Data data;
  data.set("name", plain_line(name));
  data.set("link", link);
  return data;
}

std::string clock_time(Timestamp time) {
  const std::string text = page::rfc3339(time);
  constexpr std::size_t hour = 11;
  constexpr std::size_t hour_and_minute = 5;
  return text.substr(hour, hour_and_minute);
}

std::string moment(Timestamp time) {
  return page::readable_day(time) + ", " + clock_time(time) + " UTC";
}

std::string length_of(std::chrono::seconds time) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
  if (minutes < 60) return std::to_string(minutes) + " min";
  const auto hours = minutes / 60;
  constexpr int two_days = 48;
  if (hours < two_days)
    return std::to_string(hours) + " h " + std::to_string(minutes % 60) + " min";
  return std::to_string(hours / 24) + " days";
}

Data framed(const Frame& frame) {
  Data data;
  data.set("head", partial(head_template));
  data.set("foot", partial(foot_template));
  data.set("card", partial(card_template));
  data.set("site", plain_line(frame.site));
  data.set("heading", plain_line(frame.heading));
  data.set("words", plain_line(frame.words));
  data.set("updated", frame.updated ? "Newest article " + moment(*frame.updated) : std::string());
  return data;
}

Data card_data(const Card& card) {
  Data data;
  data.set("id", card.id.str());
  data.set("title", plain_line(card.title));
  data.set("language", card.language.empty() ? std::string("en") : card.language);
  put(data, "lead", card.lead);
  put(data, "category", card.category);
  data.set("category_link", "/?category=" + net::percent_encode(card.category));
  if (card.status == EventStatus::open && card.articles > 1) data.set("open", Data(true));
  data.set("sources", counted(card.sources, "independent source", "independent sources"));
  data.set("articles", counted(card.articles, "article", "articles"));
  if (card.updated) {
    data.set("date", moment(*card.updated));
    data.set("iso", page::rfc3339(*card.updated));
  }
  constexpr std::size_t most_outlets = 6;
  const std::size_t shown = std::min(card.outlets.size(), most_outlets);
  Data outlets(Data::type::list);
  for (std::size_t i = 0; i < shown; ++i) {
    outlets.push_back(link_data(card.outlets[i], outlet_link(card.outlets[i])));
  }
  data.set("outlets", outlets);
  if (shown < card.outlets.size()) {
    data.set("more", counted(card.outlets.size() - shown, "other", "others"));
  }
  return data;
}

void put_cards(Data& data, const std::vector<Card>& cards, bool leads) {
  Data entries(Data::type::list);
  bool is_first = leads;
  for (const Card& card : cards) {
    Data entry = card_data(card);
    if (is_first) entry.set("top", Data(true));
    is_first = false;
    entries.push_back(entry);
  }
  data.set("cards", entries);
}

std::string role_text(Role role) {
  std::string text(to_string(role));
  std::ranges::replace(text, '_', ' ');
  return text;
}

}  // namespace

std::string outlet_link(std::string_view outlet) {
  return "/outlets/" + net::percent_encode(outlet);
}
std::string topic_link(std::string_view name) { return "/topics/" + net::percent_encode(name); }

std::string to_html(const FrontPage& page) {
  Data data = framed(page.frame);
  if (page.shows_heading) data.set("shown_heading", Data(true));
  if (!page.groups.empty()) data.set("has_filters", Data(true));
  put_list(data, "groups", page.groups, [](const ChoiceGroup& group) {
    Data entry;
    entry.set("name", group.name);
    put_list(entry, "choices", group.choices, [](const Choice& choice) {
      Data shown = link_data(choice.name, choice.link);
      if (choice.count > 0) shown.set("count", std::to_string(choice.count));
      if (choice.is_chosen) shown.set("chosen", Data(true));
      return shown;
    });
    return entry;
  });
  if (page.cards.empty()) {
    data.set("is_empty", Data(true));
    data.set("empty", plain_line(page.empty));
  }
  put_cards(data, page.cards, page.leads);
  if (!page.previous.empty() || !page.next.empty()) data.set("has_pages", Data(true));
  if (!page.previous.empty()) data.set("previous", page.previous);
  if (!page.next.empty()) data.set("next", page.next);
  return page::fill(front_template, data);
}

std::string to_html(const TopicPage& page) {
  Data data = framed(page.frame);
  const TopicSummary& topic = page.topic;
  data.set("kind", topic.kind == page::TopicKind::other ? std::string("topic")
                                                        : std::string(to_string(topic.kind)));
  data.set("count", counted(page.events, "event", "events"));
  if (topic.note) {
    Data note;
    note.set("text", plain_line(topic.note->text));
    note.set("source", plain_line(topic.note->source));
    put(note, "licence", topic.note->licence);
    data.set("note", note);
  }
  put_list(data, "descriptions", topic.descriptions, [&](const TopicSummary::Description& given) {
    Data entry;
    entry.set("text", plain_line(given.statement.text()));
    entry.set("id", given.event.str());
    const auto title = page.titles.find(given.event);
    entry.set("title", plain_line(title == page.titles.end() ? given.event.str() : title->second));
    put_list(entry, "outlets", given.outlets,
             [](const std::string& outlet) { return link_data(outlet, outlet_link(outlet)); });
    return entry;
  });
  put_list(data, "related", topic.related,
           [](const std::string& name) { return link_data(name, topic_link(name)); });
  put_cards(data, page.cards, false);
  return page::fill(topic_template, data);
}

std::string to_html(const OutletsPage& page) {
  Data data = framed(page.frame);
  data.set("count", counted(page.rows.size(), "outlet", "outlets"));
  put_list(data, "rows", page.rows, [](const OutletRow& row) {
    Data entry = link_data(row.name, outlet_link(row.activity.outlet));
    entry.set("family", plain_line(row.activity.family));
    entry.set("events", std::to_string(row.activity.events));
    entry.set("articles", std::to_string(row.activity.articles));
    entry.set("first", std::to_string(row.activity.first_reports));
    entry.set("copies", std::to_string(row.activity.copies));
    return entry;
  });
  return page::fill(outlets_template, data);
}

std::string to_html(const CoveragePage& page) {
  Data data = framed(page.frame);
  data.set("id", page.card.id.str());
  data.set("language", page.card.language.empty() ? std::string("en") : page.card.language);
  data.set("sources", counted(page.card.sources, "independent source", "independent sources"));
  data.set("count", counted(page.card.articles, "article", "articles"));
  put_list(data, "outlets", page.report.outlets, [](const attribution::OutletCoverage& outlet) {
    Data entry = link_data(outlet.name, outlet_link(outlet.outlet));
    entry.set("family", plain_line(outlet.family));
    entry.set("country", plain_line(outlet.country));
    entry.set("articles", std::to_string(outlet.articles));
    entry.set("own", std::to_string(outlet.own_articles));
    entry.set("first", outlet.first_published ? moment(*outlet.first_published) : "–");
    entry.set("delay", outlet.delay ? length_of(*outlet.delay) : "–");
    if (outlet.is_independent) entry.set("independent", Data(true));
    return entry;
  });
  put_list(data, "followings", page.report.followings, [](const attribution::Following& following) {
    Data entry;
    entry.set("outlet", plain_line(following.outlet));
    entry.set("source", plain_line(following.source));
    entry.set("articles", counted(following.articles, "article", "articles"));
    if (following.delay) entry.set("delay", length_of(*following.delay));
    if (following.credited > 0) entry.set("credited", Data(true));
    return entry;
  });
  put_list(data, "articles", page.articles, [](const CoverageArticle& article) {
    const CoverageRow& row = article.row;
    Data entry;
    entry.set("title", plain_line(article.title.empty() ? row.article.str() : article.title));
    put(entry, "link", page::safe_link(article.url));
    entry.set("outlet", plain_line(row.outlet.empty() ? "unknown outlet" : row.outlet));
    entry.set("published", row.published ? moment(*row.published) : std::string("undated"));
    entry.set("role", std::string(to_string(row.role)));
    entry.set("role_text", role_text(row.role));
    std::string why;
    for (const std::string& reason : row.why) why += (why.empty() ? "" : " ") + reason;
    put(entry, "why", why);
    return entry;
  });
  return page::fill(coverage_template, data);
}

std::string style_sheet() { return std::string(page::html_style()) + std::string(style); }
std::string_view live_script() noexcept { return script; }

}  // namespace newsloom::site
