#include "newsloom/text/fingerprint.hpp"

#include <algorithm>

namespace newsloom::text {
namespace {

// The multiplier of a polynomial over 2^64; odd, so that no power of it is 0.
constexpr std::uint64_t base = 0x9e3779b97f4a7c15ULL;

constexpr std::uint64_t spread(std::uint64_t value) {
  value ^= value >> 32U;
  value *= 0xd6e8feb86659fd93ULL;
  value ^= value >> 32U;
  return value;
}

// Hash of the run of tokens before and including the one last taken; rolling.
class Shingle {
 public:
  explicit Shingle(std::size_t tokens) {
    for (std::size_t i = 0; i < tokens; ++i) leaving_ *= base;
  }
  void take(std::uint64_t token) { hash_ = hash_ * base + token; }
  void slide(std::uint64_t token, std::uint64_t first) {
    hash_ = hash_ * base + token - first * leaving_;
  }
  [[nodiscard]] std::uint64_t value() const { return spread(hash_); }

 private:
  std::uint64_t hash_ = 0;
  std::uint64_t leaving_ = 1;  // base^tokens
};

// Each window's least value, one for each window that is full; of all values if none is. Windows of
// twice the size are made of two that overlap or touch, without a branch on a value.
void keep_window_minima(std::size_t window, std::vector<std::uint64_t>& values) {
  window = std::min(window, values.size());
  std::size_t count = values.size();
  for (std::size_t covered = 1; covered < window;) {
    const std::size_t step = std::min(covered, window - covered);
    count -= step;
    for (std::size_t i = 0; i < count; ++i) values[i] = std::min(values[i], values[i + step]);
    covered += step;
  }
  values.resize(count);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::size_t shared(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const bool step_a = a[i] <= b[j];
    const bool step_b = b[j] <= a[i];
    count += step_a && step_b ? 1 : 0;
    i += step_a ? 1 : 0;
    j += step_b ? 1 : 0;
  }
  return count;
}

}  // namespace

void fingerprint(std::span<const std::uint64_t> tokens, const FingerprintOptions& options,
                 std::vector<std::uint64_t>& out) {
  out.clear();
  if (tokens.empty()) return;
  const std::size_t length = std::clamp<std::size_t>(options.shingle_tokens, 1, 64);
  const std::size_t window = std::clamp<std::size_t>(options.window, 1, 256);
  const std::size_t run = std::min(length, tokens.size());
  Shingle shingle(run);
  for (const std::uint64_t token : tokens.first(run)) shingle.take(token);
  // All shingles first, in place; then what each window keeps of them.
  out.push_back(shingle.value());
  for (std::size_t i = run; i < tokens.size(); ++i) {
    shingle.slide(tokens[i], tokens[i - run]);
    out.push_back(shingle.value());
  }
  keep_window_minima(window, out);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  if (out.size() > options.max_values) out.resize(std::max<std::size_t>(options.max_values, 1));
}

double containment(std::span<const std::uint64_t> part,
                   std::span<const std::uint64_t> whole) noexcept {
  if (part.empty()) return 0;
  return static_cast<double>(shared(part, whole)) / static_cast<double>(part.size());
}

double resemblance(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) noexcept {
  const std::size_t both = shared(a, b);
  const std::size_t all = a.size() + b.size() - both;
  return all == 0 ? 0 : static_cast<double>(both) / static_cast<double>(all);
}

}  // namespace newsloom::text
