#include "plain.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string_view>
#include <utility>

namespace newsloom::bench {
namespace {

void count_words(std::string_view text, std::unordered_map<std::string, std::uint32_t>& counts) {
  std::string word;
  const auto finish = [&] {
    if (word.size() > 1) ++counts[word];
    word.clear();
  };
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
    if (is_letter) {
      word += static_cast<char>(byte | 0x20U);
    } else if (byte >= 0x80 || (byte >= '0' && byte <= '9')) {
      word += c;
    } else {
      finish();
    }
  }
  finish();
}

void normalise(PlainVector& vector) {
  double squares = 0;
  for (const auto& [term, weight] : vector) squares += double{weight} * double{weight};
  if (squares <= 0) return;
  const auto scale = static_cast<float>(1 / std::sqrt(squares));
  for (auto& [term, weight] : vector) weight *= scale;
}

double dot(const PlainVector& a, const PlainVector& b) {
  double sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i].first == b[j].first) {
      sum += double{a[i++].second} * double{b[j++].second};
    } else if (a[i].first < b[j].first) {
      ++i;
    } else {
      ++j;
    }
  }
  return sum;
}

}  // namespace

PlainVector PlainVocabulary::observe(const Article& article) {
  std::unordered_map<std::string, std::uint32_t> counts;
  count_words(article.title, counts);
  count_words(article.text, counts);
  ++documents_;
  PlainVector vector;
  for (const auto& [word, count] : counts) {
    const auto [at, is_new] = numbers_.emplace(word, static_cast<std::uint32_t>(frequency_.size()));
    if (is_new) frequency_.push_back(0);
    const std::uint32_t documents = ++frequency_[at->second];
    const double idf =
        std::log((1.0 + static_cast<double>(documents_)) / static_cast<double>(documents));
    vector.emplace_back(at->second,
                        static_cast<float>((1 + std::log(static_cast<double>(count))) * idf));
  }
  std::sort(vector.begin(), vector.end());
  normalise(vector);
  return vector;
}

std::vector<std::uint32_t> plain_online(std::span<const Article> articles, double threshold) {
  struct Posting {
    std::uint32_t event;
    float sum;
  };
  PlainVocabulary vocabulary;
  std::vector<std::vector<Posting>> postings;                          // by term
  std::vector<std::unordered_map<std::uint32_t, std::size_t>> places;  // by event: of a term's
  std::vector<double> squares;                                         // by event
  std::vector<std::uint32_t> labels;
  std::vector<double> dots;
  for (const Article& article : articles) {
    const PlainVector vector = vocabulary.observe(article);
    dots.assign(squares.size(), 0);
    for (const auto& [term, weight] : vector) {
      if (term >= postings.size()) postings.resize(term + std::size_t{1});
      for (const Posting& posting : postings[term]) {
        dots[posting.event] += double{weight} * double{posting.sum};
      }
    }
    std::uint32_t best = UINT32_MAX;
    double best_cosine = threshold;
    for (std::uint32_t event = 0; event < dots.size(); ++event) {
      const double cosine = dots[event] / std::sqrt(squares[event]);
      if (cosine >= best_cosine) {
        best = event;
        best_cosine = cosine;
      }
    }
    if (best == UINT32_MAX) {
      best = static_cast<std::uint32_t>(squares.size());
      places.emplace_back();
      squares.push_back(0);
    }
    for (const auto& [term, weight] : vector) {
      const auto [at, is_new] = places[best].emplace(term, postings[term].size());
      if (is_new) postings[term].push_back({best, 0.0F});
      float& sum = postings[term][at->second].sum;
      squares[best] += double{weight} * (2 * double{sum} + double{weight});
      sum += weight;
    }
    labels.push_back(best);
  }
  return labels;
}

std::vector<std::uint32_t> plain_average_link(std::span<const Article> articles, double threshold) {
  PlainVocabulary vocabulary;
  std::vector<PlainVector> vectors;
  for (const Article& article : articles) vectors.push_back(vocabulary.observe(article));
  const std::size_t count = vectors.size();
  std::vector<float> likeness(count * count);
  for (std::size_t i = 0; i < count; ++i) {
    for (std::size_t j = i + 1; j < count; ++j) {
      likeness[i * count + j] = likeness[j * count + i] =
          static_cast<float>(dot(vectors[i], vectors[j]));
    }
  }
  std::vector<std::uint32_t> labels(count);
  std::iota(labels.begin(), labels.end(), 0U);
  std::vector<std::size_t> size(count, 1);
  std::vector<std::size_t> chain;
  std::vector<bool> is_done(count);
  const auto nearest = [&](std::size_t one) {
    std::size_t best = one;
    for (std::size_t other = 0; other < count; ++other) {
      const bool is_candidate = other != one && size[other] > 0;
      if (is_candidate &&
          (best == one || likeness[one * count + other] > likeness[one * count + best])) {
        best = other;
      }
    }
    return best;
  };
  for (std::size_t start = 0; start < count; ++start) {
    if (size[start] == 0 || is_done[start]) continue;
    chain.assign(1, start);
    while (!chain.empty()) {
      const std::size_t last = chain.back();
      const std::size_t next = nearest(last);
      if (next == last || double{likeness[last * count + next]} < threshold) {
        for (const std::size_t one : chain) is_done[one] = true;  // nothing is nearer than this
        chain.clear();
        continue;
      }
      const bool is_mutual = chain.size() > 1 && chain[chain.size() - 2] == next;
      if (!is_mutual) {
        chain.push_back(next);
        continue;
      }
      chain.resize(chain.size() - 2);
      const auto weight = static_cast<float>(size[next]);
      const auto other_weight = static_cast<float>(size[last]);
      for (std::size_t k = 0; k < count; ++k) {
        const float mean =
            (weight * likeness[next * count + k] + other_weight * likeness[last * count + k]) /
            (weight + other_weight);
        likeness[next * count + k] = likeness[k * count + next] = mean;
      }
      size[next] += size[last];
      size[last] = 0;
      for (std::uint32_t& label : labels) {
        if (label == last) label = static_cast<std::uint32_t>(next);
      }
      if (chain.empty()) chain.push_back(next);
    }
  }
  return labels;
}

}  // namespace newsloom::bench
