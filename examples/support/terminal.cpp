#include "support/terminal.hpp"

#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace examples {

using namespace std::chrono;

bool is_terminal(int descriptor) { return isatty(descriptor) == 1; }

bool wants_colour(int descriptor) {
  const char* no_colour = std::getenv("NO_COLOR");
  return is_terminal(descriptor) && (no_colour == nullptr || *no_colour == '\0');
}

std::string Style::paint(std::string_view code, std::string_view text) const {
  return enabled_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

void ProgressBar::show(std::uint64_t done, std::uint64_t of, std::string_view unit) {
  constexpr auto interval = milliseconds{100};
  constexpr std::size_t width = 30;
  const auto now = steady_clock::now();
  if (!enabled_ || now - last_ < interval) return;
  last_ = now;
  drawn_ = true;
  const double seconds = std::max(duration<double>(now - start_).count(), 1e-3);
  std::string bar;
  if (of > 0) {
    const auto filled = static_cast<std::size_t>(width * std::min(done, of) / of);
    for (std::size_t i = 0; i < width; ++i) bar += i < filled ? "━" : "╌";
    bar += ' ';
  }
  fmt::print(stderr, "\r\x1b[K{}{} {}, {}/s", bar, grouped(done), unit,
             grouped(static_cast<std::uint64_t>(static_cast<double>(done) / seconds)));
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
  drawn_ = false;
}

std::string date_text(std::optional<newsloom::Timestamp> time, newsloom::DatePrecision precision) {
  if (!time) return "undated";
  constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                    "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto day = floor<days>(*time);
  const year_month_day date{day};
  std::string text =
      fmt::format("{} {} {}", static_cast<unsigned>(date.day()),
                  months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()));
  if (precision != newsloom::DatePrecision::day) {
    const hh_mm_ss clock{*time - day};
    text += fmt::format(" {:02}:{:02}", clock.hours().count(), clock.minutes().count());
  }
  return text;
}

std::string rfc3339(newsloom::Timestamp time) {
  const auto day = floor<days>(time);
  const year_month_day date{day};
  const hh_mm_ss clock{time - day};
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

namespace {

// Characters, so that columns come out right for most scripts; wide ones are counted once.
std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::string fitted(std::string_view text, std::size_t columns) {
  std::string out;
  std::size_t used = 0;
  const bool cut = characters(text) > columns;
  for (const char c : text) {
    const bool starts = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (starts && ++used > (cut ? columns - 1 : columns)) break;
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    out += is_control ? ' ' : c;
  }
  return cut ? out + "…" : out;
}

std::string padded(std::string_view text, std::size_t columns) {
  std::string out = fitted(text, columns);
  out.append(columns - std::min(columns, characters(out)), ' ');
  return out;
}

std::uint64_t peak_memory() {
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) != 0) return 0;
  constexpr std::uint64_t kibibyte = 1024;
  return static_cast<std::uint64_t>(usage.ru_maxrss) * kibibyte;
}

}  // namespace examples
