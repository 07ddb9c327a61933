// One template for all pages: everything an article says goes through the template's escaping.
#include "chart.hpp"
#include "dates.hpp"
#include "escape.hpp"
#include "facts.hpp"
#include "mustache.hpp"
#include "newsloom/page/render.hpp"

namespace newsloom::page {
namespace {

using List = Data;

constexpr std::string_view page_template =
#include "page/page.mustache.inc"
    ;
constexpr std::string_view sourced_template =
#include "page/sourced.mustache.inc"
    ;
constexpr std::string_view front_template =
#include "page/front.mustache.inc"
    ;
constexpr std::string_view style =
#include "page/style.css.inc"
    ;

List list() { return Data(Data::type::list); }

Data data_of(const EventPage& page, const Statement& statement) {
  Data data;
  data.set("text", plain_line(statement.text()));
  List sources = list();
  for (const ArticleId& id : statement.sources()) {
    Data source;
    source.set("name", plain_line(outlet_of(page, id)));
    put(source, "link", link_of(page, id));
    sources.push_back(source);
  }
  data.set("sources", sources);
  put(data, "also", joined(statement.also_reported_by()));
  return data;
}

Data wrapped(const EventPage& page, const Statement& statement) {
  Data data;
  data.set("statement", data_of(page, statement));
  return data;
}

Data event_data(EventId id, const HtmlOptions& options) {
  Data data;
  data.set("id", id.str());
  const std::string title = options.title_of ? plain_line(options.title_of(id)) : std::string();
  data.set("name", title.empty() ? id.str() : title);
  return data;
}

void put_behind(Data& data, const EventPage& page) {
  const BehindTheHeadline& behind = page.behind_the_headline;
  if (!behind.empty()) data.set("has_behind", Data(true));
  put_list(data, "points", behind.points,
           [&](const Statement& point) { return data_of(page, point); });
  put_list(data, "agreements", behind.agreements, [&](const Agreement& agreement) {
    Data entry = wrapped(page, agreement.statement);
    entry.set("outlets", plain_line(joined(agreement.outlets)));
    return entry;
  });
  put_list(data, "conflicts", behind.conflicts, [&](const Conflict& conflict) {
    Data entry;
    entry.set("quantity", data_of(page, conflict.quantity));
    List values = list();
    for (const ConflictValue& value : conflict.values) {
      Data shown = wrapped(page, value.statement);
      shown.set("outlets", plain_line(joined(value.outlets)));
      values.push_back(shown);
    }
    entry.set("values", values);
    return entry;
  });
  put_list(data, "only", behind.only_from,
           [&](const OnlyFrom& only) { return wrapped(page, only.statement); });
}

void put_questions(Data& data, const EventPage& page, const HtmlOptions& options) {
  const auto make = [&](const QuestionAndAnswer& question) {
    Data entry;
    entry.set("question", data_of(page, question.question));
    List answers = list();
    for (const Statement& answer : question.answer) answers.push_back(data_of(page, answer));
    entry.set("answer", answers);
    List events = list();
    for (const EventId id : question.events) events.push_back(event_data(id, options));
    entry.set("events", events);
    return entry;
  };
  put_list(data, "deeper", page.go_deeper, make);
  put_list(data, "common", page.common_questions, make);
}

void put_topics(Data& data, const EventPage& page, const HtmlOptions& options) {
  put_list(data, "topics", page.topics, [&](const Topic& topic) {
    Data entry;
    entry.set("name", plain_line(topic.name));
    if (options.topic_link) put(entry, "topic_link", options.topic_link(topic.name));
    if (topic.kind != TopicKind::other) entry.set("kind", std::string(to_string(topic.kind)));
    if (topic.description) entry.set("description", data_of(page, *topic.description));
    if (topic.note) {
      Data note;
      note.set("text", plain_line(topic.note->text));
      note.set("source", plain_line(topic.note->source));
      put(note, "licence", topic.note->licence);
      entry.set("note", note);
    }
    entry.set("mentions", counted(topic.mention_count, "mention", "mentions"));
    put_list(entry, "events", topic.events, [&](EventId id) { return event_data(id, options); });
    return entry;
  });
}

void put_coverage(Data& data, const EventPage& page, const HtmlOptions& options) {
  put(data, "coverage_link", options.coverage);
  put_list(data, "coverage", page.coverage, [&](const CoverageEntry& entry) {
    const CoverageRow& row = entry.row;
    Data shown;
    shown.set("outlet", plain_line(row.outlet.empty() ? "unknown" : row.outlet));
    if (options.outlet_link && !row.outlet.empty()) {
      put(shown, "outlet_link", options.outlet_link(row.outlet));
    }
    shown.set("published", row.published ? iso_day(*row.published) : std::string("\u2013"));
    shown.set("role", entry.is_related ? "related" : std::string(to_string(row.role)));
    std::string role = row.role == Role::first_report ? "first report" : "report";
    if (row.role == Role::copy) {
      role = "copy";
      if (row.copy_of) role += " of " + outlet_of(page, *row.copy_of);
    }
    if (entry.is_related) role = row.role == Role::copy ? "related " + role : "related";
    shown.set("role_text", plain_line(role));
    shown.set("title", plain_line(entry.title.empty() ? row.article.str() : entry.title));
    put(shown, "link", safe_link(entry.url));
    return shown;
  });
}

void put_head(Data& data, const EventPage& page) {
  data.set("language", page.language.empty() ? std::string("en") : page.language);
  data.set("title", plain_line(page.title ? page.title->text() : page.id.str()));
  put(data, "category", page.category);
  data.set("sources",
           counted(page.independent_source_count, "independent source", "independent sources"));
  data.set("articles", counted(page.article_count, "article", "articles"));
  data.set("outlets", counted(page.outlet_count, "outlet", "outlets"));
  put(data, "dates", date_range(page));
  data.set("status", std::string(page.status == EventStatus::open ? "developing" : "closed"));
}

}  // namespace

std::string_view html_style() noexcept { return style; }

std::string to_html(const EventPage& page, const HtmlOptions& options) {
  Data data;
  data.set("sourced", partial(sourced_template));
  if (options.stylesheet.empty()) data.set("style", std::string(style));
  put(data, "stylesheet", options.stylesheet);
  put(data, "script", options.script);
  put(data, "home", options.home);
  put_head(data, page);
  if (page.image && options.has_image) {
    Data image;
    image.set("url", safe_link(page.image->url));
    image.set("outlet", plain_line(outlet_of(page, page.image->article)));
    data.set("image", image);
  }
  put_list(data, "happened", page.whats_happened,
           [&](const Statement& statement) { return data_of(page, statement); });
  put_behind(data, page);
  if (const auto paragraph = papers_paragraph(page)) {
    data.set("paragraph", data_of(page, *paragraph));
  }
  put_list(data, "papers", page.what_the_papers_say, [&](const PaperRow& row) {
    Data entry = wrapped(page, row.statement);
    entry.set("outlet", plain_line(row.outlet));
    entry.set("verb", std::string(to_string(row.verb)));
    return entry;
  });
  put_list(data, "background", page.how_we_got_here, [&](const Statement& statement) {
    Data entry = data_of(page, statement);
    if (statement.date()) {
      entry.set("iso", iso_day(*statement.date()));
      entry.set("day", readable_day(*statement.date()));
    }
    return entry;
  });
  put_questions(data, page, options);
  put_list(data, "quotes", page.quotes, [&](const PageQuote& quote) {
    Data entry = wrapped(page, quote.statement);
    entry.set("speaker", plain_line(quote.speaker));
    return entry;
  });
  put_list(data, "timeline", page.timeline, [&](const TimelineEntry& entry) {
    Data shown = wrapped(page, entry.statement);
    shown.set("iso", iso_day(entry.date));
    shown.set("day", readable_day(entry.date));
    return shown;
  });
  put_topics(data, page, options);
  put_coverage(data, page, options);
  data.set("chart", coverage_chart(page));
  return fill(page_template, data);
}

std::string front_page_html(std::span<const EventPage> pages) {
  Data data;
  data.set("style", std::string(style));
  data.set("count", counted(pages.size(), "event", "events"));
  List entries = list();
  bool is_first = true;
  for (const EventPage& page : pages) {
    Data entry;
    put_head(entry, page);
    entry.set("id", page.id.str());
    if (is_first) entry.set("top", Data(true));
    is_first = false;
    if (!page.whats_happened.empty()) put(entry, "lead", page.whats_happened.front().text());
    entries.push_back(entry);
  }
  data.set("pages", entries);
  return fill(front_template, data);
}

}  // namespace newsloom::page
