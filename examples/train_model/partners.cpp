#include "partners.hpp"

#include <algorithm>
#include <cmath>
#include <deque>
#include <map>
#include <numeric>
#include <span>
#include <unordered_map>

namespace train {
namespace {

using SparseRow = std::vector<std::pair<std::uint64_t, float>>;

class Finder {
 public:
  Finder(const Corpus& corpus, const PartnerOptions& options) : corpus_(corpus), options_(options) {
    for (const Document& document : corpus.documents()) {
      ++documents_[document.language];
      for (const auto& [stem, count] : counts_of(document)) {
        ++frequencies_[document.language][stem];
      }
    }
  }

  std::vector<std::pair<std::uint32_t, std::uint32_t>> run() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < corpus_.documents().size(); ++i) {
      if (corpus_.documents()[i].day != 0) order.push_back(i);
    }
    std::ranges::stable_sort(order, {}, [this](std::uint32_t i) {
      const Document& document = corpus_.documents()[i];
      return std::pair(document.language, document.day);
    });
    for (const std::uint32_t i : order) look_at(i);
    return std::move(pairs_);
  }

 private:
  struct Posting {
    std::uint32_t document;
    float weight;
  };
  std::map<std::uint64_t, float> counts_of(const Document& document) const {
    std::map<std::uint64_t, float> counts;
    const std::size_t size =
        std::min<std::size_t>(document.stems.size(), document.title_size + options_.lead_stems);
    for (const std::uint64_t stem : std::span(document.stems).first(size)) counts[stem] += 1;
    return counts;
  }
  SparseRow weighted(const Document& document) const {
    SparseRow row;
    float squares = 0;
    const auto& frequencies = frequencies_.at(document.language);
    const auto documents = static_cast<float>(documents_.at(document.language));
    for (const auto& [stem, count] : counts_of(document)) {
      const auto frequency = static_cast<float>(frequencies.at(stem));
      const float value = (1 + std::log(count)) * std::log((documents + 1) / (frequency + 0.5F));
      row.emplace_back(stem, value);
      squares += value * value;
    }
    for (auto& [stem, value] : row) value /= std::max(std::sqrt(squares), 1e-6F);
    return row;
  }
  bool is_near(std::uint32_t other, const Document& document) const {
    const Document& there = corpus_.documents()[other];
    return there.language == document.language && document.day - there.day <= options_.days;
  }

  void look_at(std::uint32_t i) {
    const Document& document = corpus_.documents()[i];
    const SparseRow row = weighted(document);
    const auto& frequencies = frequencies_.at(document.language);
    const auto most = options_.most_frequent * documents_.at(document.language);
    std::map<std::uint32_t, float> cosines;
    for (const auto& [stem, value] : row) {
      auto& postings = postings_[stem];
      while (!postings.empty() && !is_near(postings.front().document, document)) {
        postings.pop_front();
      }
      if (frequencies.at(stem) <= most) {
        for (const Posting& posting : postings) cosines[posting.document] += value * posting.weight;
      }
      postings.push_back({i, value});
    }
    std::vector<std::pair<float, std::uint32_t>> found;
    for (const auto& [other, cosine] : cosines) {
      if (cosine < options_.least_cosine || cosine > options_.most_cosine) continue;
      const Document& there = corpus_.documents()[other];
      if (there.outlet == document.outlet && there.outlet != 0) continue;
      found.emplace_back(-cosine, other);
    }
    std::ranges::sort(found);
    if (found.size() > options_.each) found.resize(options_.each);
    for (const auto& [cosine, other] : found) pairs_.emplace_back(other, i);
  }

  const Corpus& corpus_;
  PartnerOptions options_;
  std::map<std::uint32_t, std::uint32_t> documents_;  // by language
  std::map<std::uint32_t, std::unordered_map<std::uint64_t, std::uint32_t>> frequencies_;
  std::unordered_map<std::uint64_t, std::deque<Posting>> postings_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs_;
};

}  // namespace

std::vector<std::pair<std::uint32_t, std::uint32_t>> find_partners(const Corpus& corpus,
                                                                   const PartnerOptions& options) {
  return Finder(corpus, options).run();
}

}  // namespace train
