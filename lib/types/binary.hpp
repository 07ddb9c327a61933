// Values as bytes and back: little-endian, lengths first. For state files.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "newsloom/types.hpp"

namespace newsloom::detail {

static_assert(std::endian::native == std::endian::little, "state files are little-endian");

/// Appends to a string.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  template <class Number>
    requires std::is_arithmetic_v<Number>
  void number(Number value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void size(std::size_t value) { number(static_cast<std::uint64_t>(value)); }
  void text(std::string_view value) {
    size(value.size());
    out_ += value;
  }
  void time(std::optional<Timestamp> value) {
    number(static_cast<std::uint8_t>(value.has_value()));
    if (value) number(static_cast<std::int64_t>(value->time_since_epoch().count()));
  }
  template <class Number>
  void numbers(std::span<const Number> values) {
    size(values.size());
    out_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }

 private:
  std::string& out_;
};

/// Reads what `Writer` wrote, in the same order. After the first thing that does not fit, `ok` is
/// false for good and everything reads as zero, so callers check once a record. Sizes are checked
/// against what is left before anything is reserved.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  template <class Number>
    requires std::is_arithmetic_v<Number>
  [[nodiscard]] Number number() {
    Number value{};
    if (!has(sizeof value)) return value;
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  /// A count of items of at least `item_bytes` each.
  [[nodiscard]] std::size_t size(std::size_t item_bytes) {
    const auto value = number<std::uint64_t>();
    if (value > rest_.size() / item_bytes) ok_ = false;
    return ok_ ? static_cast<std::size_t>(value) : 0;
  }
  [[nodiscard]] std::string text() {
    const std::size_t length = size(1);
    std::string value(rest_.substr(0, length));
    rest_.remove_prefix(length);
    return value;
  }
  [[nodiscard]] bool flag() {
    const auto value = number<std::uint8_t>();
    if (value > 1) ok_ = false;
    return value == 1;
  }
  [[nodiscard]] std::optional<Timestamp> time() {
    if (!flag()) return std::nullopt;
    return Timestamp{std::chrono::seconds{number<std::int64_t>()}};
  }
  template <class Number>
  [[nodiscard]] std::vector<Number> numbers() {
    std::vector<Number> values(size(sizeof(Number)));
    if (values.empty()) return values;
    std::memcpy(values.data(), rest_.data(), values.size() * sizeof(Number));
    rest_.remove_prefix(values.size() * sizeof(Number));
    return values;
  }
  /// Says that something read cannot be.
  void refuse() { ok_ = false; }
  void require(bool holds) { ok_ = ok_ && holds; }

  [[nodiscard]] bool ok() const noexcept { return ok_; }
  [[nodiscard]] bool at_end() const noexcept { return ok_ && rest_.empty(); }

 private:
  [[nodiscard]] bool has(std::size_t bytes) {
    ok_ = ok_ && rest_.size() >= bytes;
    return ok_;
  }
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace newsloom::detail
