#include "copy_index.hpp"

#include <algorithm>

#include "hash.hpp"

namespace newsloom::cluster {
namespace {

constexpr std::size_t first_capacity = 1024;

// How many values of the smaller sample lie where both are complete: a sample that is not full
// shows its whole text.
std::uint32_t comparable(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  const std::uint64_t top_a = a.size() < CopyIndex::sample_size ? UINT64_MAX : a.back();
  const std::uint64_t top_b = b.size() < CopyIndex::sample_size ? UINT64_MAX : b.back();
  const std::uint64_t top = std::min(top_a, top_b);
  const auto below = [top](std::span<const std::uint64_t> sample) {
    return std::upper_bound(sample.begin(), sample.end(), top) - sample.begin();
  };
  return static_cast<std::uint32_t>(std::min(below(a), below(b)));
}

}  // namespace

CopyIndex::CopyIndex() : table_(first_capacity) {}

std::optional<CopyIndex::Handle> CopyIndex::add(std::span<const std::uint64_t> fingerprint) {
  const auto sample = fingerprint.first(std::min(fingerprint.size(), sample_size));
  if (sample.empty()) return std::nullopt;
  if ((used_ + sample.size()) * 2 > table_.size()) rebuild_for(live_);
  Handle handle = static_cast<Handle>(kept_.size());
  if (free_.empty()) {
    kept_.emplace_back();
  } else {
    handle = free_.back();
    free_.pop_back();
  }
  Kept& kept = kept_[handle];
  std::copy(sample.begin(), sample.end(), kept.sample.begin());
  kept.size = static_cast<std::uint32_t>(sample.size());
  live_ += sample.size();
  for (const std::uint64_t value : sample) insert(value, handle);
  return handle;
}

void CopyIndex::remove(Handle handle) {
  Kept& kept = kept_[handle];
  for (std::uint32_t i = 0; i < kept.size; ++i) {
    auto& handles = table_[position(kept.sample[i])].handles;
    if (handles[0] == handle + 1) handles[0] = std::exchange(handles[1], 0);
    if (handles[1] == handle + 1) handles[1] = 0;
  }
  live_ -= kept.size;
  kept.size = 0;
  free_.push_back(handle);
}

std::optional<CopyIndex::Match> CopyIndex::find(std::span<const std::uint64_t> fingerprint) const {
  const auto sample = fingerprint.first(std::min(fingerprint.size(), sample_size));
  std::array<Handle, 2 * sample_size> hits{};
  std::size_t count = 0;
  for (const std::uint64_t value : sample) {
    const Entry& entry = table_[position(value)];
    if (entry.value != value) continue;
    for (const std::uint32_t handle : entry.handles) {
      if (handle != 0) hits[count++] = handle - 1;
    }
  }
  std::sort(hits.begin(), hits.begin() + count);
  std::optional<Match> best;
  for (std::size_t i = 0; i < count;) {
    std::size_t end = i;
    while (end < count && hits[end] == hits[i]) ++end;
    const auto shared = static_cast<std::uint32_t>(end - i);
    if (!best || shared > best->shared) best = Match{hits[i], shared, 0};
    i = end;
  }
  if (best) {
    const Kept& kept = kept_[best->handle];
    best->of = comparable(sample, std::span(kept.sample).first(kept.size));
  }
  return best;
}

std::size_t CopyIndex::memory() const noexcept {
  return table_.capacity() * sizeof(Entry) + kept_.capacity() * sizeof(Kept);
}

void CopyIndex::save(detail::Writer& out) const {
  out.size(kept_.size());
  for (const Kept& kept : kept_) out.numbers(std::span(kept.sample).first(kept.size));
  out.numbers(std::span<const Handle>(free_));
  std::size_t entries = 0;
  for (const Entry& entry : table_) entries += entry.handles[0] != 0 ? 1U : 0U;
  out.size(entries);
  for (const Entry& entry : table_) {
    if (entry.handles[0] == 0) continue;
    out.number(entry.value);
    for (const std::uint32_t handle : entry.handles) out.number(handle);
  }
}

void CopyIndex::load(detail::Reader& in) {
  *this = CopyIndex();
  kept_.resize(in.size(sizeof(std::uint64_t)));
  for (Kept& kept : kept_) {
    const auto sample = in.numbers<std::uint64_t>();
    in.require(sample.size() <= sample_size && std::ranges::is_sorted(sample));
    if (!in.ok()) return;
    std::ranges::copy(sample, kept.sample.begin());
    kept.size = static_cast<std::uint32_t>(sample.size());
    live_ += kept.size;
  }
  free_ = in.numbers<Handle>();
  for (const Handle handle : free_) in.require(handle < kept_.size() && kept_[handle].size == 0);
  const std::size_t entries = in.size(sizeof(std::uint64_t) + 2 * sizeof(Handle));
  if (!in.ok()) return;
  rebuild_for(entries);
  for (std::size_t i = 0; i < entries && in.ok(); ++i) {
    Entry entry;
    entry.value = in.number<std::uint64_t>();
    for (std::uint32_t& handle : entry.handles) {
      handle = in.number<std::uint32_t>();
      in.require(handle == 0 || knows(handle - 1));
    }
    Entry& place = table_[position(entry.value)];
    in.require(entry.handles[0] != 0 && place.handles[0] == 0);
    if (in.ok()) place = entry;
  }
  used_ = entries;
}

std::size_t CopyIndex::position(std::uint64_t value) const noexcept {
  const std::size_t mask = table_.size() - 1;
  std::size_t at = mixed(value) & mask;
  // A place whose articles are forgotten keeps its value: it is no end of a probe.
  while (table_[at].value != value && (table_[at].value != 0 || table_[at].handles[0] != 0)) {
    at = (at + 1) & mask;
  }
  return at;
}

void CopyIndex::insert(std::uint64_t value, Handle handle) {
  Entry& entry = table_[position(value)];
  if (entry.value == 0 && entry.handles[0] == 0) ++used_;
  entry.value = value;
  entry.handles = {handle + 1, entry.handles[0]};
}

void CopyIndex::rebuild_for(std::size_t values) {
  std::size_t capacity = first_capacity;
  while (capacity < (values + sample_size) * 3) capacity *= 2;
  std::vector<Entry> old(capacity);
  old.swap(table_);
  used_ = 0;
  for (const Entry& entry : old) {
    if (entry.handles[0] == 0) continue;
    table_[position(entry.value)] = entry;
    ++used_;
  }
}

}  // namespace newsloom::cluster
