#include "draft.hpp"

#include <algorithm>
#include <set>

#include "predicates.hpp"

namespace newsloom::page {
namespace {

/// Words two sentences of different articles must share to say the same.
constexpr double same_statement = 0.6;

std::size_t bytes_not_in(text::Span span, const std::vector<text::Span>& taken) {
  std::size_t covered = 0;
  for (const text::Span other : taken) {
    const std::uint32_t begin = std::max(span.begin, other.begin);
    const std::uint32_t end = std::min(span.end, other.end);
    if (begin < end) covered += end - begin;
  }
  return span.size() - covered;
}

}  // namespace

bool say_the_same(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b,
                  double limit) {
  const bool a_is_shorter = a.size() <= b.size();
  return share_in(a_is_shorter ? a : b, a_is_shorter ? b : a) >= limit;
}

bool is_gist(const PageReading& reading, const Passage& passage) {
  constexpr std::size_t little_text = 4;  // sentences
  return passage.field == Field::title ||
         (passage.position == 0 && reading.source_of(passage).passage_count <= little_text);
}

bool say_the_same(const Passage& a, const Passage& b, double limit) {
  return say_the_same(a.terms, b.terms, limit);
}

bool Draft::fits(std::size_t source, Field field, text::Span span) const {
  if (field == Field::title) return true;
  const auto taken = quoted_.find(source);
  if (taken == quoted_.end()) return span.size() <= options_.max_quoted_bytes;
  std::size_t sum = bytes_not_in(span, taken->second);
  for (const text::Span other : taken->second) sum += other.size();
  return sum <= options_.max_quoted_bytes;
}

void Draft::take(std::size_t source, Field field, text::Span span) {
  if (field == Field::title) return;
  std::vector<text::Span>& taken = quoted_[source];
  // Kept disjoint: what overlaps is joined.
  for (auto it = taken.begin(); it != taken.end();) {
    if (it->begin < span.end && span.begin < it->end) {
      span.begin = std::min(span.begin, it->begin);
      span.end = std::max(span.end, it->end);
      it = taken.erase(it);
    } else {
      ++it;
    }
  }
  taken.push_back(span);
}

std::vector<std::string> Draft::copies_of(std::size_t source) const {
  std::vector<std::string> outlets;
  const CoverageRow& original = *reading_.sources[source].row;
  for (const CoverageRow& row : reading_.event->coverage) {
    if (row.copy_of == original.article && !row.outlet.empty() && row.outlet != original.outlet) {
      outlets.push_back(row.outlet);
    }
  }
  return outlets;
}

std::vector<std::string> Draft::others_with(const Passage& passage) const {
  std::vector<std::string> outlets = copies_of(passage.source);
  const PageSource& own = reading_.source_of(passage);
  std::vector<bool> says_it(reading_.sources.size());
  for (const PassageIndex::Match& match : reading_.index.with_terms(passage.terms, 1)) {
    const Passage& other = *match.passage;
    const std::size_t shorter = std::min(passage.terms.size(), other.terms.size());
    const bool is_same =
        static_cast<double>(match.shared) >= same_statement * static_cast<double>(shorter) &&
        (passage.numbers.empty() || other.numbers == passage.numbers) &&
        other.terms.size() * 2 >= passage.terms.size();
    if (is_same) says_it[other.source] = true;
  }
  for (std::size_t i = 0; i < reading_.sources.size(); ++i) {
    const std::string& outlet = reading_.sources[i].row->outlet;
    if (says_it[i] && !outlet.empty() && outlet != own.row->outlet) outlets.push_back(outlet);
  }
  return outlets;
}

std::optional<Statement> Draft::state(const Passage& passage) {
  if (!fits(passage.source, passage.field, passage.span)) return std::nullopt;
  auto statement = StatementBuilder()
                       .verbatim(reading_.source_of(passage).article, passage.field, passage.span)
                       .also_reported_by(others_with(passage))
                       .build();
  if (!statement) return std::nullopt;
  take(passage.source, passage.field, passage.span);
  return std::move(*statement);
}

std::optional<Statement> Draft::state(std::size_t source, Field field, text::Span span) {
  if (!fits(source, field, span)) return std::nullopt;
  auto statement = StatementBuilder()
                       .verbatim(reading_.sources[source].article, field, span)
                       .also_reported_by(copies_of(source))
                       .build();
  if (!statement) return std::nullopt;
  take(source, field, span);
  return std::move(*statement);
}

double Draft::told_share(const Passage& passage) const {
  if (passage.terms.empty()) return 0;
  const auto is_told = [&](std::uint64_t term) {
    const auto has = [&](const std::vector<std::uint64_t>& terms) {
      return std::binary_search(terms.begin(), terms.end(), term);
    };
    return (title_ != nullptr && has(title_->terms)) ||
           std::ranges::any_of(shown_, [&](const Passage* shown) { return has(shown->terms); }) ||
           std::ranges::any_of(told_, has);
  };
  const auto told = std::ranges::count_if(passage.terms, is_told);
  return static_cast<double>(told) / static_cast<double>(passage.terms.size());
}

bool Draft::repeats(const Passage& passage, double limit) const {
  constexpr double no_more = 0.8;  // than the title
  if (title_ != nullptr && share_in(passage.terms, title_->terms) >= no_more) return true;
  constexpr double nearly_all = 0.75;  // by all together
  if (limit < 1 && told_share(passage) >= nearly_all) return true;
  const bool is_all_gist = is_gist(reading_, passage);
  const double gist_limit = std::min(limit, options_.happened.gist_repetition);
  const bool is_shown = std::any_of(shown_.begin(), shown_.end(), [&](const Passage* shown) {
    const bool all_gist = is_all_gist && is_gist(reading_, *shown);
    return shown == &passage || say_the_same(*shown, passage, all_gist ? gist_limit : limit);
  });
  return is_shown || std::any_of(told_.begin(), told_.end(), [&](const auto& told) {
           return say_the_same(told, passage.terms, limit);
         });
}

bool Draft::repeats(const std::vector<std::uint64_t>& terms, double limit) const {
  return std::any_of(
             shown_.begin(), shown_.end(),
             [&](const Passage* shown) { return say_the_same(shown->terms, terms, limit); }) ||
         std::any_of(told_.begin(), told_.end(),
                     [&](const auto& told) { return say_the_same(told, terms, limit); });
}

bool Draft::is_within_shown(std::size_t source, text::Span span) const {
  return std::any_of(shown_.begin(), shown_.end(), [&](const Passage* shown) {
    return shown->source == source && shown->field == Field::text && shown->span.contains(span);
  });
}

const Passage* best_untold(const Draft& draft, double limit) {
  const PageReading& reading = draft.reading();
  constexpr std::uint32_t last_position = 12;
  const Passage* best = nullptr;
  double best_share = 0;
  for (const Passage& passage : reading.passages) {
    constexpr std::uint32_t unwanted = trait::definite | trait::quoted | trait::all_quoted;
    if (!is_plain(reading, passage) || (passage.traits & unwanted) != 0) continue;
    if (passage.position > last_position || draft.repeats(passage, limit)) continue;
    const double share = support_share(reading, passage);
    if (share <= best_share) continue;
    best = &passage;
    best_share = share;
  }
  return best;
}

}  // namespace newsloom::page
