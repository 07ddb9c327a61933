#include "core.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string_view>
#include <utility>

#include "newsloom/text/utf8.hpp"

namespace newsloom::page {
namespace {

constexpr std::size_t opening_words = 120;
constexpr std::size_t opening_bytes = 1'500;

// Both chosen on the labelled sets: RESULTS.md, "Pages of mixed events".
constexpr double nearness_weight = 0.1;
constexpr double many_articles = 7;
constexpr double decline = 0.3;
constexpr double nearness_base = 0.06;  // what two articles get that only hang together

/// Cosine of every two articles, symmetric, the diagonal unused.
class Likeness {
 public:
  explicit Likeness(std::span<const Opening> openings)
      : size_(openings.size()), values_(size_ * size_) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> found;  // a term in an article
    for (std::uint32_t i = 0; i < size_; ++i) {
      for (const std::uint64_t term : openings[i].terms) found.emplace_back(term, i);
    }
    std::sort(found.begin(), found.end());
    std::vector<double> squared_length(size_);
    for (auto first = found.begin(); first != found.end();) {
      const auto last = std::find_if(
          first, found.end(), [&](const auto& entry) { return entry.first != first->first; });
      const double weight =
          std::log(static_cast<double>(size_ + 1) / static_cast<double>(last - first));
      const double squared = weight * weight;
      for (auto a = first; a != last; ++a) {
        squared_length[a->second] += squared;
        for (auto b = first; b != a; ++b) at(a->second, b->second) += squared;
      }
      first = last;
    }
    for (std::size_t a = 0; a < size_; ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        const double lengths = std::sqrt(squared_length[a] * squared_length[b]);
        const double nearness = std::sqrt(openings[a].similarity * openings[b].similarity);
        const double cosine = lengths > 0 ? at(a, b) / lengths : 0;
        at(a, b) = at(b, a) = cosine + nearness_weight * nearness;
      }
    }
  }

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  double& at(std::size_t a, std::size_t b) { return values_[a * size_ + b]; }

 private:
  std::size_t size_;
  std::vector<double> values_;
};

/// Average linkage by chains of nearest neighbours: what is joined is what joining the two most
/// alike again and again would join, in quadratic time.
class Grouping {
 public:
  explicit Grouping(Likeness likeness) : likeness_(std::move(likeness)) {
    groups_.resize(likeness_.size());
    for (std::size_t i = 0; i < groups_.size(); ++i) groups_[i] = {i};
  }

  std::vector<std::vector<std::size_t>> join(double least) {
    std::vector<std::size_t> chain;
    std::size_t first = 0;
    while (true) {
      if (chain.empty()) {
        while (first < groups_.size() && groups_[first].empty()) ++first;
        if (first == groups_.size()) break;
        chain.push_back(first);
      }
      const std::size_t last = chain.back();
      const auto [nearest, value] = nearest_to(last, chain);
      if (value < least) {
        // Of a chain the first only, each link being stronger than the one before. Nothing that is
        // joined later is more alike than its parts are.
        chain.clear();
        ++first;
      } else if (chain.size() > 1 && nearest == chain[chain.size() - 2]) {
        chain.resize(chain.size() - 2);
        merge(nearest, last);
      } else {
        chain.push_back(nearest);
      }
    }
    std::erase_if(groups_, [](const auto& group) { return group.empty(); });
    return std::move(groups_);
  }

 private:
  std::pair<std::size_t, double> nearest_to(std::size_t group,
                                            const std::vector<std::size_t>& chain) {
    // Of equals the one the chain came from, so that a chain ends.
    std::size_t best = chain.size() > 1 ? chain[chain.size() - 2] : group;
    double best_value = best == group ? -1 : likeness_.at(group, best);
    for (std::size_t other = 0; other < groups_.size(); ++other) {
      if (other == group || groups_[other].empty()) continue;
      if (likeness_.at(group, other) > best_value) {
        best = other;
        best_value = likeness_.at(group, other);
      }
    }
    return {best, best_value};
  }

  void merge(std::size_t into, std::size_t from) {
    const auto a = static_cast<double>(groups_[into].size());
    const auto b = static_cast<double>(groups_[from].size());
    for (std::size_t other = 0; other < groups_.size(); ++other) {
      if (other == into || other == from || groups_[other].empty()) continue;
      const double mean = (a * likeness_.at(into, other) + b * likeness_.at(from, other)) / (a + b);
      likeness_.at(into, other) = likeness_.at(other, into) = mean;
    }
    groups_[into].insert(groups_[into].end(), groups_[from].begin(), groups_[from].end());
    groups_[from].clear();
  }

  Likeness likeness_;
  std::vector<std::vector<std::size_t>> groups_;
};

std::vector<std::size_t> most_alike(Likeness& likeness) {
  std::size_t first = 0;
  std::size_t second = 1;
  for (std::size_t b = 1; b < likeness.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (likeness.at(a, b) > likeness.at(first, second)) {
        first = a;
        second = b;
      }
    }
  }
  return {first, second};
}

}  // namespace

Opening read_opening(text::Tokenizer& tokenizer, const Article& article, const CoverageRow& row) {
  Opening opening;
  opening.similarity = std::clamp(row.similarity, 0.0, 1.0);
  opening.family = row.family.empty() ? row.outlet : row.family;
  std::vector<text::Token> tokens;
  for (const std::string_view field :
       {std::string_view(article.title), std::string_view(article.text)}) {
    tokens.clear();
    tokenizer.tokenize(text::truncate_to_boundary(field, opening_bytes), row.language, tokens);
    std::size_t words = 0;
    for (const text::Token& token : tokens) {
      if (token.has(text::token_flag::stop_word) || token.folded_length < 2) continue;
      if (++words > opening_words) break;
      opening.terms.push_back(token.stem_hash);
    }
  }
  std::sort(opening.terms.begin(), opening.terms.end());
  const auto repeated = std::unique(opening.terms.begin(), opening.terms.end());
  opening.terms.erase(repeated, opening.terms.end());
  return opening;
}

std::vector<std::size_t> find_core(std::span<const Opening> openings, double strictness) {
  constexpr std::size_t fewest = 3;
  std::vector<std::size_t> core(openings.size());
  std::iota(core.begin(), core.end(), std::size_t{0});
  if (openings.size() < fewest || strictness == 0) return core;
  Likeness likeness(openings);
  const auto count = static_cast<double>(openings.size());
  // Among few even a word of two weighs little, and of many no two say all the same.
  double share = (count - 1) / (count + 1);
  if (count > many_articles) {
    share = (many_articles - 1) / (many_articles + 1) * std::pow(many_articles / count, decline);
  }
  const double least = nearness_base + (strictness - nearness_base) * share;
  std::vector<std::vector<std::size_t>> groups = Grouping(likeness).join(least);
  const auto families_of = [&](const std::vector<std::size_t>& group) {
    std::set<std::string_view> families;
    for (const std::size_t article : group) families.insert(openings[article].family);
    return families.size();
  };
  std::vector<std::size_t>* best = nullptr;
  std::size_t best_families = 0;
  for (auto& group : groups) {
    std::sort(group.begin(), group.end());
    const std::size_t families = families_of(group);
    const bool is_better = best == nullptr || families > best_families ||
                           (families == best_families && group.size() > best->size()) ||
                           (families == best_families && group.size() == best->size() &&
                            group.front() < best->front());
    if (!is_better) continue;
    best = &group;
    best_families = families;
  }
  return best->size() > 1 ? std::move(*best) : most_alike(likeness);
}

}  // namespace newsloom::page
