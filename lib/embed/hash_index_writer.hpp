// Makes the bytes HashIndex reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "types/binary.hpp"

namespace newsloom::embed {

class HashIndexWriter {
 public:
  /// At most 2^32 − 1 hashes.
  explicit HashIndexWriter(std::span<const std::uint64_t> hashes);

  [[nodiscard]] const std::string& bytes() const noexcept { return bytes_; }
  /// What row i of the index is among the hashes given: values are written in this order.
  [[nodiscard]] const std::vector<std::size_t>& order() const noexcept { return order_; }

 private:
  std::uint32_t bucket_bits_ = 0;
  std::vector<std::size_t> order_;
  std::string bytes_;
};

}  // namespace newsloom::embed
