#include "newsloom/cluster/term_statistics.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "hash.hpp"
#include "types/binary.hpp"

namespace newsloom::cluster {
namespace {

constexpr std::size_t first_capacity = std::size_t{1} << 14U;
constexpr std::uint64_t ln2_q8 = 177;  // 256 * ln 2
constexpr std::uint64_t one_q8 = 256;

struct Weighed {
  Term term;
  std::uint32_t weight;  // Q16, below 2^26
};

// (1 + ln count) * log2((n + 1) / (df + 1/2)): the base of the second logarithm falls out when the
// vector is normalised.
std::uint32_t raw_weight(std::uint32_t count, std::uint64_t articles, std::uint64_t frequency) {
  const std::uint32_t all = log2_q8(2 * articles + 2);
  const std::uint32_t with = log2_q8(2 * frequency + 1);
  if (with >= all) return 0;
  const auto often = static_cast<std::uint32_t>(one_q8 + ((log2_q8(count) * ln2_q8) >> 8U));
  return often * (all - with);
}

// Terms are spread evenly, so counting by their first eight bits brings nearly all to their places,
// and what is left to do is among neighbours.
void sort_by_term(std::vector<Weighed>& terms) {
  constexpr std::size_t worth_counting = 48;
  const auto earlier = [](const Weighed& a, const Weighed& b) { return a.term < b.term; };
  if (terms.size() < worth_counting) {
    std::sort(terms.begin(), terms.end(), earlier);
    return;
  }
  constexpr unsigned shift = 24;
  std::array<std::uint32_t, 257> begins{};
  for (const Weighed& term : terms) ++begins[(term.term >> shift) + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  thread_local std::vector<Weighed> sorted;
  sorted.resize(terms.size());
  for (const Weighed& term : terms) sorted[begins[term.term >> shift]++] = term;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    const Weighed moving = sorted[i];
    std::size_t at = i;
    for (; at > 0 && earlier(moving, sorted[at - 1]); --at) sorted[at] = sorted[at - 1];
    sorted[at] = moving;
  }
  terms.swap(sorted);
}

// Of two words that share a term, which nearly never happens, one remains with the weight of both.
void merge_equal(std::vector<Weighed>& sorted) {
  std::size_t kept = 0;
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[kept].term == sorted[i].term) {
      sorted[kept].weight += sorted[i].weight;
    } else {
      sorted[++kept] = sorted[i];
    }
  }
  if (!sorted.empty()) sorted.resize(kept + 1);
}

// Keeps the heaviest, ties by term, and returns them by term as a unit vector.
SparseVector normalised(std::vector<Weighed>& terms, std::size_t max_terms) {
  if (terms.size() > max_terms) {
    const auto heavier = [](const Weighed& a, const Weighed& b) {
      return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
    };
    const auto cut = terms.begin() + static_cast<std::ptrdiff_t>(max_terms);
    std::nth_element(terms.begin(), cut, terms.end(), heavier);
    terms.erase(cut, terms.end());
  }
  sort_by_term(terms);
  merge_equal(terms);
  std::uint64_t squared = 0;
  for (const Weighed& term : terms) squared += std::uint64_t{term.weight} * term.weight;
  const std::uint64_t length = integer_sqrt(squared);
  if (length == 0) return {};
  thread_local std::vector<Term> kept;
  thread_local std::vector<std::uint16_t> weights;
  kept.clear();
  weights.clear();
  for (const Weighed& term : terms) {
    const std::uint64_t weight =
        (std::uint64_t{term.weight} * SparseVector::unit + length / 2) / length;
    if (weight == 0) continue;
    kept.push_back(term.term);
    weights.push_back(
        static_cast<std::uint16_t>(std::min<std::uint64_t>(weight, SparseVector::unit)));
  }
  return {kept, weights};
}

// `prefetch(key)` warns `count(key)` and `frequency(key)` that they will be asked soon. `count` is
// asked once a term, `frequency` for the headline's words, which are among the article's.
template <class Prefetch, class Count, class Frequency>
ArticleFeatures weigh_all(const ArticleTerms& terms, std::uint64_t articles, std::size_t max_terms,
                          Prefetch prefetch, Count count, Frequency frequency) {
  constexpr std::size_t ahead = 8;
  ArticleFeatures features;
  features.language = terms.language;
  features.published = terms.published;
  thread_local std::vector<Weighed> weighed;
  for (std::size_t view = 0; view < view_count; ++view) {
    weighed.clear();
    const auto& counted = terms.views[view];
    for (std::size_t i = 0; i < counted.size(); ++i) {
      if (i + ahead < counted.size()) {
        prefetch(term_key(counted[i + ahead].hash, view, terms.language));
      }
      const TermCount& term = counted[i];
      const std::uint32_t weight =
          raw_weight(term.count, articles, count(term_key(term.hash, view, terms.language)));
      if (weight > 0) weighed.push_back({term_of(term.hash), weight});
    }
    features.views[view] = normalised(weighed, max_terms);
  }
  weighed.clear();
  for (const TermCount& term : terms.title) {
    const auto view = static_cast<std::size_t>(View::words);
    const std::uint32_t weight =
        raw_weight(term.count, articles, frequency(term_key(term.hash, view, terms.language)));
    if (weight > 0) weighed.push_back({term_of(term.hash), weight});
  }
  features.title = normalised(weighed, max_terms);
  features.dense = terms.dense;
  return features;
}

}  // namespace

TermStatistics::TermStatistics(const TermStatisticsOptions& options)
    : options_(options), table_(first_capacity) {
  options_.max_terms = std::clamp<std::size_t>(options_.max_terms, 16, 4096);
  options_.max_vocabulary = std::clamp<std::size_t>(std::bit_ceil(options_.max_vocabulary),
                                                    std::size_t{1} << 16U, std::size_t{1} << 30U);
}

ArticleFeatures TermStatistics::observe(const ArticleTerms& terms) {
  const std::uint64_t articles = ++articles_in(terms.language);
  return weigh_all(
      terms, articles, options_.max_terms, [this](std::uint64_t key) { prefetch(key); },
      [this](std::uint64_t key) { return ++find_or_insert(key)->count; },
      [this](std::uint64_t key) { return frequency(key); });
}

ArticleFeatures TermStatistics::weigh(const ArticleTerms& terms) const {
  return weigh_all(
      terms, articles_in(terms.language), options_.max_terms,
      [this](std::uint64_t key) { prefetch(key); },
      [this](std::uint64_t key) { return frequency(key); },
      [this](std::uint64_t key) { return frequency(key); });
}

void TermStatistics::save(std::string& bytes) const {
  detail::Writer out(bytes);
  out.size(languages_.size());
  for (const Language& language : languages_) {
    out.number(language.number);
    out.number(language.articles);
  }
  out.number(static_cast<std::uint8_t>(std::bit_width(table_.size()) - 1));
  out.size(used_);
  for (const Entry& entry : table_) {
    if (entry.key == 0) continue;
    out.number(entry.key);
    out.number(entry.count);
  }
}

result<TermStatistics> TermStatistics::load(std::string_view bytes,
                                            const TermStatisticsOptions& options) {
  const Error corrupt{ErrorCode::corrupt, "the term statistics do not hold together", {}};
  detail::Reader in(bytes);
  TermStatistics loaded(options);
  loaded.languages_.resize(in.size(sizeof(std::uint32_t) + sizeof(std::uint64_t)));
  for (Language& language : loaded.languages_) {
    language.number = in.number<std::uint32_t>();
    language.articles = in.number<std::uint64_t>();
  }
  const auto log_capacity = in.number<std::uint8_t>();
  const std::size_t entries = in.size(sizeof(std::uint64_t) + sizeof(std::uint32_t));
  constexpr unsigned largest = 30;
  if (!in.ok() || log_capacity > largest) return corrupt;
  const std::size_t capacity = std::size_t{1} << log_capacity;
  const bool plausible = entries * 4 <= capacity * 3 && capacity >= first_capacity &&
                         capacity <= std::max(loaded.options_.max_vocabulary, first_capacity);
  if (!plausible) return corrupt;
  loaded.table_.assign(capacity, {});
  for (std::size_t i = 0; i < entries && in.ok(); ++i) {
    const auto key = in.number<std::uint64_t>();
    const auto count = in.number<std::uint32_t>();
    in.require(key != 0 && loaded.frequency(key) == 0 && count > 0);
    if (in.ok()) loaded.find_or_insert(key)->count = count;
  }
  if (!in.at_end() || loaded.table_.size() != capacity) return corrupt;
  return loaded;
}

void TermStatistics::prefetch(std::uint64_t key) const noexcept {
  __builtin_prefetch(&table_[key & (table_.size() - 1)]);
}

TermStatistics::Entry* TermStatistics::find_or_insert(std::uint64_t key) {
  if ((used_ + 1) * 4 > table_.size() * 3) {
    if (table_.size() < options_.max_vocabulary) {
      resize(table_.size() * 2);
    } else {
      forget_rare();
    }
  }
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = key & mask;; at = (at + 1) & mask) {
    if (table_[at].key == key) return &table_[at];
    if (table_[at].key == 0) {
      table_[at].key = key;
      ++used_;
      return &table_[at];
    }
  }
}

std::uint32_t TermStatistics::frequency(std::uint64_t key) const noexcept {
  const std::size_t mask = table_.size() - 1;
  for (std::size_t at = key & mask;; at = (at + 1) & mask) {
    if (table_[at].key == key) return table_[at].count;
    if (table_[at].key == 0) return 0;
  }
}

std::uint64_t& TermStatistics::articles_in(std::uint32_t language) {
  for (Language& known : languages_) {
    if (known.number == language) return known.articles;
  }
  return languages_.emplace_back(Language{language, 0}).articles;
}

std::uint64_t TermStatistics::articles_in(std::uint32_t language) const noexcept {
  for (const Language& known : languages_) {
    if (known.number == language) return known.articles;
  }
  return 0;
}

void TermStatistics::resize(std::size_t capacity) {
  std::vector<Entry> old(capacity);
  old.swap(table_);
  const std::size_t mask = capacity - 1;
  for (const Entry& entry : old) {
    if (entry.key == 0) continue;
    std::size_t at = entry.key & mask;
    while (table_[at].key != 0) at = (at + 1) & mask;
    table_[at] = entry;
  }
}

// Halving keeps the ratios and lets the stream's present outweigh its past.
void TermStatistics::forget_rare() {
  while ((used_ + 1) * 2 > table_.size()) {
    used_ = 0;
    for (Entry& entry : table_) {
      entry.count /= 2;
      if (entry.count == 0) {
        entry.key = 0;
      } else {
        ++used_;
      }
    }
    for (Language& language : languages_) language.articles /= 2;
    resize(table_.size());
  }
}

}  // namespace newsloom::cluster
