// newsloom embed: a read-only map from hashes to row numbers, used where it lies in a model file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace newsloom::embed {

/// Finds the row of a 64-bit hash in bytes that are never copied: a table of buckets, chosen by the
/// hash's top bits, over the hash's low 32 bits, ascending within a bucket.
///
/// 4 bytes a row and 4 a bucket (about four rows share one); a lookup touches two cache lines. Of
/// the hash 32 bits plus the bucket's are compared, so a foreign hash is taken for a known one
/// about once in 10^9 lookups. Immutable, thread-safe; a view, valid as long as the bytes are.
class HashIndex {
 public:
  /// What `find` returns for a hash that is not there.
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  HashIndex() = default;

  /// Reads the index at the start of `bytes`, which must be aligned to 4; nothing if it is not one.
  /// Checks every bucket, so that `find` needs no check. O(rows).
  [[nodiscard]] static std::optional<HashIndex> read(std::span<const std::byte> bytes) noexcept;

  /// The row of `hash`, in [0, size()), or `npos`. O(1) expected.
  [[nodiscard]] std::size_t find(std::uint64_t hash) const noexcept {
    if (keys_.empty()) return npos;
    const std::size_t bucket = static_cast<std::size_t>((hash >> 1U) >> (63U - bucket_bits_));
    const auto key = static_cast<std::uint32_t>(hash);
    for (std::uint32_t row = starts_[bucket]; row < starts_[bucket + 1]; ++row) {
      if (keys_[row] >= key) return keys_[row] == key ? row : npos;
    }
    return npos;
  }
  /// Number of rows.
  [[nodiscard]] std::size_t size() const noexcept { return keys_.size(); }
  /// Bytes the index takes; a multiple of 4.
  [[nodiscard]] std::size_t size_bytes() const noexcept {
    return 2 * sizeof(std::uint32_t) + starts_.size_bytes() + keys_.size_bytes();
  }

 private:
  std::span<const std::uint32_t> starts_;  // (2^bucket_bits_ + 1): where a bucket's keys begin
  std::span<const std::uint32_t> keys_;
  std::uint32_t bucket_bits_ = 0;
};

}  // namespace newsloom::embed
