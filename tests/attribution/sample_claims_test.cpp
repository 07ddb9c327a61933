// What compare_claims says of the sample corpus, and of events that have one source only.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "newsloom/attribution/agreement.hpp"
#include "newsloom/attribution/event_reading.hpp"
#include "newsloom/attribution/outlet.hpp"
#include "newsloom/ingest/reader.hpp"
#include "newsloom/text/sentences.hpp"

namespace {

using namespace newsloom;
using attribution::Claim;
using attribution::ClaimStatus;

std::vector<Article> read_articles(const std::string& path, std::size_t most) {
  std::vector<Article> articles;
  const std::vector<std::string> paths{path};
  (void)ingest::read_paths(
      paths, {},
      [&](Article&& article) {
        articles.push_back(std::move(article));
        return articles.size() < most;
      },
      [](const ingest::Problem&) {});
  return articles;
}

attribution::EventArticle about(const Article& article) {
  attribution::EventArticle event;
  event.article = article.id;
  event.outlet = article.outlet;
  event.family = article.outlet;
  event.language = article.language;
  event.published = article.published;
  event.precision = article.precision;
  event.title = article.title;
  event.text = article.text;
  return event;
}

// "topic or unit or noun: 9 12 13" of a claim's values, smallest first.
std::string shown(const Claim& claim, const attribution::EventReading& event) {
  std::string name(attribution::to_string(claim.topic));
  if (name.empty()) name = claim.unit;
  if (name.empty()) {
    const attribution::Place& place = claim.values.front().places.front();
    for (const auto& quantity : event.articles[place.article].claims.quantities) {
      if (quantity.field != place.where.field || quantity.span != place.where.span) continue;
      name = quantity.counted.in(event.articles[place.article].reading[quantity.field].source);
    }
  }
  std::set<std::int64_t> values;
  for (const auto& value : claim.values) values.insert(value.value_e3);
  for (const std::int64_t value : values) {
    name += ' ' + std::to_string(value / 1000);
    if (value % 1000 != 0) name += '.' + std::to_string(value % 1000);
  }
  return name;
}

std::set<std::string> conflicts_of(const attribution::EventReading& event) {
  std::set<std::string> all;
  for (const Claim& claim : attribution::compare_claims(event)) {
    if (claim.status == ClaimStatus::conflict) all.insert(shown(claim, event));
  }
  return all;
}

}  // namespace

TEST_CASE("the conflicts planted in the sample corpus are found, and no others") {
  const std::string folder = std::string(NEWSLOOM_SOURCE_DIR) + "/examples/data/";
  const std::vector<Article> articles = read_articles(folder + "articles.jsonl", SIZE_MAX);
  std::map<std::string, std::string> event_of;
  std::ifstream gold(folder + "gold.tsv");
  for (std::string line; std::getline(gold, line);) {
    const std::size_t tab = line.find('\t');
    if (!line.starts_with('#')) event_of[line.substr(0, tab)] = line.substr(tab + 1);
  }
  std::map<std::string, std::vector<attribution::EventArticle>> events;
  for (const Article& article : articles) {
    attribution::EventArticle row = about(article);
    // Wire copies are marked by their credit here; elsewhere text reuse tells them.
    row.is_copy = article.outlet != "meridianwire.example" &&
                  article.text.find("(Meridian Wire)") != std::string::npos;
    events[event_of[article.id.str()]].push_back(row);
  }
  std::map<std::string, std::set<std::string>> planted;
  std::ifstream file(std::string(NEWSLOOM_SOURCE_DIR) +
                     "/tests/attribution/data/sample_conflicts.tsv");
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with('#')) continue;
    const std::size_t tab = line.find('\t');
    planted[line.substr(0, tab)].insert(line.substr(tab + 1));
  }
  REQUIRE(planted.size() >= 4);
  for (const auto& [name, rows] : events) {
    const attribution::EventReading event = attribution::read_event(rows);
    std::string lines;
    for (const std::string& conflict : conflicts_of(event)) lines += conflict + "; ";
    INFO(name << ": " << lines);
    CHECK(conflicts_of(event) == planted[name]);
  }
}

TEST_CASE("no conflict is invented where a hundred events have one source each") {
  const char* corpora = std::getenv("NEWSLOOM_CORPORA");
  const std::string path = std::string(corpora == nullptr ? "" : corpora) +
                           "/corpora/us-politics-fulltext-2001-2018.jsonl.zst";
  if (corpora == nullptr || !std::filesystem::exists(path)) {
    MESSAGE("SKIPPED: no corpora at NEWSLOOM_CORPORA");
    return;
  }
  // Three outlets print the same article, each without a third of its sentences; nobody says that
  // they are copies.
  constexpr std::size_t events = 100;
  constexpr std::size_t outlets = 3;
  std::mt19937 random(20260305);
  std::size_t invented = 0;
  std::size_t agreements = 0;
  for (const Article& article : read_articles(path, events)) {
    std::vector<text::Span> sentences;
    text::split_sentences(article.text, "en", sentences);
    std::vector<std::string> texts(outlets);
    std::vector<attribution::EventArticle> rows;
    for (std::size_t i = 0; i < outlets; ++i) {
      for (const text::Span& sentence : sentences) {
        if (random() % outlets == 0) continue;
        texts[i] += std::string(sentence.in(article.text)) + ' ';
      }
      rows.push_back(about(article));
      rows.back().outlet = "outlet" + std::to_string(i);
      rows.back().family = rows.back().outlet;
      rows.back().language = "en";
      rows.back().text = texts[i];
    }
    const attribution::EventReading event = attribution::read_event(rows);
    for (const Claim& claim : attribution::compare_claims(event)) {
      agreements += claim.status == ClaimStatus::agreement ? 1U : 0U;
      if (claim.status != ClaimStatus::conflict) continue;
      ++invented;
      MESSAGE(article.id.str() << ": " << shown(claim, event));
    }
  }
  CHECK(agreements > events);
  CHECK(invented == 0);
}
