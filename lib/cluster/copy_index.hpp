// Which earlier article has the same text.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "types/binary.hpp"

namespace newsloom::cluster {

/// Finds near-copies by the smallest `sample_size` values of their fingerprints (bottom-k sketches,
/// Broder 1997): of two sketches, what lies below the smaller of their maxima is a fair sample of
/// both texts, so a copy cut short or with paragraphs added is still contained.
///
/// The caller keeps originals only (no copy of a kept article), and a value remembers the last two
/// of them; so ten thousand near-identical articles cost as much as one. A value is known by 32 of
/// its bits: one in a few thousand meets another's, which is one of the many a copy has to share.
/// Memory: 104 bytes a kept article and 15 to 18 bytes a value. Not thread-safe while it
/// changes; `find` is const.
class CopyIndex {
 public:
  static constexpr std::size_t sample_size = 12;
  using Handle = std::uint32_t;

  struct Match {
    Handle handle = 0;
    std::uint32_t shared = 0;
    std::uint32_t of = 0;  ///< size of the smaller sample where both are complete
  };

  CopyIndex();

  /// Keeps an article; absent if its fingerprint is empty. Amortised O(sample).
  std::optional<Handle> add(std::span<const std::uint64_t> fingerprint);
  /// Forgets a kept article; its handle is used again. O(sample).
  void remove(Handle handle);
  /// The kept article that shares most, ties to the smaller handle; absent if nothing is shared.
  [[nodiscard]] std::optional<Match> find(std::span<const std::uint64_t> fingerprint) const;
  /// Whether the handle is of a kept article.
  [[nodiscard]] bool knows(Handle handle) const noexcept {
    return handle < kept_.size() && kept_[handle].size > 0;
  }
  [[nodiscard]] std::size_t memory() const noexcept;

  void save(detail::Writer& out) const;
  void load(detail::Reader& in);

 private:
  struct Entry {
    std::uint32_t key = 0;
    std::array<std::uint32_t, 2> handles{};  // plus one, newest first
  };
  struct Kept {
    std::array<std::uint64_t, sample_size> sample{};
    std::uint32_t size = 0;
  };
  [[nodiscard]] static std::uint32_t key_of(std::uint64_t value) noexcept;
  [[nodiscard]] std::size_t position(std::uint32_t key) const noexcept;
  [[nodiscard]] bool needs_room_for(std::size_t values) const noexcept;
  void insert(std::uint64_t value, Handle handle);
  void rebuild_for(std::size_t values);

  std::vector<Entry> table_;  // open addressing, linear probing; key 0: the place is free
  std::deque<Kept> kept_;
  std::vector<Handle> free_;
  std::size_t used_ = 0;  // places in use, those of forgotten articles included
  std::size_t live_ = 0;  // values of kept articles
};

}  // namespace newsloom::cluster
