#include "copy_index.hpp"

#include <algorithm>

#include "hash.hpp"

namespace newsloom::cluster {
namespace {

constexpr std::size_t first_capacity = 1024;  // places

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
  if (needs_room_for(sample.size())) rebuild_for(live_);
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
    auto& handles = table_[position(key_of(kept.sample[i]))].handles;
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
    const Entry& entry = table_[position(key_of(value))];
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
  return table_.capacity() * sizeof(Entry) + kept_.size() * sizeof(Kept);
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
    out.number(entry.key);
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
  const std::size_t entries = in.size(sizeof(std::uint32_t) + 2 * sizeof(Handle));
  if (!in.ok()) return;
  rebuild_for(entries);
  for (std::size_t i = 0; i < entries && in.ok(); ++i) {
    Entry entry;
    entry.key = in.number<std::uint32_t>();
    for (std::uint32_t& handle : entry.handles) {
      handle = in.number<std::uint32_t>();
      in.require(handle == 0 || knows(handle - 1));
    }
    in.require(entry.key != 0 && entry.handles[0] != 0);
    if (!in.ok()) return;
    Entry& place = table_[position(entry.key)];
    in.require(place.handles[0] == 0);
    if (in.ok()) place = entry;
  }
  used_ = entries;
}

// Never 0, which is a free place.
std::uint32_t CopyIndex::key_of(std::uint64_t value) noexcept {
  const auto key = static_cast<std::uint32_t>(mixed(value) >> 32U);
  return key == 0 ? 1 : key;
}

// A place whose articles are forgotten keeps its key: it is no end of a probe.
std::size_t CopyIndex::position(std::uint32_t key) const noexcept {
  std::size_t at = (std::uint64_t{key} * table_.size()) >> 32U;
  while (table_[at].key != key && table_[at].key != 0) at = at + 1 == table_.size() ? 0 : at + 1;
  return at;
}

// Full at four fifths; a new table begins at two thirds, if all that is in this one is alive.
bool CopyIndex::needs_room_for(std::size_t values) const noexcept {
  return (used_ + values) * 5 > table_.size() * 4;
}

void CopyIndex::insert(std::uint64_t value, Handle handle) {
  const std::uint32_t key = key_of(value);
  Entry& entry = table_[position(key)];
  if (entry.key == 0) ++used_;
  entry.key = key;
  entry.handles = {handle + 1, entry.handles[0]};
}

void CopyIndex::rebuild_for(std::size_t values) {
  const std::size_t capacity = std::max(first_capacity, (values + sample_size) * 3 / 2);
  std::vector<Entry> old(capacity);
  old.swap(table_);
  used_ = 0;
  for (const Entry& entry : old) {
    if (entry.handles[0] == 0) continue;
    table_[position(entry.key)] = entry;
    ++used_;
  }
}

}  // namespace newsloom::cluster
