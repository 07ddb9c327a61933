// Labelled events with their articles, as the page benches want them.
#pragma once

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <newsloom/article.hpp>
#include <newsloom/attribution/coverage.hpp>
#include <newsloom/attribution/outlet.hpp>
#include <newsloom/event.hpp>
#include <newsloom/ingest/dates.hpp>
#include <newsloom/text/analysis.hpp>
#include <newsloom/text/fingerprint.hpp>
#include <string>
#include <utility>
#include <vector>

namespace bench {

/// An event by its label: articles in the file's order, and which of them are one text.
struct LabelledEvent {
  std::string label;
  std::vector<newsloom::Article> articles;
  std::vector<std::size_t> reuse_group;  ///< index of the first article of the same text
};

inline std::string field_of(const boost::json::object& line, const char* name) {
  const auto* value = line.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

inline newsloom::Article article_of(const boost::json::object& line) {
  newsloom::Article article;
  article.id = newsloom::ArticleId(field_of(line, "id"));
  article.url = field_of(line, "url");
  article.outlet = field_of(line, "outlet");
  article.language = field_of(line, "language");
  article.title = field_of(line, "title");
  article.text = field_of(line, "text");
  if (const auto date = newsloom::ingest::parse_date(field_of(line, "published"))) {
    article.published = date->time;
    article.precision = newsloom::DatePrecision::day;
  }
  return article;
}

/// Puts articles together that share a third of the smaller one's fingerprint.
inline void find_reuse(LabelledEvent& event) {
  constexpr double same_text = 0.33;
  newsloom::text::Analyzer analyzer;
  std::vector<std::vector<std::uint64_t>> fingerprints;
  for (std::size_t i = 0; i < event.articles.size(); ++i) {
    newsloom::text::Analysis analysis;
    const newsloom::Article& article = event.articles[i];
    analyzer.analyze(article.title, article.text, article.language, analysis);
    std::size_t group = i;
    for (std::size_t j = 0; j < i && group == i; ++j) {
      const double share =
          std::max(newsloom::text::containment(analysis.fingerprint, fingerprints[j]),
                   newsloom::text::containment(fingerprints[j], analysis.fingerprint));
      if (share >= same_text) group = event.reuse_group[j];
    }
    event.reuse_group.push_back(group);
    fingerprints.push_back(std::move(analysis.fingerprint));
  }
}

/// Reads JSON Lines with an "event" each; events in order of their first article. Exits with a
/// message if the file cannot be read.
inline std::vector<LabelledEvent> read_labelled_events(const std::string& path) {
  std::ifstream in(path);
  if (!in) {
    std::fprintf(stderr, "cannot read %s\n", path.c_str());
    std::exit(1);
  }
  std::vector<LabelledEvent> events;
  std::map<std::string, std::size_t> index;
  for (std::string line; std::getline(in, line);) {
    const boost::json::value value = boost::json::parse(line);
    const std::string label = field_of(value.as_object(), "event");
    const auto [found, is_new] = index.try_emplace(label, events.size());
    if (is_new) events.push_back({label, {}, {}});
    events[found->second].articles.push_back(article_of(value.as_object()));
  }
  for (LabelledEvent& event : events) find_reuse(event);
  return events;
}

/// The event without the articles whose index is in `hidden`, attributed as the aggregator does.
inline newsloom::EventView view_of(const LabelledEvent& event, const std::vector<bool>& hidden) {
  static const auto resolver = newsloom::attribution::OutletResolver::create().value();
  std::vector<newsloom::CoverageRow> rows;
  for (std::size_t i = 0; i < event.articles.size(); ++i) {
    if (hidden[i]) continue;
    const newsloom::Article& article = event.articles[i];
    const auto outlet = resolver.resolve(article.url, article.outlet);
    newsloom::CoverageRow row;
    row.article = article.id;
    row.outlet = outlet.id;
    row.family = outlet.family;
    row.language = article.language;
    row.published = article.published;
    row.precision = article.precision;
    row.similarity = 1;
    const std::size_t original = event.reuse_group[i];
    if (original != i && !hidden[original]) row.copy_of = event.articles[original].id;
    rows.push_back(std::move(row));
  }
  auto coverage = newsloom::attribution::attribute_coverage(std::move(rows));
  newsloom::EventView view;
  view.id = newsloom::EventId(1);
  view.coverage = std::move(coverage.rows);
  view.date_start = coverage.date_start;
  view.date_updated = coverage.date_updated;
  view.languages = coverage.languages;
  view.outlet_count = coverage.outlet_count;
  view.family_count = coverage.family_count;
  view.independent_source_count = coverage.independent_source_count;
  if (!view.coverage.empty()) view.representative = view.coverage.front().article;
  return view;
}

}  // namespace bench
