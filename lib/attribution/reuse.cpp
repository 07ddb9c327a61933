#include "newsloom/attribution/reuse.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "attribution/postings.hpp"
#include "newsloom/text/reuse_sketch.hpp"

namespace newsloom::attribution {
namespace {

// Hits below which whole sketches are not compared.
constexpr std::uint16_t least_hits = 3;
// A share in 1/1000 below which half as many values more have to be shared: a few of many are more
// often a coincidence than a few of few.
constexpr std::uint32_t large_share = 500;
// A value is boilerplate if more articles have it than this many times the usual number, plus some.
constexpr std::size_t boilerplate_factor = 4;
constexpr std::size_t boilerplate_least = 4;
// Places are given anew when this many more are empty than taken.
constexpr std::size_t tolerated_holes = 1024;

std::uint32_t thousandths(double share) {
  return static_cast<std::uint32_t>(std::lround(std::clamp(share, 0.05, 1.0) * 1000));
}

std::uint32_t larger_share(const ReuseLink& link) noexcept {
  return std::max(link.this_in_other(), link.other_in_this());
}

}  // namespace

struct ReuseIndex::State {
  struct Kept {
    std::uint64_t number = 0;
    std::uint64_t outlet = 0;
    std::vector<std::uint32_t> sketch;
    bool live = true;
  };

  explicit State(const ReuseOptions& given) : options(given) {
    least_share = thousandths(given.least_share);
    least_own_share = thousandths(given.least_own_share);
    options.least_shared = std::clamp<std::uint32_t>(
        given.least_shared, 1, static_cast<std::uint32_t>(text::sketch::least));
    options.most_links = std::clamp<std::size_t>(given.most_links, 1, 64);
  }

  [[nodiscard]] std::size_t place_of(std::uint64_t number) const noexcept {
    const auto found = std::ranges::lower_bound(kept, number, {}, &Kept::number);
    const bool is_kept = found != kept.end() && found->number == number && found->live;
    return is_kept ? static_cast<std::size_t>(found - kept.begin()) : kept.size();
  }
  [[nodiscard]] bool passes(const ReuseLink& link, bool same_outlet) const noexcept {
    const std::uint32_t share = larger_share(link);
    const std::uint32_t least = options.least_shared;
    return link.shared >= (share < large_share ? least + least / 2 : least) &&
           share >= (same_outlet ? least_own_share : least_share);
  }
  /// `usual` is the sketch's usual frequency, found when first needed.
  [[nodiscard]] ReuseLink compared(std::span<const std::uint32_t> sketch, const Kept& other,
                                   std::optional<std::size_t>& usual) const;
  [[nodiscard]] std::size_t usual_frequency(std::span<const std::uint32_t> sketch) const;
  void put(Kept one);
  void close_holes();
  void count_hits(std::span<const std::uint32_t> sketch, Scratch& scratch) const;

  ReuseOptions options;
  std::uint32_t least_share = 0;  // in 1/1000
  std::uint32_t least_own_share = 0;
  std::vector<Kept> kept;  // by place, which is by number
  std::size_t live = 0;
  Postings postings;
};

// What two in five of a text's values do not reach: the frequency of the text as a whole, even if
// half of it is boilerplate.
std::size_t ReuseIndex::State::usual_frequency(std::span<const std::uint32_t> sketch) const {
  std::array<std::size_t, text::sketch::most> frequencies{};
  const std::size_t count = std::min(sketch.size(), frequencies.size());
  postings.prefetch(sketch.first(count));
  for (std::size_t i = 0; i < count; ++i) frequencies[i] = postings.frequency(sketch[i]);
  const auto place = frequencies.begin() + static_cast<std::ptrdiff_t>(count * 2 / 5);
  std::nth_element(frequencies.begin(), place,
                   frequencies.begin() + static_cast<std::ptrdiff_t>(count));
  return *place;
}

// What many other articles have too is boilerplate, unless one of the two is as a whole a text that
// many have. How many have a text is only looked up if some of what is shared is frequent at all.
ReuseLink ReuseIndex::State::compared(std::span<const std::uint32_t> sketch, const Kept& other,
                                      std::optional<std::size_t>& usual) const {
  const text::SketchOverlap common = text::overlap(sketch, other.sketch);
  ReuseLink link{other.number, common.shared, common.of_a, common.of_b};
  if (!passes(link, false)) return link;
  std::array<std::uint32_t, text::sketch::most> values{};
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; count < std::min<std::size_t>(common.shared, values.size());) {
    const std::uint32_t a = sketch[i];
    const std::uint32_t b = other.sketch[j];
    values[count] = a;
    count += a == b ? 1U : 0U;
    i += a <= b ? 1U : 0U;
    j += b <= a ? 1U : 0U;
  }
  const std::span<const std::uint32_t> shared = std::span(values).first(count);
  postings.prefetch(shared);
  std::array<std::size_t, text::sketch::most> frequencies{};
  std::size_t most = 0;
  for (std::size_t i = 0; i < count; ++i) {
    frequencies[i] = postings.frequency(shared[i]);
    most = std::max(most, frequencies[i]);
  }
  const auto too_frequent = [](std::size_t usually) {
    return boilerplate_factor * usually + boilerplate_least;
  };
  if (most <= too_frequent(0)) return link;
  if (!usual) usual = usual_frequency(sketch);
  if (most <= too_frequent(*usual)) return link;
  const std::size_t limit = too_frequent(std::max(*usual, usual_frequency(other.sketch)));
  const auto boilerplate = static_cast<std::uint32_t>(
      std::ranges::count_if(std::span(frequencies).first(count),
                            [limit](std::size_t frequency) { return frequency > limit; }));
  link.shared -= boilerplate;
  link.of_this -= boilerplate;
  link.of_other -= boilerplate;
  return link;
}

void ReuseIndex::State::put(Kept one) {
  const auto place = static_cast<std::uint32_t>(kept.size());
  for (const std::uint32_t value : one.sketch) postings.append(value, place);
  kept.push_back(std::move(one));
  ++live;
}

void ReuseIndex::State::close_holes() {
  std::vector<Kept> all;
  all.swap(kept);
  postings = Postings();
  live = 0;
  for (Kept& one : all) {
    if (one.live) put(std::move(one));
  }
}

void ReuseIndex::State::count_hits(std::span<const std::uint32_t> sketch, Scratch& scratch) const {
  if (scratch.hits.size() < kept.size()) scratch.hits.resize(kept.size());
  const auto is_live = [this](std::uint32_t place) { return kept[place].live; };
  postings.for_each_end(sketch, is_live, [&scratch](std::uint32_t place) {
    if (scratch.hits[place]++ == 0) scratch.places.push_back(place);
  });
}

ReuseIndex::ReuseIndex(const ReuseOptions& options) : state_(std::make_unique<State>(options)) {}
ReuseIndex::~ReuseIndex() = default;
ReuseIndex::ReuseIndex(ReuseIndex&&) noexcept = default;
ReuseIndex& ReuseIndex::operator=(ReuseIndex&&) noexcept = default;

void ReuseIndex::add(std::uint64_t number, std::uint64_t outlet,
                     std::span<const std::uint32_t> sketch) {
  state_->put({number, outlet, {sketch.begin(), sketch.end()}, true});
}

bool ReuseIndex::remove(std::uint64_t number) {
  State& state = *state_;
  const std::size_t place = state.place_of(number);
  if (place == state.kept.size()) return false;
  const std::vector<std::uint32_t> sketch = std::exchange(state.kept[place].sketch, {});
  state.kept[place].live = false;
  --state.live;
  const auto is_live = [&state](std::uint32_t other) { return state.kept[other].live; };
  for (const std::uint32_t value : sketch) state.postings.trim(value, is_live);
  if (state.kept.size() > 2 * state.live + tolerated_holes) state.close_holes();
  return true;
}

void ReuseIndex::find(std::span<const std::uint32_t> sketch, std::uint64_t outlet,
                      std::uint64_t except, std::vector<ReuseLink>& links, Scratch& scratch) const {
  const State& state = *state_;
  links.clear();
  state.count_hits(sketch, scratch);
  std::vector<std::uint32_t>& places = scratch.places;
  const auto& hits = scratch.hits;
  std::erase_if(places, [&](std::uint32_t place) {
    const bool few = hits[place] < least_hits || state.kept[place].number == except;
    if (few) scratch.hits[place] = 0;
    return few;
  });
  const std::size_t count = std::min(places.size(), state.options.most_links);
  std::partial_sort(places.begin(), places.begin() + static_cast<std::ptrdiff_t>(count),
                    places.end(), [&hits](std::uint32_t a, std::uint32_t b) {
                      return hits[a] != hits[b] ? hits[a] > hits[b] : a < b;
                    });
  std::optional<std::size_t> usual;
  for (std::size_t i = 0; i < count; ++i) {
    const State::Kept& other = state.kept[places[i]];
    const ReuseLink link = state.compared(sketch, other, usual);
    if (state.passes(link, outlet != 0 && outlet == other.outlet)) links.push_back(link);
  }
  for (const std::uint32_t place : places) scratch.hits[place] = 0;
  places.clear();
  std::ranges::sort(links, [](const ReuseLink& a, const ReuseLink& b) {
    const auto [x, y] = std::pair(larger_share(a), larger_share(b));
    return x != y ? x > y : a.article < b.article;
  });
}

std::span<const std::uint32_t> ReuseIndex::sketch(std::uint64_t number) const noexcept {
  const std::size_t place = state_->place_of(number);
  if (place == state_->kept.size()) return {};
  return state_->kept[place].sketch;
}

std::size_t ReuseIndex::size() const noexcept { return state_->live; }

std::size_t ReuseIndex::memory() const noexcept {
  std::size_t bytes = state_->kept.capacity() * sizeof(State::Kept) + state_->postings.memory();
  for (const State::Kept& one : state_->kept) bytes += one.sketch.capacity() * sizeof one.sketch[0];
  return bytes;
}

}  // namespace newsloom::attribution
