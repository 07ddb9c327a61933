// Counting the distinct words of one article.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace newsloom::text {

/// What is known of one distinct word (by its folded hash) of an article.
struct WordEntry {
  std::uint64_t hash = 0;
  std::uint64_t stem = 0;
  std::uint64_t loose = 0;
  std::uint32_t weight = 0;              ///< occurrences, title ones weighted up
  std::uint32_t capitalised_weight = 0;  ///< of those, the capitalised ones
  bool is_number = false;
  bool is_stop_word = false;
  bool capitalised_inside = false;  ///< capitalised where no rule of writing asks for it
  bool acronym = false;
  bool lower_case = false;  ///< somewhere
};

/// Values under 64-bit keys, in order of insertion. Open addressing with stamps, so that clearing
/// costs nothing and one table serves article after article. Not thread-safe.
template <class Value>
class TermTable {
 public:
  TermTable() : places_(first_capacity) {}

  void clear() {
    values_.clear();
    if (++stamp_ == 0) {  // wrapped around: old stamps could look like new ones
      places_.assign(places_.size(), Place{});
      stamp_ = 1;
    }
  }

  /// The value under `key`, made by default if it is not there; valid until the next call.
  Value& operator[](std::uint64_t key) {
    if ((values_.size() + 1) * 2 > places_.size()) grow();
    Place& place = places_[position(key)];
    if (place.stamp != stamp_) {
      place = {key, static_cast<std::uint32_t>(values_.size()), stamp_};
      values_.emplace_back();
    }
    return values_[place.at];
  }

  [[nodiscard]] const std::vector<Value>& values() const noexcept { return values_; }

 private:
  static constexpr std::size_t first_capacity = 4096;
  struct Place {
    std::uint64_t key = 0;
    std::uint32_t at = 0;
    std::uint32_t stamp = 0;
  };
  [[nodiscard]] std::size_t position(std::uint64_t key) const noexcept {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = key & mask;
    while (places_[at].stamp == stamp_ && places_[at].key != key) at = (at + 1) & mask;
    return at;
  }
  void grow() {
    std::vector<Place> old(places_.size() * 2);
    old.swap(places_);
    for (const Place& place : old) {
      if (place.stamp == stamp_) places_[position(place.key)] = place;
    }
  }

  std::vector<Place> places_;
  std::vector<Value> values_;
  std::uint32_t stamp_ = 1;
};

}  // namespace newsloom::text
