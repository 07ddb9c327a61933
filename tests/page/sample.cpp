#include "sample.hpp"

#include <charconv>
#include <chrono>

#include "newsloom/attribution/coverage.hpp"

namespace newsloom::page::tests {

Article article(const std::string& id, const std::string& outlet, const std::string& date,
                const std::string& title, const std::string& text, const std::string& language) {
  Article made;
  made.id = ArticleId(id);
  made.outlet = outlet;
  made.url = "https://" + outlet + "/" + id;
  made.language = language;
  made.title = title;
  made.text = text;
  if (!date.empty()) {
    const auto number = [&date](std::size_t at, std::size_t length) {
      int value = 0;
      std::from_chars(date.data() + at, date.data() + at + length, value);
      return value;
    };
    made.published = std::chrono::sys_days{std::chrono::year{number(0, 4)} /
                                           std::chrono::month(static_cast<unsigned>(number(5, 2))) /
                                           std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    made.precision = DatePrecision::day;
  }
  return made;
}

CoverageRow row_of(const Article& article, const std::string& copy_of) {
  CoverageRow row;
  row.article = article.id;
  row.outlet = article.outlet;
  row.family = article.outlet;
  row.language = article.language;
  row.published = article.published;
  row.precision = article.precision;
  row.similarity = 0.7;  // about the median of real events
  if (!copy_of.empty()) row.copy_of = ArticleId(copy_of);
  return row;
}

EventView event_of(EventId id, std::vector<CoverageRow> rows) {
  auto coverage = attribution::attribute_coverage(std::move(rows));
  EventView event;
  event.id = id;
  event.coverage = std::move(coverage.rows);
  event.date_start = coverage.date_start;
  event.date_updated = coverage.date_updated;
  event.first_report = coverage.first_report;
  event.languages = coverage.languages;
  event.outlet_count = coverage.outlet_count;
  event.family_count = coverage.family_count;
  event.independent_source_count = coverage.independent_source_count;
  if (!event.coverage.empty()) event.representative = event.coverage.front().article;
  return event;
}

EventView event_of(EventId id, const std::vector<Article>& articles, MemoryArticleSource& source) {
  std::vector<CoverageRow> rows;
  for (const Article& one : articles) {
    source.put(one);
    rows.push_back(row_of(one));
  }
  return event_of(id, std::move(rows));
}

Sample make_sample() {
  Sample sample;
  const Article a = article(
      "a", "wire.example", "2026-05-04", "Bridge at Kastel gives way, 12 people hurt",
      "KASTEL (Wire) – The old bridge over the Sarn at Kastel gave way on Monday morning and hurt "
      "12 "
      "people, the fire service said.\n\nThe bridge had been closed to lorries since 2019 because "
      "of "
      "rust in its southern arch. Ivo Tarn, the mayor of Kastel, said the town would build a new "
      "one "
      "by 2028.\n\n“We were told it would hold for ten years,” said Ivo Tarn. Divers from Orso Bay "
      "looked for cars until nightfall.\n\nWho will pay for "
      "the new bridge at Kastel?");
  Article c = a;
  c.id = ArticleId("c");
  c.outlet = "daily.example";
  c.url = "https://daily.example/c";
  const Article b = article(
      "b", "river.example", "2026-05-04", "Twelve hurt as Kastel bridge falls into the Sarn",
      "Twelve people were hurt when the bridge at Kastel fell into the river Sarn on Monday, a "
      "hospital in Kastel said.\n\nHe had crossed it a minute before. Inspectors found rust in the "
      "southern arch on 2 May 2026, two days before the bridge fell.\n\nIvo Tarn could lose his "
      "office over the bridge when the council of the town meets again.");
  const Article d = article(
      "d", "capital.example", "2026-05-05", "Kastel mourns its bridge; 14 people hurt",
      "The fall of the old bridge at Kastel into the river Sarn on Monday morning hurt 14 people, "
      "the province said on Tuesday.\n\nThe "
      "province denied that it had known of the rust in the southern arch. Ferries will cross the "
      "Sarn from Wednesday, Lena Orso of Sarn Ferries said. Kastel wants a temporary crossing for "
      "tractors and ambulances.");
  const Article w =
      article("w", "river.example", "2026-05-02", "Inspectors warn of rust in the bridge at Kastel",
              "Inspectors found rust in the southern arch of the bridge at Kastel on Saturday and "
              "warned Ivo "
              "Tarn, the mayor.\n\nThe Sarn is high this spring.");
  for (const Article& one : {a, b, c, d, w}) sample.articles.put(one);
  sample.event = event_of(EventId(2), {row_of(a), row_of(b), row_of(c, "a"), row_of(d)});
  sample.earlier = event_of(EventId(1), {row_of(w)});
  return sample;
}

std::vector<const Statement*> statements_of(const EventPage& page) {
  std::vector<const Statement*> all;
  if (page.title) all.push_back(&*page.title);
  const auto add = [&all](const std::vector<Statement>& list) {
    for (const Statement& statement : list) all.push_back(&statement);
  };
  add(page.whats_happened);
  add(page.how_we_got_here);
  add(page.behind_the_headline.points);
  for (const auto& entry : page.behind_the_headline.agreements) all.push_back(&entry.statement);
  for (const auto& entry : page.behind_the_headline.only_from) all.push_back(&entry.statement);
  for (const auto& entry : page.behind_the_headline.conflicts) {
    all.push_back(&entry.quantity);
    for (const auto& value : entry.values) all.push_back(&value.statement);
  }
  for (const auto& row : page.what_the_papers_say) all.push_back(&row.statement);
  for (const auto* list : {&page.go_deeper, &page.common_questions}) {
    for (const auto& question : *list) {
      all.push_back(&question.question);
      add(question.answer);
    }
  }
  for (const auto& entry : page.timeline) all.push_back(&entry.statement);
  for (const auto& quote : page.quotes) all.push_back(&quote.statement);
  for (const auto& topic : page.topics) {
    if (topic.description) all.push_back(&*topic.description);
  }
  return all;
}

}  // namespace newsloom::page::tests
