#include "newsloom/page/category.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

#include "newsloom/text/tokenize.hpp"
#include "newsloom/text/utf8.hpp"

namespace newsloom::page {
namespace {

constexpr std::string_view file =
#include "page/category_weights.txt.inc"
    ;
constexpr std::size_t most_bytes = 4096;

/// The lines of the file: a header (name, version, margin), a class a line, an empty line, then the
/// weights, class by class of a bucket, a byte each with 128 added, in base 64.
class Weights {
 public:
  Weights() {
    std::string_view rest = file;
    const std::string_view header = next_line(rest);
    const std::size_t last = header.rfind(' ');
    if (last != std::string_view::npos) {
      std::from_chars(header.data() + last + 1, header.data() + header.size(), margin_);
    }
    for (std::string_view line = next_line(rest); !line.empty(); line = next_line(rest)) {
      names_.emplace_back(line);
    }
    decode(rest);
    if (weights_.size() < names_.size() * category_buckets) names_.clear();
  }

  [[nodiscard]] Category classify(const std::vector<std::uint32_t>& features) const {
    constexpr std::size_t fewest = 8;  // three words are five of them
    if (features.size() < fewest || names_.size() < 2) return {};
    std::vector<std::int64_t> sums(names_.size());
    for (const std::uint32_t feature : features) {
      for (std::size_t c = 0; c < sums.size(); ++c) sums[c] += weights_[feature * sums.size() + c];
    }
    const auto best = std::max_element(sums.begin(), sums.end());
    const auto index = static_cast<std::size_t>(best - sums.begin());
    const std::int64_t most = *best;
    *best = INT64_MIN;
    const std::int64_t second = *std::max_element(sums.begin(), sums.end());
    // Thousandths of a weight a feature.
    constexpr std::int64_t thousand = 1000;
    const std::int64_t margin =
        (most - second) * thousand / static_cast<std::int64_t>(features.size());
    if (margin < margin_) return {};
    return {names_[index], static_cast<double>(margin) /
                               static_cast<double>(margin + std::max<std::int64_t>(margin_, 1))};
  }

 private:
  static std::string_view next_line(std::string_view& rest) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return line;
  }

  void decode(std::string_view text) {
    constexpr std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr unsigned bits_a_digit = 6;
    constexpr unsigned bits_a_byte = 8;
    constexpr int zero = 128;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (const char digit : text) {
      const std::size_t value = alphabet.find(digit);
      if (value == std::string_view::npos) continue;
      bits = (bits << bits_a_digit) | static_cast<std::uint32_t>(value);
      count += bits_a_digit;
      if (count < bits_a_byte) continue;
      count -= bits_a_byte;
      weights_.push_back(
          static_cast<std::int8_t>(static_cast<int>((bits >> count) & 0xFFU) - zero));
    }
  }

  std::vector<std::string> names_;
  std::vector<std::int8_t> weights_;  // (buckets, classes), row-major
  std::int64_t margin_ = 0;
};

class BuiltIn final : public Categorizer {
 public:
  [[nodiscard]] Category categorize(std::string_view text,
                                    std::string_view language) const override {
    return weights_.classify(category_features(text, language));
  }

 private:
  Weights weights_;
};

}  // namespace

std::vector<std::uint32_t> category_features(std::string_view text, std::string_view language) {
  text::Tokenizer tokenizer;
  std::vector<text::Token> tokens;
  tokenizer.tokenize(text::truncate_to_boundary(text, most_bytes), language, tokens);
  std::vector<std::uint32_t> features;
  constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;  // 2^64 / golden ratio
  std::uint64_t before = 0;
  for (const text::Token& token : tokens) {
    if (token.has(text::token_flag::stop_word) || token.folded_length < 2) continue;
    features.push_back(static_cast<std::uint32_t>(token.stem_hash % category_buckets));
    if (before != 0) {
      const std::uint64_t pair = (before ^ (token.stem_hash * odd)) * odd;
      features.push_back(static_cast<std::uint32_t>((pair >> 32U) % category_buckets));
    }
    before = token.stem_hash;
  }
  std::sort(features.begin(), features.end());
  features.erase(std::unique(features.begin(), features.end()), features.end());
  return features;
}

const Categorizer& built_in_categorizer() noexcept {
  static const BuiltIn categorizer;
  return categorizer;
}

}  // namespace newsloom::page
