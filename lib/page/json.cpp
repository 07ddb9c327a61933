#include "newsloom/page/json.hpp"

#include <boost/json.hpp>

#include "dates.hpp"

namespace newsloom::page {
namespace {

namespace json = boost::json;

constexpr std::string_view schema_file =
#include "page/event-page.schema.json.inc"
    ;

json::string text_of(std::string_view text) { return json::string(text.data(), text.size()); }

json::array texts(const std::vector<std::string>& list) {
  json::array out;
  for (const std::string& text : list) out.emplace_back(text_of(text));
  return out;
}
json::array events(const std::vector<EventId>& list) {
  json::array out;
  for (const EventId id : list) out.emplace_back(text_of(id.str()));
  return out;
}

void put_range(json::object& out, const ArticleId& article, std::uint32_t revision, Field field,
               text::Span span) {
  out["article_id"] = text_of(article.str());
  if (revision > 0) out["revision"] = revision;
  out["field"] = text_of(to_string(field));
  out["begin"] = span.begin;
  out["end"] = span.end;
}

json::object value_of(const Segment& segment) {
  json::object out;
  out["kind"] = text_of(to_string(segment.kind()));
  out["text"] = text_of(segment.text());
  if (segment.kind() == SegmentKind::verbatim) {
    put_range(out, segment.article(), segment.revision(), segment.field(), segment.span());
  }
  if (segment.kind() == SegmentKind::written) {
    json::array supports;
    for (const Support& support : segment.supports()) {
      json::object range;
      put_range(range, support.article, support.revision, support.field, support.span);
      supports.emplace_back(std::move(range));
    }
    out["supports"] = std::move(supports);
  }
  return out;
}

json::object value_of(const Statement& statement) {
  json::object out;
  out["text"] = text_of(statement.text());
  json::array segments;
  for (const Segment& segment : statement.segments()) segments.emplace_back(value_of(segment));
  out["segments"] = std::move(segments);
  json::array sources;
  for (const ArticleId& id : statement.sources()) sources.emplace_back(text_of(id.str()));
  out["sources"] = std::move(sources);
  out["also_reported_by"] = texts(statement.also_reported_by());
  if (statement.date()) out["date"] = text_of(rfc3339(*statement.date()));
  return out;
}

json::object value_of(const Agreement& agreement) {
  return {{"statement", value_of(agreement.statement)}, {"outlets", texts(agreement.outlets)}};
}
json::object value_of(const ConflictValue& value) {
  return {{"statement", value_of(value.statement)}, {"outlets", texts(value.outlets)}};
}
json::object value_of(const OnlyFrom& only) {
  return {{"outlet", text_of(only.outlet)}, {"statement", value_of(only.statement)}};
}
json::object value_of(const PaperRow& row) {
  return {{"outlet", text_of(row.outlet)},
          {"verb", text_of(to_string(row.verb))},
          {"statement", value_of(row.statement)}};
}
json::object value_of(const PageQuote& quote) {
  return {{"speaker", text_of(quote.speaker)}, {"statement", value_of(quote.statement)}};
}
json::object value_of(const TimelineEntry& entry) {
  return {{"date", text_of(iso_day(entry.date))}, {"statement", value_of(entry.statement)}};
}

json::object value_of(const Conflict& conflict);
json::object value_of(const QuestionAndAnswer& question);
json::object value_of(const Topic& topic);
json::object value_of(const CoverageEntry& entry);

template <class T>
json::array list_of(const std::vector<T>& values) {
  json::array out;
  for (const T& value : values) out.emplace_back(value_of(value));
  return out;
}

json::object value_of(const Conflict& conflict) {
  return {{"quantity", value_of(conflict.quantity)}, {"values", list_of(conflict.values)}};
}
json::object value_of(const QuestionAndAnswer& question) {
  return {{"question", value_of(question.question)},
          {"answer", list_of(question.answer)},
          {"event_ids", events(question.events)}};
}
json::object value_of(const Topic& topic) {
  json::object out;
  out["name"] = text_of(topic.name);
  out["kind"] = text_of(to_string(topic.kind));
  if (topic.description) out["description"] = value_of(*topic.description);
  if (topic.note) {
    out["note"] = json::object{{"text", text_of(topic.note->text)},
                               {"source", text_of(topic.note->source)},
                               {"licence", text_of(topic.note->licence)}};
  }
  out["mention_count"] = topic.mention_count;
  out["event_ids"] = events(topic.events);
  return out;
}

json::object value_of(const CoverageEntry& entry) {
  const CoverageRow& row = entry.row;
  json::object out;
  out["article_id"] = text_of(row.article.str());
  if (row.revision > 0) out["revision"] = row.revision;
  if (!row.outlet.empty()) out["outlet"] = text_of(row.outlet);
  if (!row.family.empty()) out["family"] = text_of(row.family);
  if (!row.language.empty()) out["language"] = text_of(row.language);
  out["url"] = text_of(entry.url);
  out["title"] = text_of(entry.title);
  if (row.published) out["published"] = text_of(rfc3339(*row.published));
  out["role"] = text_of(to_string(row.role));
  if (row.copy_of) out["copy_of"] = text_of(row.copy_of->str());
  out["similarity"] = row.similarity;
  out["why"] = texts(entry.why);
  if (entry.is_related) out["related"] = true;
  return out;
}

json::object value_of(const BehindTheHeadline& behind) {
  return {{"points", list_of(behind.points)},
          {"agreements", list_of(behind.agreements)},
          {"conflicts", list_of(behind.conflicts)},
          {"only_from", list_of(behind.only_from)}};
}

void put_head(json::object& out, const EventPage& page) {
  out["schema"] = text_of(page_schema);
  out["id"] = text_of(page.id.str());
  out["aliases"] = events(page.aliases);
  out["status"] = page.status == EventStatus::open ? "open" : "closed";
  if (page.title) out["title"] = value_of(*page.title);
  if (page.date_start) out["date_start"] = text_of(rfc3339(*page.date_start));
  if (page.date_updated) out["date_updated"] = text_of(rfc3339(*page.date_updated));
  if (!page.language.empty()) out["language"] = text_of(page.language);
  if (!page.category.empty()) out["category"] = text_of(page.category);
  if (page.image) {
    out["image"] = json::object{{"url", text_of(page.image->url)},
                                {"article_id", text_of(page.image->article.str())}};
  }
  out["article_count"] = page.article_count;
  out["outlet_count"] = page.outlet_count;
  out["family_count"] = page.family_count;
  out["independent_source_count"] = page.independent_source_count;
  json::object languages;
  for (const auto& [code, count] : page.languages) languages[code] = count;
  out["languages"] = std::move(languages);
}

template <class T>
void put_section(json::object& out, std::string_view name, const std::vector<T>& values) {
  if (!values.empty()) out[{name.data(), name.size()}] = list_of(values);
}

}  // namespace

std::string to_json(const EventPage& page) {
  json::object out;
  put_head(out, page);
  put_section(out, "whats_happened", page.whats_happened);
  if (!page.behind_the_headline.empty()) {
    out["behind_the_headline"] = value_of(page.behind_the_headline);
  }
  put_section(out, "what_the_papers_say", page.what_the_papers_say);
  put_section(out, "how_we_got_here", page.how_we_got_here);
  put_section(out, "go_deeper", page.go_deeper);
  put_section(out, "common_questions", page.common_questions);
  put_section(out, "topics", page.topics);
  put_section(out, "timeline", page.timeline);
  put_section(out, "quotes", page.quotes);
  out["coverage"] = list_of(page.coverage);
  return json::serialize(out);
}

std::string_view page_json_schema() noexcept { return schema_file; }

}  // namespace newsloom::page
