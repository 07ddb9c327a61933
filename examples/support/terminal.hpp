// What programs show to people: colours where wanted, a progress bar, dates.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "newsloom/types.hpp"

namespace examples {

/// Whether a descriptor is a terminal that may be painted on (NO_COLOR is respected).
bool is_terminal(int descriptor);
bool wants_colour(int descriptor);

/// Text in an ANSI style, or as it is.
class Style {
 public:
  explicit Style(bool enabled) : enabled_(enabled) {}
  std::string bold(std::string_view text) const { return paint("1", text); }
  std::string dim(std::string_view text) const { return paint("2", text); }
  std::string green(std::string_view text) const { return paint("32", text); }
  std::string yellow(std::string_view text) const { return paint("33", text); }

 private:
  std::string paint(std::string_view code, std::string_view text) const;
  bool enabled_;
};

/// A bar on stderr, drawn at most ten times a second and only on a terminal; gone when done.
class ProgressBar {
 public:
  explicit ProgressBar(bool enabled) : enabled_(enabled) {}
  ~ProgressBar() { clear(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  /// `of` 0: unknown, only the count is shown.
  void show(std::uint64_t done, std::uint64_t of, std::string_view unit);
  void clear();

 private:
  bool enabled_;
  bool drawn_ = false;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point last_{};
};

/// "5 Mar 2026 14:05", or without the hour when only the day is known; "undated".
std::string date_text(std::optional<newsloom::Timestamp> time, newsloom::DatePrecision precision);
/// RFC 3339 in UTC.
std::string rfc3339(newsloom::Timestamp time);
/// "12,345".
std::string grouped(std::uint64_t value);
/// Cut to `columns` characters with "…"; control characters become spaces.
std::string fitted(std::string_view text, std::size_t columns);
/// Fitted, then filled with spaces.
std::string padded(std::string_view text, std::size_t columns);
/// Most memory this process ever held, in bytes; 0 if the system does not say.
std::uint64_t peak_memory();

}  // namespace examples
