#include "metrics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace newsloom::bench {
namespace {

/// How many articles of gold event `gold` are in predicted event `predicted`; never 0.
struct Cell {
  std::uint32_t gold = 0;
  std::uint32_t predicted = 0;
  std::uint32_t count = 0;
};

/// The contingency table without its empty cells. Labels are dense, from 0.
struct Table {
  std::size_t articles = 0;
  std::vector<std::uint32_t> gold_sizes;       // (n_gold_events)
  std::vector<std::uint32_t> predicted_sizes;  // (n_predicted_events)
  std::vector<Cell> cells;                     // by gold event, then by predicted event
};

std::vector<std::uint32_t> distinct(std::span<const std::uint32_t> labels) {
  std::vector<std::uint32_t> values(labels.begin(), labels.end());
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

std::uint32_t index_of(const std::vector<std::uint32_t>& values, std::uint32_t label) {
  return static_cast<std::uint32_t>(std::lower_bound(values.begin(), values.end(), label) -
                                    values.begin());
}

result<Table> tabulate(std::span<const std::uint32_t> gold,
                       std::span<const std::uint32_t> predicted) {
  if (gold.size() != predicted.size()) {
    return Error{ErrorCode::invalid_argument, "gold and predicted labels differ in number", {}};
  }
  if (gold.size() > std::numeric_limits<std::uint32_t>::max()) {
    return Error{ErrorCode::invalid_argument, "more than 2^32 - 1 articles", {}};
  }
  Table table;
  table.articles = gold.size();
  const std::vector<std::uint32_t> gold_labels = distinct(gold);
  const std::vector<std::uint32_t> predicted_labels = distinct(predicted);
  table.gold_sizes.resize(gold_labels.size());
  table.predicted_sizes.resize(predicted_labels.size());

  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs(gold.size());
  for (std::size_t i = 0; i < gold.size(); ++i) {
    pairs[i] = {index_of(gold_labels, gold[i]), index_of(predicted_labels, predicted[i])};
  }
  std::sort(pairs.begin(), pairs.end());
  for (const auto& [g, p] : pairs) {
    ++table.gold_sizes[g];
    ++table.predicted_sizes[p];
    if (table.cells.empty() || table.cells.back().gold != g || table.cells.back().predicted != p) {
      table.cells.push_back({g, p, 0});
    }
    ++table.cells.back().count;
  }
  return table;
}

double f1_of(double a, double b) { return a + b > 0 ? 2 * a * b / (a + b) : 0.0; }

PrecisionRecall with_f1(double precision, double recall) {
  return {precision, recall, f1_of(precision, recall)};
}

double as_double(std::size_t count) { return static_cast<double>(count); }

/// What one gold event adds to BCubed: sums over its articles, not means.
struct EventShare {
  double precision = 0;
  double recall = 0;
  std::size_t articles = 0;
};

std::vector<EventShare> bcubed_shares(const Table& table) {
  std::vector<EventShare> shares(table.gold_sizes.size());
  for (const Cell& cell : table.cells) {
    const double squared = static_cast<double>(cell.count) * cell.count;
    EventShare& share = shares[cell.gold];
    share.precision += squared / table.predicted_sizes[cell.predicted];
    share.recall += squared / table.gold_sizes[cell.gold];
    share.articles += cell.count;
  }
  return shares;
}

/// Sums of shares, on which BCubed is a mean over articles.
struct BcubedSum {
  EventShare sum;
  void add(const EventShare& share) {
    sum.precision += share.precision;
    sum.recall += share.recall;
    sum.articles += share.articles;
  }
  [[nodiscard]] PrecisionRecall mean() const {
    if (sum.articles == 0) return {};
    const double n = as_double(sum.articles);
    return with_f1(sum.precision / n, sum.recall / n);
  }
};

std::array<SizeBucket, 4> bucketed(const std::vector<EventShare>& shares) {
  constexpr std::size_t no_limit = std::numeric_limits<std::size_t>::max();
  std::array<SizeBucket, 4> buckets{{{"1", 1, 1, 0, 0, {}},
                                     {"2-3", 2, 3, 0, 0, {}},
                                     {"4-9", 4, 9, 0, 0, {}},
                                     {"10+", 10, no_limit, 0, 0, {}}}};
  for (SizeBucket& bucket : buckets) {
    BcubedSum total;
    for (const EventShare& share : shares) {
      if (share.articles < bucket.smallest || share.articles > bucket.largest) continue;
      total.add(share);
      ++bucket.gold_events;
    }
    bucket.articles = total.sum.articles;
    bucket.bcubed = total.mean();
  }
  return buckets;
}

double pairs_in(std::uint64_t size) { return static_cast<double>(size * (size - 1) / 2); }

double pairs_in(const std::vector<std::uint32_t>& sizes) {
  double pairs = 0;
  for (std::uint32_t size : sizes) pairs += pairs_in(std::uint64_t{size});
  return pairs;
}

void add_pair_scores(const Table& table, Scores& scores) {
  double both = 0;
  for (const Cell& cell : table.cells) both += pairs_in(std::uint64_t{cell.count});
  const double gold = pairs_in(table.gold_sizes);
  const double predicted = pairs_in(table.predicted_sizes);
  scores.pairwise = with_f1(predicted > 0 ? both / predicted : 1.0, gold > 0 ? both / gold : 1.0);
  const double all = pairs_in(std::uint64_t{table.articles});
  const double expected = table.articles > 1 ? predicted * gold / all : 0.0;
  const double ceiling = (predicted + gold) / 2;
  const double room = ceiling - expected;
  scores.ari = std::fpclassify(room) == FP_ZERO ? 1.0 : (both - expected) / room;
}

double entropy(const std::vector<std::uint32_t>& sizes, std::size_t articles) {
  double sum = 0;
  for (std::uint32_t size : sizes) {
    const double share = size / as_double(articles);
    sum -= share * std::log(share);
  }
  return sum;
}

/// Distinct event sizes with how many events have each, ascending.
std::vector<std::pair<std::uint32_t, std::size_t>> sizes_grouped(std::vector<std::uint32_t> sizes) {
  std::sort(sizes.begin(), sizes.end());
  std::vector<std::pair<std::uint32_t, std::size_t>> groups;
  for (std::uint32_t size : sizes) {
    if (groups.empty() || groups.back().first != size) groups.emplace_back(size, 0);
    ++groups.back().second;
  }
  return groups;
}

/// Natural logarithms of 0! to n!.
std::vector<double> log_factorials(std::size_t n) {
  std::vector<double> values(n + 1);
  for (std::size_t i = 0; i <= n; ++i) values[i] = std::lgamma(as_double(i) + 1);
  return values;
}

/// The mutual information that events of sizes a and b bring when articles are dealt at random:
/// their overlap is hypergeometric (Vinh et al. 2010, equation 24, one cell).
double expected_information(std::size_t a, std::size_t b, std::size_t n,
                            const std::vector<double>& log_factorial) {
  const double fixed = log_factorial[a] + log_factorial[b] + log_factorial[n - a] +
                       log_factorial[n - b] - log_factorial[n];
  const double log_scale = std::log(as_double(n)) - std::log(as_double(a)) - std::log(as_double(b));
  double sum = 0;
  for (std::size_t k = a + b > n ? a + b - n : 1; k <= std::min(a, b); ++k) {
    const double log_probability = fixed - log_factorial[k] - log_factorial[a - k] -
                                   log_factorial[b - k] - log_factorial[n + k - a - b];
    sum += as_double(k) / as_double(n) * (log_scale + std::log(as_double(k))) *
           std::exp(log_probability);
  }
  return sum;
}

double expected_mutual_information(const Table& table) {
  const std::vector<double> log_factorial = log_factorials(table.articles);
  const auto predicted = sizes_grouped(table.predicted_sizes);
  double sum = 0;
  for (const auto& [a, a_events] : sizes_grouped(table.gold_sizes)) {
    for (const auto& [b, b_events] : predicted) {
      sum += as_double(a_events) * as_double(b_events) *
             expected_information(a, b, table.articles, log_factorial);
    }
  }
  return sum;
}

/// Every cell is a whole gold event and a whole predicted event.
bool same_partition(const Table& table) {
  return table.cells.size() == table.gold_sizes.size() &&
         table.cells.size() == table.predicted_sizes.size();
}

void add_information_scores(const Table& table, Scores& scores) {
  std::vector<std::uint32_t> cell_sizes;
  cell_sizes.reserve(table.cells.size());
  for (const Cell& cell : table.cells) cell_sizes.push_back(cell.count);
  const double gold = entropy(table.gold_sizes, table.articles);
  const double predicted = entropy(table.predicted_sizes, table.articles);
  const double joint = entropy(cell_sizes, table.articles);
  const double mutual = std::max(0.0, gold + predicted - joint);
  scores.homogeneity = gold > 0 ? mutual / gold : 1.0;
  scores.completeness = predicted > 0 ? mutual / predicted : 1.0;
  scores.v_measure = f1_of(scores.homogeneity, scores.completeness);
  // Only equal partitions leave no room between chance and the ceiling, so below is no 0 / 0.
  if (same_partition(table)) {
    scores.ami = 1;
    return;
  }
  const double expected = expected_mutual_information(table);
  scores.ami = (mutual - expected) / ((gold + predicted) / 2 - expected);
}

void add_shape_scores(const Table& table, Scores& scores) {
  std::vector<std::uint32_t> gold_parts(table.gold_sizes.size());
  std::vector<std::uint32_t> predicted_parts(table.predicted_sizes.size());
  for (const Cell& cell : table.cells) {
    ++gold_parts[cell.gold];
    ++predicted_parts[cell.predicted];
  }
  const auto share_mixed = [](const std::vector<std::uint32_t>& parts) {
    const auto mixed = std::count_if(parts.begin(), parts.end(), [](auto n) { return n > 1; });
    return static_cast<double>(mixed) / as_double(parts.size());
  };
  scores.over_merged = share_mixed(predicted_parts);
  scores.over_split = share_mixed(gold_parts);
}

/// splitmix64 (Steele, Lea & Flood 2014): tiny, and the same numbers on every machine.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  /// Uniform in [0, bound), bound below 2^32; the bias of the multiplication is below 2^-32 ·
  /// bound.
  std::size_t below(std::size_t bound) {
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    z ^= z >> 31;
    return static_cast<std::size_t>(((z >> 32) * bound) >> 32);
  }

 private:
  std::uint64_t state_;
};

/// The value below which `share` of `sorted` lies, linear between neighbours. Not empty.
double quantile(const std::vector<double>& sorted, double share) {
  const double position = share * as_double(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - as_double(below)) * (sorted[above] - sorted[below]);
}

}  // namespace

result<Scores> score(std::span<const std::uint32_t> gold,
                     std::span<const std::uint32_t> predicted) {
  const result<Table> tabulated = tabulate(gold, predicted);
  if (!tabulated) return tabulated.error();
  const Table& table = *tabulated;
  const std::vector<EventShare> shares = bcubed_shares(table);
  Scores scores;
  scores.articles = table.articles;
  scores.gold_events = table.gold_sizes.size();
  scores.predicted_events = table.predicted_sizes.size();
  scores.by_gold_size = bucketed(shares);
  if (table.articles == 0) return scores;
  BcubedSum total;
  for (const EventShare& share : shares) total.add(share);
  scores.bcubed = total.mean();
  add_pair_scores(table, scores);
  add_information_scores(table, scores);
  add_shape_scores(table, scores);
  return scores;
}

result<Interval> bootstrap_bcubed_f1(std::span<const std::uint32_t> gold,
                                     std::span<const std::uint32_t> predicted,
                                     const BootstrapOptions& options) {
  if (options.resamples == 0 || !(options.confidence > 0 && options.confidence < 1)) {
    return Error{ErrorCode::invalid_argument,
                 "bootstrap needs resamples >= 1 and a confidence in (0, 1)",
                 {}};
  }
  const result<Table> table = tabulate(gold, predicted);
  if (!table) return table.error();
  const std::vector<EventShare> shares = bcubed_shares(*table);
  if (shares.empty()) return Interval{};
  Random random(options.seed);
  std::vector<double> values(options.resamples);
  for (double& value : values) {
    BcubedSum total;
    for (std::size_t i = 0; i < shares.size(); ++i) total.add(shares[random.below(shares.size())]);
    value = total.mean().f1;
  }
  std::sort(values.begin(), values.end());
  const double tail = (1 - options.confidence) / 2;
  return Interval{quantile(values, tail), quantile(values, 1 - tail)};
}

}  // namespace newsloom::bench
