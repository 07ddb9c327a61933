#include "dates.hpp"

#include <array>
#include <chrono>
#include <string_view>

#include "types/calendar.hpp"

namespace newsloom::page {
namespace {

using namespace std::chrono;  // NOLINT(google-build-using-namespace): a calendar of names

std::string padded(long long number, std::size_t width) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return number < 0 ? "-" + digits : digits;
}

struct Parts {
  year_month_day day;
  hh_mm_ss<seconds> time;
  weekday week_day;
};

Parts parts_of(Timestamp given) {
  const Timestamp time = detail::on_calendar(given);
  const auto day = detail::day_of(time);
  return {year_month_day(day), hh_mm_ss<seconds>(time - day), weekday(day)};
}

std::string clock(const hh_mm_ss<seconds>& time) {
  return padded(time.hours().count(), 2) + ":" + padded(time.minutes().count(), 2) + ":" +
         padded(time.seconds().count(), 2);
}

constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 7> week_days{"Sun", "Mon", "Tue", "Wed",
                                                    "Thu", "Fri", "Sat"};
constexpr std::size_t year_digits = 4;
constexpr std::size_t short_month = 3;

}  // namespace

std::string iso_day(Timestamp time) {
  const Parts parts = parts_of(time);
  return padded(static_cast<int>(parts.day.year()), year_digits) + "-" +
         padded(static_cast<unsigned>(parts.day.month()), 2) + "-" +
         padded(static_cast<unsigned>(parts.day.day()), 2);
}

std::string rfc3339(Timestamp time) {
  return iso_day(time) + "T" + clock(parts_of(time).time) + "Z";
}

std::string rfc822(Timestamp time) {
  const Parts parts = parts_of(time);
  std::string text(week_days.at(parts.week_day.c_encoding()));
  text += ", " + padded(static_cast<unsigned>(parts.day.day()), 2) + " ";
  text += months.at(static_cast<unsigned>(parts.day.month()) - 1).substr(0, short_month);
  text += " " + padded(static_cast<int>(parts.day.year()), year_digits) + " ";
  return text + clock(parts.time) + " GMT";
}

std::string readable_day(Timestamp time) {
  const Parts parts = parts_of(time);
  std::string text = std::to_string(static_cast<unsigned>(parts.day.day())) + " ";
  text += months.at(static_cast<unsigned>(parts.day.month()) - 1);
  return text + " " + std::to_string(static_cast<int>(parts.day.year()));
}

}  // namespace newsloom::page
