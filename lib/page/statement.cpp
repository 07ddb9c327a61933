#include "newsloom/page/statement.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "connectives.hpp"
#include "letters.hpp"
#include "newsloom/text/utf8.hpp"
#include "types/calendar.hpp"

namespace newsloom::page {
namespace {

std::string first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && count > 0) {
    end += text::decode_next(text, end).length;
    --count;
  }
  return std::string(text.substr(0, end));
}

std::string_view field_of(const Article& article, Field field) {
  return field == Field::title ? article.title : article.text;
}

bool is_range_of(std::string_view stored, text::Span span) {
  return span.begin < span.end && span.end <= stored.size() &&
         text::is_boundary(stored, span.begin) && text::is_boundary(stored, span.end);
}

}  // namespace

std::string_view to_string(Field field) noexcept {
  return field == Field::title ? "title" : "text";
}

std::string_view to_string(SegmentKind kind) noexcept {
  switch (kind) {
    case SegmentKind::verbatim:
      return "verbatim";
    case SegmentKind::connective:
      return "connective";
    case SegmentKind::written:
      break;
  }
  return "written";
}

Slot Slot::outlet(const CoverageRow& row) {
  return Slot(first_characters(row.outlet, max_slot_characters));
}

Slot Slot::name(const Article& article, Field field, text::Span span) {
  const std::string_view stored = field_of(article, field);
  if (!is_range_of(stored, span)) return Slot({});
  return Slot(first_characters(span.in(stored), max_slot_characters));
}

Slot Slot::date(Timestamp date) {
  const std::chrono::year_month_day day(detail::day_of(date));
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return Slot(std::to_string(static_cast<int>(day.year())) + "-" +
              two(static_cast<unsigned>(day.month())) + "-" +
              two(static_cast<unsigned>(day.day())));
}

Slot Slot::count(std::size_t count) { return Slot(std::to_string(count)); }

std::string connective_text(std::string_view language, Connective connective, const Slot* slot) {
  std::string entry(connective_entry(language, connective));
  const std::size_t hole = entry.find('%');
  if (hole != std::string::npos) entry.replace(hole, 1, slot == nullptr ? "" : slot->str());
  return entry;
}

void StatementBuilder::append(Segment segment) {
  statement_.text_ += segment.text_;
  statement_.segments_.push_back(std::move(segment));
}

void StatementBuilder::add_source(const ArticleId& id) {
  std::vector<ArticleId>& sources = statement_.sources_;
  if (std::find(sources.begin(), sources.end(), id) == sources.end()) sources.push_back(id);
}

StatementBuilder& StatementBuilder::verbatim(const Article& article, Field field, text::Span span) {
  const std::string_view stored = field_of(article, field);
  if (!is_range_of(stored, span)) {
    if (!mistake_) {
      Location where;
      where.source = article.id.str();
      where.byte = span.begin;
      where.field = std::string(to_string(field));
      mistake_ = Error{ErrorCode::invalid_argument,
                       "bytes " + std::to_string(span.begin) + " to " + std::to_string(span.end) +
                           " are no range of characters of the article",
                       std::move(where)};
    }
    return *this;
  }
  Segment segment;
  segment.kind_ = SegmentKind::verbatim;
  segment.text_ = std::string(span.in(stored));
  segment.source_ = {article.id, article.revision, field, span};
  add_source(article.id);
  if (!statement_.date_) statement_.date_ = article.published;
  append(std::move(segment));
  return *this;
}

StatementBuilder& StatementBuilder::connective(std::string_view language, Connective connective,
                                               const Slot* slot) {
  Segment segment;
  segment.kind_ = SegmentKind::connective;
  segment.text_ = connective_text(language, connective, slot);
  append(std::move(segment));
  return *this;
}

StatementBuilder& StatementBuilder::space() {
  Segment segment;
  segment.kind_ = SegmentKind::connective;
  segment.text_ = " ";
  append(std::move(segment));
  return *this;
}

StatementBuilder& StatementBuilder::written(std::string text, std::vector<Support> supports) {
  Segment segment;
  segment.kind_ = SegmentKind::written;
  segment.text_ = std::move(text);
  for (const Support& support : supports) add_source(support.article);
  segment.supports_ = std::move(supports);
  append(std::move(segment));
  return *this;
}

StatementBuilder& StatementBuilder::repeat(const Statement& statement) {
  for (const ArticleId& id : statement.sources_) add_source(id);
  if (!statement_.date_) statement_.date_ = statement.date_;
  for (const Segment& segment : statement.segments_) append(segment);
  return *this;
}

StatementBuilder& StatementBuilder::also_reported_by(std::vector<std::string> outlets) {
  std::sort(outlets.begin(), outlets.end());
  outlets.erase(std::unique(outlets.begin(), outlets.end()), outlets.end());
  statement_.also_reported_by_ = std::move(outlets);
  return *this;
}

StatementBuilder& StatementBuilder::date(std::optional<Timestamp> date) {
  statement_.date_ = date;
  return *this;
}

result<Statement> StatementBuilder::build() {
  if (mistake_) return *mistake_;
  std::size_t all = 0;
  std::size_t verbatim = 0;
  bool is_written = false;
  for (const Segment& segment : statement_.segments_) {
    const std::size_t letters = count_letters(segment.text_);
    all += letters;
    if (segment.kind_ == SegmentKind::verbatim) verbatim += letters;
    if (segment.kind_ == SegmentKind::written) is_written = true;
  }
  constexpr std::size_t percent = 100;
  const bool enough = verbatim > 0 && verbatim * percent >= min_verbatim_percent * all;
  if (is_written ? statement_.sources_.empty() : !enough) {
    return Error{
        ErrorCode::invalid_argument,
        "only " + std::to_string(verbatim) + " of " + std::to_string(all) + " letters are verbatim",
        {}};
  }
  return std::move(statement_);
}

}  // namespace newsloom::page
