#include "newsloom/text/reuse_sketch.hpp"

#include <algorithm>

namespace newsloom::text {
namespace {

constexpr std::uint32_t rate_bound = UINT32_MAX / sketch::one_in;
// A text of fewer content words outside its quotations is sampled whole.
constexpr std::size_t least_unquoted = 24;

// Says of each token in turn whether it stands in a quotation.
class Quotations {
 public:
  explicit Quotations(std::string_view text) : text_(text) {}

  bool inside(const Token& token) noexcept {
    const std::size_t gap = token.begin - end_;
    // Nearly all tokens are parted by a single space.
    if (gap > 1 || (gap == 1 && text_[end_] != ' ')) read(token.begin);
    end_ = token.end;
    if (!inside_) return false;
    inside_ = ++words_ <= longest;  // a mark that was forgotten
    return inside_;
  }

 private:
  static constexpr std::size_t longest = 300;  // tokens

  static bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\t'; }

  // What lies between two tokens, up to `begin`.
  void read(std::size_t begin) noexcept {
    for (std::size_t at = end_; at < begin; ++at) {
      const auto byte = static_cast<unsigned char>(text_[at]);
      if (byte == '\n') inside_ = false;  // quotations end with their paragraph
      if (byte == '"') {
        mark(at, at + 1, begin, false);
      } else if (byte == 0xC2U && at + 1 < begin) {  // « »
        const auto next = static_cast<unsigned char>(text_[at + 1]);
        if (next == 0xABU || next == 0xBBU) mark(at, at + 2, begin, next == 0xABU);
      } else if (byte == 0xE2U && at + 2 < begin && text_[at + 1] == '\x80') {  // “ ” „
        const auto next = static_cast<unsigned char>(text_[at + 2]);
        if (next >= 0x9CU && next <= 0x9EU) mark(at, at + 3, begin, next != 0x9DU);
      } else if (byte == 0xE3U && at + 2 < begin && text_[at + 1] == '\x80') {  // 「 」 『 』
        const auto next = static_cast<unsigned char>(text_[at + 2]);
        if (next >= 0x8CU && next <= 0x8FU) set(next % 2 == 0);
      }
    }
  }

  // A mark opens if it stands behind a space and before a word; if neither side tells, as in
  // « mot », its shape does.
  void mark(std::size_t at, std::size_t after, std::size_t begin, bool opens_by_shape) noexcept {
    const bool space_before = at == 0 || is_space(text_[at - 1]) || text_[at - 1] == '(';
    const bool word_after = after == begin || !is_space(text_[after]);
    set(space_before == word_after ? space_before : space_before && opens_by_shape);
  }

  void set(bool opens) noexcept {
    inside_ = opens;
    words_ = 0;
  }

  std::string_view text_;
  std::size_t end_ = 0;  // of the last token
  std::size_t words_ = 0;
  bool inside_ = false;
};

// The content words' hashes; written without a branch, as every other word is a stop word.
std::size_t content_words(std::string_view text, std::span<const Token> tokens, bool quoted_too,
                          std::vector<std::uint32_t>& words) {
  Quotations quotations(text);
  words.resize(tokens.size());
  std::size_t count = 0;
  for (const Token& token : tokens) {
    words[count] = static_cast<std::uint32_t>(token.hash >> 32U);
    const bool quoted = quotations.inside(token);
    count +=
        static_cast<std::size_t>((!token.has(token_flag::stop_word)) & (quoted_too | (!quoted)));
  }
  words.resize(count);
  return count;
}

std::uint32_t value_of(std::uint64_t first, std::uint64_t second, std::uint64_t third) noexcept {
  std::uint64_t hash = first * 0x9e3779b97f4a7c15ULL + second * 0xc2b2ae3d27d4eb4fULL +
                       third * 0x165667b19e3779f9ULL;
  hash ^= hash >> 32U;
  hash *= 0xd6e8feb86659fd93ULL;
  return static_cast<std::uint32_t>(hash >> 32U);
}

// The distinct values up to `bound`, ascending.
void collect(std::span<const std::uint32_t> words, std::uint32_t bound,
             std::vector<std::uint32_t>& out) {
  static_assert(sketch::words == 3);
  out.resize(words.size());
  std::size_t count = 0;
  for (std::size_t i = sketch::words - 1; i < words.size(); ++i) {
    const std::uint32_t value = value_of(words[i - 2], words[i - 1], words[i]);
    out[count] = value;
    count += value <= bound ? 1U : 0U;
  }
  out.resize(count);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
}

// Up to which value a sketch has everything its text has.
std::uint32_t complete_to(std::span<const std::uint32_t> values) noexcept {
  if (values.size() < sketch::least) return UINT32_MAX;
  if (values.size() >= sketch::most) return values.back();
  return std::max(values.back(), rate_bound);
}

}  // namespace

void reuse_sketch(std::string_view text, std::span<const Token> tokens,
                  std::vector<std::uint32_t>& out) {
  std::vector<std::uint32_t> words;
  if (content_words(text, tokens, false, words) < least_unquoted) {
    content_words(text, tokens, true, words);
  }
  // Twice as many as are needed, so that a short text is hardly ever gone through twice.
  const std::uint64_t wanted = UINT32_MAX / (words.size() + 1) * 2 * sketch::least;
  const auto bound =
      static_cast<std::uint32_t>(std::clamp<std::uint64_t>(wanted, rate_bound, UINT32_MAX));
  collect(words, bound, out);
  if (out.size() < sketch::least && bound < UINT32_MAX) collect(words, UINT32_MAX, out);
  const auto at_rate =
      static_cast<std::size_t>(std::upper_bound(out.begin(), out.end(), rate_bound) - out.begin());
  const std::size_t size = std::clamp(at_rate, sketch::least, sketch::most);
  if (out.size() > size) out.resize(size);
}

SketchOverlap overlap(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) noexcept {
  SketchOverlap result;
  if (a.empty() || b.empty()) return result;
  const std::uint32_t top = std::min(complete_to(a), complete_to(b));
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < a.size() && j < b.size() && std::min(a[i], b[j]) <= top) {
    const bool step_a = a[i] <= b[j];
    const bool step_b = b[j] <= a[i];
    result.shared += step_a && step_b ? 1U : 0U;
    i += step_a ? 1U : 0U;
    j += step_b ? 1U : 0U;
  }
  const auto below = [top](std::span<const std::uint32_t> values) {
    return static_cast<std::uint32_t>(std::upper_bound(values.begin(), values.end(), top) -
                                      values.begin());
  };
  result.of_a = below(a);
  result.of_b = below(b);
  return result;
}

}  // namespace newsloom::text
