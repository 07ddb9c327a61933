#include "newsloom/embed/hash_index.hpp"

#include <algorithm>
#include <cstring>

#include "embed/hash_index_writer.hpp"

namespace newsloom::embed {
namespace {

constexpr std::size_t header_bytes = 2 * sizeof(std::uint32_t);  // rows, bucket bits
constexpr std::uint32_t max_bucket_bits = 28;
constexpr std::uint32_t rows_per_bucket = 4;

std::size_t bucket_of(std::uint64_t hash, std::uint32_t bucket_bits) {
  return static_cast<std::size_t>((hash >> 1U) >> (63U - bucket_bits));
}

}  // namespace

std::optional<HashIndex> HashIndex::read(std::span<const std::byte> bytes) noexcept {
  if (bytes.size() < header_bytes) return std::nullopt;
  std::uint32_t rows = 0;
  std::uint32_t bits = 0;
  std::memcpy(&rows, bytes.data(), sizeof rows);
  std::memcpy(&bits, bytes.data() + sizeof rows, sizeof bits);
  if (bits > max_bucket_bits) return std::nullopt;
  const std::size_t start_count = (std::size_t{1} << bits) + 1;
  const std::size_t numbers = (bytes.size() - header_bytes) / sizeof(std::uint32_t);
  if (numbers < start_count || numbers - start_count < rows) return std::nullopt;

  const auto* const data = reinterpret_cast<const std::uint32_t*>(bytes.data() + header_bytes);
  HashIndex index;
  index.starts_ = {data, start_count};
  index.keys_ = {data + start_count, rows};
  index.bucket_bits_ = bits;
  if (index.starts_.front() != 0 || index.starts_.back() != rows ||
      !std::ranges::is_sorted(index.starts_)) {
    return std::nullopt;
  }
  return index;
}

HashIndexWriter::HashIndexWriter(std::span<const std::uint64_t> hashes) {
  while ((hashes.size() >> bucket_bits_) > rows_per_bucket && bucket_bits_ < max_bucket_bits) {
    ++bucket_bits_;
  }
  order_.resize(hashes.size());
  for (std::size_t i = 0; i < order_.size(); ++i) order_[i] = i;
  const auto place = [&](std::size_t i) {
    return std::pair(bucket_of(hashes[i], bucket_bits_), static_cast<std::uint32_t>(hashes[i]));
  };
  std::ranges::sort(order_, [&](std::size_t a, std::size_t b) {
    return std::pair(place(a), hashes[a]) < std::pair(place(b), hashes[b]);
  });
  // Two hashes that agree in everything the index compares: the smaller one stays.
  const auto repeated = std::ranges::unique(order_, {}, place);
  order_.erase(repeated.begin(), repeated.end());

  std::vector<std::uint32_t> starts((std::size_t{1} << bucket_bits_) + 1);
  for (const std::size_t i : order_) ++starts[bucket_of(hashes[i], bucket_bits_) + 1];
  for (std::size_t b = 1; b < starts.size(); ++b) starts[b] += starts[b - 1];
  detail::Writer out(bytes_);
  out.number(static_cast<std::uint32_t>(order_.size()));
  out.number(bucket_bits_);
  for (const std::uint32_t start : starts) out.number(start);
  for (const std::size_t i : order_) out.number(static_cast<std::uint32_t>(hashes[i]));
}

}  // namespace newsloom::embed
