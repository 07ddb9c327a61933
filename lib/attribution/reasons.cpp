#include "attribution/reasons.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "types/calendar.hpp"

namespace newsloom::attribution {
namespace {

void append(std::string& out, std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  if (text.size() < digits) out.append(digits - text.size(), '0');
  out += text;
}

std::string percent(std::uint32_t thousandths) {
  constexpr std::uint32_t half = 5;
  constexpr std::uint32_t thousandths_a_percent = 10;
  return std::to_string((thousandths + half) / thousandths_a_percent) + " %";
}

// "nytimes.com's article 17", "an article of unknown outlet (17)".
std::string named(const CoverageRow& row) {
  if (row.outlet.empty()) return "article " + row.article.str() + " of an unknown outlet";
  return row.outlet + "'s article " + row.article.str();
}

std::string when(const CoverageRow& row) { return time_text(row.published, row.precision); }

std::string order_sentence(const CoverageRow& row, const CoverageRow* original) {
  switch (row.order) {
    case OrderBasis::stated_credit:
      return "it credits " + row.credit + " with its text";
    case OrderBasis::published:
      if (original == nullptr) return "the other was published earlier";
      return "the other was published earlier: " + when(*original) + ", this one " + when(row);
    case OrderBasis::undetermined:
      return "which of the two was first cannot be told from their dates; the other came in first";
    case OrderBasis::none:
      break;
  }
  return {};
}

void say_shared_text(std::vector<std::string>& why, const CoverageRow& row,
                     const CoverageRow* original) {
  const std::string other =
      original != nullptr ? named(*original) : "article " + row.copy_of->str() + ", elsewhere";
  if (row.copied_share > 0) {
    why.push_back(percent(row.copied_share) + " of its text is found in " + other +
                  ", of which it has " + percent(row.source_share));
  } else {
    why.push_back("its text is that of " + other);
  }
  std::string order = order_sentence(row, original);
  if (!order.empty()) why.push_back(std::move(order));
}

std::string before_all(std::span<const CoverageRow* const> rows, std::size_t i) {
  std::string text = "published " + when(*rows[i]) + ", before every other independent report";
  const bool alone = std::ranges::none_of(rows, [&](const CoverageRow* row) {
    return row != rows[i] && !row->outlet.empty() && row->outlet != rows[i]->outlet;
  });
  return alone ? text + "; no other outlet is known" : text;
}

}  // namespace

std::string time_text(std::optional<Timestamp> time, DatePrecision precision) {
  if (!time) return "undated";
  const Timestamp shown = detail::on_calendar(*time);
  const auto day = detail::day_of(shown);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss clock{shown - day};
  std::string out;
  append(out, static_cast<int>(date.year()), 4);
  out += '-';
  append(out, static_cast<unsigned>(date.month()), 2);
  out += '-';
  append(out, static_cast<unsigned>(date.day()), 2);
  if (precision == DatePrecision::day || precision == DatePrecision::unknown) return out;
  out += ' ';
  append(out, clock.hours().count(), 2);
  out += ':';
  append(out, clock.minutes().count(), 2);
  if (precision == DatePrecision::minute) return out;
  out += ':';
  append(out, clock.seconds().count(), 2);
  return out;
}

std::vector<std::string> reasons(std::span<const CoverageRow* const> rows, std::size_t i,
                                 const Judgement& judgement) {
  const CoverageRow& row = *rows[i];
  const CoverageRow* other = judgement.other == Judgement::nobody ? nullptr : rows[judgement.other];
  std::vector<std::string> why;
  switch (judgement.reason) {
    case Reason::plain:
      break;
    case Reason::before_all:
      why.push_back(before_all(rows, i));
      break;
    case Reason::own_earlier:
      why.push_back("its outlet's article " + other->article.str() +
                    " came before: " + when(*other));
      break;
    case Reason::long_after:
      why.push_back("published " + when(row) +
                    ", long after the first article of the event: " + when(*other));
      break;
    case Reason::marked:
      why.push_back("marked as " + std::string(to_string(row.genre)) +
                    " by its address, section, headline or text");
      break;
    case Reason::outlet_kind:
      why.push_back(row.outlet + " is no newsroom");
      break;
    case Reason::same_text:
      say_shared_text(why, row, other);
      break;
    case Reason::stated_credit:
      why.push_back("it credits " + row.credit + " with its text");
      break;
    case Reason::printed_by_others:
      break;
  }
  if (judgement.stands_for_ring) {
    why.emplace_back(
        "dates and order of arrival contradict each other: this one stands for a text "
        "that several have");
  }
  if (judgement.prints > 0) {
    why.push_back("its text is in " + std::to_string(judgement.prints) +
                  (judgement.prints == 1 ? " other article" : " other articles"));
  }
  return why;
}

}  // namespace newsloom::attribution
