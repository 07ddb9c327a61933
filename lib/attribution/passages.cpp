#include "newsloom/attribution/passages.hpp"

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include "newsloom/text/tokenize.hpp"

namespace newsloom::attribution {
namespace {

// Occurrences of one run of words that are looked at.
constexpr std::size_t most_occurrences = 8;

/// A passage in places of tokens; ends not included.
struct Run {
  std::size_t first = 0;
  std::size_t first_end = 0;
  std::size_t second = 0;
  std::size_t second_end = 0;
  std::size_t words = 0;
};

class Aligner {
 public:
  Aligner(std::string_view first, std::string_view second, std::string_view language,
          const PassageOptions& options)
      : options_(options) {
    options_.seed_words = std::clamp<std::size_t>(options.seed_words, 3, 16);
    options_.most_gap = std::min<std::size_t>(options.most_gap, 16);
    options_.least_words = std::clamp<std::size_t>(options.least_words, 1, 1000);
    options_.max_bytes = std::clamp<std::size_t>(options.max_bytes, 1U << 10U, 1U << 24U);
    text::TokenizerOptions limits;
    limits.max_bytes = options_.max_bytes;
    text::Tokenizer tokenizer(limits);
    tokenizer.tokenize(first, language, first_);
    tokenizer.tokenize(second, language, second_);
  }

  SharedText run() {
    index_second();
    std::vector<Run> runs = extended_seeds();
    // The longest first; ties by place, so that the same texts give the same passages.
    std::ranges::stable_sort(runs, [](const Run& a, const Run& b) { return a.words > b.words; });
    taken_.assign(first_.size(), false);
    std::vector<Run> chosen;
    for (const Run& run : runs) take(run, chosen);
    std::ranges::sort(chosen, {}, &Run::first);
    return result_of(chosen);
  }

 private:
  [[nodiscard]] static std::uint64_t seed_hash(const std::vector<text::Token>& tokens,
                                               std::size_t at, std::size_t words) {
    std::uint64_t hash = 0;
    for (std::size_t i = 0; i < words; ++i) {
      hash = (hash ^ tokens[at + i].hash) * 0x9e3779b97f4a7c15ULL;
      hash ^= hash >> 29U;
    }
    return hash;
  }

  void index_second() {
    for (std::size_t i = 0; i + options_.seed_words <= second_.size(); ++i) {
      auto& places = places_[seed_hash(second_, i, options_.seed_words)];
      if (places.size() < most_occurrences) places.push_back(i);
    }
  }

  std::vector<Run> extended_seeds() const {
    std::vector<Run> runs;
    // Where a run that began earlier already covers a seed, that is no new one: by diagonal.
    std::unordered_map<std::int64_t, std::size_t> covered;
    for (std::size_t i = 0; i + options_.seed_words <= first_.size(); ++i) {
      const auto found = places_.find(seed_hash(first_, i, options_.seed_words));
      if (found == places_.end()) continue;
      for (const std::size_t place : found->second) {
        const auto diagonal = static_cast<std::int64_t>(i) - static_cast<std::int64_t>(place);
        const auto before = covered.find(diagonal);
        if (before != covered.end() && i < before->second) continue;
        Run run{i, i + options_.seed_words, place, place + options_.seed_words,
                options_.seed_words};
        extend_forwards(run, covered);
        extend_backwards(run);
        if (run.words >= options_.least_words) runs.push_back(run);
      }
    }
    return runs;
  }

  [[nodiscard]] bool same(std::size_t i, std::size_t j) const {
    return first_[i].hash == second_[j].hash;
  }

  // Over gaps to the nearest two words in a row that both have; one alone may be a stray "the".
  void extend_forwards(Run& run, std::unordered_map<std::int64_t, std::size_t>& covered) const {
    for (;;) {
      while (run.first_end < first_.size() && run.second_end < second_.size() &&
             same(run.first_end, run.second_end)) {
        ++run.first_end;
        ++run.second_end;
        ++run.words;
      }
      const auto diagonal =
          static_cast<std::int64_t>(run.first_end) - static_cast<std::int64_t>(run.second_end);
      std::size_t& until = covered[diagonal];
      until = std::max(until, run.first_end);
      const auto step = next_pair(run.first_end, run.second_end);
      if (step == std::pair<std::size_t, std::size_t>{}) return;
      run.first_end += step.first;
      run.second_end += step.second;
    }
  }

  [[nodiscard]] std::pair<std::size_t, std::size_t> next_pair(std::size_t i, std::size_t j) const {
    for (std::size_t sum = 1; sum <= 2 * options_.most_gap; ++sum) {
      for (std::size_t a = 0; a <= std::min(sum, options_.most_gap); ++a) {
        const std::size_t b = sum - a;
        if (b > options_.most_gap || i + a + 1 >= first_.size() || j + b + 1 >= second_.size()) {
          continue;
        }
        if (same(i + a, j + b) && same(i + a + 1, j + b + 1)) return {a, b};
      }
    }
    return {};
  }

  void extend_backwards(Run& run) const {
    while (run.first > 0 && run.second > 0 && same(run.first - 1, run.second - 1)) {
      --run.first;
      --run.second;
      ++run.words;
    }
  }

  // Keeps a run unless a longer one has some of its words.
  void take(const Run& run, std::vector<Run>& chosen) {
    for (std::size_t i = run.first; i < run.first_end; ++i) {
      if (taken_[i]) return;
    }
    std::fill(taken_.begin() + static_cast<std::ptrdiff_t>(run.first),
              taken_.begin() + static_cast<std::ptrdiff_t>(run.first_end), true);
    chosen.push_back(run);
  }

  SharedText result_of(const std::vector<Run>& runs) const {
    SharedText shared;
    shared.first_words = first_.size();
    shared.second_words = second_.size();
    std::vector<bool> in_second(second_.size(), false);
    for (const Run& run : runs) {
      Passage passage;
      passage.first = {first_[run.first].begin, first_[run.first_end - 1].end};
      passage.second = {second_[run.second].begin, second_[run.second_end - 1].end};
      passage.words = run.words;
      shared.passages.push_back(passage);
      shared.shared_in_first += run.words;
      std::size_t fresh = 0;
      for (std::size_t j = run.second; j < run.second_end; ++j) {
        fresh += in_second[j] ? 0U : 1U;
        in_second[j] = true;
      }
      shared.shared_in_second += std::min(fresh, run.words);
    }
    return shared;
  }

  PassageOptions options_;
  std::vector<text::Token> first_;
  std::vector<text::Token> second_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>> places_;  // of seeds in the second
  std::vector<bool> taken_;                                             // words of the first
};

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

double SharedText::first_in_second() const noexcept { return share(shared_in_first, first_words); }
double SharedText::second_in_first() const noexcept {
  return share(shared_in_second, second_words);
}

SharedText align(std::string_view first, std::string_view second, std::string_view language,
                 const PassageOptions& options) {
  return Aligner(first, second, language, options).run();
}

result<SharedText> align(const ArticleId& first, const ArticleId& second,
                         const ArticleSource& articles, const PassageOptions& options) {
  const auto a = articles.find(first);
  if (!a) return a.error();
  const auto b = articles.find(second);
  if (!b) return b.error();
  return align(a->text, b->text, a->language, options);
}

}  // namespace newsloom::attribution
