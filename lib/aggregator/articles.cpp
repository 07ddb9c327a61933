#include "articles.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace newsloom {
namespace {

constexpr double q15 = 32768.0;

// The event's sum of one view, by term. Rebuilt from the frozen members, so that it is the very sum
// the clusterer holds.
class Sum {
 public:
  Sum(const EventRecord& record, std::size_t view) {
    std::vector<std::pair<cluster::Term, std::uint64_t>> all;
    for (const auto& member : record.members) {
      if (!member->counts_in_sum()) continue;
      const auto& vector = member->features->views[view];
      for (std::size_t i = 0; i < vector.size(); ++i) {
        all.emplace_back(vector.terms()[i], vector.weights()[i]);
      }
    }
    std::sort(all.begin(), all.end());
    for (const auto& [term, weight] : all) {
      if (!terms_.empty() && terms_.back().first == term) {
        terms_.back().second += weight;
      } else {
        terms_.emplace_back(term, weight);
      }
    }
    for (const auto& term : terms_) squared_ += term.second * term.second;
  }

  [[nodiscard]] std::uint32_t cosine(const cluster::SparseVector& vector) const {
    std::uint64_t dot = 0;
    auto from = terms_.begin();
    for (std::size_t i = 0; i < vector.size(); ++i) {
      const cluster::Term wanted = vector.terms()[i];
      from = std::lower_bound(from, terms_.end(), wanted,
                              [](const auto& term, cluster::Term w) { return term.first < w; });
      if (from == terms_.end()) break;
      if (from->first == wanted) dot += from->second * vector.weights()[i];
    }
    return cluster::cosine_q15(dot, squared_);
  }

 private:
  std::vector<std::pair<cluster::Term, std::uint64_t>> terms_;
  std::uint64_t squared_ = 0;
};

// Nearest to the event as a whole; of equals the earliest in order of coverage.
ArticleId representative(const std::vector<CoverageRow>& rows) {
  const auto nearest = std::max_element(
      rows.begin(), rows.end(),
      [](const CoverageRow& a, const CoverageRow& b) { return a.similarity < b.similarity; });
  return nearest == rows.end() ? ArticleId() : nearest->article;
}

}  // namespace

void set_dates(EventRecord& event) {
  event.oldest.reset();
  event.newest.reset();
  for (const auto& member : event.members) {
    if (const auto published = member->row.published) {
      event.newest = std::max(event.newest.value_or(*published), *published);
      event.oldest = std::min(event.oldest.value_or(*published), *published);
    }
  }
}

EventView view_of(const EventRecord& record, EventStatus status,
                  const attribution::CoverageOptions& options) {
  const Sum words(record, static_cast<std::size_t>(cluster::View::words));
  std::vector<CoverageRow> rows;
  rows.reserve(record.members.size());
  for (const auto& member : record.members) {
    CoverageRow& row = rows.emplace_back(member->row);
    const auto& vector = member->features->views[static_cast<std::size_t>(cluster::View::words)];
    row.similarity = words.cosine(vector) / q15;
  }
  attribution::Coverage coverage = attribution::attribute_coverage(std::move(rows), options);
  EventView view;
  view.id = record.id;
  view.aliases = record.aliases;
  view.status = status;
  view.representative = representative(coverage.rows);
  view.coverage = std::move(coverage.rows);
  view.first_report = std::move(coverage.first_report);
  view.date_start = coverage.date_start;
  view.date_updated = coverage.date_updated;
  view.languages = std::move(coverage.languages);
  view.outlet_count = coverage.outlet_count;
  view.family_count = coverage.family_count;
  view.independent_source_count = coverage.independent_source_count;
  return view;
}

bool may_match(const EventRecord& record, const EventQuery& query) {
  if (query.since && (!record.newest || *record.newest < *query.since)) return false;
  if (query.until && (!record.oldest || *record.oldest > *query.until)) return false;
  return record.members.size() >= query.min_sources;
}

}  // namespace newsloom
