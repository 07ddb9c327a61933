#include "pair_trainer.hpp"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

namespace train {
namespace {

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

constexpr std::size_t lead_stems = 40;
constexpr std::size_t body_stems = 120;
constexpr std::size_t least_stems = 2;  // of a passage that says anything

// SplitMix64 (Steele et al. 2014): a seed means the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    std::uint64_t value = state_ += 0x9e3779b97f4a7c15ULL;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
  }
  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
  // Sum of uniforms: near enough to a normal, and no libm.
  float normal() {
    constexpr int terms = 12;
    float sum = 0;
    for (int i = 0; i < terms; ++i) {
      sum += static_cast<float>(next() >> 40U) / static_cast<float>(1U << 24U);
    }
    return sum - static_cast<float>(terms) / 2;
  }
  template <class Values>
  void shuffle(Values& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

 private:
  std::uint64_t state_;
};

struct Weighted {
  std::uint32_t row;
  float weight;
};
using Bag = std::vector<Weighted>;
enum class Kind : std::uint8_t { article, partners, translation };
struct Item {
  Kind kind;
  std::uint32_t first;  // a document or a translation
  std::uint32_t second;
};

class Trainer {
 public:
  Trainer(const Corpus& corpus, const MorePairs& more, const PairOptions& options, const Log& log)
      : corpus_(corpus), more_(more), options_(options), log_(log), random_(options.seed) {
    const auto count = static_cast<std::uint32_t>(corpus.documents().size());
    for (std::uint32_t i = 0; i < count; ++i) items_.push_back({Kind::article, i, i});
    for (const auto& [a, b] : more.partners) items_.push_back({Kind::partners, a, b});
    for (std::uint32_t i = 0; i < more.translations.size(); ++i) {
      items_.push_back({Kind::translation, i, i});
    }
    count_words();
    initialise();
  }

  void run() {
    std::vector<std::uint32_t> order = by_date();
    const std::size_t steps = options_.epochs * (order.size() / options_.batch);
    std::size_t step = 0;
    for (std::size_t epoch = 0; epoch < options_.epochs; ++epoch) {
      // Whole batches of neighbours in time, the batches in random order.
      std::vector<std::size_t> starts;
      const std::size_t first = random_.below(options_.batch);
      for (std::size_t at = first; at + options_.batch <= order.size(); at += options_.batch) {
        starts.push_back(at);
      }
      random_.shuffle(starts);
      double loss = 0;
      for (const std::size_t start : starts) {
        const float done = static_cast<float>(step++) / static_cast<float>(steps);
        loss += learn(std::span(order).subspan(start, options_.batch),
                      options_.rate * (1.0F - 0.9F * std::min(done, 1.0F)));
      }
      log_("epoch " + std::to_string(epoch + 1) + ": loss " +
           std::to_string(loss / static_cast<double>(std::max<std::size_t>(starts.size(), 1))));
    }
  }

  newsloom::embed::VectorTable table() const {
    newsloom::embed::VectorTable table;
    table.dim = options_.dim;
    table.stems = stems_;
    table.rows.assign(vectors_.data(), vectors_.data() + vectors_.size());
    table.weights.assign(stems_.size(), 1.0F);
    return table;
  }

 private:
  void count_words() {
    std::unordered_map<std::uint64_t, std::uint32_t> counts;
    std::vector<std::uint64_t> distinct;
    for (const Document& document : corpus_.documents()) {
      distinct = document.stems;
      std::ranges::sort(distinct);
      const auto repeated = std::ranges::unique(distinct);
      distinct.erase(repeated.begin(), repeated.end());
      for (const std::uint64_t stem : distinct) ++counts[stem];
    }
    count_translations(counts);
    std::vector<std::pair<std::uint32_t, std::uint64_t>> ranked;
    for (const auto& [stem, count] : counts) {
      if (count >= options_.min_count) ranked.emplace_back(count, stem);
    }
    std::ranges::sort(ranked, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (ranked.size() > options_.max_rows) ranked.resize(options_.max_rows);
    double total = 0;
    for (const auto& [count, stem] : ranked) total += count;
    for (const auto& [count, stem] : ranked) {
      rows_.emplace(stem, static_cast<std::uint32_t>(stems_.size()));
      stems_.push_back(stem);
      shares_.push_back(static_cast<float>(count / total));
    }
    log_(std::to_string(stems_.size()) + " stems in " + std::to_string(corpus_.documents().size()) +
         " articles");
  }

  // A foreign word counts as if it were as frequent as the rarest we keep, if its translation is
  // known: it has no other way to get a row where its language has few articles.
  void count_translations(std::unordered_map<std::uint64_t, std::uint32_t>& counts) const {
    const auto known = [&](const std::vector<std::uint64_t>& stems) {
      return std::ranges::any_of(stems, [&](std::uint64_t stem) {
        const auto found = counts.find(stem);
        return found != counts.end() && found->second >= options_.min_count;
      });
    };
    std::unordered_map<std::uint64_t, std::uint32_t> more;
    for (const Translation& translation : more_.translations) {
      for (const auto& [from, to] : {std::pair(&translation.left, &translation.right),
                                     std::pair(&translation.right, &translation.left)}) {
        if (!known(*from)) continue;
        for (const std::uint64_t stem : *to) ++more[stem];
      }
    }
    for (const auto& [stem, count] : more) {
      std::uint32_t& all = counts[stem];
      all = std::max(all, options_.min_count) + count - 1;
    }
  }

  void initialise() {
    vectors_.resize(static_cast<Eigen::Index>(stems_.size()),
                    static_cast<Eigen::Index>(options_.dim));
    const float scale = 1.0F / std::sqrt(static_cast<float>(options_.dim));
    for (Eigen::Index row = 0; row < vectors_.rows(); ++row) {
      const float share = shares_[static_cast<std::size_t>(row)];
      const float length = options_.sif / (options_.sif + share);
      for (Eigen::Index d = 0; d < vectors_.cols(); ++d) {
        vectors_(row, d) = length * scale * random_.normal();
      }
    }
    squares_.assign(stems_.size(), 1e-6F);
  }

  std::vector<std::uint32_t> by_date() {
    std::vector<std::uint32_t> order(items_.size());
    std::iota(order.begin(), order.end(), 0U);
    random_.shuffle(order);
    // A batch holds one kind, of one language or dictionary.
    std::ranges::stable_sort(order, {}, [this](std::uint32_t i) {
      const Item& item = items_[i];
      if (item.kind == Kind::translation) {
        return std::tuple(item.kind, more_.translations[item.first].source, 0);
      }
      const Document& document = corpus_.documents()[item.first];
      return std::tuple(item.kind, document.language, document.day);
    });
    return order;
  }

  Bag bag(std::span<const std::uint64_t> stems) const {
    std::map<std::uint32_t, float> counts;
    for (const std::uint64_t stem : stems) {
      const auto found = rows_.find(stem);
      if (found != rows_.end()) counts[found->second] += 1;
    }
    Bag out;
    for (const auto& [row, count] : counts) out.push_back({row, 1 + std::log(count)});
    return out;
  }

  // Title and lead.
  Bag head(std::uint32_t i) {
    const Document& document = corpus_.documents()[i];
    const std::size_t size =
        std::min<std::size_t>(document.stems.size(), document.title_size + lead_stems);
    return bag(std::span(document.stems).first(size));
  }

  std::pair<Bag, Bag> passages(const Item& item) {
    if (item.kind == Kind::translation) {
      const Translation& translation = more_.translations[item.first];
      return {bag(translation.left), bag(translation.right)};
    }
    if (item.kind == Kind::partners) return {head(item.first), head(item.second)};
    return draw(corpus_.documents()[item.first]);
  }

  // Two passages of the article, drawn anew each time.
  std::pair<Bag, Bag> draw(const Document& document) {
    std::span<const std::uint64_t> text = document.text();
    if (text.size() < lead_stems / 2) {
      std::vector<std::uint64_t> all(document.stems);
      if (text.size() >= least_stems && document.title_size >= least_stems) {
        return {bag(document.title()), bag(text)};
      }
      random_.shuffle(all);
      const std::size_t half = all.size() / 2;
      return {bag(std::span(all).first(half)), bag(std::span(all).subspan(half))};
    }
    const auto lead = text.first(std::min(text.size(), lead_stems));
    const auto body = text.subspan(lead.size(), std::min(text.size() - lead.size(), body_stems));
    const std::size_t kind = document.title_size < least_stems ? 2 : random_.below(3);
    if (kind == 0 || body.size() < lead_stems / 2) {
      return document.title_size < least_stems
                 ? std::pair(bag(text.first(text.size() / 2)), bag(text.subspan(text.size() / 2)))
                 : std::pair(bag(document.title()), bag(lead));
    }
    return kind == 1 ? std::pair(bag(document.title()), bag(body))
                     : std::pair(bag(lead), bag(body));
  }

  // Unit rows and the lengths before.
  void embed(const std::vector<Bag>& bags, Matrix& unit, Eigen::VectorXf& lengths) const {
    unit.setZero();
    for (std::size_t i = 0; i < bags.size(); ++i) {
      auto row = unit.row(static_cast<Eigen::Index>(i));
      for (const Weighted& word : bags[i]) row += word.weight * vectors_.row(word.row);
      lengths(static_cast<Eigen::Index>(i)) = std::max(row.norm(), 1e-6F);
      row /= lengths(static_cast<Eigen::Index>(i));
    }
  }

  void backward(const std::vector<Bag>& bags, const Matrix& unit, const Eigen::VectorXf& lengths,
                Matrix& gradient, float rate) {
    for (std::size_t i = 0; i < bags.size(); ++i) {
      const auto at = static_cast<Eigen::Index>(i);
      // Through the normalisation: only what is orthogonal to the unit row moves it.
      gradient.row(at) -= gradient.row(at).dot(unit.row(at)) * unit.row(at);
      gradient.row(at) /= lengths(at);
      const float square = gradient.row(at).squaredNorm() / static_cast<float>(options_.dim);
      for (const Weighted& word : bags[i]) {
        float& seen = squares_[word.row];
        seen += word.weight * word.weight * square;
        vectors_.row(word.row) -= rate * word.weight / std::sqrt(seen) * gradient.row(at);
      }
    }
  }

  double learn(std::span<const std::uint32_t> documents, float rate) {
    std::vector<Bag> left;
    std::vector<Bag> right;
    std::set<std::uint32_t> used;  // an article that is in two pairs would be its own negative
    for (const std::uint32_t i : documents) {
      const Item& item = items_[i];
      if (item.kind == Kind::partners &&
          !(used.insert(item.first).second && used.insert(item.second).second)) {
        continue;
      }
      auto [a, b] = passages(item);
      if (a.empty() || b.empty()) continue;
      left.push_back(std::move(a));
      right.push_back(std::move(b));
    }
    const auto count = static_cast<Eigen::Index>(left.size());
    if (count < 2) return 0;
    const auto dim = static_cast<Eigen::Index>(options_.dim);
    Matrix a(count, dim);
    Matrix b(count, dim);
    Eigen::VectorXf a_lengths(count);
    Eigen::VectorXf b_lengths(count);
    embed(left, a, a_lengths);
    embed(right, b, b_lengths);
    // Both directions: each left finds its right, each right its left.
    const Matrix similar = (a * b.transpose()) / options_.temperature;
    Matrix rows = (similar.colwise() - similar.rowwise().maxCoeff()).array().exp();
    rows.array().colwise() /= rows.rowwise().sum().array();
    Matrix columns = (similar.rowwise() - similar.colwise().maxCoeff()).array().exp();
    columns.array().rowwise() /= columns.colwise().sum().array();
    double loss = 0;
    for (Eigen::Index i = 0; i < count; ++i) {
      loss -= std::log(std::max(rows(i, i), 1e-12F)) / static_cast<double>(count);
    }
    Matrix pull = rows + columns;
    pull.diagonal().array() -= 2;
    pull /= 2 * options_.temperature;
    Matrix a_gradient = pull * b;
    Matrix b_gradient = pull.transpose() * a;
    backward(left, a, a_lengths, a_gradient, rate);
    backward(right, b, b_lengths, b_gradient, rate);
    return loss;
  }

  const Corpus& corpus_;
  MorePairs more_;
  PairOptions options_;
  Log log_;
  Random random_;
  std::vector<Item> items_;
  std::unordered_map<std::uint64_t, std::uint32_t> rows_;
  std::vector<std::uint64_t> stems_;
  std::vector<float> shares_;
  std::vector<float> squares_;
  Matrix vectors_;
};

}  // namespace

newsloom::embed::VectorTable train_pairs(const Corpus& corpus, const MorePairs& more,
                                         const PairOptions& options, const Log& log) {
  Trainer trainer(corpus, more, options, log);
  trainer.run();
  return trainer.table();
}

}  // namespace train
