#include "newsloom/embed/embedder.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace newsloom::embed {
namespace {

constexpr std::size_t max_dim = 1024;
constexpr std::size_t max_terms = 2048;
constexpr std::size_t max_count = 64;

// 8 * (1 + ln count), rounded.
constexpr std::array<std::uint8_t, max_count + 1> count_factors = {
    0,  8,  14, 17, 19, 21, 22, 24, 25, 26, 26, 27, 28, 29, 29, 30, 30, 31, 31, 32, 32, 32,
    33, 33, 33, 34, 34, 34, 35, 35, 35, 35, 36, 36, 36, 36, 37, 37, 37, 37, 38, 38, 38, 38,
    38, 38, 39, 39, 39, 39, 39, 39, 40, 40, 40, 40, 40, 40, 40, 41, 41, 41, 41, 41, 41};
// A sum fits 32 bits: 2048 terms * weight 1023 * factor 41 / 8 * 127 < 2^31.
constexpr std::int32_t factor_one = 8;
static_assert(max_terms * (WordVectors::max_weight * 41 / 8) * 127 < (std::size_t{1} << 31U));

std::uint64_t integer_sqrt(std::uint64_t value) noexcept {
  constexpr std::uint64_t largest_root = UINT32_MAX;
  auto root =
      std::min(static_cast<std::uint64_t>(std::sqrt(static_cast<double>(value))), largest_root);
  while (root * root > value) --root;
  while (root < largest_root && (root + 1) * (root + 1) <= value) ++root;
  return root;
}

std::int64_t divide_rounded(std::int64_t value, std::int64_t by) noexcept {
  return value >= 0 ? (value + by / 2) / by : -((-value + by / 2) / by);
}

// The plain loop, which compilers make vector instructions of; integers, so in any order.
void add_row(std::int32_t factor, const std::int8_t* row, std::span<std::int32_t> sum) noexcept {
  for (std::size_t d = 0; d < sum.size(); ++d) sum[d] += factor * row[d];
}

// Makes a vector of integers, `value(d)`, `q8_unit` long.
template <class Value>
void quantise(const Value& value, std::span<std::int8_t> out) noexcept {
  constexpr std::int64_t largest = INT8_MAX;
  // Squares of 2^16 numbers below 2^23 fit 64 bits; what is longer loses low bits, which are below
  // what int8 can tell.
  constexpr int kept_bits = 23;
  std::uint32_t all = 0;
  for (std::size_t d = 0; d < out.size(); ++d) {
    const std::int32_t whole = value(d);
    all |= whole < 0 ? ~static_cast<std::uint32_t>(whole) + 1U : static_cast<std::uint32_t>(whole);
  }
  const std::int64_t step = std::int64_t{1}
                            << std::max(0, static_cast<int>(std::bit_width(all)) - kept_bits);
  std::uint64_t squares = 0;
  for (std::size_t d = 0; d < out.size(); ++d) {
    const std::int64_t kept = std::int64_t{value(d)} / step;
    squares += static_cast<std::uint64_t>(kept * kept);
  }
  // The length in 1/16, so that short vectors of small integers keep their shape.
  constexpr std::uint64_t fine = 16;
  constexpr std::uint64_t still_fits = std::uint64_t{1} << 56U;
  const auto length = static_cast<std::int64_t>(
      squares < still_fits ? integer_sqrt(squares * fine * fine) : integer_sqrt(squares) * fine);
  for (std::size_t d = 0; d < out.size(); ++d) {
    const std::int64_t kept = std::int64_t{value(d)} / step;
    const std::int64_t scaled =
        length == 0 ? 0 : divide_rounded(kept * q8_unit * std::int64_t{fine}, length);
    out[d] = static_cast<std::int8_t>(std::clamp(scaled, -largest, largest));
  }
}

}  // namespace

void quantise_q8(std::span<const std::int32_t> values, std::span<std::int8_t> out) noexcept {
  quantise([values](std::size_t d) { return values[d]; }, out);
}

// To integers first: scaling by a power of two is exact, and rounding is the same everywhere.
void quantise_q8(std::span<const float> values, std::span<std::int8_t> out) noexcept {
  constexpr int bits = 22;
  float reach = 0;
  for (const float value : values) {
    if (std::isfinite(value)) reach = std::max(reach, std::fabs(value));
  }
  int exponent = 0;
  (void)std::frexp(reach, &exponent);
  const auto as_integer = [values, exponent](std::size_t d) {
    const float value = std::isfinite(values[d]) ? values[d] : 0.0F;
    return static_cast<std::int32_t>(std::lround(std::ldexp(value, bits - exponent)));
  };
  quantise(as_integer, out);
}

std::size_t embed_q8(const WordVectors& vectors, std::span<const text::CountedTerm> terms,
                     std::span<std::int8_t> out) noexcept {
  struct Known {
    std::uint32_t row;
    std::int32_t factor;
  };
  // A block of rows is looked up before they are added, so that memory answers them together.
  constexpr std::size_t block_size = 64;
  std::array<Known, block_size> block{};
  std::array<std::int32_t, max_dim> sums{};
  const std::span<std::int32_t> sum(sums.data(), vectors.dim());
  std::size_t known = 0;
  std::size_t in_block = 0;
  const auto add_block = [&] {
    for (std::size_t i = 0; i < in_block; ++i) {
      add_row(block[i].factor, vectors.row(block[i].row).data(), sum);
    }
    in_block = 0;
  };
  for (const text::CountedTerm& term : terms) {
    const std::size_t row = vectors.find(term.hash);
    if (row == HashIndex::npos) continue;
    const std::int32_t factor = count_factors[std::min<std::size_t>(term.count, max_count)];
    __builtin_prefetch(vectors.row(row).data());
    block[in_block++] = {static_cast<std::uint32_t>(row),
                         static_cast<std::int32_t>(vectors.weight(row)) * factor / factor_one};
    if (in_block == block_size) add_block();
    if (++known == max_terms) break;
  }
  add_block();
  quantise_q8(sum, out);
  return known;
}

std::int32_t dot_q8(std::span<const std::int8_t> a, std::span<const std::int8_t> b) noexcept {
  std::int32_t sum = 0;
  const std::size_t size = std::min(a.size(), b.size());
  for (std::size_t d = 0; d < size; ++d) sum += std::int32_t{a[d]} * b[d];
  return sum;
}

struct ModelEmbedder::State {
  std::shared_ptr<const Model> model;
  text::Analyzer analyzer;
  text::Analysis analysis;
  std::vector<std::int8_t> row;
};

ModelEmbedder::ModelEmbedder(std::shared_ptr<const Model> model,
                             const text::AnalysisOptions& options)
    : state_(std::make_unique<State>(
          State{std::move(model), text::Analyzer(options), text::Analysis(), {}})) {
  state_->row.resize(dim());
}
ModelEmbedder::~ModelEmbedder() = default;

std::size_t ModelEmbedder::dim() const noexcept {
  return std::max<std::size_t>(state_->model->vectors().dim(), 1);
}

std::uint64_t ModelEmbedder::fingerprint() const noexcept { return state_->model->fingerprint(); }

std::size_t ModelEmbedder::embed_q8(const TextView& text, std::span<std::int8_t> out) {
  const WordVectors& vectors = state_->model->vectors();
  if (vectors.dim() == 0) {
    std::ranges::fill(out, std::int8_t{0});
    return 0;
  }
  state_->analyzer.analyze(text.title, text.text, text.language, state_->analysis);
  return embed::embed_q8(vectors, state_->analysis.words, out);
}

result<void> ModelEmbedder::embed(std::span<const TextView> texts, std::span<float> out) {
  const std::size_t width = dim();
  if (out.size() != texts.size() * width) {
    return Error{ErrorCode::invalid_argument,
                 "out has " + std::to_string(out.size()) + " numbers, not " +
                     std::to_string(texts.size() * width),
                 {}};
  }
  for (std::size_t i = 0; i < texts.size(); ++i) {
    embed_q8(texts[i], state_->row);
    const std::int32_t squares = dot_q8(state_->row, state_->row);
    const float scale = squares > 0 ? 1.0F / std::sqrt(static_cast<float>(squares)) : 0.0F;
    for (std::size_t d = 0; d < width; ++d) {
      out[i * width + d] = scale * static_cast<float>(state_->row[d]);
    }
  }
  return {};
}

}  // namespace newsloom::embed
