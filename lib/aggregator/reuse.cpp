#include "reuse.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "newsloom/text/reuse_sketch.hpp"

namespace newsloom {
namespace {

using attribution::ReuseLink;
using Facts = ReuseMemory::Facts;

// Of sources that have nearly as much of a text as the one that has most, the earliest is its
// origin: in tenths of that one's share.
constexpr std::uint32_t nearly_as_much = 9;
// Share in 1/1000 an article has to have of another's text to be called a copy of it: with less it
// is the other one, if it is wholly in this, that was used for a text of its own.
constexpr std::uint32_t least_copied = 180;
// More sources than this of one article tell nothing new.
constexpr std::size_t most_sources = 64;

enum class Direction { first_is_source, second_is_source };

bool certainly_before(const Facts& a, const Facts& b) {
  if (!a.published || !b.published || a.precision == DatePrecision::unknown) return false;
  if (*a.published >= *b.published) return false;
  const auto distance = static_cast<std::uint64_t>(b.published->time_since_epoch().count()) -
                        static_cast<std::uint64_t>(a.published->time_since_epoch().count());
  return distance >= static_cast<std::uint64_t>(uncertainty(a.precision).count()) &&
         b.precision != DatePrecision::unknown;
}

bool credits(const Facts& copy, const Facts& original) {
  return copy.credited_family != 0 && copy.credited_family == original.family;
}

// Which of two articles with text in common was there first: by stated credit, then by date, else
// by arrival, which is said to be no evidence.
std::pair<Direction, OrderBasis> direct(const Facts& first, const Facts& second) {
  if (credits(second, first) != credits(first, second)) {
    return {credits(second, first) ? Direction::first_is_source : Direction::second_is_source,
            OrderBasis::stated_credit};
  }
  if (certainly_before(first, second)) return {Direction::first_is_source, OrderBasis::published};
  if (certainly_before(second, first)) return {Direction::second_is_source, OrderBasis::published};
  return {Direction::first_is_source, OrderBasis::undetermined};
}

ReuseLink reversed(const ReuseLink& link, std::uint64_t number) {
  return {number, link.shared, link.of_other, link.of_this};
}

bool is_copied_enough(const ReuseLink& link, bool is_own) {
  return is_own || link.this_in_other() >= least_copied;
}

}  // namespace

void ReuseMemory::choose_origin(Entry& entry) {
  std::uint32_t most = 0;
  for (const Source& source : entry.sources) most = std::max(most, source.link.this_in_other());
  const auto rank = [most](const Source& source) {
    const bool has_enough = source.link.this_in_other() * 10 >= most * nearly_as_much;
    return std::tuple(!has_enough, source.order != OrderBasis::stated_credit,
                      !source.published.has_value(), source.published.value_or(Timestamp{}),
                      source.article);
  };
  const auto best = std::ranges::min_element(entry.sources, {}, rank);
  entry.origin = static_cast<std::size_t>(best - entry.sources.begin());
}

void ReuseMemory::add_source(std::uint64_t number, Entry& entry, Source source) {
  if (entry.sources.size() == most_sources) return;
  copies_[source.article].push_back(number);
  entry.sources.push_back(std::move(source));
  choose_origin(entry);
}

void ReuseMemory::link(std::uint64_t number, Entry& entry, const ReuseLink& seen,
                       std::vector<std::uint64_t>& changed) {
  Entry& other = entries_.at(seen.article);
  const auto [direction, order] = direct(other.facts, entry.facts);
  const bool is_own = entry.facts.outlet != 0 && entry.facts.outlet == other.facts.outlet;
  const bool other_is_source = direction == Direction::first_is_source;
  const ReuseLink from_copy = other_is_source ? seen : reversed(seen, number);
  if (!is_copied_enough(from_copy, is_own)) return;
  const Facts& original = (other_is_source ? other : entry).facts;
  Source source{from_copy.article, from_copy, order, is_own, original.published, original.id};
  if (other_is_source) {
    add_source(number, entry, std::move(source));
    return;
  }
  const Source* const before = origin(seen.article);
  const std::uint64_t origin_before = before == nullptr ? seen.article : before->article;
  add_source(seen.article, other, std::move(source));
  if (origin(seen.article)->article != origin_before) changed.push_back(seen.article);
}

std::vector<std::uint64_t> ReuseMemory::add(std::uint64_t number, const Facts& facts,
                                            std::span<const std::uint32_t> sketch,
                                            const std::optional<NearCopy>& near_copy) {
  std::vector<std::uint64_t> changed;
  Entry& entry = entries_[number];
  entry.facts = facts;
  index_.find(sketch, facts.outlet, number, links_, scratch_);
  // Texts too short for a sketch, or all quotation, may still have a fingerprint.
  if (near_copy && std::ranges::count(links_, near_copy->article, &ReuseLink::article) == 0 &&
      entries_.contains(near_copy->article)) {
    constexpr std::uint32_t all = 1000;
    const auto shared = static_cast<std::uint32_t>(std::clamp(near_copy->share, 0.0, 1.0) * all);
    links_.push_back({near_copy->article, shared, all, all});
  }
  for (const ReuseLink& seen : links_) link(number, entry, seen, changed);
  index_.add(number, facts.outlet, sketch);
  std::ranges::sort(changed);
  if (!entry.sources.empty()) changed.push_back(number);
  return changed;
}

std::vector<std::uint64_t> ReuseMemory::remove(std::uint64_t number) {
  std::vector<std::uint64_t> changed;
  close(number);
  const auto found = copies_.find(number);
  if (found == copies_.end()) return changed;
  for (const std::uint64_t copy : found->second) {
    Entry& entry = entries_.at(copy);
    const bool was_origin = entry.sources[entry.origin].article == number;
    const std::uint64_t origin_before = entry.sources[entry.origin].article;
    std::erase_if(entry.sources,
                  [number](const Source& source) { return source.article == number; });
    if (!entry.sources.empty()) choose_origin(entry);
    const bool is_changed = was_origin || entry.sources[entry.origin].article != origin_before;
    if (is_changed) changed.push_back(copy);
  }
  copies_.erase(found);
  std::ranges::sort(changed);
  return changed;
}

void ReuseMemory::close(std::uint64_t number) {
  const auto found = entries_.find(number);
  if (found == entries_.end()) return;
  for (const Source& source : found->second.sources) {
    const auto copies = copies_.find(source.article);
    std::erase(copies->second, number);
    if (copies->second.empty()) copies_.erase(copies);
  }
  entries_.erase(found);
  index_.remove(number);
}

const ReuseMemory::Source* ReuseMemory::origin(std::uint64_t number) const {
  const auto found = entries_.find(number);
  if (found == entries_.end() || found->second.sources.empty()) return nullptr;
  return &found->second.sources[found->second.origin];
}

const ArticleId* ReuseMemory::id(std::uint64_t number) const {
  const auto found = entries_.find(number);
  return found == entries_.end() ? nullptr : &found->second.facts.id;
}

std::size_t ReuseMemory::memory() const noexcept {
  return index_.memory() + entries_.size() * sizeof(Entry) * 2;
}

void ReuseMemory::save(detail::Writer& out) const {
  std::vector<std::uint64_t> numbers;
  numbers.reserve(entries_.size());
  for (const auto& [number, entry] : entries_) numbers.push_back(number);
  std::ranges::sort(numbers);
  out.size(numbers.size());
  for (const std::uint64_t number : numbers) {
    const auto& [facts, sources, chosen] = entries_.at(number);
    out.number(number);
    out.text(facts.id.str());
    out.time(facts.published);
    out.number(static_cast<std::uint8_t>(facts.precision));
    for (const std::uint64_t hash : {facts.outlet, facts.family, facts.credited_family}) {
      out.number(hash);
    }
    out.numbers(index_.sketch(number));
    out.size(sources.size());
    for (const Source& source : sources) {
      out.number(source.article);
      for (const std::uint32_t count :
           {source.link.shared, source.link.of_this, source.link.of_other}) {
        out.number(count);
      }
      out.number(static_cast<std::uint8_t>(source.order));
      out.number(static_cast<std::uint8_t>(source.is_own));
      out.time(source.published);
      out.text(source.id.str());
    }
  }
}

void ReuseMemory::load(detail::Reader& in) {
  constexpr std::size_t least_bytes = 5 * sizeof(std::uint64_t);
  const std::size_t count = in.size(least_bytes);
  std::optional<std::uint64_t> last;
  for (std::size_t i = 0; i < count && in.ok(); ++i) {
    const auto number = in.number<std::uint64_t>();
    in.require(!last || *last < number);
    last = number;
    Entry entry;
    entry.facts.id = ArticleId(in.text());
    entry.facts.published = in.time();
    const auto precision = in.number<std::uint8_t>();
    in.require(precision <= static_cast<std::uint8_t>(DatePrecision::second));
    entry.facts.precision = static_cast<DatePrecision>(precision);
    for (std::uint64_t* hash :
         {&entry.facts.outlet, &entry.facts.family, &entry.facts.credited_family}) {
      *hash = in.number<std::uint64_t>();
    }
    const auto sketch = in.numbers<std::uint32_t>();
    in.require(sketch.size() <= text::sketch::most &&
               std::ranges::adjacent_find(sketch, std::greater_equal{}) == sketch.end());
    const std::size_t sources = in.size(3 * sizeof(std::uint64_t));
    in.require(sources <= most_sources);
    for (std::size_t s = 0; s < sources && in.ok(); ++s) {
      Source source;
      source.article = source.link.article = in.number<std::uint64_t>();
      for (std::uint32_t* value :
           {&source.link.shared, &source.link.of_this, &source.link.of_other}) {
        *value = in.number<std::uint32_t>();
      }
      in.require(source.link.shared <= source.link.of_this &&
                 source.link.shared <= source.link.of_other);
      const auto order = in.number<std::uint8_t>();
      in.require(order <= static_cast<std::uint8_t>(OrderBasis::undetermined));
      source.order = static_cast<OrderBasis>(order);
      source.is_own = in.flag();
      source.published = in.time();
      source.id = ArticleId(in.text());
      if (in.ok()) add_source(number, entry, std::move(source));
    }
    if (!in.ok()) return;
    index_.add(number, entry.facts.outlet, sketch);
    entries_.emplace(number, std::move(entry));
  }
}

}  // namespace newsloom
