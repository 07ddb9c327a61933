#include "newsloom/cluster/features.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <new>

#include "sparse_dot.hpp"

namespace newsloom::cluster {
namespace {

constexpr std::uint32_t fraction_bits = 8;
constexpr std::size_t table_size = std::size_t{1} << fraction_bits;

// 256 * log2(1 + i/256), digit by digit from repeated squaring, so that no libm is asked.
constexpr std::array<std::uint16_t, table_size> make_log2_table() {
  std::array<std::uint16_t, table_size> table{};
  constexpr std::uint32_t point = 30;
  for (std::size_t i = 0; i < table_size; ++i) {
    std::uint64_t x = (std::uint64_t{1} << point) + (std::uint64_t{i} << (point - fraction_bits));
    std::uint32_t digits = 0;
    for (std::uint32_t bit = 0; bit < fraction_bits; ++bit) {
      x = (x * x) >> point;
      digits <<= 1;
      if (x >= (std::uint64_t{2} << point)) {
        x >>= 1;
        digits |= 1;
      }
    }
    table[i] = static_cast<std::uint16_t>(digits);
  }
  return table;
}
constexpr auto log2_table = make_log2_table();

}  // namespace

SparseVector::SparseVector(std::span<const Term> terms, std::span<const std::uint16_t> weights)
    : size_(static_cast<std::uint32_t>(terms.size())) {
  if (terms.empty()) return;
  bytes_.reset(static_cast<std::byte*>(::operator new(size_ * entry_bytes)));
  std::memcpy(bytes_.get(), terms.data(), terms.size_bytes());
  std::memcpy(bytes_.get() + terms.size_bytes(), weights.data(), weights.size_bytes());
}

// The processor's root is a first guess only; what is returned is exact on every machine.
std::uint64_t integer_sqrt(std::uint64_t value) noexcept {
  constexpr std::uint64_t largest_root = UINT32_MAX;
  auto root =
      std::min(static_cast<std::uint64_t>(std::sqrt(static_cast<double>(value))), largest_root);
  while (root * root > value) --root;
  while (root < largest_root && (root + 1) * (root + 1) <= value) ++root;
  return root;
}

std::uint32_t log2_q8(std::uint64_t value) noexcept {
  if (value == 0) return 0;
  const auto exponent = static_cast<std::uint32_t>(std::bit_width(value) - 1);
  const std::uint64_t mantissa = exponent >= fraction_bits ? value >> (exponent - fraction_bits)
                                                           : value << (fraction_bits - exponent);
  return (exponent << fraction_bits) + log2_table[mantissa & (table_size - 1)];
}

std::uint32_t cosine_q15(std::uint64_t dot, std::uint64_t sum_squared) noexcept {
  return cosine_of_length_q15(dot, integer_sqrt(sum_squared));
}

std::uint32_t cosine_of_length_q15(std::uint64_t dot, std::uint64_t sum_length) noexcept {
  const std::uint64_t length = sum_length * SparseVector::unit;
  if (length == 0) return 0;
  // dot <= length up to rounding; both stay below 2^49 for a million members.
  return static_cast<std::uint32_t>(std::min<std::uint64_t>((dot << 15U) / length, 1U << 15U));
}

namespace {

// Without branches on the data: which of two terms is smaller cannot be guessed.
std::uint32_t merged_dot(const SparseSpan& a, const SparseSpan& b) noexcept {
  std::uint32_t sum = 0;
  for (std::size_t i = 0, j = 0; i < a.terms.size() && j < b.terms.size();) {
    const Term x = a.terms[i];
    const Term y = b.terms[j];
    const std::uint32_t product = std::uint32_t{a.weights[i]} * b.weights[j];
    sum += product & (std::uint32_t{0} - static_cast<std::uint32_t>(x == y));
    i += static_cast<std::size_t>(x <= y);
    j += static_cast<std::size_t>(y <= x);
  }
  return sum;
}

}  // namespace

std::uint32_t dot(const SparseVector& a, const SparseVector& b) noexcept {
  const bool a_is_shorter = a.size() <= b.size();
  const SparseVector& shorter = a_is_shorter ? a : b;
  const SparseVector& longer = a_is_shorter ? b : a;
  const SparseSpan few{shorter.terms(), shorter.weights()};
  const SparseSpan many{longer.terms(), longer.weights()};
  constexpr std::size_t worth_registers = 24;  // terms
  return many.terms.size() < worth_registers ? merged_dot(few, many) : sparse_dot(few, many);
}

std::int32_t dense_cosine_q15(std::span<const std::int8_t> a,
                              std::span<const std::int8_t> b) noexcept {
  const std::size_t size = std::min(a.size(), b.size());
  std::int32_t sum = 0;  // of at most 1024 products below 2^14
  for (std::size_t d = 0; d < size; ++d) sum += std::int32_t{a[d]} * b[d];
  constexpr std::int64_t one_q15 = 1 << 15;
  return static_cast<std::int32_t>(sum * one_q15 / (std::int64_t{dense_unit} * dense_unit));
}

}  // namespace newsloom::cluster
