// newsloom cluster: how rare a term is in this stream, and the frozen vector that follows from it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "newsloom/cluster/features.hpp"
#include "newsloom/error.hpp"

namespace newsloom::cluster {

struct TermStatisticsOptions {
  /// Terms kept per view of an article, heaviest first; 16 to 4096. 128 loses less than 0.1 points
  /// of BCubed F1 against all terms and halves the time (bench/RESULTS.md, "truncation").
  std::size_t max_terms = 128;
  /// Distinct (language, term) pairs remembered, 2^16 to 2^30; 16 bytes each at a load of at most
  /// 3/4. When full, all counts are halved and what reaches zero is forgotten.
  std::size_t max_vocabulary = std::size_t{1} << 22U;
};

/// Document frequencies by language, learned from the stream itself, and the weighing of an article
/// under them: (1 + ln count) * idf, idf = ln((n + 1) / (df + 1/2)), over the articles of the same
/// language seen so far. Frequencies are kept by language because in a stream of nine languages a
/// plain count makes every function word of the smaller ones look rare.
///
/// All arithmetic is on integers. Not thread-safe while `observe` runs; `weigh` is const and may
/// run in several threads at once. It does not know the words, only their hashes.
class TermStatistics {
 public:
  explicit TermStatistics(const TermStatisticsOptions& options = {});

  /// Counts the article's terms, then weighs it. The result is frozen: later articles change the
  /// statistics, never this vector. O(terms).
  [[nodiscard]] ArticleFeatures observe(const ArticleTerms& terms);

  /// Weighs without counting: what `observe` would give but for the article's own count.
  [[nodiscard]] ArticleFeatures weigh(const ArticleTerms& terms) const;

  /// Appends the counts to `out`, as bytes of a private format. O(vocabulary).
  void save(std::string& out) const;
  /// What `save` wrote; goes on bit for bit if the options are the same. Errors: `corrupt`.
  [[nodiscard]] static result<TermStatistics> load(std::string_view bytes,
                                                   const TermStatisticsOptions& options = {});

  /// Number of (language, term) pairs remembered.
  [[nodiscard]] std::size_t vocabulary() const noexcept { return used_; }
  /// Memory held, in bytes.
  [[nodiscard]] std::size_t memory() const noexcept { return table_.size() * sizeof(Entry); }

 private:
  struct Entry {
    std::uint64_t key = 0;  // 0 is free
    std::uint32_t count = 0;
  };
  struct Language {
    std::uint32_t number = 0;
    std::uint64_t articles = 0;
  };
  void prefetch(std::uint64_t key) const noexcept;
  [[nodiscard]] Entry* find_or_insert(std::uint64_t key);
  [[nodiscard]] std::uint32_t frequency(std::uint64_t key) const noexcept;
  [[nodiscard]] std::uint64_t& articles_in(std::uint32_t language);
  [[nodiscard]] std::uint64_t articles_in(std::uint32_t language) const noexcept;
  void resize(std::size_t capacity);
  void forget_rare();

  TermStatisticsOptions options_;
  std::vector<Entry> table_;  // open addressing, power of two, linear probing
  std::size_t used_ = 0;
  std::vector<Language> languages_;
};

}  // namespace newsloom::cluster
