// How far the stream's own clock has come.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "newsloom/types.hpp"
#include "types/binary.hpp"

namespace newsloom::cluster {

/// The time of a stream, read from its articles' dates: the newest of the last 64, but at most a
/// day past their median, so that one absurd date drags nothing. It may step back when an absurd
/// date leaves the window.
class Watermark {
 public:
  static constexpr std::size_t window = 64;
  static constexpr std::chrono::seconds most_past_median = std::chrono::days{1};

  /// Takes the next dated article. O(window).
  void observe(Timestamp published) {
    recent_[next_ % window] = published;
    ++next_;
    const std::size_t size = std::min(next_, window);
    std::array<Timestamp, window> sorted = recent_;
    const auto end = sorted.begin() + static_cast<std::ptrdiff_t>(size);
    const auto median = sorted.begin() + static_cast<std::ptrdiff_t>((size - 1) / 2);
    std::nth_element(sorted.begin(), median, end);
    const Timestamp cap = *median + most_past_median;
    now_ = std::min(*std::max_element(median, end), cap);
  }

  void save(detail::Writer& out) const {
    out.size(next_);
    for (const Timestamp time : recent_) out.time(time);
    out.time(now_);
  }
  void load(detail::Reader& in) {
    next_ = static_cast<std::size_t>(in.number<std::uint64_t>());
    for (Timestamp& time : recent_) time = in.time().value_or(Timestamp{});
    now_ = in.time();
    in.require(now_.has_value() == (next_ > 0));
  }

  /// Absent until a dated article came.
  [[nodiscard]] std::optional<Timestamp> now() const noexcept { return now_; }

 private:
  std::array<Timestamp, window> recent_{};
  std::size_t next_ = 0;
  std::optional<Timestamp> now_;
};

}  // namespace newsloom::cluster
